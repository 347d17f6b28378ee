// What people and programs read of a check.
#include "check/check_report.hpp"

#include <quoin/json.hpp>

#include <gtest/gtest.h>

namespace quoin::cli {
namespace {

const std::vector<check_result> results{
    {"file", "is a shared library", verdict::pass, "", {}, 0.5},
    {"time",
     "answers soon",
     verdict::warn,
     "slowest 150 ms",
     {{verdict::warn, "com.a", "slow <1>", "hurry"}},
     0},
    {"create", "makes its providers", verdict::fail, "", {{verdict::fail, "", "no & never", "mend it"}}, 0},
    {"growth", "does not grow", verdict::skip, "not run: 'create' did not pass", {}, 0}};

}  // namespace

TEST(check_report, table_has_a_row_for_each_check_and_what_to_do_beneath) {
    EXPECT_EQ(check_report(results, "libx.so", check_format::table, false),
              "check   result  what\n"
              "file    pass    is a shared library\n"
              "time    warn    answers soon (slowest 150 ms)\n"
              "  warn: com.a: slow <1>\n"
              "  to do: hurry\n"
              "create  fail    makes its providers\n"
              "  fail: no & never\n"
              "  to do: mend it\n"
              "growth  skip    does not grow (not run: 'create' did not pass)\n"
              "\n"
              "libx.so: 1 passed, 1 with warnings, 1 failed, 1 not run\n");
}

TEST(check_report, json_has_all_of_it) {
    const value read = from_json(check_report(results, "libx.so", check_format::json, false));
    EXPECT_EQ(read["library"].as_string(), "libx.so");
    EXPECT_EQ(read["checks"].size(), 4u);
    EXPECT_EQ(read["checks"][1]["result"].as_string(), "warn");
    EXPECT_EQ(read["checks"][1]["findings"][0]["provider"].as_string(), "com.a");
    EXPECT_EQ(read["checks"][2]["findings"][0]["mend"].as_string(), "mend it");
    EXPECT_EQ(read["fail"].as_int(), 1);
    EXPECT_EQ(read["skip"].as_int(), 1);
}

TEST(check_report, junit_counts_and_escapes) {
    EXPECT_EQ(
        check_report(results, "lib\"x.so", check_format::junit, false),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"quoin check lib&quot;x.so\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\" "
        "time=\"0.500\">\n"
        "  <testcase classname=\"lib&quot;x.so\" name=\"file\" time=\"0.500\"></testcase>\n"
        "  <testcase classname=\"lib&quot;x.so\" name=\"time\" time=\"0.000\">\n"
        "    <system-out>warning: com.a: slow &lt;1&gt;; hurry</system-out>\n  </testcase>\n"
        "  <testcase classname=\"lib&quot;x.so\" name=\"create\" time=\"0.000\">\n"
        "    <failure message=\"no &amp; never; mend it\"/>\n  </testcase>\n"
        "  <testcase classname=\"lib&quot;x.so\" name=\"growth\" time=\"0.000\">\n"
        "    <skipped message=\"not run: 'create' did not pass\"/>\n  </testcase>\n"
        "</testsuite>\n");
}

TEST(check_report, sarif_has_rules_and_results_with_levels) {
    const value read = from_json(check_report(results, "libx.so", check_format::sarif, false));
    EXPECT_EQ(read["version"].as_string(), "2.1.0");
    const view run = read["runs"][0];
    EXPECT_EQ(run["tool"]["driver"]["name"].as_string(), "quoin check");
    EXPECT_EQ(run["tool"]["driver"]["rules"].size(), 4u);
    ASSERT_EQ(run["results"].size(), 2u);
    EXPECT_EQ(run["results"][0]["ruleId"].as_string(), "time");
    EXPECT_EQ(run["results"][0]["level"].as_string(), "warning");
    EXPECT_EQ(run["results"][1]["level"].as_string(), "error");
    EXPECT_EQ(run["results"][1]["message"]["text"].as_string(), "no & never; mend it");
    EXPECT_EQ(run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_string(),
              "libx.so");
}

TEST(check_report, lines_of_a_process_are_read_and_what_a_plugin_wrote_between_is_not) {
    const read_report read = read_lines(
        "{\"stage\":\"create\"}\nnonsense\n{\"finding\":\"warn\",\"provider\":\"a\",\"found\":\"b\",\"mend\":"
        "\"c\"}\n"
        "{\"stage\":\"destroy\"}\n{\"detail\":\"d\"}\n{\"done\":\"yes\"}\n{\"sta");
    EXPECT_EQ(read.stage, "destroy");
    EXPECT_EQ(read.detail, "d");
    EXPECT_TRUE(read.done);
    ASSERT_EQ(read.findings.size(), 1u);
    EXPECT_EQ(read.findings[0].how, verdict::warn);
    EXPECT_EQ(read.findings[0].mend, "c");
}

}  // namespace quoin::cli
