// Where an image lies, and what is only assumed of it.
#include "modules_fixture.hpp"

#include <array>
#include <cmath>
#include <random>

namespace quoin {
namespace {

struct image_plane : modules_fixture {
    const std::string full =
        R"("Rows":64,"Columns":32,"FrameOfReferenceUID":"1.2","PixelSpacing":[0.5,0.25],)"
        R"("ImageOrientationPatient":[0.0,1.0,0.0,0.0,0.0,-1.0],"ImagePositionPatient":[-10.5,20.0,30.25],)"
        R"("SliceThickness":2.5,"SpacingBetweenSlices":3.5,"SliceLocation":-7.5)";
};

TEST_F(image_plane, that_says_everything_is_given_as_it_is) {
    EXPECT_EQ(answer_of("imagePlaneModule", full), from_json(R"({
        "rows":64,"columns":32,"sliceLocation":-7.5,"sliceThickness":2.5,"spacingBetweenSlices":3.5,
        "frameOfReferenceUID":"1.2","coordinateSystem":"patient",
        "imageOrientationPatient":[0.0,1.0,0.0,0.0,0.0,-1.0],"rowCosines":[0.0,1.0,0.0],"columnCosines":[0.0,0.0,-1.0],
        "imagePositionPatient":[-10.5,20.0,30.25],
        "pixelSpacing":[0.5,0.25],"rowPixelSpacing":0.5,"columnPixelSpacing":0.25,"pixelSpacingOrigin":"PixelSpacing",
        "usingDefaultValues":false,"defaulted":[],
        "isDefaultValueSetForRowCosine":false,"isDefaultValueSetForColumnCosine":false})"));
}

TEST_F(image_plane, that_says_nothing_is_all_defaults_and_shows_it) {
    EXPECT_EQ(answer_of("imagePlaneModule", R"("Rows":64,"Columns":32)"), from_json(R"({
        "rows":64,"columns":32,"coordinateSystem":"patient",
        "imageOrientationPatient":[1.0,0.0,0.0,0.0,1.0,0.0],"rowCosines":[1.0,0.0,0.0],"columnCosines":[0.0,1.0,0.0],
        "imagePositionPatient":[0.0,0.0,0.0],
        "pixelSpacing":[1.0,1.0],"rowPixelSpacing":1.0,"columnPixelSpacing":1.0,"pixelSpacingOrigin":"default",
        "usingDefaultValues":true,"defaulted":["imageOrientationPatient","imagePositionPatient","pixelSpacing"],
        "isDefaultValueSetForRowCosine":true,"isDefaultValueSetForColumnCosine":true})"));
}

TEST_F(image_plane, names_just_the_part_that_is_a_default) {
    const value found = answer_of(
        "imagePlaneModule", R"("Rows":1,"Columns":1,"PixelSpacing":[1.0,1.0],"ImagePositionPatient":null,)"
                            R"("ImageOrientationPatient":[1.0,0.0,0.0,0.0,1.0,0.0])");
    EXPECT_EQ(to_json(found["defaulted"]), R"(["imagePositionPatient"])");
    EXPECT_EQ(found["usingDefaultValues"].as_bool(), true);
    EXPECT_EQ(found["isDefaultValueSetForRowCosine"].as_bool(), false);
}

TEST_F(image_plane, without_a_slice_location_has_none) {
    EXPECT_FALSE(answer_of("imagePlaneModule", R"("Rows":1,"Columns":1)")["sliceLocation"]);
    EXPECT_EQ(
        answer_of("imagePlaneModule", R"("Rows":1,"Columns":1,"SliceLocation":0)")["sliceLocation"].as_real(),
        0);
}

TEST_F(image_plane, is_the_same_from_strings_and_from_one_string_of_an_old_server) {
    const value expected = answer_of("imagePlaneModule", full);
    EXPECT_EQ(
        answer_of("imagePlaneModule",
                  R"("Rows":"64","Columns":"32","FrameOfReferenceUID":"1.2","PixelSpacing":["0.5","0.25"],)"
                  R"("ImageOrientationPatient":["0","1","0","0","0","-1"],)"
                  R"("ImagePositionPatient":["-10.5","20","30.25"],)"
                  R"("SliceThickness":"2.5","SpacingBetweenSlices":"3.5","SliceLocation":"-7.5")"),
        expected);
    EXPECT_EQ(
        answer_of(
            "imagePlaneModule",
            R"("Rows":64,"Columns":32,"FrameOfReferenceUID":"1.2","PixelSpacing":["0.5\\0.25"],)"
            R"("ImageOrientationPatient":["0\\1\\0\\0\\0\\-1"],"ImagePositionPatient":"-10.5\\20\\30.25",)"
            R"("SliceThickness":2.5,"SpacingBetweenSlices":3.5,"SliceLocation":-7.5)"),
        expected);
}

TEST_F(image_plane, with_directions_that_are_no_directions_has_the_default_and_says_why) {
    for (const char* odd : {"[1.0,0.0,0.0,0.0,0.0,0.0]", "[0.0,0.0,0.0,0.0,0.0,0.0]",
                            "[1.0,0.0,0.0,0.9,0.4,0.0]", "[2.0,0.0,0.0,0.0,1.0,0.0]"}) {
        const std::string image =
            with_instance(R"("Rows":1,"Columns":1,"ImageOrientationPatient":)" + std::string(odd));
        const value found = ask("imagePlaneModule", image).answer;
        EXPECT_EQ(to_json(found["defaulted"][0]), R"("imageOrientationPatient")") << odd;
        EXPECT_EQ(found["imageOrientationPatient"], from_json("[1.0,0.0,0.0,0.0,1.0,0.0]"));
        EXPECT_TRUE(notes("imagePlaneModule", image, "not two perpendicular directions")) << odd;
    }
    const std::string five =
        with_instance(R"("Rows":1,"Columns":1,"ImageOrientationPatient":[1.0,0.0,0.0,0.0,1.0])");
    EXPECT_TRUE(notes("imagePlaneModule", five, "not six numbers"));
    const std::string text = with_instance(R"("Rows":1,"Columns":1,"ImagePositionPatient":["a",0,0])");
    EXPECT_TRUE(notes("imagePlaneModule", text, "ImagePositionPatient is not three numbers"));
}

TEST_F(image_plane, with_directions_rounded_to_two_decimals_keeps_them_as_written) {
    const value found =
        answer_of("imagePlaneModule",
                  R"("Rows":1,"Columns":1,"ImageOrientationPatient":[0.71,0.71,0.0,-0.71,0.71,0.0])");
    EXPECT_EQ(found["rowCosines"], from_json("[0.71,0.71,0.0]"));
    EXPECT_EQ(found["isDefaultValueSetForRowCosine"].as_bool(), false);
}

TEST_F(image_plane, of_a_tile_is_on_the_slide_in_millimetres) {
    const std::string tile =
        R"("Rows":2,"Columns":2,"FrameOfReferenceUID":"1.2","PixelSpacing":[0.5,0.25],"ImageOrientationSlide":[0.0,-1.0,0.0,-1.0,0.0,0.0],
           "XOffsetInSlideCoordinateSystem":20.5,"YOffsetInSlideCoordinateSystem":40.0)";
    const value found = answer_of("imagePlaneModule", tile + R"(,"ZOffsetInSlideCoordinateSystem":1500.0)");
    EXPECT_EQ(found["coordinateSystem"].as_string(), "slide");
    EXPECT_EQ(found["frameOfReferenceUID"].as_string(), "1.2");
    EXPECT_EQ(found["imagePositionPatient"], from_json("[20.5,40.0,1.5]")) << "micrometres";
    EXPECT_EQ(found["columnCosines"], from_json("[-1.0,0.0,0.0]"));
    EXPECT_EQ(found["usingDefaultValues"].as_bool(), false);

    const std::string flat = with_instance(tile);
    EXPECT_EQ(to_json(ask("imagePlaneModule", flat).answer["defaulted"]), R"(["imagePositionPatient"])");
    EXPECT_TRUE(notes("imagePlaneModule", flat, "slide coordinate system are not three numbers"));
}

TEST_F(image_plane, of_an_ultrasound_volume_is_in_the_volume_and_its_frame_of_reference) {
    const value found =
        answer_of("imagePlaneModule",
                  R"("Rows":1,"Columns":1,"FrameOfReferenceUID":"1.2","VolumeFrameOfReferenceUID":"1.3",
           "PixelSpacing":[0.5,0.5],"ImagePositionVolume":[0.0,1.0,2.5],"ImageOrientationVolume":[0.0,1.0,0.0,0.0,0.0,1.0])");
    EXPECT_EQ(found["coordinateSystem"].as_string(), "volume");
    EXPECT_EQ(found["frameOfReferenceUID"].as_string(), "1.3") << "1.2 is of another system";
    EXPECT_EQ(found["imagePositionPatient"], from_json("[0.0,1.0,2.5]"));
    EXPECT_EQ(found["rowCosines"], from_json("[0.0,1.0,0.0]"));
    EXPECT_EQ(to_json(found["defaulted"]), "[]");
}

TEST_F(image_plane, of_the_patient_goes_before_every_other) {
    const value found = answer_of("imagePlaneModule", full + R"(,"ImagePositionVolume":[9.0,9.0,9.0],
        "ImageOrientationSlide":[1.0,0.0,0.0,0.0,1.0,0.0],"XOffsetInSlideCoordinateSystem":9.0)");
    EXPECT_EQ(found["coordinateSystem"].as_string(), "patient");
    EXPECT_EQ(found["imagePositionPatient"], from_json("[-10.5,20.0,30.25]"));
    const value mixed = answer_of("imagePlaneModule", R"("Rows":1,"Columns":1,
        "ImageOrientationPatient":[0.0,1.0,0.0,0.0,0.0,-1.0],"ImagePositionVolume":[9.0,9.0,9.0])");
    EXPECT_EQ(mixed["coordinateSystem"].as_string(), "volume")
        << "position and orientation are of one system";
    EXPECT_EQ(to_json(mixed["defaulted"][0]), R"("imageOrientationPatient")");
}

TEST_F(image_plane, directions_are_orthonormal_or_said_to_be_assumed) {
    std::mt19937 random(7);
    std::normal_distribution<double> any(0, 1);
    int kept = 0;
    for (int round = 0; round < 300; ++round) {
        // Two perpendicular directions, each then bent by up to a tenth.
        std::array<double, 3> row{any(random), any(random), any(random)},
            column{any(random), any(random), any(random)};
        const auto scaled = [](std::array<double, 3>& of) {
            const double length = std::sqrt(of[0] * of[0] + of[1] * of[1] + of[2] * of[2]);
            for (double& one : of) one /= length;
        };
        scaled(row);
        const double along = row[0] * column[0] + row[1] * column[1] + row[2] * column[2];
        for (std::size_t i = 0; i < 3; ++i) column[i] -= along * row[i];
        scaled(column);
        std::string written;
        for (const auto& direction : {row, column})
            for (const double one : direction)
                written +=
                    (written.empty() ? "" : ",") + std::to_string(one + any(random) * 0.1 * (round % 3) / 6);
        const value plane = answer_of("imagePlaneModule",
                                      R"("Rows":1,"Columns":1,"ImageOrientationPatient":[)" + written + "]");
        const auto at = [&](int i) { return plane["imageOrientationPatient"][i].as_real().value_or(0); };
        const auto dot = [&](int a, int b) {
            return at(a) * at(b) + at(a + 1) * at(b + 1) + at(a + 2) * at(b + 2);
        };
        EXPECT_NEAR(dot(0, 0), 1, 0.05) << written;
        EXPECT_NEAR(dot(3, 3), 1, 0.05) << written;
        EXPECT_NEAR(dot(0, 3), 0, 0.021) << written;
        if (plane["isDefaultValueSetForRowCosine"].as_bool() == false) ++kept;
    }
    EXPECT_GT(kept, 100);
    EXPECT_LT(kept, 290) << "none was bent so far that it had to be refused";
}

}  // namespace
}  // namespace quoin
