// overridden_values.hpp - what the configuration says in the place of what would be answered.
#pragma once

#include "member_list.hpp"

#include <quoin/quoin.hpp>

#include <map>
#include <string>

namespace quoin::referenced {

class overridden_values {
 public:
    /// Of config.values: {TYPE: {KEYWORD: value}}, for these types. Throws quoin::error QUOIN_E_CONFIG naming the key.
    overridden_values(view config, std::initializer_list<std::string_view> types);

    /// Puts them in the place of the members of an answer of that type, and adds those that it does not have.
    void apply(std::string_view type, member_list& to) const;
    /// The value for one attribute of a type; empty where nothing is said.
    view of(std::string_view type, std::string_view keyword) const;

 private:
    std::map<std::string, value, std::less<>> values_;
};

}  // namespace quoin::referenced
