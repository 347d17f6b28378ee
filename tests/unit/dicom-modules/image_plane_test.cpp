// Where an image lies, and what is only assumed of it.
#include "modules_fixture.hpp"

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
        "frameOfReferenceUID":"1.2","rows":64,"columns":32,
        "sliceLocation":-7.5,"sliceThickness":2.5,"spacingBetweenSlices":3.5,
        "imageOrientationPatient":[0.0,1.0,0.0,0.0,0.0,-1.0],"rowCosines":[0.0,1.0,0.0],"columnCosines":[0.0,0.0,-1.0],
        "imagePositionPatient":[-10.5,20.0,30.25],
        "pixelSpacing":[0.5,0.25],"rowPixelSpacing":0.5,"columnPixelSpacing":0.25,"pixelSpacingOrigin":"PixelSpacing",
        "usingDefaultValues":false,"defaulted":[],
        "isDefaultValueSetForRowCosine":false,"isDefaultValueSetForColumnCosine":false})"));
}

TEST_F(image_plane, that_says_nothing_is_all_defaults_and_shows_it) {
    EXPECT_EQ(answer_of("imagePlaneModule", R"("Rows":64,"Columns":32)"), from_json(R"({
        "rows":64,"columns":32,
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

}  // namespace
}  // namespace quoin
