// quoin/testing/result.hpp - what calls into a provider came to. Part of quoin/test_host.hpp.
#pragma once

#include <quoin/value.hpp>

#include <string>
#include <vector>

namespace quoin {

/// How a call can break the contract of abi.h.
enum class test_breach {
    none,
    threw,            ///< an exception came out
    unknown_result,   ///< none of QUOIN_VALUE, QUOIN_PASS and QUOIN_ERROR
    no_value,         ///< QUOIN_VALUE and no value
    foreign_value,    ///< a value that the host did not make
    value_with_pass,  ///< QUOIN_PASS and a changed *out; in a row: a value without QUOIN_VALUE
    no_reason,        ///< QUOIN_ERROR without set_error, or with an empty message
    beyond_row,       ///< in a row: an answer or a note that is of none of its types
};

/// What one call into a provider came to.
struct test_result {
    quoin_result outcome = QUOIN_PASS;
    quoin::value value = {};              ///< where it answered
    quoin_code code = QUOIN_OK;           ///< where it failed
    std::string message = {};             ///< the same
    std::vector<std::string> notes = {};  ///< in order
    std::vector<std::string> asked = {};  ///< "get TYPE SUBJECT" or "next", in order
    test_breach breach = test_breach::none;
    std::string broken = {};  ///< the same in words; empty: it kept the contract
    bool in_row = false;      ///< get_row said it, not get

    bool answered() const noexcept { return outcome == QUOIN_VALUE; }
    bool passed() const noexcept { return outcome == QUOIN_PASS; }
    bool failed() const noexcept { return !answered() && !passed(); }
};

/// What several types of one subject came to.
struct test_row {
    /// Of each type: what get_row said (in_row), or else what get did.
    std::vector<test_result> results = {};
    std::vector<std::string> asked = {};  ///< by get_row, as in test_result
    /// Why get_row was not called, or nothing of what it said is used; empty: it was and is.
    std::string not_used = {};
    test_breach breach = test_breach::none;  ///< of the row as a whole
    std::string broken = {};                 ///< the same in words

    const test_result& operator[](std::size_t i) const { return results[i]; }
};

}  // namespace quoin
