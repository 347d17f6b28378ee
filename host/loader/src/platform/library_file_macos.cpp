// Mach-O: only whether a file is one at all. Its exports are not read here, so that missing and additional
// ones show when it is opened, or not.
#ifdef __APPLE__

#include "library_file.hpp"

#include <array>
#include <cstring>
#include <fstream>

namespace quoin::loader {

std::string_view library_prefix() noexcept {
    return "lib";
}
std::string_view library_suffix() noexcept {
    return ".dylib";
}

std::variant<library_facts, not_a_library> inspect_library(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return not_a_library{"expected a file that can be read; give this user the right to read it"};
    std::array<char, 4> magic{};
    stream.read(magic.data(), magic.size());
    const bool thin = std::memcmp(magic.data(), "\xCF\xFA\xED\xFE", 4) == 0;
    const bool universal = std::memcmp(magic.data(), "\xCA\xFE\xBA\xBE", 4) == 0;
    if (!stream || !(thin || universal))
        return not_a_library{
            "expected a shared library (Mach-O), found a file of another kind; build the plugin for "
            "this system and copy it here again"};
    return library_facts{.exports_known = false};
}

}  // namespace quoin::loader

#endif
