#include "change_notices.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace quoin::cli {

TEST(ChangeNotices, go_to_whoever_listens_and_to_nobody_else) {
    change_notices news;
    const plugin_change what{.taken = false, .added = {"a"}, .problems = {"m.yaml:1:1: \"no\""}};
    news.tell(what);
    std::vector<std::string> heard;
    news.listen([&heard](std::string notice) { heard.push_back(std::move(notice)); });
    news.tell(what);
    news.listen({});
    news.tell(what);
    ASSERT_EQ(heard.size(), 1U);
    EXPECT_EQ(
        heard[0],
        R"({"jsonrpc":"2.0","method":"plugins_changed","params":{"taken":false,"added":["a"],"removed":[],)"
        R"("changed":[],"problems":["m.yaml:1:1: \"no\""]}})");
}

}  // namespace quoin::cli
