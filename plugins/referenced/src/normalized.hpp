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
/// Attributes as members of a module.
value members_of(view attributes);

/// The answers of these types about the subject as attributes, later ones before earlier; empty where nobody
/// answers any. A type that fails fails the query.
value normalized(call& asked_in, const std::vector<std::string>& types, std::string_view subject);

/// option `types`: names of types. Throws QUOIN_E_INVALID.
std::vector<std::string> types_asked(view options);

}  // namespace quoin::referenced
