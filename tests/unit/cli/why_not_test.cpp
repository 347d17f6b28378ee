// Every reason for which a provider does not answer, from a query that was asked.
#include "why_not.hpp"

#include "host_fixture.hpp"

#include <gmock/gmock.h>

#include <set>
#include <stop_token>

namespace quoin::cli {

using ::testing::HasSubstr;

class WhyNot : public HostFixture {
 protected:
    why_not ask(std::string_view provider, const std::string& subject = "s",
                const query_terms& terms = {}) const {
        return explain_why_not(on.explain("t", std::span(&subject, 1), {}, terms), on.providers(), provider);
    }
    static why_not of(std::string_view trace, std::string_view providers, std::string_view provider) {
        return explain_why_not(from_json(trace), from_json(providers), provider);
    }
    void serve(std::string id, int priority, provider_function function) {
        provide(std::move(id), {"t"}, priority, std::move(function));
    }
    static answer answers(call&, const request&) { return value::of(1); }
    static answer passes(call&, const request&) { return pass; }
};

TEST_F(WhyNot, it_answered) {
    serve("test.it", 0, answers);
    EXPECT_EQ(ask("test.it").reason, "answered");
}

TEST_F(WhyNot, it_passed) {
    serve("test.it", 0, passes);
    const why_not why = ask("test.it");
    EXPECT_EQ(why.reason, "passed");
    EXPECT_EQ(why.sentence, "test.it was asked and passed: it has nothing about the subject");
}

TEST_F(WhyNot, it_failed) {
    serve("test.it", 0, [](call&, const request&) -> answer { throw error(QUOIN_E_IO, "the disk is gone"); });
    const why_not why = ask("test.it");
    EXPECT_EQ(why.reason, "failed");
    EXPECT_THAT(why.sentence, HasSubstr("the disk is gone (io)"));
}

TEST_F(WhyNot, it_was_too_late) {
    serve("test.it", 0, [](call& services, const request&) -> answer {
        while (!services.cancelled()) {
        }
        return pass;
    });
    // Long enough for it to be asked before, on a busy machine too.
    const why_not why = ask("test.it", "s", {.timeout = std::chrono::milliseconds(300), .cancel = {}});
    EXPECT_EQ(why.reason, "timed_out");
    EXPECT_THAT(why.sentence, HasSubstr("too late; no answer before the deadline"));
}

TEST_F(WhyNot, the_query_was_cancelled_while_it_ran) {
    std::stop_source stop;
    serve("test.it", 0, [&stop](call&, const request&) -> answer {
        stop.request_stop();
        return pass;
    });
    EXPECT_EQ(ask("test.it", "s", {.timeout = {}, .cancel = stop.get_token()}).reason, "cancelled");
}

TEST_F(WhyNot, it_stands_below_the_one_that_answered) {
    serve("test.it", 0, answers);
    serve("test.above", 5, answers);
    const why_not why = ask("test.it");
    EXPECT_EQ(why.reason, "below");
    EXPECT_EQ(why.sentence,
              "test.it stands below test.above (priority 5 from add_provider), which answered; nobody below "
              "it is asked");
}

TEST_F(WhyNot, it_stands_below_one_that_failed) {
    serve("test.it", 0, answers);
    serve("test.above", 5, [](call&, const request&) -> answer { throw error(QUOIN_E_IO, "gone"); });
    const why_not why = ask("test.it");
    EXPECT_EQ(why.reason, "below");
    EXPECT_THAT(why.sentence, HasSubstr("test.above (priority 5 from add_provider), which failed"));
}

TEST_F(WhyNot, one_above_asked_it_and_answered_itself) {
    serve("test.it", 0, answers);
    serve("test.above", 5, [](call& services, const request&) -> answer {
        services.next();
        return value::of(2);
    });
    const why_not why = ask("test.it");
    EXPECT_EQ(why.reason, "wrapped");
    EXPECT_THAT(why.sentence, HasSubstr("did answer, but to test.above"));
}

TEST_F(WhyNot, one_above_asked_it_and_handed_its_answer_on_by_passing) {
    serve("test.it", 0, answers);
    serve("test.above", 5, [](call& services, const request&) -> answer {
        services.next();
        return pass;
    });
    EXPECT_EQ(ask("test.it").reason, "answered");
}

TEST_F(WhyNot, it_does_not_serve_the_type) {
    const why_not why = ask("test.rows");
    EXPECT_EQ(why.reason, "not_served");
    EXPECT_EQ(why.sentence, "test.rows does not serve the type t; it serves rows");
}

TEST_F(WhyNot, there_is_no_such_provider) {
    const why_not why = ask("test.row");
    EXPECT_EQ(why.reason, "unknown");
    EXPECT_THAT(why.sentence, HasSubstr("no provider has the id test.row (did you mean 'test.rows'?)"));
    EXPECT_THAT(why.sentence, HasSubstr("quoin providers"));
}

TEST_F(WhyNot, the_query_ended_before_anybody_was_asked) {
    serve("test.it", 0, answers);
    const why_not empty = ask("test.it", "");
    EXPECT_EQ(empty.reason, "not_reached");
    EXPECT_THAT(empty.sentence, HasSubstr("a query needs a subject"));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(ask("test.it", "s", {.timeout = {}, .cancel = stop.get_token()}).reason, "not_reached");
}

TEST_F(WhyNot, the_query_ended_before_its_turn) {
    std::stop_source stop;
    serve("test.it", 0, answers);
    serve("test.lower", -1, answers);
    const std::string trace =
        R"({"type":"t","subjects":["s"],"outcome":"error","asked":[{"provider":"test.above","outcome":"passed"}],
            "notAsked":["test.lower"],"error":{"code":"timeout","message":"the deadline passed"}})";
    for (const char* const it : {"test.it", "test.lower"}) {
        const why_not why = explain_why_not(from_json(trace), on.providers(), it);
        EXPECT_EQ(why.reason, "not_reached") << it;
        EXPECT_THAT(why.sentence, HasSubstr("before its turn; the deadline passed (timeout)"));
    }
}

TEST_F(WhyNot, it_was_skipped_after_an_error) {
    const why_not why = of(
        R"({"type":"t","subjects":["s"],"outcome":"answered","asked":[
            {"provider":"p","outcome":"skipped","error":{"code":"timeout","message":"no answer within its timeout of 50 ms"}},
            {"provider":"q","outcome":"answered"}]})",
        "[]", "p");
    EXPECT_EQ(why.reason, "skipped");
    EXPECT_EQ(why.sentence,
              "p failed and was skipped, for its manifest entry says on_error: skip; no answer within its "
              "timeout of "
              "50 ms (timeout)");
}

TEST_F(WhyNot, it_is_not_loaded) {
    constexpr std::string_view trace = R"({"type":"t","subjects":["s"],"outcome":"none","asked":[]})";
    constexpr std::string_view providers =
        R"([{"id":"p","state":"refused","reason":"the sha256 differs"},{"id":"q","state":"disabled","reason":"QUOIN_DISABLE"}])";
    EXPECT_EQ(of(trace, providers, "p").reason, "refused");
    EXPECT_EQ(of(trace, providers, "p").sentence, "p is not loaded: it was refused; the sha256 differs");
    EXPECT_EQ(of(trace, providers, "q").reason, "disabled");
    EXPECT_EQ(of(trace, providers, "q").sentence, "q is not loaded: it is disabled; QUOIN_DISABLE");
}

TEST_F(WhyNot, it_came_since) {
    EXPECT_EQ(of(R"({"type":"t","subjects":["s"],"outcome":"none","asked":[]})",
                 R"([{"id":"p","state":"active","types":["t"]}])", "p")
                  .reason,
              "not_in_chain");
}

TEST_F(WhyNot, a_lower_chain_is_looked_through_as_well) {
    serve("test.it", -2, answers);
    serve("test.second", -1, answers);
    serve("test.above", 5, [](call& services, const request&) -> answer { return *services.next(); });
    const why_not why = ask("test.it");
    EXPECT_EQ(why.reason, "below");
    EXPECT_THAT(why.sentence, HasSubstr("below test.second"));
}

}  // namespace quoin::cli
