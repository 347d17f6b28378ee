#include "provider_table.hpp"

#include <algorithm>
#include <set>

namespace quoin::engine {

// Tokens differ, so nothing is left to the order of a folder or a map.
bool goes_before_at_equal_priority(const seat& a, const seat& b) noexcept {
    return a.how.rank != b.how.rank ? a.how.rank > b.how.rank : a.token > b.token;
}

bool seat::serves(std::string_view type) const {
    const bool names = how.any_type || std::find(how.types.begin(), how.types.end(), type) != how.types.end();
    return names && what->serves(type);
}

chain::chain(std::vector<std::shared_ptr<const seat>> in_order, std::string_view type)
    : seats_(std::move(in_order)) {
    turns_.reserve(seats_.size());
    for (const auto& one : seats_)
        turns_.push_back({one.get(), one->what.get(), one->thread_safe && !one->has_timeout, one->tracked,
                          one->what->answers_rows(), type.empty() ? -1 : one->what->place_of(type)});
    is_plain_ =
        std::all_of(turns_.begin(), turns_.end(), [](const turn& one) { return one.plain && one.tracked; });
}

namespace {

chain sorted(std::vector<std::shared_ptr<const seat>> seats, std::string_view type) {
    std::sort(seats.begin(), seats.end(), [type](const auto& a, const auto& b) {
        const auto pa = a->how.priority_for(type).value;
        const auto pb = b->how.priority_for(type).value;
        return pa != pb ? pa > pb : goes_before_at_equal_priority(*a, *b);
    });
    return {std::move(seats), type};
}

}  // namespace

provider_table::provider_table(std::vector<std::shared_ptr<const seat>> seats) : seats_(std::move(seats)) {
    std::set<std::string_view> named;
    for (const auto& one : seats_) {
        if (!one->how.any_type) named.insert(one->how.types.begin(), one->how.types.end());
        for (const auto& [type, unused] : one->how.priorities) named.insert(type);
    }
    for (const std::string_view type : named) {
        std::vector<std::shared_ptr<const seat>> serving;
        for (const auto& one : seats_)
            if (one->serves(type)) serving.push_back(one);
        by_type_.add(tree::wide_text_hash(type),
                     chains_.emplace_back(named_chain{std::string(type), sorted(std::move(serving), type)}));
    }
    std::vector<std::shared_ptr<const seat>> of_any_type;
    for (const auto& one : seats_)
        if (one->how.any_type) of_any_type.push_back(one);
    any_type_ = sorted(std::move(of_any_type), {});
}

const chain& provider_table::chain_of(const tree::hashed_text& type) const {
    const named_chain* const found = by_type_.find(type);
    return found ? found->asked : any_type_;
}

std::vector<std::string> provider_table::types() const {
    std::set<std::string> all;
    for (const named_chain& one : chains_)
        if (std::any_of(one.asked.begin(), one.asked.end(),
                        [](const auto& who) { return !who->how.any_type; }))
            all.insert(one.type);
    return {all.begin(), all.end()};
}

}  // namespace quoin::engine
