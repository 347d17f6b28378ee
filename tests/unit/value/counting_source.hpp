// The source of a deferred object, which counts what is asked of it.
#pragma once

#include <quoin/value.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace quoin::tests {

// Must outlive the values made of it. Each part is the same object.
class counting_source {
 public:
    using maker = std::function<void(const quoin_build&, quoin_builder*)>;
    struct member {
        std::string name;
        maker make;
    };

    explicit counting_source(std::vector<member> members) : members_(std::move(members)) {}

    std::atomic<int> finds = 0;
    std::atomic<int> makes = 0;
    std::atomic<int> releases = 0;
    std::atomic<int> failures_left = 0;  // of make
    std::atomic<quoin_code> find_fails = QUOIN_OK;

    quoin_deferred deferred() {
        quoin_deferred out{};
        out.struct_size = sizeof out;
        out.count = static_cast<std::uint32_t>(members_.size());
        out.context = this;
        out.part = 7;
        out.name = [](void* self, std::uint64_t, std::uint32_t index, quoin_str* name) -> quoin_code {
            *name = to_str(static_cast<counting_source*>(self)->members_[index].name);
            return QUOIN_OK;
        };
        out.find = [](void* self, std::uint64_t, quoin_str name, const quoin_key*,
                      std::uint32_t* index) -> quoin_code {
            return static_cast<counting_source*>(self)->find(to_view(name), index);
        };
        out.make = [](void* self, std::uint64_t, std::uint32_t index, quoin_builder* into) -> quoin_code {
            auto* const me = static_cast<counting_source*>(self);
            ++me->makes;
            if (me->failures_left-- > 0) return QUOIN_E_IO;
            me->members_[index].make(detail::build(), into);
            return QUOIN_OK;
        };
        out.release = [](void* self, std::uint64_t part) {
            if (part == 7) ++static_cast<counting_source*>(self)->releases;
        };
        return out;
    }
    value object() { return builder().deferred(deferred()).finish(); }

 private:
    quoin_code find(std::string_view name, std::uint32_t* index) {
        ++finds;
        if (find_fails != QUOIN_OK) return find_fails;
        const auto found = std::ranges::find(members_, name, &member::name);
        *index = static_cast<std::uint32_t>(found - members_.begin());
        return found == members_.end() ? QUOIN_E_NOT_FOUND : QUOIN_OK;
    }

    std::vector<member> members_;
};

inline counting_source::member int_member(std::string name, std::int64_t number) {
    return {std::move(name),
            [number](const quoin_build& build, quoin_builder* into) { build.integer(into, number); }};
}
inline counting_source::member text_member(std::string name, std::string text) {
    return {std::move(name), [text = std::move(text)](const quoin_build& build, quoin_builder* into) {
                build.string(into, to_str(text));
            }};
}
inline counting_source::member array_member(std::string name) {
    return {std::move(name), [](const quoin_build& build, quoin_builder* into) {
                build.begin_array(into);
                build.real(into, 0.5);
                build.string(into, to_str("an item of some length"));
                build.end(into);
            }};
}

}  // namespace quoin::tests
