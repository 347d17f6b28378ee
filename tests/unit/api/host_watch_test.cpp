// watch: told once after each change, with no lock held; a handle ends it.
#include <quoin/host.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <latch>
#include <mutex>
#include <thread>

namespace quoin {

namespace {

/// What a watch was told, to be waited for.
class told {
 public:
    void operator()(query_result came) {
        const std::lock_guard lock(mutex_);
        came_.push_back(std::move(came));
        more_.notify_all();
    }
    query_result next() {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [this] { return !came_.empty(); });
        query_result out = std::move(came_.front());
        came_.pop_front();
        return out;
    }
    std::size_t left() {
        const std::lock_guard lock(mutex_);
        return came_.size();
    }

 private:
    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<query_result> came_;
};

provider_function answering(std::int64_t with) {
    return [with](call&, const request&) -> answer { return value::of(with); };
}

}  // namespace

class HostWatch : public ::testing::Test {
 protected:
    provider_handle provide(provider_function function) {
        return on->add_provider(std::move(function), {.types = {"t"}});
    }
    static host_options options() {
        host_options out;
        out.use_environment = false;
        return out;
    }
    std::optional<host> on{std::in_place, options()};
};

TEST_F(HostWatch, tells_each_change_answer_no_answer_and_failure) {
    told heard;
    const watch_handle watched = on->watch("t", "s", std::ref(heard));
    {
        const provider_handle one = provide(answering(1));
        EXPECT_EQ(heard.next().answer->as_int(), 1);
        {
            const provider_handle two =
                provide([](call&, const request&) -> answer { throw error(QUOIN_E_IO, "gone"); });
            EXPECT_EQ(heard.next().failure->code(), QUOIN_E_IO);
        }
        EXPECT_EQ(heard.next().answer->as_int(), 1);
    }
    const query_result last = heard.next();
    EXPECT_FALSE(last.answer || last.failure);
    EXPECT_EQ(heard.left(), 0U);
}

TEST_F(HostWatch, a_change_that_leaves_the_answer_as_it_was_is_not_told) {
    const provider_handle one = provide(answering(1));
    told heard;
    const watch_handle watched = on->watch("t", "s", std::ref(heard));
    const provider_handle same = provide(answering(1));
    const provider_handle other = provide(answering(2));
    EXPECT_EQ(heard.next().answer->as_int(), 2);
    EXPECT_EQ(heard.left(), 0U);
}

TEST_F(HostWatch, a_handle_that_goes_ends_it) {
    told heard;
    told other;
    const watch_handle stays = on->watch("t", "s", std::ref(other));
    { const watch_handle goes = on->watch("t", "s", std::ref(heard)); }
    watch_handle stopped = on->watch("t", "s", std::ref(heard));
    watch_handle moved = std::move(stopped);
    moved.stop();
    moved.stop();
    const provider_handle one = provide(answering(1));
    other.next();
    EXPECT_EQ(heard.left(), 0U);
}

TEST_F(HostWatch, a_callback_may_ask_the_host_and_stop_itself) {
    std::latch ended(1);
    std::atomic<int> calls = 0;
    watch_handle watched;
    std::latch listed(1);
    watched = on->watch("t", "s", [&](const query_result&) {
        listed.wait();
        ++calls;
        EXPECT_EQ(on->get("t", "s")->as_int(), 1);
        watched.stop();
        ended.count_down();
    });
    listed.count_down();
    const provider_handle one = provide(answering(1));
    ended.wait();
    told heard;
    const watch_handle after = on->watch("t", "s", std::ref(heard));
    const provider_handle two = provide(answering(2));
    heard.next();
    EXPECT_EQ(calls, 1);
}

TEST_F(HostWatch, the_host_may_go_while_a_callback_stops_its_watch) {
    for (int i = 0; i < 200; ++i) {
        on.emplace(options());
        watch_handle watched;
        std::latch listed(1);
        std::atomic<bool> called = false;
        watched = on->watch("t", "s", [&](const query_result&) {
            listed.wait();
            called = true;
            watched.stop();
        });
        listed.count_down();
        provide(answering(i)).release();
        while (!called) {  // no latch: waking up would take longer than the stop
        }
        std::atomic<int> pause = i;  // the host goes at another moment of the stop each time
        while (pause > 0) --pause;
        on.reset();
    }
}

TEST_F(HostWatch, a_handle_may_outlive_its_host) {
    watch_handle watched = on->watch("t", "s", [](const query_result&) {});
    on.reset();
    watched.stop();
}

TEST_F(HostWatch, what_a_callback_throws_is_logged_and_it_goes_on) {
    told heard;
    const watch_handle throws =
        on->watch("t", "s", [](const query_result&) { throw std::runtime_error("oh"); });
    const watch_handle watched = on->watch("t", "s", std::ref(heard));
    const provider_handle one = provide(answering(1));
    EXPECT_EQ(heard.next().answer->as_int(), 1);
    const provider_handle two = provide(answering(2));
    EXPECT_EQ(heard.next().answer->as_int(), 2);
}

}  // namespace quoin
