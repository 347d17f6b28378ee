// What the engine counts of each provider, the word on late ones, and places at equal priority.
#include "engine_fixture.hpp"

#include <thread>

namespace quoin::engine {
namespace {

using namespace std::chrono_literals;

struct counts : engine_fixture {
    call_counts of(engine::token which) const {
        for (const auto& [token, found] : under_test.calls())
            if (token == which) return found;
        return {};
    }
};

TEST_F(counts, calls_errors_and_time_are_those_of_each_provider) {
    const auto broken = provide("broken", [](call&, const request& r) -> answer {
        if (r.subject() == "bad") throw error(QUOIN_E_IO, "no");
        return pass;
    });
    const auto unasked = answers("unasked", "x", {.priority = -2});
    const auto end = answers("end", "x", {.priority = -1});
    for (const char* const subject : {"a", "b", "bad"}) (void)get("t", {subject});
    EXPECT_EQ(of(broken).calls, 3u);
    EXPECT_EQ(of(broken).errors, 1u);
    EXPECT_GT(of(broken).time.count(), 0);
    EXPECT_EQ(of(end).calls, 2u);
    EXPECT_EQ(of(end).errors, 0u);
    EXPECT_EQ(of(unasked).calls, 0u);
}

// 200 calls of one length each: how long they took in all by the counter, and how many it wanted timed.
std::pair<std::int64_t, int> time_and_looks(std::chrono::nanoseconds each) {
    call_counter counter;
    int looks = 0;
    for (int i = 0; i < 200; ++i) {
        auto one = counter.begin(0);
        if (!one.is_timed()) continue;
        ++looks;
        one.ended(each);
    }
    EXPECT_EQ(counter.sum().calls, 200u);
    return {counter.sum().time.count(), looks};
}

TEST(call_times, are_of_every_call_while_these_are_long) {
    EXPECT_EQ(time_and_looks(25us), std::pair(std::int64_t{200 * 25'000}, 200));
}

TEST(call_times, of_short_calls_are_estimated_from_one_in_64_after_the_first_ones) {
    EXPECT_EQ(time_and_looks(10ns), std::pair(std::int64_t{(64 + 3 * 64) * 10}, 64 + 3));
}

TEST(call_times, are_of_every_call_again_once_these_are_long) {
    call_counter counter;
    for (int i = 0; i < 64; ++i) counter.begin(0).ended(10ns);
    counter.begin(0).ended(1ms);  // stands for 64, which makes the mean long
    EXPECT_TRUE(counter.begin(0).is_timed());
}

TEST_F(counts, no_call_is_lost_between_threads) {
    const auto one = provide("one", [](call&, const request&) -> answer { return pass; });
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([this, i] {
            for (int n = 0; n < 500; ++n) (void)get("t", {std::to_string(i) + "-" + std::to_string(n)});
        });
    threads.clear();
    EXPECT_EQ(of(one).calls, 4000u);
}

TEST_F(counts, a_provider_that_is_registered_anew_counts_on) {
    const auto what = make_callable_provider(under_test, "one",
                                             [](call&, const request&) -> answer { return value::of("x"); });
    registration how;
    how.id = "one";
    how.any_type = true;
    const auto first = under_test.add_provider(how, what);
    (void)get("t", {"a"});
    how.priority.value = 5;
    const auto second = under_test.replace_providers(std::span(&first, 1), {{how, what}}).front();
    (void)get("t", {"b"});
    EXPECT_EQ(of(second).calls, 2u);
}

TEST(late_calls, are_told_where_the_providers_own_time_passed_and_not_that_of_the_query) {
    std::vector<std::string> heard;
    engine under_test(options{.late = [&](std::string_view provider) { heard.emplace_back(provider); }});
    registration how;
    how.id = "slow";
    how.any_type = true;
    how.thread_safe = true;
    how.timeout = 1ms;
    (void)under_test.add_provider(
        how, make_callable_provider(under_test, "slow", [](call& c, const request&) -> answer {
            while (!c.cancelled()) {
            }
            return pass;
        }));
    EXPECT_EQ(under_test.get({"t", {"s"}}).error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(heard, (std::vector<std::string>{"slow"}));
    const terms over{.deadline = std::chrono::steady_clock::now()};
    EXPECT_EQ(under_test.get({"t", {"s"}}, over).error.code, QUOIN_E_TIMEOUT);
    EXPECT_EQ(heard.size(), 1u);
}

TEST_F(counts, ranks_stand_above_the_time_of_registration) {
    const auto put = [this](const std::string& id, std::uint64_t rank) {
        registration how;
        how.id = id;
        how.types = {"t"};
        how.rank = rank;
        (void)under_test.add_provider(
            how, make_callable_provider(under_test, id,
                                        [id](call&, const request&) -> answer { return value::of(id); }));
    };
    answers("callable", "callable");
    put("second", 2);
    put("third", 3);
    put("first", 1);
    EXPECT_EQ(under_test.chain("t"), (std::vector<std::string>{"callable", "third", "second", "first"}));
    EXPECT_EQ(under_test.providers().front().second.id, "callable");
}

}  // namespace
}  // namespace quoin::engine
