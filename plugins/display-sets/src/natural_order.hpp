// natural_order.hpp - text as people sort it: IM2 before IM10.
#pragma once

#include <string_view>

namespace quoin::display_sets {

/// Runs of digits compare as numbers of any length, everything else byte by byte; text that differs in leading
/// zeros alone by its bytes, so that the order is total.
inline bool natural_less(std::string_view a, std::string_view b) noexcept {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            while (i < a.size() && a[i] == '0') ++i;
            while (j < b.size() && b[j] == '0') ++j;
            std::size_t i_end = i, j_end = j;
            while (i_end < a.size() && is_digit(a[i_end])) ++i_end;
            while (j_end < b.size() && is_digit(b[j_end])) ++j_end;
            if (i_end - i != j_end - j) return i_end - i < j_end - j;
            const int order = a.substr(i, i_end - i).compare(b.substr(j, j_end - j));
            if (order != 0) return order < 0;
            i = i_end;
            j = j_end;
        } else {
            if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i;
            ++j;
        }
    }
    if (i < a.size() || j < b.size()) return j < b.size();
    return a < b;
}

}  // namespace quoin::display_sets
