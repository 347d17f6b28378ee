// Who is asked for which type, in which order: an immutable snapshot.
#pragma once

#include "text_index.hpp"

#include <engine/engine.hpp>
#include <value/text_hash.hpp>

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace quoin::engine {

/// A registered provider. Shared by every table it stands in and every query that runs on such a table; the
/// provider is destroyed with the last of them, so never while a call into it runs.
struct seat {
    std::shared_ptr<provider> what;
    bool tracked, thread_safe, has_timeout;
    engine::token token;
    registration how;

    seat(engine::token number, registration given, std::shared_ptr<provider> is)
        : what(std::move(is)),
          tracked(given.tracked),
          thread_safe(given.thread_safe),
          has_timeout(given.timeout.count() > 0),
          token(number),
          how(std::move(given)) {}

    bool serves(std::string_view type) const;
};

/// Total.
bool goes_before_at_equal_priority(const seat& a, const seat& b) noexcept;

/// Those that are asked for a type, in the order of asking.
class chain {
 public:
    chain() = default;
    /// `type` is empty for the chain of any type that nobody names.
    chain(std::vector<std::shared_ptr<const seat>> in_order, std::string_view type);

    std::size_t size() const noexcept { return seats_.size(); }
    bool empty() const noexcept { return seats_.empty(); }
    const std::shared_ptr<const seat>& operator[](std::size_t position) const noexcept {
        return seats_[position];
    }
    auto begin() const noexcept { return seats_.begin(); }
    auto end() const noexcept { return seats_.end(); }

    /// What a walk needs of a seat, one behind the other: a long chain is a matter of memory that is looked at.
    struct turn {
        const seat* who;
        provider* what;
        bool plain;  ///< needs neither lane nor clock
        bool tracked;
        bool answers_rows;
        std::int32_t place;  ///< provider::place_of the type; -1 in a chain of any type
    };
    const turn& turn_at(std::size_t position) const noexcept { return turns_[position]; }
    /// Whether all are tracked and need neither lane nor clock.
    bool is_plain() const noexcept { return is_plain_; }

 private:
    std::vector<std::shared_ptr<const seat>> seats_;
    std::vector<turn> turns_;
    bool is_plain_ = true;
};

/// The chain of a type that somebody names.
struct named_chain {
    std::string type;
    chain asked;
};
inline std::string_view text_of(const named_chain& one) noexcept {
    return one.type;
}

/// Never changed once made: a query runs to its end on the table it started with.
class provider_table {
 public:
    provider_table() = default;
    provider_table(const provider_table&) = delete;
    provider_table& operator=(const provider_table&) = delete;
    explicit provider_table(std::vector<std::shared_ptr<const seat>> seats);

    /// Providers of that type in the order of asking; never those that do not serve it.
    const chain& chain_of(const tree::hashed_text& type) const;
    /// The same of a type that has a number of its own in the engine of the table, below `most_numbered`: found at once
    /// from the second time on.
    const chain& chain_of(const tree::hashed_text& type, std::uint32_t number) const {
        if (const chain* const known = numbered_[number].load(std::memory_order_relaxed)) return *known;
        const chain& found = chain_of(type);
        numbered_[number].store(&found, std::memory_order_relaxed);
        return found;
    }
    static constexpr std::size_t most_numbered = 256;
    const std::vector<std::shared_ptr<const seat>>& seats() const { return seats_; }
    std::vector<std::string> types() const;

 private:
    std::vector<std::shared_ptr<const seat>> seats_;  // by token
    std::deque<named_chain> chains_;
    text_index<const named_chain> by_type_;
    chain any_type_;  // for types that nobody names
    mutable std::array<std::atomic<const chain*>, most_numbered> numbered_ = {};  // chains of this table
};

}  // namespace quoin::engine
