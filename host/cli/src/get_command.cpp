#include "get_command.hpp"

#include "answer_json.hpp"
#include "progress.hpp"
#include "query_failure.hpp"
#include "terminal_text.hpp"
#include "value_table.hpp"
#include "yaml_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace quoin::cli {

namespace {

/// What one subject came to.
struct subject_answers {
    std::vector<std::pair<std::string, value>> answers;
    std::vector<std::pair<std::string, query_failure>> errors;
    bool unanswered = false;  ///< a type asked for by name had no answer, or no type had one
};

exit_code code_of(const subject_answers& of) {
    if (!of.errors.empty()) return exit_code::error;
    return of.unanswered ? exit_code::no_answer : exit_code::answered;
}

subject_answers ask(const host& from, const get_options& what, const std::vector<std::string>& types,
                    const std::string& subject) {
    subject_answers out;
    for (const std::string& type : types) {
        try {
            const query_terms terms{.timeout = what.timeout, .cancel = {}};
            if (auto found = from.get(type, subject, what.options, terms))
                out.answers.emplace_back(type, std::move(*found));
            else if (std::find(what.types.begin(), what.types.end(), type) != what.types.end())
                out.unanswered = true;
        } catch (const error& failed) {
            out.errors.emplace_back(type, failure_of(failed, type, subject));
        }
    }
    if (out.answers.empty() && out.errors.empty()) out.unanswered = true;
    return out;
}

/// Lazy arrays are read while they are printed, and that can fail: then the type has an error and no answer.
std::string json_line(const std::string& subject, subject_answers& of) {
    std::string answers;
    for (auto& [type, found] : of.answers) {
        const std::size_t before = answers.size();
        try {
            if (before != 0) answers += ',';
            append_json_string(answers, type);
            answers += ':';
            append_json(answers, found, answer_json());
        } catch (const error& failed) {
            answers.resize(before);
            of.errors.emplace_back(type, failure_of(failed, type, subject));
        }
    }
    std::string out = "{\"subject\":";
    append_json_string(out, subject);
    out += ",\"answers\":{" + answers + "},\"errors\":{";
    for (std::size_t i = 0; i < of.errors.size(); ++i) {
        if (i != 0) out += ',';
        append_json_string(out, of.errors[i].first);
        out += ':' + to_json(of.errors[i].second);
    }
    return out + "}}\n";
}

std::string yaml_document(const std::string& subject, subject_answers& of) {
    return "---\n" + to_yaml(from_json(json_line(subject, of)));
}

std::string table_section(const std::string& subject, const subject_answers& of, const get_options& what,
                          bool colours) {
    std::string out = painted(one_line(subject), colour::bold, colours) + '\n';
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

exit_code print_one(const get_options& what, const std::string& type, const std::string& subject,
                    const subject_answers& of, console& to) {
    if (!of.errors.empty()) {
        complain(to, type + " of " + subject + ": " + to_sentence(of.errors.front().second) +
                         "; who was asked: " + explain_hint(type, subject));
        return exit_code::error;
    }
    if (of.answers.empty()) {
        complain(to, "no answer for " + type + " of " + subject +
                         "; who was asked: " + explain_hint(type, subject) + "; what is served: quoin types");
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

std::vector<std::string> types_to_ask(const host& from, const get_options& what) {
    std::vector<std::string> all = what.types;
    if (!what.every_type) return all;
    for (std::string& type : from.types())
        if (std::find(all.begin(), all.end(), type) == all.end()) all.push_back(std::move(type));
    return all;
}

}  // namespace

exit_code get(const host& from, const get_options& what, console& to) {
    const std::vector<std::string> types = types_to_ask(from, what);
    if (types.empty()) {
        complain(to, "no provider names a type, so '*' asks nothing; see: quoin providers");
        return exit_code::no_answer;
    }
    const bool alone = types.size() == 1 && !what.every_type && what.subjects.size() == 1;
    if (alone && !what.lines)
        return print_one(what, types.front(), what.subjects.front(),
                         ask(from, what, types, what.subjects.front()), to);

    exit_code worst = exit_code::answered;
    std::size_t failed = 0;
    std::size_t unanswered = 0;
    progress shown(to, "subjects", what.subjects.size());
    for (const std::string& subject : what.subjects) {
        subject_answers found = ask(from, what, types, subject);
        if (what.lines || what.format == answer_format::json)
            to.out.write(json_line(subject, found));
        else if (what.format == answer_format::yaml)
            to.out.write(yaml_document(subject, found));
        else
            to.out.write(table_section(subject, found, what, to.out_colours));
        const exit_code code = code_of(found);
        failed += code == exit_code::error ? 1 : 0;
        unanswered += code == exit_code::no_answer ? 1 : 0;
        worst = worse(worst, code);
        shown.step();
    }
    shown.end();
    if (worst != exit_code::answered)
        complain(to, "of " + std::to_string(what.subjects.size()) + " subjects, " + std::to_string(failed) +
                         " had errors and " + std::to_string(unanswered) +
                         " had no answer for something; how one came about: quoin explain TYPE SUBJECT");
    return worst;
}

}  // namespace quoin::cli
