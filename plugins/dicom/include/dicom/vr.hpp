// dicom/vr.hpp - the value representations of PS3.5 section 6.2 and what each means for the bytes: how its
// length is written, how wide its units are, what it is padded with. No state; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quoin::dicom {

/// A value representation; its number is its two letters, the first one in the high byte, so that two bytes
/// of a file become one by arithmetic.
enum class vr : std::uint16_t {
    none = 0,  ///< items and delimiters, and elements whose representation is not known
    AE = 'A' << 8 | 'E',
    AS = 'A' << 8 | 'S',
    AT = 'A' << 8 | 'T',
    CS = 'C' << 8 | 'S',
    DA = 'D' << 8 | 'A',
    DS = 'D' << 8 | 'S',
    DT = 'D' << 8 | 'T',
    FD = 'F' << 8 | 'D',
    FL = 'F' << 8 | 'L',
    IS = 'I' << 8 | 'S',
    LO = 'L' << 8 | 'O',
    LT = 'L' << 8 | 'T',
    OB = 'O' << 8 | 'B',
    OD = 'O' << 8 | 'D',
    OF = 'O' << 8 | 'F',
    OL = 'O' << 8 | 'L',
    OV = 'O' << 8 | 'V',
    OW = 'O' << 8 | 'W',
    PN = 'P' << 8 | 'N',
    SH = 'S' << 8 | 'H',
    SL = 'S' << 8 | 'L',
    SQ = 'S' << 8 | 'Q',
    SS = 'S' << 8 | 'S',
    ST = 'S' << 8 | 'T',
    SV = 'S' << 8 | 'V',
    TM = 'T' << 8 | 'M',
    UC = 'U' << 8 | 'C',
    UI = 'U' << 8 | 'I',
    UL = 'U' << 8 | 'L',
    UN = 'U' << 8 | 'N',
    UR = 'U' << 8 | 'R',
    US = 'U' << 8 | 'S',
    UT = 'U' << 8 | 'T',
    UV = 'U' << 8 | 'V',
    // What PS3.6 leaves open; small letters, so that no file can say it. Explicit VR says which; for implicit
    // VR the data set decides (PS3.5 annex A.1 and PS3.3 Pixel Representation).
    US_or_SS = 'x' << 8 | 's',
    OB_or_OW = 'o' << 8 | 'x',
    US_or_OW = 'u' << 8 | 'o',
    US_or_SS_or_OW = 'x' << 8 | 'o',
};

constexpr vr vr_of(char first, char second) noexcept {
    return static_cast<vr>(static_cast<unsigned char>(first) << 8 | static_cast<unsigned char>(second));
}

/// What is known about a representation; one row for each.
struct vr_traits {
    bool known;      ///< one of the standard's
    bool long_form;  ///< explicit VR: two reserved bytes and a length of four bytes (PS3.5 section 7.1.2)
    bool text;       ///< characters
    bool charset;    ///< characters in the data set's SpecificCharacterSet (PS3.5 section 6.1.2.3)
    bool one_value;  ///< text in which a backslash is a character and not the end of a value
    bool bulk;       ///< numbers or bytes without multiplicity: OB .. OW, UN
    std::uint8_t
        unit;      ///< bytes that are swapped together in big endian, and the size of a number; 1 for text
    char padding;  ///< what makes an odd length even
};

namespace detail {
constexpr vr_traits listed_traits(vr of) noexcept {
    //                            known  long   text   charset one    bulk  unit padding
    switch (of) {
        case vr::AE:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::AS:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::AT:
            return {true, false, false, false, false, false, 2, '\0'};
        case vr::CS:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::DA:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::DS:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::DT:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::FD:
            return {true, false, false, false, false, false, 8, '\0'};
        case vr::FL:
            return {true, false, false, false, false, false, 4, '\0'};
        case vr::IS:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::LO:
            return {true, false, true, true, false, false, 1, ' '};
        case vr::LT:
            return {true, false, true, true, true, false, 1, ' '};
        case vr::OB:
            return {true, true, false, false, true, true, 1, '\0'};
        case vr::OD:
            return {true, true, false, false, true, true, 8, '\0'};
        case vr::OF:
            return {true, true, false, false, true, true, 4, '\0'};
        case vr::OL:
            return {true, true, false, false, true, true, 4, '\0'};
        case vr::OV:
            return {true, true, false, false, true, true, 8, '\0'};
        case vr::OW:
            return {true, true, false, false, true, true, 2, '\0'};
        case vr::PN:
            return {true, false, true, true, false, false, 1, ' '};
        case vr::SH:
            return {true, false, true, true, false, false, 1, ' '};
        case vr::SL:
            return {true, false, false, false, false, false, 4, '\0'};
        case vr::SQ:
            return {true, true, false, false, true, false, 1, '\0'};
        case vr::SS:
            return {true, false, false, false, false, false, 2, '\0'};
        case vr::ST:
            return {true, false, true, true, true, false, 1, ' '};
        case vr::SV:
            return {true, true, false, false, false, false, 8, '\0'};
        case vr::TM:
            return {true, false, true, false, false, false, 1, ' '};
        case vr::UC:
            return {true, true, true, true, false, false, 1, ' '};
        case vr::UI:
            return {true, false, true, false, false, false, 1, '\0'};
        case vr::UL:
            return {true, false, false, false, false, false, 4, '\0'};
        case vr::UN:
            return {true, true, false, false, true, true, 1, '\0'};
        case vr::UR:
            return {true, true, true, false, true, false, 1, ' '};
        case vr::US:
            return {true, false, false, false, false, false, 2, '\0'};
        case vr::UT:
            return {true, true, true, true, true, false, 1, ' '};
        case vr::UV:
            return {true, true, false, false, false, false, 8, '\0'};
        case vr::none:
        case vr::US_or_SS:
        case vr::OB_or_OW:
        case vr::US_or_OW:
        case vr::US_or_SS_or_OW:
            break;
    }
    return {false, false, false, false, false, false, 1, '\0'};
}

/// By the letters, each of which has five bits that tell it from the others.
constexpr std::size_t row_of(vr of) noexcept {
    return (static_cast<std::size_t>(of) >> 8 & 31U) << 5 | (static_cast<std::size_t>(of) & 31U);
}
struct vr_row {
    vr of = vr::none;
    vr_traits is = listed_traits(vr::none);
};
inline constexpr auto vr_rows = [] {
    std::array<vr_row, 1024> rows{};
    for (char first = 'A'; first <= 'Z'; ++first)
        for (char second = 'A'; second <= 'Z'; ++second)
            if (const vr of = vr_of(first, second); listed_traits(of).known)
                rows[row_of(of)] = {of, listed_traits(of)};
    return rows;
}();
}  // namespace detail

constexpr vr_traits traits(vr of) noexcept {
    const detail::vr_row& row = detail::vr_rows[detail::row_of(of)];
    return row.of == of ? row.is : detail::vr_row{}.is;
}

/// One of the standard's representations.
constexpr bool is_known(vr of) noexcept {
    return traits(of).known;
}
/// Two capital letters: what an explicit VR must at least look like, also one of a later edition.
constexpr bool looks_like_vr(vr of) noexcept {
    const auto first = static_cast<unsigned>(of) >> 8, second = static_cast<unsigned>(of) & 0xFF;
    return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
}
constexpr bool is_long_form(vr of) noexcept {
    return traits(of).long_form;
}
constexpr bool is_text(vr of) noexcept {
    return traits(of).text;
}
constexpr bool is_charset_text(vr of) noexcept {
    return traits(of).charset;
}
constexpr bool is_bulk(vr of) noexcept {
    return traits(of).bulk;
}
/// Bytes that belong together: what is swapped in big endian; AT is two of its units.
constexpr std::uint8_t unit_size(vr of) noexcept {
    return traits(of).unit;
}

}  // namespace quoin::dicom
