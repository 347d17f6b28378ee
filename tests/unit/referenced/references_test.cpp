// Instances as others refer to them.
#include "referenced_fixture.hpp"

namespace quoin {
namespace {

struct references : referenced_fixture {
    void SetUp() override {
        referenced_fixture::SetUp();
        load(REFERENCED);
    }
    std::string json_of(const std::string& type, std::vector<std::string> subjects) {
        return to_json(of(type, std::move(subjects)));
    }
};

TEST_F(references, of_an_image_have_its_class_and_instance) {
    image(1);
    EXPECT_EQ(json("ImageSopInstanceReference", "image:1"),
              R"({"ReferencedSOPClassUID":"1.2.840.10008.5.1.4.1.1.2","ReferencedSOPInstanceUID":"1.1.1"})");
}

TEST_F(references, of_a_frame_have_its_number_and_of_the_object_none) {
    image(1, R"("NumberOfFrames":3)");
    EXPECT_EQ(
        json("ImageSopInstanceReference", "image:1?frame=2"),
        R"({"ReferencedSOPClassUID":"1.2.840.10008.5.1.4.1.1.2","ReferencedSOPInstanceUID":"1.1.1","ReferencedFrameNumber":[2]})");
    EXPECT_FALSE(of("ImageSopInstanceReference", {"image:1"})["ReferencedFrameNumber"]);
    image(2);
    EXPECT_FALSE(of("ImageSopInstanceReference", {"image:2?frame=1"})["ReferencedFrameNumber"]);
    EXPECT_EQ(json("ImageSopInstanceReference", "image:1?frame=4"), "(none)");
}

TEST_F(references, of_what_has_no_pixels_are_the_same) {
    provide("naturalized", "sr", R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.88.33","SOPInstanceUID":"9.1"})");
    EXPECT_EQ(
        json("ImageSopInstanceReference", "sr"),
        R"({"ReferencedSOPClassUID":"1.2.840.10008.5.1.4.1.1.88.33","ReferencedSOPInstanceUID":"9.1"})");
    EXPECT_EQ(json("ReferencedSeriesReference", "sr"), "(none)");
    EXPECT_TRUE(notes("ReferencedSeriesReference", "sr", "the object has no Series Instance UID"));
    provide("naturalized", "thing", R"({"Modality":"OT"})");
    EXPECT_EQ(json("ImageSopInstanceReference", "thing"), "(none)");
}

TEST_F(references, by_series_of_one_image_have_the_form_of_the_reference) {
    image(1);
    EXPECT_EQ(
        json("ReferencedSeriesReference", "image:1"),
        R"({"SeriesInstanceUID":"1.1","ReferencedInstanceSequence":[{"ReferencedSOPClassUID":"1.2.840.10008.5.1.4.1.1.2","ReferencedSOPInstanceUID":"1.1.1"}]})");
}

TEST_F(references, of_many_are_merged_by_series_and_study_each_once) {
    image(1);
    image(2, R"("NumberOfFrames":2)");
    const auto other = [&](const std::string& id, const std::string& study, const std::string& series) {
        provide("naturalized", id,
                R"({"SOPClassUID":"7","SOPInstanceUID":")" + id + R"(","StudyInstanceUID":")" + study +
                    R"(","SeriesInstanceUID":")" + series + R"(","Modality":"OT"})");
    };
    other("8.1", "1", "1.2");
    other("8.2", "2", "2.1");
    other("8.3", "2", "2.1");
    const value found = of("ReferencedSeriesReference",
                           {"image:1", "8.2", "image:2?frame=1", "8.1", "image:2?frame=2", "8.3", "image:1"});
    const view mine = found["ReferencedSeriesSequence"];
    ASSERT_EQ(mine.size(), 2U);
    EXPECT_EQ(mine[0]["SeriesInstanceUID"].as_string(), "1.1");
    ASSERT_EQ(mine[0]["ReferencedInstanceSequence"].size(), 2U);
    EXPECT_EQ(mine[0]["ReferencedInstanceSequence"][1]["ReferencedSOPInstanceUID"].as_string(), "1.1.2");
    EXPECT_EQ(mine[1]["SeriesInstanceUID"].as_string(), "1.2");
    EXPECT_EQ(
        to_json(found["StudiesContainingOtherReferencedInstancesSequence"]),
        R"([{"StudyInstanceUID":"2","ReferencedSeriesSequence":[{"SeriesInstanceUID":"2.1","ReferencedInstanceSequence":[)"
        R"({"ReferencedSOPClassUID":"7","ReferencedSOPInstanceUID":"8.2"},{"ReferencedSOPClassUID":"7","ReferencedSOPInstanceUID":"8.3"}]}]}])");
    EXPECT_FALSE(of("ReferencedSeriesReference",
                    {"image:1", "8.1"})["StudiesContainingOtherReferencedInstancesSequence"]);
}

TEST_F(references, of_many_with_one_that_cannot_be_referred_to_are_an_error) {
    image(1);
    EXPECT_EQ(
        error_of("ReferencedSeriesReference", {"image:1", "image:9"}),
        "image:9: cannot be referred to: a study, a series, a SOP class and an instance UID are expected");
}

TEST_F(references, of_what_a_subject_stands_for_are_those_of_many) {
    image(1);
    provide("imageIds", "series:1", R"(["image:1"])");
    EXPECT_EQ(of("ReferencedSeriesReference", {"series:1"})["ReferencedSeriesSequence"].size(), 1U);
}

TEST_F(references, to_a_predecessor_are_sequences_and_the_next_number) {
    image(4, R"("SeriesNumber":7,"SeriesDescription":"reads")");
    EXPECT_EQ(
        json("PredecessorSequence", "image:4"),
        R"({"StudyInstanceUID":"1","SeriesInstanceUID":"1.1","Modality":"CT","SeriesDescription":"reads","SeriesNumber":7,)"
        R"("InstanceNumber":5,"PredecessorDocumentsSequence":[{"StudyInstanceUID":"1","ReferencedSeriesSequence":[)"
        R"({"SeriesInstanceUID":"1.1","ReferencedSOPSequence":[{"ReferencedSOPClassUID":"1.2.840.10008.5.1.4.1.1.2",)"
        R"("ReferencedSOPInstanceUID":"1.1.4"}]}]}]})");
    provide("naturalized", "sr", R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.88.33","SOPInstanceUID":"9.1"})");
    EXPECT_EQ(json("PredecessorSequence", "sr"), "(none)");
}

TEST_F(references, file_meta_says_how_it_is_written) {
    image(1);
    const value report = of("metaSrAnnotation", {"image:1"});
    EXPECT_EQ(to_json(report["FileMetaInformationVersion"]),
              R"({"vr":"OB","Value":[{"InlineBinary":"AAE="}]})");
    EXPECT_EQ(to_json(report["TransferSyntaxUID"]), R"({"vr":"UI","Value":["1.2.840.10008.1.2"]})");
    EXPECT_EQ(to_json(report["ImplementationVersionName"]), R"({"vr":"SH","Value":["QUOIN_0.1.0"]})");
    EXPECT_FALSE(report["MediaStorageSOPClassUID"]);
    EXPECT_EQ(of("metaSegBitmap", {"image:1"})["MediaStorageSOPClassUID"]["Value"][0].as_string(),
              "1.2.840.10008.5.1.4.1.1.66.4");
    EXPECT_EQ(of("metaRTSSContour", {"image:1"})["MediaStorageSOPClassUID"]["Value"][0].as_string(),
              "1.2.840.10008.5.1.4.1.1.481.3");
    EXPECT_EQ(json("metaSegBitmap", "nothing"), "(none)");
}

TEST_F(references, every_type_has_a_schema) {
    for (const char* const type :
         {"ImageSopInstanceReference", "ReferencedSeriesReference", "PredecessorSequence", "StudyData",
          "SeriesData", "ImageData", "normalized", "denormalized", "NewInstanceData", "RtssInstanceData",
          "createInstance", "newUID", "currentDateTime", "metaSrAnnotation"})
        EXPECT_EQ(of("moduleSchema", {type})["title"].as_string(), type);
}

}  // namespace
}  // namespace quoin
