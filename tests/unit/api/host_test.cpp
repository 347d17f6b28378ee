// quoin::host as an embedding program uses it, with callables for providers and no plugins.
#include <quoin/host.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace quoin {
namespace {

struct embedded_host : testing::Test {
    host under_test{
        host_options{.use_environment = false, .log = [](int, std::string_view, std::string_view) {}}};

    static provider_function text(const std::string& answer_text) {
        return [answer_text](call&, const request&) -> answer { return value::of(answer_text); };
    }
    std::string asked(std::string_view type = "t") const {
        const auto found = under_test.get(type, "s");
        return found ? std::string(*found->as_string()) : "(none)";
    }
};

TEST_F(embedded_host, without_a_manifest_has_no_providers_and_no_answers) {
    EXPECT_EQ(under_test.get("t", "s"), std::nullopt);
    EXPECT_EQ(under_test.providers().size(), 0u);
    EXPECT_TRUE(under_test.types().empty());
    EXPECT_TRUE(under_test.problems().empty());
}

TEST_F(embedded_host, any_callable_is_a_provider_until_its_handle_goes) {
    {
        const auto handle = under_test.add_provider(text("x"), {.types = {"t"}});
        EXPECT_EQ(asked(), "x");
        EXPECT_EQ(handle.id(), "callable-1");
    }
    EXPECT_EQ(asked(), "(none)");
}

TEST_F(embedded_host, a_handle_can_be_moved_removed_and_released) {
    auto one = under_test.add_provider(text("x"), {.types = {"t"}, .id = "one"});
    provider_handle other;
    other = std::move(one);
    EXPECT_EQ(asked(), "x");
    other.remove();
    other.remove();
    EXPECT_EQ(asked(), "(none)");
    {
        auto kept = under_test.add_provider(text("kept"), {.types = {"t"}});
        kept.release();
    }
    EXPECT_EQ(asked(), "kept");
}

TEST_F(embedded_host, a_handle_may_outlive_its_host) {
    provider_handle handle;
    {
        host shorter{host_options{.use_environment = false}};
        handle = shorter.add_provider(text("x"));
    }
    handle.remove();
}

TEST_F(embedded_host, priorities_order_callables_and_the_later_goes_first_at_a_tie) {
    const auto a = under_test.add_provider(text("a"), {.types = {"t"}});
    const auto b = under_test.add_provider(text("b"), {.types = {"t"}});
    EXPECT_EQ(asked(), "b");
    const auto c = under_test.add_provider(text("c"), {.types = {"t"}, .priority = 1});
    EXPECT_EQ(asked(), "c");
}

TEST_F(embedded_host, an_id_is_taken_once) {
    const auto one = under_test.add_provider(text("x"), {.types = {"t"}, .id = "mine"});
    EXPECT_THROW((void)under_test.add_provider(text("y"), {.types = {"t"}, .id = "mine"}), error);
}

TEST_F(embedded_host, providers_are_removed_by_id_and_all_at_once) {
    auto one = under_test.add_provider(text("one"), {.types = {"t"}, .id = "one"});
    auto two = under_test.add_provider(text("two"), {.types = {"t"}, .id = "two"});
    EXPECT_TRUE(under_test.remove_provider("two"));
    EXPECT_FALSE(under_test.remove_provider("two"));
    EXPECT_EQ(asked(), "one");
    under_test.remove_all_providers();
    EXPECT_EQ(asked(), "(none)");
}

TEST_F(embedded_host, a_failure_is_an_exception_that_says_who_what_and_why) {
    const auto broken = under_test.add_provider(
        [](call&, const request&) -> answer { throw error(QUOIN_E_FORMAT, "cut at byte 12"); },
        {.types = {"t"}, .id = "com.acme.broken"});
    try {
        (void)under_test.get("t", "subject");
        FAIL() << "no exception";
    } catch (const query_error& e) {
        EXPECT_EQ(e.code(), QUOIN_E_FORMAT);
        EXPECT_EQ(e.message(), "cut at byte 12");
        EXPECT_EQ(e.provider(), "com.acme.broken");
        EXPECT_EQ(e.type(), "t");
        EXPECT_EQ(e.subject(), "subject");
    }
}

TEST_F(embedded_host, several_subjects_and_first_of) {
    const auto p = under_test.add_provider([](call&, const request& r) -> answer {
        if (r.subject() == "none") return pass;
        return value::of(static_cast<std::int64_t>(r.subject_count()));
    });
    const std::vector<std::string> three{"a", "b", "c"};
    EXPECT_EQ(under_test.get("t", three)->as_int(), 3);
    const std::vector<std::string> two{"none", "b"};
    EXPECT_EQ(under_test.first_of("t", two)->as_int(), 1);
}

TEST_F(embedded_host, options_reach_the_provider) {
    const auto p = under_test.add_provider(
        [](call&, const request& r) -> answer { return value(r.options()["frame"]); }, {.types = {"t"}});
    const value options = builder().object().member("frame", 7).end().finish();
    EXPECT_EQ(under_test.get("t", "s", options)->as_int(), 7);
}

TEST_F(embedded_host, a_fact_nobody_takes_is_said) {
    EXPECT_FALSE(under_test.add("naturalized", "s", value::of("fact")));
}

TEST_F(embedded_host, a_timeout_ends_a_query_that_listens) {
    const auto p = under_test.add_provider([](call& c, const request&) -> answer {
        while (!c.cancelled()) {
        }
        return pass;
    });
    try {
        (void)under_test.get("t", "s", {}, {.timeout = std::chrono::milliseconds(1)});
        FAIL() << "no exception";
    } catch (const query_error& e) {
        EXPECT_EQ(code_name(e.code()), "timeout");
    }
}

TEST_F(embedded_host, lists_its_providers_for_people_and_programs) {
    const auto p = under_test.add_provider(text("x"), {.types = {"t"}, .priority = 5, .id = "mine"});
    const value listed = under_test.providers();
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0]["id"].as_string(), "mine");
    EXPECT_EQ(listed[0]["priority"].as_int(), 5);
    std::vector<std::string> members;  // those of docs/json-rpc.md; reason and sha256 where there is one
    for (std::size_t i = 0; i < listed[0].size(); ++i) members.emplace_back(listed[0].member(i).first);
    EXPECT_EQ(members, (std::vector<std::string>{"id", "name", "version", "vendor", "description", "library",
                                                 "priority", "priorityOrigin", "priorities", "types",
                                                 "threadSafe", "tracked", "blocking", "onError", "timeoutMs",
                                                 "state", "calls", "errors", "ns"}));
    EXPECT_EQ(listed[0]["priorityOrigin"].as_string(), "add_provider");
    EXPECT_EQ(listed[0]["state"].as_string(), "active");
    EXPECT_EQ(to_json(listed[0]["types"]), R"(["t"])");
}

TEST_F(embedded_host, a_manifest_that_is_not_there_is_a_config_error) {
    EXPECT_THROW(host(host_options{.manifest = "/nowhere/quoin.yaml", .use_environment = false}),
                 config_error);
}

TEST_F(embedded_host, providers_come_and_go_while_queries_run) {
    const auto base = under_test.add_provider(text("base"), {.types = {"t"}, .priority = -1});
    std::atomic<bool> done{false};
    std::atomic<int> wrong{0};
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i)
        readers.emplace_back([&] {
            while (!done) {
                const std::string found = asked();
                if (found != "base" && found != "guest") ++wrong;
            }
        });
    for (int i = 0; i < 200; ++i) {
        const auto guest = under_test.add_provider(text("guest"), {.types = {"t"}});
    }
    done = true;
    readers.clear();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace quoin
