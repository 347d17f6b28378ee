#include "providers_command.hpp"

#include "terminal_text.hpp"
#include "text_table.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

namespace quoin::cli {

namespace {

constexpr std::size_t table_width = 100;
constexpr std::size_t least_types_width = 14, most_types_width = 40;
constexpr std::size_t count_width = 5;  // of " +999"

std::string text_of(view found) {
    return std::string(found.as_string().value_or(std::string_view()));
}

/// "a, b +12": as many names as fit, and how many more there are.
std::string types_text(view types, std::size_t width) {
    if (!types.is_array()) return "any";
    std::string out;
    for (std::size_t i = 0; i < types.size(); ++i) {
        const std::string name = text_of(types[i]);
        const std::size_t left = types.size() - i;
        const std::size_t room = width - (left > 1 ? count_width : 0);
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

// Of a library that was refused no more than its file is known.
std::string name_of(view provider) {
    const std::string id = text_of(provider["id"]);
    return id.empty() ? std::filesystem::path(text_of(provider["library"])).filename().string() : id;
}

// One whose descriptor nobody has read: neither its priority nor its types are known.
bool is_unread(view provider) {
    return text_of(provider["state"]) != "active" && text_of(provider["version"]).empty() &&
           provider["types"].is_array() && provider["types"].size() == 0;
}

// What the other columns leave.
std::size_t types_width(const std::vector<text_table::column>& columns,
                        const std::vector<std::vector<std::string>>& rows) {
    std::size_t others = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::size_t widest = columns[i].heading == "types" ? 0 : display_width(columns[i].heading);
        for (const auto& cells : rows) widest = std::max(widest, display_width(one_line(cells[i])));
        others += widest + (i == 0 ? 0 : 2);
    }
    return std::clamp(table_width - std::min(others, table_width), least_types_width, most_types_width);
}

}  // namespace

exit_code list_providers(const host& of, listing_format how, console& to) {
    const value all = of.providers();
    if (how == listing_format::json) {
        to.out.write(to_json(all, {.indent = to.out_is_terminal ? 2 : 0, .lazy_limit = 0}) + '\n');
        return exit_code::answered;
    }
    constexpr std::size_t types_column = 5;
    const std::vector<text_table::column> columns{{"#", true, 1},        {"id", false, 12},
                                                  {"version", false, 5}, {"vendor", false, 6},
                                                  {"priority", true, 8}, {"types", false, least_types_width},
                                                  {"state", false, 8},   {"calls", true, 5},
                                                  {"time", true, 4},     {"errors", true, 6}};
    std::vector<std::vector<std::string>> rows;
    std::size_t order = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const view one = all[i];
        const bool active = text_of(one["state"]) == "active";
        rows.push_back({active ? std::to_string(++order) : "-", name_of(one), text_of(one["version"]),
                        text_of(one["vendor"]), is_unread(one) ? "" : count_text(one["priority"]), "",
                        active && one["reason"] ? "kept" : text_of(one["state"]), count_text(one["calls"]),
                        time_text(one["ns"].as_int().value_or(0)), count_text(one["errors"])});
    }
    const std::size_t width = types_width(columns, rows);
    text_table table(columns);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const view one = all[i];
        if (!is_unread(one)) rows[i][types_column] = types_text(one["types"], width);
        table.add(std::move(rows[i]), lines_beneath(one),
                  colour_of(text_of(one["state"]), text_of(one["state"]) == "active" && one["reason"]));
    }
    to.out.write(table.text(table_width, to.out_colours));
    return exit_code::answered;
}

std::vector<problem> problems_beside_the_list(const host& of) {
    const value all = of.providers();
    std::vector<problem> out;
    for (const problem& one : of.problems()) {
        bool listed = false;
        for (std::size_t i = 0; i < all.size() && !listed; ++i) {
            const std::string reason = text_of(all[i]["reason"]);
            listed = !reason.empty() && one.ends_with(reason);
        }
        if (!listed) out.push_back(one);
    }
    return out;
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
