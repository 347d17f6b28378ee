// A deferred object may tell of the items in its arrays without a value being made.
#include "counting_source.hpp"

#include <gtest/gtest.h>

using quoin::builder;
using quoin::key;
using quoin::value;
using quoin::view;
using quoin::wanted_member;
using quoin::tests::counting_source;

namespace {

counting_source::member items_member() {
    return {"items", [](const quoin_build& build, quoin_builder* into) {
                build.begin_array(into);
                for (int i = 0; i < 3; ++i) {
                    build.begin_object(into, nullptr);
                    build.key(into, quoin::to_str("number"));
                    build.integer(into, i);
                    build.end(into);
                }
                build.end(into);
            }};
}

// Answers scan itself: number 7 of item 5.
struct telling_source : counting_source {
    telling_source() : counting_source({items_member()}) {}
    int scans = 0;
    quoin_code refuses = QUOIN_OK;

    value object() {
        quoin_deferred source = deferred();
        source.scan = [](void* self, std::uint64_t part, quoin_str name, const quoin_key* known,
                         const quoin_wanted* wanted, std::size_t count,
                         const quoin_listener* to) -> quoin_code {
            auto* const me = static_cast<telling_source*>(static_cast<counting_source*>(self));
            ++me->scans;
            EXPECT_EQ(part, 7u);
            EXPECT_EQ(quoin::to_view(name), "items");
            EXPECT_EQ(known, key("items").interned());
            EXPECT_EQ(count, 1u);
            EXPECT_EQ(quoin::to_view(wanted->member), "number");
            if (me->refuses != QUOIN_OK) return me->refuses;
            const quoin_scalar seven{QUOIN_INT, 0, 7, 0, {}};
            return to->told(to->context, 5, 0, &seven, 1);
        };
        return builder().deferred(source).finish();
    }
};

std::vector<std::int64_t> numbers_of(view object) {
    static const key items("items"), number("number");
    const std::array wanted{wanted_member(number)};
    std::vector<std::int64_t> out;
    object.scan(items, wanted, [&](std::uint64_t item, std::size_t, auto values) {
        out.push_back(static_cast<std::int64_t>(item) * 10 + values[0].integer);
    });
    return out;
}

}  // namespace

TEST(deferred_scan, is_answered_by_the_source) {
    telling_source source;
    const value object = source.object();
    EXPECT_EQ(numbers_of(object), std::vector<std::int64_t>{57});
    EXPECT_EQ(numbers_of(builder().object(object).member("more", 1).end().finish()),
              std::vector<std::int64_t>{57});
    EXPECT_EQ(source.scans, 2);
    EXPECT_EQ(source.makes, 0);
}

TEST(deferred_scan, does_not_reach_a_source_that_is_overridden) {
    telling_source source;
    const value over =
        builder()
            .object(source.object())
            .member("items", [](builder& b) { b.array().object().member("number", 1).end().end(); })
            .end()
            .finish();
    EXPECT_EQ(numbers_of(over), std::vector<std::int64_t>{1});
    EXPECT_EQ(source.scans, 0);
}

TEST(deferred_scan, goes_through_values_where_the_source_cannot) {
    telling_source source;
    source.refuses = QUOIN_E_UNSUPPORTED;
    EXPECT_EQ(numbers_of(source.object()), (std::vector<std::int64_t>{0, 11, 22}));
    EXPECT_EQ(source.makes, 1);
    counting_source silent({items_member()});
    EXPECT_EQ(numbers_of(silent.object()), (std::vector<std::int64_t>{0, 11, 22}));
}

TEST(deferred_scan, fails_as_the_source_does) {
    telling_source source;
    source.refuses = QUOIN_E_IO;
    try {
        numbers_of(source.object());
        ADD_FAILURE() << "no error";
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_IO);
    }
    source.refuses = QUOIN_E_UNSUPPORTED;
    source.failures_left = 1;
    try {
        numbers_of(source.object());
        ADD_FAILURE() << "no error";
    } catch (const quoin::error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_IO) << "the array itself cannot be made";
    }
}
