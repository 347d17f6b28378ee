// Which library files there are, and which of them an entry of the manifest means.
#pragma once

#include "library_scan.hpp"
#include "staging.hpp"

#include <loader/manifest.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quoin::loader {

struct library {
    std::filesystem::path file = {};
    std::filesystem::path folder = {};
    bool in_folder = false;  ///< in one of plugins.folders
    bool builtin = false;    ///< comes with the host
    /// In a folder of its own in one of plugins.folders, which has its name and what it needs:
    /// acme/libacme.so.
    bool own_folder = false;

    bool scanned = false;
    std::string refused = {};  ///< end of the refusal; empty: none
    std::optional<library_card> card = {};
    opened_library opened = {};
    staged_library staged = {};
    std::map<std::string, std::string> quarantined = {};  ///< its providers that are: why
};

/// Where the host's own plugins are.
struct builtin_place {
    std::filesystem::path folder = {};
    std::vector<std::string> names = {};  ///< stems
};

/// Libraries in the manifest's folders and in vendors' folders beneath them, in the order of folders and then
/// of file names (byte by byte), then built-in ones that are in none of them. No file twice. A folder that
/// cannot be read is a fault.
std::vector<library> find_libraries(const manifest& of, const builtin_place& builtins, faults& wrong);

/// What an entry says about its library.
struct library_choice {
    std::optional<std::size_t> named = {};  ///< by `library:`
    std::vector<std::size_t> guessed = {};  ///< without it: the stem is the last part of the id
    bool missing = false;                   ///< named, but not there: a fault was added
    std::optional<fault> why_missing = {};  ///< where it is no fault but a refusal
};

/// May append a library that is named by its path.
library_choice choose_library(const provider_entry& entry, const manifest& of, std::vector<library>& among,
                              faults& wrong);

/// "acme.ground-truth" -> "libground-truth.so" on Linux.
std::string file_name_of_last_part(std::string_view id);
/// Whether it holds a library of its own name: plugins/acme with libacme.so.
bool is_library_folder(const std::filesystem::path& folder);
/// A path of the manifest as the host uses it.
std::filesystem::path beside_manifest(const manifest& of, const std::string& given);
/// "plugins and /opt/plugins", for messages.
std::string folders_in_words(const manifest& of);

}  // namespace quoin::loader
