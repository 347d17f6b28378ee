// The manifest: which plugins are loaded, in which order they are asked, and with which configuration.
#pragma once

#include <engine/provider.hpp>
#include <loader/tree.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quoin::loader {

/// A value and who gave it.
template <class T>
struct setting {
    T value{};
    place from = {};
};

enum class unlisted_policy { load, ignore };

/// One item of `providers:`. What is not given is empty and comes from the descriptor or the default.
struct provider_entry {
    setting<std::string> id = {};
    std::optional<setting<std::string>> library =
        {};  ///< a stem, or a path with '/' relative to the manifest
    setting<bool> required = {};
    std::optional<setting<std::int32_t>> priority = {};
    std::map<std::string, setting<std::int32_t>> priorities = {};  ///< by type
    std::optional<setting<std::vector<setting<std::string>>>> types = {};
    setting<engine::error_policy> on_error = {};
    setting<std::chrono::milliseconds> timeout = {};
    std::optional<setting<std::string>> sha256 = {};  ///< 64 lower-case hexadecimal digits
    node config = {.is = node::kind::map};            ///< a map
};

/// `cache:`, how answers are kept.
struct cache_entry {
    setting<std::int64_t> max_bytes{std::int64_t{256} << 20};
    setting<std::int64_t> revalidate_ms{1000};
    setting<bool> verify = {};
};

struct manifest {
    std::filesystem::path file = {};    ///< as it was given
    std::filesystem::path folder = {};  ///< what its relative paths are relative to
    std::vector<setting<std::string>> folders = {};
    setting<unlisted_policy> unlisted = {};
    setting<bool> require_sha256 = {};  ///< only libraries whose hash the manifest has are opened
    cache_entry cache = {};
    std::vector<provider_entry> providers = {};
};

/// Limits of a manifest; beyond them it is refused in one line and nothing is read on.
inline constexpr std::size_t max_manifest_bytes = std::size_t{1} << 20;
inline constexpr std::size_t max_manifest_nodes = 20'000;  ///< with aliases written out
inline constexpr int max_manifest_depth = 64;

struct manifest_text {
    node tree = {.is = node::kind::map};
    faults wrong = {};  ///< everything that is wrong with it
};

/// Reads and judges a text; `source` is what problems call it. Never throws for what the text holds.
manifest_text parse_manifest(std::string_view text, const std::string& source);
/// The same for a file; one that cannot be read is a problem.
manifest_text read_manifest(const std::filesystem::path& file);
/// The settings of a tree. Parts that parse_manifest finds wrong are left out.
manifest settings_of(const node& tree, const std::filesystem::path& file);

/// JSON Schema 2020-12 of the manifest, for editors: config/quoin.schema.json.
std::string manifest_schema();

}  // namespace quoin::loader
