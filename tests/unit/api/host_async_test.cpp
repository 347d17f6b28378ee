// get_async and get_many: one pool, results in order, no promise lost.
#include <quoin/host.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

namespace quoin {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class HostAsync : public ::testing::Test {
 protected:
    HostAsync() {
        provide("test.rows", {"rows"}, [](call&, const request& asked) -> answer {
            if (asked.subject().starts_with("bad")) throw error(QUOIN_E_IO, "the disk is gone");
            if (!asked.subject().starts_with("scan")) return pass;
            return value::of(asked.subject());
        });
    }
    void provide(std::string id, std::vector<std::string> types, provider_function function,
                 bool blocking = false) {
        on->add_provider(std::move(function),
                         {.types = std::move(types), .id = std::move(id), .blocking = blocking})
            .release();
    }
    static host_options options() {
        host_options out;
        out.use_environment = false;
        out.workers = std::make_shared<worker_pool>(4);
        return out;
    }
    std::optional<host> on{std::in_place, options()};
};

TEST_F(HostAsync, a_future_holds_the_answer_no_answer_or_the_error) {
    auto answered = on->get_async("rows", "scan");
    auto none = on->get_async("rows", "other");
    auto failed = on->get_async("rows", "bad");
    EXPECT_EQ(answered.get()->as_string(), "scan");
    EXPECT_EQ(none.get(), std::nullopt);
    try {
        failed.get();
        FAIL();
    } catch (const query_error& why) {
        EXPECT_EQ(why.code(), QUOIN_E_IO);
        EXPECT_EQ(why.provider(), "test.rows");
        EXPECT_EQ(why.subject(), "bad");
    }
}

TEST_F(HostAsync, a_row_has_the_result_of_each_type_in_its_place) {
    provide("test.other", {"other"}, [](call&, const request&) -> answer { return value::of(7); });
    const std::vector<std::string> types{"rows", "nobody's", "other"};
    std::vector<query_result> results(3);
    for (const bool limited : {false, true}) {
        const query_terms on{.timeout = std::chrono::seconds(limited ? 60 : 0)};
        this->on->get_row(types, "scan", results, on);
        EXPECT_EQ(results[0].answer->as_string(), "scan");
        EXPECT_FALSE(results[1].answer || results[1].failure);
        EXPECT_EQ(results[2].answer->as_int(), 7);
        this->on->get_row(types, "bad", results, on);
        EXPECT_FALSE(results[0].answer);
        EXPECT_EQ(results[0].failure->code(), QUOIN_E_IO);
        EXPECT_EQ(results[0].failure->provider(), "test.rows");
        EXPECT_EQ(results[2].answer->as_int(), 7);
        this->on->get_row(types, "scan", results, on);
        EXPECT_FALSE(results[0].failure);
    }
    EXPECT_THROW(this->on->get_row(types, "scan", std::span(results).first(2)), std::invalid_argument);
}

TEST_F(HostAsync, a_provider_that_blocks_never_runs_on_the_thread_that_asked) {
    std::mutex mutex;
    std::vector<std::thread::id> ran_on;
    provide(
        "test.blocking", {"blocking"},
        [&](call&, const request&) -> answer {
            const std::lock_guard lock(mutex);
            ran_on.push_back(std::this_thread::get_id());
            return value::null();
        },
        true);
    std::vector<std::future<std::optional<value>>> all;
    for (int i = 0; i < 50; ++i) all.push_back(on->get_async("blocking", "s" + std::to_string(i)));
    for (auto& one : all) EXPECT_TRUE(one.get());
    EXPECT_EQ(ran_on.size(), 50U);
    EXPECT_THAT(ran_on, ::testing::Each(::testing::Ne(std::this_thread::get_id())));
}

TEST_F(HostAsync, it_calls_back_once_on_the_pool) {
    std::latch told(1);
    std::atomic<int> calls = 0;
    bool on_pool = false;
    const std::string subject = "scan";
    on->get_async("rows", std::span(&subject, 1), [&](query_result came) {
        ++calls;
        on_pool = on->workers().runs_here();
        EXPECT_EQ(came.answer->as_string(), "scan");
        told.count_down();
    });
    told.wait();
    on.reset();
    EXPECT_EQ(calls, 1);
    EXPECT_TRUE(on_pool);
}

TEST_F(HostAsync, what_a_callback_throws_is_logged) {
    std::vector<std::string> lines;
    host_options with = options();
    with.log = [&](int, std::string_view, std::string_view line) { lines.emplace_back(line); };
    const std::string subject = "s";
    {
        const host other(with);
        other.get_async("rows", std::span(&subject, 1),
                        [](const query_result&) { throw std::runtime_error("oh"); });
    }
    EXPECT_THAT(lines, ElementsAre(HasSubstr("a callback of get_async threw: oh")));
}

TEST_F(HostAsync, the_end_of_the_host_cancels_what_runs_and_what_is_queued_and_loses_no_promise) {
    std::latch begun(4);
    provide("test.endless", {"endless"}, [&](call& services, const request&) -> answer {
        begun.count_down();
        while (!services.cancelled()) std::this_thread::yield();
        throw error(QUOIN_E_CANCELLED, "gave up");
    });
    std::vector<std::future<std::optional<value>>> all;
    for (int i = 0; i < 20; ++i) all.push_back(on->get_async("endless", "s" + std::to_string(i)));
    begun.wait();  // four run, sixteen are queued
    on.reset();
    for (auto& one : all) {
        ASSERT_EQ(one.wait_for(std::chrono::seconds(0)), std::future_status::ready);
        try {
            one.get();
            FAIL();
        } catch (const query_error& why) {
            EXPECT_EQ(why.code(), QUOIN_E_CANCELLED) << why.what();
        }
    }
}

TEST_F(HostAsync, a_host_that_another_takes_the_place_of_ends_as_well) {
    auto asked = on->get_async("rows", "scan");
    *on = host(options());
    EXPECT_EQ(asked.wait_for(std::chrono::seconds(0)), std::future_status::ready);
}

TEST_F(HostAsync, the_callers_token_cancels_one_query_and_no_other) {
    std::latch begun(2);
    std::atomic<bool> end = false;
    provide("test.slow", {"slow"}, [&](call& services, const request&) -> answer {
        begun.count_down();
        while (!services.cancelled() && !end) std::this_thread::yield();
        return value::null();
    });
    std::stop_source cancel;
    auto cancelled = on->get_async("slow", "a", {}, {.timeout = {}, .cancel = cancel.get_token()});
    auto other = on->get_async("slow", "b");
    begun.wait();
    cancel.request_stop();
    EXPECT_THROW(cancelled.get(), query_error);
    end = true;
    EXPECT_TRUE(other.get());
    EXPECT_THROW(on->get_async("rows", "scan", {}, {.timeout = {}, .cancel = cancel.get_token()}).get(),
                 query_error)
        << "cancelled before it was asked is no answer";
}

TEST_F(HostAsync, rows_come_in_the_order_of_the_subjects_and_a_failure_fails_no_other) {
    const std::vector<std::string> types{"rows", "nobody"};
    const std::vector<std::string> subjects{"scan1", "bad", "other", "scan2"};
    const auto rows = on->get_many(types, subjects);
    ASSERT_EQ(rows.size(), 4U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].number, i);
        EXPECT_EQ(rows[i].subject, subjects[i]);
        ASSERT_EQ(rows[i].results.size(), 2U);
        EXPECT_FALSE(rows[i].results[1].answer || rows[i].results[1].failure) << "nobody serves it";
    }
    EXPECT_EQ(rows[0].results[0].answer->as_string(), "scan1");
    EXPECT_EQ(rows[1].results[0].failure->code(), QUOIN_E_IO);
    EXPECT_FALSE(rows[2].results[0].answer || rows[2].results[0].failure);
    EXPECT_EQ(rows[3].results[0].answer->as_string(), "scan2");
    EXPECT_TRUE(on->get_many(types, {}).empty());
}

TEST_F(HostAsync, the_file_of_a_subject_is_read_once_for_all_its_types) {
    std::atomic<int> reads = 0;
    on->add_provider(
          [&reads](call&, const request& asked) -> answer {
              ++reads;
              return value::of(asked.subject());
          },
          {.types = {"file"}, .id = "test.file", .tracked = true})
        .release();
    const std::vector<std::string> types{"a", "b", "c", "d"};
    on->add_provider([](call& services,
                        const request& asked) -> answer { return *services.get("file", asked.subject()); },
                     {.types = types, .id = "test.modules", .tracked = true})
        .release();
    std::vector<std::string> subjects;
    for (int i = 0; i < 40; ++i) subjects.push_back("s" + std::to_string(i));
    const auto rows = on->get_many(types, subjects);
    EXPECT_EQ(rows.size(), 40U);
    EXPECT_EQ(rows.back().results.back().answer->as_string(), "s39");
    EXPECT_EQ(reads, 40);
}

TEST_F(HostAsync, rows_are_made_beside_each_other) {
    auto four = std::make_shared<std::latch>(4);  // passed only if four are asked at once
    provide("test.meet", {"meet"}, [four](call&, const request&) -> answer {
        four->arrive_and_wait();
        return value::null();
    });
    const std::vector<std::string> types{"meet"};
    const std::vector<std::string> subjects{"a", "b", "c", "d"};
    EXPECT_EQ(on->get_many(types, subjects).size(), 4U);
}

TEST_F(HostAsync, no_more_subjects_are_asked_at_once_than_jobs_say) {
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    provide("test.counted", {"counted"}, [&](call&, const request&) -> answer {
        const int now = ++running;
        int seen = most;
        while (seen < now && !most.compare_exchange_weak(seen, now)) {
        }
        std::this_thread::yield();
        --running;
        return value::null();
    });
    const std::vector<std::string> types{"counted"};
    std::vector<std::string> subjects;
    for (int i = 0; i < 300; ++i) subjects.push_back("s" + std::to_string(i));
    many_options two;
    two.jobs = 2;
    EXPECT_EQ(on->get_many(types, subjects, two).size(), 300U);
    EXPECT_LE(most, 2);
}

TEST_F(HostAsync, a_million_subjects_keep_only_a_few_rows_in_memory) {
    struct counted {
        explicit counted(std::atomic<std::int64_t>& of, std::atomic<std::int64_t>& top) : alive(of) {
            const std::int64_t now = ++alive;
            std::int64_t seen = top;
            while (seen < now && !top.compare_exchange_weak(seen, now)) {
            }
        }
        ~counted() { --alive; }
        counted(const counted&) = delete;
        counted& operator=(const counted&) = delete;
        std::atomic<std::int64_t>& alive;
    };
    std::atomic<std::int64_t> alive = 0;
    std::atomic<std::int64_t> most = 0;
    constexpr std::size_t all = 1000000;
    std::size_t asked = 0;
    std::size_t delivered = 0;
    bool in_order = true;
    const std::vector<std::string> types{};  // the rows are what is counted here
    on->get_many(
        types,
        [&](std::string& next) {
            next = "s";
            return asked++ != all;
        },
        [&](const many_row& row) {
            return [&, number = row.number, held = std::make_shared<counted>(alive, most)] {
                in_order = in_order && number == delivered++;
            };
        });
    EXPECT_EQ(delivered, all);
    EXPECT_TRUE(in_order);
    EXPECT_LE(most, 4 * 8 + 1);
}

TEST_F(HostAsync, get_many_inside_a_full_pool_is_no_deadlock) {
    host_options one = options();
    one.workers = std::make_shared<worker_pool>(1);
    const host narrow(one);
    const std::vector<std::string> types{"rows"};
    const std::vector<std::string> subjects{"a", "b", "c"};
    std::promise<std::size_t> rows;
    many_options how;
    how.jobs = 3;
    narrow.get_async("rows", std::span(subjects), [&](const query_result&) {
        rows.set_value(narrow.get_many(types, subjects, how).size());
    });
    EXPECT_EQ(rows.get_future().get(), 3U);
}

TEST_F(HostAsync, what_is_thrown_ends_it_and_nothing_runs_on) {
    const std::vector<std::string> types{"rows"};
    for (const bool in_source : {true, false}) {
        std::atomic<bool> ended = false;
        std::atomic<bool> late = false;
        std::size_t given = 0;
        const auto all = [&] {
            on->get_many(
                types,
                [&](std::string& next) {
                    if (ended) late = true;
                    next = "scan";
                    if (++given == 100 && in_source) throw std::runtime_error("no more");
                    return true;
                },
                [&](const many_row& row) -> std::function<void()> {
                    if (ended) late = true;
                    return [number = row.number, in_source] {
                        if (number == 50 && !in_source) throw std::runtime_error("no more");
                    };
                });
        };
        EXPECT_THROW(all(), std::runtime_error);
        ended = true;
        on->get_many(types, std::vector<std::string>(20, "scan"));
        EXPECT_FALSE(late);
    }
}

TEST_F(HostAsync, many_threads_ask_in_every_way_while_hosts_come_and_go) {
    const auto pool = std::make_shared<worker_pool>(3);
    std::vector<std::thread> threads;
    std::atomic<int> told = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 30; ++i) {
                host_options with = options();
                with.workers = pool;
                host mine(with);
                mine.add_provider(
                        [](call&, const request& asked) -> answer { return value::of(asked.subject()); })
                    .release();
                const std::vector<std::string> words{"a", "b", "c", "d", "e"};
                mine.get_async("x", std::span(words), [&](const query_result&) { ++told; });
                EXPECT_EQ(mine.get_many(words, words).size(), 5U);
            }
        });
    for (std::thread& one : threads) one.join();
    EXPECT_EQ(told, 120);
}

}  // namespace quoin
