// What the types of one subject came to, as lines of `quoin get` and results of get_many have it.
#pragma once

#include "exit_code.hpp"
#include "query_failure.hpp"

#include <quoin/host.hpp>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace quoin::cli {

struct subject_answers {
    std::string subject;
    std::vector<std::pair<std::string, value>> answers = {};
    std::vector<std::pair<std::string, query_failure>> errors = {};
    bool unanswered = false;  ///< a type asked for by name had no answer, or no type had one
};

/// A row of get_many with its types, of which `named` were asked for by name.
subject_answers answers_of(many_row row, std::span<const std::string> types,
                           std::span<const std::string> named);

exit_code code_of(const subject_answers& of);

/// {"subject":..,"answers":{TYPE:value},"errors":{TYPE:{"code","message","provider"}}}. Lazy arrays are read
/// for it, and that can fail: then the type has an error and no answer, in `of` too.
std::string to_json(subject_answers& of);

}  // namespace quoin::cli
