// A conversation in JSON-RPC: lines come in, replies go out; which requests run beside each other and which
// wait. How they run beside each other is the executor's business, so that all of this can be tested on one
// thread.
#pragma once

#include "requests_in_flight.hpp"
#include "rpc_message.hpp"
#include "rpc_methods.hpp"

#include <quoin/host.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace quoin::cli::rpc {

/// What may run beside a task: others, or nothing (those before it have ended, those after it wait).
enum class beside { any, none };

/// Runs tasks, at once or on threads.
class executor {
 public:
    virtual ~executor() = default;
    /// Takes a task; waits where too many are held already. weight: bytes that the task keeps in memory.
    virtual void run(std::function<void()> task, std::size_t weight, beside others) = 0;
};

/// Runs each task before it returns.
class immediate_executor final : public executor {
 public:
    void run(std::function<void()> task, std::size_t, beside) override { task(); }
};

/// Takes a reply or a notification without a line break. Called on any thread, several at once.
using reply_sink = std::function<void(std::string reply)>;

/// One thread calls it; host, executor and sink must outlive the tasks.
class session {
 public:
    session(host& on, executor& with, reply_sink to, std::stop_token cancel = {});

    /// Takes a line (without its line break); blank ones are nothing. False where it was the last one:
    /// shutdown will be answered.
    bool take(std::string_view line);
    /// A line longer than the limit came.
    void refuse_long_line(std::size_t limit);

 private:
    struct replies;
    bool start(entry what, std::size_t slot, std::size_t weight, const std::shared_ptr<replies>& into);

    host& host_;
    executor& executor_;
    reply_sink sink_;
    std::stop_token cancel_;
    requests_in_flight running_;
    subscriptions watched_;
};

}  // namespace quoin::cli::rpc
