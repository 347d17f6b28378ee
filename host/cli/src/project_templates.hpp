// The files of sdk/templates, compiled into the command so that it needs nothing beside itself.
#pragma once

#include <span>
#include <string_view>

namespace quoin::cli {

struct template_file {
    std::string_view set;   ///< "common", "c", "cpp", "rust"
    std::string_view path;  ///< in the project, with @STEM@ in it
    std::string_view text;  ///< with @NAME@, @TYPE@ and their like in it
};

std::span<const template_file> project_templates() noexcept;

}  // namespace quoin::cli
