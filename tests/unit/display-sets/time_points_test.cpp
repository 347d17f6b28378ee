// splitImageIdsBy4DTags: which attribute tells one time from another.
#include "display_sets_fixture.hpp"

namespace quoin {
namespace {

struct time_points : display_sets_fixture {
    /// The groups as they are asked about, and the tag.
    std::string split(std::vector<std::string> subjects, const std::string& options = {}) {
        const value found = of("splitImageIdsBy4DTags", std::move(subjects), options);
        return to_json(found["imageIdGroups"]) + " " + to_json(found["splittingTag"]) + " " +
               to_json(found["values"]);
    }
    std::string why(std::vector<std::string> subjects, std::string_view tag) {
        const value found = of("splitImageIdsBy4DTags", std::move(subjects));
        for (std::size_t i = 0; i < found["reasons"].size(); ++i)
            if (found["reasons"][i]["tag"].as_string() == tag)
                return std::string(found["reasons"][i]["why"].as_string().value_or(""));
        return "(not tried)";
    }
    /// Two positions at two times that differ in that attribute; the second time comes first.
    void two_times(const std::string& first, const std::string& second) {
        slice(0, second);
        slice(0, first);
        slice(5, second);
        slice(5, first);
    }
    const std::vector<std::string> four{"image:1", "image:2", "image:3", "image:4"};
    const std::string in_two = R"([["image:2","image:4"],["image:1","image:3"]])";
};

TEST_F(time_points, each_candidate_splits_by_its_values_in_their_order) {
    struct {
        const char* tag;
        const char* first;
        const char* second;
        const char* values;
    } const cases[] = {
        {"TemporalPositionIdentifier", R"("TemporalPositionIdentifier":2)",
         R"("TemporalPositionIdentifier":10)", "[2.0,10.0]"},
        {"DiffusionBValue", R"("DiffusionBValue":0.0)", R"("DiffusionBValue":800.0)", "[0.0,800.0]"},
        {"TriggerTime", R"("TriggerTime":9.5)", R"("TriggerTime":20.5)", "[9.5,20.5]"},
        {"EchoTime", R"("EchoTime":4.5)", R"("EchoTime":14.5)", "[4.5,14.5]"},
        {"EchoNumbers", R"("EchoNumbers":[1])", R"("EchoNumbers":[2])", "[1.0,2.0]"},
        {"2001xx03:Philips Imaging DD 001", R"("2001xx03:Philips Imaging DD 001":[0.0])",
         R"("2001xx03:Philips Imaging DD 001":[1000.0])", "[0.0,1000.0]"},
        {"0019xx0C:SIEMENS MR HEADER", R"("0019xx0C:SIEMENS MR HEADER":["50"])",
         R"("0019xx0C:SIEMENS MR HEADER":["700"])", "[50.0,700.0]"},
        {"0043xx39:GEMS_PARM_01", R"("0043xx39:GEMS_PARM_01":[1000000000,8,0,0])",
         R"("0043xx39:GEMS_PARM_01":[1000000800,8,0,0])", "[0.0,800.0]"},
        {"TemporalPositionIndex", R"("TemporalPositionIndex":1)", R"("TemporalPositionIndex":2)",
         "[1.0,2.0]"},
        {"TemporalPositionTimeOffset", R"("TemporalPositionTimeOffset":0.5)",
         R"("TemporalPositionTimeOffset":1.5)", "[0.5,1.5]"},
        {"NominalCardiacTriggerDelayTime", R"("NominalCardiacTriggerDelayTime":0.5)",
         R"("NominalCardiacTriggerDelayTime":1.5)", "[0.5,1.5]"},
        {"EffectiveEchoTime", R"("EffectiveEchoTime":0.5)", R"("EffectiveEchoTime":1.5)", "[0.5,1.5]"},
    };
    int begin = 0;
    for (const auto& one : cases) {
        SCOPED_TRACE(one.tag);
        two_times(one.first, one.second);
        std::vector<std::string> ids;
        for (int i = 1; i <= 4; ++i) ids.push_back("image:" + std::to_string(begin + i));
        const value found = of("splitImageIdsBy4DTags", ids);
        EXPECT_EQ(found["splittingTag"].as_string(), one.tag);
        EXPECT_EQ(to_json(found["imageIdGroups"]),
                  R"([[")" + ids[1] + R"(",")" + ids[3] + R"("],[")" + ids[0] + R"(",")" + ids[2] + R"("]])");
        EXPECT_EQ(to_json(found["values"]), one.values);
        EXPECT_EQ(found["numberOfPositions"].as_int(), 2);
        begin += 4;
    }
}

TEST_F(time_points, of_pet_are_by_the_reference_time_of_the_frame) {
    for (const int time : {2000, 1000})
        object(
            R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.128","Modality":"PT","Rows":4,"Columns":8,)"
            R"("ImagePositionPatient":[0,0,0],"ImageOrientationPatient":[1,0,0,0,1,0],"FrameReferenceTime":)" +
            std::to_string(time));
    EXPECT_EQ(split({"image:1", "image:2"}),
              R"([["image:2"],["image:1"]] "frameReferenceTime" [1000.0,2000.0])");
}

TEST_F(time_points, a_private_attribute_of_another_creator_is_not_taken) {
    two_times(R"("0019xx0C:SOMEBODY ELSE":[0])", R"("0019xx0C:SOMEBODY ELSE":[700])");
    EXPECT_EQ(split(four), R"([["image:1","image:2","image:3","image:4"]] null [])");
    EXPECT_EQ(why(four, "0019xx0C:SIEMENS MR HEADER"), "no image has it");
}

TEST_F(time_points, a_missing_value_is_not_zero_unless_asked) {
    two_times("", R"("DiffusionBValue":800.0)");
    EXPECT_EQ(why(four, "DiffusionBValue"),
              "2 of 4 images do not have it (option missingAsZero takes them for 0)");
    EXPECT_EQ(split(four, R"({"missingAsZero":true})"), in_two + R"( "DiffusionBValue" [0.0,800.0])");
}

TEST_F(time_points, values_must_be_the_same_at_every_position_and_each_once) {
    slice(0, R"("EchoTime":1.5)");
    slice(0, R"("EchoTime":2.5)");
    slice(5, R"("EchoTime":1.5)");
    slice(5, R"("EchoTime":3.5)");
    EXPECT_EQ(why(four, "EchoTime"), "positions have different values");
    slice(10, R"("EchoTime":1.5)");
    slice(10, R"("EchoTime":1.5)");
    EXPECT_EQ(why({"image:5", "image:6"}, "EchoTime"), "several images at one position have the same value");
}

TEST_F(time_points, positions_that_differ_in_rounding_are_one) {
    slice(1.00001, R"("EchoTime":1.5)");
    slice(1.00002, R"("EchoTime":2.5)");
    EXPECT_EQ(split({"image:1", "image:2"}), R"([["image:1"],["image:2"]] "EchoTime" [1.5,2.5])");
}

TEST_F(time_points, positions_are_one_within_a_thousandth_of_a_millimetre_wherever_they_are) {
    int at = 0;
    const auto one_place = [&](double first, double second) {
        slice(first, R"("EchoTime":1.5)");
        slice(second, R"("EchoTime":2.5)");
        const std::vector<std::string> both{"image:" + std::to_string(at + 1),
                                            "image:" + std::to_string(at + 2)};
        at += 2;
        return of("splitImageIdsBy4DTags", both)["numberOfPositions"].as_int() == 1;
    };
    EXPECT_TRUE(one_place(-0.0004, 0.0004));
    EXPECT_TRUE(one_place(7.9995, 8.0003));
    EXPECT_TRUE(one_place(-1024.0001, -1023.9994));
    EXPECT_FALSE(one_place(7.9995, 8.0007));
    EXPECT_FALSE(one_place(0, 0.0011));
}

TEST_F(time_points, need_a_position_everywhere_and_as_many_images_at_each) {
    slice(0);
    slice(5);
    EXPECT_EQ(why({"image:1", "image:2"}, "ImagePositionPatient"), "there is one image at each position");
    slice(5);
    EXPECT_EQ(why({"image:1", "image:2", "image:3"}, "ImagePositionPatient"),
              "positions have different numbers of images");
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","Rows":4,"Columns":8)");
    EXPECT_EQ(why({"image:1", "image:4"}, "ImagePositionPatient"), "it is not known of every image");
}

TEST_F(time_points, of_the_heart_are_by_stack_position_and_trigger) {
    const auto heart = [&](const char* stack, int position, double trigger) {
        slice(position, R"("CardiacNumberOfImages":2,"StackID":")" + std::string(stack) +
                            R"(","InStackPositionNumber":)" + std::to_string(position) +
                            R"(,"TriggerTime":)" + std::to_string(trigger));
    };
    // Trigger times of the positions need not agree, which is why this goes before the positions.
    heart("10", 1, 410);
    heart("2", 1, 400);
    heart("10", 1, 10);
    heart("2", 1, 0);
    EXPECT_EQ(split(four),
              R"([["image:4","image:3"],["image:2","image:1"]] "CardiacTriggerTime" [0.0,400.0])");
    heart("2", 2, 0);
    EXPECT_EQ(why({"image:1", "image:2", "image:3", "image:4", "image:5"}, "CardiacTriggerTime"),
              "places of the stack have different numbers of images");
}

TEST_F(time_points, of_the_heart_need_every_attribute) {
    slice(0, R"("CardiacNumberOfImages":2,"StackID":"1","InStackPositionNumber":1,"TriggerTime":0.5)");
    slice(0, R"("CardiacNumberOfImages":2,"StackID":"1","InStackPositionNumber":1)");
    EXPECT_EQ(why({"image:1", "image:2"}, "CardiacTriggerTime"),
              "StackID, InStackPositionNumber or TriggerTime is missing in an image");
}

TEST_F(time_points, of_frames_are_time_slots_with_their_slices_in_order) {
    const std::string nm =
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.20","Modality":"NM","Rows":4,"Columns":8,"NumberOfFrames":4,)";
    object(nm + R"("TimeSlotVector":[2,2,1,1],"SliceVector":[1,2,2,1])");
    EXPECT_EQ(
        split({"image:1"}),
        R"([["image:1?frame=4","image:1?frame=3"],["image:1?frame=1","image:1?frame=2"]] "TimeSlotVector" [1.0,2.0])");
    object(nm + R"("TimeSlotVector":["2","1","2","1"])");
    EXPECT_EQ(
        split({"image:2"}),
        R"([["image:2?frame=2","image:2?frame=4"],["image:2?frame=1","image:2?frame=3"]] "TimeSlotVector" [1.0,2.0])");
    object(nm + R"("TimeSlotVector":[2,2,1])");
    EXPECT_EQ(why({"image:3"}, "TimeSlotVector"), "it has 3 values for 4 frames");
    object(nm + R"("TimeSlotVector":[2,2,1,1],"SliceVector":[1])");
    EXPECT_EQ(why({"image:4"}, "TimeSlotVector"),
              "SliceVector has another number of values than there are frames");
    EXPECT_EQ(why({"image:1?frame=1", "image:1?frame=2"}, "TimeSlotVector"),
              "not all frames of the object are asked about");
}

TEST_F(time_points, of_an_enhanced_object_are_by_its_functional_groups) {
    std::string frames;
    for (int i = 0; i < 4; ++i)
        frames += std::string(i == 0 ? "" : ",") +
                  R"({"PlanePositionSequence":[{"ImagePositionPatient":[0,0,)" + std::to_string(i / 2) +
                  R"(]}],"MRDiffusionSequence":[{"DiffusionBValue":)" + (i % 2 == 0 ? "800" : "0") + "}]}";
    object(
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.4.1","Modality":"MR","Rows":4,"Columns":8,"NumberOfFrames":4,)"
        R"("ImageOrientationPatient":[1,0,0,0,1,0],"PerFrameFunctionalGroupsSequence":[)" +
        frames + "]");
    EXPECT_EQ(
        split({"image:1"}),
        R"([["image:1?frame=2","image:1?frame=4"],["image:1?frame=1","image:1?frame=3"]] "DiffusionBValue" [0.0,800.0])");
}

TEST_F(time_points, a_vendors_attribute_is_heard) {
    two_times("", "");
    for (const char* const image : {"image:1", "image:3"}) provide("TriggerTime", image, "30");
    for (const char* const image : {"image:2", "image:4"}) provide("TriggerTime", image, "10");
    EXPECT_EQ(split(four), in_two + R"( "TriggerTime" [10.0,30.0])");
}

TEST_F(time_points, of_what_nobody_has_are_an_error_that_names_it) {
    slice(0);
    EXPECT_EQ(error_of("splitImageIdsBy4DTags", {"image:1", "image:9"}),
              "image:9: no provider has an instance of it");
}

}  // namespace
}  // namespace quoin
