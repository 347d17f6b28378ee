#include "descriptors.hpp"

#include "known_words.hpp"

#include <algorithm>
#include <array>

namespace quoin::deidentify {
namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
/// Of a word: letters, digits, and every byte of a character that is not ASCII.
bool is_of_a_word(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}
std::string in_lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

constexpr std::array<std::string_view, 16> units{"mm", "cm", "m",  "s",  "sec", "ms",  "min", "t",
                                                 "kv", "ma", "ml", "mg", "kg",  "mas", "hz",  "deg"};
bool is_unit(std::string_view lower) {
    return std::ranges::find(units, lower) != units.end();
}

/// "5", "12", "1.5" at the start of text; how long it is, 0 for none.
std::size_t short_number(std::string_view text) {
    std::size_t whole = 0;
    while (whole < text.size() && is_digit(text[whole])) ++whole;
    if (whole == 0 || whole > 2) return 0;
    std::size_t end = whole;
    if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
        std::size_t decimals = 0;
        while (end + 1 + decimals < text.size() && is_digit(text[end + 1 + decimals])) ++decimals;
        if (decimals > 2) return 0;
        end += 1 + decimals;
    }
    return end;
}

/// A number and its unit at the start of text, with at most one blank between; how long they are, 0 for none.
std::size_t quantity(std::string_view text) {
    const std::size_t number = short_number(text);
    if (number == 0) return 0;
    const std::size_t from = number < text.size() && text[number] == ' ' ? number + 1 : number;
    std::size_t end = from;
    while (end < text.size() && is_of_a_word(text[end])) ++end;
    return is_unit(in_lower_case(text.substr(from, end - from))) ? end : 0;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_of_a_word(text[end])) ++end;
        if (end > at) out.push_back(in_lower_case(text.substr(at, end - at)));
        at = end + 1;
    }
    return out;
}

descriptors::descriptors(const std::vector<std::string>& more) {
    for (const std::string& text : more)
        for (std::string& word : words_of(text)) more_.push_back(std::move(word));
    std::ranges::sort(more_);
}

bool descriptors::knows(const std::string& lower) const {
    return std::ranges::binary_search(known_words, std::string_view(lower)) ||
           std::ranges::binary_search(more_, lower);
}

std::string descriptors::cleaned(std::string_view text, const std::vector<std::string>& never) const {
    std::string out;
    const auto keep = [&](std::string_view word) {
        if (!out.empty()) out += ' ';
        out += word;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (!is_of_a_word(text[at])) {
            ++at;
            continue;
        }
        if (const std::size_t size = quantity(text.substr(at))) {
            keep(text.substr(at, size));
            at += size;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_of_a_word(text[end])) ++end;
        const std::string lower = in_lower_case(text.substr(at, end - at));
        if (knows(lower) && std::ranges::find(never, lower) == never.end()) keep(text.substr(at, end - at));
        at = end;
    }
    return out;
}

}  // namespace quoin::deidentify
