#include "line_splitter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace quoin::cli {

using ::testing::ElementsAre;

class LineSplitter : public ::testing::Test {
 protected:
    std::vector<std::string> seen;
    line_splitter lines{8,
                        {.line =
                             [this](std::string_view line) {
                                 seen.emplace_back(line);
                                 return line != "stop";
                             },
                         .too_long =
                             [this] {
                                 seen.emplace_back("<too long>");
                                 return true;
                             }}};
};

TEST_F(LineSplitter, pieces_of_any_size_give_the_same_lines) {
    const std::string text = "ab\n\ncdefghij\nk";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        seen.clear();
        for (std::size_t at = 0; at < text.size(); at += size)
            EXPECT_TRUE(lines.feed(std::string_view(text).substr(at, size)));
        EXPECT_TRUE(lines.end());
        EXPECT_THAT(seen, ElementsAre("ab", "", "cdefghij", "k")) << size;
    }
}

TEST_F(LineSplitter, a_line_that_is_too_long_is_told_once_and_skipped) {
    const std::string text = "a\n" + std::string(100, 'x') + "\nb\n";
    for (std::size_t size = 1; size <= text.size(); ++size) {
        seen.clear();
        for (std::size_t at = 0; at < text.size(); at += size)
            lines.feed(std::string_view(text).substr(at, size));
        EXPECT_THAT(seen, ElementsAre("a", "<too long>", "b")) << size;
    }
}

TEST_F(LineSplitter, a_line_that_is_too_long_at_the_end_is_no_line) {
    lines.feed("123456789");
    EXPECT_TRUE(lines.end());
    EXPECT_THAT(seen, ElementsAre("<too long>"));
}

TEST_F(LineSplitter, nothing_is_read_after_stop) {
    EXPECT_FALSE(lines.feed("a\nstop\nb\n"));
    EXPECT_THAT(seen, ElementsAre("a", "stop"));
}

}  // namespace quoin::cli
