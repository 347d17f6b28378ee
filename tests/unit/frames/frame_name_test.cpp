// The ways to name a frame, told by the types baseImageId and uriModule.
#include "frames_fixture.hpp"

namespace quoin {
namespace {

struct frame_name : frames_fixture {
    /// "BASE | NUMBER", the number empty where no frame is named.
    std::string parsed(const std::string& image_id) {
        const auto base = ask("baseImageId", image_id);
        if (base.outcome != QUOIN_VALUE) return "(none)";
        const auto uri = ask("uriModule", image_id);
        std::string out(base.answer.as_string().value_or("?"));
        out += " | ";
        if (uri.outcome == QUOIN_VALUE) {
            EXPECT_EQ(uri.answer["baseImageId"], base.answer);
            out += std::to_string(uri.answer["frameNumber"].as_int().value_or(-1));
        }
        return out;
    }
};

TEST_F(frame_name, behind_a_path) {
    EXPECT_EQ(parsed("wadors:http://s/instances/1.2/frames/3"), "wadors:http://s/instances/1.2 | 3");
    EXPECT_EQ(parsed("wadors:http://s/instances/1.2/frames/3?x=1"), "wadors:http://s/instances/1.2?x=1 | 3");
    EXPECT_EQ(parsed("wadors:http://s/instances/1.2/frames/3#x"), "wadors:http://s/instances/1.2#x | 3");
}

TEST_F(frame_name, as_a_parameter) {
    EXPECT_EQ(parsed("wadouri:http://s/w?frame=2"), "wadouri:http://s/w | 2");
    EXPECT_EQ(parsed("wadouri:http://s/w?a=1&frame=2"), "wadouri:http://s/w?a=1 | 2");
    EXPECT_EQ(parsed("wadouri:http://s/w?frame=2&a=1"), "wadouri:http://s/w?a=1 | 2");
    EXPECT_EQ(parsed("wadouri:http://s/w?a=1&frame=2&b=3"), "wadouri:http://s/w?a=1&b=3 | 2");
    EXPECT_EQ(parsed("wadouri:http://s/w?a=1&frameNumber=2"), "wadouri:http://s/w?a=1 | 2");
    EXPECT_EQ(parsed("wadouri:http://s/w?FRAME=2"), "wadouri:http://s/w | 2");
    EXPECT_EQ(parsed("x:1&frame=2"), "x:1 | 2");
}

TEST_F(frame_name, of_a_file) {
    EXPECT_EQ(parsed("dicomfile:/data/a.dcm?frame=4"), "dicomfile:/data/a.dcm | 4");
    EXPECT_EQ(parsed("/data/a.dcm?frame=4"), "/data/a.dcm | 4");
    EXPECT_EQ(parsed("/data/a.dcm#4"), "/data/a.dcm | 4");
}

TEST_F(frame_name, is_not_the_name_of_a_file_in_a_folder_called_frames) {
    for (const char* path : {"/data/frames/3", "data/frames/3", "dicomfile:/data/frames/3",
                             "file:///data/frames/3", "C:/data/frames/3"})
        EXPECT_EQ(parsed(path), std::string(path) + " | ");
}

TEST_F(frame_name, is_not_what_only_looks_like_one) {
    for (const char* id :
         {"wadouri:http://s/w", "wadouri:http://s/w?frame=", "wadouri:http://s/w?frame=a",
          "wadouri:http://s/w?frame=2x", "wadouri:http://s/w?timeframe=2", "/data/a#b", "#4", "/data/a#4b",
          "wadors:http://s/frames/1,2", "wadors:http://s/frames/1/rendered", "wadors:http://s/frames/"})
        EXPECT_EQ(parsed(id), std::string(id) + " | ");
}

TEST_F(frame_name, twice_the_same_is_one_and_two_different_ones_are_no_answer) {
    EXPECT_EQ(parsed("wadors:http://s/i/frames/3?frame=3"), "wadors:http://s/i | 3");
    EXPECT_EQ(parsed("wadors:http://s/i/frames/3?frame=4"), "(none)");
    EXPECT_EQ(ask("uriModule", "wadors:http://s/i/frames/3?frame=4").outcome, QUOIN_PASS);
}

TEST_F(frame_name, keeps_the_digits_and_what_follows) {
    EXPECT_EQ(
        json("uriModule", "wadouri:http://s/w?frame=02&a=1"),
        R"({"baseImageId":"wadouri:http://s/w?a=1","frameNumber":2,"framesString":"02","remaining":"&a=1"})");
}

TEST_F(frame_name, base_of_a_base_is_itself) {
    EXPECT_EQ(json("baseImageId", "wadouri:http://s/w"), R"("wadouri:http://s/w")");
}

}  // namespace
}  // namespace quoin
