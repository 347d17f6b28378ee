// Modules of one kind of image: cine, PET, ultrasound, nuclear medicine; and the URLs of a server.
#include "modules_fixture.hpp"

namespace quoin {
namespace {

struct special_modules : modules_fixture {};

TEST_F(special_modules, cine_is_there_where_something_says_how_to_play) {
    EXPECT_EQ(
        of("cineModule",
           R"("Rows":1,"Columns":1,"NumberOfFrames":2,"FrameTime":40.5,"FrameTimeVector":[0,40.5],
                 "RecommendedDisplayFrameRate":25,"CineRate":"30")"),
        R"({"frameTime":40.5,"frameTimeVector":[0.0,40.5],"recommendedDisplayFrameRate":25,"cineRate":30,)"
        R"("numberOfFrames":2})");
    EXPECT_EQ(of("cineModule", R"("Rows":1,"Columns":1,"NumberOfFrames":2)"), "(none)");
}

TEST_F(special_modules, radiopharmaceutical_is_one_object_and_others_are_beside_it) {
    const std::string pet =
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.128","RadiopharmaceuticalInformationSequence":)";
    EXPECT_EQ(of("petIsotopeModule", pet + R"([{"RadionuclideTotalDose":"3.7e8","RadionuclideHalfLife":6586.2,
                 "RadiopharmaceuticalStartTime":"0915","RadiopharmaceuticalStartDateTime":"20200101"}])"),
              R"({"radiopharmaceuticalInfo":{"radiopharmaceuticalStartTime":"0915",)"
              R"("radiopharmaceuticalStartDateTime":"20200101","radionuclideTotalDose":370000000.0,)"
              R"("radionuclideHalfLife":6586.2}})");
    EXPECT_EQ(of("petIsotopeModule", pet + R"([{"RadionuclideHalfLife":1},{"RadionuclideHalfLife":2}])"),
              R"({"radiopharmaceuticalInfo":{"radionuclideHalfLife":1.0},)"
              R"("otherRadiopharmaceuticals":[{"radionuclideHalfLife":2.0}]})");
    EXPECT_EQ(of("petIsotopeModule", pet + "[]"), "(none)");
}

TEST_F(special_modules, ultrasound_regions_are_a_list_with_lower_case_names) {
    EXPECT_EQ(
        of("ultrasoundEnhancedRegionModule",
           R"("Rows":1,"Columns":1,"SequenceOfUltrasoundRegions":{"RegionSpatialFormat":1,"ReferencePixelX0":0,
                 "PhysicalDeltaX":-0.25})"),
        R"({"sequenceOfUltrasoundRegions":[{"regionSpatialFormat":1,"referencePixelX0":0,"physicalDeltaX":-0.25}]})");
    EXPECT_EQ(
        of("ultrasoundEnhancedRegionModule", R"("Rows":1,"Columns":1,"SequenceOfUltrasoundRegions":[])"),
        "(none)");
}

TEST_F(special_modules, nuclear_medicine_is_a_volume_where_it_was_reconstructed) {
    const std::string nm =
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.20","Modality":"NM","NumberOfFrames":2,"ImageType":)";
    EXPECT_EQ(
        of("nmMultiframeGeometryModule", nm + R"(["ORIGINAL","PRIMARY","RECON TOMO","EMISSION"])"),
        R"({"modality":"NM","imageType":["ORIGINAL","PRIMARY","RECON TOMO","EMISSION"],"numberOfFrames":2,)"
        R"("imageSubType":"RECON TOMO","isNMReconstructable":true})");
    EXPECT_EQ(answer_of("nmMultiframeGeometryModule",
                        nm + R"(["ORIGINAL","PRIMARY","WHOLE BODY"])")["isNMReconstructable"]
                  .as_bool(),
              false);
    EXPECT_EQ(
        of("nmMultiframeGeometryModule", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","Modality":"NM")"),
        "(none)");
}

TEST_F(special_modules, frame_of_reference_is_there_for_every_object_that_has_one) {
    EXPECT_EQ(of("frameOfReferenceModule", R"("Modality":"RTSTRUCT","FrameOfReferenceUID":"1.2")"),
              R"({"frameOfReferenceUID":"1.2"})");
}

struct image_url : modules_fixture {
    std::string at(const std::string& subject, const std::string& syntax = "1.2.840.10008.1.2.1") {
        provide("instance", subject, R"({"TransferSyntaxUID":")" + syntax + R"("})");
        return json("imageUrlModule", subject);
    }
};

TEST_F(image_url, of_a_frame_and_of_a_whole_instance) {
    EXPECT_EQ(
        at("wadors:https://a/instances/1/frames/3"),
        R"({"isVideo":false,"rendered":"https://a/instances/1/rendered/3","thumbnail":"https://a/instances/1/thumbnail/3"})");
    EXPECT_EQ(at("wadors:https://a/instances/1?x=/frames/2"),
              R"({"isVideo":false,"rendered":"https://a/instances/1/rendered?x=/frames/2",)"
              R"("thumbnail":"https://a/instances/1/thumbnail?x=/frames/2"})");
}

TEST_F(image_url, of_a_video_is_rendered_as_a_whole) {
    EXPECT_EQ(
        at("wadors:https://a/instances/1/frames/1", "1.2.840.10008.1.2.4.102"),
        R"({"isVideo":true,"rendered":"https://a/instances/1/rendered","thumbnail":"https://a/instances/1/thumbnail/1"})");
}

TEST_F(image_url, of_a_file_is_no_answer) {
    EXPECT_EQ(at("wadouri:https://a/1.dcm"), "(none)");
    EXPECT_EQ(at("/data/1.dcm"), "(none)");
}

}  // namespace
}  // namespace quoin
