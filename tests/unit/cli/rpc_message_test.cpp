#include "rpc_message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoin::cli::rpc {

using ::testing::HasSubstr;

namespace {
entry one(std::string_view line) {
    message read = read_message(line);
    EXPECT_EQ(read.entries.size(), 1U);
    EXPECT_FALSE(read.batch);
    return read.entries.front();
}
}  // namespace

TEST(RpcMessage, an_id_is_kept_as_it_came) {
    for (const char* const id :
         {"1", "1.0", "-0", "1e2", "12345678901234567890123", R"("a\u0041\"b")", "null", R"("")"}) {
        const entry read = one(std::string(R"({"jsonrpc":"2.0","id": )") + id + R"( ,"method":"get"})");
        EXPECT_FALSE(read.wrong) << id;
        EXPECT_EQ(read.id, id);
        EXPECT_TRUE(read.wants_reply());
    }
    EXPECT_EQ(one(R"({"\u0069d":1.50,"method":"m","jsonrpc":"2.0"})").id, "1.50")
        << "a key written with an escape";
}

TEST(RpcMessage, an_id_may_be_a_number_that_no_value_holds) {
    const message read = read_message(
        R"([{"jsonrpc":"2.0","id":1e999,"method":"m"},{"jsonrpc":"2.0","id":12345678901234567890123 ,"method":"n"}])");
    ASSERT_EQ(read.entries.size(), 2U);
    EXPECT_EQ(read.entries[0].id, "1e999");
    EXPECT_EQ(read.entries[1].id, "12345678901234567890123");
    EXPECT_EQ(one(R"({"jsonrpc":"2.0","id":1e999,"method":"m","params":{"x":1e999}})").wrong->code,
              error_code::parse_error);
    EXPECT_EQ(one(R"({"jsonrpc":"2.0","id":1e,"method":"m"})").wrong->code, error_code::parse_error);
}

TEST(RpcMessage, without_an_id_it_is_a_notification) {
    const entry read = one(R"({"jsonrpc":"2.0","method":"get","params":{"type":"t"}})");
    EXPECT_FALSE(read.wrong);
    EXPECT_FALSE(read.wants_reply());
    EXPECT_EQ(read.params["type"].as_string(), "t");
}

TEST(RpcMessage, what_is_no_json_is_a_parse_error_to_nobody) {
    for (const char* const line : {"{", "foo", R"({"jsonrpc":"2.0","method":"x", "params":"bar", "baz])",
                                   "\xFF", R"({"a":1,"a":2})", "[1,"}) {
        const entry read = one(line);
        ASSERT_TRUE(read.wrong) << line;
        EXPECT_EQ(read.wrong->code, error_code::parse_error) << line;
        EXPECT_EQ(read.id, "null");
    }
}

TEST(RpcMessage, nesting_without_end_is_a_parse_error) {
    const entry read = one(std::string(100000, '['));
    ASSERT_TRUE(read.wrong);
    EXPECT_EQ(read.wrong->code, error_code::parse_error);
}

TEST(RpcMessage, what_is_no_request_is_named_and_answered_to_its_id) {
    const std::pair<const char*, const char*> cases[]{
        {R"({"id":7,"method":"get"})", "'jsonrpc'"},
        {R"({"jsonrpc":"1.0","id":7,"method":"get"})", "'jsonrpc'"},
        {R"({"jsonrpc":2.0,"id":7,"method":"get"})", "'jsonrpc'"},
        {R"({"jsonrpc":"2.0","id":7})", "'method' is missing"},
        {R"({"jsonrpc":"2.0","id":7,"method":1})", "'method' must be a string"},
        {R"({"jsonrpc":"2.0","id":7,"method":"get","params":"bar"})", "'params'"},
        {R"({"jsonrpc":"2.0","id":7,"method":"get","params":null})", "'params'"},
    };
    for (const auto& [line, why] : cases) {
        const entry read = one(line);
        ASSERT_TRUE(read.wrong) << line;
        EXPECT_EQ(read.wrong->code, error_code::invalid_request) << line;
        EXPECT_THAT(read.wrong->message, HasSubstr(why));
        EXPECT_EQ(read.id, "7") << line;
    }
}

TEST(RpcMessage, an_id_of_another_kind_cannot_be_answered_to) {
    for (const char* const id : {"true", "[1]", "{}"}) {
        const entry read = one(std::string(R"({"jsonrpc":"2.0","method":"get","id":)") + id + "}");
        ASSERT_TRUE(read.wrong);
        EXPECT_EQ(read.wrong->code, error_code::invalid_request);
        EXPECT_EQ(read.id, "null");
    }
    EXPECT_EQ(one("1").id, "null");
    EXPECT_EQ(one(R"({"method":1})").id, "null") << "no notification: it has a reply";
}

TEST(RpcMessage, a_batch_keeps_its_entries_apart) {
    const message read = read_message(
        R"([ {"jsonrpc":"2.0","id":"a","method":"get"},1,{"jsonrpc":"2.0","method":"x"}, {"foo":"boo"}])");
    EXPECT_TRUE(read.batch);
    ASSERT_EQ(read.entries.size(), 4U);
    EXPECT_EQ(read.entries[0].id, R"("a")");
    EXPECT_TRUE(read.entries[1].wrong);
    EXPECT_FALSE(read.entries[2].wants_reply());
    EXPECT_EQ(read.entries[3].id, "null");
}

TEST(RpcMessage, a_batch_is_neither_empty_nor_endless) {
    EXPECT_EQ(one("[]").wrong->code, error_code::invalid_request);
    std::string line = "[1";
    for (std::size_t i = 0; i < most_batch_entries; ++i) line += ",1";
    EXPECT_THAT(one(line + "]").wrong->message, HasSubstr("at most 10000"));
}

TEST(RpcMessage, replies) {
    EXPECT_EQ(result_reply("1.0", "true"), R"({"jsonrpc":"2.0","id":1.0,"result":true})");
    EXPECT_EQ(fault_reply("null", {error_code::parse_error, "no \"JSON\"\n"}),
              R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no \"JSON\"\n"}})");
    EXPECT_EQ(fault_reply("2", {error_code::query_failed, "m", R"({"code":"io"})"}),
              R"({"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"m","data":{"code":"io"}}})");
}

}  // namespace quoin::cli::rpc
