// The first bytes of images, as far as their headers go.
#pragma once

#include <string>

namespace quoin {

inline std::string big_endian(unsigned number, int bytes) {
    std::string out;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>(number >> shift & 0xFF);
    return out;
}

inline std::string png(unsigned columns, unsigned rows, char depth, char colour) {
    return std::string("\x89PNG\r\n\x1a\n", 8) + big_endian(13, 4) + "IHDR" + big_endian(columns, 4) +
           big_endian(rows, 4) + depth + colour + std::string(3, '\0') + big_endian(0, 4);
}

/// With an application segment of that many bytes before the frame header `marker`.
inline std::string jpeg(unsigned columns, unsigned rows, char precision, char components,
                        unsigned char marker = 0xC0, std::size_t application = 14) {
    std::string out("\xFF\xD8\xFF\xE0", 4);
    out += big_endian(static_cast<unsigned>(application) + 2, 2) + std::string(application, 'x');
    out += "\xFF";
    out += static_cast<char>(marker);
    out += big_endian(8 + 3U * static_cast<unsigned>(components), 2) + precision + big_endian(rows, 2) +
           big_endian(columns, 2) + components + std::string(3U * static_cast<std::size_t>(components), '\1');
    return out;
}

}  // namespace quoin
