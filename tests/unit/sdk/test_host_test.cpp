// The host that vendors test their providers with, on a plugin that does what it is asked to.
#include <quoin/test_host.hpp>

#include <gtest/gtest.h>

namespace {

using quoin::builder;
using quoin::value;

value root_config() {
    return builder().object().member("root", "here").end().finish();
}

struct test_host_test : testing::Test {
    quoin::test_host host;
    const quoin_plugin& plugin = quoin::test_host::load(WRAPPER_PLUGIN);
    quoin::test_provider provider = host.create(plugin, "test.scripted", root_config());
};

}  // namespace

TEST_F(test_host_test, a_library_that_is_not_there_is_an_error) {
    EXPECT_THROW(quoin::test_host::load("/nowhere/at/all.so"), quoin::error);
}

TEST_F(test_host_test, an_answer_a_pass_and_a_failure_are_told_apart) {
    const quoin::test_result answered = provider.get("value", "x:1");
    EXPECT_TRUE(answered.answered());
    EXPECT_EQ(answered.value["config"]["root"].as_string(), "here");
    EXPECT_TRUE(provider.get("anything else", "x:1").passed());
    const quoin::test_result failed = provider.get("error", "x:1");
    EXPECT_TRUE(failed.failed());
    EXPECT_EQ(failed.code, QUOIN_E_NOT_FOUND);
    EXPECT_EQ(failed.message, "nothing there");
    EXPECT_EQ(failed.broken, "");
}

TEST_F(test_host_test, subjects_options_and_notes_come_through) {
    const value options = builder().object().member("a", 1).end().finish();
    const quoin::test_result got = provider.get({"echo", {"s:1", "s:2"}, options, {}});
    EXPECT_EQ(got.value[0].as_string(), "s:1");
    EXPECT_EQ(got.value[1].as_string(), "s:2");
    EXPECT_EQ(got.value[2], options);
    EXPECT_EQ(got.notes, std::vector<std::string>{"echoed"});
}

TEST_F(test_host_test, other_queries_come_to_what_the_test_says_and_else_to_nothing) {
    EXPECT_TRUE(provider.get("ask", "x:1").passed());
    host.on_get("other", "subject:2", value::of(7));
    const quoin::test_result got = provider.get("ask", "x:1");
    EXPECT_EQ(got.value.as_int(), 7);
    EXPECT_EQ(got.asked, std::vector<std::string>{"get other subject:2"});
    host.on_get("other", "subject:2", quoin::test_host::failing(QUOIN_E_STALE, "the file changed"));
    EXPECT_EQ(provider.get("ask", "x:1").code, QUOIN_E_STALE);
    EXPECT_EQ(provider.get("ask", "x:1").message, "the file changed");
}

TEST_F(test_host_test, the_rest_of_the_chain_is_what_the_test_says) {
    EXPECT_TRUE(provider.get("next", "x:1").passed());
    host.on_next(value::of("below"));
    EXPECT_EQ(provider.get("next", "x:1").value.as_string(), "below");
    EXPECT_EQ(provider.get("next", "x:1").asked, std::vector<std::string>{"next"});
}

TEST_F(test_host_test, facts_are_offered_and_cleared) {
    EXPECT_TRUE(provider.add("fact", "s:1", value::of(1)).answered());
    EXPECT_TRUE(provider.add("other", "s:1", value::of(1)).passed());
    provider.clear("throw");
    EXPECT_EQ(host.log(), std::vector<std::string>{"4: clear threw an exception"});
}

TEST_F(test_host_test, cancellation_is_told_and_polls_are_counted) {
    EXPECT_EQ(provider.get("cancelled", "x:1").value.as_bool(), false);
    host.cancel();
    EXPECT_EQ(provider.get("cancelled", "x:1").value.as_bool(), true);
    EXPECT_EQ(host.polled(), 2u);
}

TEST_F(test_host_test, a_refused_configuration_is_the_providers_words) {
    EXPECT_EQ(host.refusal(plugin, "test.refusing"), "'test.refusing' needs a root");
    EXPECT_EQ(host.refusal(plugin, "test.scripted", root_config()), "");
}

TEST_F(test_host_test, references_that_the_plugin_holds_are_counted) {
    const std::int64_t with_provider = host.references();
    EXPECT_GT(with_provider, 0) << "it keeps its configuration";
    for (const char* const type : {"value", "echo", "error", "misuse", "next", "ask"})
        (void)provider.get(type, "x:1");
    EXPECT_EQ(host.references(), with_provider) << "answers are the test's";
    provider.destroy();
    EXPECT_EQ(host.references(), 0);
    EXPECT_EQ(host.builders(), 0);
    EXPECT_EQ(host.moulds(), 0);
}

TEST_F(test_host_test, what_the_plugin_makes_with_a_mould_is_counted_as_any_other_value) {
    const std::int64_t with_provider = host.references();
    {
        const quoin::test_result got = provider.get("moulded", "x:1");
        EXPECT_EQ(got.broken, "");
        EXPECT_EQ(got.value, builder().object().member("place", "here").member("subjects", 1).end().finish());
    }
    EXPECT_EQ(host.references(), with_provider) << "answers are the test's";
    EXPECT_EQ(provider.get("moulded and kept", "x:1").broken, "");
    EXPECT_EQ(host.references(), with_provider + 1);
    provider.destroy();
    EXPECT_EQ(host.references(), 0);
}

TEST_F(test_host_test, moulds_that_the_plugin_holds_are_counted) {
    EXPECT_EQ(host.moulds(), 1);
    {
        const quoin::test_provider second = host.create(plugin, "test.scripted", root_config());
        EXPECT_EQ(host.moulds(), 2);
    }
    provider.destroy();
    EXPECT_EQ(host.moulds(), 0);
}

TEST_F(test_host_test, what_a_mould_makes_is_counted_where_it_makes_something) {
    provider.destroy();
    const quoin_build& build = quoin::testing::counted_build();
    const quoin::key root("root");
    const quoin_copied twice[] = {quoin::copied_member(root, root, QUOIN_PLAIN_TEXT),
                                  quoin::copied_member(root, root, QUOIN_PLAIN_TEXT)};
    quoin_mould* mould = nullptr;
    EXPECT_EQ(build.create_mould(twice, 2, &mould), QUOIN_E_INVALID);
    EXPECT_EQ(host.moulds(), 0);
    ASSERT_EQ(build.create_mould(twice, 1, &mould), QUOIN_OK);
    const quoin_value* made = nullptr;
    EXPECT_EQ(build.mould_object(mould, value::of(7).get(), nullptr, &made), QUOIN_OK);
    EXPECT_EQ(made, nullptr);
    const value unfit = builder().object().member("root", 7).end().finish();
    EXPECT_EQ(build.mould_object(mould, unfit.get(), nullptr, &made), QUOIN_E_UNSUPPORTED);
    EXPECT_EQ(host.references(), 0);
    ASSERT_EQ(build.mould_object(mould, root_config().get(), nullptr, &made), QUOIN_OK);
    EXPECT_EQ(host.references(), 1);
    EXPECT_TRUE(quoin::testing::ledger::instance().knows(made));
    quoin::testing::counted_values().unref(made);
    EXPECT_EQ(host.references(), 0);
    build.destroy_mould(mould);
    build.destroy_mould(nullptr);
    EXPECT_EQ(host.moulds(), 0);
}

namespace {

struct test_host_rows : testing::Test {
    test_host_rows() { host.on_get("instance", "x:1", value::of("the instance")); }

    quoin::test_host host;
    const quoin_plugin& plugin = quoin::test_host::load(WRAPPER_PLUGIN);
    quoin::test_provider provider = host.create(plugin, "test.rowed");
};

}  // namespace

TEST_F(test_host_rows, several_types_are_asked_in_one_call) {
    const quoin::test_row got = provider.get_row({"row.value", "row.pass", "row.twice"}, "x:1");
    EXPECT_EQ(got.not_used, "");
    EXPECT_EQ(got.broken, "");
    EXPECT_EQ(got.asked, std::vector<std::string>{"get instance x:1"});
    ASSERT_EQ(got.results.size(), 3u);
    for (const quoin::test_result& one : got.results) EXPECT_TRUE(one.in_row);
    EXPECT_EQ(got[0].value["of"].as_string(), "the instance");
    EXPECT_TRUE(got[1].passed());
    EXPECT_EQ(got[2].value["of"].as_string(), "the instance");
}

TEST_F(test_host_rows, a_note_is_of_the_answer_that_was_begun) {
    const quoin::test_row got = provider.get_row({"row.value", "row.pass", "row.twice"}, "x:1");
    EXPECT_EQ(got[0].notes, std::vector<std::string>{"got row.value"});
    EXPECT_EQ(got[1].notes, std::vector<std::string>{});
    EXPECT_EQ(got[2].notes, std::vector<std::string>{"got row.twice"});
}

TEST_F(test_host_rows, what_is_left_and_what_comes_after_an_exception_is_asked_by_get) {
    const quoin::test_row got = provider.get_row({"row.left", "row.value", "row.throws", "row.twice"}, "x:1");
    EXPECT_EQ(got.not_used, "");
    EXPECT_FALSE(got[0].in_row);
    EXPECT_TRUE(got[0].answered());
    EXPECT_TRUE(got[1].in_row);
    EXPECT_FALSE(got[2].in_row);
    EXPECT_FALSE(got[3].in_row);
    EXPECT_TRUE(got[3].answered());
}

TEST_F(test_host_rows, one_that_fails_fails_in_get) {
    host.on_get("instance", "x:2", quoin::test_host::failing(QUOIN_E_IO, "the disk is gone"));
    const quoin::test_row got = provider.get_row({"row.value"}, "x:2");
    EXPECT_EQ(got[0].message, "the disk is gone");
    EXPECT_FALSE(got[0].in_row);
}

TEST_F(test_host_rows, a_type_has_the_place_that_the_descriptor_gives_it) {
    EXPECT_EQ(provider.get_row({"row.value", "row.place"}, "x:1")[1].value.as_int(), 1);
    EXPECT_EQ(provider.get_row({"row.place"}, "x:1")[0].value.as_int(), 1) << "not that in the row";
    quoin::test_provider bare(host, provider.raw());
    EXPECT_TRUE(bare.get_row({"row.place"}, "x:1")[0].value.is_null());
    bare.release();
}

TEST_F(test_host_rows, whoever_asks_for_more_than_the_one_answer_is_refused_and_nothing_is_used) {
    host.on_get("other", "x:1", value::of(7));
    host.on_next(value::of("below"));
    for (const std::string type : {"row.asks", "row.next"}) {
        const quoin::test_row got = provider.get_row({"row.value", type}, "x:1");
        EXPECT_EQ(got.not_used, "get_row asked for more than one answer about the subject: " +
                                    std::string(type == "row.next" ? "next" : "get other x:1"));
        EXPECT_EQ(got.asked.size(), 2u);
        for (const quoin::test_result& one : got.results) {
            EXPECT_FALSE(one.in_row);
            EXPECT_TRUE(one.answered()) << one.message;
        }
    }
}

TEST_F(test_host_rows, a_provider_that_answers_type_by_type_is_asked_so) {
    quoin::test_provider other = host.create(plugin, "test.scripted", root_config());
    const quoin::test_row got = other.get_row({"value", "pass"}, "x:1");
    EXPECT_EQ(got.not_used, "the provider has no quoin.row/1");
    EXPECT_TRUE(got[0].answered());
    EXPECT_TRUE(got[1].passed());
    EXPECT_TRUE(got.asked.empty());
}

TEST_F(test_host_rows, references_that_rows_hold_are_counted) {
    (void)provider.get_row({"row.value", "row.twice", "row.changed", "row.pass", "row.left"}, "x:1");
    (void)provider.get_row({"row.value", "row.next"}, "x:1");
    (void)provider.get_row({"row.value", "row.throws"}, "x:1");
    provider.destroy();
    EXPECT_EQ(host.references(), 0);
    EXPECT_EQ(host.builders(), 0);
}

// Members of a deferred object are made all at once here; what is read is the same.
TEST(test_host_values, a_deferred_object_reads_as_any_other_and_is_released_once) {
    static int releases = 0;
    quoin_deferred source{};
    source.struct_size = sizeof source;
    source.count = 4;
    source.name = [](void*, std::uint64_t, std::uint32_t index, quoin_str* out) -> quoin_code {
        static constexpr const char* names[] = {"zero", "one", "broken", "text"};
        *out = quoin::to_str(names[index]);
        return QUOIN_OK;
    };
    source.find = [](void*, std::uint64_t, quoin_str, const quoin_key*, std::uint32_t*) -> quoin_code {
        return QUOIN_E_NOT_FOUND;
    };
    source.make = [](void*, std::uint64_t part, std::uint32_t index, quoin_builder* into) -> quoin_code {
        if (index >= 2) return QUOIN_E_IO;
        quoin::detail::build().integer(into, static_cast<std::int64_t>(part + index));
        return QUOIN_OK;
    };
    source.release = [](void*, std::uint64_t) { ++releases; };
    source.scalar = [](void*, std::uint64_t, std::uint32_t index, quoin_scalar* out) -> quoin_code {
        if (index != 3) return QUOIN_E_UNSUPPORTED;
        out->kind = QUOIN_STRING;
        out->text = quoin::to_str("no tree");
        return QUOIN_OK;
    };
    source.part = 10;
    {
        const value object = builder().deferred(source).finish();
        ASSERT_EQ(object.size(), 4u);
        EXPECT_EQ(object["text"].as_string(), "no tree");
        EXPECT_EQ(object["one"].as_int(), 11);
        EXPECT_EQ(object.member(0).first, "zero");
        quoin_typed out{};
        EXPECT_EQ(quoin::detail::values().typed_data(object["broken"].get(), &out), QUOIN_E_IO);
        EXPECT_EQ(releases, 0);
    }
    EXPECT_EQ(releases, 1);
    builder misused;
    EXPECT_THROW(misused.end().deferred(source).finish(), quoin::error);
    EXPECT_EQ(releases, 2);
}

// Providers written against the contract, in C.
namespace {

struct broken_provider {
    quoin_result (*get)(quoin_call*, const quoin_value**);

    quoin::test_result ask() {
        quoin::test_host host;
        quoin_provider table{};
        table.struct_size = sizeof table;
        table.self = this;
        table.get = [](void* self, quoin_call* call, const quoin_request*, const quoin_value** out) {
            return static_cast<broken_provider*>(self)->get(call, out);
        };
        quoin::test_provider provider(host, &table);
        return provider.get("type", "x:1");
    }
};

}  // namespace

TEST(test_host_contract, whatever_breaks_it_is_named) {
    const struct {
        quoin_result (*get)(quoin_call*, const quoin_value**);
        const char* broken;
    } cases[] = {
        {[](quoin_call*, const quoin_value**) -> quoin_result { return 7; },
         "returned 7, expected 0, 1 or -1"},
        {[](quoin_call*, const quoin_value**) -> quoin_result { return QUOIN_VALUE; },
         "QUOIN_VALUE without a value in *out (null is a value: make one)"},
        {[](quoin_call*, const quoin_value** out) -> quoin_result {
             *out = nullptr;
             return QUOIN_PASS;
         },
         "QUOIN_PASS, but *out was changed"},
        {[](quoin_call*, const quoin_value**) -> quoin_result { return QUOIN_ERROR; },
         "QUOIN_ERROR without a reason (set_error was not called)"},
        {[](quoin_call*, const quoin_value** out) -> quoin_result {
             static const int mine = 0;
             *out = reinterpret_cast<const quoin_value*>(&mine);
             return QUOIN_VALUE;
         },
         "*out is no value that the host made"},
        {[](quoin_call*, const quoin_value**) -> quoin_result { throw 1; },
         "an exception came out of the provider"},
    };
    for (const auto& one : cases) EXPECT_EQ(broken_provider{one.get}.ask().broken, one.broken);
}

// The same of rows.
namespace {

struct broken_rows {
    void (*get_row)(quoin_call*, quoin_row*);

    quoin::test_row ask() {
        static broken_rows* asked;
        asked = this;
        static constexpr quoin_provider_row rows{
            sizeof rows, 0, [](void*, quoin_call* call, quoin_row* row) { asked->get_row(call, row); }};
        quoin_provider table{};
        table.struct_size = sizeof table;
        table.get = [](void*, quoin_call*, const quoin_request*, const quoin_value**) -> quoin_result {
            return QUOIN_PASS;
        };
        table.get_extension = [](void*, quoin_str) -> const void* { return &rows; };
        quoin::test_provider provider(host(), &table);
        return provider.get_row({"a"}, "x:1");
    }
    static quoin::test_host& host() {
        static quoin::test_host one;
        return one;
    }
};

}  // namespace

TEST(test_host_contract, whatever_breaks_it_in_a_row_is_named) {
    const struct {
        void (*get_row)(quoin_call*, quoin_row*);
        const char* broken;
        bool of_the_row;
    } cases[] = {
        {[](quoin_call*, quoin_row* row) { row->answers[0].result = 7; },
         "the result is 7, expected 0, 1 or -1", false},
        {[](quoin_call*, quoin_row* row) { row->answers[0].result = QUOIN_VALUE; },
         "QUOIN_VALUE without an answer (null is a value: make one)", false},
        {[](quoin_call*, quoin_row* row) {
             row->answers[0].result = QUOIN_PASS;
             row->answers[0].answer = value::null().release();
             quoin::testing::ledger::instance().took(row->answers[0].answer);
         },
         "an answer, but the result is QUOIN_PASS", false},
        {[](quoin_call*, quoin_row* row) {
             row->answers[0].answer = value::null().release();
             quoin::testing::ledger::instance().took(row->answers[0].answer);
         },
         "an answer, but the result is QUOIN_ERROR, as it came", false},
        {[](quoin_call*, quoin_row* row) {
             static const int mine = 0;
             row->answers[0].result = QUOIN_VALUE;
             row->answers[0].answer = reinterpret_cast<const quoin_value*>(&mine);
         },
         "the answer is no value that the host made", false},
        {[](quoin_call*, quoin_row* row) { row->answers[1].result = QUOIN_PASS; },
         "an answer behind the 1 that are asked for", true},
        {[](quoin_call* call, quoin_row* row) {
             row->at = 3;
             broken_rows::host().raw()->note(call, quoin::to_str("lost"));
         },
         "a note at 3 of a row of 1", true},
        {[](quoin_call*, quoin_row*) { throw 1; }, "an exception came out of get_row", true},
    };
    for (const auto& one : cases) {
        const quoin::test_row got = broken_rows{one.get_row}.ask();
        EXPECT_EQ(one.of_the_row ? got.broken : got[0].broken, one.broken);
        EXPECT_NE(one.of_the_row ? got.breach : got[0].breach, quoin::test_breach::none);
        EXPECT_EQ(got[0].in_row, !one.of_the_row);
    }
    EXPECT_EQ(broken_rows::host().references(), 0);
}
