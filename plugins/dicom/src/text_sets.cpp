#include "text_sets.hpp"

namespace quoin::dicom::detail {

namespace {

constexpr code_set_traits table[] = {
    {code_set::none, true, 1, {}, encoding::none, {}},
    {code_set::ascii, false, 1, "(B", encoding::none, {}},
    {code_set::romaji, false, 1, "(J", encoding::none, {}},
    {code_set::kanji, false, 2, "$B", encoding::euc_jp, {}},
    {code_set::more_kanji, false, 2, "$(D", encoding::euc_jp, "\x8F"},
    {code_set::latin1, true, 1, "-A", encoding::latin1, {}},
    {code_set::latin2, true, 1, "-B", encoding::latin2, {}},
    {code_set::latin3, true, 1, "-C", encoding::latin3, {}},
    {code_set::latin4, true, 1, "-D", encoding::latin4, {}},
    {code_set::cyrillic, true, 1, "-L", encoding::cyrillic, {}},
    {code_set::arabic, true, 1, "-G", encoding::arabic, {}},
    {code_set::greek, true, 1, "-F", encoding::greek, {}},
    {code_set::hebrew, true, 1, "-H", encoding::hebrew, {}},
    {code_set::latin5, true, 1, "-M", encoding::latin5, {}},
    {code_set::latin9, true, 1, "-b", encoding::latin9, {}},
    {code_set::thai, true, 1, "-T", encoding::thai, {}},
    {code_set::katakana, true, 1, ")I", encoding::euc_jp, "\x8E"},
    {code_set::korean, true, 2, "$)C", encoding::euc_kr, {}},
    {code_set::chinese, true, 2, "$)A", encoding::euc_cn, {}},
};

static_assert(
    [] {
        for (std::size_t i = 0; i < std::size(table); ++i)
            if (table[i].set != static_cast<code_set>(i)) return false;
        return true;
    }(),
    "the rows stand in the order of the enumeration");

}  // namespace

const code_set_traits& traits_of(code_set set) noexcept {
    return table[static_cast<std::size_t>(set)];
}

code_set designated(std::string_view after_escape) noexcept {
    for (const code_set_traits& row : table)
        if (!row.escape.empty() && after_escape.starts_with(row.escape)) return row.set;
    return code_set::none;
}

std::size_t escape_length(std::string_view after_escape) noexcept {
    std::size_t length = 0;
    while (length < after_escape.size() && after_escape[length] >= 0x20 && after_escape[length] <= 0x2F)
        ++length;
    if (length < after_escape.size() && after_escape[length] >= 0x30 && after_escape[length] <= 0x7E)
        ++length;
    return length;
}

}  // namespace quoin::dicom::detail
