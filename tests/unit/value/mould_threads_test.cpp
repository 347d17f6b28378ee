// One mould used by several threads at once, under ThreadSanitizer.
#include "mould_model.hpp"
#include "together.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

using quoin::builder;
using quoin::copied_member;
using quoin::given_member;
using quoin::key;
using quoin::mould;
using quoin::value;
using quoin::tests::exactly;
using quoin::tests::threads;
using quoin::tests::together;

namespace {

const std::vector<quoin_copied>& table() {
    static const std::vector<quoin_copied> made{copied_member(key("text"), key("text"), QUOIN_PLAIN_TEXT),
                                                given_member(key("number")),
                                                copied_member(key("place"), key("place"), QUOIN_PLAIN_REALS)};
    return made;
}

// The objects that differ little, and what is made of them.
struct sources {
    std::vector<value> objects;
    std::vector<std::string> expected;

    explicit sources(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t pair = i / 2;
            const std::array<double, 3> place{0.5, 1.5, static_cast<double>(pair)};
            objects.push_back(builder()
                                  .object()
                                  .member("text", "a text that does not fit into a node")
                                  .member("place", [&](builder& b) { b.reals(place); })
                                  .end()
                                  .finish());
            const quoin_given given = given_of(i);
            expected.push_back(exactly(*quoin::tests::built(objects[i], table(), {&given, 1})));
        }
    }
    static quoin_given given_of(std::size_t i) {
        return quoin::given_integer(static_cast<std::int64_t>(i % 2));
    }
    value made(const mould& with, std::size_t i) const {
        const quoin_given given = given_of(i);
        return with.made_of(objects[i], {&given, 1}).value();
    }
};

}  // namespace

TEST(mould_threads, each_gets_what_it_asked_for) {
    const sources from(6);
    for (int round = 0; round < 10; ++round) {
        const mould shared(table());
        together([&](int me) {
            std::vector<value> kept(from.objects.size());
            for (std::size_t n = 0; n < 300; ++n) {
                // Runs of equal ones, which the threads change between at other times.
                const std::size_t which =
                    (n / (3 + static_cast<std::size_t>(me)) + static_cast<std::size_t>(me)) %
                    from.objects.size();
                kept[which] = from.made(shared, which);
                EXPECT_EQ(exactly(kept[which]), from.expected[which]);
            }
            for (std::size_t which = 0; which < kept.size(); ++which)
                if (kept[which]) {
                    EXPECT_EQ(exactly(kept[which]), from.expected[which]);
                }
        });
    }
}

TEST(mould_threads, what_all_ask_for_is_freed_by_whoever_is_last) {
    const sources from(1);
    for (int round = 0; round < 50; ++round) {
        std::vector<value> kept(threads);
        {
            const mould shared(table());
            together([&](int me) {
                for (int n = 0; n < 20; ++n) kept[static_cast<std::size_t>(me)] = from.made(shared, 0);
            });
        }
        together([&](int me) {
            value& mine = kept[static_cast<std::size_t>(me)];
            EXPECT_EQ(exactly(mine), from.expected[0]);
            mine = value();
        });
    }
}
