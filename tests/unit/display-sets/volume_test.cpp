// How images lie on each other, and what keeps them from being a volume.
#include "display_sets_fixture.hpp"

namespace quoin {
namespace {

struct volume : display_sets_fixture {
    value at(std::vector<double> heights, const std::string& more = {}) {
        std::vector<std::string> ids;
        for (const double z : heights) ids.push_back(slice(z, more));
        return of("volumeMetadata", ids);
    }
    value tilted(const std::vector<std::array<double, 3>>& positions) {
        std::vector<std::string> ids;
        for (const auto& one : positions)
            ids.push_back(object(
                R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","Rows":4,"Columns":8,"PixelSpacing":[1,1],)"
                R"("ImageOrientationPatient":[1,0,0,0,1,0],"GantryDetectorTilt":-10,"ImagePositionPatient":[)" +
                std::to_string(one[0]) + "," + std::to_string(one[1]) + "," + std::to_string(one[2]) + "]"));
        return of("volumeMetadata", ids);
    }
};

TEST_F(volume, lies_along_its_normal_whatever_the_order_of_the_images) {
    const value found = at({4, 0, 2});
    EXPECT_EQ(to_json(found["imageIds"]), R"(["image:2","image:3","image:1"])");
    EXPECT_EQ(to_json(found["origin"]), "[10.0,20.0,0.0]");
    EXPECT_EQ(to_json(found["direction"]), "[1.0,0.0,0.0,0.0,1.0,0.0,0.0,0.0,1.0]");
    EXPECT_EQ(to_json(found["dimensions"]), "[8,4,3]");
    EXPECT_EQ(to_json(found["spacing"]), "[0.25,0.5,2.0]");
    EXPECT_EQ(found["sliceSpacingOrigin"].as_string(), "positions");
    EXPECT_EQ(found["regularSpacing"].as_bool(), true);
    EXPECT_EQ(found["isVolume"].as_bool(), true);
    EXPECT_EQ(to_json(found["problems"]), "[]");
    EXPECT_EQ(found["Modality"].as_string(), "CT");
    EXPECT_EQ(found["Rows"].as_int(), 4);
}

TEST_F(volume, says_in_which_coordinates_it_lies) {
    EXPECT_EQ(at({0, 2, 4})["coordinateSystem"].as_string(), "patient");
}

TEST_F(volume, with_a_slice_missing_says_where) {
    const value found = at({0, 2, 6, 8});
    EXPECT_EQ(found["isVolume"].as_bool(), false);
    EXPECT_EQ(found["regularSpacing"].as_bool(), false);
    EXPECT_EQ(to_json(found["spacing"][2]), "2.0");
    EXPECT_EQ(to_json(found["gaps"]),
              R"([{"after":"image:2","before":"image:3","millimetres":4.0,"missingSlices":1}])");
    EXPECT_EQ(to_json(found["problems"]), R"(["the distances between slices differ"])");
}

TEST_F(volume, with_other_distances_says_by_how_much) {
    const value found = at({0, 2, 4.5, 6.5});
    EXPECT_EQ(found["regularSpacing"].as_bool(), false);
    EXPECT_EQ(found["spacingDeviation"].as_real(), 0.5);
    EXPECT_EQ(to_json(found["gaps"]), "[]");
    EXPECT_EQ(at({0, 2, 4.015, 6})["regularSpacing"].as_bool(), true);  // within a hundredth of the distance
}

TEST_F(volume, with_a_position_taken_twice_says_by_which) {
    const value found = at({0, 2, 2, 4});
    EXPECT_EQ(to_json(found["duplicates"]), R"([["image:2","image:3"]])");
    EXPECT_EQ(to_json(found["dimensions"]), "[8,4,3]");
    EXPECT_EQ(found["regularSpacing"].as_bool(), true);
    EXPECT_EQ(to_json(found["problems"]), R"(["several images are at one position"])");
}

TEST_F(volume, of_a_tilted_gantry_is_sheared) {
    const value found = tilted({{0, 0, 0}, {0, 1, 5}, {0, 2, 10}});
    EXPECT_NEAR(found["gantryTilt"].as_real().value_or(0), 11.30993, 1e-5);  // atan(1 / 5)
    EXPECT_EQ(found["gantryDetectorTilt"].as_real(), -10.0);
    EXPECT_EQ(to_json(found["shearPerSlice"]), "[0.0,1.0]");
    EXPECT_EQ(to_json(found["problems"]), R"(["the slices are sheared against each other: gantry tilt"])");
    EXPECT_EQ(to_json(found["spacing"][2]), "5.0");
}

TEST_F(volume, whose_slices_wander_is_none) {
    const value found = tilted({{0, 0, 0}, {3, 0, 5}, {0, 0, 10}});
    EXPECT_EQ(found["gantryTilt"].as_real(), 0.0);
    EXPECT_EQ(to_json(found["problems"]), R"(["the positions of the slices are not on one line"])");
}

TEST_F(volume, of_images_that_differ_says_in_what) {
    slice(0);
    object(
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SeriesInstanceUID":"S","Modality":"CT","Rows":4,"Columns":8,)"
        R"("PixelSpacing":[0.5,0.26],"ImageOrientationPatient":[0,1,0,0,0,1],"ImagePositionPatient":[10,20,2])");
    const value found = of("volumeMetadata", {"image:1", "image:2"});
    EXPECT_EQ(to_json(found["differs"]), R"(["ImageOrientationPatient","PixelSpacing"])");
    EXPECT_EQ(found["isVolume"].as_bool(), false);
}

TEST_F(volume, of_images_without_a_place_says_which) {
    slice(0);
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.7","Rows":4,"Columns":8)");
    const value found = of("volumeMetadata", {"image:1", "image:2"});
    EXPECT_EQ(to_json(found["withoutPosition"]), R"(["image:2"])");
    EXPECT_EQ(found["isVolume"].as_bool(), false);
    const value alone = of("volumeMetadata", {"image:2"});
    EXPECT_FALSE(alone["origin"]);
    EXPECT_FALSE(alone["PixelSpacing"]);  // a default is none
    EXPECT_EQ(alone["Rows"].as_int(), 4);
    EXPECT_EQ(alone["isVolume"].as_bool(), false);
}

TEST_F(volume, of_one_slice_takes_its_own_word_for_the_distance_and_else_none) {
    EXPECT_EQ(to_json(at({0}, R"("SliceThickness":3,"SpacingBetweenSlices":2)")["spacing"]),
              "[0.25,0.5,2.0]");
    EXPECT_EQ(at({0}, R"("SliceThickness":3)")["sliceSpacingOrigin"].as_string(), "SliceThickness");
    const value unknown = at({0});
    EXPECT_EQ(to_json(unknown["spacing"]), "[0.25,0.5,null]");
    EXPECT_EQ(unknown["sliceSpacingOrigin"].as_string(), "unknown");
}

TEST_F(volume, is_of_the_frames_of_one_object) {
    object(
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.481.2","Modality":"RTDOSE","Rows":4,"Columns":8,"NumberOfFrames":3,)"
        R"("PixelSpacing":[1,1],"ImagePositionPatient":[-10,-20,-30],"ImageOrientationPatient":[1,0,0,0,1,0],)"
        R"("GridFrameOffsetVector":[0,2,4])");
    const value found = of("volumeMetadata", {"image:1"});
    EXPECT_EQ(to_json(found["origin"]), "[-10.0,-20.0,-30.0]");
    EXPECT_EQ(to_json(found["dimensions"]), "[8,4,3]");
    EXPECT_EQ(found["isVolume"].as_bool(), true);
}

TEST_F(volume, is_no_answer_for_what_is_no_image) {
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.88.11")");
    EXPECT_EQ(json("volumeMetadata", "image:1"), "(none)");
    EXPECT_EQ(json("imageDataMetadata", "image:1"), "(none)");
}

TEST_F(volume, one_image_is_a_grid) {
    slice(3,
          R"("PhotometricInterpretation":"RGB","SamplesPerPixel":3,"BitsAllocated":8,"SliceThickness":1.5)");
    const value found = of("imageDataMetadata", {"image:1"});
    EXPECT_EQ(to_json(found["origin"]), "[10.0,20.0,3.0]");
    EXPECT_EQ(to_json(found["spacing"]), "[0.25,0.5,1.5]");
    EXPECT_EQ(to_json(found["dimensions"]), "[8,4,1]");
    EXPECT_EQ(found["numberOfComponents"].as_int(), 3);
    EXPECT_EQ(found["numVoxels"].as_int(), 32);
    EXPECT_EQ(found["usingDefaultValues"].as_bool(), false);
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.7","Rows":4,"Columns":8)");
    const value assumed = of("imageDataMetadata", {"image:2"});
    EXPECT_EQ(to_json(assumed["defaulted"]),
              R"(["imageOrientationPatient","imagePositionPatient","pixelSpacing"])");
    EXPECT_EQ(to_json(assumed["spacing"]), "[1.0,1.0,null]");
}

}  // namespace
}  // namespace quoin
