// dicom_writer/transfer_syntax.hpp - transfer syntaxes by UID (PS3.6 table A-1) and how each writes a header.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dicom_writer {

/// How elements are laid out (PS3.5 section 7 and annex A).
enum class encoding : std::uint8_t {
    explicit_little,
    implicit_little,
    explicit_big,
    deflated_explicit_little
};

struct transfer_syntax {
    std::string_view uid;
    encoding header;
    bool encapsulated;  ///< pixel data is a sequence of fragments
};

inline constexpr std::string_view implicit_vr_little_endian = "1.2.840.10008.1.2";
inline constexpr std::string_view explicit_vr_little_endian = "1.2.840.10008.1.2.1";
inline constexpr std::string_view deflated_explicit_vr_little_endian = "1.2.840.10008.1.2.1.99";
inline constexpr std::string_view explicit_vr_big_endian = "1.2.840.10008.1.2.2";
inline constexpr std::string_view jpeg_baseline = "1.2.840.10008.1.2.4.50";
inline constexpr std::string_view jpeg_2000 = "1.2.840.10008.1.2.4.91";
inline constexpr std::string_view rle_lossless = "1.2.840.10008.1.2.5";

/// The table: every way to write a header, and the encapsulated syntaxes in use.
std::span<const transfer_syntax> transfer_syntaxes() noexcept;

/// How a data set of this syntax is written. A UID that is not in the table: explicit VR little endian, as
/// PS3.5 section A.4 has every encapsulated syntax.
encoding encoding_of(std::string_view uid) noexcept;

}  // namespace dicom_writer
