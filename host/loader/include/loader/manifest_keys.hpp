// Every key a manifest may have. Parser, --set, JSON Schema and the reference page read this one table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace quoin::loader {

enum class section { none, manifest, plugins, cache, provider };

enum class key_kind {
    whole_number,     ///< from least to most
    flag,             ///< true or false
    text,             ///< not empty
    choice,           ///< one of choices
    identifier,       ///< letters, digits, '.', '-', '_'
    digest,           ///< 64 hexadecimal digits
    texts,            ///< a list of texts, none twice
    numbers_by_type,  ///< a map from query type to whole number, from least to most
    tree,             ///< any map
    part,             ///< a map with the keys of section inner
    parts             ///< a list of such maps
};

struct key_spec {
    section in;
    std::string_view name;
    key_kind kind;
    std::int64_t least = 0, most = 0;
    std::string_view choices = {};  ///< "load|ignore"
    section inner = section::none;
    bool needed = false;
    std::string_view fallback =
        {};                    ///< JSON text of what holds where the key is not given; empty: nothing does
    std::string_view example;  ///< as it stands in a manifest
    std::string_view doc;      ///< one sentence
};

std::span<const key_spec> manifest_keys() noexcept;
/// Null where the section has no such key.
const key_spec* find_key(section in, std::string_view name) noexcept;
/// "a provider", for messages.
std::string_view section_name(section which) noexcept;

}  // namespace quoin::loader
