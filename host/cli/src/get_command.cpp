#include "get_command.hpp"

#include "answer_json.hpp"
#include "progress.hpp"
#include "query_failure.hpp"
#include "subject_answers.hpp"
#include "subject_list.hpp"
#include "terminal_text.hpp"
#include "value_table.hpp"
#include "yaml_text.hpp"

#include <quoin/did_you_mean.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <system_error>
#include <utility>

namespace quoin::cli {

namespace {

std::string yaml_document(subject_answers& of) {
    const std::string json = to_json(of);
    try {
        return "---\n" + to_yaml(from_json(json));
    } catch (const error&) {
        return "---\n" + json + '\n';  // numbers beyond an int64: JSON is YAML too
    }
}

std::string table_section(const subject_answers& of, const get_options& what, bool colours) {
    std::string out = painted(one_line(of.subject), colour::bold, colours) + '\n';
    for (const auto& [type, found] : of.answers)
        out += "  " + painted(one_line(type), colour::bold, colours) + '\n' + to_table(found, 4, colours);
    for (const std::string& type : what.types) {
        const auto has = [&type](const auto& one) { return one.first == type; };
        if (std::none_of(of.answers.begin(), of.answers.end(), has) &&
            std::none_of(of.errors.begin(), of.errors.end(), has))
            out += "  " + painted(one_line(type), colour::bold, colours) + "\n    no answer\n";
    }
    for (const auto& [type, failed] : of.errors)
        out += "  " + painted(one_line(type), colour::bold, colours) + "\n    " +
               painted("error: ", colour::red, colours) + one_line(to_sentence(failed)) + '\n';
    return out;
}

std::string explain_hint(const std::string& type, const std::string& subject) {
    return "quoin explain " + shell_word(type) + ' ' + shell_word(subject);
}

/// What may be wrong with a subject that nobody knows: a file that is not there.
std::string about_file(const std::string& subject) {
    if (subject.find(':') != std::string::npos) return {};  // an imageId
    const auto is_missing = [](const std::string& path) {
        std::error_code failed;
        return std::filesystem::status(path, failed).type() == std::filesystem::file_type::not_found;
    };
    // What follows may name a frame of the file.
    const std::size_t frame = subject.find_last_of("#?");
    const bool missing =
        is_missing(subject) && (frame == std::string::npos || is_missing(subject.substr(0, frame)));
    return missing ? " (there is no such file)" : "";
}

exit_code print_one(const host& from, const get_options& what, const std::string& type,
                    const subject_answers& of, console& to) {
    const std::string& subject = of.subject;
    if (!of.errors.empty()) {
        complain(to, type + " of " + subject + ": " + to_sentence(of.errors.front().second) +
                         "; who was asked: " + explain_hint(type, subject));
        return exit_code::error;
    }
    if (of.answers.empty()) {
        const std::vector<std::string> types = from.types();
        const bool served = std::find(types.begin(), types.end(), type) != types.end();
        complain(to, "no answer for " + type + (served ? "" : did_you_mean(type, types)) + " of " + subject +
                         about_file(subject) + "; who was asked: " + explain_hint(type, subject) +
                         "; what is served: quoin types");
        return exit_code::no_answer;
    }
    std::string text;
    try {
        const value& found = of.answers.front().second;
        if (what.format == answer_format::yaml)
            text = to_yaml(found);
        else if (what.format == answer_format::table)
            text = to_table(found, 0, to.out_colours);
        else
            text = to_json(found, answer_json(to.out_is_terminal ? 2 : 0)) + '\n';
    } catch (const error& failed) {
        complain(to, type + " of " + subject + ": " + to_sentence(failure_of(failed, type, subject)));
        return exit_code::error;
    }
    to.out.write(text);
    return exit_code::answered;
}

std::string printed(subject_answers& of, const get_options& what, bool colours) {
    if (what.lines || what.format == answer_format::json) return to_json(of) + '\n';
    return what.format == answer_format::yaml ? yaml_document(of) : table_section(of, what, colours);
}

/// How the subjects fared, counted as they are printed.
struct tally {
    std::size_t subjects = 0;
    std::size_t failed = 0;
    std::size_t unanswered = 0;
    exit_code worst = exit_code::answered;

    void count(exit_code code) {
        ++subjects;
        failed += code == exit_code::error ? 1 : 0;
        unanswered += code == exit_code::no_answer ? 1 : 0;
        worst = worse(worst, code);
    }
};

query_result ask_one(const host& from, const std::string& type, const std::string& subject, view options,
                     const query_terms& on) {
    try {
        return {from.get(type, subject, options, on), {}};
    } catch (const query_error& failed) {
        return {{}, failed};
    }
}

std::vector<std::string> types_to_ask(const host& from, const get_options& what) {
    std::vector<std::string> all = what.types;
    if (!what.every_type) return all;
    for (std::string& type : from.types())
        if (std::find(all.begin(), all.end(), type) == all.end()) all.push_back(std::move(type));
    return all;
}

}  // namespace

exit_code get(const host& from, const get_options& what, int in, console& to) {
    const std::vector<std::string> types = types_to_ask(from, what);
    if (types.empty()) {
        complain(to, "no provider names a type, so '*' asks nothing; see: quoin providers");
        return exit_code::no_answer;
    }
    const bool alone =
        types.size() == 1 && !what.every_type && what.subjects_from.empty() && what.subjects.size() == 1;
    const query_terms terms{.timeout = what.timeout, .cancel = {}};
    if (alone && !what.lines) {
        many_row row{0, what.subjects.front(), {}};
        row.results.push_back(ask_one(from, types.front(), row.subject, what.options, terms));
        return print_one(from, what, types.front(), answers_of(std::move(row), types, what.types), to);
    }

    subject_list subjects(what.subjects, what.subjects_from, in);
    tally of_all;
    progress shown(to, "subjects", subjects.size());
    from.get_many(
        types, [&subjects](std::string& next) { return subjects.next(next); },
        [&](many_row row) -> std::function<void()> {
            // Made into text where it was asked, so that the thread that writes has little to do.
            subject_answers found = answers_of(std::move(row), types, what.types);
            std::string text = printed(found, what, to.out_colours);
            return [&, text = std::move(text), code = code_of(found)] {
                to.out.write(text);
                of_all.count(code);
                shown.step();
            };
        },
        {.options = what.options, .on = terms, .jobs = what.jobs});
    shown.end();
    if (of_all.worst != exit_code::answered)
        complain(to, "of " + std::to_string(of_all.subjects) + " subjects, " + std::to_string(of_all.failed) +
                         " had errors and " + std::to_string(of_all.unanswered) +
                         " had no answer for something; how one came about: quoin explain TYPE SUBJECT");
    return of_all.worst;
}

}  // namespace quoin::cli
