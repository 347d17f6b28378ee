#include "listing_commands.hpp"

#include "terminal_text.hpp"
#include "text_table.hpp"
#include "yaml_text.hpp"

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace quoin::cli {

namespace {

constexpr std::size_t table_width = 100;
constexpr std::size_t no_width_limit =
    std::numeric_limits<std::size_t>::max();  // origins are paths: never cut
constexpr std::size_t types_width = 30;
constexpr std::size_t setting_width = 60;
constexpr std::size_t count_width = 5;  // of " +999"

std::string text_of(view found) {
    return std::string(found.as_string().value_or(std::string_view()));
}

/// "a, b +12": as many names as fit, and how many more there are.
std::string types_text(view types) {
    if (!types.is_array()) return "any";
    std::string out;
    for (std::size_t i = 0; i < types.size(); ++i) {
        const std::string name = text_of(types[i]);
        const std::size_t left = types.size() - i;
        const std::size_t room = types_width - (left > 1 ? count_width : 0);
        if (i == 0)
            out = cut_to(name, room);
        else if (display_width(out) + 2 + display_width(name) > room)
            return out + " +" + std::to_string(left);
        else
            out += ", " + name;
    }
    return out;
}

std::vector<std::string> lines_beneath(view provider) {
    std::vector<std::string> out;
    const view per_type = provider["priorities"];
    for (std::size_t i = 0; i < per_type.size(); ++i) {
        const auto [type, priority] = per_type.member(i);
        out.push_back("priority " + std::to_string(priority.as_int().value_or(0)) + " for " +
                      std::string(type));
    }
    if (const std::string reason = text_of(provider["reason"]); !reason.empty()) out.push_back(reason);
    return out;
}

colour colour_of(std::string_view state) {
    return state == "refused" ? colour::red : state == "disabled" ? colour::yellow : colour::none;
}

std::string json_text(view found, const console& to) {
    return to_json(found, {.indent = to.out_is_terminal ? 2 : 0, .lazy_limit = 0}) + '\n';
}

std::string setting_text(view content) {
    return content.is_string() ? text_of(content) : to_json(content);
}

}  // namespace

exit_code list_providers(const host& of, listing_format how, console& to) {
    const value all = of.providers();
    if (how == listing_format::json) {
        to.out.write(json_text(all, to));
        return exit_code::answered;
    }
    text_table table({{"#", true, 1},
                      {"id", false, 16},
                      {"version", false, 5},
                      {"priority", true, 8},
                      {"types", false, types_width},
                      {"library", false, 8},
                      {"state", false, 8}});
    std::size_t order = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const view one = all[i];
        const std::string state = text_of(one["state"]);
        const std::string library = std::filesystem::path(text_of(one["library"])).filename().string();
        const auto priority = one["priority"].as_int();
        table.add(
            {state == "active" ? std::to_string(++order) : "-", text_of(one["id"]), text_of(one["version"]),
             priority ? std::to_string(*priority) : "", types_text(one["types"]), library, state},
            lines_beneath(one), colour_of(state));
    }
    to.out.write(table.text(table_width, to.out_colours));
    return exit_code::answered;
}

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
