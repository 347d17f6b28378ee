// The subscriptions of a conversation: watches whose changes go out as
// notifications.
#pragma once

#include <quoin/host.hpp>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

namespace quoin::cli::rpc {

inline constexpr std::size_t most_subscriptions = 10000;

/// All functions: any thread. The host's thread of watches only files what
/// changed; what is written is made and written on the host's pool, one
/// notification of a subscription after the other. While a client does not
/// read, the newest outcome takes the place of one that was not written yet: so
/// neither the engine waits nor memory grows.
class subscriptions {
    struct subscription;

 public:
    /// Takes a notification without a line break.
    using sink = std::function<void(std::string notification)>;

    subscriptions(host& on, sink to);
    /// Ends all and waits for what is being written.
    ~subscriptions();
    subscriptions(const subscriptions&) = delete;
    subscriptions& operator=(const subscriptions&) = delete;

    /// A new one, whose changes are held back until `begin`, so that its number
    /// can be told first. Throws quoin::error where there are too many.
    std::int64_t add(std::string_view type, std::span<const std::string> subjects, view options);
    void begin(std::int64_t number);
    /// Nothing of it is written after this returns. False where there is none of
    /// that number.
    bool remove(std::int64_t number);

 private:
    void file(const std::shared_ptr<subscription>& of, query_result came);
    void send_writer(const std::shared_ptr<subscription>& of);
    void write(const std::shared_ptr<subscription>& of);

    host& host_;
    const sink sink_;
    std::mutex mutex_;
    std::condition_variable written_;
    std::int64_t last_ = 0;
    std::map<std::int64_t, std::shared_ptr<subscription>> open_;
    std::size_t writers_ = 0;  // on the pool, begun or not
};

}  // namespace quoin::cli::rpc
