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
    std::vector<std::string> subjects = {};
    std::string subjects_from = {};  ///< a file of more of them, one a line; "-": standard input
    answer_format format = answer_format::json;
    bool lines = false;  ///< JSON of one line a subject, also for one type of one subject
    value options = {};
    std::chrono::milliseconds timeout{0};
    unsigned jobs = 0;  ///< subjects that are asked about at once; 0: one a processor
};

/// Prints the answers in the order of the subjects, each as soon as it and those before it are there; memory
/// does not grow with their number. `in` is the descriptor of standard input. Throws output_error, and
/// std::system_error where the file of subjects cannot be read.
exit_code get(const host& from, const get_options& what, int in, console& to);

}  // namespace quoin::cli
