#include "pin_command.hpp"

#include "terminal_text.hpp"
#include "text_table.hpp"

#include <limits>
#include <vector>

namespace quoin::cli {

exit_code pin(const host_options& of, const pin_options& how, console& to) {
    std::vector<problem> refused;
    const auto pins = pin_libraries(of, !how.dry_run, refused);
    text_table table({{"id"}, {"sha256"}, {"pin"}, {"library"}});
    for (const library_pin& one : pins) {
        const char* const became = one.before.empty()         ? "added"
                                   : one.before == one.sha256 ? "same"
                                                              : "changed";
        table.add({one.id, one.sha256, became, one.library.string()});
    }
    // Hashes and paths are no use when they are cut.
    to.out.write(table.text(std::numeric_limits<std::size_t>::max(), to.out_colours));
    for (const problem& line : refused) complain(to, "not pinned: " + line);
    if (how.dry_run) complain(to, "dry run: " + of.manifest.string() + " was not changed");
    return refused.empty() ? exit_code::answered : exit_code::error;
}

}  // namespace quoin::cli
