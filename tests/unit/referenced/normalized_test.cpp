// Modules as attributes, and attributes as modules.
#include "referenced_fixture.hpp"

#include <dicom/attribute_names.hpp>
#include <dicom/dictionary.hpp>

namespace quoin {
namespace {

struct normalized : referenced_fixture {
    void SetUp() override {
        referenced_fixture::SetUp();
        load(REFERENCED);
    }
};

TEST(attribute_names, are_those_of_modules_and_back) {
    struct {
        const char* member;
        const char* keyword;
    } const pairs[] = {{"patientId", "PatientID"},
                       {"sopInstanceUID", "SOPInstanceUID"},
                       {"voiLUTFunction", "VOILUTFunction"},
                       {"studyInstanceUID", "StudyInstanceUID"},
                       {"kVP", "KVP"},
                       {"rows", "Rows"},
                       {"clinicalTrialSiteId", "ClinicalTrialSiteID"},
                       {"radiopharmaceuticalInfo", "RadiopharmaceuticalInformationSequence"},
                       {"smallestPixelValue", "SmallestImagePixelValue"}};
    for (const auto& [member, keyword] : pairs) {
        EXPECT_EQ(dicom::keyword_of(member), keyword);
        EXPECT_EQ(dicom::member_of(keyword), member);
    }
    EXPECT_EQ(dicom::keyword_of("rowCosines"), "");
    EXPECT_EQ(dicom::keyword_of(""), "");
}

TEST(attribute_names, come_back_for_every_attribute_of_the_dictionary) {
    std::size_t lost = 0;
    for (std::size_t i = 0; i < dicom::dictionary_size(); ++i) {
        const std::string keyword(dicom::at(i).keyword.view());
        if (dicom::keyword_of(dicom::member_of(keyword)) != keyword) ++lost;
    }
    EXPECT_EQ(lost, 0U);
}

TEST_F(normalized, merges_modules_the_later_before_the_earlier) {
    image(1, R"("PatientID":"7","PatientName":{"Alphabetic":"A^B"},"SoftwareVersions":["1"])");
    provide("com.acme.module", "image:1", R"({"patientId":"8","softwareVersions":"2","lesions":3})");
    EXPECT_EQ(to_json(of("normalized", {"image:1"},
                         R"({"types":["patientModule","sopCommonModule","com.acme.module"]})")),
              R"({"PatientID":"8","PatientName":{"Alphabetic":"A^B"},"SOPInstanceUID":"1.1.1",)"
              R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SoftwareVersions":["2"]})");
    EXPECT_EQ(to_json(of("denormalized", {"image:1"}, R"({"types":["com.acme.module"]})")),
              R"({"patientId":"8","softwareVersions":["2"]})");
}

TEST_F(normalized, leaves_out_what_is_assumed_or_no_attribute) {
    image(1);
    const value found = of("ImageData", {"image:1"});
    EXPECT_EQ(found["Rows"].as_int(), 4);
    EXPECT_EQ(found["SOPInstanceUID"].as_string(), "1.1.1");
    for (const char* const assumed :
         {"PixelSpacing", "ImagePositionPatient", "ImageOrientationPatient", "RowCosines"})
        EXPECT_FALSE(found[assumed]) << assumed;
}

TEST_F(normalized, a_place_on_a_slide_is_none_in_the_patient) {
    provide("naturalized", "slide",
            R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.77.1.6","SOPInstanceUID":"1.9","Rows":4,"Columns":4,
        "FrameOfReferenceUID":"1.8","XOffsetInSlideCoordinateSystem":1.0,"YOffsetInSlideCoordinateSystem":2.0,
        "ZOffsetInSlideCoordinateSystem":0.0,"ImageOrientationSlide":[0,-1,0,-1,0,0]})");
    const value found = of("ImageData", {"slide"});
    EXPECT_EQ(found["Rows"].as_int(), 4);
    EXPECT_EQ(found["FrameOfReferenceUID"].as_string(), "1.8") << "a slide has one";
    for (const char* const of_the_patient : {"ImagePositionPatient", "ImageOrientationPatient"})
        EXPECT_FALSE(found[of_the_patient]) << of_the_patient;
}

TEST_F(normalized, takes_a_sequence_apart) {
    provide(
        "naturalized", "pet",
        R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.128","Modality":"PT","RadiopharmaceuticalInformationSequence":[{"RadionuclideTotalDose":5.5}]})");
    const std::string options = R"({"types":["petIsotopeModule"]})";
    EXPECT_EQ(to_json(of("normalized", {"pet"}, options)),
              R"({"RadiopharmaceuticalInformationSequence":[{"RadionuclideTotalDose":5.5}]})");
    EXPECT_EQ(to_json(of("denormalized", {"pet"}, options)),
              R"({"radiopharmaceuticalInfo":[{"radionuclideTotalDose":5.5}]})");
}

TEST_F(normalized, wants_to_know_of_which_types) {
    image(1);
    EXPECT_EQ(json("normalized", "image:1"), "(none)");
    EXPECT_TRUE(notes("normalized", "image:1", "option types says which types are merged"));
    EXPECT_NE(error_of("normalized", {"image:1"}, R"({"types":[1]})").find("option types"),
              std::string::npos);
    engine::query nothing{.type = "normalized", .subjects = {"image:1"}};
    nothing.options = from_json(R"({"types":["petImageModule"]})");
    EXPECT_EQ(host.get(nothing).outcome, QUOIN_PASS);
}

TEST_F(normalized, study_data_have_what_an_instance_of_the_study_needs) {
    image(
        1,
        R"("PatientID":"7","PatientSex":null,"StudyID":"S","IssuerOfPatientID":"HOSP","PatientIdentityRemoved":"YES","DeidentificationMethod":["x"])");
    const value found = of("StudyData", {"image:1"});
    EXPECT_EQ(found["StudyInstanceUID"].as_string(), "1");
    for (const char* const empty : {"PatientName", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime",
                                    "ReferringPhysicianName", "AccessionNumber"})
        EXPECT_TRUE(found[empty].is_null()) << empty;
    EXPECT_EQ(found["StudyID"].as_string(), "S");
    EXPECT_EQ(found["IssuerOfPatientID"].as_string(), "HOSP");
    EXPECT_EQ(to_json(found["DeidentificationMethod"]), R"(["x"])");
    EXPECT_FALSE(found["SeriesInstanceUID"]);
    EXPECT_EQ(json("StudyData", "nothing"), "(none)");
}

}  // namespace
}  // namespace quoin
