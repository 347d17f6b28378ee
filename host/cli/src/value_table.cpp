#include "value_table.hpp"

#include "console.hpp"
#include "terminal_text.hpp"

#include <quoin/json.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace quoin::cli {

namespace {

constexpr std::size_t longest_inline_object = 72;  // columns
constexpr std::size_t shown_elements = 16;         // of a typed array

struct row {
    std::size_t depth;
    std::string key;
    std::string text;
};

bool is_leaf(view of) {
    return !of.is_object() && !of.is_array();
}

std::string typed_text(view of) {
    static constexpr std::array<std::string_view, 11> names{"?",   "u8",  "i8",  "u16", "i16", "u32",
                                                            "i32", "u64", "i64", "f32", "f64"};
    const auto shape = of.shape();
    if (!shape) return "?";
    const auto name =
        names[shape->dtype >= 0 && shape->dtype < 11 ? static_cast<std::size_t>(shape->dtype) : 0];
    std::string out = std::to_string(shape->count) + " x " + std::string(name);
    if (shape->count == 0) return out;
    if (!shape->data) return out + ", not read";
    if (shape->dtype == QUOIN_U8) return out;
    const std::size_t shown = std::min<std::size_t>(shown_elements, shape->count);
    // The reader of JSON knows how each type of element is printed; a slice keeps a long array short.
    const value start = builder().slice(of, 0, shape->dtype, shown).finish();
    std::string elements = to_json(start);
    out += ": ";
    for (const char c : elements) {
        if (c == '[' || c == ']') continue;
        out += c;
        if (c == ',') out += ' ';
    }
    return shown < shape->count ? out + ", …" : out;
}

std::string leaf_text(view of) {
    if (const auto text = of.as_string()) return text->empty() ? "\"\"" : one_line(*text);
    if (of.is_null()) return "-";
    if (of.is_typed()) return typed_text(of);
    return to_json(of);
}

bool all_leaves(view of) {
    for (std::size_t i = 0; i < of.size(); ++i)
        if (!is_leaf(of.is_object() ? of.member(i).second : of[i])) return false;
    return true;
}

/// The text of a value that stands on one line; nothing where it takes several.
std::optional<std::string> on_one_line(view of) {
    if (is_leaf(of)) return leaf_text(of);
    if (of.size() == 0) return of.is_array() ? "(empty)" : "(no members)";
    if (!all_leaves(of)) {
        if (!of.is_array()) return std::nullopt;
        // Rows of a matrix, points: arrays of arrays of numbers.
        std::string out;
        for (std::size_t i = 0; i < of.size(); ++i) {
            if (!of[i].is_array() || !all_leaves(of[i])) return std::nullopt;
            const auto inner = on_one_line(of[i]);
            out += (i == 0 ? "" : ", ") + ("[" + *inner + "]");
        }
        return out;
    }
    std::string out;
    for (std::size_t i = 0; i < of.size(); ++i) {
        if (i != 0) out += ", ";
        if (of.is_object()) {
            const auto [name, content] = of.member(i);
            out += one_line(name) + ": " + leaf_text(content);
        } else {
            out += leaf_text(of[i]);
        }
    }
    if (of.is_object() && display_width(out) > longest_inline_object) return std::nullopt;
    return out;
}

void collect(std::vector<row>& rows, view of, std::size_t depth);

void collect_one(std::vector<row>& rows, std::string key, view content, std::size_t depth) {
    if (auto text = on_one_line(content)) {
        rows.push_back({depth, std::move(key), std::move(*text)});
        return;
    }
    rows.push_back({depth, std::move(key), {}});
    collect(rows, content, depth + 1);
}

void collect(std::vector<row>& rows, view of, std::size_t depth) {
    for (std::size_t i = 0; i < of.size(); ++i) {
        if (of.is_object()) {
            const auto [name, content] = of.member(i);
            collect_one(rows, one_line(name), content, depth);
        } else {
            collect_one(rows, "[" + std::to_string(i) + "]", of[i], depth);
        }
    }
}

}  // namespace

std::string to_table(view of, std::size_t indent, bool colours) {
    std::vector<row> rows;
    if (of.is_object() && of.size() != 0)
        collect(rows, of, 0);
    else if (auto text = on_one_line(of))
        return std::string(indent, ' ') + *text + '\n';
    else
        collect(rows, of, 0);

    std::size_t key_width = 0;
    for (const row& one : rows)
        if (!one.text.empty()) key_width = std::max(key_width, one.depth * 2 + display_width(one.key));
    std::string out;
    for (const row& one : rows) {
        out.append(indent + one.depth * 2, ' ');
        if (one.text.empty()) {
            out += painted(one.key, colour::bold, colours) + '\n';
            continue;
        }
        const std::size_t room = key_width - one.depth * 2;
        out += painted(one.key, colour::dim, colours);
        out.append(room - std::min(room, display_width(one.key)) + 2, ' ');
        out += one.text + '\n';
    }
    return out;
}

}  // namespace quoin::cli
