// The verbs that only a plugin serves: add and clear, over JSON-RPC.
#include "rpc_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>

namespace quoin::cli::rpc {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

/// Keeps tasks until they are waited for.
class held_executor final : public executor {
 public:
    void run(std::function<void()> task, std::size_t, beside others) override {
        if (others == beside::none) wait_until_idle();
        held.push_back(std::move(task));
        if (others == beside::none) wait_until_idle();
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

std::filesystem::path manifest() {
    std::string pattern = ::testing::TempDir() + "quoin-facts-XXXXXX";
    const std::filesystem::path made = std::filesystem::path(::mkdtemp(pattern.data())) / "quoin.yaml";
    std::ofstream(made) << "quoin: 1\nplugins:\n  folders: [" << QUOIN_FACT_STORE << "]\n";
    return made;
}

}  // namespace

class FactStore : public ::testing::Test {
 protected:
    ~FactStore() override { std::filesystem::remove_all(file.parent_path()); }
    std::string ask(std::string_view method, std::string_view params) {
        replies.clear();
        talk.take(R"({"jsonrpc":"2.0","id":1,"method":")" + std::string(method) + R"(","params":)" +
                  std::string(params) + '}');
        held.wait_until_idle();
        return std::string(
            std::string_view(replies.at(0)).substr(std::string_view(R"({"jsonrpc":"2.0","id":1,)").size()));
    }

    std::filesystem::path file = manifest();
    host on{host_options{.manifest = file, .use_environment = false}};
    std::vector<std::string> replies;
    held_executor held;
    session talk{on, held, [this](std::string reply) { replies.push_back(std::move(reply)); }};
};

TEST_F(FactStore, what_was_added_is_answered_until_it_is_cleared) {
    const std::string s = R"({"type":"fact","subjects":["s"]})";
    EXPECT_EQ(ask("add", R"({"type":"fact","subjects":["s"],"payload":{"a":[1,2.5,null]}})"),
              R"("result":{"taken":true}})");
    EXPECT_EQ(ask("get", s), R"("result":{"answered":true,"value":{"a":[1,2.5,null]}}})");
    EXPECT_EQ(ask("clear", s), R"("result":true})");
    EXPECT_EQ(ask("get", s), R"("result":{"answered":false}})");
    ask("add", R"({"type":"fact","subjects":["s"],"payload":1})");
    ask("clear", R"({"type":"fact"})");
    EXPECT_EQ(ask("get", s), R"("result":{"answered":false}})");
}

TEST_F(FactStore, bytes_come_back_as_they_went_in) {
    ask("add", R"({"type":"fact","subjects":["s"],"payload":{"InlineBinary":"AQID"}})");
    EXPECT_EQ(ask("get", R"({"type":"fact","subjects":["s"]})"),
              R"("result":{"answered":true,"value":{"InlineBinary":"AQID"}}})");
}

TEST_F(FactStore, a_refused_fact_says_who_refused_it) {
    const std::string reply = ask("add", R"({"type":"fact","subjects":["refuse"],"payload":1})");
    EXPECT_THAT(reply, HasSubstr("-32000"));
    EXPECT_THAT(
        reply,
        HasSubstr(
            R"("data":{"code":"denied","provider":"test.fact-store","type":"fact","subject":"refuse"})"));
}

TEST_F(FactStore, add_waits_for_what_came_before_and_what_comes_after_sees_it) {
    talk.take(R"({"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"fact","subjects":["s"]}})");
    talk.take(
        R"({"jsonrpc":"2.0","id":2,"method":"add","params":{"type":"fact","subjects":["s"],"payload":7}})");
    talk.take(R"({"jsonrpc":"2.0","id":3,"method":"get","params":{"type":"fact","subjects":["s"]}})");
    held.wait_until_idle();
    EXPECT_THAT(replies, ElementsAre(HasSubstr(R"("id":1,"result":{"answered":false})"),
                                     HasSubstr(R"("id":2,"result":{"taken":true})"),
                                     HasSubstr(R"("id":3,"result":{"answered":true,"value":7})")));
}

TEST_F(FactStore, in_a_batch_too) {
    talk.take(R"([{"jsonrpc":"2.0","id":1,"method":"get","params":{"type":"fact","subjects":["s"]}},)"
              R"({"jsonrpc":"2.0","method":"add","params":{"type":"fact","subjects":["s"],"payload":7}},)"
              R"({"jsonrpc":"2.0","id":3,"method":"get","params":{"type":"fact","subjects":["s"]}}])");
    held.wait_until_idle();
    EXPECT_THAT(
        replies,
        ElementsAre(
            R"([{"jsonrpc":"2.0","id":1,"result":{"answered":false}},{"jsonrpc":"2.0","id":3,"result":{"answered":true,"value":7}}])"));
}

}  // namespace quoin::cli::rpc
