// grouping.hpp - objects into display sets by the rules: each in exactly one, or listed with the reason of every
// rule.
#pragma once

#include "named_images.hpp"
#include "rules.hpp"

namespace quoin::display_sets {

/// {displaySets, unmatched, unreadable, repeated, series}; described_types.cpp says what is in them.
value grouped(call& asked_in, const rule_book& book, const named_images& named, bool with_instances);

}  // namespace quoin::display_sets
