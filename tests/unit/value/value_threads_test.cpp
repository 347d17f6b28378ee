// What [any] promises, under ThreadSanitizer.
#include "together.hpp"

#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using quoin::builder;
using quoin::value;
using quoin::tests::threads;
using quoin::tests::together;

namespace {

struct slow_source {
    std::atomic<int> reads = 0;
    std::atomic<int> releases = 0;
    std::atomic<int> failures_left = 0;

    quoin_lazy lazy(std::uint64_t count) {
        quoin_lazy out{};
        out.struct_size = sizeof out;
        out.dtype = QUOIN_U8;
        out.count = count;
        out.context = this;
        out.read = [](void* self, std::uint64_t, void* bytes, std::size_t size) -> quoin_code {
            auto* const me = static_cast<slow_source*>(self);
            ++me->reads;
            for (std::size_t i = 0; i < size; ++i) static_cast<char*>(bytes)[i] = 7;
            return me->failures_left-- > 0 ? QUOIN_E_IO : QUOIN_OK;
        };
        out.release = [](void* self) { ++static_cast<slow_source*>(self)->releases; };
        return out;
    }
};

}  // namespace

TEST(value_threads, a_tree_is_read_copied_and_freed_by_all) {
    for (int round = 0; round < 50; ++round) {
        value inner = builder().object().member("a", "a text that is not in the node").end().finish();
        value tree = builder().array().add(quoin::view(inner)).end().finish();
        inner = value();
        std::vector<value> copies(threads, tree);
        tree = value();
        together([&copies](int i) {
            value& mine = copies[static_cast<std::size_t>(i)];
            for (int n = 0; n < 100; ++n) {
                const value part(mine[0]["a"]);
                EXPECT_EQ(part.as_string(), "a text that is not in the node");
            }
            mine = value();
        });
    }
}

TEST(value_threads, a_lazy_array_is_read_once_by_all) {
    for (int round = 0; round < 50; ++round) {
        slow_source from;
        {
            const value array = builder().lazy(from.lazy(10'000)).finish();
            together([&array](int) { EXPECT_EQ(array.elements<std::uint8_t>()[9'999], 7); });
            EXPECT_EQ(from.reads, 1);
        }
        EXPECT_EQ(from.releases, 1);
    }
}

TEST(value_threads, a_failed_reading_of_a_lazy_array_leaves_no_thread_waiting) {
    for (int round = 0; round < 50; ++round) {
        slow_source from;
        from.failures_left = 2;
        const value array = builder().lazy(from.lazy(100)).finish();
        std::atomic<int> failed = 0;
        together([&](int) {
            quoin_typed out{};
            if (quoin::detail::values().typed_data(array.get(), &out) != QUOIN_OK) ++failed;
        });
        EXPECT_EQ(failed, 2);
    }
}

TEST(value_threads, keys_are_made_and_found_by_all) {
    constexpr int count = 20'000;
    std::vector<std::vector<const quoin_key*>> got(threads);
    together([&got](int i) {
        for (int n = 0; n < count; ++n)
            got[static_cast<std::size_t>(i)].push_back(quoin::key("threads." + std::to_string(n)).interned());
    });
    for (int i = 1; i < threads; ++i) EXPECT_EQ(got[static_cast<std::size_t>(i)], got[0]);
}

TEST(value_threads, objects_with_interned_keys_are_read_while_keys_are_made) {
    const quoin::key known("threads.known");
    const value tree = builder().object().member(known, 1).end().finish();
    together([&](int i) {
        for (int n = 0; n < 5000; ++n) {
            (void)quoin::key("threads." + std::to_string(i) + "." + std::to_string(n));
            ASSERT_EQ(tree[known].as_int(), 1);
            ASSERT_EQ(tree["threads.known"].as_int(), 1);
        }
    });
}

TEST(value_threads, each_thread_builds_with_its_own_builders) {
    together([](int i) {
        for (int n = 0; n < 300; ++n) {
            const value made = builder()
                                   .object()
                                   .member("a", [&](builder& b) { b.array().add(i).add(n).end(); })
                                   .end()
                                   .finish();
            EXPECT_EQ(made["a"][0].as_int(), i);
            EXPECT_EQ(made["a"][1].as_int(), n);
        }
    });
}

TEST(value_threads, a_builder_may_be_made_on_one_thread_and_given_back_on_another) {
    builder made;
    made.array().add("a text that is longer than a node");
    std::jthread([moved = std::move(made)]() mutable { EXPECT_EQ(moved.end().finish().size(), 1u); }).join();
}
