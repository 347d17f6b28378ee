#include "attribute_set.hpp"

#include "instance_keys.hpp"

#include <algorithm>

namespace quoin::dicom {

bool is_private(std::string_view keyword) noexcept {
    const auto is_hex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    };
    if (keyword.size() < 8 || (keyword.size() > 8 && keyword[8] != ':')) return false;
    const std::string_view block = keyword.substr(4, 2);
    if (!std::ranges::all_of(keyword.substr(0, 4), is_hex) ||
        !std::ranges::all_of(keyword.substr(6, 2), is_hex) ||
        !(block == "xx" || std::ranges::all_of(block, is_hex)))
        return false;
    constexpr std::string_view odd = "13579BDFbdf";
    return odd.find(keyword[3]) != std::string_view::npos;
}

bool is_found_out(std::string_view keyword) noexcept {
    const instance_keys& name = instance_keys::get();
    return keyword == name.frame_number.name() || keyword == name.position_origin.name() ||
           keyword == name.orientation_origin.name();
}

void attribute_set::set(std::string_view keyword, view attribute) {
    const auto known = std::ranges::find(attributes_, keyword, &std::pair<std::string_view, view>::first);
    if (known != attributes_.end())
        known->second = attribute;
    else
        attributes_.emplace_back(keyword, attribute);
}

view attribute_set::find(std::string_view keyword) const noexcept {
    const auto known = std::ranges::find(attributes_, keyword, &std::pair<std::string_view, view>::first);
    return known != attributes_.end() ? known->second : view();
}

void set_from_groups(attribute_set& out, view groups) {
    const std::size_t group_count = groups.is_object() ? groups.size() : 0;
    for (std::size_t i = 0; i < group_count; ++i) {
        const auto [group_keyword, group] = groups.member(i);
        const view item = group.is_array() ? group[0] : view();
        if (!item.is_object() || item[instance_keys::get().sop_instance]) continue;
        const bool private_group = is_private(group_keyword);
        const std::size_t attribute_count = item.size();
        for (std::size_t j = 0; j < attribute_count; ++j) {
            const auto [keyword, attribute] = item.member(j);
            if ((private_group && !is_private(keyword)) || is_found_out(keyword)) continue;
            out.set(keyword, attribute);
        }
    }
}

}  // namespace quoin::dicom
