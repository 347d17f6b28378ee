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
