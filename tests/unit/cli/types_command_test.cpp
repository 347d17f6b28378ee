#include "types_command.hpp"

#include "host_fixture.hpp"
#include "terminal_text.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quoin::cli {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class TypesCommand : public HostFixture {
 protected:
    std::string printed(const types_options& what) {
        code = list_types(on, what, to);
        return out.take();
    }
    exit_code code = exit_code::error;
};

/// The same with a plugin that describes its types.
class DescribedTypes : public ::testing::Test {
 protected:
    DescribedTypes() {
        std::string pattern = ::testing::TempDir() + "quoin-types-XXXXXX";
        folder = ::mkdtemp(pattern.data());
        std::ofstream(folder / "quoin.yaml")
            << "quoin: 1\nplugins:\n  folders: [" << QUOIN_DESCRIBED_TYPES << "]\n";
        on.emplace(host_options{.manifest = folder / "quoin.yaml", .use_environment = false});
    }
    ~DescribedTypes() override { std::filesystem::remove_all(folder); }
    std::string printed(const types_options& what) {
        EXPECT_EQ(list_types(*on, what, to), exit_code::answered);
        return out.take();
    }

    std::filesystem::path folder;
    std::optional<host> on;
    text_output out;
    text_output err;
    console to{out, err};
};

TEST_F(TypesCommand, names_are_one_a_line) {
    EXPECT_EQ(printed({.format = types_format::names}), "broken\necho\nplane\nrows\n");
    EXPECT_EQ(code, exit_code::answered);
}

TEST_F(TypesCommand, the_table_tells_who_serves_a_type_that_nobody_describes) {
    const std::string text = printed({});
    EXPECT_THAT(text, StartsWith("type"));
    EXPECT_THAT(text, HasSubstr("\nplane"));
    EXPECT_THAT(text, HasSubstr("test.plane\n"));
}

TEST_F(TypesCommand, a_type_that_nobody_serves_is_no_answer_and_named) {
    const std::string text = printed({.types = {"rows", "colums"}, .format = types_format::names});
    EXPECT_EQ(text, "rows\n");
    EXPECT_EQ(code, exit_code::no_answer);
    EXPECT_THAT(err.take(), HasSubstr("'colums'"));
}

TEST_F(TypesCommand, of_one_provider) {
    EXPECT_EQ(printed({.provider = "test.rows", .format = types_format::names}), "rows\n");
    EXPECT_EQ(printed({.provider = "test.nobody", .format = types_format::names}), "");
    EXPECT_EQ(code, exit_code::no_answer);
    EXPECT_THAT(err.take(), HasSubstr("test.nobody"));
}

TEST_F(DescribedTypes, the_table_has_the_line_and_the_fields_with_units) {
    const std::string text = printed({});
    EXPECT_THAT(text, HasSubstr("  what readers measured (PS3.3 C.99)\n"));
    EXPECT_THAT(text, HasSubstr("  volume real mL, slices int[], reader string\n"));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100U) << line;
}

TEST_F(DescribedTypes, a_named_type_tells_everything_of_each_field) {
    const std::string text = printed({.types = {"lesion"}});
    EXPECT_THAT(text, HasSubstr("served by: test.described"));
    EXPECT_THAT(text, HasSubstr("of all | of it"));
    EXPECT_THAT(text, HasSubstr("who measured"));
    EXPECT_THAT(text, Not(HasSubstr("garbled")));
}

TEST_F(DescribedTypes, a_description_that_is_no_utf_8_costs_itself_alone) {
    const value all = on->describe_types();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(to_json(all[0]), R"({"type":"garbled","providers":["test.described"]})");
    EXPECT_EQ(to_json(all[2]), R"({"type":"silent","providers":["test.described"]})");
    EXPECT_EQ(
        to_json(all[1]),
        R"({"type":"lesion","providers":["test.described"],"about":"what readers measured","standard":"PS3.3 C.99",)"
        R"("fields":[{"name":"volume","kind":"real","unit":"mL","source":"PixelSpacing","about":"of all | of it"},)"
        R"({"name":"slices","kind":"int[]"},{"name":"reader","kind":"string","about":"who measured"}],)"
        R"("describedBy":"test.described"})");
}

TEST_F(DescribedTypes, markdown_is_a_table_whose_cells_cannot_break_it) {
    const std::string text = printed({.types = {"lesion"}, .format = types_format::markdown});
    EXPECT_THAT(text, StartsWith("## lesion\n\nWhat readers measured. (PS3.3 C.99)\n\n| field |"));
    EXPECT_THAT(text, HasSubstr("| `volume` | real | mL | PixelSpacing | of all \\| of it |\n"));
}

TEST_F(DescribedTypes, json_is_what_the_host_says) {
    EXPECT_EQ(from_json(printed({.format = types_format::json})), on->describe_types());
}

}  // namespace quoin::cli
