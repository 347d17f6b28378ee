// The hashes of what is installed, written into a manifest that people wrote.
#pragma once

#include <loader/loader.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// The library of one provider, and its hash.
struct pin {
    std::string id = {};
    std::filesystem::path library = {};
    std::string sha256 = {};  ///< of the file as it is now: 64 lower-case digits
    bool listed = false;      ///< the manifest has an entry for it
    std::string before = {};  ///< what the manifest says now; empty: nothing
};

struct installed_pins {
    std::vector<problem> errors = {};  ///< of the manifest, or libraries that were refused: nothing to pin
    std::vector<problem> notes = {};
    std::vector<pin> pins = {};  ///< of every provider that would be active, in the order of registration
};

/// Reads manifest and libraries as a load does, without making a provider and without asking for the hashes
/// that the manifest has now.
installed_pins find_pins(const load_options& options);

/// The text with those hashes and nothing else changed: comments, order and spelling stay. Providers without
/// an entry get one in front of the others, where their place in the order is the same. An empty text and a
/// fault where the text is written in a way that this cannot change safely.
std::string with_pins(std::string_view text, const std::string& source, const std::vector<pin>& pins,
                      faults& wrong);

}  // namespace quoin::loader
