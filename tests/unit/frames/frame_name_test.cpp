// The ways to name a frame, told by the types baseImageId and uriModule.
#include "frames_fixture.hpp"

#include <regex>

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
    EXPECT_EQ(parsed("/data/a.dcm#4?frame=4"), "/data/a.dcm | 4");
    EXPECT_EQ(parsed("/data/a.dcm#4?frame=5"), "(none)");
    EXPECT_EQ(parsed("/data/a.dcm#4#5"), "(none)");
}

// What is written in capitals is taken apart part by part, and the rest mostly at once.
TEST_F(frame_name, is_the_same_whichever_way_it_is_found) {
    for (const std::string base : {"/data/a.dcm", "", "?", "x?y", "x&frame", "x?frame", "/data/a#4",
                                   "/data/a#4b", "wadors:http://s/frames/3", "/data/frames/3",
                                   "file:///frames/2", "x?frame=5", "x?a=1", "x?frame=2&b"})
        for (const std::string digits :
             {"4", "04", "", "4x", "4&", "4&x=1", "4#", "+4", "-4", "999999999999999999",
              "9223372036854775807", "99999999999999999999"}) {
            const std::string usual = base + "?frame=" + digits, capital = base + "?FRAME=" + digits;
            if (usual.empty()) continue;
            const auto of_usual = ask("uriModule", usual), of_capital = ask("uriModule", capital);
            ASSERT_EQ(of_usual.outcome, of_capital.outcome) << usual;
            if (of_usual.outcome != QUOIN_VALUE) continue;
            // What is left of the imageId is left as it was written.
            EXPECT_EQ(to_json(of_usual.answer),
                      std::regex_replace(to_json(of_capital.answer), std::regex("FRAME="), "frame="))
                << usual;
        }
}

TEST_F(frame_name, keeps_the_digits_and_what_follows) {
    EXPECT_EQ(
        json("uriModule", "wadouri:http://s/w?frame=02&a=1"),
        R"({"baseImageId":"wadouri:http://s/w?a=1","frameNumber":2,"framesString":"02","remaining":"&a=1"})");
}

TEST_F(frame_name, base_of_a_base_is_itself) {
    EXPECT_EQ(json("baseImageId", "wadouri:http://s/w"), R"("wadouri:http://s/w")");
}

struct frame_image_ids : frame_name {
    void object(const std::string& image_id, int frames) {
        provide("naturalized", image_id,
                R"({"PhotometricInterpretation":"RGB","NumberOfFrames":)" + std::to_string(frames) + "}");
    }
};

TEST_F(frame_image_ids, stand_behind_the_instance_or_are_a_parameter) {
    object("wadors:http://s/studies/1/series/2/instances/3", 2);
    EXPECT_EQ(json("frameImageIds", "wadors:http://s/studies/1/series/2/instances/3"),
              R"(["wadors:http://s/studies/1/series/2/instances/3/frames/1",)"
              R"("wadors:http://s/studies/1/series/2/instances/3/frames/2"])");
    object("wadouri:http://s/w", 1);
    EXPECT_EQ(json("frameImageIds", "wadouri:http://s/w"), R"(["wadouri:http://s/w?frame=1"])");
    object("wadouri:http://s/w?a=1", 1);
    EXPECT_EQ(json("frameImageIds", "wadouri:http://s/w?a=1"), R"(["wadouri:http://s/w?a=1&frame=1"])");
}

TEST_F(frame_image_ids, of_a_frame_are_those_of_its_object) {
    object("wadouri:http://s/w?a=1&b=2", 3);
    const std::string all = json("frameImageIds", "wadouri:http://s/w?a=1&b=2");
    for (const char* id : {"wadouri:http://s/w?frame=2&a=1&b=2", "wadouri:http://s/w?a=1&frameNumber=3&b=2",
                           "wadouri:http://s/w?a=1&b=2&frame=1", "wadouri:http://s/w?a=1&b=2#3"})
        EXPECT_EQ(json("frameImageIds", id), all) << id;
}

TEST_F(frame_image_ids, of_something_without_pixels_is_its_own) {
    provide("naturalized", "x:report", R"({"Modality":"SR"})");
    EXPECT_EQ(json("frameImageIds", "x:report"), R"(["x:report"])");
    EXPECT_EQ(json("frameImageIds", "x:nobody"), "(none)");
}

TEST_F(frame_image_ids, of_frames_beyond_counting_are_refused) {
    object("x:many", 2147483647);
    EXPECT_EQ(ask("frameImageIds", "x:many").error.code, QUOIN_E_LIMIT);
    EXPECT_EQ(ask("frameTable", "x:many").error.code, QUOIN_E_LIMIT);
    EXPECT_NE(json("instance", "x:many?frame=2147483647"), "(none)") << "one frame costs nothing";
}

TEST_F(frame_image_ids, lead_back_to_the_object_and_the_number) {
    for (const std::string base :
         {"wadors:https://s/studies/1/series/2/instances/3", "wadors:https://s/instances/3?accept=x",
          "wadors:https://s/instances/3#part", "wadors:https://s/instances/3/metadata", "wadors:https://s/w",
          "wadouri:https://s/w?objectUID=1", "wadouri:https://s/w?objectUID=1&b=2", "wadouri:https://s/w?",
          "wadouri:https://s/w?a=1#part", "dicomfile:/data/a.dcm", "/data/a.dcm", "/data/instances/3",
          "/data/frames/3", "data/a b#c.dcm", "file:///data/instances/1", "C:/data/a.dcm", "x", "x:1",
          "x:1&y"}) {
        object(base, 3);
        const engine::result ids = ask("frameImageIds", base);
        ASSERT_EQ(ids.answer.size(), 3u) << base;
        for (int frame = 1; frame <= 3; ++frame) {
            const std::string id(ids.answer[frame - 1].as_string().value_or(""));
            EXPECT_EQ(parsed(id), base + " | " + std::to_string(frame)) << id;
            EXPECT_EQ(json("frameImageIds", id), to_json(ids.answer)) << id;
        }
    }
}

}  // namespace
}  // namespace quoin
