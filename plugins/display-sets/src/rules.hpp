// rules.hpp - the rules that make display sets, as rules/display-sets.yaml writes and explains them.
#pragma once

#include "condition.hpp"

#include <optional>

namespace quoin::display_sets {

/// One thing that the objects of a display set have in common.
struct shared_value {
    std::string attribute;
    std::optional<double> rounded_to = {};  ///< the nearest multiple
    bool presence = false;                  ///< whether it is there, not what it is
};

struct rule {
    std::string id;
    std::vector<std::string> viewports;  ///< the preferred one first
    condition when;
    std::vector<shared_value> group_by;
    value set;  ///< an object of members to add, or empty
};

struct rule_book {
    std::vector<rule> rules;
};

/// Of what the file or the configuration holds. Throws quoin::error QUOIN_E_CONFIG that names the part; `where` is
/// what errors call the whole.
rule_book read_rules(view written, const std::string& where);

}  // namespace quoin::display_sets
