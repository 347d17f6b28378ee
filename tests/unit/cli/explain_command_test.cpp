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
    EXPECT_EQ(explain(on, what, {}, to), exit_code::answered);
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
    explain(on, what, {}, to);
    EXPECT_FALSE(from_json(out.take())["value"]);
    what.show_values = true;
    explain(on, what, {}, to);
    EXPECT_EQ(from_json(out.take())["value"]["rows"].as_int(), 512);
    what.json = false;
    explain(on, what, {}, to);
    EXPECT_THAT(out.take(), HasSubstr("rows     512"));
}

TEST_F(ExplainCommand, the_exit_code_is_that_of_the_query) {
    what.subject = "other";
    EXPECT_EQ(explain(on, what, {}, to), exit_code::no_answer);
    what.type = "broken";
    EXPECT_EQ(explain(on, what, {}, to), exit_code::error);
    EXPECT_THAT(out.take(), HasSubstr("the disk is gone"));
}

TEST_F(ExplainCommand, says_why_a_provider_did_not_answer) {
    what.why_not = "test.rows";
    EXPECT_EQ(explain(on, what, {}, to), exit_code::answered) << "the exit code is that of the query";
    EXPECT_EQ(out.take(), "test.rows does not serve the type plane; it serves rows\n");
    what.json = true;
    explain(on, what, {}, to);
    EXPECT_EQ(
        out.take(),
        R"({"provider":"test.rows","reason":"not_served","sentence":"test.rows does not serve the type plane; it serves rows"})"
        "\n");
}

TEST_F(ExplainCommand, a_planted_patient_is_only_in_what_asks_for_values) {
    provide("test.leaky", {"leaky"}, 0, [](call& services, const request&) -> answer {
        services.note("Doe^Jane born 19620304 has PAT-4711");
        services.get("rows", "1.2.840.99.4711");
        throw error(QUOIN_E_FORMAT, "PatientID PAT-4711 of Doe^Jane is odd");
    });
    what.type = "leaky";
    for (const bool json : {false, true}) {
        for (const char* const why : {"", "test.leaky"}) {
            what.json = json;
            what.why_not = why;
            what.show_values = false;
            explain(on, what, {}, to);
            const std::string shown = out.take();
            for (const char* const secret : {"Doe", "Jane", "1962", "4711", "1.2.840"})
                EXPECT_THAT(shown, Not(HasSubstr(secret)));
            what.show_values = true;
            explain(on, what, {}, to);
            EXPECT_THAT(out.take(), HasSubstr("PAT-4711"));
        }
    }
}

}  // namespace quoin::cli
