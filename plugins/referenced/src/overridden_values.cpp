#include "overridden_values.hpp"

#include <dicom/written_attribute.hpp>

namespace quoin::referenced {

overridden_values::overridden_values(view config, std::initializer_list<std::string_view> types) {
    if (!config) return;
    if (!config.is_object()) throw error(QUOIN_E_CONFIG, "values: {TYPE: {KEYWORD: value}} is expected");
    for (std::size_t i = 0; i < config.size(); ++i) {
        const auto [type, given] = config.member(i);
        const std::string where = "values." + std::string(type);
        if (std::ranges::find(types, type) == types.end()) {
            std::string why = where + ": unknown (known: ";
            for (const std::string_view one : types) {
                if (one != *types.begin()) why += ", ";
                why += one;
            }
            throw error(QUOIN_E_CONFIG, why + ")");
        }
        if (!given.is_object()) throw error(QUOIN_E_CONFIG, where + ": {KEYWORD: value} is expected");
        member_list members;
        for (std::size_t k = 0; k < given.size(); ++k) {
            const auto [keyword, written] = given.member(k);
            try {
                members.set(keyword, dicom::written_attribute(keyword, written));
            } catch (const error& e) {
                throw error(QUOIN_E_CONFIG, where + ": " + e.message());
            }
        }
        values_.emplace(type, members.object());
    }
}

void overridden_values::apply(std::string_view type, member_list& to) const {
    const auto found = values_.find(type);
    if (found != values_.end()) to.merge(found->second);
}

view overridden_values::of(std::string_view type, std::string_view keyword) const {
    const auto found = values_.find(type);
    return found == values_.end() ? view() : found->second[keyword];
}

}  // namespace quoin::referenced
