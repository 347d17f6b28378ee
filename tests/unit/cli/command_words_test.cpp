#include "command_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoin::cli {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

std::string why(const std::vector<std::string>& words) {
    const parsed_words parsed = parse_words(words);
    const auto* const wrong = std::get_if<wrong_usage>(&parsed);
    EXPECT_TRUE(wrong) << "was taken";
    return wrong ? wrong->line : "";
}

command_words taken(const std::vector<std::string>& words) {
    parsed_words parsed = parse_words(words);
    if (auto* const wrong = std::get_if<wrong_usage>(&parsed)) ADD_FAILURE() << wrong->line;
    auto* const right = std::get_if<command_words>(&parsed);
    return right ? std::move(*right) : command_words();
}

get_options taken_get(std::vector<std::string> words) {
    words.insert(words.begin(), "get");
    return std::get<get_options>(taken(words).command);
}

}  // namespace

TEST(CommandWords, types_are_not_split_at_the_comma_of_a_tag) {
    const get_options got = taken_get({"Rows,(0018,9087),(0020,9116)[0].(0020,9113)", "a"});
    EXPECT_THAT(got.types, ElementsAre("Rows", "(0018,9087)", "(0020,9116)[0].(0020,9113)"));
}

TEST(CommandWords, types_are_split_at_commas_and_asked_once) {
    const get_options got = taken_get({"b,a,b,*", "x", "y", "--lines"});
    EXPECT_THAT(got.types, ElementsAre("b", "a"));
    EXPECT_TRUE(got.every_type);
    EXPECT_THAT(got.subjects, ElementsAre("x", "y"));
    EXPECT_TRUE(got.lines);
}

TEST(CommandWords, a_type_may_be_called_as_a_command_is) {
    const get_options got = taken_get({"config", "run", "types"});
    EXPECT_THAT(got.types, ElementsAre("config"));
    EXPECT_THAT(got.subjects, ElementsAre("run", "types"));
}

TEST(CommandWords, a_subject_in_brackets_stays_whole) {
    EXPECT_THAT(taken_get({"t", "[a,b]", "[]", "x"}).subjects, ElementsAre("[a,b]", "[]", "x"));
    EXPECT_EQ(std::get<explain_options>(taken({"explain", "t", "[a,b]"}).command).subject, "[a,b]");
    EXPECT_EQ(taken({"--config", "[a,b]", "config"}).manifest, "[a,b]");
    EXPECT_EQ(taken_get({"t", "--subjects-from", "[x]"}).subjects_from, "[x]");
    EXPECT_EQ(std::get<new_options>(taken({"new", "plugin", "acme-x", "--into", "[x]"}).command).folder,
              "[x]");
}

TEST(CommandWords, a_subject_may_begin_with_a_dash_behind_two) {
    EXPECT_THAT(taken_get({"t", "--", "-x"}).subjects, ElementsAre("-x"));
}

TEST(CommandWords, global_options_stand_before_or_behind_the_command) {
    const command_words words = taken({"--set", "a=1", "get", "t", "--set", "b=[/x,/y]", "s", "--config",
                                       "f.yaml", "--log-level", "debug"});
    EXPECT_THAT(words.set, ElementsAre("a=1", "b=[/x,/y]"));
    EXPECT_EQ(words.manifest, "f.yaml");
    EXPECT_EQ(words.log_level, QUOIN_LOG_DEBUG);
    EXPECT_THAT(std::get<get_options>(words.command).subjects, ElementsAre("s"));
}

TEST(CommandWords, query_options_are_a_json_object) {
    const get_options got = taken_get({"t", "s", "--options", R"({"frame":2})", "--timeout", "250"});
    EXPECT_EQ(got.options["frame"].as_int(), 2);
    EXPECT_EQ(got.timeout.count(), 250);
    EXPECT_THAT(why({"get", "t", "s", "--options", "[1]"}), HasSubstr("JSON object"));
    EXPECT_THAT(why({"get", "t", "s", "--options", "{"}), HasSubstr("no JSON"));
    EXPECT_THAT(why({"get", "t", "s", "--timeout", "-1"}), HasSubstr("--timeout"));
}

TEST(CommandWords, formats) {
    EXPECT_EQ(taken_get({"t", "s"}).format, answer_format::json);
    EXPECT_EQ(taken_get({"t", "s", "--format", "yaml"}).format, answer_format::yaml);
    EXPECT_EQ(std::get<providers_options>(taken({"providers"}).command).format, listing_format::table);
    EXPECT_EQ(std::get<config_options>(taken({"config", "--format", "yaml"}).command).format,
              listing_format::yaml);
    EXPECT_TRUE(std::get<explain_options>(taken({"explain", "t", "s", "--format", "json"}).command).json);
    EXPECT_THAT(why({"get", "t", "s", "--format", "xml"}), HasSubstr("'xml' is none of json|yaml|table"));
    EXPECT_THAT(why({"providers", "--format", "yaml"}), HasSubstr("none of table|json"));
    EXPECT_THAT(why({"get", "t", "s", "--lines", "--format", "table"}), HasSubstr("--lines prints JSON"));
}

TEST(CommandWords, sizes_have_units) {
    EXPECT_EQ(
        std::get<run_options>(taken({"run", "--max-message", "2MiB", "--jobs", "3"}).command).max_message,
        2U << 20U);
    EXPECT_THAT(why({"run", "--max-message", "12"}), HasSubstr("--max-message"));
    EXPECT_THAT(why({"run", "--jobs", "0"}), HasSubstr("--jobs"));
}

TEST(CommandWords, wrong_usage_names_the_mend) {
    EXPECT_THAT(why({}), HasSubstr("no command given; there are get, explain,"));
    EXPECT_THAT(why({"frob"}), HasSubstr("no command 'frob'"));
    EXPECT_THAT(why({""}), HasSubstr("no command ''"));
    EXPECT_THAT(why({"--bogus"}), HasSubstr("no option '--bogus'"));
    EXPECT_THAT(why({"get"}), HasSubstr("TYPES is required; see: quoin get --help"));
    EXPECT_THAT(why({"get", "t"}),
                HasSubstr("no subject given: name a file or an imageId, or --subjects-from FILE"));
    EXPECT_THAT(why({"get", "a,,b", "s"}), HasSubstr("empty type"));
    EXPECT_THAT(why({"get", "", "s"}), HasSubstr("empty type"));
    EXPECT_THAT(why({"explain", "t", "s", "more"}), HasSubstr("more"));
    EXPECT_THAT(why({"get", "t", "s", "--set", "x"}), HasSubstr("'x' is not KEY=VALUE"));
}

TEST(CommandWords, help_has_examples_for_every_command) {
    for (const std::string command : {"get", "explain", "providers", "config", "types", "run"}) {
        const parsed_words parsed = parse_words({command, "--help"});
        const auto* const help = std::get_if<help_text>(&parsed);
        ASSERT_TRUE(help) << command;
        EXPECT_THAT(help->text, HasSubstr("Example")) << command;
        EXPECT_THAT(help->text, HasSubstr("quoin " + command)) << command;
    }
    EXPECT_TRUE(std::holds_alternative<help_text>(parse_words({"--help"})));
    EXPECT_TRUE(std::holds_alternative<help_text>(parse_words({"help"})));
    EXPECT_THAT(std::get<help_text>(parse_words({"help", "get"})).text, HasSubstr("SUBJECTS"));
}

TEST(CommandWords, version_names_the_abi) {
    const parsed_words parsed = parse_words({"--version"});
    EXPECT_THAT(std::get<help_text>(parsed).text, HasSubstr("quoin " + std::string(version()) + " (ABI 1."));
}

TEST(CommandWords, mistyped_commands_and_options_are_told_what_was_meant) {
    EXPECT_THAT(why({"gett", "t", "s"}),
                HasSubstr("no command 'gett' (did you mean 'get'?); there are get, explain,"));
    EXPECT_THAT(why({"get", "t", "s", "--formt", "json"}),
                HasSubstr("no option '--formt' (did you mean '--format'?)"));
    EXPECT_THAT(why({"get", "t", "s", "--formt=json"}),
                HasSubstr("no option '--formt' (did you mean '--format'?)"));
    EXPECT_THAT(why({"types", "--confg", "x"}), HasSubstr("no option '--confg' (did you mean '--config'?)"));
    EXPECT_THAT(why({"--frobnicate"}), HasSubstr("no option '--frobnicate'; see"));
}

}  // namespace quoin::cli
