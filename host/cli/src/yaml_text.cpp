#include "yaml_text.hpp"

#include "answer_json.hpp"
#include "terminal_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace quoin::cli {

namespace {

bool is_leaf(view of) {
    return !of.is_object() && !of.is_array() && !of.is_typed();
}

/// Goes on the line of its key: a scalar, an empty tree, an array of scalars.
bool stands_inline(view of) {
    if (is_leaf(of) || of.size() == 0) return true;
    if (!of.is_array()) return false;
    for (std::size_t i = 0; i < of.size(); ++i)
        if (!is_leaf(of[i])) return false;
    return true;
}

/// JSON's reals need a point (and a sign in the exponent) to be reals in YAML 1.1 too.
std::string real_text(view of) {
    std::string text = to_json(of);
    const std::size_t exponent = text.find_first_of("eE");
    if (exponent == std::string::npos) return text;
    if (text[exponent + 1] != '-' && text[exponent + 1] != '+') text.insert(exponent + 1, "+");
    if (text.find('.') == std::string::npos) text.insert(exponent, ".0");
    return text;
}

std::string leaf_text(view of) {
    if (const auto text = of.as_string()) return yaml_scalar(*text);
    return of.kind() == QUOIN_REAL ? real_text(of) : to_json(of);
}

void append_inline(std::string& out, view of) {
    if (of.is_object()) {
        out += "{}";
    } else if (of.is_array()) {
        out += '[';
        for (std::size_t i = 0; i < of.size(); ++i) {
            if (i != 0) out += ", ";
            // A plain scalar may hold no comma or bracket (yaml_scalar sees to that).
            out += leaf_text(of[i]);
        }
        out += ']';
    } else {
        out += leaf_text(of);
    }
}

/// What a typed array is in JSON; empty where its numbers go beyond those of values: then its JSON stands for it, which
/// is YAML too.
value plain_value(const std::string& json) {
    try {
        return from_json(json);
    } catch (const error&) {
        return {};
    }
}

void append_block(std::string& out, view of, std::size_t indent);

/// What stands behind "key:" or "-".
void append_behind(std::string& out, view of, std::size_t indent, bool in_list) {
    if (of.is_typed()) {
        const std::string json = to_json(of, answer_json());
        if (const value plain = plain_value(json))
            append_behind(out, plain, indent, in_list);
        else
            out.append(" ").append(json).append("\n");
    } else if (stands_inline(of)) {
        out += ' ';
        append_inline(out, of);
        out += '\n';
    } else if (in_list) {
        // "- key: .." : the first member on the line of the dash.
        std::string block;
        append_block(block, of, indent + 2);
        out += ' ';
        out += std::string_view(block).substr(indent + 2);
    } else {
        out += '\n';
        append_block(out, of, indent + 2);
    }
}

void append_block(std::string& out, view of, std::size_t indent) {
    for (std::size_t i = 0; i < of.size(); ++i) {
        out.append(indent, ' ');
        if (of.is_object()) {
            const auto [name, content] = of.member(i);
            out += yaml_scalar(name);
            out += ':';
            append_behind(out, content, indent, false);
        } else {
            out += '-';
            append_behind(out, of[i], indent, true);
        }
    }
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
    static constexpr std::array<std::string_view, 9> words{"true", "false", "null", "yes", "no",
                                                           "on",   "off",   "y",    "n"};
    const auto plain = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == ' ' || c == '.' || c == '/' ||
               c == '-' || c == '^';
    };
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool safe = !text.empty() &&
                      (std::isalpha(static_cast<unsigned char>(text.front())) || text.front() == '_') &&
                      text.back() != ' ' && std::all_of(text.begin(), text.end(), plain) &&
                      std::find(words.begin(), words.end(), lower) == words.end();
    if (safe) return std::string(text);
    std::string out;
    append_json_string(out, text);
    return out;
}

std::string to_yaml(view of) {
    if (of.is_typed()) {
        const std::string json = to_json(of, answer_json());
        const value plain = plain_value(json);
        return plain ? to_yaml(plain) : json + '\n';
    }
    std::string out;
    if (stands_inline(of)) {
        append_inline(out, of);
        out += '\n';
    } else {
        append_block(out, of, 0);
    }
    return out;
}

}  // namespace quoin::cli
