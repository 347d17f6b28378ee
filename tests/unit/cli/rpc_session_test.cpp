#include "rpc_session.hpp"

#include "host_fixture.hpp"

#include <gmock/gmock.h>

#include <deque>

namespace quoin::cli::rpc {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

/// Keeps tasks until it is told to run them, newest first: the order that threads could give.
class held_executor final : public executor {
 public:
    void run(std::function<void()> task, std::size_t, beside others) override {
        held.push_front(std::move(task));
        if (others == beside::any) return;
        const auto barrier = std::move(held.front());
        held.pop_front();
        wait_until_idle();
        barrier();
    }
    void wait_until_idle() {
        while (!held.empty()) {
            const auto next = std::move(held.front());
            held.pop_front();
            next();
        }
    }
    std::deque<std::function<void()>> held;
};

}  // namespace

class RpcSession : public HostFixture {
 protected:
    std::string ask(std::string_view line) {
        replies.clear();
        talk.take(line);
        return replies.empty() ? "" : replies.front();
    }

    std::vector<std::string> replies;
    reply_sink sink = [this](std::string reply) { replies.push_back(std::move(reply)); };
    immediate_executor at_once;
    session talk{on, at_once, sink};
};

TEST_F(RpcSession, get_answers_or_says_that_nobody_did) {
    EXPECT_EQ(ask(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"rows","subjects":["scan"]}})"),
              R"({"jsonrpc":"2.0","id":1,"result":{"answered":true,"value":512}})");
    EXPECT_EQ(
        ask(R"({"jsonrpc":"2.0","id":"x","method":"get","params":{"type":"rows","subjects":["other"]}})"),
        R"({"jsonrpc":"2.0","id":"x","result":{"answered":false}})");
    EXPECT_EQ(ask(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"nobody","subjects":["s"]}})"),
              R"({"jsonrpc":"2.0","id":1,"result":{"answered":false}})");
}

TEST_F(RpcSession, several_subjects_go_together_with_get_and_one_by_one_with_first_of) {
    EXPECT_THAT(
        ask(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"echo","subjects":["a","b"],"options":{"o":1}}})"),
        HasSubstr(R"({"options":{"o":1},"subjects":["a","b"]})"));
    EXPECT_THAT(
        ask(R"({"jsonrpc":"2.0","id":1,"method":"first_of","params":{"type":"rows","subjects":["a","scan"]}})"),
        HasSubstr(R"({"answered":true,"value":512})"));
}

TEST_F(RpcSession, a_failed_query_says_who_is_to_blame) {
    const value reply = from_json(
        ask(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"broken","subjects":["s"]}})"));
    const view failed = reply["error"];
    EXPECT_EQ(failed["code"].as_int(), -32000);
    EXPECT_THAT(std::string(*failed["message"].as_string()), HasSubstr("the disk is gone"));
    EXPECT_EQ(to_json(failed["data"]),
              R"({"code":"io","provider":"test.broken","type":"broken","subject":"s"})");
}

TEST_F(RpcSession, get_many_is_a_row_for_each_subject_and_a_failure_fails_no_other) {
    EXPECT_EQ(
        ask(R"({"jsonrpc":"2.0","id":1,"method":"get_many","params":{"types":["rows","broken"],"subjects":["scan2","x","scan1"]}})"),
        R"({"jsonrpc":"2.0","id":1,"result":[)"
        R"({"subject":"scan2","answers":{"rows":512},"errors":{"broken":{"code":"io","message":"the disk is gone; put it back","provider":"test.broken"}}},)"
        R"({"subject":"x","answers":{},"errors":{"broken":{"code":"io","message":"the disk is gone; put it back","provider":"test.broken"}}},)"
        R"({"subject":"scan1","answers":{"rows":512},"errors":{"broken":{"code":"io","message":"the disk is gone; put it back","provider":"test.broken"}}}]})");
    EXPECT_THAT(
        ask(R"({"jsonrpc":"2.0","id":1,"method":"get_many","params":{"types":["echo"],"subjects":["s"],"options":{"o":1}}})"),
        HasSubstr(R"("echo":{"options":{"o":1},"subjects":["s"]})"));
}

TEST_F(RpcSession, cancel_ends_a_request_that_is_queued_or_runs_and_is_not_queued_itself) {
    held_executor held;
    session later(on, held, sink);
    later.take(R"({"jsonrpc":"2.0","id":"a","method":"get","params":{"type":"rows","subjects":["scan"]}})");
    later.take(R"({"jsonrpc":"2.0","id":"b","method":"get","params":{"type":"rows","subjects":["scan"]}})");
    later.take(R"({"jsonrpc":"2.0","id":1,"method":"cancel","params":{"id":"\u0061"}})");
    EXPECT_THAT(replies, ElementsAre(R"({"jsonrpc":"2.0","id":1,"result":{"cancelled":true}})"));
    held.wait_until_idle();
    ASSERT_EQ(replies.size(), 3U);
    EXPECT_THAT(replies[1], HasSubstr(R"("id":"b","result")"));
    EXPECT_THAT(replies[2], HasSubstr(R"("id":"a","error":{"code":-32000)"));
    EXPECT_THAT(replies[2], HasSubstr(R"("code":"cancelled")"));
    EXPECT_THAT(ask(R"({"jsonrpc":"2.0","id":1,"method":"cancel","params":{"id":"a"}})"),
                HasSubstr(R"({"cancelled":false})"))
        << "it was answered";
}

TEST_F(RpcSession, cancel_reaches_the_query_that_a_provider_asked) {
    bool heard = false;
    provide("test.inner", {"inner"}, 0, [&](call& services, const request&) -> answer {
        talk.take(R"({"jsonrpc":"2.0","id":2,"method":"cancel","params":{"id":1}})");
        heard = services.cancelled();
        return value::null();
    });
    provide("test.outer", {"outer"}, 0, [](call& services, const request& asked) -> answer {
        return *services.get("inner", asked.subject());
    });
    talk.take(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"outer","subjects":["s"]}})");
    EXPECT_TRUE(heard);
    EXPECT_THAT(replies, ElementsAre(HasSubstr(R"({"cancelled":true})"), HasSubstr(R"("code":"cancelled")")));
}

// The time is long enough for the inner provider to be asked before it is over, on a busy machine too.
TEST_F(RpcSession, a_timeout_reaches_the_query_that_a_provider_asked) {
    provide("test.inner", {"inner"}, 0, [](call& services, const request&) -> answer {
        while (!services.cancelled()) {
        }
        throw error(QUOIN_E_TIMEOUT, "gave up");
    });
    provide("test.outer", {"outer"}, 0, [](call& services, const request& asked) -> answer {
        return *services.get("inner", asked.subject());
    });
    EXPECT_THAT(
        ask(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"outer","subjects":["s"],"timeout_ms":300}})"),
        HasSubstr(R"("data":{"code":"timeout","provider":"test.inner")"));
}

TEST_F(RpcSession, add_that_nobody_takes_and_clear) {
    EXPECT_EQ(
        ask(R"({"jsonrpc":"2.0","id":4,"method":"add","params":{"type":"nobody","subjects":["s"],"payload":7}})"),
        R"({"jsonrpc":"2.0","id":4,"result":{"taken":false}})");
    EXPECT_EQ(ask(R"({"jsonrpc":"2.0","id":3,"method":"clear","params":{"type":"rows"}})"),
              R"({"jsonrpc":"2.0","id":3,"result":true})");
}

TEST_F(RpcSession, explain_providers_config) {
    const std::string trace =
        ask(R"({"jsonrpc":"2.0","id":1,"method":"explain","params":{"type":"plane","subjects":["scan"]}})");
    EXPECT_THAT(trace, HasSubstr("test.plane"));
    EXPECT_FALSE(from_json(trace)["result"]["value"]) << "answers only where they are asked for";
    EXPECT_TRUE(from_json(ask(
        R"({"jsonrpc":"2.0","id":1,"method":"explain","params":{"type":"rows","subjects":["scan"],"show_values":true}})"))
                    ["result"]["value"]);
    EXPECT_TRUE(from_json(ask(R"({"jsonrpc":"2.0","id":1,"method":"providers"})"))["result"].is_array());
    EXPECT_TRUE(
        from_json(ask(R"({"jsonrpc":"2.0","id":1,"method":"config","params":{}})"))["result"].is_array());
}

TEST_F(RpcSession, explain_says_why_a_provider_did_not_answer) {
    const value reply = from_json(ask(
        R"({"jsonrpc":"2.0","id":1,"method":"explain","params":{"type":"plane","subjects":["scan"],"why_not":"test.echo"}})"));
    EXPECT_EQ(reply["result"]["whyNot"]["reason"].as_string(), "not_served");
    EXPECT_EQ(reply["result"]["outcome"].as_string(), "answered");
}

TEST_F(RpcSession, a_planted_patient_is_in_explain_only_where_values_are_asked_for) {
    provide("test.leaky", {"leaky"}, 0, [](call& services, const request&) -> answer {
        services.note("Doe^Jane born 19620304");
        return value::of("PAT-4711");
    });
    const std::string request =
        R"({"jsonrpc":"2.0","id":1,"method":"explain","params":{"type":"leaky","subjects":["s"],"show_values":)";
    const std::string shown = ask(request + "false}}");
    for (const char* const secret : {"Doe", "1962", "4711"}) {
        EXPECT_EQ(shown.find(secret), std::string::npos);
        EXPECT_THAT(ask(request + "true}}"), HasSubstr(secret));
    }
}

TEST_F(RpcSession, the_errors_of_the_standard) {
    EXPECT_THAT(ask("foo"), HasSubstr("\"id\":null,\"error\":{\"code\":-32700"));
    EXPECT_THAT(ask("[]"), HasSubstr("-32600"));
    EXPECT_THAT(ask(R"({"jsonrpc":"2.0","id":1,"method":"gett"})"),
                HasSubstr("-32601,\"message\":\"no method 'gett'; there are get, first_of,"));
    EXPECT_THAT(ask(R"({"jsonrpc":"2.0","id":1,"method":"get","params":["t",["s"]]})"), HasSubstr("-32602"));
    EXPECT_THAT(ask(R"({"jsonrpc":"2.0","id":1,"method":"get"})"), HasSubstr("-32602"));
    EXPECT_THAT(ask(R"({"jsonrpc":"2.0","id":1,"method":"providers"})"), HasSubstr("result")) << "it goes on";
}

TEST_F(RpcSession, notifications_have_no_reply_right_or_wrong) {
    EXPECT_EQ(ask(R"({"jsonrpc":"2.0","method":"get","params":{"type":"rows","subjects":["scan"]}})"), "");
    EXPECT_EQ(ask(R"({"jsonrpc":"2.0","method":"get","params":{"type":"broken","subjects":["scan"]}})"), "");
    EXPECT_EQ(ask(R"({"jsonrpc":"2.0","method":"nope"})"), "");
    EXPECT_EQ(ask(R"({"jsonrpc":"2.0","method":"get","params":{}})"), "");
    EXPECT_EQ(ask("  \r"), "") << "blank lines are nothing";
}

TEST_F(RpcSession, the_batch_of_the_standard) {
    const std::string reply =
        ask(R"([{"jsonrpc":"2.0","method":"get","params":{"type":"rows","subjects":["scan"]},"id":"1"},)"
            R"({"jsonrpc":"2.0","method":"providers"},1,{"foo":"boo"},)"
            R"({"jsonrpc":"2.0","method":"foo.get","id":"5"},)"
            R"({"jsonrpc":"2.0","method":"get","params":{"type":"rows","subjects":["x"]},"id":9}])");
    const value all = from_json(reply);
    ASSERT_EQ(all.size(), 5U) << reply;
    EXPECT_EQ(all[0]["result"]["value"].as_int(), 512);
    EXPECT_EQ(all[1]["error"]["code"].as_int(), -32600);
    EXPECT_EQ(all[2]["error"]["code"].as_int(), -32600);
    EXPECT_EQ(all[3]["error"]["code"].as_int(), -32601);
    EXPECT_EQ(all[4]["id"].as_int(), 9);
    EXPECT_EQ(replies.size(), 1U);
}

TEST_F(RpcSession, a_batch_of_notifications_has_no_reply) {
    ask(R"([{"jsonrpc":"2.0","method":"providers"},{"jsonrpc":"2.0","method":"config"}])");
    EXPECT_THAT(replies, IsEmpty());
}

TEST_F(RpcSession, a_batch_keeps_the_order_of_its_entries_whoever_ends_first) {
    held_executor held;
    session later(on, held, sink);
    later.take(
        R"([{"jsonrpc":"2.0","id":1,"method":"providers"},{"jsonrpc":"2.0","id":2,"method":"config"},{"jsonrpc":"2.0","id":3,"method":"x"}])");
    EXPECT_THAT(replies, IsEmpty()) << "not before all have ended";
    held.wait_until_idle();
    ASSERT_EQ(replies.size(), 1U);
    const value all = from_json(replies.front());
    EXPECT_EQ(all[0]["id"].as_int(), 1);
    EXPECT_EQ(all[1]["id"].as_int(), 2);
    EXPECT_EQ(all[2]["id"].as_int(), 3);
}

TEST_F(RpcSession, answers_go_out_as_they_come) {
    held_executor held;
    session later(on, held, sink);
    later.take(R"({"jsonrpc":"2.0","id":1,"method":"providers"})");
    later.take(R"({"jsonrpc":"2.0","id":2,"method":"providers"})");
    held.wait_until_idle();
    EXPECT_THAT(replies, ElementsAre(HasSubstr("\"id\":2"), HasSubstr("\"id\":1")));
}

TEST_F(RpcSession, shutdown_answers_after_what_is_in_flight_and_is_the_last_line) {
    held_executor held;
    session later(on, held, sink);
    EXPECT_TRUE(later.take(R"({"jsonrpc":"2.0","id":1,"method":"providers"})"));
    EXPECT_FALSE(later.take(R"({"jsonrpc":"2.0","id":2,"method":"shutdown"})"));
    EXPECT_THAT(replies, ElementsAre(HasSubstr("\"id\":1"), R"({"jsonrpc":"2.0","id":2,"result":true})"));
    EXPECT_FALSE(talk.take(R"({"jsonrpc":"2.0","method":"shutdown"})"));
    EXPECT_FALSE(
        talk.take(R"([{"jsonrpc":"2.0","method":"shutdown"},{"jsonrpc":"2.0","id":2,"method":"config"}])"));
    EXPECT_TRUE(talk.take(R"({"jsonrpc":"2.0","id":1,"method":"shutdown","params":{"now":true}})"))
        << "wrong params";
}

TEST_F(RpcSession, a_long_line_is_refused_with_its_limit) {
    talk.refuse_long_line(1024);
    const value reply = from_json(replies.front());
    EXPECT_EQ(reply["error"]["code"].as_int(), -32001);
    EXPECT_EQ(reply["error"]["data"]["limit"].as_int(), 1024);
    EXPECT_TRUE(reply["id"].is_null());
}

TEST_F(RpcSession, whatever_a_provider_throws_is_a_failed_query) {
    provide("test.odd", {"odd"}, 0, [](call&, const request&) -> answer { throw 3; });
    EXPECT_THAT(ask(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"odd","subjects":["s"]}})"),
                HasSubstr("-32000"));
}

TEST_F(RpcSession, replies_are_one_line) {
    provide("test.text", {"text"}, 0, [](call&, const request&) -> answer { return value::of("a\nb"); });
    provide("test.lines", {"lines"}, 0, [](call&, const request&) -> answer { throw error("a\nb\xFF"); });
    for (const char* const type : {"text", "lines"}) {
        const std::string reply =
            ask(std::string(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":")") + type +
                R"(","subjects":["s"]}})");
        EXPECT_EQ(reply.find('\n'), std::string::npos);
        EXPECT_NO_THROW(from_json(reply)) << reply;
    }
}

}  // namespace quoin::cli::rpc
