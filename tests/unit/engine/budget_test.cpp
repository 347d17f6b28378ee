// The memory for kept answers: counted, bounded, and given to what was used last.
#include "engine_fixture.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace quoin::engine {
namespace {

struct budget : engine_fixture {
    int calls = 0;
    void SetUp() override {
        provide("source",
                [this](call&, const request& r) -> answer {
                    ++calls;
                    return value::of(std::string(1000, 'x') + std::string(r.subject()));
                },
                {.tracked = true});
    }
    void ask(int number) {
        const result found = get("t", {std::to_string(number)});
        ASSERT_EQ(found.answer.as_string()->substr(1000), std::to_string(number));
    }
    bool is_kept(int number) { return static_cast<bool>(under_test.kept("t", std::to_string(number))); }
};

TEST_F(budget, the_least_recently_used_go_first) {
    under_test.set_cache({.max_bytes = 100'000});
    for (int i = 0; i < 60; ++i) ask(i);
    for (int i = 0; i < 30; ++i) ask(i);
    ASSERT_EQ(calls, 60);
    for (int i = 100; i < 140; ++i) ask(i);
    int used = 0, unused = 0;
    for (int i = 0; i < 30; ++i) used += is_kept(i) ? 1 : 0;
    for (int i = 30; i < 60; ++i) unused += is_kept(i) ? 1 : 0;
    EXPECT_LT(unused, 20);
    EXPECT_EQ(used, 30);
    EXPECT_LE(under_test.stats().all.bytes, 100'000u);
}

// Whoever asks holds the options when the answer is kept, and mostly not any more when it goes.
TEST_F(budget, counts_options_as_they_came_when_they_go) {
    for (int i = 0; i < 200; ++i)
        under_test.get({.type = "t",
                        .subjects = {"s"},
                        .options = builder().object().member("frame", std::int64_t{i}).end().finish()});
    under_test.set_cache({.max_bytes = 0});
    EXPECT_EQ(under_test.stats().all.entries, 0u);
    EXPECT_EQ(under_test.stats().all.bytes, 0u);
    under_test.set_cache({.max_bytes = 100'000});
    for (int i = 0; i < 2000; ++i)
        under_test.get({.type = "t",
                        .subjects = {"s"},
                        .options = builder().object().member("frame", std::int64_t{i}).end().finish()});
    EXPECT_LE(under_test.stats().all.bytes, 100'000u);
    EXPECT_LT(under_test.stats().all.entries, 100u) << "of a kilobyte each";
}

TEST_F(budget, a_change_reaches_those_that_are_kept_after_others_of_their_table_went) {
    for (int i = 0; i < 3000; ++i) ask(i);
    for (int i = 0; i < 3000; i += 3) ask(i);  // used again: what goes leaves gaps between what stays
    under_test.set_cache({.max_bytes = under_test.stats().all.bytes / 2});
    int stayed = 0;
    for (int i = 0; i < 3000; ++i) {
        if (!is_kept(i)) continue;
        ++stayed;
        under_test.invalidate("source", "t", std::to_string(i));
        EXPECT_FALSE(is_kept(i)) << i;
    }
    EXPECT_GT(stayed, 1000);
    EXPECT_LT(stayed, 2000);
}

#ifdef __GLIBC__
TEST_F(budget, what_failed_after_it_was_kept_leaves_nothing_behind) {
    bool fails = false;
    provide("failing",
            [&](call&, const request&) -> answer {
                if (fails) throw error(QUOIN_E_IO, "gone");
                return value::of(1);
            },
            {.types = {"file"}, .tracked = true});
    const auto come_and_go = [&](int number) {
        const std::string subject =
            "a file that somebody deletes while it is looked at: " + std::to_string(number);
        fails = false;
        EXPECT_EQ(get("file", {subject}).outcome, QUOIN_VALUE);
        under_test.invalidate("failing", "file", subject);
        fails = true;
        EXPECT_EQ(get("file", {subject}).outcome, QUOIN_ERROR);
    };
    for (int i = 0; i < 2000; ++i) come_and_go(i);
    const std::size_t before = ::mallinfo2().uordblks;
    for (int i = 2000; i < 12'000; ++i) come_and_go(i);
    EXPECT_LT(::mallinfo2().uordblks, before + 10'000 * 50) << "they had room enough not to be looked at";
    EXPECT_EQ(under_test.stats().all.entries, 0U);
}
#endif

TEST_F(budget, an_answer_that_is_larger_than_the_budget_is_answered_all_the_same) {
    under_test.set_cache({.max_bytes = 0});
    ask(1);
    ask(1);
    EXPECT_LE(under_test.stats().all.entries, 1u);
}

TEST_F(budget, what_is_in_use_is_not_freed) {
    under_test.set_cache({.max_bytes = 20'000});
    const result mine = get("t", {"mine"});
    for (int i = 0; i < 200; ++i) ask(i);
    EXPECT_EQ(mine.answer.as_string()->substr(1000), "mine");
}

TEST_F(budget, counts_what_providers_noted) {
    provide("noting",
            [](call& c, const request& r) -> answer {
                if (r.subject() == "noted") c.note(std::string(5000, 'n'));
                return pass;
            },
            {.types = {"why"}, .tracked = true});
    const std::uint64_t none = under_test.stats().all.bytes;
    EXPECT_EQ(get("why", {"plain"}).outcome, QUOIN_PASS);
    const std::uint64_t plain = under_test.stats().all.bytes;
    EXPECT_EQ(get("why", {"noted"}).outcome, QUOIN_PASS);
    const std::uint64_t noted = under_test.stats().all.bytes;
    EXPECT_GT(noted - plain, plain - none + 5000);
    under_test.set_cache({.max_bytes = 0});
    EXPECT_LE(under_test.stats().all.bytes, none);
}

TEST_F(budget, a_smaller_budget_is_met_at_once) {
    for (int i = 0; i < 100; ++i) ask(i);
    EXPECT_GT(under_test.stats().all.bytes, 100'000u);
    under_test.set_cache({.max_bytes = 10'000});
    EXPECT_LE(under_test.stats().all.bytes, 10'000u);
    EXPECT_GT(under_test.stats().all.drops, 80u);
}

#ifdef QUOIN_SLOW_MODEL
constexpr int frames = 100'000;
constexpr std::uint64_t limit = 8u << 20;
#else
constexpr int frames = 1'000'000;
constexpr std::uint64_t limit = 64u << 20;
#endif

// Frames refer to what they share, as those of an enhanced object do.
TEST_F(budget, a_million_frames_pass_through_64_mib) {
    under_test.set_cache({.max_bytes = limit});
    provide("object",
            [](call&, const request&) -> answer {
                return builder().object().member("Rows", 512).member("Columns", 512).end().finish();
            },
            {.types = {"shared"}, .tracked = true});
    provide("frames",
            [](call& c, const request& r) -> answer {
                const auto object = c.get("shared", "object");
                return builder().object(*object).member("frame", r.subject()).end().finish();
            },
            {.types = {"instance"}, .tracked = true});
    std::uint64_t most = 0;
    for (int i = 0; i < frames; ++i) {
        const std::string frame = "object?frame=" + std::to_string(i);
        const result found = get("instance", {frame});
        ASSERT_EQ(found.answer["frame"].as_string(), frame);
        ASSERT_EQ(found.answer["Rows"].as_int(), 512);
        if (i % 1000 == 0) most = std::max(most, under_test.stats().all.bytes);
    }
    EXPECT_LE(most, limit + 4096);
    EXPECT_GT(most, limit / 2);
    EXPECT_GT(under_test.stats().all.entries, limit / 1500);
    // A change of what all share passes through, also to frames that are still kept.
    under_test.invalidate("object", "shared", "object");
    EXPECT_FALSE(under_test.kept("instance", "object?frame=" + std::to_string(frames - 1)));
}

}  // namespace
}  // namespace quoin::engine
