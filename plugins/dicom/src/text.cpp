#include "dicom/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "text_cursor.hpp"
#include "text_names.hpp"
#include "text_plain.hpp"
#include "text_utf8.hpp"
#include "text_whole.hpp"

namespace quoin::dicom {

using detail::code_set;
using detail::converter;
using detail::cursor;
using detail::encoding;
using detail::replacement_character;
using detail::text_coding;

namespace {

void append_replacement(std::string& out, bool& damaged) {
    out += replacement_character;
    damaged = true;
}

/// PS3.5 section 6.1.2.3: representations without Specific Character Set know the default repertoire only.
void append_default_repertoire(std::string_view bytes, std::string& out, bool& damaged) {
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) >= 0x80 || c == 0x1B)
            append_replacement(out, damaged);
        else
            out += c;
    }
}

/// ISO-IR 14 is ASCII but for two characters.
void append_romaji(std::string_view bytes, std::string& out) {
    for (const char c : bytes) {
        if (c == '\\')
            out += "\xC2\xA5";  // yen sign
        else if (c == '~')
            out += "\xE2\x80\xBE";  // overline
        else
            out += c;
    }
}

/// The places 00A0H to 00FFH of Unicode are those of ISO 8859-1.
void append_latin1(std::string_view bytes, std::string& out) {
    for (const char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

/// Characters of a set outside ASCII, one after the other, with the converter of the last such set at hand.
class set_decoder {
 public:
    void append(std::string_view run, code_set set, std::string& out, bool& damaged) {
        const auto& traits = detail::traits_of(set);
        if (set == code_set::latin1) return append_latin1(run, out);
        if (!converter_ || converts_ != traits.converter) converter_.emplace(converts_ = traits.converter);
        shifted_.clear();
        for (std::size_t at = 0; at < run.size(); at += traits.width) {
            shifted_ += traits.prefix;
            for (std::size_t i = 0; i < traits.width; ++i)
                shifted_ += static_cast<char>(run[at + i] | '\x80');
        }
        const std::size_t width = traits.prefix.size() + traits.width;
        std::string_view rest = shifted_;
        while (!rest.empty()) {
            rest.remove_prefix(converter_->append(rest, out));
            if (rest.empty()) break;
            append_replacement(out, damaged);
            rest.remove_prefix(std::min(width, rest.size()));
        }
    }

 private:
    std::optional<converter> converter_;
    encoding converts_ = encoding::none;
    std::string shifted_;
};

encoding encoding_of(text_coding coding) noexcept {
    return coding == text_coding::gb18030 ? encoding::gb18030
           : coding == text_coding::gbk   ? encoding::gbk
                                          : encoding::shift_jis;
}

bool leading_blanks_count(vr of) noexcept {
    switch (of) {
        case vr::ST:
        case vr::LT:
        case vr::UT:
        case vr::UC:
        case vr::UR:
        case vr::PN:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::string_view without_padding(std::string_view value, vr of) noexcept {
    while (!value.empty() && (value.back() == ' ' || value.back() == '\0')) value.remove_suffix(1);
    if (!leading_blanks_count(of))
        while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    return value;
}

character_set::character_set() noexcept
    : coding_(text_coding::by_sets), g0_(code_set::ascii), g1_(code_set::none) {}

bool character_set::ascii_compatible() const noexcept {
    return g0_ != code_set::romaji && coding_ != text_coding::shift_jis;
}

void character_set::decode(std::string_view bytes, vr of, std::string& out, bool& damaged) const {
    const bool affected = is_charset_text(of);
    if (!affected || g0_ != code_set::romaji) {
        const std::size_t plain = detail::plain_length(bytes);
        if (plain == bytes.size()) {
            out.append(bytes);
            return;
        }
    }
    if (!affected) return append_default_repertoire(bytes, out, damaged);
    switch (coding_) {
        case text_coding::by_sets:
            return decode_by_sets(bytes, of, out, damaged);
        case text_coding::utf8:
            return detail::append_utf8(bytes, out, damaged);
        default:
            return detail::append_whole(bytes, encoding_of(coding_), out, damaged);
    }
}

void character_set::decode_by_sets(std::string_view bytes, vr of, std::string& out, bool& damaged) const {
    set_decoder decoder;
    cursor at(bytes, of, g0_, g1_);
    for (;;) {
        switch (at.next()) {
            case cursor::token::end:
                return;
            case cursor::token::single:
                if (at.set() == code_set::romaji)
                    append_romaji(at.run(), out);
                else
                    out.append(at.run());
                break;
            case cursor::token::characters:
                decoder.append(at.run(), at.set(), out, damaged);
                break;
            case cursor::token::delimiter:
                out.append(at.run());
                break;
            case cursor::token::designation:
                break;
            case cursor::token::damage:
                append_replacement(out, damaged);
                break;
        }
    }
}

std::size_t character_set::find_delimiter(std::string_view bytes, std::size_t from, char delimiter,
                                          vr of) const noexcept {
    const std::size_t first = std::min(bytes.find(delimiter, from), bytes.size());
    if (first == bytes.size() || coding_ == text_coding::utf8 || !is_charset_text(of)) return first;
    if (coding_ != text_coding::by_sets)
        return detail::find_in_whole(bytes, from, delimiter, encoding_of(coding_));
    if (bytes.substr(from, first - from).find('\x1B') == std::string_view::npos) return first;

    cursor at(bytes.substr(from), of, g0_, g1_);
    for (cursor::token token = at.next(); token != cursor::token::end; token = at.next())
        if (token == cursor::token::delimiter && at.run().front() == delimiter)
            return static_cast<std::size_t>(at.run().data() - bytes.data());
    return bytes.size();
}

std::size_t character_set::value_end(std::string_view bytes, std::size_t from, vr of) const noexcept {
    if (from >= bytes.size() || traits(of).one_value) return bytes.size();
    return find_delimiter(bytes, from, '\\', of);
}

person_name character_set::decode_name(std::string_view bytes, bool& damaged) const {
    person_name name;
    const std::array<std::string*, 3> groups = {&name.alphabetic, &name.ideographic, &name.phonetic};
    std::size_t from = 0;
    for (std::size_t i = 0; i < groups.size() && from <= bytes.size(); ++i) {
        std::size_t end = find_delimiter(bytes, from, '=', vr::PN);
        if (i + 1 == groups.size() && end < bytes.size()) {
            end = bytes.size();
            damaged = true;
        }
        decode(without_padding(bytes.substr(from, end - from), vr::PN), vr::PN, *groups[i], damaged);
        from = end + 1;
    }
    return name;
}

}  // namespace quoin::dicom
