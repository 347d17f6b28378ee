// quoin get: the answers of types about subjects.
#pragma once

#include "console.hpp"
#include "exit_code.hpp"

#include <quoin/host.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace quoin::cli {

enum class answer_format { json, yaml, table };

struct get_options {
    std::vector<std::string> types;  ///< without "*"
    bool every_type = false;         ///< "*": all that the host serves, besides `types`
    std::vector<std::string> subjects;
    answer_format format = answer_format::json;
    bool lines = false;  ///< JSON of one line a subject, also for one type of one subject
    value options = {};
    std::chrono::milliseconds timeout{0};
};

/// Prints the answers in the order of the subjects, each as soon as it is there. Throws output_error.
exit_code get(const host& from, const get_options& what, console& to);

}  // namespace quoin::cli
