// What the values of Specific Character Set (0008,0005) name (PS3.3 section C.12.1.1.2).
#pragma once

#include <cstdint>
#include <string_view>

#include "text_sets.hpp"

namespace quoin::dicom::detail {

enum class name_form : std::uint8_t {
    single,     // for use alone: "ISO_IR 100"
    extension,  // with code extensions: "ISO 2022 IR 100"
    foreign,    // not of DICOM
};

struct text_name {
    bool known = false;
    name_form form = name_form::single;
    bool as_written = false;  // as DICOM writes it
    text_coding coding = text_coding::by_sets;
    code_set g0 = code_set::ascii;
    code_set g1 = code_set::none;
    encoding converter = encoding::none;  // what the coding needs of iconv
};

/// One value, without padding.
text_name text_name_of(std::string_view value);

}  // namespace quoin::dicom::detail
