#include "rpc_params.hpp"

#include "rpc_methods.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoin::cli::rpc {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

query_params read(std::string_view method, std::string_view json) {
    return read_params(method, find_method(method)->params, from_json(json));
}

std::string why(std::string_view method, std::string_view json) {
    try {
        read(method, json);
    } catch (const fault& refused) {
        EXPECT_EQ(refused.code, error_code::invalid_params);
        return refused.message;
    }
    ADD_FAILURE() << json << " was taken";
    return {};
}

}  // namespace

TEST(RpcParams, by_name) {
    const query_params got =
        read("get", R"({"type":"t","subjects":["a","b"],"options":{"x":1},"timeout_ms":20})");
    EXPECT_EQ(got.type, "t");
    EXPECT_THAT(got.subjects, ElementsAre("a", "b"));
    EXPECT_EQ(got.options["x"].as_int(), 1);
    EXPECT_EQ(got.timeout.count(), 20);
}

TEST(RpcParams, by_position_is_refused_and_says_how) {
    EXPECT_THAT(why("get", R"(["t","s"])"), HasSubstr("by name, not by position"));
    EXPECT_NO_THROW(read("shutdown", "[]"));
}

TEST(RpcParams, unknown_names_and_wrong_kinds_are_named) {
    EXPECT_THAT(why("get", R"({"type":"t","subject":"s"})"),
                HasSubstr("no param 'subject'; it takes type, subjects, options, timeout_ms"));
    EXPECT_THAT(why("get", R"({"type":"t","subjects":["s"],"payload":1})"), HasSubstr("'payload'"));
    EXPECT_THAT(why("providers", R"({"type":"t"})"), HasSubstr("it takes no params"));
    EXPECT_THAT(why("get", R"({"type":1,"subjects":["s"]})"), HasSubstr("'type'"));
    EXPECT_THAT(why("get", R"({"type":"","subjects":["s"]})"), HasSubstr("'type'"));
    EXPECT_THAT(why("get", R"({"type":"t","subjects":"s"})"), HasSubstr("'subjects' must be an array"));
    EXPECT_THAT(why("get", R"({"type":"t","subjects":[]})"), HasSubstr("'subjects'"));
    EXPECT_THAT(why("get", R"({"type":"t","subjects":["s",2]})"), HasSubstr("item 1"));
    EXPECT_THAT(why("get", R"({"type":"t","subjects":[""]})"), HasSubstr("item 0"));
    EXPECT_THAT(why("get", R"({"type":"t","subjects":["s"],"options":[]})"), HasSubstr("'options'"));
    for (const char* const time : {"-1", "1.5", "\"1\"", "86400001", "1e3"})
        EXPECT_THAT(why("get", std::string(R"({"type":"t","subjects":["s"],"timeout_ms":)") + time + "}"),
                    HasSubstr("'timeout_ms'"));
    EXPECT_THAT(why("explain", R"({"type":"t","subjects":["s"],"show_values":1})"),
                HasSubstr("'show_values'"));
}

TEST(RpcParams, what_a_method_needs_is_named) {
    EXPECT_THAT(why("get", "{}"), HasSubstr("needs type, subjects"));
    EXPECT_THAT(why("add", R"({"type":"t","subjects":["s"]})"), HasSubstr("needs payload"));
    EXPECT_NO_THROW(read("clear", R"({"type":"t"})"));
}

TEST(RpcParams, an_inline_binary_alone_is_bytes) {
    const query_params got =
        read("add", R"({"type":"t","subjects":["s"],"payload":{"InlineBinary":"AQID"}})");
    ASSERT_TRUE(got.payload.is_typed());
    EXPECT_THAT(got.payload.elements<std::uint8_t>(), ElementsAre(1, 2, 3));
    EXPECT_THAT(why("add", R"({"type":"t","subjects":["s"],"payload":{"InlineBinary":"A"}})"),
                HasSubstr("base64"));
}

TEST(RpcParams, other_payloads_pass_as_they_are) {
    EXPECT_TRUE(read("add", R"({"type":"t","subjects":["s"],"payload":null})").payload.is_null());
    EXPECT_EQ(read("add", R"({"type":"t","subjects":["s"],"payload":1.5})").payload.as_real(), 1.5);
    EXPECT_EQ(
        read("add", R"({"type":"t","subjects":["s"],"payload":{"path":"/x"}})").payload["path"].as_string(),
        "/x");
    EXPECT_TRUE(read("add", R"({"type":"t","subjects":["s"],"payload":{"InlineBinary":"AQID","vr":"OB"}})")
                    .payload.is_object());
}

}  // namespace quoin::cli::rpc
