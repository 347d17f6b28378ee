// Watched queries: who is told, when, and when no more.
#include "engine_fixture.hpp"

#include <condition_variable>
#include <latch>
#include <mutex>

namespace quoin::engine {
namespace {

struct watching : engine_fixture {
    std::mutex guard;
    std::condition_variable told;
    std::vector<std::string> heard;
    std::vector<engine::watch_id> watched;

    void TearDown() override {  // what the callbacks use goes before the engine
        for (const auto id : watched) under_test.unwatch(id);
    }
    void watch(query what, std::function<void(const result&)> changed) {
        watched.push_back(under_test.watch(std::move(what), std::move(changed)));
    }

    static std::string text_of(const result& now) {
        if (now.outcome == QUOIN_PASS) return "(none)";
        if (now.outcome == QUOIN_ERROR) return "(error)";
        return std::string(now.answer.as_string().value_or("(no text)"));
    }
    std::function<void(const result&)> listener() {
        return [this](const result& now) {
            const std::lock_guard lock(guard);
            heard.push_back(text_of(now));
            told.notify_all();
        };
    }
    std::vector<std::string> wait_for(std::size_t count) {
        std::unique_lock lock(guard);
        told.wait(lock, [&] { return heard.size() >= count; });
        return heard;
    }
    static query asked(std::string type = "t") { return {.type = std::move(type), .subjects = {"s"}}; }
};

TEST_F(watching, is_told_once_after_each_change_of_the_answer) {
    const auto first = answers("one", "first");
    watch(asked(), listener());
    under_test.remove_provider(first);
    EXPECT_EQ(wait_for(1), std::vector<std::string>{"(none)"});
    answers("two", "second");
    EXPECT_EQ(wait_for(2), (std::vector<std::string>{"(none)", "second"}));
}

TEST_F(watching, is_not_told_of_a_change_that_leaves_the_answer_as_it_was) {
    answers("one", "same");
    watch(asked(), listener());
    answers("above", "same", {.priority = 9});
    const auto last = answers("top", "other", {.priority = 10});
    EXPECT_EQ(wait_for(1), std::vector<std::string>{"other"});
    under_test.remove_provider(last);
    EXPECT_EQ(wait_for(2), (std::vector<std::string>{"other", "same"}));
}

TEST_F(watching, hears_of_failures) {
    answers("one", "first");
    watch(asked(), listener());
    provide("broken", [](call&, const request&) -> answer { throw error(QUOIN_E_IO, "disk"); },
            {.priority = 9});
    EXPECT_EQ(wait_for(1), std::vector<std::string>{"(error)"});
}

TEST_F(watching, may_ask_watch_and_unwatch_in_the_callback) {
    engine::watch_id mine = 0;
    std::string asked_inside;
    bool removed = false;
    auto tell = listener();
    {
        const std::lock_guard lock(guard);  // the callback waits until `mine` is known
        mine = under_test.watch(asked(), [&, tell](const result& now) {
            { const std::lock_guard until_known(guard); }
            asked_inside = text();
            under_test.watch(asked("other"), [](const result&) {});
            removed = under_test.unwatch(mine);
            tell(now);
        });
    }
    answers("one", "first");
    wait_for(1);
    EXPECT_EQ(asked_inside, "first");
    EXPECT_TRUE(removed);
    EXPECT_FALSE(under_test.unwatch(mine));
}

TEST_F(watching, nothing_is_called_after_unwatch_returned) {
    std::atomic<bool> gone{false};
    std::atomic<int> late{0};
    for (int i = 0; i < 50; ++i) {
        gone = false;
        const auto id = under_test.watch(asked(), [&](const result&) { late += gone ? 1 : 0; });
        const auto token = answers("one", "first");
        EXPECT_TRUE(under_test.unwatch(id));
        gone = true;
        under_test.remove_provider(token);
    }
    EXPECT_EQ(late, 0);
}

TEST_F(watching, unwatch_waits_also_for_a_callback_that_has_unwatched_itself) {
    for (int i = 0; i < 50; ++i) {
        std::atomic<bool> done{false};
        std::latch known(1);
        std::latch unwatched(1);
        engine::watch_id mine = 0;
        mine = under_test.watch(asked(), [&](const result&) {
            known.wait();
            EXPECT_TRUE(under_test.unwatch(mine));
            unwatched.count_down();
            for (int query = 0; query < 1000; ++query) text();
            done = true;
        });
        known.count_down();
        const auto token = answers("one", "first");
        unwatched.wait();
        EXPECT_FALSE(under_test.unwatch(mine));
        EXPECT_TRUE(done);
        under_test.remove_provider(token);
    }
}

TEST_F(watching, none_is_called_after_watches_have_ended) {
    std::atomic<bool> gone{false};
    const auto tell = [&](const result&) { EXPECT_FALSE(gone); };
    watch(asked(), tell);
    under_test.end_watches();
    gone = true;
    answers("one", "first");
    watch(asked("other"), tell);
    answers("two", "second", {.types = {"other"}});
    under_test.end_watches();
    EXPECT_EQ(under_test.get(asked()).outcome, QUOIN_VALUE);
}

TEST_F(watching, a_callback_that_throws_is_logged_and_the_next_is_called) {
    watch(asked(), [](const result&) { throw error(QUOIN_E_FAILED, "no"); });
    watch(asked(), listener());
    answers("one", "first");
    EXPECT_EQ(wait_for(1), std::vector<std::string>{"first"});
}

}  // namespace
}  // namespace quoin::engine
