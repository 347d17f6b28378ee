#include "text_names.hpp"

#include <string>

namespace quoin::dicom::detail {

namespace {

struct registration {
    std::string_view number;
    code_set g0, g1;
    bool only_extension;  // has no ISO_IR form
};

// A set of G1 that stands first is designated from the start; one of G0 with two bytes needs its escape
// sequence.
constexpr registration registrations[] = {
    {"6", code_set::ascii, code_set::none, false},       {"100", code_set::ascii, code_set::latin1, false},
    {"101", code_set::ascii, code_set::latin2, false},   {"109", code_set::ascii, code_set::latin3, false},
    {"110", code_set::ascii, code_set::latin4, false},   {"144", code_set::ascii, code_set::cyrillic, false},
    {"127", code_set::ascii, code_set::arabic, false},   {"126", code_set::ascii, code_set::greek, false},
    {"138", code_set::ascii, code_set::hebrew, false},   {"148", code_set::ascii, code_set::latin5, false},
    {"203", code_set::ascii, code_set::latin9, false},   {"166", code_set::ascii, code_set::thai, false},
    {"13", code_set::romaji, code_set::katakana, false}, {"87", code_set::ascii, code_set::none, true},
    {"159", code_set::ascii, code_set::none, true},      {"149", code_set::ascii, code_set::korean, true},
    {"58", code_set::ascii, code_set::chinese, true},
};

struct foreign_name {
    std::string_view name;  // folded
    text_coding coding;
    code_set g1;
};

constexpr foreign_name foreign_names[] = {
    {"ASCII", text_coding::by_sets, code_set::none},
    {"US ASCII", text_coding::by_sets, code_set::none},
    {"LATIN1", text_coding::by_sets, code_set::latin1},
    {"LATIN 1", text_coding::by_sets, code_set::latin1},
    {"ISO 8859 1", text_coding::by_sets, code_set::latin1},
    {"ISO8859 1", text_coding::by_sets, code_set::latin1},
    {"ISO 8859 2", text_coding::by_sets, code_set::latin2},
    {"ISO 8859 3", text_coding::by_sets, code_set::latin3},
    {"ISO 8859 4", text_coding::by_sets, code_set::latin4},
    {"ISO 8859 5", text_coding::by_sets, code_set::cyrillic},
    {"ISO 8859 6", text_coding::by_sets, code_set::arabic},
    {"ISO 8859 7", text_coding::by_sets, code_set::greek},
    {"ISO 8859 8", text_coding::by_sets, code_set::hebrew},
    {"ISO 8859 9", text_coding::by_sets, code_set::latin5},
    {"ISO 8859 15", text_coding::by_sets, code_set::latin9},
    {"TIS 620", text_coding::by_sets, code_set::thai},
    {"EUC KR", text_coding::by_sets, code_set::korean},
    {"GB2312", text_coding::by_sets, code_set::chinese},
    {"ISO 2022 58", text_coding::by_sets, code_set::chinese},
    {"UTF 8", text_coding::utf8, code_set::none},
    {"UTF8", text_coding::utf8, code_set::none},
    {"ISO 2022 IR 192", text_coding::utf8, code_set::none},
    {"ISO 2022 GBK", text_coding::gbk, code_set::none},
    {"ISO 2022 GB18030", text_coding::gb18030, code_set::none},
    {"SHIFT JIS", text_coding::shift_jis, code_set::none},
    {"SJIS", text_coding::shift_jis, code_set::none},
};

/// Capital letters; one blank for any run of blanks, '-', '_', ':' and '.'.
std::string folded(std::string_view value) {
    std::string text;
    bool gap = false;
    for (char c : value) {
        if (c == ' ' || c == '-' || c == '_' || c == ':' || c == '.') {
            gap = true;
            continue;
        }
        if (gap && !text.empty()) text += ' ';
        gap = false;
        text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return text;
}

encoding converter_of(text_coding coding, code_set g1) noexcept {
    switch (coding) {
        case text_coding::utf8:
            return encoding::none;
        case text_coding::gb18030:
            return encoding::gb18030;
        case text_coding::gbk:
            return encoding::gbk;
        case text_coding::shift_jis:
            return encoding::shift_jis;
        case text_coding::by_sets:
            break;
    }
    return g1 == code_set::none ? encoding::none : traits_of(g1).converter;
}

text_name whole(text_coding coding, std::string_view value, std::string_view canonical) {
    text_name name;
    name.known = true;
    name.as_written = value == canonical;
    name.coding = coding;
    name.converter = converter_of(coding, code_set::none);
    return name;
}

}  // namespace

text_name text_name_of(std::string_view value) {
    text_name name;
    if (value.size() > 64) return name;  // no name is that long
    const std::string text = folded(value);
    if (text == "ISO IR 192") return whole(text_coding::utf8, value, "ISO_IR 192");
    if (text == "GB18030") return whole(text_coding::gb18030, value, "GB18030");
    if (text == "GBK") return whole(text_coding::gbk, value, "GBK");

    std::string_view number = text;
    const bool extension = number.starts_with("ISO 2022 IR ");
    if (extension || number.starts_with("ISO IR ")) {
        number.remove_prefix(extension ? 12 : 7);
        for (const registration& row : registrations) {
            if (row.number != number) continue;
            name.known = true;
            name.form = extension ? name_form::extension : name_form::single;
            name.as_written = value == (extension ? "ISO 2022 IR " : "ISO_IR ") + std::string(number) &&
                              (extension || !row.only_extension);
            name.g0 = row.g0;
            name.g1 = row.g1;
            name.converter = converter_of(text_coding::by_sets, row.g1);
            return name;
        }
    }
    for (const foreign_name& row : foreign_names) {
        if (row.name != text) continue;
        name.known = true;
        name.form = name_form::foreign;
        name.coding = row.coding;
        name.g1 = row.g1;
        name.converter = converter_of(row.coding, row.g1);
        return name;
    }
    return name;
}

}  // namespace quoin::dicom::detail
