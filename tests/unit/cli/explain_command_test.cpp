#include "explain_command.hpp"

#include "host_fixture.hpp"

#include <gmock/gmock.h>

namespace quoin::cli {

using ::testing::HasSubstr;
using ::testing::Not;

class ExplainCommand : public HostFixture {
 protected:
    explain_options what{.type = "plane", .subject = "scan"};
};

TEST_F(ExplainCommand, the_tree_shows_providers_queries_and_notes_but_no_answer) {
    EXPECT_EQ(explain(on, what, to), exit_code::answered);
    const std::string text = out.take();
    EXPECT_THAT(text, HasSubstr("plane  scan"));
    EXPECT_THAT(text, HasSubstr("└─ test.plane  -5"));
    EXPECT_THAT(text, HasSubstr("· spacing assumed"));
    EXPECT_THAT(text, HasSubstr("asks rows  scan"));
    EXPECT_THAT(text, HasSubstr("test.rows"));
    EXPECT_THAT(text, Not(HasSubstr("512")));
}

TEST_F(ExplainCommand, json_has_the_answer_only_where_it_was_asked_for) {
    what.json = true;
    explain(on, what, to);
    EXPECT_FALSE(from_json(out.take())["value"]);
    what.show_values = true;
    explain(on, what, to);
    EXPECT_EQ(from_json(out.take())["value"]["rows"].as_int(), 512);
    what.json = false;
    explain(on, what, to);
    EXPECT_THAT(out.take(), HasSubstr("rows     512"));
}

TEST_F(ExplainCommand, the_exit_code_is_that_of_the_query) {
    what.subject = "other";
    EXPECT_EQ(explain(on, what, to), exit_code::no_answer);
    what.type = "broken";
    EXPECT_EQ(explain(on, what, to), exit_code::error);
    EXPECT_THAT(out.take(), HasSubstr("the disk is gone"));
}

}  // namespace quoin::cli
