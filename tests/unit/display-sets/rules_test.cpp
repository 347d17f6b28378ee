// Rules that users write.
#include "display_sets_fixture.hpp"

namespace quoin {
namespace {

struct display_set_rules : display_sets_fixture {
    own_folder folder;
    std::string refused(std::string_view yaml) {
        const std::string file = folder.file("refused.yaml", yaml);
        const std::string why = why_refused(DISPLAY_SETS, R"({"rules_file":")" + file + R"("})");
        return why.starts_with(file) ? why.substr(file.size()) : why;
    }
};

TEST_F(display_set_rules, in_force_are_those_of_the_shipped_file) {
    const value found = of("displaySetRules", {"default"});
    ASSERT_EQ(found["rules"].size(), 8U);
    EXPECT_EQ(found["rules"][0]["id"].as_string(), "video");
    EXPECT_EQ(found["rules"][7]["id"].as_string(), "defaultImageRule");
}

TEST_F(display_set_rules, that_are_wrong_are_refused_at_the_start_with_their_place) {
    EXPECT_EQ(refused("display_sets: 2\nrules: []\n"),
              ": `display_sets: 1`, the version of the format, is expected at the top");
    EXPECT_EQ(refused("display_sets: 1\nrules:\n  - id: a\n    id: b\n"),
              ":4:5: a key that stands there already");
    EXPECT_EQ(refused("display_sets: 1\nrules:\n  - {id: a, viewports: [stack], group_by: [Rows], when: {is: "
                      "picture}}\n"),
              ": rules[0].when.is: image or video is expected");
    EXPECT_EQ(refused("display_sets: 1\nrules:\n  - {id: a, viewports: [stack], group_by: [Rows], when: "
                      "{sop_class: [CTImage]}}\n"),
              ": rules[0].when.sop_class: 'CTImage' is neither a UID nor the keyword of a storage class");
    EXPECT_EQ(refused("display_sets: 1\nrules:\n  - {id: a, viewports: [stack], group_by: [NoSuchWord], "
                      "when: {is: image}}\n"),
              ": rules[0].group_by[0]: a keyword, tag or path of DICOM is expected");
    EXPECT_EQ(refused("display_sets: 1\nrules:\n  - {id: a, viewports: [stack], group_by: [Rows], when: {is: "
                      "image}, set: {imageIds: []}}\n"),
              ": rules[0].set: imageIds is what the display set says of itself");
    EXPECT_EQ(refused("display_sets: 1\nrules:\n  - {id: a, viewport: [stack]}\n"),
              ": rules[0]: unknown key 'viewport' (known: id, viewports, when, group_by, set)");
    EXPECT_EQ(why_refused(DISPLAY_SETS, R"({"rules_file":"rules.yaml"})"),
              "rules_file: an absolute path is expected, as /etc/quoin/display-sets.yaml");
    EXPECT_EQ(why_refused(DISPLAY_SETS, R"({"rules":[]})"), "unknown key 'rules' (known: roots, rules_file)");
}

struct users_rules : display_sets_fixture {
    own_folder folder;
    const std::string file =
        folder.file("rules.yaml",
                    "display_sets: 1\nrules:\n"
                    "  - id: thick\n    viewports: [stack]\n"
                    "    when: {all: [{is: image}, {attribute: SliceThickness, more_than: 2.5}]}\n"
                    "    group_by: [StudyInstanceUID]\n    set: {colour: red}\n"
                    "  - id: rest\n    viewports: [volume]\n"
                    "    when: {not: {attribute: Modality, one_of: [US]}}\n    group_by: [Modality]\n");
    std::string config() const override { return R"({"rules_file":")" + file + R"("})"; }
};

TEST_F(users_rules, are_those_that_hold) {
    slice(0, R"("SliceThickness":3)");
    slice(1, R"("SliceThickness":2.5)");
    const value found = of("displaySets", {"image:1", "image:2"});
    ASSERT_EQ(found["displaySets"].size(), 2U);
    EXPECT_EQ(found["displaySets"][0]["rule"].as_string(), "thick");
    EXPECT_EQ(found["displaySets"][0]["colour"].as_string(), "red");
    EXPECT_EQ(found["displaySets"][1]["rule"].as_string(), "rest");
    object(R"("Modality":"US")");
    const value other = of("displaySets", {"image:3"});
    EXPECT_EQ(
        to_json(other["unmatched"][0]["reasons"]),
        R"([{"rule":"thick","why":"it is no image"},{"rule":"rest","why":"it is what it must not be"}])");
}

TEST_F(users_rules, are_read_again_when_the_file_changes) {
    slice(0);
    EXPECT_EQ(of("displaySets", {"image:1"})["displaySets"][0]["rule"].as_string(), "rest");
    folder.file(
        "rules.yaml",
        "display_sets: 1\nrules:\n  - {id: only, viewports: [stack], when: {is: image}, group_by: [Rows]}\n");
    EXPECT_EQ(of("displaySets", {"image:1"})["displaySets"][0]["rule"].as_string(), "only");
}

}  // namespace
}  // namespace quoin
