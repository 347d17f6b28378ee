// subscribe and unsubscribe: notifications go out once after each change, and a slow client blocks nobody.
#include "host_fixture.hpp"
#include "request_queue.hpp"
#include "rpc_session.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <latch>
#include <mutex>

namespace quoin::cli::rpc {

using ::testing::HasSubstr;
using ::testing::StartsWith;

namespace {

constexpr const char* subscribe_fact =
    R"({"jsonrpc":"2.0","id":1,"method":"subscribe","params":{"type":"fact","subjects":["s"]}})";

std::string changed_to(int number, int value) {
    return R"({"jsonrpc":"2.0","method":"changed","params":{"subscription":)" + std::to_string(number) +
           R"(,"type":"fact","subjects":["s"],"answered":true,"value":)" + std::to_string(value) + "}}";
}

}  // namespace

class RpcSubscriptions : public HostFixture {
 protected:
    RpcSubscriptions() {
        provide("test.fact", {"fact"}, 0, [this](call&, const request&) -> answer {
            const int now = fact;
            if (now == 0) return pass;
            if (now < 0) throw error(QUOIN_E_IO, "the disk is gone");
            return value::of(now);
        });
    }
    /// The fact changes; a provider that comes and goes makes the host look.
    void change_to(int to_what) {
        fact = to_what;
        on.add_provider([](call&, const request&) -> answer { return pass; }, {.types = {"fact"}}).remove();
    }
    std::string next_line() {
        std::unique_lock lock(mutex);
        more.wait(lock, [this] { return !lines.empty(); });
        std::string out = std::move(lines.front());
        lines.pop_front();
        return out;
    }
    void put(std::string line) {
        if (gate && line.find("changed") != std::string::npos) {
            stuck.count_down();
            gate->wait();
        }
        const std::lock_guard lock(mutex);
        lines.push_back(std::move(line));
        more.notify_all();
    }

    std::atomic<int> fact = 0;
    std::mutex mutex;
    std::condition_variable more;
    std::deque<std::string> lines;
    std::latch stuck{1};
    std::unique_ptr<std::latch> gate;
    std::optional<request_queue> queue{std::in_place, on.workers(), 100, 100000};
    std::optional<session> talk{std::in_place, on, *queue,
                                [this](std::string line) { put(std::move(line)); }};
};

TEST_F(RpcSubscriptions, each_change_is_told_answer_no_answer_and_failure) {
    talk->take(subscribe_fact);
    EXPECT_EQ(next_line(), R"({"jsonrpc":"2.0","id":1,"result":{"subscription":1}})");
    change_to(7);
    EXPECT_EQ(next_line(), changed_to(1, 7));
    change_to(0);
    EXPECT_EQ(
        next_line(),
        R"({"jsonrpc":"2.0","method":"changed","params":{"subscription":1,"type":"fact","subjects":["s"],"answered":false}})");
    change_to(-1);
    EXPECT_EQ(
        next_line(),
        R"({"jsonrpc":"2.0","method":"changed","params":{"subscription":1,"type":"fact","subjects":["s"],"error":{"code":"io","message":"the disk is gone","provider":"test.fact"}}})");
}

TEST_F(RpcSubscriptions, after_unsubscribe_nothing_comes) {
    talk->take(subscribe_fact);
    next_line();
    talk->take(
        R"({"jsonrpc":"2.0","id":2,"method":"subscribe","params":{"type":"fact","subjects":["s"],"options":{"x":1}}})");
    EXPECT_THAT(next_line(), HasSubstr(R"({"subscription":2})"));
    talk->take(R"({"jsonrpc":"2.0","id":3,"method":"unsubscribe","params":{"subscription":1}})");
    EXPECT_EQ(next_line(), R"({"jsonrpc":"2.0","id":3,"result":{"ended":true}})");
    change_to(7);
    EXPECT_EQ(next_line(), changed_to(2, 7));
    talk->take(R"({"jsonrpc":"2.0","id":4,"method":"unsubscribe","params":{"subscription":1}})");
    EXPECT_EQ(next_line(), R"({"jsonrpc":"2.0","id":4,"result":{"ended":false}})");
}

TEST_F(RpcSubscriptions, a_client_that_does_not_read_gets_the_newest_and_blocks_nobody) {
    gate = std::make_unique<std::latch>(1);
    talk->take(subscribe_fact);
    next_line();
    std::latch seen(1);
    const watch_handle watched = on.watch("fact", "s", [&seen](const query_result& now) {
        if (now.answer && now.answer->as_int() == 9) seen.count_down();
    });
    change_to(7);
    stuck.wait();  // the first notification is being written, to nobody
    change_to(8);
    change_to(9);
    seen.wait();  // the host goes on telling others
    EXPECT_EQ(on.get("fact", "s")->as_int(), 9);
    gate->count_down();
    EXPECT_EQ(next_line(), changed_to(1, 7));
    std::string last = next_line();
    if (last == changed_to(1, 8)) last = next_line();  // where it was filed after 7 was written
    EXPECT_EQ(last, changed_to(1, 9));
}

TEST_F(RpcSubscriptions, the_end_of_the_conversation_ends_them) {
    for (int i = 1; i <= 20; ++i) {
        talk->take(subscribe_fact);
        change_to(i);
    }
    queue->wait_until_idle();
    talk.reset();
    change_to(100);
    {
        const std::lock_guard lock(mutex);
        for (const std::string& line : lines) EXPECT_EQ(line.find(":100}"), std::string::npos);
    }
}

TEST_F(RpcSubscriptions, stats_are_those_of_the_host) {
    on.get("fact", "s");
    talk->take(R"({"jsonrpc":"2.0","id":1,"method":"stats"})");
    const value reply = from_json(next_line());
    for (const char* const name :
         {"entries", "bytes", "maxBytes", "hits", "misses", "drops", "recomputations"})
        EXPECT_TRUE(reply["result"][name].as_int()) << name;
    const view types = reply["result"]["types"];
    bool found = false;
    for (std::size_t i = 0; i < types.size(); ++i)
        found = found || (types[i]["type"].as_string() == "fact" && types[i]["recomputations"].as_int() > 0);
    EXPECT_TRUE(found) << to_json(reply);
}

}  // namespace quoin::cli::rpc
