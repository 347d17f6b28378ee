// Providers that answer several types in one call: what that comes to is what get comes to.
#include "../value/counting_source.hpp"
#include "rows_fixture.hpp"

namespace quoin::engine {
namespace {

const std::vector<std::string> abd{"a", "b", "d"};

/// What get answers where a row does not: the whole.
answer the_whole(call& c, std::string_view /*type*/, std::string_view subject) {
    return c.get("whole", subject);
}

TEST_F(rows_in_calls, of_known_parts_ask_for_all_in_one_call_and_keep_what_came) {
    const engine::token many = serves("many", abd, names("many"));
    learn(abd);
    const std::uint64_t calls_before = calls_of(many).calls;
    const std::chrono::nanoseconds time_before = calls_of(many).time;
    const type_statistics before = of("b");
    EXPECT_EQ(row(abd), (texts{"many of a(one)", "many of b(one)", "many of d(one)"}));
    EXPECT_EQ(in_rows, texts{"many: a b d"});
    EXPECT_EQ(called("many"), 0);
    EXPECT_EQ(calls_of(many).calls - calls_before, 3u);
    EXPECT_EQ(calls_of(many).errors, 0u);
    EXPECT_GT(calls_of(many).time, time_before);
    const type_statistics after = of("b");
    EXPECT_EQ(after.entries - before.entries, 1u);
    EXPECT_EQ(after.misses - before.misses, 1u);
    EXPECT_EQ(after.recomputations - before.recomputations, 1u);
    EXPECT_EQ(after.hits - before.hits, 0u);
    EXPECT_GT(after.bytes, before.bytes);

    forget_calls();
    EXPECT_EQ(row(abd), (texts{"many of a(one)", "many of b(one)", "many of d(one)"}));
    EXPECT_EQ(text("b"), "many of b(one)");
    EXPECT_EQ(under_test.kept("d", "s").answer().as_string(), "many of d(one)");
    EXPECT_TRUE(calls.empty());
    EXPECT_EQ(of("b").hits - after.hits, 2u);
    EXPECT_EQ(called("holder"), 0);
}

TEST_F(rows_in_calls, have_the_places_that_types_have_in_what_the_row_asks_for) {
    serves("many", abd, names("many"));
    learn(abd);
    EXPECT_EQ(row({"d", "whole", "t", "a", "nobody's", "a", "b"}),
              (texts{"many of d(one)", "one", "maker of t(one)", "many of a(one)", "(none)", "many of a(one)",
                     "many of b(one)"}));
    EXPECT_EQ(in_rows, texts{"many: d a b"});
    EXPECT_EQ(called("maker of t"), 1);
    EXPECT_EQ(called("many"), 0);
}

TEST_F(rows_in_calls, keep_that_there_is_no_answer) {
    const rule by_type = [](call& c, std::string_view type, std::string_view subject) -> answer {
        auto whole = c.get("whole", subject);
        return type == "b" ? answer(pass) : answer(std::move(whole));
    };
    serves("many", abd, by_type);
    learn(abd);
    const std::uint64_t entries = of("b").entries;
    EXPECT_EQ(row(abd), (texts{"one", "(none)", "one"}));
    EXPECT_EQ(of("b").entries - entries, 1u);
    EXPECT_EQ(row(abd), (texts{"one", "(none)", "one"}));
    EXPECT_EQ(text("b"), "(none)");
    EXPECT_TRUE(under_test.kept("b", "s"));
    EXPECT_EQ(in_rows, texts{"many: a b d"});
    EXPECT_EQ(called("many"), 0);
}

TEST_F(rows_in_calls, of_a_whole_that_nobody_answers) {
    serves("many", abd, names("many"));
    learn(abd);
    EXPECT_EQ(text("whole", {"other"}), "(none)");
    EXPECT_EQ(row(abd, "other"), (texts{"(none)", "(none)", "(none)"}));
    EXPECT_EQ(in_rows, texts{"many: a b d"});
    EXPECT_EQ(row(abd, "other"), (texts{"(none)", "(none)", "(none)"}));
    EXPECT_EQ(in_rows.size(), 1u);
    add("whole", "other", "two");
    text("whole", {"other"});
    EXPECT_EQ(row({"a"}, "other"), texts{"many of a(two)"});
}

TEST_F(rows_in_calls, go_with_the_whole_one_by_one_and_with_their_chain) {
    serves("many", abd, names("many"));
    learn(abd);
    row(abd);
    add("whole", "s", "two");
    text("whole");
    EXPECT_EQ(row(abd), (texts{"many of a(two)", "many of b(two)", "many of d(two)"}));
    EXPECT_EQ(in_rows.size(), 2u);

    in_rows.clear();
    under_test.invalidate("many", "b", "s");
    EXPECT_FALSE(under_test.kept("b", "s"));
    EXPECT_TRUE(under_test.kept("a", "s"));
    row(abd);
    EXPECT_EQ(in_rows, texts{"many: b"});

    in_rows.clear();
    passes("below", {.priority = -5, .types = {"a"}, .tracked = true});
    const auto above = passes("above", {.priority = 5, .types = {"d"}, .tracked = true});
    EXPECT_TRUE(under_test.kept("a", "s"));
    EXPECT_FALSE(under_test.kept("d", "s"));
    under_test.remove_provider(above);
    EXPECT_EQ(row(abd), (texts{"many of a(two)", "many of b(two)", "many of d(two)"}));
    EXPECT_EQ(in_rows, texts{"many: d"});

    in_rows.clear();
    add("whole", "s", "two");
    row(abd);
    EXPECT_TRUE(in_rows.empty()) << "they stand where the whole comes out equal";
}

TEST_F(rows_in_calls, give_their_memory_back) {
    serves("many", abd, names("many"));
    learn(abd);
    under_test.set_cache({.max_bytes = 0});
    under_test.set_cache({});
    const std::uint64_t nothing = bytes();
    for (int i = 0; i < 20; ++i) {
        const std::string subject = "image:" + std::to_string(i);
        knows_whole(subject, "one");
        row(abd, subject);
    }
    EXPECT_EQ(of("a").entries, 20u);
    EXPECT_EQ(in_rows.size(), 1u) << "of the last subject";
    under_test.set_cache({.max_bytes = 0});
    EXPECT_EQ(bytes(), nothing);
    for (const std::string& type : abd) EXPECT_EQ(of(type).bytes, 0u) << type;
    EXPECT_EQ(row(abd, "image:3"), (texts{"many of a(one)", "many of b(one)", "many of d(one)"}));
}

TEST_F(rows_in_calls, heed_the_budget_at_once) {
    serves("many", abd, names("many"));
    learn(abd);
    knows_whole("r", "one");
    const std::uint64_t most = bytes();
    under_test.set_cache({.max_bytes = most});
    EXPECT_EQ(row(abd, "r"), (texts{"many of a(one)", "many of b(one)", "many of d(one)"}));
    EXPECT_EQ(in_rows.size(), 1u);
    EXPECT_LE(bytes(), most);
}

TEST_F(rows_in_calls, ask_with_get_for_what_is_left_which_fails_there) {
    const rule choosy = [](call& c, std::string_view type, std::string_view subject) -> answer {
        auto whole = c.get("whole", subject);
        if (type == "b" && subject != "first") throw error(QUOIN_E_FORMAT, "not this one");
        return whole;
    };
    serves("many", abd, choosy);
    learn(abd);
    std::vector<found> got(3);
    under_test.get_row(abd, "s", got);
    EXPECT_EQ(got[0].answer.as_string(), "one");
    EXPECT_EQ(got[2].answer.as_string(), "one");
    ASSERT_TRUE(got[1].error);
    EXPECT_EQ(got[1].error->code, QUOIN_E_FORMAT);
    EXPECT_EQ(got[1].error->message, "not this one");
    EXPECT_EQ(got[1].error->provider, "many");
    EXPECT_EQ(got[1].error->type, "b");
    EXPECT_EQ(got[1].error->subject, "s");
    EXPECT_EQ(called("many"), 1);
    EXPECT_FALSE(under_test.kept("b", "s"));
    EXPECT_TRUE(under_test.kept("a", "s"));
}

TEST_F(rows_in_calls, that_break_the_contract_are_asked_by_get_and_leak_nothing) {
    struct breach {
        const char* what;
        int by_get;
        std::function<bool(quoin_row&, const std::function<const quoin_value*()>& value)> does;
    };
    using maker = std::function<const quoin_value*()>;
    const auto all = [](quoin_row& asked, quoin_result result, const maker& value) {
        for (std::size_t i = 0; i < asked.count; ++i) {
            asked.answers[i].result = result;
            asked.answers[i].answer = value ? value() : nullptr;
        }
    };
    const std::vector<breach> breaches{
        {"a value that is none", 3,
         [&](quoin_row& asked, const maker&) { return all(asked, QUOIN_VALUE, {}), true; }},
        {"a pass with an answer", 3,
         [&](quoin_row& asked, const maker& value) { return all(asked, QUOIN_PASS, value), true; }},
        {"an error with an answer", 3,
         [&](quoin_row& asked, const maker& value) { return all(asked, QUOIN_ERROR, value), true; }},
        {"an unknown result", 3, [&](quoin_row& asked, const maker&) { return all(asked, 7, {}), true; }},
        {"an unknown result with an answer", 3,
         [&](quoin_row& asked, const maker& value) { return all(asked, 7, value), true; }},
        {"good answers, and an exception", 3,
         [&](quoin_row& asked, const maker& value) { return all(asked, QUOIN_VALUE, value), false; }},
        {"passes, and an exception", 3,
         [&](quoin_row& asked, const maker&) { return all(asked, QUOIN_PASS, {}), false; }},
        {"one of them only", 1,
         [&](quoin_row& asked, const maker& value) {
             all(asked, QUOIN_VALUE, value);
             asked.answers[1].result = QUOIN_PASS;
             return true;
         }},
        {"nothing", 3, [](quoin_row&, const maker&) { return true; }},
        {"nobody knows where it is", 0, [&](quoin_row& asked, const maker& value) {
             all(asked, QUOIN_VALUE, value);
             asked.at = ~std::size_t{0};
             return true;
         }}};

    for (const breach& one : breaches) {
        tests::counting_source source({tests::int_member("number", 1)});
        int made = 0;
        const engine::token many = serves(
            "many", abd,
            [&](call& c, quoin_row& asked) {
                static_cast<void>(c.get("whole", to_view(asked.subject)));
                const bool is_good = one.does(asked, [&] {
                    ++made;
                    return source.object().release();
                });
                c.note("noted");
                return is_good;
            },
            the_whole);
        learn(abd);
        knows_whole(one.what, "one");
        std::vector<found> got(3);
        under_test.get_row(abd, one.what, got);
        EXPECT_EQ(in_rows.size(), 1u) << one.what;
        EXPECT_EQ(called("many"), one.by_get) << one.what;
        for (const found& each : got) EXPECT_EQ(each.outcome, QUOIN_VALUE) << one.what;
        EXPECT_EQ(got[1].answer.as_string(),
                  one.by_get ? std::optional<std::string_view>("one") : std::nullopt)
            << one.what;
        got.clear();
        for (const std::string& type : abd) EXPECT_TRUE(under_test.kept(type, one.what)) << one.what;
        EXPECT_EQ(story("a", one.what), one.by_get == 1 ? "many answered! [noted]" : "many answered!")
            << one.what;
        under_test.remove_provider(many);
        free_all();
        EXPECT_EQ(source.releases, made) << one.what;
    }
}

TEST_F(rows_in_calls, whose_answers_nobody_keeps_let_go_of_them) {
    tests::counting_source source({tests::int_member("number", 1)});
    int made = 0;
    const engine::token many = serves(
        "many", abd,
        [&](call& c, quoin_row& asked) {
            static_cast<void>(c.get("whole", to_view(asked.subject)));
            quoin::row in(asked);
            for (std::size_t i = 0; i < in.size(); ++i) in.answer(i, (++made, source.object()));
            if (made == 3) under_test.invalidate("many", "b", "s");
            return true;
        },
        the_whole);
    learn(abd);
    std::vector<found> got(3);
    under_test.get_row(abd, "s", got);
    EXPECT_EQ(made, 3);
    EXPECT_EQ(source.releases, 1) << "what changed meanwhile";
    EXPECT_EQ(got[0].answer["number"].as_int(), 1);
    EXPECT_EQ(got[1].answer.as_string(), "one");
    got.clear();
    under_test.remove_provider(many);
    free_all();
    EXPECT_EQ(source.releases, 3);
}

TEST_F(rows_in_calls, that_ask_for_anything_but_the_whole_are_asked_by_get) {
    holds("side holder", "side");
    add("side", "s", "of the side");
    add("side", "first", "of the side");
    const std::vector<std::pair<const char*, std::function<void(call&, std::string_view subject)>>> more{
        {"another type", [](call& c, std::string_view subject) { c.get("side", subject); }},
        {"another subject", [](call& c, std::string_view) { c.get("whole", "first"); }},
        {"two subjects",
         [](call& c, std::string_view subject) {
             const std::array<quoin_str, 2> both{to_str(subject), to_str("first")};
             c.get("whole", both);
         }},
        {"options",
         [](call& c, std::string_view subject) {
             c.get("whole", subject, builder().object().member("x", 1).end().finish());
         }},
        {"the rest of the chain", [](call& c, std::string_view) { c.next(); }},
        {"the rest of the chain of another subject", [](call& c, std::string_view) {
             const quoin_str other = to_str("first");
             quoin_request changed{};
             changed.struct_size = sizeof changed;
             changed.subjects = &other;
             changed.subject_count = 1;
             c.next(changed);
         }}};
    for (const auto& [what, asks] : more) {
        int refused = 0;
        const rule says = names("many");
        const engine::token many = serves(
            "many", abd,
            [&, asks = asks](call& c, quoin_row& in) {
                answer_all(c, in, says);
                try {
                    asks(c, to_view(in.subject));
                } catch (const error& e) {
                    EXPECT_EQ(e.code(), QUOIN_E_UNSUPPORTED) << what;
                    ++refused;
                }
                return true;
            },
            says);
        learn(abd);
        under_test.invalidate("many", "", "");
        EXPECT_EQ(row(abd), (texts{"many of a(one)", "many of b(one)", "many of d(one)"})) << what;
        EXPECT_EQ(refused, 1) << what;
        EXPECT_EQ(called("many row"), 1) << what;
        EXPECT_EQ(called("many"), 3) << what;
        EXPECT_EQ(called("side holder"), 0) << what;
        EXPECT_EQ(row(abd), (texts{"many of a(one)", "many of b(one)", "many of d(one)"})) << what;
        EXPECT_TRUE(calls.empty() || calls["many"] == 0) << what << " is not taken for what it rests on";
        under_test.remove_provider(many);
    }
}

TEST_F(rows_in_calls, that_ask_who_stands_first_in_a_chain_are_asked_by_get) {
    const rule says = [](call& c, std::string_view, std::string_view subject) -> answer {
        auto whole = c.get("whole", subject);
        if (subject == "first") return whole;  // else it is not known for a part
        return value::of(std::string(*whole->as_string()) + (c.same_first("t", "u") ? " same" : " other"));
    };
    serves("many", {"a", "b"}, says);
    learn({"a", "b"});
    asks("maker of both", "t", "whole", {.priority = 3, .tracked = true});
    under_test.invalidate("many", "", "");
    for (int i = 0; i < 2; ++i) EXPECT_EQ(row({"a", "b"}), (texts{"one other", "one other"}));
    EXPECT_EQ(called("many row"), 1);
    EXPECT_EQ(called("many"), 2);
    provide("of both", [](call&, const request&) -> answer { return pass; },
            {.priority = 9, .types = {"t", "u"}, .tracked = true});
    EXPECT_EQ(row({"a", "b"}), (texts{"one same", "one same"}));
}

/// Tells the engine what else its answers rest on, in each call.
struct knows_a_file : row_provider {
    using row_provider::row_provider;
    std::function<void(quoin_call&)> tells = [](quoin_call&) {};
    quoin_result get(quoin_call& call, const quoin_request& request,
                     const quoin_value*& out) noexcept override {
        const quoin_result outcome = row_provider::get(call, request, out);
        tells(call);
        return outcome;
    }
    bool get_row(quoin_call& call, quoin_row& asked) noexcept override {
        const bool is_good = row_provider::get_row(call, asked);
        tells(call);
        return is_good;
    }
};

struct rows_of_files : rows_in_calls {
    std::shared_ptr<knows_a_file> many;

    void SetUp() override {
        rows_in_calls::SetUp();
        registration stands;
        stands.id = "many";
        stands.types = abd;
        stands.thread_safe = stands.tracked = true;
        const rule says = names("many");
        many = std::make_shared<knows_a_file>(
            under_test, "many", abd,
            [this, says](call& c, const request& r) {
                ++calls["many"];
                return says(c, r.type(), r.subject());
            },
            [this, says](call& c, quoin_row& in) {
                ++calls["many row"];
                answer_all(c, in, says);
                return true;
            });
        under_test.add_provider(stands, many);
        learn(abd);
    }
};

TEST_F(rows_of_files, are_asked_by_get) {
    many->tells = [](quoin_call& call) { engine::rests_on(call, "/images/one.dcm", {1, 2, 3}); };
    EXPECT_EQ(row(abd), (texts{"many of a(one)", "many of b(one)", "many of d(one)"}));
    EXPECT_EQ(called("many row"), 1);
    EXPECT_EQ(called("many"), 3);
    for (const std::string& type : abd) {
        const value trace = under_test.explain({.type = type, .subjects = {"s"}});
        EXPECT_EQ(trace["facts"][0]["type"].as_string(), "whole") << type;
        EXPECT_EQ(trace["facts"][1]["name"].as_string(), "/images/one.dcm") << type;
    }
}

TEST_F(rows_of_files, that_nobody_knows_are_asked_by_get_and_not_kept) {
    many->tells = [](quoin_call& call) { engine::rests_on_nothing_known(call); };
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(row({"a", "b"}), (texts{"many of a(one)", "many of b(one)"}));
        EXPECT_EQ(called("many row"), 1);
        EXPECT_EQ(called("many"), 2);
    }
    EXPECT_FALSE(under_test.kept("a", "s"));
}

TEST_F(rows_in_calls, that_read_no_whole_do_not_rest_on_it) {
    const rule says = [](call& c, std::string_view type, std::string_view subject) -> answer {
        if (subject == "first") return c.get("whole", subject);
        return value::of("always " + std::string(type));
    };
    serves("many", {"a", "b"}, says);
    learn({"a", "b"});
    EXPECT_EQ(row({"a", "b"}), (texts{"always a", "always b"}));
    EXPECT_EQ(called("many row"), 1);
    EXPECT_EQ(called("many"), 2);
    add("whole", "s", "two");
    text("whole");
    EXPECT_EQ(row({"a", "b"}), (texts{"always a", "always b"}));
    EXPECT_EQ(called("many"), 0);
}

}  // namespace
}  // namespace quoin::engine
