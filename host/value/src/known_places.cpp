#include "known_places.hpp"

#include <algorithm>
#include <array>
#include <mutex>

namespace quoin::tree {
namespace {

constexpr std::size_t most_keys = 512;

// Those that came last and are still in use. There are about as many as there are kinds of files on their way.
class recent_keys {
 public:
    keys_in_order find_or_make(std::span<const std::uint32_t> keys) {
        const std::scoped_lock held(lock_);
        for (const std::weak_ptr<const std::vector<std::uint32_t>>& one : recent_)
            if (auto known = one.lock(); known && std::ranges::equal(*known, keys)) return known;
        auto made = std::make_shared<const std::vector<std::uint32_t>>(keys.begin(), keys.end());
        recent_[next_++ % recent_.size()] = made;
        return made;
    }

 private:
    std::mutex lock_;
    std::array<std::weak_ptr<const std::vector<std::uint32_t>>, 8> recent_;
    std::size_t next_ = 0;
};

}  // namespace

keys_in_order keys_in_order_of(std::span<const std::uint32_t> keys) noexcept {
    const auto is_text = [](std::uint32_t key) { return (key & interned_bit) == 0; };
    if (keys.size() > most_keys || std::ranges::any_of(keys, is_text)) return nullptr;
    try {
        // Never destroyed: plugins may outlive the statics of the host.
        static auto& recent = *new recent_keys;
        return recent.find_or_make(keys);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}

}  // namespace quoin::tree
