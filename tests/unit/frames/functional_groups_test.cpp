// A frame is the object, with what all frames share, with what the frame has of its own.
#include "frames_fixture.hpp"

namespace quoin {
namespace {

struct functional_groups : frames_fixture {
    void object(const std::string& members) { provide("naturalized", "x:1", "{" + members + "}"); }
};

const std::string two_frames =
    R"("NumberOfFrames":2,"PatientID":"P","EchoTime":"root","SliceThickness":"root",)"
    R"("SharedFunctionalGroupsSequence":[{
                                    "PixelMeasuresSequence":[{"PixelSpacing":[0.5,0.5],"SliceThickness":"shared"}],
                                    "MREchoSequence":[{"EchoTime":"shared"}]}],)"
    R"("PerFrameFunctionalGroupsSequence":[
                                    {"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}],
                                     "MREchoSequence":[{"EchoTime":"first"}]},
                                    {"PlanePositionSequence":[{"ImagePositionPatient":[4,5,6]}]}])";

TEST_F(functional_groups, of_the_frame_go_before_shared_ones_and_those_before_the_object) {
    object(two_frames);
    EXPECT_EQ(of("x:1?frame=1", "EchoTime"), R"("first")");
    EXPECT_EQ(of("x:1?frame=2", "EchoTime"), R"("shared")");
    EXPECT_EQ(of("x:1?frame=2", "SliceThickness"), R"("shared")");
    EXPECT_EQ(of("x:1?frame=2", "PatientID"), R"("P")");
    EXPECT_EQ(position("x:1?frame=1"), "[1,2,3]");
    EXPECT_EQ(position("x:1?frame=2"), "[4,5,6]");
    EXPECT_EQ(of("x:1?frame=2", "frameNumber"), "2");
}

TEST_F(functional_groups, without_a_named_frame_are_those_of_the_first) {
    object(two_frames);
    EXPECT_EQ(ask("instance", "x:1").answer, ask("instance", "x:1?frame=1").answer);
}

TEST_F(functional_groups, of_a_frame_that_does_not_exist_are_no_answer) {
    object(two_frames);
    for (const char* frame : {"0", "3", "9", "99999999999999999999"})
        EXPECT_EQ(of("x:1?frame=" + std::string(frame), "PatientID"), "(none)") << frame;
    EXPECT_TRUE(notes("instance", "x:1?frame=3", "no such frame: frames are 1 to 2"));
    EXPECT_EQ(of("x:2?frame=1", "PatientID"), "(none)") << "an unknown object";
}

TEST_F(functional_groups, that_are_only_shared_are_merged) {
    object(
        R"("NumberOfFrames":3,"SharedFunctionalGroupsSequence":[{"PixelMeasuresSequence":[{"PixelSpacing":[0.5,0.5]}]}])");
    EXPECT_EQ(of("x:1?frame=3", "PixelSpacing"), "[0.5,0.5]");
}

TEST_F(functional_groups, that_are_only_of_frames_are_merged) {
    object(
        R"("NumberOfFrames":2,"PerFrameFunctionalGroupsSequence":[{},{"MREchoSequence":[{"EchoTime":2}]}])");
    EXPECT_EQ(of("x:1?frame=2", "EchoTime"), "2");
}

TEST_F(functional_groups, of_an_object_of_one_frame_are_merged) {
    object(
        R"("NumberOfFrames":1,"SharedFunctionalGroupsSequence":[{"PixelMeasuresSequence":[{"PixelSpacing":[0.5,0.5]}]}],
              "PerFrameFunctionalGroupsSequence":[{"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]}])");
    EXPECT_EQ(position("x:1"), "[1,2,3]");
    EXPECT_EQ(of("x:1", "PixelSpacing"), "[0.5,0.5]");
    EXPECT_EQ(of("x:1?frame=2", "PixelSpacing"), "(none)");
}

TEST_F(functional_groups, do_not_say_what_is_found_out_about_a_frame) {
    object(
        R"("NumberOfFrames":2,"SharedFunctionalGroupsSequence":[{"A":[{"framePosition":"computed","frameNumber":9}]}],
              "PerFrameFunctionalGroupsSequence":[{},{"B":[{"frameNumber":7,"frameOrientation":"assumed","EchoTime":2}]}])");
    EXPECT_EQ(of("x:1?frame=2", "EchoTime"), "2");
    EXPECT_EQ(of("x:1?frame=2", "frameNumber"), "2");
    EXPECT_EQ(of("x:1?frame=1", "frameNumber"), "1");
    EXPECT_EQ(of("x:1?frame=2", "frameOrientation"), "(absent)");
    EXPECT_EQ(of("x:1?frame=2", "framePosition"), "(absent)");
}

TEST_F(functional_groups, count_the_frames_where_the_object_does_not) {
    object(R"("PerFrameFunctionalGroupsSequence":[{},{"MREchoSequence":[{"EchoTime":2}]}])");
    EXPECT_EQ(of("x:1?frame=2", "EchoTime"), "2");
    EXPECT_EQ(of("x:1?frame=3", "EchoTime"), "(none)");
}

TEST_F(functional_groups, beyond_the_pixels_are_no_frames_where_the_object_does_not_count_them) {
    quoin::builder out;
    out.object().member("Rows", 4).member("Columns", 4).member("BitsAllocated", 1);
    out.key("PixelData").typed<std::uint8_t>(2)[0] = 0;  // 16 bits: one frame
    out.member("PerFrameFunctionalGroupsSequence", from_json(R"([{},{},{}])"));
    const value one_frame = out.end().finish();
    const auto serving = [&](call&, const request& asked) -> answer {
        if (asked.subject() != "x:cut") return pass;
        return one_frame;
    };
    engine::registration stands{.id = "cut", .types = {"naturalized"}, .thread_safe = true};
    host.add_provider(stands, engine::make_callable_provider(host, "cut", serving));
    EXPECT_EQ(json("frameImageIds", "x:cut"), R"(["x:cut"])");
    EXPECT_EQ(of("x:cut?frame=2", "Rows"), "(none)");
    EXPECT_TRUE(notes("instance", "x:cut?frame=1", "fewer frames than there are per-frame items"));
}

TEST_F(functional_groups, that_are_private_never_override_the_standard) {
    object(R"("NumberOfFrames":1,"SOPClassUID":"enhanced","PerFrameFunctionalGroupsSequence":[{
              "2005xx0F:Philips MR Imaging DD 005":[{"SOPClassUID":"classic","PixelBandwidth":1,"2005xx30:X":"own"}],
              "0021105E":[{"SOPClassUID":"classic"}],"0021115E:ACME":[{"PixelBandwidth":2}]}])");
    EXPECT_EQ(of("x:1", "SOPClassUID"), R"("enhanced")");
    EXPECT_EQ(of("x:1", "PixelBandwidth"), "(absent)");
    EXPECT_EQ(of("x:1", "2005xx30:X"), R"("own")");
}

TEST_F(functional_groups, that_tell_of_another_instance_are_skipped) {
    object(R"("NumberOfFrames":1,"SOPInstanceUID":"own","PerFrameFunctionalGroupsSequence":[{
              "UnassignedPerFrameConvertedAttributesSequence":[{"SOPInstanceUID":"source","EchoTime":1}]}])");
    EXPECT_EQ(of("x:1", "SOPInstanceUID"), R"("own")");
    EXPECT_EQ(of("x:1", "EchoTime"), "(absent)");
}

TEST_F(functional_groups, give_the_attributes_of_their_first_item_only_and_none_beside_them) {
    object(R"("NumberOfFrames":1,"PerFrameFunctionalGroupsSequence":[{"EchoTime":9,
              "MREchoSequence":[{"EffectiveEchoTime":1},{"EffectiveEchoTime":2,"EchoNumbers":2}],"MRModifierSequence":[]}])");
    EXPECT_EQ(of("x:1", "EffectiveEchoTime"), "1");
    EXPECT_EQ(of("x:1", "EchoNumbers"), "(absent)");
    EXPECT_EQ(of("x:1", "EchoTime"), "(absent)");
}

TEST_F(functional_groups, refer_to_the_object_instead_of_copying_it) {
    object(two_frames);
    const value root = ask("naturalized", "x:1").answer;
    const value frame = ask("instance", "x:1?frame=2").answer;
    EXPECT_EQ(frame["PatientID"].get(), root["PatientID"].get());
    EXPECT_EQ(frame.base().base().get(), root.get());
}

TEST_F(functional_groups, missing_altogether_leave_the_object_itself) {
    object(R"("PatientID":"P","Rows":1)");
    EXPECT_EQ(ask("instance", "x:1").answer.get(), ask("naturalized", "x:1").answer.get());
    EXPECT_EQ(ask("instance", "x:1?frame=1").answer.get(), ask("naturalized", "x:1").answer.get());
    EXPECT_EQ(of("x:1?frame=2", "PatientID"), "(none)");
}

TEST_F(functional_groups, of_something_that_is_no_object_are_an_error) {
    provide("naturalized", "x:list", "[]");
    EXPECT_EQ(ask("instance", "x:list").error.code, QUOIN_E_INVALID);
    provide("naturalized", "x:null", "null");
    EXPECT_EQ(ask("instance", "x:null").outcome, QUOIN_PASS);
}

TEST_F(functional_groups, of_odd_shape_are_survived) {
    object(R"("NumberOfFrames":2,"SharedFunctionalGroupsSequence":"text",
              "PerFrameFunctionalGroupsSequence":[null,{"A":[null],"B":[[1]],"C":{"x":1}}])");
    EXPECT_EQ(of("x:1?frame=1", "frameNumber"), "1");
    EXPECT_EQ(of("x:1?frame=2", "x"), "(absent)");
}

TEST_F(functional_groups, number_of_frames_that_is_none_is_noted) {
    object(R"("NumberOfFrames":0,"PatientID":"P")");
    EXPECT_EQ(of("x:1", "PatientID"), R"("P")");
    EXPECT_TRUE(notes("instance", "x:1", "NumberOfFrames is no number above 0"));
}

TEST_F(functional_groups, of_several_numbers_of_frames_the_first_is_taken_and_noted) {
    object(R"("NumberOfFrames":[2,3])");
    EXPECT_EQ(of("x:1?frame=2", "frameNumber"), "2");
    EXPECT_EQ(of("x:1?frame=3", "frameNumber"), "(none)");
    EXPECT_TRUE(notes("instance", "x:1", "NumberOfFrames has several values"));
}

}  // namespace
}  // namespace quoin
