#include "explain_command.hpp"

#include "answer_json.hpp"
#include "trace_tree.hpp"
#include "value_table.hpp"

namespace quoin::cli {

exit_code explain(const host& from, const explain_options& what, console& to) {
    const query_terms terms{.timeout = what.timeout, .cancel = {}};
    const value trace = from.explain(what.type, std::span(&what.subject, 1), what.options, terms);
    std::string text;
    if (what.json) {
        const value shown = what.show_values ? trace : without_value(trace);
        text = quoin::to_json(shown, answer_json(to.out_is_terminal ? 2 : 0)) + '\n';
    } else {
        text = to_tree(trace, to.out_colours);
        if (const view found = trace["value"]; found && what.show_values)
            text += '\n' + to_table(found, 2, to.out_colours);
    }
    to.out.write(text);
    const auto outcome = trace["outcome"].as_string();
    if (outcome == "answered") return exit_code::answered;
    return outcome == "none" ? exit_code::no_answer : exit_code::error;
}

}  // namespace quoin::cli
