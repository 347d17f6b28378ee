#include "rpc_session.hpp"

#include <atomic>
#include <new>
#include <utility>
#include <vector>

namespace quoin::cli::rpc {

namespace {

std::string out_of_memory(std::string_view id) {
    return fault_reply(id, {error_code::internal_error, "out of memory"});
}

/// The reply to a request, empty to a notification. What a query used is free again by the time that it is
/// told that there was too little.
std::string reply_to(std::string_view id, const method& called, const scene& in, const query_params& with,
                     const std::stop_token& cancel) {
    try {
        const outcome came = perform(called, in, with, cancel);
        if (id.empty()) return {};
        return came.failed ? fault_reply(id, *came.failed) : result_reply(id, came.result);
    } catch (const std::bad_alloc&) {
        return id.empty() ? std::string() : out_of_memory(id);
    }
}

}  // namespace

/// The replies to one message. Each entry fills its own slot; the last one to end sends them all.
struct session::replies {
    replies(bool as_batch, std::size_t entries, const reply_sink& to)
        : slots(entries), open(entries), batch(as_batch), sink(to) {}

    void fill(std::size_t slot, std::string reply) {
        slots[slot] = std::move(reply);
        // The decrement publishes the slot to whoever sends.
        if (open.fetch_sub(1, std::memory_order_acq_rel) == 1) send();
    }

    void send() {
        try {
            sink_all();
        } catch (const std::bad_alloc&) {
            sink(out_of_memory("null"));
        }
    }

    void sink_all() {
        std::string out;
        for (std::string& one : slots) {
            if (one.empty()) continue;
            if (batch) out += out.empty() ? '[' : ',';
            if (out.empty())
                out = std::move(one);
            else
                out += one;
            one = {};
        }
        if (out.empty()) return;  // notifications only
        if (batch) out += ']';
        sink(std::move(out));
    }

    std::vector<std::string> slots;
    std::atomic<std::size_t> open;
    const bool batch;
    const reply_sink& sink;
};

session::session(host& on, executor& with, reply_sink to, std::stop_token cancel)
    : host_(on), executor_(with), sink_(std::move(to)), cancel_(std::move(cancel)), watched_(on, sink_) {}

bool session::take(std::string_view line) {
    if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return true;
    message read = read_message(line);
    const auto into = std::make_shared<replies>(read.batch, read.entries.size(), sink_);
    const std::size_t weight = line.size() / read.entries.size();
    bool go_on = true;
    for (std::size_t slot = 0; slot < read.entries.size(); ++slot)
        go_on = start(std::move(read.entries[slot]), slot, weight, into) && go_on;
    return go_on;
}

void session::refuse_long_line(std::size_t limit) {
    sink_(fault_reply("null", {error_code::message_too_long,
                               "a message has at most " + std::to_string(limit) +
                                   " bytes; send less at once or raise --max-message",
                               "{\"limit\":" + std::to_string(limit) + '}'}));
}

bool session::start(entry what, std::size_t slot, std::size_t weight, const std::shared_ptr<replies>& into) {
    const auto refuse = [&](const fault& why) {
        into->fill(slot, what.wants_reply() ? fault_reply(what.id, why) : std::string());
        return true;
    };
    if (what.wrong) return refuse(*what.wrong);
    const method* const called = find_method(what.method);
    if (!called)
        return refuse(
            {error_code::method_not_found, "no method '" + what.method + "'; there are " + method_names()});
    query_params params;
    try {
        params = read_params(called->name, called->params, what.params);
    } catch (const fault& why) {
        return refuse(why);
    }

    auto task = [this, called, slot, into, id = what.id, running = running_.begin(what.id, cancel_),
                 with = std::move(params)]() mutable {
        std::function<void()> after_reply;
        std::string reply =
            reply_to(id, *called, {host_, running_, watched_, after_reply}, with, running.cancelled());
        running.end();
        into->fill(slot, std::move(reply));
        if (after_reply) after_reply();
    };
    switch (called->order) {
        case ordering::at_once:
            task();
            break;
        case ordering::free:
            executor_.run(std::move(task), weight, beside::any);
            break;
        case ordering::barrier:
        case ordering::last:
            executor_.run(std::move(task), weight, beside::none);
            break;
    }
    return called->order != ordering::last;
}

}  // namespace quoin::cli::rpc
