// From file to card: everything the host wants to know of a library before it uses it.
#pragma once

#include <quoin/abi.h>
#include <engine/provider.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
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

/// Judges the file without running any of it, by its kind and exported names; empty where it may be opened.
std::string refusal_of_content(const std::filesystem::path& file);
/// Maps the library and calls its entry function. Runs its static constructors.
outcome<opened_library> open_library(const std::filesystem::path& file);
/// Reads and judges what the entry function gave.
outcome<library_card> read_card(const quoin_plugin& plugin, const std::filesystem::path& file);

/// "libacme-truth.so": what origins call a library.
std::string library_name(const std::filesystem::path& file);

}  // namespace quoin::loader
