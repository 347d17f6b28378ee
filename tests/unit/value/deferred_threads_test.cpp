// Deferred members made by several threads at once, under ThreadSanitizer.
#include "counting_source.hpp"
#include "together.hpp"

#include <quoin/json.hpp>

#include <gtest/gtest.h>

using quoin::value;
using quoin::tests::array_member;
using quoin::tests::counting_source;
using quoin::tests::int_member;
using quoin::tests::text_member;
using quoin::tests::threads;
using quoin::tests::together;

namespace {

std::vector<counting_source::member> many() {
    std::vector<counting_source::member> out;
    for (int i = 0; i < 30; ++i) {
        const std::string name = "m" + std::to_string(i);
        if (i % 3 == 0)
            out.push_back(int_member(name, i));
        else if (i % 3 == 1)
            out.push_back(text_member(name, "a text that has a block of its own"));
        else
            out.push_back(array_member(name));
    }
    return out;
}

}  // namespace

TEST(deferred_threads, every_member_is_made_once_and_all_see_the_same) {
    for (int round = 0; round < 50; ++round) {
        counting_source source(many());
        {
            const value object = source.object();
            std::vector<std::vector<const quoin_value*>> seen(threads);
            together([&](int me) {
                for (std::size_t i = 0; i < object.size(); ++i) {
                    const std::size_t at = me % 2 == 0 ? i : object.size() - 1 - i;
                    seen[static_cast<std::size_t>(me)].push_back(object[at].get());
                    EXPECT_GT(quoin::to_json(object[at]).size(), 0u);
                }
            });
            std::ranges::reverse(seen[1]);
            std::ranges::reverse(seen[3]);
            for (const auto& one : seen) EXPECT_EQ(one, seen.front());
            EXPECT_EQ(source.makes, 30);
        }
        EXPECT_EQ(source.releases, 1);
    }
}

TEST(deferred_threads, a_failure_is_the_failure_of_one_ask) {
    counting_source source(many());
    source.failures_left = 10;
    const value object = source.object();
    std::atomic<int> failed = 0;
    together([&](int) {
        for (std::size_t i = 0; i < object.size(); ++i)
            while (object[i].is_typed()) ++failed;
    });
    EXPECT_EQ(failed, 10);
    EXPECT_EQ(source.makes, 40);
}

TEST(deferred_threads, members_are_kept_and_given_back_anywhere) {
    counting_source source(many());
    {
        value object = source.object();
        std::vector<value> kept(threads);
        together([&](int me) {
            for (std::size_t i = 0; i < 30; ++i) kept[static_cast<std::size_t>(me)] = value(object[i]);
        });
        object = value();
        together([&](int me) { kept[static_cast<std::size_t>(me)] = value(); });
    }
    EXPECT_EQ(source.releases, 1);
}
