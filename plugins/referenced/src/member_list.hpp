// member_list.hpp - an object while it is put together: members in order, a later one of a name in the place of the
// earlier.
#pragma once

#include <quoin/value.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace quoin::referenced {

class member_list {
 public:
    member_list() = default;
    explicit member_list(view object) { merge(object); }

    void set(std::string_view name, value what) {
        const auto found = find(name);
        if (found != members_.end())
            found->second = std::move(what);
        else
            members_.emplace_back(std::string(name), std::move(what));
    }
    template <class T>
    void set_to(std::string_view name, const T& what) {
        set(name, value::of(what));
    }
    void set_if_absent(std::string_view name, value what) {
        if (find(name) == members_.end()) members_.emplace_back(std::string(name), std::move(what));
    }
    bool has(std::string_view name) const {
        return std::ranges::find(members_, name, &member::first) != members_.end();
    }
    /// All members of the object.
    void merge(view object) {
        for (std::size_t i = 0; object.is_object() && i < object.size(); ++i) {
            const auto [name, what] = object.member(i);
            set(name, value(what));
        }
    }
    void erase(std::string_view name) {
        std::erase_if(members_, [&](const member& one) { return one.first == name; });
    }
    bool empty() const noexcept { return members_.empty(); }

    value object() const {
        builder out;
        out.object();
        for (const auto& [name, what] : members_) out.member(name, what);
        return out.end().finish();
    }

 private:
    using member = std::pair<std::string, value>;
    std::vector<member>::iterator find(std::string_view name) {
        return std::ranges::find(members_, name, &member::first);
    }
    std::vector<member> members_;
};

}  // namespace quoin::referenced
