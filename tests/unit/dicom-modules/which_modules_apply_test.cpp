// A module that does not apply is no answer, never an empty object.
#include "modules_fixture.hpp"

namespace quoin {
namespace {

struct which_modules_apply : modules_fixture {};

TEST_F(which_modules_apply, none_to_an_unknown_subject) {
    EXPECT_EQ(json("patientModule", "nobody:1"), "(none)");
    EXPECT_EQ(json("imagePlaneModule", "nobody:1"), "(none)");
}

TEST_F(which_modules_apply, none_to_a_null_instance) {
    provide("instance", "null:1", "null");
    EXPECT_EQ(json("patientModule", "null:1"), "(none)");
}

TEST_F(which_modules_apply, an_instance_that_is_no_object_is_an_error) {
    provide("instance", "odd:1", "[1]");
    EXPECT_EQ(ask("patientModule", "odd:1").error.code, QUOIN_E_INVALID);
}

TEST_F(which_modules_apply, no_module_where_none_of_its_attributes_is_there) {
    const std::string image = with_instance(R"("Rows":1,"Columns":1)");
    for (const char* type :
         {"patientModule", "voiLutModule", "modalityLutModule", "sopCommonModule", "transferSyntax"})
        EXPECT_EQ(json(type, image), "(none)") << type;
    EXPECT_TRUE(notes("voiLutModule", image, "no attribute of this module"));
}

TEST_F(which_modules_apply, no_image_modules_to_a_report) {
    const std::string report =
        with_instance(R"("Modality":"SR","SOPInstanceUID":"1","RescaleSlope":1,"WindowCenter":1)");
    for (const char* type : {"imagePlaneModule", "imagePixelModule", "voiLutModule", "modalityLutModule"})
        EXPECT_EQ(json(type, report), "(none)") << type;
    EXPECT_TRUE(notes("imagePlaneModule", report, "not an image"));
    EXPECT_NE(json("generalImageModule", report), "(none)");
}

TEST_F(which_modules_apply, an_image_is_known_by_rows_and_columns_or_pixels_or_functional_groups) {
    for (const char* members :
         {R"("Rows":1,"Columns":1)", R"("PixelData":[])", R"("FloatPixelData":"x")",
          R"("SharedFunctionalGroupsSequence":[{}])", R"("PerFrameFunctionalGroupsSequence":[{}])"})
        EXPECT_NE(of("imagePlaneModule", members), "(none)") << members;
    EXPECT_EQ(of("imagePlaneModule", R"("Rows":1)"), "(none)");
}

TEST_F(which_modules_apply, presentation_state_has_the_modality_lut_of_its_images) {
    EXPECT_EQ(of("modalityLutModule", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.11.1","RescaleSlope":2.5)"),
              R"({"rescaleSlope":2.5})");
}

TEST_F(which_modules_apply, colour_presentation_states_have_overlays_and_pseudo_colour_ones_a_modality_lut) {
    const auto state = [](const std::string& kind) {
        return R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.)" + kind +
               R"(","RescaleSlope":2.5,"OverlayRows":1,"OverlayColumns":1,"OverlayOrigin":[1,1])";
    };
    EXPECT_EQ(of("modalityLutModule", state("11.2")), "(none)");
    EXPECT_EQ(of("modalityLutModule", state("11.3")), R"({"rescaleSlope":2.5})");
    for (const char* const kind : {"11.1", "11.2", "11.3"})
        EXPECT_NE(of("overlayPlaneModule", state(kind)), "(none)") << kind;
    EXPECT_EQ(of("overlayPlaneModule", state("11.4")), "(none)") << "blending: the blended images have them";
}

TEST_F(which_modules_apply, pet_modules_to_pet_alone) {
    EXPECT_EQ(of("petSeriesModule", R"("Modality":"PT","Units":"BQML","CorrectedImage":"ATTN")"),
              R"({"correctedImage":["ATTN"],"units":"BQML"})");
    EXPECT_EQ(of("petImageModule", R"("Modality":"PT","FrameReferenceTime":1.5,"ActualFrameDuration":1000)"),
              R"({"frameReferenceTime":1.5,"actualFrameDuration":1000})");
    EXPECT_EQ(of("petImageModule", R"("Modality":"MR","FrameReferenceTime":1.5)"), "(none)");
}

TEST_F(which_modules_apply, several_subjects_at_once_are_no_question_for_a_module) {
    const std::string image = with_instance(R"("PatientID":"P1")");
    EXPECT_EQ(host.get({.type = "patientModule", .subjects = {image, image}}).outcome, QUOIN_PASS);
}

}  // namespace
}  // namespace quoin
