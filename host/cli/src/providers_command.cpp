#include "providers_command.hpp"

#include "terminal_text.hpp"
#include "text_table.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace quoin::cli {

namespace {

constexpr std::size_t table_width = 100;
constexpr std::size_t types_width = 14;
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

/// "0", "12 us", "3.4 ms", "5.6 s".
std::string time_text(std::int64_t ns) {
    struct unit {
        double ns;
        const char* form;
    };
    constexpr std::array<unit, 3> units{{{1e9, "%.1f s"}, {1e6, "%.1f ms"}, {1e3, "%.0f us"}}};
    std::array<char, 32> text{};
    for (const unit& each : units)
        if (static_cast<double>(ns) >= each.ns) {
            std::snprintf(text.data(), text.size(), each.form, static_cast<double>(ns) / each.ns);
            return text.data();
        }
    return ns > 0 ? "<1 us" : "0";
}

std::vector<std::string> lines_beneath(view provider) {
    std::vector<std::string> out;
    const view per_type = provider["priorities"];
    for (std::size_t i = 0; i < per_type.size(); ++i) {
        const auto [type, stands] = per_type.member(i);
        out.push_back("priority " + std::to_string(stands["priority"].as_int().value_or(0)) + " for " +
                      std::string(type) + " (" + text_of(stands["priorityOrigin"]) + ")");
    }
    const std::string reason = text_of(provider["reason"]);
    if (reason.empty()) return out;
    const std::string library = text_of(provider["library"]);
    const std::string state = text_of(provider["state"]);
    out.push_back((library.empty() || state == "disabled" ? "" : library + ": ") +
                  (state == "active" ? "goes on as it was: " : "") + reason);
    return out;
}

colour colour_of(std::string_view state, bool kept) {
    return state == "refused" ? colour::red : state == "disabled" || kept ? colour::yellow : colour::none;
}

std::string count_text(view count) {
    return std::to_string(count.as_int().value_or(0));
}

}  // namespace

exit_code list_providers(const host& of, listing_format how, console& to) {
    const value all = of.providers();
    if (how == listing_format::json) {
        to.out.write(to_json(all, {.indent = to.out_is_terminal ? 2 : 0, .lazy_limit = 0}) + '\n');
        return exit_code::answered;
    }
    text_table table({{"#", true, 1},
                      {"id", false, 12},
                      {"version", false, 5},
                      {"vendor", false, 6},
                      {"priority", true, 8},
                      {"types", false, types_width},
                      {"state", false, 8},
                      {"calls", true, 5},
                      {"time", true, 4},
                      {"errors", true, 6}});
    std::size_t order = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const view one = all[i];
        const std::string state = text_of(one["state"]);
        std::string id = text_of(one["id"]);
        // Of a library that was refused no more than its file is known.
        const bool unknown = id.empty();
        if (unknown) id = std::filesystem::path(text_of(one["library"])).filename().string();
        const bool kept = state == "active" && one["reason"];
        const auto calls = one["calls"];
        table.add({state == "active" ? std::to_string(++order) : "-", id, text_of(one["version"]),
                   text_of(one["vendor"]), unknown ? "" : count_text(one["priority"]),
                   unknown ? "" : types_text(one["types"]), kept ? "kept" : state, count_text(calls),
                   time_text(one["ns"].as_int().value_or(0)), count_text(one["errors"])},
                  lines_beneath(one), colour_of(state, kept));
    }
    to.out.write(table.text(table_width, to.out_colours));
    return exit_code::answered;
}

exit_code release_provider(const host_options& of, const std::string& name, console& to) {
    const auto released = release_from_quarantine(of, name);
    for (const auto& file : released) to.out.write("released " + one_line(file.string()) + '\n');
    if (!released.empty()) return exit_code::answered;
    complain(to, "nothing of the name '" + name +
                     "' is in quarantine; 'quoin providers' shows what is, and the name to give");
    return exit_code::error;
}

}  // namespace quoin::cli
