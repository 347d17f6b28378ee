// quoin new plugin: a project that builds a plugin, tests it and says how to go on.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"

#include <string>
#include <vector>

namespace quoin::cli {

enum class plugin_language { c, cpp, rust };

struct new_options {
    std::string name;  ///< "acme-truth"
    plugin_language language = plugin_language::cpp;
    std::vector<std::string> types = {};  ///< none: one of the id's
    std::string id = {};                  ///< none: com.example.NAME
    std::string vendor = {};              ///< none: what the id says
    std::string folder = {};              ///< none: NAME, in the working directory
};

/// Why the options make no project: "expected .., found ..; mend". Empty where they do.
std::string refusal_of_names(const new_options& what);

/// Writes the project and lists its files on out. Refuses to write where something stands; what was begun is
/// taken back when it fails. Throws output_error.
exit_code new_plugin(const new_options& what, console& to);

}  // namespace quoin::cli
