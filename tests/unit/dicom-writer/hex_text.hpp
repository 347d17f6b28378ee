// Bytes as a test writes and reads them: "08 00 16 00".
#pragma once

#include <dicom_writer/write.hpp>

#include <array>
#include <cstdio>
#include <string>

namespace dicom_writer {

inline std::string hex(const bytes& list) {
    std::string out;
    for (const unsigned one : list) {
        std::array<char, 4> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x ", one);
        out += digits.data();
    }
    if (!out.empty()) out.pop_back();
    return out;
}

/// The data set alone, without preamble and file meta information.
inline std::string body(const data_set& tree, encoding how = encoding::explicit_little, lengths form = {}) {
    write_options options;
    options.preamble = false;
    options.meta = false;
    options.written_as = how;
    options.form = form;
    return hex(write(tree, options));
}

}  // namespace dicom_writer
