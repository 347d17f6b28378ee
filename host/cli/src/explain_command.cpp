#include "explain_command.hpp"

#include "answer_json.hpp"
#include "terminal_text.hpp"
#include "trace_privacy.hpp"
#include "trace_tree.hpp"
#include "value_table.hpp"
#include "watched_input.hpp"
#include "why_not.hpp"

#include <array>
#include <cerrno>

namespace quoin::cli {

namespace {

/// The trace, or what it says of one provider. A watch prints JSON of one line each.
std::string explained(const host& on, const explain_options& what, view trace, const console& to) {
    const int indent = to.out_is_terminal && !what.watch ? 2 : 0;
    if (!what.why_not.empty()) {
        const why_not of = explain_why_not(trace, on.providers(), what.why_not);
        return (what.json ? quoin::to_json(to_value(of), answer_json(indent)) : one_line(of.sentence)) + '\n';
    }
    if (what.json) return quoin::to_json(trace, answer_json(indent)) + '\n';
    std::string text = to_tree(trace, to.out_colours);
    if (const view found = trace["value"]) text += '\n' + to_table(found, 2, to.out_colours);
    return text;
}

exit_code print(const host& on, const explain_options& what, console& to) {
    const query_terms terms{.timeout = what.timeout, .cancel = {}};
    const value trace = on.explain(what.type, std::span(&what.subject, 1), what.options, terms);
    to.out.write(explained(on, what, what.show_values ? trace : without_patient_data(trace), to));
    const auto outcome = trace["outcome"].as_string();
    if (outcome == "answered") return exit_code::answered;
    return outcome == "none" ? exit_code::no_answer : exit_code::error;
}

}  // namespace

exit_code explain(host& on, const explain_options& what, const watched_streams& streams, console& to) {
    if (!what.watch) return print(on, what, to);
    watched_input input(streams.in, streams.out);
    // Before the first print, so that no change falls between.
    const watch_handle watched = on.watch(
        what.type, what.subject, [&input](const query_result&) { input.interrupt(); }, what.options,
        watch_for::reasons);
    exit_code code = print(on, what, to);
    std::array<char, 4096> ignored{};
    for (;;) {
        const watched_input::piece got = input.read(ignored);
        switch (got.what) {
            case watched_input::event::bytes:
                break;
            case watched_input::event::interrupted:
                if (!what.json) to.out.write("\n");
                code = print(on, what, to);
                break;
            case watched_input::event::end:
                return code;
            case watched_input::event::reader_gone:
                throw output_error(EPIPE);
            case watched_input::event::failed:
                complain(to, std::string("cannot wait for the end of standard input: ") +
                                 output_error(got.error).what());
                return exit_code::error;
        }
    }
}

}  // namespace quoin::cli
