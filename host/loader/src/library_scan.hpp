// From file to card: everything the host wants to know of a library before it uses it.
#pragma once

#include "platform/library_file.hpp"

#include <quoin/abi.h>
#include <engine/provider.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quoin::loader {

/// What a library says of itself, as plain data: it needs neither the library nor the process that read it.
struct library_card {
    std::uint32_t abi_minor = 0;
    std::vector<engine::registration> providers = {};  ///< origins and library filled in
};

/// A library whose code is mapped. It stays mapped until the process ends: its threads, its static data and
/// values that it made may outlive every provider.
struct opened_library {
    const quoin_plugin* plugin = nullptr;
    std::shared_ptr<void> keep = {};  ///< the handle
};

/// One of the two is there: what was made, or the end of a refusal ("expected .., found ..; mend").
template <class T>
struct outcome {
    std::optional<T> made = {};
    std::string refused = {};
};

/// Judges a file that was inspected, by its kind and exported names; empty where it may be opened.
std::string refusal_of_facts(const std::variant<library_facts, not_a_library>& found);
bool needs_its_folder(const std::variant<library_facts, not_a_library>& found);
/// What the system's loader says of a library that it does not map, in words that say what to do:
/// "x.so: undefined symbol: foo", "libbar.so.1: cannot open shared object file: ..".
std::string refusal_of_system_words(std::string_view message);
/// Maps the library and calls its entry function. Runs its static constructors. The same file with the same
/// content (`key`) is opened once; with another content it is a refusal, for the system would give the old
/// one.
outcome<opened_library> open_library(const std::filesystem::path& file, const std::string& key = {});
/// Reads and judges what the entry function gave.
outcome<library_card> read_card(const quoin_plugin& plugin, const std::filesystem::path& file);

/// "libacme-truth.so": what origins call a library.
std::string library_name(const std::filesystem::path& file);

}  // namespace quoin::loader
