// condition.hpp - what an object must meet for a rule to take it, as rules/display-sets.yaml writes it.
#pragma once

#include "attribute_values.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quoin::display_sets {

struct condition {
    enum class kind : std::uint8_t {
        all,
        any,
        negated,
        present,  ///< the attribute, or with `flag` false its absence
        one_of,   ///< the attribute is one of the words
        at_least,
        more_than,
        sop_class,  ///< the words are UIDs
        image,
        video,
        first_of_series,
        part_of_series,
        instances_in_series,
    };
    kind is;
    std::string attribute = {};
    std::vector<std::string> words = {};
    double number = 0;
    bool flag = true;
    std::vector<condition> parts = {};
};

/// Reads one, all of it. Throws quoin::error QUOIN_E_CONFIG that begins with `where`.
condition read_condition(view written, const std::string& where);

/// The objects of one series, in the order in which they were named.
using series = std::vector<attribute_values*>;

/// Empty where the object meets the condition, else why not, in a few words without patient data.
std::string why_not(const condition& asked, attribute_values& object, const series& around);

}  // namespace quoin::display_sets
