#include <loader/manifest_keys.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace quoin::loader {

namespace {

constexpr std::int64_t least_priority = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t most_priority = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t a_day_ms = 86'400'000;
constexpr std::int64_t a_pebibyte = std::int64_t{1} << 50;

using enum key_kind;

constexpr auto keys = std::to_array<key_spec>({
    {.in = section::manifest,
     .name = "quoin",
     .kind = whole_number,
     .least = 1,
     .most = 1,
     .needed = true,
     .example = "quoin: 1",
     .doc = "Version of the manifest's format."},
    {.in = section::manifest,
     .name = "plugins",
     .kind = part,
     .inner = section::plugins,
     .example = "plugins: { folders: [../plugins] }",
     .doc = "Where plugin libraries are found."},
    {.in = section::manifest,
     .name = "cache",
     .kind = part,
     .inner = section::cache,
     .example = "cache: { max_bytes: 268435456 }",
     .doc = "How answers are kept."},
    {.in = section::manifest,
     .name = "providers",
     .kind = parts,
     .inner = section::provider,
     .example = "providers: [{ id: com.acme.ground-truth }]",
     .doc = "Settings of single providers. At equal priority a provider that stands later is asked first."},

    {.in = section::plugins,
     .name = "folders",
     .kind = texts,
     .fallback = "[]",
     .example = "folders: [../plugins]",
     .doc = "Folders with plugin libraries, relative to the manifest; an earlier one is searched first."},
    {.in = section::plugins,
     .name = "unlisted",
     .kind = choice,
     .choices = "load|ignore",
     .fallback = "\"load\"",
     .example = "unlisted: load",
     .doc = "What happens to a library that is in a folder but not named below."},
    {.in = section::plugins,
     .name = "require_sha256",
     .kind = flag,
     .fallback = "false",
     .example = "require_sha256: true",
     .doc = "True: only a library whose SHA-256 stands below is opened; quoin pin writes them."},

    {.in = section::cache,
     .name = "max_bytes",
     .kind = whole_number,
     .least = 0,
     .most = a_pebibyte,
     .fallback = "268435456",
     .example = "max_bytes: 268435456",
     .doc = "Bytes that kept answers may take, bookkeeping included; beyond it the least recently used go."},
    {.in = section::cache,
     .name = "revalidate_ms",
     .kind = whole_number,
     .least = 0,
     .most = a_day_ms,
     .fallback = "1000",
     .example = "revalidate_ms: 1000",
     .doc = "Milliseconds after which a file that a kept answer rests on is looked at again; 0: each time."},
    {.in = section::cache,
     .name = "verify",
     .kind = flag,
     .fallback = "false",
     .example = "verify: true",
     .doc =
         "True: kept answers are computed again and compared, to find providers that are not as tracked as "
         "they say. Slow."},

    {.in = section::provider,
     .name = "id",
     .kind = identifier,
     .needed = true,
     .example = "id: com.acme.ground-truth",
     .doc = "The provider's id, as its descriptor has it."},
    {.in = section::provider,
     .name = "library",
     .kind = text,
     .example = "library: acme-truth",
     .doc = "Stem of the library (acme-truth for libacme-truth.so, acme-truth.dll, libacme-truth.dylib), "
            "searched "
            "in the folders, or a path with '/' relative to the manifest. Not given: found by the id."},
    {.in = section::provider,
     .name = "required",
     .kind = flag,
     .fallback = "false",
     .example = "required: true",
     .doc = "True: the host does not start without this provider."},
    {.in = section::provider,
     .name = "priority",
     .kind = whole_number,
     .least = least_priority,
     .most = most_priority,
     .example = "priority: 100",
     .doc = "Higher is asked earlier; not given: the descriptor's, usually 0. Built-ins are at -1000 and "
            "below, but for de-identification."},
    {.in = section::provider,
     .name = "priorities",
     .kind = numbers_by_type,
     .least = least_priority,
     .most = most_priority,
     .fallback = "{}",
     .example = "priorities: { imagePlaneModule: 9000 }",
     .doc = "Priorities for single types, before priority."},
    {.in = section::provider,
     .name = "types",
     .kind = texts,
     .example = "types: [imagePlaneModule]",
     .doc = "Narrows what the provider is asked for; not given: all that its descriptor names."},
    {.in = section::provider,
     .name = "on_error",
     .kind = choice,
     .choices = "fail|skip",
     .fallback = "\"fail\"",
     .example = "on_error: skip",
     .doc = "What an error of this provider does: fail the query, or skip to the next provider."},
    {.in = section::provider,
     .name = "timeout_ms",
     .kind = whole_number,
     .least = 0,
     .most = a_day_ms,
     .fallback = "0",
     .example = "timeout_ms: 50",
     .doc = "Milliseconds that one call of this provider may take; one that takes longer is an error once it "
            "returns. 0: no limit of its own."},
    {.in = section::provider,
     .name = "sha256",
     .kind = digest,
     .example = "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
     .doc = "The library is refused unless it has this SHA-256, as sha256sum prints it."},
    {.in = section::provider,
     .name = "config",
     .kind = tree,
     .fallback = "{}",
     .example = "config: { roots: [/data/images] }",
     .doc = "Handed to the provider when it is made; what it may hold is the provider's business."},
});

}  // namespace

std::span<const key_spec> manifest_keys() noexcept {
    return keys;
}

const key_spec* find_key(section in, std::string_view name) noexcept {
    const auto found = std::find_if(keys.begin(), keys.end(),
                                    [&](const auto& key) { return key.in == in && key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

std::string_view section_name(section which) noexcept {
    switch (which) {
        case section::manifest:
            return "a manifest";
        case section::plugins:
            return "'plugins'";
        case section::cache:
            return "'cache'";
        case section::provider:
            return "a provider";
        case section::none:
            break;
    }
    return "nothing";
}

}  // namespace quoin::loader
