// What a module makes of the attributes of an instance: names, kinds, one or many.
#include "modules_fixture.hpp"

namespace quoin {
namespace {

struct module_fields : modules_fixture {};

TEST_F(module_fields, take_the_names_of_the_reference) {
    EXPECT_EQ(of("patientModule",
                 R"("PatientID":"P1","PatientName":{"Alphabetic":"A^B"},"PatientBirthDate":"20000101")"),
              R"({"patientId":"P1","patientName":{"Alphabetic":"A^B"},"patientBirthDate":"20000101"})");
    EXPECT_EQ(of("sopCommonModule", R"("SOPInstanceUID":"1.2","SOPClassUID":"1.3")"),
              R"({"sopInstanceUID":"1.2","sopClassUID":"1.3"})");
    EXPECT_EQ(of("clinicalTrialModule", R"("ClinicalTrialSiteID":"S")"), R"({"clinicalTrialSiteId":"S"})");
}

TEST_F(module_fields, shared_by_modules_are_in_each_of_them) {
    const std::string uids =
        R"("StudyInstanceUID":"1","SeriesInstanceUID":"2","SOPInstanceUID":"3","Modality":"MR")";
    EXPECT_EQ(of("generalSeriesModule", uids),
              R"({"studyInstanceUID":"1","seriesInstanceUID":"2","modality":"MR"})");
    EXPECT_EQ(of("generalStudyModule", uids), R"({"studyInstanceUID":"1"})");
    EXPECT_EQ(of("generalImageModule", uids), R"({"sopInstanceUID":"3"})");
}

TEST_F(module_fields, without_a_value_are_left_out) {
    EXPECT_EQ(of("patientStudyModule",
                 R"("PatientAge":"045Y","PatientSex":null,"PatientWeight":[],"PatientSize":"")"),
              R"({"patientAge":"045Y"})");
}

TEST_F(module_fields, of_one_value_are_no_array_and_of_many_always_are) {
    EXPECT_EQ(of("voiLutModule", R"("Rows":1,"Columns":1,"WindowCenter":40.5,"WindowWidth":400.5,
                 "WindowCenterWidthExplanation":"BRAIN","VOILUTFunction":"LINEAR")"),
              R"({"windowCenter":[40.5],"windowWidth":[400.5],"voiLUTFunction":"LINEAR",)"
              R"("windowCenterWidthExplanation":["BRAIN"]})");
    EXPECT_EQ(of("generalSeriesModule", R"("Modality":["CT"])"), R"({"modality":"CT"})");
}

TEST_F(module_fields, keep_their_place_beside_an_empty_value) {
    EXPECT_EQ(of("voiLutModule", R"("Rows":1,"Columns":1,"WindowCenter":[null,40.5])"),
              R"({"windowCenter":[null,40.5]})");
}

TEST_F(module_fields, stand_in_the_order_of_the_module_however_each_is_written) {
    EXPECT_EQ(of("patientStudyModule",
                 R"("PatientWeight":80.5,"PatientSex":["O"],"PatientSize":"1.8","PatientAge":" 050Y")"),
              R"({"patientAge":" 050Y","patientSize":1.8,"patientSex":"O","patientWeight":80.5})");
    EXPECT_EQ(
        of("generalSeriesModule", R"("SeriesTime":"10","SeriesDate":"","SeriesNumber":"2","Modality":"CT")"),
        R"({"modality":"CT","seriesNumber":2,"seriesTime":"10"})");
    EXPECT_EQ(of("voiLutModule", R"("Rows":1,"Columns":1,"WindowWidth":[1.5,2.5],
                 "WindowCenter":[1.5,2.5,3.5,4.5,5.5,6.5,7.5,8.5,9.5],"VOILUTFunction":"LINEAR")"),
              R"({"windowCenter":[1.5,2.5,3.5,4.5,5.5,6.5,7.5,8.5,9.5],"windowWidth":[1.5,2.5],)"
              R"("voiLUTFunction":"LINEAR"})");
}

TEST_F(module_fields, that_are_one_value_take_the_first_of_several_and_say_so) {
    const std::string image = with_instance(R"("Modality":["CT","MR"])");
    EXPECT_EQ(json("generalSeriesModule", image), R"({"modality":"CT"})");
    EXPECT_TRUE(notes("generalSeriesModule", image, "Modality has several values"));
}

TEST_F(module_fields, are_the_same_whether_numbers_came_as_numbers_or_as_strings) {
    const std::string numbers = R"("Rows":2,"Columns":2,"RescaleSlope":2.5,"RescaleIntercept":-1024)";
    const std::string strings =
        R"("Rows":"2","Columns":"2","RescaleSlope":" 2.5 ","RescaleIntercept":"-1024")";
    EXPECT_EQ(of("modalityLutModule", numbers), of("modalityLutModule", strings));
    EXPECT_EQ(of("generalImageModule", R"("InstanceNumber":5)"),
              of("generalImageModule", R"("InstanceNumber":"+5 ")"));
    const value modality = answer_of("modalityLutModule", numbers);
    EXPECT_EQ(modality["rescaleIntercept"].kind(), QUOIN_REAL)
        << "a decimal string is a real, also when it is whole";
}

TEST_F(module_fields, of_the_wrong_kind_are_left_out_with_a_note) {
    const std::string image =
        with_instance(R"("Rows":2,"Columns":2,"RescaleSlope":"a lot","RescaleType":"HU")");
    EXPECT_EQ(json("modalityLutModule", image), R"({"rescaleType":"HU"})");
    EXPECT_TRUE(notes("modalityLutModule", image, "RescaleSlope is not of the kind it should be"));
}

TEST_F(module_fields, of_another_number_of_values_than_they_have_are_left_out_with_a_note) {
    const std::string image = with_instance(R"("Rows":2,"Columns":2,"PixelAspectRatio":[1])");
    EXPECT_EQ(json("imagePixelModule", image), R"({"rows":2,"columns":2})");
    EXPECT_TRUE(notes("imagePixelModule", image, "PixelAspectRatio is not of the kind it should be"));
    EXPECT_EQ(of("imagePixelModule", R"("Rows":2,"Columns":2,"PixelAspectRatio":["3","4"])"),
              R"({"rows":2,"columns":2,"pixelAspectRatio":[3,4]})");
}

TEST_F(module_fields, name_written_as_text_is_the_alphabetic_group) {
    EXPECT_EQ(of("patientModule", R"("PatientName":"A^B")"), R"({"patientName":{"Alphabetic":"A^B"}})");
}

/// Whether the keys of an object are text or of the process decides only how fast a module is made of it.
TEST_F(module_fields, name_is_an_object_whatever_was_written) {
    const struct {
        std::string_view written, module, note;
    } forms[] = {
        {R"({"Alphabetic":"A^B"})", R"({"Alphabetic":"A^B"})", ""},
        {R"({"Alphabetic":"A^B","Ideographic":"C^D","Phonetic":"E^F and more"})",
         R"({"Alphabetic":"A^B","Ideographic":"C^D","Phonetic":"E^F and more"})", ""},
        {R"({"Phonetic":"E","Alphabetic":"A"})", R"({"Phonetic":"E","Alphabetic":"A"})", ""},
        {R"("A^B")", R"({"Alphabetic":"A^B"})", ""},
        {R"(" A^B")", R"({"Alphabetic":" A^B"})", ""},
        {R"(["A^B"])", R"({"Alphabetic":"A^B"})", ""},
        {R"([{"Alphabetic":"A^B"}])", R"({"Alphabetic":"A^B"})", ""},
        {R"([{"Alphabetic":"A^B"},{"Alphabetic":"C"}])", R"({"Alphabetic":"A^B"})", "has several values"},
        {R"({})", R"({})", ""},
        {R"({"Alphabetic":""})", R"({"Alphabetic":""})", ""},
        {R"({"Alphabetic":"","Ideographic":"C"})", R"({"Alphabetic":"","Ideographic":"C"})", ""},
        {R"({"Alphabetic":" A"})", R"({"Alphabetic":" A"})", ""},
        {R"({"Alphabetic":null})", R"({"Alphabetic":null})", ""},
        {R"({"Alphabetic":{"Family":"A"}})", R"({"Alphabetic":{"Family":"A"}})", ""},
        {R"({"a":"1","b":"2","c":"3","d":"4","e":"5"})", R"({"a":"1","b":"2","c":"3","d":"4","e":"5"})", ""},
        {R"("")", "", ""},
        {R"("  ")", "", ""},
        {"null", "", ""},
        {"[]", "", ""},
        {R"(["",null])", "", ""},
        {"7", "", "is not of the kind it should be"},
        {"[7]", "", "is not of the kind it should be"}};
    for (const auto& [written, module, note] : forms) {
        const value name = from_json(written);
        const std::string expected =
            R"({"patientId":"P")" + (module.empty() ? "" : R"(,"patientName":)" + std::string(module)) + "}";
        for (const value& form : {name, by_keys(name)}) {
            const std::string image = with_instance(
                R"("PatientID":"P")", [&form](builder& made) { made.member("PatientName", form); });
            EXPECT_EQ(json("patientModule", image), expected) << written;
            EXPECT_EQ(notes("patientModule", image, "PatientName"), !note.empty()) << written;
            EXPECT_TRUE(notes("patientModule", image, note)) << written;
        }
    }
}

TEST_F(module_fields, signed_padding_stays_signed) {
    EXPECT_EQ(
        of("imagePixelModule",
           R"("Rows":1,"Columns":1,"PixelRepresentation":1,"SmallestImagePixelValue":-5,
                    "LargestImagePixelValue":7,"PixelPaddingValue":-2000,"PixelPaddingRangeLimit":-1990)"),
        R"({"rows":1,"columns":1,"pixelRepresentation":1,"smallestPixelValue":-5,"largestPixelValue":7,)"
        R"("pixelPaddingValue":-2000,"pixelPaddingRangeLimit":-1990})");
}

TEST_F(module_fields, padding_of_the_wrong_sign_is_read_as_the_pixels_are) {
    EXPECT_EQ(
        answer_of(
            "imagePixelModule",
            R"("Rows":1,"Columns":1,"PixelRepresentation":1,"PixelPaddingValue":63536)")["pixelPaddingValue"]
            .as_int(),
        -2000);
    EXPECT_EQ(
        answer_of(
            "imagePixelModule",
            R"("Rows":1,"Columns":1,"PixelRepresentation":0,"PixelPaddingValue":-1)")["pixelPaddingValue"]
            .as_int(),
        65535);
}

TEST_F(module_fields, transfer_syntax_is_that_of_the_file_else_the_one_offered) {
    EXPECT_EQ(of("transferSyntax", R"("TransferSyntaxUID":"1.2.840.10008.1.2.1")"),
              R"({"transferSyntaxUID":"1.2.840.10008.1.2.1","isVideo":false})");
    EXPECT_EQ(of("transferSyntax", R"("AvailableTransferSyntaxUID":["1.2.840.10008.1.2.4.102.1"])"),
              R"({"availableTransferSyntaxUID":["1.2.840.10008.1.2.4.102.1"],)"
              R"("transferSyntaxUID":"1.2.840.10008.1.2.4.102.1","isVideo":true})");
    EXPECT_EQ(of("transferSyntax", R"("Modality":"CT")"), "(none)");
}

TEST_F(module_fields, offered_transfer_syntaxes_are_a_list_also_where_there_is_one) {
    EXPECT_EQ(
        of("transferSyntax",
           R"("TransferSyntaxUID":"1.2.840.10008.1.2","AvailableTransferSyntaxUID":"1.2.840.10008.1.2")"),
        R"({"availableTransferSyntaxUID":["1.2.840.10008.1.2"],"transferSyntaxUID":"1.2.840.10008.1.2",)"
        R"("isVideo":false})");
}

TEST_F(module_fields, transfer_syntax_that_was_detected_says_so) {
    EXPECT_EQ(of("transferSyntax", R"("detectedTransferSyntaxUID":"1.2.840.10008.1.2")"),
              R"({"detectedTransferSyntaxUID":"1.2.840.10008.1.2","transferSyntaxUID":"1.2.840.10008.1.2",)"
              R"("isVideo":false})");
    EXPECT_EQ(
        of("transferSyntax",
           R"("TransferSyntaxUID":"1.2.840.10008.1.2.1","detectedTransferSyntaxUID":"1.2.840.10008.1.2")"),
        R"({"detectedTransferSyntaxUID":"1.2.840.10008.1.2","transferSyntaxUID":"1.2.840.10008.1.2.1",)"
        R"("isVideo":false})")
        << "what the file states, and what it is";
}

TEST_F(module_fields, every_video_transfer_syntax_is_video) {
    for (const std::string tail : {"100", "100.1", "101", "101.1", "102", "102.1", "103", "103.1", "104",
                                   "104.1", "105", "105.1", "106", "106.1", "107", "108"}) {
        const value found =
            answer_of("transferSyntax", R"("TransferSyntaxUID":"1.2.840.10008.1.2.4.)" + tail + R"(")");
        EXPECT_EQ(found["isVideo"].as_bool(), true) << tail;
    }
    for (const std::string tail : {"50", "70", "90", "110", "201", "10"})
        EXPECT_EQ(answer_of("transferSyntax",
                            R"("TransferSyntaxUID":"1.2.840.10008.1.2.4.)" + tail + R"(")")["isVideo"]
                      .as_bool(),
                  false)
            << tail;
}

}  // namespace
}  // namespace quoin
