// Who is asked for which type, in which order: an immutable snapshot.
#pragma once

#include <engine/engine.hpp>
#include <value/text_hash.hpp>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace quoin::engine {

/// A registered provider. Shared by every table it stands in and every query that runs on such a table; the
/// provider is destroyed with the last of them, so never while a call into it runs.
struct seat {
    // What each walk looks at, side by side: how.tracked, how.thread_safe, whether it has a timeout.
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

using chain = std::vector<std::shared_ptr<const seat>>;

/// Never changed once made: a query runs to its end on the table it started with.
class provider_table {
 public:
    provider_table() = default;
    explicit provider_table(std::vector<std::shared_ptr<const seat>> seats);

    /// Providers of that type in the order of asking; never those that do not serve it.
    const chain& chain_of(std::string_view type) const;
    const std::vector<std::shared_ptr<const seat>>& seats() const { return seats_; }
    std::vector<std::string> types() const;

 private:
    struct text_hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return tree::wide_text_hash(text); }
    };

    std::vector<std::shared_ptr<const seat>> seats_;  // by token
    std::unordered_map<std::string, chain, text_hash, std::equal_to<>> chains_;
    chain any_type_;  // for types that nobody names
};

}  // namespace quoin::engine
