#include "types_command.hpp"

#include "terminal_text.hpp"
#include "text_table.hpp"

#include <algorithm>
#include <limits>

namespace quoin::cli {

namespace {

constexpr std::size_t table_width = 100;
constexpr std::size_t beneath_width = table_width - 2;
constexpr std::size_t no_width_limit = std::numeric_limits<std::size_t>::max();

std::string text_of(view found) {
    return std::string(found.as_string().value_or(std::string_view()));
}

std::string joined(view texts) {
    std::string out;
    for (std::size_t i = 0; i < texts.size(); ++i) out += (i == 0 ? "" : ", ") + text_of(texts[i]);
    return out;
}

bool contains(view texts, std::string_view text) {
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i].as_string() == text) return true;
    return false;
}

/// "where an image lies (PS3.3 C.7.6.2)"
std::string line_about(view type) {
    std::string out = text_of(type["about"]);
    if (const std::string standard = text_of(type["standard"]); !standard.empty())
        out += (out.empty() ? "(" : " (") + standard + ')';
    return out;
}

/// "sliceThickness real mm": a field as short as it can be said.
std::string brief(view field) {
    std::string out = text_of(field["name"]);
    for (const char* const part : {"kind", "unit"})
        if (const std::string said = text_of(field[part]); !said.empty())
            out += (out.empty() ? "" : " ") + said;
    return out;
}

std::vector<std::string> wrapped(const std::vector<std::string>& words) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string word = one_line(words[i]) + (i + 1 < words.size() ? "," : "");
        if (!lines.empty() && display_width(lines.back()) + 1 + display_width(word) <= beneath_width)
            lines.back() += ' ' + word;
        else
            lines.push_back(word);
    }
    return lines;
}

std::string overview(const std::vector<view>& types, const console& to) {
    text_table table({{"type", false, 24}, {"served by", false, 16}});
    for (const view one : types) {
        std::vector<std::string> beneath;
        if (const std::string about = line_about(one); !about.empty()) beneath.push_back(about);
        std::vector<std::string> fields;
        for (std::size_t i = 0; i < one["fields"].size(); ++i) fields.push_back(brief(one["fields"][i]));
        for (std::string& line : wrapped(fields)) beneath.push_back(std::move(line));
        table.add({text_of(one["type"]), joined(one["providers"])}, std::move(beneath));
    }
    return table.text(table_width, to.out_colours);
}

std::string everything(view type, const console& to) {
    std::string out = painted(one_line(text_of(type["type"])), colour::bold, to.out_colours) + '\n';
    const auto line = [&out](const std::string& text) {
        if (!text.empty()) out += "  " + one_line(text) + '\n';
    };
    line(line_about(type));
    if (const std::string subject = text_of(type["subject"]); !subject.empty())
        line("asked about: " + subject);
    line("served by: " + joined(type["providers"]));
    const view fields = type["fields"];
    if (fields.size() == 0) {
        if (!type["about"]) line("nobody says what is in it");
        return out;
    }
    text_table table({{"field"}, {"kind"}, {"unit"}, {"source"}, {"about"}});
    for (std::size_t i = 0; i < fields.size(); ++i)
        table.add({text_of(fields[i]["name"]), text_of(fields[i]["kind"]), text_of(fields[i]["unit"]),
                   text_of(fields[i]["source"]), text_of(fields[i]["about"])});
    return out + table.text(no_width_limit, to.out_colours);
}

/// A cell of a Markdown table: nothing in it may end the cell or the line.
std::string cell(view text) {
    std::string out;
    for (const char c : one_line(text_of(text))) {
        if (c == '|' || c == '<' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string code_cell(view text) {
    const std::string content = cell(text);
    return content.empty() ? content : '`' + content + '`';
}

std::string markdown(view type) {
    std::string out = "## " + cell(type["type"]) + "\n\n";
    if (std::string about = cell(type["about"]); !about.empty()) {
        if (about[0] >= 'a' && about[0] <= 'z') about[0] = static_cast<char>(about[0] - 'a' + 'A');
        out += about + '.';
    }
    if (const std::string standard = cell(type["standard"]); !standard.empty()) out += " (" + standard + ')';
    if (!out.ends_with("\n\n")) out += '\n';
    if (const std::string subject = cell(type["subject"]); !subject.empty())
        out += "Asked about: " + subject + ".\n";
    const view fields = type["fields"];
    if (fields.size() == 0) return out;
    out += "\n| field | kind | unit | made of | about |\n|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < fields.size(); ++i)
        out += "| " + code_cell(fields[i]["name"]) + " | " + cell(fields[i]["kind"]) + " | " +
               cell(fields[i]["unit"]) + " | " + cell(fields[i]["source"]) + " | " +
               cell(fields[i]["about"]) + " |\n";
    return out;
}

std::string text_as(const std::vector<view>& types, const types_options& what, const console& to) {
    std::string out;
    switch (what.format) {
        case types_format::names:
            for (const view one : types) out += one_line(text_of(one["type"])) + '\n';
            return out;
        case types_format::markdown:
            for (const view one : types) out += (out.empty() ? "" : "\n") + markdown(one);
            return out;
        case types_format::json: {
            builder list;
            list.array();
            for (const view one : types) list.add(one);
            return to_json(list.end().finish(), {.indent = to.out_is_terminal ? 2 : 0, .lazy_limit = 0}) +
                   '\n';
        }
        case types_format::table:
            break;
    }
    if (what.types.empty()) return overview(types, to);
    for (const view one : types) out += (out.empty() ? "" : "\n") + everything(one, to);
    return out;
}

}  // namespace

exit_code list_types(const host& of, const types_options& what, console& to) {
    const value all = of.describe_types();
    std::vector<view> chosen;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string type = text_of(all[i]["type"]);
        if (!what.types.empty() && std::find(what.types.begin(), what.types.end(), type) == what.types.end())
            continue;
        if (!what.provider.empty() && !contains(all[i]["providers"], what.provider)) continue;
        chosen.push_back(all[i]);
    }
    exit_code code = exit_code::answered;
    for (const std::string& type : what.types) {
        const bool found = std::any_of(chosen.begin(), chosen.end(),
                                       [&](view one) { return one["type"].as_string() == type; });
        if (found) continue;
        complain(to, "no provider names the type '" + type + "'; quoin types lists those that are served");
        code = exit_code::no_answer;
    }
    if (what.types.empty() && chosen.empty() && !what.provider.empty()) {
        complain(to, "no provider '" + what.provider + "' names a type; quoin providers lists them");
        code = exit_code::no_answer;
    }
    if (!chosen.empty()) to.out.write(text_as(chosen, what, to));
    return code;
}

}  // namespace quoin::cli
