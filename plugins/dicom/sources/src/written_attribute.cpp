#include <dicom/written_attribute.hpp>

#include <dicom/dictionary.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace quoin::dicom {
namespace {

[[noreturn]] void refuse(std::string_view keyword, const char* expected) {
    throw error(QUOIN_E_INVALID, std::string(keyword) + ": " + expected + " is expected");
}

[[noreturn]] void refuse_count(const dictionary_entry& known) {
    throw error(QUOIN_E_INVALID, std::string(known.keyword.view()) + ": more values than the " +
                                     std::to_string(known.vm_max) + " that it may have");
}

template <class T>
std::optional<T> number_in(std::string_view text) {
    T out{};
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, out);
    return read.ec == std::errc() && read.ptr == end ? std::optional(out) : std::nullopt;
}

void add_whole(builder& out, std::string_view keyword, view written) {
    auto number = written.as_int();
    if (const auto text = written.as_string(); !number && text) number = number_in<std::int64_t>(*text);
    if (!number) refuse(keyword, "a whole number");
    out.add(*number);
}

void add_real(builder& out, std::string_view keyword, view written) {
    auto number = written.as_real();
    if (const auto text = written.as_string(); !number && text) number = number_in<double>(*text);
    if (!number || !std::isfinite(*number)) refuse(keyword, "a number");
    out.add(*number);
}

void add_text(builder& out, std::string_view keyword, view written) {
    if (const auto text = written.as_string())
        out.add(*text);
    else if (const auto whole = written.as_int())
        out.add(std::to_string(*whole));
    else
        refuse(keyword, "a text (in quotes where it looks like a number)");
}

/// "Yamada^Tarou=山田^太郎" (PS3.5 6.2.1).
void add_groups(builder& out, std::string_view keyword, std::string_view written) {
    out.object();
    for (const char* const group : {"Alphabetic", "Ideographic", "Phonetic"}) {
        const std::size_t end = std::min(written.find('='), written.size());
        if (end != 0) out.member(group, written.substr(0, end));
        written.remove_prefix(std::min(end + 1, written.size()));
    }
    if (!written.empty()) refuse(keyword, "a name of at most three groups, as Yamada^Tarou=山田^太郎,");
    out.end();
}

void add_name(builder& out, std::string_view keyword, view written) {
    if (const auto text = written.as_string()) return add_groups(out, keyword, *text);
    bool groups = written.is_object() && written.size() > 0;
    for (std::size_t i = 0; groups && i < written.size(); ++i) {
        const auto [name, group] = written.member(i);
        groups = (name == "Alphabetic" || name == "Ideographic" || name == "Phonetic") && group.is_string();
    }
    if (!groups) refuse(keyword, "a name, as Doe^Jane, or {Alphabetic, Ideographic, Phonetic}");
    out.add(written);
}

void add_one(builder& out, const dictionary_entry& known, view written) {
    const std::string_view keyword = known.keyword;
    const auto text = written.as_string();
    if (written.is_null() || (text && text->empty())) {
        out.null();
        return;
    }
    switch (known.representation) {
        case vr::SQ:
            if (!written.is_object()) refuse(keyword, "a list of items, each with attributes by keyword,");
            out.add(written_attributes(written));
            return;
        case vr::PN:
            return add_name(out, keyword, written);
        case vr::IS:
        case vr::SS:
        case vr::US:
        case vr::SL:
        case vr::UL:
        case vr::SV:
        case vr::UV:
        case vr::US_or_SS:
            return add_whole(out, keyword, written);
        case vr::DS:
        case vr::FL:
        case vr::FD:
            return add_real(out, keyword, written);
        default:
            if (!is_text(known.representation) && known.representation != vr::AT)
                throw error(QUOIN_E_INVALID, std::string(keyword) + ": bulk data cannot be written here");
            return add_text(out, keyword, written);
    }
}

}  // namespace

value written_attribute(std::string_view keyword, view written) {
    const auto* const known = find_keyword(keyword);
    if (known == nullptr)
        throw error(QUOIN_E_INVALID, "'" + std::string(keyword) + "' is no keyword of an attribute (PS3.6)");
    if (written.is_typed()) return value(written);  // bulk data, as a program has them
    const auto text = written.as_string();
    if (!written || written.is_null() || (text && text->empty())) return value::null();
    const bool sequence = known->representation == vr::SQ;
    const bool one_value = known->vm_min == 1 && known->vm_max == 1 && !sequence;
    builder out;
    if (one_value) {
        if (written.is_array() && written.size() > 1) refuse_count(*known);
        add_one(out, *known, written.is_array() ? written[0] : written);
        return out.finish();
    }
    const std::size_t count = written.is_array() ? written.size() : 1;
    if (known->vm_max > 1 && count > known->vm_max) refuse_count(*known);
    out.array();
    for (std::size_t i = 0; i < count; ++i) add_one(out, *known, written.is_array() ? written[i] : written);
    return out.end().finish();
}

value written_attributes(view written) {
    builder out;
    out.object();
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto [keyword, one] = written.member(i);
        out.member(keyword, written_attribute(keyword, one));
    }
    return out.end().finish();
}

}  // namespace quoin::dicom
