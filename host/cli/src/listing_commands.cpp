#include "listing_commands.hpp"

#include "terminal_text.hpp"
#include "text_table.hpp"
#include "yaml_text.hpp"

#include <limits>
#include <string>

namespace quoin::cli {

namespace {

constexpr std::size_t no_width_limit =
    std::numeric_limits<std::size_t>::max();  // origins are paths: never cut
constexpr std::size_t setting_width = 60;

std::string text_of(view found) {
    return std::string(found.as_string().value_or(std::string_view()));
}

std::string json_text(view found, const console& to) {
    return to_json(found, {.indent = to.out_is_terminal ? 2 : 0, .lazy_limit = 0}) + '\n';
}

std::string setting_text(view content) {
    return content.is_string() ? text_of(content) : to_json(content);
}

}  // namespace

exit_code list_config(const host& of, listing_format how, console& to) {
    const value all = of.config();
    if (how == listing_format::json) {
        to.out.write(json_text(all, to));
        return exit_code::answered;
    }
    text_table table({{"setting", false, 24}, {"value", false, 16}, {"origin", false, 24}});
    std::string yaml;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const view one = all[i];
        const std::string origin = one_line(text_of(one["origin"]));
        table.add({text_of(one["key"]), cut_to(setting_text(one["value"]), setting_width), origin});
        // Nested content is JSON, which YAML reads as it stands.
        const view content = one["value"];
        yaml += yaml_scalar(text_of(one["key"])) + ": ";
        yaml += content.is_string() ? yaml_scalar(text_of(content)) : to_json(content);
        yaml += "  # " + origin + '\n';
    }
    to.out.write(how == listing_format::yaml ? yaml : table.text(no_width_limit, to.out_colours));
    return exit_code::answered;
}

}  // namespace quoin::cli
