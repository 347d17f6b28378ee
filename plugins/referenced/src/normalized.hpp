// normalized.hpp - modules merged into one object of attributes, and the way back.
#pragma once

#include <quoin/quoin.hpp>

#include <initializer_list>
#include <string>
#include <vector>

namespace quoin::referenced {

/// A module as attributes, as an object in the keys and kinds of naturalized. Left out is what is no attribute
/// (rowCosines), and what the module itself says is only assumed (its `defaulted`). Empty where nothing is left.
value attributes_of(view module);
/// A value that somebody wrote for an attribute, in the kinds of naturalized: text of a name becomes its group, one value
/// of several an array, empty text null. Throws QUOIN_E_INVALID where the keyword is none or the value cannot be one.
value as_attribute(std::string_view keyword, view written);
/// Attributes as members of a module.
value members_of(view attributes);

/// The answers of these types about the subject as attributes, later ones before earlier; empty where nobody
/// answers any. A type that fails fails the query.
value normalized(call& asked_in, const std::vector<std::string>& types, std::string_view subject);

/// option `types`: names of types. Throws QUOIN_E_INVALID.
std::vector<std::string> types_asked(view options);

}  // namespace quoin::referenced
