#include <quoin/value.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <new>
#include <string>
#include <vector>

using quoin::builder;
using quoin::value;

namespace {

// The code and the words of what finish() refuses.
quoin_code refused(builder& made, std::string* why = nullptr) {
    try {
        made.finish();
    } catch (const quoin::error& e) {
        if (why) *why = e.message();
        return e.code();
    }
    return QUOIN_OK;
}

quoin_code refusal_of(void (*build)(builder&), std::string* why = nullptr) {
    builder made;
    build(made);
    return refused(made, why);
}

}  // namespace

TEST(builder, a_tree_of_every_kind_reads_back) {
    builder made;
    made.object()
        .member("nothing", [](builder& b) { b.null(); })
        .member("yes", true)
        .member("no", false)
        .member("least", std::numeric_limits<std::int64_t>::min())
        .member("real", 0.1)
        .member("empty", "")
        .member("eight", "12345678")
        .member("nine", "123456789")
        .member("list", [](builder& b) { b.array().add(1).add("two").array().end().end(); });
    const value tree = made.end().finish();

    EXPECT_EQ(tree.kind(), QUOIN_OBJECT);
    EXPECT_EQ(tree.size(), 9u);
    EXPECT_TRUE(tree["nothing"].is_null());
    EXPECT_EQ(tree["yes"].as_bool(), true);
    EXPECT_EQ(tree["no"].as_bool(), false);
    EXPECT_EQ(tree["least"].as_int(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(tree["real"].as_real(), 0.1);
    EXPECT_EQ(tree["empty"].as_string(), "");
    EXPECT_EQ(tree["eight"].as_string(), "12345678");
    EXPECT_EQ(tree["nine"].as_string(), "123456789");
    EXPECT_EQ(tree["list"].size(), 3u);
    EXPECT_EQ(tree["list"][1].as_string(), "two");
    EXPECT_EQ(tree["list"][2].kind(), QUOIN_ARRAY);
    EXPECT_EQ(tree["list"][2].size(), 0u);
}

TEST(builder, a_scalar_is_a_tree_too) {
    EXPECT_EQ(value::of(7).as_int(), 7);
    EXPECT_EQ(value::of("a text of more than eight bytes").as_string(), "a text of more than eight bytes");
    EXPECT_TRUE(value::null().is_null());
    EXPECT_EQ(value::of(true).as_bool(), true);
}

TEST(builder, objects_of_any_size_keep_the_order_of_insertion) {
    for (const int members : {0, 1, 16, 17, 64, 65, 66, 5000}) {
        builder made;
        made.object();
        for (int i = 0; i < members; ++i) made.member("key " + std::to_string(i * 7919 % 10007), i);
        const value tree = made.end().finish();
        ASSERT_EQ(tree.size(), static_cast<std::size_t>(members));
        for (int i = 0; i < members; ++i) {
            const std::string name = "key " + std::to_string(i * 7919 % 10007);
            const auto [key, member] = tree.member(static_cast<std::size_t>(i));
            ASSERT_EQ(key, name);
            ASSERT_EQ(member.as_int(), i);
            ASSERT_EQ(tree[name].as_int(), i);
        }
        EXPECT_FALSE(tree["key"]);
    }
}

TEST(builder, a_key_twice_is_refused_in_objects_of_every_size) {
    for (const int members : {1, 2, 16, 17, 64, 65, 1000}) {
        builder made;
        made.object();
        for (int i = 0; i < members; ++i) made.member(std::to_string(i), i);
        made.member("0", 1).end();
        std::string why;
        EXPECT_EQ(refused(made, &why), QUOIN_E_INVALID);
        EXPECT_EQ(why, "the same key twice in one object");
    }
}

TEST(builder, a_key_twice_is_found_when_one_of_them_is_interned) {
    const quoin::key known("builder_test.known");
    builder made;
    made.object().member(known, 1).member("builder_test.known", 2).end();
    EXPECT_EQ(refused(made), QUOIN_E_INVALID);
}

TEST(builder, the_same_key_in_two_objects_is_no_misuse) {
    builder made;
    made.array();
    for (int i = 0; i < 3; ++i) made.object().member("a", i).member("a longer key", i).end();
    const value tree = made.end().finish();
    EXPECT_EQ(tree[2]["a longer key"].as_int(), 2);
}

TEST(builder, each_misuse_has_its_own_words) {
    struct {
        void (*build)(builder&);
        quoin_code code;
        const char* why;
    } const cases[] = {
        {[](builder& b) { b.key("a"); }, QUOIN_E_INVALID, "a key outside an object"},
        {[](builder& b) { b.array().key("a"); }, QUOIN_E_INVALID, "a key outside an object"},
        {[](builder& b) { b.object().add(1); }, QUOIN_E_INVALID,
         "a value in an object without a key before it"},
        {[](builder& b) { b.object().object(); }, QUOIN_E_INVALID,
         "a value in an object without a key before it"},
        {[](builder& b) { b.object().key("a").key("b"); }, QUOIN_E_INVALID,
         "two keys in a row; a value belongs between them"},
        {[](builder& b) { b.object().key("a").end(); }, QUOIN_E_INVALID,
         "an object ends after a key without a value"},
        {[](builder& b) { b.add(1).add(2); }, QUOIN_E_INVALID,
         "a second value after the root; put them into an array or object"},
        {[](builder& b) { b.array().end().array(); }, QUOIN_E_INVALID,
         "a second value after the root; put them into an array or object"},
        {[](builder& b) { b.end(); }, QUOIN_E_INVALID, "an end without an array or object that is open"},
        {[](builder& b) { b.array().end().end(); }, QUOIN_E_INVALID,
         "an end without an array or object that is open"},
        {[](builder& b) { b.array(); }, QUOIN_E_INVALID,
         "finished while an array or object is open; an end is missing"},
        {[](builder&) {}, QUOIN_E_INVALID, "finished without any value"},
        {[](builder& b) { b.add("\xFF"); }, QUOIN_E_INVALID, "a string that is not UTF-8"},
        {[](builder& b) { b.object().member("\xC3", 1).end(); }, QUOIN_E_INVALID, "a key that is not UTF-8"},
        {[](builder& b) { b.object(value::of(1)).end(); }, QUOIN_E_INVALID,
         "the base of an object is not an object"},
        {[](builder& b) { quoin::detail::build().value(b.get(), nullptr); }, QUOIN_E_INVALID,
         "a null pointer in place of a value"},
        {[](builder& b) { b.slice(value::of(1), 0, QUOIN_U8, 0); }, QUOIN_E_INVALID,
         "a slice of something that is no typed array"},
    };
    for (const auto& one : cases) {
        std::string why;
        EXPECT_EQ(refusal_of(one.build, &why), one.code) << one.why;
        EXPECT_EQ(why, one.why);
    }
}

TEST(builder, the_first_misuse_is_the_one_that_is_reported_and_later_events_do_nothing) {
    builder made;
    made.object().add(1).key("a").key("b").end().end().add(2);
    std::string why;
    EXPECT_EQ(refused(made, &why), QUOIN_E_INVALID);
    EXPECT_EQ(why, "a value in an object without a key before it");
}

TEST(builder, can_be_used_again_after_success_and_after_misuse) {
    builder made;
    EXPECT_EQ(made.array().add("first of several texts").end().finish().size(), 1u);
    made.end();
    EXPECT_EQ(refused(made), QUOIN_E_INVALID);
    const value tree = made.object().member("a", "second of several texts").end().finish();
    EXPECT_EQ(tree["a"].as_string(), "second of several texts");
    quoin_str why{};
    quoin::detail::build().why(made.get(), &why);
    EXPECT_EQ(why.len, 0u);
}

TEST(builder, a_thousand_levels_are_allowed_and_one_more_is_refused) {
    for (const int levels : {1000, 1001}) {
        builder made;
        for (int i = 0; i < levels; ++i) made.array();
        for (int i = 0; i < levels; ++i) made.end();
        EXPECT_EQ(refused(made), levels == 1000 ? QUOIN_OK : QUOIN_E_LIMIT);
    }
}

TEST(builder, text_of_more_than_4_GiB_is_refused_before_it_is_touched) {
    builder made;
    const char* const one_byte = "x";
    quoin::detail::build().string(made.get(), {one_byte, std::size_t{5} << 30});
    EXPECT_EQ(refused(made), QUOIN_E_LIMIT);
    made.object();
    quoin::detail::build().key(made.get(), {one_byte, std::size_t{5} << 30});
    EXPECT_EQ(refused(made), QUOIN_E_LIMIT);
}

TEST(builder, utf8_is_what_unicode_defines) {
    const char* const good[] = {
        "",           "ascii",        "\u00FC",           "\u20AC",
        "\U0001F600", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF", "12345678\u00FC 12345678\u20AC",
        "\x7F"};
    const char* const bad[] = {"\x80",
                               "\xC0\x80",
                               "\xC1\xBF",
                               "\xC3",
                               "\xE0\x9F\xBF",
                               "\xED\xA0\x80",
                               "\xED\xBF\xBF",
                               "\xF0\x8F\xBF\xBF",
                               "\xF4\x90\x80\x80",
                               "\xF5\x80\x80\x80",
                               "\xE2\x82",
                               "\xF0\x9F\x98",
                               "1234567\xE2\x82",
                               "12345678\xFE",
                               "123456\xC3(123456"};
    for (const char* const text : good) EXPECT_EQ(value::of(text).as_string(), text);
    for (const char* const text : bad) EXPECT_THROW(value::of(text), quoin::error) << text;
    const std::string with_nul("a\0b and some more", 16);
    EXPECT_EQ(value::of(std::string_view(with_nul)).as_string(), with_nul);
}

TEST(builder, a_value_that_exists_is_referred_to_and_outlives_its_own_handle) {
    value inner = builder().object().member("deep", "a text in the inner tree").end().finish();
    const quoin_value* const node = inner.get();
    const value outer =
        builder().array().add(quoin::view(inner)).add(quoin::view(inner["deep"])).end().finish();
    inner = value();
    EXPECT_EQ(outer[0].get(), node) << "referred to, not copied";
    EXPECT_EQ(outer[0]["deep"].as_string(), "a text in the inner tree");
    EXPECT_EQ(outer[1].as_string(), "a text in the inner tree");
}

TEST(builder, a_tree_that_is_only_another_value_is_that_value) {
    const value inner = builder().array().add(1).end().finish();
    EXPECT_EQ(builder().add(quoin::view(inner)).finish().get(), inner.get());
}

TEST(builder, a_part_kept_keeps_its_tree) {
    value tree = builder().array().array().add("the text that is to stay").end().end().finish();
    const value part(tree[0]);
    tree = value();
    EXPECT_EQ(part[0].as_string(), "the text that is to stay");
}

TEST(builder, a_chain_of_a_million_trees_is_freed_without_a_stack) {
    builder made;
    value chain = value::of(0);
    for (int i = 0; i < 1'000'000; ++i) chain = made.array().add(quoin::view(chain)).end().finish();
    EXPECT_EQ(chain.size(), 1u);
    chain = value();
}

TEST(builder, unfinished_builders_give_back_what_they_hold) {
    const value inner = builder().array().add(1).end().finish();
    {
        builder made;
        made.array().add(quoin::view(inner)).object(builder().object().end().finish()).typed<double>(10'000);
    }
    builder made;
    made.array().add(quoin::view(inner)).end().end();
    EXPECT_THROW(made.finish(), quoin::error);
    EXPECT_EQ(inner[0].as_int(), 1);  // the leak check of the sanitizer run does the rest
}
