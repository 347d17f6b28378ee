// What is asked of a frame besides its instance: which one it is, its functional groups as they stand, and
// the groups that are types of their own.
#include "frames_fixture.hpp"

namespace quoin {
namespace {

struct frame_modules : frames_fixture {
    void object(const std::string& members) { provide("naturalized", "x:1", "{" + members + "}"); }
};

const std::string enhanced = R"("SOPClassUID":"1.2","SOPInstanceUID":"3.4","NumberOfFrames":2,"Rows":4,)"
                             R"("SharedFunctionalGroupsSequence":[{
        "PlaneOrientationSequence":[{"ImageOrientationPatient":[1,0,0,0,1,0]}],
        "PixelMeasuresSequence":[{"PixelSpacing":[0.5,0.25],"SliceThickness":2}]}],)"
                             R"("PerFrameFunctionalGroupsSequence":[
        {"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]},
        {"PlanePositionSequence":[{"ImagePositionPatient":[4,5,6]}],
         "XRayGeometrySequence":[{"DistanceSourceToIsocenter":700,"DistanceSourceToDetector":1000}],
         "FramePixelDataPropertiesSequence":[{"FrameType":["ORIGINAL","PRIMARY"],"GeometricalProperties":"UNIFORM",
            "PixelIntensityRelationshipSign":-1}]}])";

TEST_F(frame_modules, frame_module_says_which_frame_of_which_object) {
    object(enhanced);
    EXPECT_EQ(json("frameModule", "x:1?frame=2"),
              R"({"sopClassUID":"1.2","sopInstanceUID":"3.4","frameNumber":2,"numberOfFrames":2})");
    EXPECT_EQ(json("frameModule", "x:1"), json("frameModule", "x:1?frame=1"));
    EXPECT_EQ(json("frameModule", "x:1?frame=3"), "(none)");
    EXPECT_EQ(json("frameModule", "x:nobody"), "(none)");
}

TEST_F(frame_modules, frame_module_does_not_apply_to_what_has_no_pixels) {
    object(R"("SOPClassUID":"1.2","SOPInstanceUID":"3.4","Modality":"SR")");
    EXPECT_EQ(json("frameModule", "x:1"), "(none)");
    EXPECT_TRUE(notes("frameModule", "x:1", "not an image"));
}

TEST_F(frame_modules, multiframe_module_has_the_first_item_of_each_group) {
    object(enhanced);
    EXPECT_EQ(json("multiframeModule", "x:1?frame=1"),
              R"({"NumberOfFrames":2,"PerFrameFunctionalInformation":[{"ImagePositionPatient":[1,2,3]}],)"
              R"("SharedFunctionalInformation":[{"ImageOrientationPatient":[1,0,0,0,1,0]},)"
              R"({"PixelSpacing":[0.5,0.25],"SliceThickness":2}]})");
    EXPECT_EQ(json("multiframeModule", "x:1?frame=3"), "(none)");
}

TEST_F(frame_modules, multiframe_module_takes_no_private_creator_for_a_group) {
    object(R"("Rows":1,"NumberOfFrames":2,"PerFrameFunctionalGroupsSequence":[
        {"00210010":["VENDOR"],"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]},{}])");
    EXPECT_EQ(json("multiframeModule", "x:1?frame=1"),
              R"({"NumberOfFrames":2,"PerFrameFunctionalInformation":[{"ImagePositionPatient":[1,2,3]}],)"
              R"("SharedFunctionalInformation":[]})");
}

TEST_F(frame_modules, a_schema_is_there_for_every_type_of_frames) {
    for (const char* const type : {"instance", "baseImageId", "frameImageIds", "uriModule", "frameModule",
                                   "multiframeModule", "PlaneOrientation", "PlanePosition", "PixelMeasures",
                                   "XrayGeometry", "FramePixelData", "frameTable"})
        EXPECT_EQ(ask("moduleSchema", type).answer["title"].as_string(), type);
    EXPECT_EQ(json("moduleSchema", "nothing"), "(none)");
    EXPECT_FALSE(ask("moduleSchema", "instance").answer["additionalProperties"]) << "attributes are many";
    EXPECT_EQ(ask("moduleSchema", "frameModule").answer["additionalProperties"].as_bool(), false);
    const value table = ask("moduleSchema", "frameTable").answer;
    for (const char* const column :
         {"positionX", "orientation", "stackIds", "sliceVector", "frameTimeVector"})
        EXPECT_TRUE(table["properties"][column]) << column;
}

TEST_F(frame_modules, multiframe_module_of_plain_frames_has_no_groups) {
    object(R"("Rows":1,"NumberOfFrames":2)");
    EXPECT_EQ(json("multiframeModule", "x:1?frame=2"),
              R"({"NumberOfFrames":2,"PerFrameFunctionalInformation":[],"SharedFunctionalInformation":[]})");
}

TEST_F(frame_modules, multiframe_module_does_not_apply_to_a_single_image) {
    object(R"("Rows":1,"NumberOfFrames":1)");
    EXPECT_EQ(json("multiframeModule", "x:1"), "(none)");
}

TEST_F(frame_modules, groups_are_types_of_their_own_and_say_where_they_stand) {
    object(enhanced);
    EXPECT_EQ(json("PlanePosition", "x:1?frame=2"),
              R"({"imagePositionPatient":[4,5,6],"origin":"perFrame"})");
    EXPECT_EQ(json("PlaneOrientation", "x:1?frame=2"),
              R"({"imageOrientationPatient":[1,0,0,0,1,0],"origin":"shared"})");
    EXPECT_EQ(json("PixelMeasures", "x:1?frame=2"),
              R"({"pixelSpacing":[0.5,0.25],"sliceThickness":2,"origin":"shared"})");
    EXPECT_EQ(json("XrayGeometry", "x:1?frame=2"),
              R"({"distanceSourceToIsocenter":700,"distanceSourceToDetector":1000,"origin":"perFrame"})");
    EXPECT_EQ(json("FramePixelData", "x:1?frame=2"),
              R"({"frameType":["ORIGINAL","PRIMARY"],"pixelIntensityRelationshipSign":-1,)"
              R"("geometricalProperties":"UNIFORM","origin":"perFrame"})");
}

TEST_F(frame_modules, groups_that_a_frame_does_not_state_are_no_answer) {
    object(enhanced);
    EXPECT_EQ(json("XrayGeometry", "x:1?frame=1"), "(none)");
    EXPECT_TRUE(notes("XrayGeometry", "x:1?frame=1", "states no attribute of this group"));
    EXPECT_EQ(json("PlanePosition", "x:1?frame=3"), "(none)");
}

TEST_F(frame_modules, groups_of_an_object_without_any_are_what_the_object_says) {
    object(R"("Rows":1,"ImagePositionPatient":[1,2,3],"PixelSpacing":[0.5,0.5])");
    EXPECT_EQ(json("PlanePosition", "x:1"), R"({"imagePositionPatient":[1,2,3],"origin":"object"})");
    EXPECT_EQ(json("PixelMeasures", "x:1"), R"({"pixelSpacing":[0.5,0.5],"origin":"object"})");
}

TEST_F(frame_modules, groups_leave_out_what_cannot_be_right) {
    object(R"("Rows":1,"PixelSpacing":[0.5],"SliceThickness":2)");
    EXPECT_EQ(json("PixelMeasures", "x:1"), R"({"sliceThickness":2,"origin":"object"})");
    EXPECT_TRUE(notes("PixelMeasures", "x:1", "PixelSpacing is not what it should be"));
}

TEST_F(frame_modules, position_of_a_computed_frame_says_so_and_of_an_unknown_one_is_no_answer) {
    object(R"("Rows":1,"NumberOfFrames":3,"ImagePositionPatient":[0,0,0],"GridFrameOffsetVector":[0,2.5],)"
           R"("ImageOrientationPatient":[1,0,0,0,1,0])");
    EXPECT_EQ(plain(json("PlanePosition", "x:1?frame=2")),
              R"({"imagePositionPatient":[0,0,2.5],"origin":"computed"})");
    EXPECT_EQ(json("PlanePosition", "x:1?frame=3"), "(none)");
}

TEST_F(frame_modules, volumes_of_ultrasound_have_their_own_space) {
    object(R"("Rows":1,"NumberOfFrames":1,"PerFrameFunctionalGroupsSequence":[{
        "PlanePositionVolumeSequence":[{"ImagePositionVolume":[0,0,1.5]}],
        "PlaneOrientationVolumeSequence":[{"ImageOrientationVolume":[1,0,0,0,1,0]}]}])");
    EXPECT_EQ(json("PlanePosition", "x:1"), R"({"imagePositionVolume":[0,0,1.5],"origin":"perFrame"})");
    EXPECT_EQ(json("PlaneOrientation", "x:1"),
              R"({"imageOrientationVolume":[1,0,0,0,1,0],"origin":"perFrame"})");
}

TEST_F(frame_modules, volumes_of_ultrasound_have_a_plane_in_their_own_space) {
    load(DICOM_MODULES);
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.6.2","Rows":1,"Columns":1,"NumberOfFrames":2,
        "VolumeFrameOfReferenceUID":"1.3",
        "SharedFunctionalGroupsSequence":[{"PixelMeasuresSequence":[{"PixelSpacing":[0.5,0.5]}],
        "PlaneOrientationVolumeSequence":[{"ImageOrientationVolume":[1,0,0,0,1,0]}]}],
        "PerFrameFunctionalGroupsSequence":[{"PlanePositionVolumeSequence":[{"ImagePositionVolume":[0,0,1.5]}]},
        {"PlanePositionVolumeSequence":[{"ImagePositionVolume":[0,0,3]}]}])");
    const value plane = ask("imagePlaneModule", "x:1?frame=2").answer;
    EXPECT_EQ(plane["coordinateSystem"].as_string(), "volume");
    EXPECT_EQ(plane["frameOfReferenceUID"].as_string(), "1.3");
    EXPECT_EQ(plain(to_json(plane["imagePositionPatient"])), "[0,0,3]");
    EXPECT_EQ(to_json(plane["defaulted"]), "[]");
}

TEST_F(frame_modules, segments_have_their_geometry_each) {
    object(R"("Rows":1,"NumberOfFrames":2,"SegmentSequence":[{"SegmentNumber":1},{"SegmentNumber":2}],
        "PerFrameFunctionalGroupsSequence":[
        {"SegmentIdentificationSequence":[{"ReferencedSegmentNumber":1}],
         "PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}],
         "PlaneOrientationSequence":[{"ImageOrientationPatient":[1,0,0,0,1,0]}],
         "PixelMeasuresSequence":[{"PixelSpacing":[1,1]}]},
        {"SegmentIdentificationSequence":[{"ReferencedSegmentNumber":2}],
         "PlanePositionSequence":[{"ImagePositionPatient":[4,5,6]}],
         "PlaneOrientationSequence":[{"ImageOrientationPatient":[0,1,0,0,0,-1]}],
         "PixelMeasuresSequence":[{"PixelSpacing":[2,2]}]}])");
    EXPECT_EQ(of("x:1?frame=2", "ReferencedSegmentNumber"), "2");
    EXPECT_EQ(position("x:1?frame=2"), "[4,5,6]");
    EXPECT_EQ(of("x:1?frame=2", "ImageOrientationPatient"), "[0,1,0,0,0,-1]");
    EXPECT_EQ(of("x:1?frame=2", "PixelSpacing"), "[2,2]");
    EXPECT_EQ(of("x:1?frame=1", "PixelSpacing"), "[1,1]");
}

}  // namespace
}  // namespace quoin
