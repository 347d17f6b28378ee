#include "text_table.hpp"

#include "terminal_text.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace quoin::cli {

TEST(TextTable, columns_are_aligned_and_numbers_stand_right) {
    text_table table({{"id"}, {"n", true}, {"x"}});
    table.add({"a", "1", "p"});
    table.add({"bcd", "-10", ""}, {"why not"});
    EXPECT_EQ(table.text(100, false), "id     n  x\na      1  p\nbcd  -10\n  why not\n");
}

TEST(TextTable, the_widest_columns_are_cut_until_it_fits) {
    text_table table({{"a", false, 4}, {"b", false, 4}});
    table.add({std::string(80, 'x'), std::string(60, 'y')});
    std::istringstream lines(table.text(50, false));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 50U);
}

TEST(TextTable, what_stands_beneath_is_never_cut) {
    text_table table({{"a"}});
    table.add({"x"}, {std::string(200, 'r')});
    EXPECT_NE(table.text(50, false).find(std::string(200, 'r')), std::string::npos);
}

TEST(TextTable, what_stands_beneath_is_broken_between_words) {
    text_table table({{"a"}});
    table.add({"x"}, {"one two three " + std::string(30, 'r') + " four"});
    EXPECT_EQ(table.text(12, false),
              "a\nx\n  one two\n    three\n    " + std::string(30, 'r') + "\n    four\n");
}

TEST(TextTable, colours_only_where_asked_for) {
    text_table table({{"a"}});
    table.add({"x"}, {}, colour::red);
    EXPECT_EQ(table.text(50, false).find('\x1b'), std::string::npos);
    EXPECT_NE(table.text(50, true).find("\x1b[31m"), std::string::npos);
}

}  // namespace quoin::cli
