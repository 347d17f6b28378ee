// The values of Specific Character Set (0008,0005) together (PS3.3 section C.12.1.1.2): the first is what
// holds at the start; others announce code extensions.
#include <algorithm>
#include <string>
#include <string_view>

#include "dicom/text.hpp"
#include "text_names.hpp"

namespace quoin::dicom {

using detail::name_form;
using detail::text_coding;
using detail::text_name;

namespace {

constexpr std::size_t longest_complaint = 400;
constexpr std::size_t most_values = 32;  // the standard has fifteen sets

void complain(std::string& complaint, std::string_view name, std::string_view what) {
    if (complaint.size() > longest_complaint) return;
    complaint += complaint.empty() ? "Specific Character Set " : "; ";
    complaint += '\'';
    for (const char c : name.substr(0, 32)) complaint += c >= 0x20 && c <= 0x7E ? c : '?';
    if (name.size() > 32) complaint += "..";
    complaint += "' ";
    complaint += what;
}

/// What is like no defined term may be anything, a name too.
std::string_view shown(std::string_view unknown) noexcept {
    const bool like_a_term = unknown.starts_with("ISO") || unknown.starts_with("GB");
    return like_a_term ? unknown : std::string_view("(not shown)");
}

bool is_whole_encoding(const text_name& name) noexcept {
    return name.coding != text_coding::by_sets;
}

/// A set with two-byte characters may not stand first: its text begins with an escape sequence, or it is
/// damaged.
bool is_multi_byte_set(std::string_view value) noexcept {
    return value.ends_with(" 87") || value.ends_with(" 159") || value.ends_with(" 149") ||
           value.ends_with(" 58");
}

void judge_first(std::string_view value, const text_name& name, bool alone, std::string& complaint) {
    if (value.empty()) return;
    if (!name.known) {
        complain(complaint, shown(value),
                 "is unknown: expected a defined term such as 'ISO_IR 100'; read as ASCII");
    } else if (name.form == name_form::foreign) {
        complain(complaint, value, "is not a defined term; read as the encoding of that name");
    } else if (!name.as_written) {
        complain(complaint, value, "is misspelt; read as if written 'ISO_IR ..' or 'ISO 2022 IR ..'");
    } else if (is_multi_byte_set(value)) {
        complain(complaint, value,
                 "may not be the first value; read as designated from the start where it can be");
    } else if (!alone && is_whole_encoding(name)) {
        complain(complaint, value, "allows no further values; they are ignored");
    } else if (!alone && name.form == name_form::single) {
        complain(complaint, value, "is not for code extensions; read as its ISO 2022 form");
    }
    if (name.converter != detail::encoding::none && !detail::converter(name.converter).available())
        complain(complaint, value, "cannot be converted: this system's iconv lacks the encoding");
}

void judge_further(std::string_view value, const text_name& name, std::string& complaint) {
    if (value.empty()) return;
    if (!name.known) {
        complain(complaint, shown(value), "is unknown; its text will be damaged");
    } else if (is_whole_encoding(name)) {
        complain(complaint, value, "may not be combined with other sets");
    } else if (name.form != name_form::extension || !name.as_written) {
        complain(complaint, value, "is misspelt: expected 'ISO 2022 IR ..'");
    }
}

}  // namespace

character_set character_set::parse(std::string_view value, std::string& complaint) {
    complaint.clear();
    character_set set;
    bool default_first = false;
    std::size_t count = 0;
    for (std::size_t from = 0; from <= value.size() && count < most_values; ++count) {
        const std::size_t end = std::min(value.find('\\', from), value.size());
        const std::string_view one = without_padding(value.substr(from, end - from), vr::CS);
        const text_name name = detail::text_name_of(one);
        if (count == 0) {
            judge_first(one, name, end == value.size(), complaint);
            default_first = one.empty() || (name.known && name.g0 == detail::code_set::ascii &&
                                            name.g1 == detail::code_set::none && !is_whole_encoding(name));
            if (name.known) {
                set.coding_ = name.coding;
                set.g0_ = name.g0;
                set.g1_ = name.g1;
            }
        } else if (set.coding_ == text_coding::by_sets) {
            judge_further(one, name, complaint);
            // UTF-8 proves itself, and says the same as the default repertoire where that says anything.
            if (default_first && name.coding == text_coding::utf8) set.coding_ = text_coding::utf8;
        }
        from = end + 1;
    }
    return set;
}

}  // namespace quoin::dicom
