// Positions of frames that no functional group says; where one is not known it is null, never that of another
// frame.
#include "frames_fixture.hpp"

namespace quoin {
namespace {

struct frame_geometry : frames_fixture {
    void object(const std::string& members) { provide("naturalized", "x:1", "{" + members + "}"); }
    void object_two(const std::string& members) { provide("naturalized", "x:2", "{" + members + "}"); }
    void expect_position(int frame, std::array<double, 3> expected) {
        const view found = member("x:1?frame=" + std::to_string(frame), "ImagePositionPatient");
        ASSERT_EQ(found.size(), 3u) << "frame " << frame;
        for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(found[i].as_real(), expected[i]) << "frame " << frame;
    }
    void expect_unknown(int frame) {
        EXPECT_EQ(position("x:1?frame=" + std::to_string(frame)), "null") << "frame " << frame;
    }
};

const std::string axial = R"("ImageOrientationPatient":[1,0,0,0,1,0])";
const std::string dose = R"("NumberOfFrames":3,"Modality":"RTDOSE","ImagePositionPatient":[-10,-20,-30],)";

TEST_F(frame_geometry, dose_with_relative_offsets) {
    object(dose + axial + R"(,"GridFrameOffsetVector":[0,2,4])");
    expect_position(1, {-10, -20, -30});
    expect_position(3, {-10, -20, -26});
}

TEST_F(frame_geometry, dose_with_absolute_offsets) {
    object(dose + axial + R"(,"GridFrameOffsetVector":[-30,-28,-26])");
    expect_position(3, {-10, -20, -26});
}

TEST_F(frame_geometry, dose_with_offsets_of_no_encoding_keeps_the_position_of_the_object_and_says_so) {
    object(dose + axial + R"(,"GridFrameOffsetVector":[5,7,9])");
    for (const int frame : {1, 2, 3}) expect_position(frame, {-10, -20, -30});
    EXPECT_TRUE(notes("instance", "x:1?frame=3", "starts neither with 0"));
    EXPECT_EQ(of("x:1?frame=1", "framePosition"), "(absent)") << "of the first plane it is the position";
    EXPECT_EQ(of("x:1?frame=2", "framePosition"), R"("assumed")");
    EXPECT_EQ(of("x:1?frame=3", "framePosition"), R"("assumed")");
    EXPECT_EQ(json("PlanePosition", "x:1?frame=3"),
              R"({"imagePositionPatient":[-10,-20,-30],"origin":"assumed"})");
}

TEST_F(frame_geometry, that_is_computed_or_unknown_is_marked) {
    object(dose + axial + R"(,"GridFrameOffsetVector":[0,2])");
    EXPECT_EQ(of("x:1?frame=2", "framePosition"), R"("computed")");
    EXPECT_EQ(of("x:1?frame=3", "framePosition"), R"("unknown")");
}

TEST_F(frame_geometry, dose_in_a_sagittal_plane_goes_along_the_normal) {
    object(dose + R"("ImageOrientationPatient":[0,1,0,0,0,-1],"GridFrameOffsetVector":[0,2.5,5])");
    expect_position(3, {-15, -20, -30});
}

TEST_F(frame_geometry, dose_is_computed_in_double_precision) {
    object(R"("NumberOfFrames":2,"ImagePositionPatient":[189.43125,199.43125,-761.87],)" + axial +
           R"(,"GridFrameOffsetVector":[-761.87,-756.87])");
    expect_position(2, {189.43125, 199.43125, -756.87});
}

TEST_F(frame_geometry, dose_with_too_few_offsets_is_unknown_beyond_them) {
    object(dose + axial + R"(,"GridFrameOffsetVector":[0,2])");
    expect_position(2, {-10, -20, -28});
    expect_unknown(3);
}

TEST_F(frame_geometry, dose_without_an_orientation_is_unknown) {
    object(dose + R"("GridFrameOffsetVector":[0,2,4])");
    expect_unknown(2);
}

std::string nuclear(const std::string& type, const std::string& more) {
    return R"("NumberOfFrames":4,"Modality":"NM","ImageType":["ORIGINAL","PRIMARY",")" + type + R"("],)" +
           more;
}
const std::string one_detector =
    R"("DetectorInformationSequence":[{"ImagePositionPatient":[1,2,3],)" + axial + "}]";

TEST_F(frame_geometry, reconstructed_slices_are_stacked_from_the_detectors_position) {
    object(nuclear("RECON TOMO", one_detector + R"(,"SpacingBetweenSlices":3)"));
    expect_position(1, {1, 2, 3});
    expect_position(3, {1, 2, 9});
    EXPECT_EQ(member("x:1?frame=3", "ImageOrientationPatient").size(), 6u);
}

TEST_F(frame_geometry, reconstructed_slices_go_back_where_the_spacing_is_negative) {
    object(nuclear("RECON TOMO", one_detector + R"(,"SpacingBetweenSlices":-3)"));
    expect_position(3, {1, 2, -3});
}

TEST_F(frame_geometry, reconstructed_slices_are_numbered_by_the_slice_vector) {
    object(nuclear("RECON TOMO", one_detector + R"(,"SpacingBetweenSlices":3,"SliceVector":[4,3,2,1])"));
    expect_position(1, {1, 2, 12});
    expect_position(4, {1, 2, 3});
}

TEST_F(frame_geometry, gated_slices_start_again_with_each_time_slot) {
    object(nuclear("RECON GATED TOMO", one_detector + R"(,"SpacingBetweenSlices":3,
                   "TimeSlotVector":[1,1,2,2],"SliceVector":[1,2,1,2])"));
    expect_position(2, {1, 2, 6});
    expect_position(3, {1, 2, 3});
}

TEST_F(frame_geometry, gated_slices_without_a_slice_vector_are_unknown) {
    object(nuclear("RECON GATED TOMO",
                   one_detector + R"(,"SpacingBetweenSlices":3,"TimeSlotVector":[1,1,2,2])"));
    expect_unknown(3);
}

TEST_F(frame_geometry, reconstructed_slices_without_a_spacing_are_unknown_but_for_the_first) {
    object(nuclear("RECON TOMO", one_detector + R"(,"ImagePositionPatient":[7,8,9])"));
    expect_position(1, {7, 8, 9});
    expect_unknown(2);
}

TEST_F(frame_geometry, whole_body_frames_are_not_stacked_and_each_has_its_detector) {
    object(nuclear("WHOLE BODY",
                   R"("SpacingBetweenSlices":3,"DetectorVector":[1,2,1,9],"DetectorInformationSequence":[
                   {"ImagePositionPatient":[1,2,3],"ImageOrientationPatient":[1,0,0,0,0,-1]},
                   {"ImagePositionPatient":[4,5,6],"ImageOrientationPatient":[-1,0,0,0,0,-1]}])"));
    expect_position(1, {1, 2, 3});
    expect_position(2, {4, 5, 6});
    expect_position(3, {1, 2, 3});
    EXPECT_EQ(member("x:1?frame=2", "ImageOrientationPatient")[0].as_real(), -1);
    EXPECT_EQ(position("x:1?frame=4"), "(absent)") << "there is no detector 9";
}

TEST_F(frame_geometry, one_detector_took_all_frames_also_where_its_vector_is_short) {
    object(nuclear("RECON TOMO", one_detector + R"(,"SpacingBetweenSlices":3,"DetectorVector":[1])"));
    expect_position(3, {1, 2, 9});
}

TEST_F(frame_geometry, frames_of_a_turning_detector_are_unknown_after_its_first_view) {
    object(nuclear("TOMO", one_detector + R"(,"AngularViewVector":[1,2,3,4])"));
    expect_position(1, {1, 2, 3});
    expect_unknown(2);
    EXPECT_EQ(of("x:1?frame=2", "ImageOrientationPatient"), "null");
}

TEST_F(frame_geometry, of_a_second_rotation_that_starts_elsewhere_is_unknown) {
    const std::string turns = one_detector + R"(,"AngularViewVector":[1,2,1,2],"RotationVector":[1,1,2,2],)";
    object(nuclear("TOMO", turns + R"("RotationInformationSequence":[{"StartAngle":90},{"StartAngle":90}])"));
    expect_position(3, {1, 2, 3});
    expect_unknown(4);
    object_two(
        nuclear("TOMO", turns + R"("RotationInformationSequence":[{"StartAngle":90},{"StartAngle":270}])"));
    EXPECT_EQ(plain(position("x:2?frame=1")), "[1,2,3]");
    EXPECT_EQ(position("x:2?frame=3"), "null");
}

TEST_F(frame_geometry, one_frame_takes_what_its_detector_says) {
    object(R"("Modality":"NM","ImageType":["ORIGINAL","PRIMARY","STATIC"],)" + one_detector);
    expect_position(1, {1, 2, 3});
}

TEST_F(frame_geometry, functional_groups_go_before_all_vectors) {
    object(dose + axial + R"(,"GridFrameOffsetVector":[0,2,4],"PerFrameFunctionalGroupsSequence":[
              {"PlanePositionSequence":[{"ImagePositionPatient":[7,8,9]}]},{},{}])");
    expect_position(1, {7, 8, 9});
    expect_position(2, {-10, -20, -28});
}

TEST_F(frame_geometry, of_a_tile_is_not_that_of_the_object) {
    object(R"("NumberOfFrames":4,"TotalPixelMatrixColumns":1024,"ImagePositionPatient":[1,2,3])");
    expect_unknown(2);
}

TEST_F(frame_geometry, of_a_cine_is_that_of_the_object) {
    object(R"("NumberOfFrames":4,"ImagePositionPatient":[1,2,3])");
    expect_position(4, {1, 2, 3});
}

TEST_F(frame_geometry, of_a_frame_without_position_among_frames_with_theirs_is_assumed) {
    object(R"("NumberOfFrames":3,"ImagePositionPatient":[9,9,9],"PerFrameFunctionalGroupsSequence":[
              {"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]},
              {"PlanePositionSequence":[{"ImagePositionPatient":[1,2,4]}]},{"PlanePositionSequence":[]}])");
    expect_position(2, {1, 2, 4});
    expect_position(3, {9, 9, 9});
    EXPECT_EQ(of("x:1?frame=3", "framePosition"), R"("assumed")");
    EXPECT_EQ(of("x:1?frame=2", "framePosition"), "(absent)");
    EXPECT_TRUE(notes("instance", "x:1?frame=3", "others do"));
    EXPECT_EQ(to_json(ask("frameTable", "x:1").answer["positionZ"]), "[3.0,4.0,null]");
}

TEST_F(frame_geometry, of_secondary_capture_slices_is_unknown_but_where_the_first_is) {
    object(R"("NumberOfFrames":3,"ImagePositionPatient":[1,2,3],"SliceLocationVector":[0,5,0])");
    expect_position(1, {1, 2, 3});
    expect_unknown(2);
    expect_position(3, {1, 2, 3});
    EXPECT_TRUE(notes("instance", "x:1?frame=2", "SliceLocationVector"));
}

TEST_F(frame_geometry, slice_location_is_that_of_the_frames_at_the_position_of_the_object) {
    const auto location = [&](int frame) {
        return of("x:1?frame=" + std::to_string(frame), "SliceLocation");
    };
    object(dose + axial + R"(,"SliceLocation":-30,"GridFrameOffsetVector":[0,2,4])");
    EXPECT_EQ(location(1), "-30");
    EXPECT_EQ(location(3), "null");
}

TEST_F(frame_geometry, slice_location_of_a_cine_is_that_of_the_object) {
    object(R"("NumberOfFrames":2,"ImagePositionPatient":[1,2,3],"SliceLocation":7)");
    EXPECT_EQ(of("x:1?frame=2", "SliceLocation"), "7");
}

TEST_F(frame_geometry, slice_location_of_a_frame_is_what_its_groups_state) {
    object(R"("NumberOfFrames":2,"SliceLocation":77,"PerFrameFunctionalGroupsSequence":[
              {"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]},
              {"PlanePositionSequence":[{"ImagePositionPatient":[1,2,4],"SliceLocation":4}]}])");
    EXPECT_EQ(of("x:1?frame=1", "SliceLocation"), "null");
    EXPECT_EQ(of("x:1?frame=2", "SliceLocation"), "4");
}

TEST_F(frame_geometry, that_is_unknown_is_a_visible_default_of_the_plane) {
    load(DICOM_MODULES);
    object(dose + R"("Rows":1,"Columns":1,"GridFrameOffsetVector":[0,2,4])");
    const engine::result plane = ask("imagePlaneModule", "x:1?frame=2");
    ASSERT_EQ(plane.outcome, QUOIN_VALUE) << plane.error.message;
    EXPECT_EQ(plane.answer["usingDefaultValues"].as_bool(), true);
    EXPECT_NE(to_json(plane.answer["defaulted"]).find("imagePositionPatient"), std::string::npos);
}

TEST_F(frame_geometry, that_is_assumed_is_a_visible_default_of_the_plane) {
    load(DICOM_MODULES);
    object(dose + axial + R"(,"Rows":1,"Columns":1,"PixelSpacing":[1,1],"GridFrameOffsetVector":[5,7,9])");
    const engine::result first = ask("imagePlaneModule", "x:1?frame=1");
    EXPECT_EQ(to_json(first.answer["defaulted"]), "[]");
    const engine::result third = ask("imagePlaneModule", "x:1?frame=3");
    EXPECT_EQ(plain(to_json(third.answer["imagePositionPatient"])), "[-10,-20,-30]");
    EXPECT_EQ(to_json(third.answer["defaulted"]), R"(["imagePositionPatient"])");
    EXPECT_EQ(third.answer["usingDefaultValues"].as_bool(), true);
}

}  // namespace
}  // namespace quoin
