#include "subject_answers.hpp"

#include "answer_json.hpp"
#include "terminal_text.hpp"

#include <algorithm>

namespace quoin::cli {

subject_answers answers_of(many_row row, std::span<const std::string> types,
                           std::span<const std::string> named) {
    subject_answers out{.subject = std::move(row.subject)};
    for (std::size_t i = 0; i < types.size(); ++i) {
        query_result& came = row.results[i];
        if (came.failure)
            out.errors.emplace_back(types[i], failure_of(*came.failure, types[i], out.subject));
        else if (came.answer)
            out.answers.emplace_back(types[i], std::move(*came.answer));
        else if (std::find(named.begin(), named.end(), types[i]) != named.end())
            out.unanswered = true;
    }
    if (out.answers.empty() && out.errors.empty()) out.unanswered = true;
    return out;
}

exit_code code_of(const subject_answers& of) {
    if (!of.errors.empty()) return exit_code::error;
    return of.unanswered ? exit_code::no_answer : exit_code::answered;
}

std::string to_json(subject_answers& of) {
    std::string answers;
    std::erase_if(of.answers, [&](const auto& one) {
        const auto& [type, found] = one;
        const std::size_t before = answers.size();
        try {
            if (before != 0) answers += ',';
            append_json_string(answers, type);
            answers += ':';
            append_json(answers, found, answer_json());
            return false;
        } catch (const error& failed) {
            answers.resize(before);
            of.errors.emplace_back(type, failure_of(failed, type, of.subject));
            return true;
        }
    });
    std::string out = "{\"subject\":";
    append_json_string(out, of.subject);
    out += ",\"answers\":{" + answers + "},\"errors\":{";
    for (std::size_t i = 0; i < of.errors.size(); ++i) {
        if (i != 0) out += ',';
        append_json_string(out, of.errors[i].first);
        out += ':' + to_json(of.errors[i].second);
    }
    return out + "}}";
}

}  // namespace quoin::cli
