// PE: only whether a file is one at all. Its exports are not read here, so that missing ones show when it is
// opened; additional ones are harmless on Windows, where a library sees another's only by its name.
#ifdef _WIN32

#include "library_file.hpp"

#include <array>
#include <fstream>

namespace quoin::loader {

std::string_view library_prefix() noexcept {
    return "";
}
std::string_view library_suffix() noexcept {
    return ".dll";
}

std::variant<library_facts, not_a_library> inspect_library(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return not_a_library{"expected a file that can be read; give this user the right to read it"};
    std::array<char, 2> magic{};
    stream.read(magic.data(), magic.size());
    if (!stream || magic[0] != 'M' || magic[1] != 'Z')
        return not_a_library{
            "expected a shared library (DLL), found a file of another kind; build the plugin for this "
            "system and copy it here again"};
    return library_facts{.exports_known = false};
}

}  // namespace quoin::loader

#endif
