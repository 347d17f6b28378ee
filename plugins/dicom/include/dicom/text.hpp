// dicom/text.hpp - text of a data set into UTF-8: Specific Character Set (0008,0005) of PS3.3 section
// C.12.1.1.2 and its code extensions (PS3.5 section 6.1.2, annexes H, I, J and K), and where one value of
// several ends.
//
// What is read
//   single-byte sets  ISO_IR 6, 100, 101, 109, 110, 144, 127, 126, 138, 148, 203, 166, 13 and ISO 2022 forms
//   multi-byte sets   ISO 2022 IR 87, 159 (in G0), 149, 58 (in G1), by escape sequences
//   whole encodings   ISO_IR 192 (UTF-8), GB18030, GBK
// An escape sequence of PS3.3 tables C.12-3 and C.12-4 is followed also when (0008,0005) does not announce
// its set: it can mean nothing else. G0 and G1 fall back to those of the first value at the delimiters of
// PS3.5 section 6.1.2.5.3: CR, LF, FF and TAB; the backslash between values; ^ and = in PN. Inside a two-byte
// set of G0 a byte that looks like a delimiter belongs to a character if the byte after it can complete one.
//
// What is never done is to guess. Bytes that are no character of the set become U+FFFD and `damaged` is set;
// among them are bytes above 127 where no character set is declared, and the bytes 80H to 9FH, which no set
// of DICOM uses. In ISO_IR 13 the byte 5CH is the yen sign and 7EH the overline (ISO-IR 14), in values that
// keep it. A misspelt or unknown name is complained about and read as far as it is safe, see
// character_set::parse.
//
// Conversion is iconv's (that of the C library). Everything here may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "dicom/vr.hpp"

namespace quoin::dicom {

/// Without what PS3.5 section 6.2 calls padding or insignificant: blanks and NULs at the end; for VRs where
/// leading blanks do not count (AE AS CS DA DS DT IS LO SH TM UI) also those. One value, before it is
/// decoded.
std::string_view without_padding(std::string_view value, vr of) noexcept;

/// A person name in its component groups (PS3.5 section 6.2.1), UTF-8; a group that is not there is empty.
struct person_name {
    std::string alphabetic, ideographic, phonetic;
};

namespace detail {
enum class text_coding : std::uint8_t { by_sets, utf8, gb18030, gbk, shift_jis };
enum class code_set : std::uint8_t;
}  // namespace detail

/// How text of a data set is written. Small and constant: copy it. An item of a sequence that has a Specific
/// Character Set of its own has its own character_set; the others share that of the data set around them.
class character_set {
 public:
    /// The default repertoire: ISO_IR 6, what a data set without the attribute has.
    character_set() noexcept;

    /// `value`: the raw bytes of (0008,0005), values separated by backslashes. `complaint` becomes empty, or
    /// one line on what is wrong with it, for the data set's findings. Read all the same are other spellings
    /// ("ISO-IR 100", "ISO_IR_100"), some names of the internet ("latin1", "utf-8", "shift_jis"), and code
    /// extensions in the wrong place. Where the first value stays unknown the default repertoire holds: ASCII
    /// is safe, the rest is damaged.
    static character_set parse(std::string_view value, std::string& complaint);

    /// Appends one value to `out` as UTF-8, at most three bytes for each of `bytes`. `damaged` becomes true
    /// if a U+FFFD had to be put in, else it stays as it is. Representations other than SH LO ST LT UC UT PN
    /// are read in the default repertoire (PS3.5 section 6.1.2.3). Padding is not removed.
    void decode(std::string_view bytes, vr of, std::string& out, bool& damaged) const;

    /// One PN value in its groups, each without trailing blanks. What follows a third '=' is kept with the
    /// phonetic group, and is damage.
    person_name decode_name(std::string_view bytes, bool& damaged) const;

    /// Where the value that starts at `from` ends: the place of a backslash, or the size of `bytes`. A
    /// backslash inside a character does not count; in ST LT UT UR none does.
    std::size_t value_end(std::string_view bytes, std::size_t from, vr of) const noexcept;

    /// Calls visit(std::string_view) for each value, padding included; once with an empty one for empty
    /// bytes.
    template <typename Visit>
    void split(std::string_view bytes, vr of, Visit&& visit) const {
        for (std::size_t from = 0;; ++from) {
            const std::size_t end = value_end(bytes, from, of);
            visit(bytes.substr(from, end - from));
            if (end >= bytes.size()) return;
            from = end;
        }
    }

    /// Bytes below 128 mean themselves, escape sequences aside.
    [[nodiscard]] bool ascii_compatible() const noexcept;
    [[nodiscard]] bool is_utf8() const noexcept { return coding_ == detail::text_coding::utf8; }

    friend bool operator==(const character_set&, const character_set&) = default;

 private:
    void decode_by_sets(std::string_view bytes, vr of, std::string& out, bool& damaged) const;
    std::size_t find_delimiter(std::string_view bytes, std::size_t from, char delimiter,
                               vr of) const noexcept;

    detail::text_coding coding_;
    detail::code_set g0_, g1_;  // what holds at the start and after a delimiter
};

}  // namespace quoin::dicom
