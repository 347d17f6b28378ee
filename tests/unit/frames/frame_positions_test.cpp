// org.quoin.frames.positions: where all frames lie, if their instances differ by nothing else that is asked about.
#include "frames_fixture.hpp"

namespace quoin {
namespace {

struct frame_positions : frames_fixture {
    engine::result positions(const std::string& same) {
        return host.get({.type = "org.quoin.frames.positions",
                         .subjects = {"x:1"},
                         .options = from_json(R"({"same":)" + same + "}")});
    }
    std::string outcome(const std::string& same) {
        const engine::result found = positions(same);
        if (found.outcome == QUOIN_ERROR) return found.error.message;
        return found.outcome == QUOIN_PASS ? "none" : to_json(found.answer);
    }
    void two_frames(const std::string& more_of_first, const std::string& more_of_second) {
        provide("naturalized", "x:1",
                R"({"NumberOfFrames":2,"PerFrameFunctionalGroupsSequence":[)"
                R"({"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}])" +
                    more_of_first + R"(},{"PlanePositionSequence":[{"ImagePositionPatient":[4,5,6.5]}])" +
                    more_of_second + "}]}");
    }
};

TEST_F(frame_positions, are_three_numbers_a_frame) {
    two_frames("", "");
    const engine::result found = positions("[]");
    ASSERT_EQ(found.outcome, QUOIN_VALUE) << found.error.message;
    EXPECT_EQ(std::vector<double>({1, 2, 3, 4, 5, 6.5}),
              std::vector<double>(view(found.answer).elements<double>().begin(),
                                  view(found.answer).elements<double>().end()));
}

TEST_F(frame_positions, are_told_only_where_what_is_asked_about_is_the_same) {
    two_frames(R"(,"MREchoSequence":[{"EchoTime":1}])", R"(,"MREchoSequence":[{"EchoTime":1}])");
    EXPECT_NE(outcome(R"(["SliceThickness"])"), "none");
    EXPECT_EQ(outcome(R"(["EchoTime"])"), "none") << "not looked at";
    EXPECT_EQ(outcome(R"(["ImagePositionPatient"])"), "none");
    EXPECT_EQ(outcome(R"(["frameNumber"])"), "none");
}

TEST_F(frame_positions, take_a_private_attribute_of_a_private_group_for_one_of_the_frame) {
    const std::string group = R"(,"2005xx0F:ACME":[{"2005xx10:ACME":1,"EchoTime":2}])";
    two_frames(group, group);
    EXPECT_EQ(of("x:1?frame=2", "2005xx10:ACME"), "1");
    EXPECT_EQ(of("x:1?frame=2", "EchoTime"), "(absent)");
    EXPECT_EQ(outcome(R"(["2005xx10:ACME"])"), "none");
    EXPECT_NE(outcome(R"(["EchoTime"])"), "none");
}

TEST_F(frame_positions, need_keywords_in_a_list) {
    two_frames("", "");
    EXPECT_EQ(outcome("[3]"), "option same: a list of keywords is expected");
}

}  // namespace
}  // namespace quoin
