#include "get_command.hpp"

#include "host_fixture.hpp"

#include <gmock/gmock.h>

#include <cerrno>
#include <filesystem>
#include <string>

namespace quoin::cli {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class GetCommand : public HostFixture {
 protected:
    exit_code ask(std::vector<std::string> types, std::vector<std::string> subjects) {
        what.types = std::move(types);
        what.subjects = std::move(subjects);
        return get(on, what, -1, to);
    }
    get_options what;
};

TEST_F(GetCommand, one_type_of_one_subject_prints_the_value_alone) {
    EXPECT_EQ(ask({"plane"}, {"scan"}), exit_code::answered);
    EXPECT_EQ(out.take(), "{\"rows\":512,\"spacing\":[0.5,0.5]}\n");
    EXPECT_EQ(err.take(), "");
}

TEST_F(GetCommand, on_a_terminal_json_is_indented) {
    to.out_is_terminal = true;
    EXPECT_EQ(ask({"plane"}, {"scan"}), exit_code::answered);
    EXPECT_THAT(out.take(), HasSubstr("{\n  \"rows\": 512,\n"));
}

TEST_F(GetCommand, yaml_and_table_of_one_value) {
    what.format = answer_format::yaml;
    ask({"plane"}, {"scan"});
    EXPECT_EQ(out.take(), "rows: 512\nspacing: [0.5, 0.5]\n");
    what.format = answer_format::table;
    ask({"plane"}, {"scan"});
    EXPECT_EQ(out.take(), "rows     512\nspacing  0.5, 0.5\n");
}

TEST_F(GetCommand, no_answer_is_exit_code_3_with_a_line_that_says_what_to_do) {
    EXPECT_EQ(ask({"rows"}, {"other file.dcm"}), exit_code::no_answer);
    EXPECT_EQ(out.take(), "");
    EXPECT_EQ(err.take(),
              "quoin: no answer for rows of other file.dcm (there is no such file); who was asked: quoin "
              "explain rows 'other file.dcm'; "
              "what is served: quoin types\n");
}

TEST_F(GetCommand, a_frame_without_answer_is_not_taken_for_a_missing_file) {
    const std::string there = std::filesystem::current_path().string();  // as good as a file
    for (const char* const frame : {"#3", "?frame=3"}) {
        ask({"rows"}, {there + frame});
        EXPECT_THAT(err.take(), Not(HasSubstr("no such file"))) << frame;
        ask({"rows"}, {"missing.dcm" + std::string(frame)});
        EXPECT_THAT(err.take(), HasSubstr("(there is no such file)")) << frame;
    }
}

TEST_F(GetCommand, an_error_is_exit_code_1_with_reason_code_provider_and_mend_in_one_line) {
    EXPECT_EQ(ask({"broken"}, {"scan"}), exit_code::error);
    EXPECT_EQ(out.take(), "");
    const std::string line = err.take();
    EXPECT_THAT(line, StartsWith("quoin: broken of scan: "));
    EXPECT_THAT(line, HasSubstr("the disk is gone; put it back"));
    EXPECT_THAT(line, HasSubstr("(io, test.broken)"));
    EXPECT_THAT(line, HasSubstr("quoin explain broken scan"));
    EXPECT_EQ(line.find('\n'), line.size() - 1);
}

TEST_F(GetCommand, several_subjects_are_a_line_each_in_their_order) {
    EXPECT_EQ(ask({"rows"}, {"scan2", "scan1"}), exit_code::answered);
    EXPECT_EQ(out.take(),
              "{\"subject\":\"scan2\",\"answers\":{\"rows\":512},\"errors\":{}}\n"
              "{\"subject\":\"scan1\",\"answers\":{\"rows\":512},\"errors\":{}}\n");
    EXPECT_EQ(err.take(), "");
}

TEST_F(GetCommand, lines_are_there_for_one_value_too) {
    what.lines = true;
    EXPECT_EQ(ask({"rows"}, {"scan"}), exit_code::answered);
    EXPECT_EQ(out.take(), "{\"subject\":\"scan\",\"answers\":{\"rows\":512},\"errors\":{}}\n");
}

TEST_F(GetCommand, errors_of_a_line_stand_in_it) {
    EXPECT_EQ(ask({"rows", "broken"}, {"scan"}), exit_code::error);
    const value line = from_json(out.take());
    EXPECT_EQ(line["answers"]["rows"].as_int(), 512);
    EXPECT_EQ(line["errors"]["broken"]["code"].as_string(), "io");
    EXPECT_EQ(line["errors"]["broken"]["provider"].as_string(), "test.broken");
    EXPECT_THAT(std::string(*line["errors"]["broken"]["message"].as_string()), HasSubstr("the disk is gone"));
    EXPECT_THAT(err.take(), HasSubstr("of 1 subjects, 1 had errors"));
}

TEST_F(GetCommand, an_error_outranks_no_answer) {
    EXPECT_EQ(ask({"rows"}, {"scan", "other"}), exit_code::no_answer);
    EXPECT_EQ(ask({"rows", "broken"}, {"other"}), exit_code::error);
}

TEST_F(GetCommand, with_a_star_a_type_without_answer_is_none) {
    on.remove_provider("test.broken");
    provide("test.never", {"never"}, 0, [](call&, const request&) -> answer { return pass; });
    what.every_type = true;
    EXPECT_EQ(ask({}, {"scan"}), exit_code::answered);
    const value line = from_json(out.take());
    EXPECT_TRUE(line["answers"]["plane"]);
    EXPECT_FALSE(line["answers"]["never"]);
    EXPECT_EQ(ask({"never"}, {"scan"}), exit_code::no_answer) << "asked for by name";
}

TEST_F(GetCommand, with_a_star_a_subject_without_any_answer_is_no_answer) {
    on.remove_provider("test.broken");
    on.remove_provider("test.echo");
    what.every_type = true;
    EXPECT_EQ(ask({}, {"other"}), exit_code::no_answer);
    on.remove_all_providers();
    EXPECT_EQ(ask({}, {"scan"}), exit_code::no_answer);
}

TEST_F(GetCommand, options_reach_the_providers) {
    what.options = from_json(R"({"frame":2})");
    ask({"echo"}, {"s"});
    EXPECT_EQ(out.take(), "{\"options\":{\"frame\":2},\"subjects\":[\"s\"]}\n");
}

TEST_F(GetCommand, yaml_of_several_is_a_document_each) {
    what.format = answer_format::yaml;
    ask({"rows"}, {"scan1", "scan2"});
    EXPECT_EQ(out.take(),
              "---\nsubject: scan1\nanswers:\n  rows: 512\nerrors: {}\n"
              "---\nsubject: scan2\nanswers:\n  rows: 512\nerrors: {}\n");
}

TEST_F(GetCommand, table_of_several_has_sections_and_says_what_had_no_answer) {
    what.format = answer_format::table;
    ask({"rows", "nothing", "broken"}, {"scan"});
    const std::string text = out.take();
    EXPECT_THAT(text, StartsWith("scan\n  rows\n    512\n  nothing\n    no answer\n  broken\n    error: "));
}

TEST_F(GetCommand, a_subject_that_is_no_utf8_is_valid_json_still) {
    ask({"rows", "plane"}, {"scan\xFF"});
    EXPECT_NO_THROW(from_json(out.take()));
}

TEST_F(GetCommand, a_lazy_array_that_cannot_be_read_is_an_error_and_no_answer) {
    provide("test.lazy", {"lazy"}, 0, [](call&, const request&) -> answer {
        quoin_lazy source{};
        source.struct_size = sizeof source;
        source.dtype = QUOIN_U8;
        source.count = 4;
        source.uri = to_str("x:1");
        source.read = [](void*, std::uint64_t, void*, std::size_t) -> quoin_code { return QUOIN_E_STALE; };
        return builder().lazy(source).finish();
    });
    EXPECT_EQ(ask({"lazy"}, {"scan"}), exit_code::error);
    EXPECT_EQ(out.take(), "");
    EXPECT_THAT(err.take(), HasSubstr("stale"));
    EXPECT_EQ(ask({"rows", "lazy"}, {"scan"}), exit_code::error);
    const value line = from_json(out.take());
    EXPECT_EQ(line["answers"].size(), 1U);
    EXPECT_EQ(line["errors"]["lazy"]["code"].as_string(), "stale");
}

TEST_F(GetCommand, answers_go_out_one_by_one) {
    struct counting final : output {
        void write(std::string_view text) override { pieces.emplace_back(text); }
        std::vector<std::string> pieces;
    } pieces;
    console one{pieces, err};
    what.types = {"rows"};
    what.subjects = {"scan1", "scan2", "scan3"};
    get(on, what, -1, one);
    EXPECT_EQ(pieces.pieces.size(), 3U);
}

TEST_F(GetCommand, a_full_disk_is_heard_of) {
    struct full final : output {
        void write(std::string_view) override { throw output_error(ENOSPC); }
    } disk;
    console one{disk, err};
    what.types = {"rows"};
    what.subjects = {"scan1"};
    EXPECT_THROW(get(on, what, -1, one), output_error);
}

TEST_F(GetCommand, many_subjects_on_many_threads_come_in_their_order) {
    std::vector<std::string> subjects;
    std::string expected;
    for (int i = 0; i < 500; ++i) {
        subjects.push_back("scan" + std::to_string(i));
        expected += R"({"subject":")" + subjects.back() + R"(","answers":{"rows":512},"errors":{}})" + '\n';
    }
    what.jobs = 4;
    EXPECT_EQ(ask({"rows"}, subjects), exit_code::answered);
    EXPECT_EQ(out.take(), expected);
}

TEST_F(GetCommand, a_full_disk_ends_many_subjects_at_once) {
    class full final : public output {
     public:
        void write(std::string_view) override {
            if (++writes == 3) throw output_error(ENOSPC);
        }
        int writes = 0;
    } disk;
    console one{disk, err};
    what.types = {"rows"};
    what.subjects.assign(1000, "scan");
    EXPECT_THROW(get(on, what, -1, one), output_error);
    EXPECT_EQ(disk.writes, 3);
}

TEST_F(GetCommand, a_mistyped_type_is_told_what_was_meant) {
    EXPECT_EQ(ask({"plan"}, {"dicomfile:x"}), exit_code::no_answer);
    EXPECT_THAT(err.take(),
                HasSubstr("no answer for plan (did you mean 'plane'?) of dicomfile:x; who was asked"));
}

}  // namespace quoin::cli
