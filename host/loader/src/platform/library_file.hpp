// A library as a file: what can be known of it without running any of it. One source file for each system.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quoin::loader {

/// Before and after the stem of a library's file name on this system: "lib" and ".so".
std::string_view library_prefix() noexcept;
std::string_view library_suffix() noexcept;

/// What a shared library for this machine says of itself.
struct library_facts {
    /// Names it defines for others, without those that the C++ compiler makes weak or unique; in the order of
    /// the file.
    std::vector<std::string> exports = {};
    bool exports_known = true;      ///< false: this system's reader does not read them
    std::string build_id = {};      ///< in hexadecimal digits; empty: none, or not read on this system
    bool needs_its_folder = false;  ///< $ORIGIN in RUNPATH or RPATH: what it needs is beside it
};

/// Why a file is none, as the end of a refusal: "expected .., found ..; mend".
struct not_a_library {
    std::string why;
};

/// Reads the headers of a file, never all of it; whatever its bytes say, it reads inside of the file and
/// bounded memory.
std::variant<library_facts, not_a_library> inspect_library(const std::filesystem::path& file);

}  // namespace quoin::loader
