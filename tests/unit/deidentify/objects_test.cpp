// A de-identified object as a whole: what is gone, what stays, what it says of itself, and that nothing goes round it.
#include "deidentify_fixture.hpp"

namespace quoin {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string ct =
    element("00080016", "UI", R"("1.2.840.10008.5.1.4.1.1.2")") + "," +
    element("00080018", "UI", R"("1.2.840.99999.3")") + "," + element("00080020", "DA", R"("20200229")") +
    "," + element("00080050", "SH", R"("A17")") + "," + element("00080060", "CS", R"("CT")") + "," +
    element("00080080", "LO", R"("St Elsewhere")") + "," +
    element("0008103E", "LO", R"("Axial brain for Doe, T1 3mm")") + "," +
    element("00100010", "PN", R"({"Alphabetic":"Doe^Brain"})") + "," +
    element("00100020", "LO", R"("P-4711")") + "," + element("00100030", "DA", R"("19500101")") + "," +
    element("00101030", "DS", "81.5") + "," + element("0020000D", "UI", R"("1.2.840.99999.1")") + "," +
    element("0020000E", "UI", R"("1.2.840.99999.2")") + "," + element("00280010", "US", "4") + "," +
    element("00280011", "US", "8") + "," + element("00280030", "DS", "0.5,0.25");

struct deidentified : deidentify_fixture {
    /// The study of the same object in a host of its own.
    static std::string study_with(const std::string& config, const std::string& elements) {
        struct another : deidentify_fixture {
            void TestBody() override {}
        } host;
        host.start(config);
        host.object("acme:1", elements);
        return std::string(host.naturalized("acme:1")["StudyInstanceUID"].as_string().value_or(""));
    }
};

TEST_F(deidentified, is_off_until_the_config_says_a_profile) {
    start("{}");
    object("acme:1", ct);
    EXPECT_EQ(to_json(naturalized("acme:1")["PatientName"]), R"({"Alphabetic":"Doe^Brain"})");
    EXPECT_FALSE(naturalized("acme:1")["deidentified"]);
}

// Whoever writes an attribute as something else than it is may put anything into it.
TEST_F(deidentified, object_has_no_attribute_of_another_kind_than_its_own) {
    start(basic);
    const std::string item = "{" + element("00100010", "PN", R"({"Alphabetic":"Secret^Jane"})") + "}";
    object("acme:1", ct + "," + element("00180015", "SQ", item) + "," + element("00080070", "SQ", item) +
                         R"(,"00089215":{"vr":"OB","InlineBinary":"U2VjcmV0XkphbmU="})" + "," +
                         element("00082112", "LO", R"("Secret")") + "," +
                         element("00280008", "LO", R"("Secret")") + "," +
                         R"("00181149":{"vr":"UN","InlineBinary":"U2VjcmV0XkphbmU="})");
    for (const char* const type : {"naturalized", "dicomJson"}) {
        const std::string now = json(type, "acme:1");
        EXPECT_THAT(now, Not(HasSubstr("Secret"))) << type;
        EXPECT_THAT(now, Not(HasSubstr("U2VjcmV0"))) << type;
    }
    EXPECT_FALSE(naturalized("acme:1")["BodyPartExamined"]);
    EXPECT_EQ(json("Manufacturer", "acme:1"), "(none)");
    EXPECT_EQ(naturalized("acme:1")["Rows"].as_int(), 4) << "those of their kind stay";
}

TEST_F(deidentified, object_has_no_uid_of_an_instance_whatever_attribute_it_is_in) {
    start(basic);
    object("acme:1", ct + "," + element("00200242", "UI", R"("1.2.840.99999.3")") + "," +
                         element("00081150", "UI", R"("1.2.840.113619.4.26")") + "," +
                         element("00100033", "LO", R"("5731-04-07")"));
    const value now = naturalized("acme:1");
    EXPECT_EQ(now["SOPInstanceUIDOfConcatenationSource"].as_string(), now["SOPInstanceUID"].as_string());
    EXPECT_EQ(now["ReferencedSOPClassUID"].as_string(), "1.2.840.113619.4.26") << "of a kind, not of one";
    EXPECT_FALSE(now["PatientBirthDateInAlternativeCalendar"]);
}

TEST_F(deidentified, object_has_nothing_that_identifies_and_what_the_image_needs) {
    start(basic);
    object("acme:1", ct);
    const value now = naturalized("acme:1");
    EXPECT_TRUE(now["PatientName"].is_null());
    EXPECT_TRUE(now["AccessionNumber"].is_null());
    EXPECT_TRUE(now["PatientBirthDate"].is_null());
    EXPECT_TRUE(now["StudyDate"].is_null());
    EXPECT_EQ(now["InstitutionName"].as_string(), "REMOVED");
    EXPECT_FALSE(now["SeriesDescription"]);
    EXPECT_FALSE(now["PatientWeight"]);
    EXPECT_THAT(std::string(now["PatientID"].as_string().value_or("")),
                testing::MatchesRegex("[0-9A-F]{16}"));
    for (const char* uid : {"SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID"})
        EXPECT_THAT(std::string(now[uid].as_string().value_or("")),
                    testing::MatchesRegex("2\\.25\\.[0-9]{30,39}"));
    EXPECT_EQ(now["SOPClassUID"].as_string(), "1.2.840.10008.5.1.4.1.1.2");
    EXPECT_EQ(now["Modality"].as_string(), "CT");
    EXPECT_EQ(to_json(now["PixelSpacing"]), "[0.5,0.25]");
}

TEST_F(deidentified, object_says_so_as_the_standard_has_it) {
    start(with_both);
    object("acme:1", ct + "," +
                         element("00120064", "SQ",
                                 "{" + element("00080100", "SH", R"("113109")") + "," +
                                     element("00080102", "SH", R"("DCM")") + "}"));
    const value now = naturalized("acme:1");
    EXPECT_EQ(now["PatientIdentityRemoved"].as_string(), "YES");
    EXPECT_EQ(to_json(now["DeidentificationMethod"]),
              R"(["PS3.15 Basic Profile","dates modified","descriptors cleaned"])");
    EXPECT_EQ(now["LongitudinalTemporalInformationModified"].as_string(), "MODIFIED");
    const view codes = now["DeidentificationMethodCodeSequence"];
    ASSERT_EQ(codes.size(), 4U) << "what it said before stays";
    EXPECT_EQ(codes[0]["CodeValue"].as_string(), "113109");
    EXPECT_EQ(codes[1]["CodeValue"].as_string(), "113100");
    EXPECT_EQ(codes[2]["CodeValue"].as_string(), "113105");
    EXPECT_EQ(codes[3]["CodeValue"].as_string(), "113107");
    EXPECT_TRUE(notes("naturalized", "acme:1", "de-identified by the basic profile"));
}

TEST_F(deidentified, object_without_modified_dates_says_that_they_are_removed) {
    start(basic);
    object("acme:1", ct);
    EXPECT_EQ(naturalized("acme:1")["LongitudinalTemporalInformationModified"].as_string(), "REMOVED");
}

TEST_F(deidentified, items_of_sequences_lose_the_same_and_keep_their_references) {
    start(basic);
    object("acme:1", ct + "," +
                         element("00081140", "SQ",
                                 "{" + element("00081155", "UI", R"("1.2.840.99999.7")") + "," +
                                     element("00100010", "PN", R"({"Alphabetic":"Hidden^Deep"})") + "," +
                                     element("0040A170", "SQ",
                                             "{" + element("00080104", "LO", R"("meaning")") + "," +
                                                 element("00104000", "LT", R"("call Hidden")") + "}") +
                                     "}"));
    object("acme:7", element("00080018", "UI", R"("1.2.840.99999.7")"));
    const value now = naturalized("acme:1");
    const view item = now["ReferencedImageSequence"][0];
    EXPECT_EQ(item["ReferencedSOPInstanceUID"].as_string(),
              naturalized("acme:7")["SOPInstanceUID"].as_string());
    EXPECT_EQ(to_json(item["PurposeOfReferenceCodeSequence"]), R"([{"CodeMeaning":"meaning"}])");
    EXPECT_THAT(to_json(now), Not(HasSubstr("Hidden")));
}

TEST_F(deidentified, object_has_no_private_attribute_no_unknown_one_and_no_url) {
    start(with_both);
    object("acme:1",
           ct + "," + element("00091001", "LO", R"("secret of ACME")") + "," +
               element("00090010", "LO", R"("ACME 1.0")") + "," +
               element("00080099", "LO", R"("nobody knows")") + "," +
               R"("00081190":{"vr":"UR","Value":["http://pacs/studies/1.2.840.99999.1"]})" + "," +
               R"("7FE00010":{"vr":"OW","BulkDataURI":"http://pacs/studies/1.2.840.99999.1/bulk"})" + "," +
               element("50001001", "CS", R"("curve")") + "," +
               element("60004000", "LT", R"("overlay comment")") + "," + element("60000010", "US", "2") +
               "," + R"("60003000":{"vr":"OB","InlineBinary":"AAAA"})" + "," +
               element("60024000", "LT", R"("other overlay comment")") + "," +
               element("00041500", "CS", R"("DOE001")"));
    const value now = naturalized("acme:1");
    const std::string text = to_json(now);
    for (const char* gone : {"ACME", "nobody knows", "pacs", "DOE001", "curve", "overlay comment"})
        EXPECT_THAT(text, Not(HasSubstr(gone)));
    EXPECT_FALSE(now["PixelData"]);
    EXPECT_FALSE(now["OverlayData"]);
    EXPECT_FALSE(now["OverlayRows"]) << "an overlay without data would be looked for in the pixels";
}

TEST_F(deidentified, object_has_no_overlay_left_but_those_that_are_in_its_pixels) {
    start(basic);
    object("acme:1", element("60000010", "US", "2") + "," + element("60000102", "US", "15") + "," +
                         element("60020010", "US", "3") + "," +
                         R"("60023000":{"vr":"OB","InlineBinary":"AAAA"})");
    const value now = naturalized("acme:1");
    EXPECT_EQ(now["OverlayRows"].as_int(), 2);
    EXPECT_EQ(now["OverlayBitPosition"].as_int(), 15);
    EXPECT_FALSE(now["OverlayRows:6002"]);
    EXPECT_FALSE(now["OverlayData:6002"]);
}

TEST_F(deidentified, uids_are_the_same_for_the_same_secret_alone) {
    start(basic);
    object("acme:1", ct);
    const std::string here(naturalized("acme:1")["StudyInstanceUID"].as_string().value_or(""));
    EXPECT_EQ(study_with(basic, ct), here);
    EXPECT_NE(study_with(R"({"profile":"basic","secret":"another secret, long"})", ct), here);
    const std::string random = study_with(R"({"profile":"basic"})", ct);
    EXPECT_NE(random, here) << "a secret is made up";
    EXPECT_NE(study_with(R"({"profile":"basic"})", ct), random) << "another each time";
}

TEST_F(deidentified, uids_that_the_standard_defines_stay) {
    start(basic);
    object("acme:1", ct + "," + element("00200052", "UI", R"("1.2.840.10008.1.4.1.1")"));
    EXPECT_EQ(naturalized("acme:1")["FrameOfReferenceUID"].as_string(), "1.2.840.10008.1.4.1.1");
}

TEST_F(deidentified, patients_of_one_id_at_two_issuers_are_two) {
    start(basic);
    const auto id = [&](const std::string& image, const std::string& elements) {
        object(image, elements);
        return std::string(naturalized(image)["PatientID"].as_string().value_or(""));
    };
    const std::string one = element("00100020", "LO", R"("17")");
    EXPECT_EQ(id("a:1", one), id("a:2", one));
    EXPECT_NE(id("a:3", one + "," + element("00100021", "LO", R"("north")")),
              id("a:4", one + "," + element("00100021", "LO", R"("south")")));
}

TEST_F(deidentified, descriptions_keep_known_words_but_no_part_of_a_name) {
    start(with_descriptors);
    object("acme:1", ct);
    EXPECT_EQ(naturalized("acme:1")["SeriesDescription"].as_string(), "Axial for T1 3mm")
        << "Brain is part of the patient's name";
    object("acme:2", element("0008103E", "LO", R"("KneePro 20200229 555 1234567 müller")"));
    EXPECT_TRUE(naturalized("acme:2")["SeriesDescription"].is_null());
}

TEST_F(deidentified, descriptions_keep_the_words_of_the_site) {
    start(R"({"profile":"basic","options":["clean-descriptors"],"words":["KneePro"],)" + secret + "}");
    object("acme:2", element("0008103E", "LO", R"("KNEEPRO Meier 1.5 T sag")"));
    EXPECT_EQ(naturalized("acme:2")["SeriesDescription"].as_string(), "KNEEPRO 1.5 T sag");
}

TEST_F(deidentified, code_sequences_that_are_cleaned_keep_standard_codes_alone) {
    start(with_descriptors);
    object("acme:1", element("00081084", "SQ",
                             "{" + element("00080100", "SH", R"("38341003")") + "," +
                                 element("00080102", "SH", R"("SCT")") + "," +
                                 element("00080104", "LO", R"("chest Doe")") + "},{" +
                                 element("00080100", "SH", R"("DOE")") + "," +
                                 element("00080102", "SH", R"("99SITE")") + "}"));
    EXPECT_EQ(to_json(naturalized("acme:1")["AdmittingDiagnosesCodeSequence"]),
              R"([{"CodeValue":"38341003","CodingSchemeDesignator":"SCT","CodeMeaning":"chest"}])");
}

TEST_F(deidentified, modules_and_attributes_are_made_of_the_object) {
    start(basic);
    object("acme:1", ct);
    EXPECT_EQ(json("PatientName", "acme:1"), "null");
    EXPECT_EQ(json("00101030", "acme:1"), "(none)");
    EXPECT_THAT(json("patientModule", "acme:1"), Not(HasSubstr("Doe")));
    const value study = ask("generalStudyModule", "acme:1").answer, object = naturalized("acme:1");
    EXPECT_EQ(study["studyInstanceUID"].as_string(), object["StudyInstanceUID"].as_string()) << "mapped once";
    EXPECT_EQ(ask("imagePlaneModule", "acme:1").answer["rows"].as_int(), 4);
}

TEST_F(deidentified, frames_are_de_identified_once) {
    start(with_dates);
    object("acme:1", ct + "," + element("00280008", "IS", "3"));
    const std::string uid = to_json(naturalized("acme:1")["StudyInstanceUID"]);
    EXPECT_EQ(to_json(naturalized("acme:1?frame=2")["StudyInstanceUID"]), uid);
    EXPECT_EQ(to_json(ask("instance", "acme:1?frame=2").answer["StudyInstanceUID"]), uid);
    EXPECT_EQ(to_json(ask("instance", "acme:1?frame=2").answer["StudyDate"]),
              to_json(naturalized("acme:1")["StudyDate"]));
}

TEST_F(deidentified, modules_that_others_answer_by_themselves_are_rewritten) {
    start(with_dates);
    provide("patientModule", "vendor:1",
            R"({"patientId":"P-4711","patientName":{"Alphabetic":"Doe"},"note":"kept"})");
    provide("generalStudyModule", "vendor:1",
            R"({"studyInstanceUID":"1.2.840.99999.1","studyDate":"20200229","studyDescription":"Doe's"})");
    const value patient = ask("patientModule", "vendor:1").answer,
                study = ask("generalStudyModule", "vendor:1").answer;
    EXPECT_TRUE(patient["patientName"].is_null());
    EXPECT_NE(patient["patientId"].as_string(), "P-4711");
    EXPECT_EQ(patient["note"].as_string(), "kept");
    EXPECT_THAT(std::string(study["studyInstanceUID"].as_string().value_or("")),
                testing::StartsWith("2.25."));
    EXPECT_TRUE(study["studyDate"].is_null()) << "how far to move it is not known";
    EXPECT_FALSE(study["studyDescription"]);
}

TEST_F(deidentified, instances_that_others_answer_by_themselves_are_rewritten) {
    start(basic);
    provide("instance", "vendor:2", R"({"PatientName":{"Alphabetic":"Doe"},"Rows":4})");
    EXPECT_TRUE(ask("instance", "vendor:2").answer["PatientName"].is_null());
    EXPECT_EQ(ask("instance", "vendor:2").answer["Rows"].as_int(), 4);
}

TEST_F(deidentified, dicom_json_of_a_file_has_no_file_meta_information) {
    start(basic);
    provide("naturalized", "file:1", R"({"TransferSyntaxUID":"1.2.840.10008.1.2.1","Modality":"CT"})");
    provide("dicomJson", "file:1", R"({"00080060":{"vr":"CS","Value":["CT"]}})");
    const value model = ask("dicomJson", "file:1").answer;
    EXPECT_EQ(to_json(model["00080060"]), R"({"vr":"CS","Value":["CT"]})");
    EXPECT_FALSE(model["00020010"]);
}

TEST_F(deidentified, dicom_json_has_the_same_elements) {
    start(with_both);
    object("acme:1",
           ct + "," + element("00091001", "LO", R"("secret of ACME")") + "," +
               element("00081140", "SQ", "{" + element("00081155", "UI", R"("1.2.840.99999.7")") + "}") +
               "," + element("0040A730", "SQ", "{" + element("0040A160", "UT", R"("Doe said")") + "}"));
    const value model = ask("dicomJson", "acme:1").answer, object = naturalized("acme:1");
    const std::string text = to_json(model);
    for (const char* gone : {"Doe", "4711", "20200229", "ACME", "99999", "Elsewhere"})
        EXPECT_THAT(text, Not(HasSubstr(gone)));
    EXPECT_EQ(to_json(model["00100010"]), R"({"vr":"PN"})");
    EXPECT_EQ(to_json(model["00280010"]), R"({"vr":"US","Value":[4]})");
    EXPECT_EQ(model["0020000D"]["Value"][0].as_string(), object["StudyInstanceUID"].as_string());
    EXPECT_EQ(model["00081140"]["Value"][0]["00081155"]["Value"][0].as_string(),
              object["ReferencedImageSequence"][0]["ReferencedSOPInstanceUID"].as_string());
    EXPECT_EQ(to_json(model["0040A730"]), R"({"vr":"SQ","Value":[{}]})");
    EXPECT_EQ(to_json(model["00120062"]), R"({"vr":"CS","Value":["YES"]})");
    EXPECT_EQ(to_json(model["00120064"]["Value"][0]["00080100"]), R"({"vr":"SH","Value":["113100"]})");
    EXPECT_EQ(to_json(model["0008103E"]), R"({"vr":"LO","Value":["Axial for T1 3mm"]})");
}

TEST_F(deidentified, object_that_changes_is_de_identified_anew) {
    start(basic);
    object("acme:1", ct);
    ASSERT_EQ(naturalized("acme:1")["Rows"].as_int(), 4);
    object("acme:1",
           element("00280010", "US", "6") + "," + element("00100010", "PN", R"({"Alphabetic":"New"})"));
    EXPECT_EQ(naturalized("acme:1")["Rows"].as_int(), 6);
    EXPECT_TRUE(naturalized("acme:1")["PatientName"].is_null());
}

}  // namespace
}  // namespace quoin
