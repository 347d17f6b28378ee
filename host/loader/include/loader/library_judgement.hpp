// How the loader judges a library and what it would hand its providers, for whoever checks plugins.
#pragma once

#include <quoin/value.hpp>

#include <filesystem>
#include <string>

namespace quoin::loader {

/// What a file says of itself, without running any of it. Refusals are "expected .., found ..; mend", or
/// empty.
struct file_judgement {
    std::string refused = {};          ///< it is no shared library for this machine
    std::string exports_refused = {};  ///< the names it defines; judged where it is a library
    bool is_read = true;               ///< false: this system's reader knows neither exports nor build id
    std::string build_id = {};         ///< in hexadecimal digits; empty: none
};
file_judgement judge_file(const std::filesystem::path& library);

/// Libraries and symbols that it uses and that are not there: a refusal, or empty. Maps the library and runs
/// its static constructors.
std::string refusal_of_imports(const std::filesystem::path& library);

/// What the entry function gave: a refusal, or empty.
std::string refusal_of_plugin(const quoin_plugin& plugin, const std::filesystem::path& library);

/// `config` of that provider in a manifest that is right; an empty object where it has none.
value config_in(const std::filesystem::path& manifest, const std::string& id);

}  // namespace quoin::loader
