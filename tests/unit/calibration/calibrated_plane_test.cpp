// What a user's calibration does to the plane of an image.
#include "calibration_fixture.hpp"

#include <gmock/gmock.h>

namespace quoin {
namespace {

using ::testing::HasSubstr;

struct calibrated_plane : calibration_fixture {
    const std::string image = "acme:1";
    void SetUp() override {
        calibration_fixture::SetUp();
        object(image, ct_image);
    }
};

TEST_F(calibrated_plane, has_the_users_spacing_and_shows_the_stated_one) {
    ASSERT_EQ(add({image}, user_spacing), "taken");
    const value plane = ask("imagePlaneModule", image).answer;
    EXPECT_EQ(to_json(plane["pixelSpacing"]), "[0.4,0.2]");
    EXPECT_EQ(plane["rowPixelSpacing"].as_real(), 0.4);
    EXPECT_EQ(plane["columnPixelSpacing"].as_real(), 0.2);
    EXPECT_EQ(plane["pixelSpacingOrigin"].as_string(), "User");
    EXPECT_EQ(plane["pixelSpacingType"].as_string(), "User");
    EXPECT_EQ(to_json(plane["originalPixelSpacing"]), "[0.5,0.25]");
    EXPECT_EQ(plane["rows"].as_int(), 4) << "the rest is as it was";
    EXPECT_TRUE(notes("imagePlaneModule", image, "a user's calibration"));
}

TEST_F(calibrated_plane, is_byte_equal_again_once_the_calibration_is_cleared) {
    const std::string before = json("imagePlaneModule", image);
    ASSERT_EQ(add({image}, user_spacing), "taken");
    ASSERT_NE(json("imagePlaneModule", image), before);
    clear(image);
    EXPECT_EQ(json("imagePlaneModule", image), before);
    EXPECT_EQ(json("calibratedPixelSpacing", image), "(none)");
}

TEST_F(calibrated_plane, is_divided_by_the_scale_and_between_rows_by_the_aspect) {
    ASSERT_EQ(add({image}, R"({"scale":2})"), "taken");
    EXPECT_EQ(spacing(image), "[0.25,0.125]") << "lengths are divided by it";
    ASSERT_EQ(add({image}, "4"), "taken");
    EXPECT_EQ(spacing(image), "[0.125,0.0625]") << "a number alone is a scale";
    ASSERT_EQ(add({image}, R"({"aspect":2})"), "taken");
    EXPECT_EQ(spacing(image), "[0.25,0.25]") << "heights are divided by it: columns to rows are 1 to 1";
    ASSERT_EQ(add({image}, R"({"rowPixelSpacing":0.8,"columnPixelSpacing":0.4,"scale":2,"aspect":2})"),
              "taken");
    EXPECT_EQ(spacing(image), "[0.2,0.2]");
}

TEST_F(calibrated_plane, of_an_image_without_a_spacing_is_no_default_any_more) {
    object("acme:film", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.7","Rows":4,"Columns":8)");
    ASSERT_EQ(ask("imagePlaneModule", "acme:film").answer["pixelSpacingOrigin"].as_string(), "default");
    ASSERT_EQ(add({"acme:film"}, R"({"scale":5})"), "taken");
    const value plane = ask("imagePlaneModule", "acme:film").answer;
    EXPECT_EQ(to_json(plane["pixelSpacing"]), "[0.2,0.2]") << "five pixels are a millimetre";
    EXPECT_FALSE(plane["originalPixelSpacing"]) << "the image states none";
    EXPECT_EQ(to_json(plane["defaulted"]), R"(["imageOrientationPatient","imagePositionPatient"])");
    EXPECT_EQ(plane["usingDefaultValues"].as_bool(), true);

    object("acme:placed", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.7","Rows":4,"Columns":8,
        "ImageOrientationPatient":[1,0,0,0,1,0],"ImagePositionPatient":[0,0,0])");
    ASSERT_EQ(add({"acme:placed"}, "5"), "taken");
    EXPECT_EQ(ask("imagePlaneModule", "acme:placed").answer["usingDefaultValues"].as_bool(), false);
}

TEST_F(calibrated_plane, of_an_image_without_a_spacing_is_still_a_default_where_only_the_aspect_is_given) {
    object("acme:film", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.7","Rows":4,"Columns":8)");
    ASSERT_EQ(add({"acme:film"}, R"({"aspect":2})"), "taken");
    const value plane = ask("imagePlaneModule", "acme:film").answer;
    EXPECT_EQ(to_json(plane["pixelSpacing"]), "[0.5,1.0]");
    EXPECT_EQ(plane["pixelSpacingOrigin"].as_string(), "default") << "a ratio is no length";
    EXPECT_THAT(to_json(plane["defaulted"]), HasSubstr("pixelSpacing"));
    EXPECT_EQ(plane["usingDefaultValues"].as_bool(), true);
}

TEST_F(calibrated_plane, says_the_type_that_the_user_says) {
    ASSERT_EQ(add({image}, R"({"scale":2,"type":"Calibrated","tooltip":"by the ruler"})"), "taken");
    const value plane = ask("imagePlaneModule", image).answer;
    EXPECT_EQ(plane["pixelSpacingOrigin"].as_string(), "User");
    EXPECT_EQ(plane["pixelSpacingType"].as_string(), "Calibrated");
    EXPECT_EQ(json("calibratedPixelSpacing", image),
              R"({"scale":2.0,"aspect":1.0,"type":"Calibrated","tooltip":"by the ruler","scope":"frame"})");
}

TEST_F(calibrated_plane, stays_as_it_is_where_only_regions_are_given) {
    const std::string before = json("imagePlaneModule", image);
    ASSERT_EQ(add({image}, R"({"sequenceOfUltrasoundRegions":[{"physicalDeltaX":0.1}]})"), "taken");
    EXPECT_EQ(json("imagePlaneModule", image), before);
}

TEST_F(calibrated_plane, that_stays_as_it_is_is_not_said_to_be_the_users) {
    ASSERT_EQ(add({image}, R"({"sequenceOfUltrasoundRegions":[]})"), "taken");
    EXPECT_FALSE(notes("imagePlaneModule", image, "a user's calibration"));
}

TEST_F(calibrated_plane, is_not_stored_by_reading_it) {
    ask("imagePlaneModule", image);
    EXPECT_EQ(json("calibratedPixelSpacing", image), "(none)");
}

TEST_F(calibrated_plane, of_what_has_no_plane_is_no_answer) {
    object("acme:report", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.88.11")");
    ASSERT_EQ(add({"acme:report"}, user_spacing), "taken");
    EXPECT_EQ(json("imagePlaneModule", "acme:report"), "(none)");
}

TEST_F(calibrated_plane, validates_against_the_schema_of_the_modules) {
    const value fields(ask("moduleSchema", "imagePlaneModule").answer["properties"]);
    ASSERT_EQ(add({image}, user_spacing), "taken");
    const value plane = ask("imagePlaneModule", image).answer;
    for (std::size_t i = 0; i < plane.size(); ++i) {
        const std::string_view name = plane.member(i).first;
        EXPECT_TRUE(fields[name]) << name;
    }
}

TEST_F(calibrated_plane, that_is_given_wrongly_is_refused_and_changes_nothing) {
    const std::string before = json("imagePlaneModule", image);
    for (const auto& [payload, words] : std::vector<std::pair<std::string, std::string>>{
             {R"({"rowPixelSpacing":0.4})", "are given together"},
             {R"({"rowPixelSpacing":0,"columnPixelSpacing":1})", "rowPixelSpacing is not a number above 0"},
             {R"({"scale":-1})", "scale is not a number above 0"},
             {R"({"scale":"2"})", "scale is not a number above 0"},
             {R"({"scale":2,"type":"Guess"})", "type is none of ERMF"},
             {R"({"scale":2,"scope":"study"})", "scope is none of frame, instance, series"},
             {R"({"scale":2,"colour":"red"})", "a member that it does not know"},
             {R"({"tooltip":"nothing else"})", "none is there"},
             {R"({"sequenceOfUltrasoundRegions":[{"physicalDeltaX":"wide"}]})",
              "[0].physicalDeltaX is no number"},
             {R"({"sequenceOfUltrasoundRegions":[{"colour":1}]})", "[0] has a member that no region has"},
             {R"({"scale":2,"persist":true})", "config.file of org.quoin.calibration"},
             {R"("2")", "an object is expected"}})
        EXPECT_THAT(add({image}, payload), HasSubstr(words)) << payload;
    EXPECT_THAT(add({"acme:1?frame=1#2"}, "2"), HasSubstr("two different frames"));
    EXPECT_EQ(json("imagePlaneModule", image), before);
}

}  // namespace
}  // namespace quoin
