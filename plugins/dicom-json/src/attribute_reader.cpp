#include "attribute_reader.hpp"

#include <dicom/base64.hpp>
#include <dicom/decode.hpp>
#include <dicom/naturalize.hpp>
#include <dicom/numbers.hpp>
#include <dicom/text.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

namespace quoin::dicom_json {

namespace {

using dicom::vr;
using kind = token::kind;

/// Values that a split made stand behind all tokens.
constexpr std::size_t joined = std::size_t{1} << 32;

const quoin_build& build() noexcept {
    return quoin::detail::build();
}

bool is_number(kind of) noexcept {
    return of == kind::integer || of == kind::natural || of == kind::real;
}

token text_token(std::string_view text) noexcept {
    token out;
    out.text = text.data();
    out.size = static_cast<std::uint32_t>(text.size());
    out.is = kind::string;
    return out;
}

struct integer_range {
    std::int64_t least, most;
};

/// IS may be written beyond its 32 bits; what a file may say, JSON may.
integer_range range_of(vr of) noexcept {
    switch (of) {
        case vr::US:
            return {0, 0xFFFF};
        case vr::SS:
            return {-0x8000, 0x7FFF};
        case vr::UL:
            return {0, 0xFFFFFFFF};
        case vr::SL:
            return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
        case vr::UV:
            return {0, std::numeric_limits<std::int64_t>::max()};
        default:
            return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    }
}

bool is_integer_vr(vr of) noexcept {
    switch (of) {
        case vr::IS:
        case vr::US:
        case vr::SS:
        case vr::UL:
        case vr::SL:
        case vr::UV:
        case vr::SV:
            return true;
        default:
            return false;
    }
}

bool is_real_vr(vr of) noexcept {
    return of == vr::DS || of == vr::FL || of == vr::FD;
}

/// What JSON has no number for, as writers spell it.
std::optional<double> no_json_number(std::string_view text) noexcept {
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity" || text == "inf") return std::numeric_limits<double>::infinity();
    if (text == "-Infinity" || text == "-inf") return -std::numeric_limits<double>::infinity();
    return std::nullopt;
}

std::string complaint(std::string_view what, dicom::number_fault fault) {
    return std::string(what) + ": the value " + std::string(describe(fault));
}

}  // namespace

void attribute_reader::null() {
    build().null(out_);
}

void attribute_reader::string(std::string_view text) {
    build().string(out_, to_str(text));
}

void attribute_reader::note(std::string_view what) {
    tolerated_.add(in_.offset_of(in_[key_]), tag_, what);
}

void attribute_reader::add(std::size_t key, std::uint32_t tag, const dicom::dictionary_entry* known,
                           vr representation, const attribute_content& content) {
    key_ = key;
    tag_ = tag;
    of_ = representation;
    const bool typed = dicom::is_typed_array(representation, known);
    if (content.inline_binary != attribute_content::none) {
        std::size_t at = content.inline_binary;
        if (in_[at].is == kind::array && in_[at].size == 1) ++at;  // as some servers write it
        if (in_[at].is == kind::string) {
            if (!typed) note("InlineBinary where the representation has values: taken as bytes");
            return add_bytes(in_[at].view(), typed);
        }
        if (in_[at].is != kind::null) note("an InlineBinary that is no text");
        return null();
    }
    if (content.value != attribute_content::none) {
        if (!typed) return add_values(content.value, known);
        const std::size_t at = content.value, end = in_.next(at);
        const bool words = representation == vr::US || representation == vr::SS;
        if (words && in_[at].is == kind::array && in_[at].size != 0) return add_words(at + 1, end);
        if (in_[at].is != kind::null && in_[at].size != 0)
            note("a Value where the representation is of bytes: left out");
        return null();
    }
    if (content.uri != attribute_content::none) return add_uri(content.uri);
    null();
}

void attribute_reader::add_uri(std::size_t uri) {
    static const quoin::key name("BulkDataURI");
    if (in_[uri].is != kind::string) {
        if (in_[uri].is != kind::null) note("a BulkDataURI that is no text");
        return null();
    }
    build().begin_object(out_, nullptr);
    build().key(out_, to_str(name.name()));
    string(in_[uri].view());
    build().end(out_);
}

void attribute_reader::add_bytes(std::string_view base64, bool typed) {
    if (base64.empty()) return null();
    const std::size_t size = dicom::base64_size(base64);
    room_.resize(size);
    if (!dicom::from_base64(base64, reinterpret_cast<unsigned char*>(room_.data()))) {
        note("an InlineBinary that is no base64 (RFC 4648)");
        return null();
    }
    quoin_dtype dtype = typed ? dicom::dtype_of_bulk(of_) : QUOIN_U8;
    if (size % size_of(dtype) != 0) dtype = QUOIN_U8;
    // Little endian, as the machines that this runs on.
    if (void* const to = build().typed(out_, dtype, size / size_of(dtype)))
        std::memcpy(to, room_.data(), size);
}

void attribute_reader::add_words(std::size_t first, std::size_t end) {
    const integer_range range = range_of(of_);
    words_.clear();
    for (std::size_t at = first; at < end; at = in_.next(at)) {
        const token& one = in_[at];
        std::optional<std::int64_t> number;
        if (one.is == kind::integer) number = one.integer;
        if (one.is == kind::string)
            if (const dicom::integer_number read = dicom::parse_is(one.view());
                read.state == dicom::number_state::ok)
                number = read.value;
        if (!number || *number < range.least || *number > range.most) {
            note("numbers of 16 bits are expected");
            return null();
        }
        words_.push_back(static_cast<std::uint16_t>(*number));
    }
    if (void* const to = build().typed(out_, QUOIN_U16, words_.size()))
        std::memcpy(to, words_.data(), words_.size() * sizeof words_.front());
}

void attribute_reader::split(std::size_t at) {
    std::string_view rest = in_[at].view();
    for (;;) {
        const std::size_t end = rest.find('\\');
        values_.push_back(joined + parts_.size());
        parts_.push_back(text_token(rest.substr(0, end)));
        if (end == std::string_view::npos) return;
        rest.remove_prefix(end + 1);
    }
}

bool attribute_reader::is_empty(std::size_t at) const {
    const token& of = at < joined ? in_[at] : parts_[at - joined];
    if (of.is == kind::string) return dicom::without_padding(of.view(), of_).empty();
    if (of.is != kind::object) return of.is == kind::null;
    for (std::size_t member = at + 1; member < in_.next(at); member = in_.next(member + 1))
        if (in_[member + 1].is == kind::string &&
            !dicom::without_padding(in_[member + 1].view(), of_).empty())
            return false;
    return true;
}

void attribute_reader::add_values(std::size_t value, const dicom::dictionary_entry* known) {
    const bool one_value = dicom::traits(of_).one_value;
    const bool scalar = known != nullptr ? known->vm_min == 1 && known->vm_max == 1 : one_value;
    values_.clear();
    parts_.clear();
    const auto take = [&](std::size_t at) {
        const bool joins = in_[at].is == kind::string && !one_value && in_[at].size != 0 &&
                           std::memchr(in_[at].text, '\\', in_[at].size) != nullptr;
        if (joins)
            split(at);
        else
            values_.push_back(at);
    };
    if (in_[value].is == kind::array)
        for (std::size_t at = value + 1; at < in_.next(value); at = in_.next(at)) take(at);
    else
        take(value);

    bool any = false;
    for (const std::size_t at : values_) any = any || !is_empty(at);
    if (!any) return null();
    const bool single = scalar && values_.size() == 1;
    if (scalar && !single) note("several values where the standard has one");
    if (!single) build().begin_array(out_);
    for (const std::size_t at : values_) {
        if (of_ == vr::PN && at < joined && in_[at].is == kind::object)
            add_name(at);
        else
            add_value(at < joined ? in_[at] : parts_[at - joined]);
    }
    if (!single) build().end(out_);
}

void attribute_reader::add_value(const token& one) {
    if (one.is == kind::null) return null();
    if (one.is == kind::object || one.is == kind::array || one.is == kind::boolean) {
        note("a value that is neither text nor number");
        return null();
    }
    if (is_integer_vr(of_)) return add_integer(one);
    if (is_real_vr(of_)) return add_real(one);
    if (of_ == vr::AT) return add_tag(one);
    add_text(one);
}

void attribute_reader::add_text(const token& one) {
    if (is_number(one.is)) {
        note("a number where text is expected");
        std::array<char, 24> digits;
        if (one.is == kind::real) return string(one.view());
        const auto done = one.is == kind::integer
                              ? std::to_chars(digits.data(), digits.data() + digits.size(), one.integer)
                              : std::to_chars(digits.data(), digits.data() + digits.size(), one.natural);
        return string({digits.data(), static_cast<std::size_t>(done.ptr - digits.data())});
    }
    if (of_ == vr::PN) return add_name_text(one.view());
    const std::string_view text = dicom::without_padding(one.view(), of_);
    if (text.empty())
        null();
    else
        string(text);
}

void attribute_reader::add_name(std::size_t at) {
    std::array<std::string_view, 3> groups;
    for (std::size_t member = at + 1; member < in_.next(at); member = in_.next(member + 1)) {
        const std::string_view name = in_[member].view();
        const token& group = in_[member + 1];
        const auto place = name == "Alphabetic"    ? 0U
                           : name == "Ideographic" ? 1U
                           : name == "Phonetic"    ? 2U
                                                   : 3U;
        if (place == 3 || (group.is != kind::string && group.is != kind::null))
            note("a person name with something that is no group of it");
        else if (group.is == kind::string)
            groups[place] = dicom::without_padding(group.view(), vr::PN);
    }
    dicom::add_name(out_, groups);
}

void attribute_reader::add_name_text(std::string_view all) {
    std::array<std::string_view, 3> groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::size_t end = i + 1 < groups.size() ? all.find('=') : std::string_view::npos;
        groups[i] = dicom::without_padding(all.substr(0, end), vr::PN);
        if (end == std::string_view::npos) break;
        all.remove_prefix(end + 1);
    }
    dicom::add_name(out_, groups);
}

void attribute_reader::add_integer(const token& one) {
    std::int64_t number = 0;
    if (one.is == kind::integer) {
        number = one.integer;
    } else if (one.is == kind::natural) {
        if (of_ == vr::UV) return string(std::to_string(one.natural));
        note(complaint("no integer", dicom::number_fault::out_of_range));
        return null();
    } else {
        const dicom::integer_number read = dicom::parse_is(one.view());
        if (read.state != dicom::number_state::ok) {
            std::uint64_t natural = 0;
            const std::string_view text = one.view();
            const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), natural);
            if (of_ == vr::UV && problem == std::errc{} && end == text.data() + text.size())
                return string(text);
            if (read.state == dicom::number_state::malformed)
                note(complaint(of_ == vr::IS ? "no integer string" : "no integer", read.fault));
            return null();
        }
        number = read.value;
    }
    if (const integer_range range = range_of(of_); number < range.least || number > range.most) {
        note(complaint("no integer", dicom::number_fault::out_of_range));
        return null();
    }
    build().integer(out_, number);
}

void attribute_reader::add_real(const token& one) {
    double number = 0;
    if (one.is == kind::integer) {
        number = static_cast<double>(one.integer);
    } else if (one.is == kind::natural) {
        number = static_cast<double>(one.natural);
    } else if (const auto special = of_ == vr::DS ? std::nullopt : no_json_number(one.view())) {
        number = *special;
    } else {
        const dicom::decimal_number read = dicom::parse_ds(one.view());
        if (read.state != dicom::number_state::ok) {
            if (read.state == dicom::number_state::malformed)
                note(complaint(of_ == vr::DS ? "no decimal string" : "no number", read.fault));
            return null();
        }
        number = read.value;
    }
    if (of_ == vr::FL) {
        const auto single = static_cast<float>(number);
        if (std::isinf(single) && !std::isinf(number)) {
            note(complaint("no number", dicom::number_fault::out_of_range));
            return null();
        }
        number = dicom::shortest(single);
    }
    build().real(out_, number);
}

void attribute_reader::add_tag(const token& one) {
    std::uint32_t tag = 0;
    const std::string_view text = one.is == kind::string ? dicom::without_padding(one.view(), vr::CS) : "";
    if (one.is == kind::string && text.empty()) return null();
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), tag, 16);
    if (text.size() != 8 || problem != std::errc{} || end != text.data() + text.size()) {
        note("eight hexadecimal digits are expected");
        return null();
    }
    const auto digits = dicom::tag_digits(tag);
    string({digits.data(), digits.size()});
}

}  // namespace quoin::dicom_json
