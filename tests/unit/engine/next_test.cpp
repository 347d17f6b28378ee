// `next`: the rest of the own chain.
#include "engine_fixture.hpp"
#include "fact_provider.hpp"

#include <engine/plugin_provider.hpp>

namespace quoin::engine {
namespace {

struct next_rule : engine_fixture {};

TEST_F(next_rule, a_provider_can_transform_what_comes_back) {
    answers("lower", "plain", {.priority = 1});
    provide("upper",
            [](call& c, const request&) -> answer {
                const auto below = c.next();
                return value::of("wrapped " + std::string(*below->as_string()));
            },
            {.priority = 2});
    EXPECT_EQ(text(), "wrapped plain");
}

TEST_F(next_rule, nothing_below_is_nothing) {
    provide("only", [](call& c, const request&) -> answer { return c.next(); });
    EXPECT_EQ(text(), "(none)");
}

TEST_F(next_rule, another_subject_may_be_asked_of_the_rest) {
    provide("lower", [](call&, const request& r) -> answer { return value::of(r.subject()); },
            {.priority = 1});
    provide("upper",
            [](call& c, const request& r) -> answer {
                quoin_request changed = *r.raw();
                const quoin_str base = to_str("base");
                changed.subjects = &base;
                changed.subject_count = 1;
                return c.next(changed);
            },
            {.priority = 2});
    EXPECT_EQ(text("t", {"base/frames/1"}), "base");
}

TEST_F(next_rule, a_cycle_through_another_subject_is_one_and_has_its_path) {
    provide("frames",
            [](call& c, const request& r) -> answer {
                if (r.subject() != "frame") return pass;
                quoin_request changed = *r.raw();
                const quoin_str object = to_str("object");
                changed.subjects = &object;
                return c.next(changed);
            },
            {.priority = 1, .tracked = true});
    provide("objects", [](call& c, const request&) -> answer { return c.get("t", "frame"); },
            {.tracked = true});
    const result found = get("t", {"frame"});
    EXPECT_EQ(found.error.code, QUOIN_E_CYCLE);
    EXPECT_EQ(found.error.provider, "");
    EXPECT_EQ(found.error.message,
              "the query asks itself: t of frame [frames] -> t of object [objects] -> t of frame");
}

/// As a plugin: hands every fact on about "object", and answers what that is.
struct hands_on final : provider {
    explicit hands_on(engine& of) {
        static const quoin_str id = to_str("hands-on");
        static const quoin_plugin plugin{.struct_size = sizeof plugin,
                                         .abi_major = QUOIN_ABI_MAJOR,
                                         .abi_minor = QUOIN_ABI_MINOR,
                                         .min_host_minor = 0,
                                         .descriptors = nullptr,
                                         .descriptor_count = 0,
                                         .create = &create};
        made = create_plugin_provider(of, plugin, std::string(to_view(id)), {}, nullptr).made;
    }
    static quoin_result QUOIN_CALL about_object(void* self, quoin_call* call, const quoin_request* asked,
                                                const quoin_value** out) {
        quoin_request changed = *asked;
        const quoin_str object = to_str("object");
        changed.subjects = &object;
        changed.subject_count = 1;
        return static_cast<const quoin_host*>(self)->next(call, &changed, out);
    }
    static void QUOIN_CALL destroy(void*) {}
    static quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call*, quoin_str, const quoin_value*,
                                          const quoin_provider** out) {
        static quoin_provider table{};
        table.struct_size = sizeof table;
        table.self = const_cast<quoin_host*>(host);
        table.get = &about_object;
        table.add = &about_object;
        table.destroy = &destroy;
        *out = &table;
        return QUOIN_VALUE;
    }
    quoin_result get(quoin_call& call, const quoin_request& asked,
                     const quoin_value*& out) noexcept override {
        return made->get(call, asked, out);
    }
    quoin_result add(quoin_call& call, const quoin_request& asked,
                     const quoin_value*& out) noexcept override {
        return made->add(call, asked, out);
    }
    void clear(std::string_view, std::string_view) noexcept override {}
    std::shared_ptr<provider> made;
};

TEST_F(next_rule, a_fact_that_is_handed_on_about_another_subject_changes_that_one) {
    std::string fact = "1";
    registration below;
    below.id = "store";
    below.types = {"t"};
    below.thread_safe = below.tracked = true;
    below.priority = {0, "test"};
    under_test.add_provider(
        below, std::make_shared<fact_provider>(
                   under_test, "store", [&](call&, const request&) -> answer { return value::of(fact); },
                   [&](std::string_view, view payload) {
                       fact = std::string(payload.as_string().value_or(""));
                       return true;
                   },
                   [](std::string_view) {}));
    registration above = below;
    above.id = "hands-on";
    above.priority = {1, "test"};
    under_test.add_provider(above, std::make_shared<hands_on>(under_test));
    for (const char* const subject : {"frame1", "frame2", "object"})
        EXPECT_EQ(text("t", {subject}), "1") << subject;
    EXPECT_EQ(under_test.add({.type = "t", .subjects = {"frame1"}}, value::of("2")).outcome, QUOIN_VALUE);
    for (const char* const subject : {"frame1", "frame2", "object", "frame3"})
        EXPECT_EQ(text("t", {subject}), "2") << subject;
}

TEST_F(next_rule, another_type_is_refused) {
    provide("upper", [](call& c, const request& r) -> answer {
        quoin_request changed = *r.raw();
        changed.type = to_str("other");
        return c.next(changed);
    });
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_INVALID);
    EXPECT_EQ(found.error.message,
              "next asks the rest of the same chain: its type must not differ (use get)");
}

TEST_F(next_rule, an_error_below_reaches_the_wrapper_and_names_the_one_to_blame) {
    provide("lower", [](call&, const request&) -> answer { throw error(QUOIN_E_FORMAT, "broken bytes"); },
            {.priority = 1});
    provide("upper", [](call& c, const request&) -> answer { return c.next(); }, {.priority = 2});
    const result found = get("t");
    EXPECT_EQ(found.error.code, QUOIN_E_FORMAT);
    EXPECT_EQ(found.error.provider, "lower");
    EXPECT_EQ(found.error.message, "broken bytes");
}

TEST_F(next_rule, a_wrapper_may_answer_in_spite_of_an_error_below) {
    provide("lower", [](call&, const request&) -> answer { throw error("broken"); }, {.priority = 1});
    provide("upper",
            [](call& c, const request&) -> answer {
                try {
                    return c.next();
                } catch (const error&) {
                    return value::of("mended");
                }
            },
            {.priority = 2});
    EXPECT_EQ(text(), "mended");
}

TEST_F(next_rule, wrappers_that_pass_after_next_ask_each_provider_once) {
    int asked_last = 0;
    provide("last", [&](call&, const request&) -> answer {
        ++asked_last;
        return pass;
    });
    for (int i = 0; i < 60; ++i)
        provide("wrapper-" + std::to_string(i),
                [](call& c, const request&) -> answer {
                    c.next();
                    return pass;
                },
                {.priority = i + 1});
    EXPECT_EQ(text(), "(none)");
    EXPECT_EQ(asked_last, 1);
}

TEST_F(next_rule, what_was_found_below_is_the_answer_of_a_wrapper_that_passes) {
    answers("lower", "lower", {.priority = 1});
    provide("upper",
            [](call& c, const request&) -> answer {
                c.next();
                return pass;
            },
            {.priority = 2});
    EXPECT_EQ(text(), "lower");
}

// A provider of both chains that take part in add: the fact goes down the chain until one takes it.
struct fact_keeper : provider {
    std::string kept;
    bool takes = true;
    quoin_result get(quoin_call&, const quoin_request&, const quoin_value*& out) noexcept override {
        if (kept.empty()) return QUOIN_PASS;
        out = value::of(kept).release();
        return QUOIN_VALUE;
    }
    quoin_result add(quoin_call&, const quoin_request& request, const quoin_value*&) noexcept override {
        if (!takes) return QUOIN_PASS;
        kept = view(request.payload).as_string().value_or("");
        return QUOIN_VALUE;
    }
    void clear(std::string_view, std::string_view) noexcept override { kept.clear(); }
};

TEST_F(next_rule, add_is_taken_by_the_first_that_wants_it_and_clear_forgets) {
    registration how;
    how.types = {"t"};
    how.thread_safe = true;
    const auto upper = std::make_shared<fact_keeper>();
    const auto lower = std::make_shared<fact_keeper>();
    upper->takes = false;
    how.id = "lower";
    under_test.add_provider(how, lower);
    how.id = "upper";
    under_test.add_provider(how, upper);

    EXPECT_EQ(under_test.add({.type = "t", .subjects = {"s"}}, value::of("fact")).outcome, QUOIN_VALUE);
    EXPECT_EQ(upper->kept, "");
    EXPECT_EQ(lower->kept, "fact");
    EXPECT_EQ(text(), "fact");
    under_test.clear("t", "s");
    EXPECT_EQ(text(), "(none)");

    lower->takes = false;
    EXPECT_EQ(under_test.add({.type = "t", .subjects = {"s"}}, value::of("fact")).outcome, QUOIN_PASS);
    EXPECT_EQ(under_test.add({.type = "t", .subjects = {"s"}}, {}).error.message,
              "add needs a payload, and there is none");
}

}  // namespace
}  // namespace quoin::engine
