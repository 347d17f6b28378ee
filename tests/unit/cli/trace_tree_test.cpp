#include "trace_tree.hpp"

#include <gtest/gtest.h>
#include <quoin/json.hpp>

namespace quoin::cli {

namespace {
std::string tree_of(std::string_view json) {
    return to_tree(from_json(json));
}
}  // namespace

TEST(TraceTree, outcomes_and_times_are_aligned) {
    EXPECT_EQ(tree_of(R"({"type":"plane","subjects":["scan.dcm"],"outcome":"answered","ns":1500000,"asked":[
        {"provider":"com.acme","priority":100,"priorityOrigin":"quoin.yaml:5","outcome":"passed","ns":20000},
        {"provider":"org.q","priority":-1000,"priorityOrigin":"descriptor","outcome":"answered","ns":1400000,
         "notes":["spacing assumed"],
         "queries":[{"type":"instance","subjects":["scan.dcm"],"outcome":"answered","ns":11000000000,"asked":[
            {"provider":"files","priority":-1100,"outcome":"answered","ns":1000}]}]}]})"),
              "plane  scan.dcm                  answered  1.500 ms\n"
              "├─ com.acme  100 (quoin.yaml:5)  passed    0.020 ms\n"
              "└─ org.q  -1000 (descriptor)     answered  1.400 ms\n"
              "   · spacing assumed\n"
              "   └─ asks instance  scan.dcm    answered  11.000 s\n"
              "      └─ files  -1100            answered  0.001 ms\n");
}

TEST(TraceTree, says_what_is_kept_since_when_and_what_it_rests_on) {
    EXPECT_EQ(tree_of(R"({"type":"plane","subjects":["scan.dcm"],"outcome":"answered","ns":1000,"kept":true,
        "since":"2026-11-25T18:04:05.123Z",
        "facts":[{"fact":"outside","name":"scan.dcm","provider":"files","since":"2026-11-25T18:04:01.000Z"},
                 {"fact":"answer","type":"calibration","subject":"scan.dcm","since":"2026-11-25T18:04:02.000Z"}],
        "asked":[{"provider":"org.q","priority":-1000,"outcome":"answered","queries":[
           {"type":"instance","subjects":["scan.dcm"],"kept":true,"letGo":true,"ns":0,"cut":true,"asked":[]}]}]})"),
              "plane  scan.dcm                answered, kept  0.001 ms\n"
              "· kept since 2026-11-25T18:04:05.123Z\n"
              "· rests on scan.dcm (files) since 2026-11-25T18:04:01.000Z\n"
              "· rests on calibration of scan.dcm since 2026-11-25T18:04:02.000Z\n"
              "└─ org.q  -1000                answered\n"
              "   └─ asks instance  scan.dcm  kept            0.000 ms\n"
              "      · kept; the answer itself was let go of\n"
              "      · more was asked than is told here\n");
}

TEST(TraceTree, a_failure_is_told_at_the_provider_it_belongs_to_and_once) {
    const std::string text = tree_of(R"({"type":"t","subjects":["s"],"outcome":"error","ns":1,"asked":[
        {"provider":"p","priority":0,"outcome":"error","ns":1,"error":{"code":"io","message":"disk gone"}}],
        "error":{"code":"io","message":"disk gone"}})");
    EXPECT_NE(text.find("   · disk gone (io)"), std::string::npos) << text;
    EXPECT_EQ(text.find("disk gone"), text.rfind("disk gone")) << text;
}

TEST(TraceTree, a_failure_that_no_provider_is_to_blame_for_is_told_too) {
    const std::string text = tree_of(
        R"({"type":"t","subjects":["s"],"outcome":"error","ns":1,"asked":[],"error":{"code":"cycle","message":"t asks t"}})");
    EXPECT_NE(text.find("└─ error: t asks t (cycle)"), std::string::npos) << text;
}

TEST(TraceTree, next_is_a_list_of_walks_or_one) {
    for (const char* const next :
         {R"([{"asked":[{"provider":"q","outcome":"passed","ns":1}],"outcome":"none"}])",
          R"({"asked":[{"provider":"q","outcome":"passed","ns":1}],"outcome":"none"})"}) {
        const std::string text = tree_of(
            std::string(
                R"({"type":"t","subjects":["a","b"],"outcome":"none","ns":1,"asked":[{"provider":"p","outcome":"passed","ns":1,"next":)") +
            next + "}]}");
        EXPECT_NE(text.find("t  a, b"), std::string::npos) << text;
        EXPECT_NE(text.find("   └─ asks the next for"), std::string::npos) << text;
        EXPECT_NE(text.find("      └─ q"), std::string::npos) << text;
    }
}

TEST(TraceTree, says_who_was_not_asked_and_that_nobody_serves) {
    EXPECT_NE(
        tree_of(
            R"({"type":"t","subjects":["s"],"outcome":"answered","ns":1,"asked":[{"provider":"p","outcome":"answered","ns":1}],"notAsked":["q","r"]})")
            .find("└─ not asked: q, r"),
        std::string::npos);
    EXPECT_NE(tree_of(R"({"type":"t","subjects":["s"],"outcome":"none","ns":1,"asked":[]})")
                  .find("no provider serves this type"),
              std::string::npos);
}

TEST(TraceTree, the_answer_is_not_in_it) {
    const value trace =
        from_json(R"({"type":"t","subjects":["s"],"outcome":"answered","ns":1,"asked":[],"value":"SECRET"})");
    EXPECT_EQ(to_tree(trace).find("SECRET"), std::string::npos);
}

TEST(TraceTree, one_long_line_does_not_push_the_others_out) {
    const std::string text =
        tree_of(R"({"type":"t","subjects":[")" + std::string(300, 's') +
                R"("],"outcome":"none","ns":1,"asked":[{"provider":"p","outcome":"passed","ns":1}]})");
    EXPECT_LT(text.rfind('\n') - text.rfind("└─"), 60U) << text;
}

}  // namespace quoin::cli
