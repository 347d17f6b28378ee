#include "trace_privacy.hpp"

#include "trace_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <quoin/json.hpp>

namespace quoin::cli {

using ::testing::HasSubstr;
using ::testing::Not;

namespace {
const std::vector<std::string> given{"/data/scan.dcm", "scan 7.dcm", "com.acme.truth"};
}

TEST(PlainWords, what_the_host_and_the_built_in_plugins_say_stays) {
    for (const char* const text : {
             "NumberOfFrames is no number above 0: the per-frame items are "
             "counted",
             "PixelSpacing says it is corrected but equals ImagerPixelSpacing",
             "(0028,0030) elements are not in the order of their tags",
             "no answer within its timeout of 50 ms (timeout_ms in the manifest)",
             "bytes that are no characters of the character set",
             "answered, but gave no value",
             "the imageId names two different frames",
             "SOPInstanceUID is missing; a UID is needed",
             "the scale is 0.5",
             "cannot open /data/scan.dcm: No such file or directory",
             "dicomfile:/data/scan.dcm?frame=2 is not thread-safe",
             "instance of scan 7.dcm [com.acme.truth] -> rows of scan 7.dcm",
         })
        EXPECT_EQ(plain_words(text, given), text);
}

TEST(PlainWords, names_identifiers_dates_times_and_uids_do_not) {
    for (const char* const secret : {"Doe",
                                     "DOE",
                                     "Doe^Jane",
                                     "DOE^JANE^^Dr",
                                     "Jane",
                                     "McDonald",
                                     "DeVries",
                                     "O'Brien",
                                     "M\xC3\xBCller",
                                     "\xE5\xB1\xB1\xE7\x94\xB0",
                                     "PAT-4711",
                                     "ID12345",
                                     "4711-08",
                                     "12345",
                                     "19620304",
                                     "1962-03-04",
                                     "04.03.1962",
                                     "03/04/1962",
                                     "101530.123456",
                                     "10:15:30",
                                     "062Y",
                                     "1.2.840.113619.2.55",
                                     "2.25.329800735698586629",
                                     "QX7",
                                     "/home/doe/ct1.dcm",
                                     "doe_jane",
                                     "jane.doe@example.org",
                                     "id=12345",
                                     "name=Doe",
                                     "x^y"}) {
        const std::string shown = plain_words("the value (" + std::string(secret) + ") is odd", given);
        EXPECT_EQ(shown, "the value ([..]) is odd") << secret;
    }
}

TEST(PlainWords, several_in_a_row_are_one) {
    EXPECT_EQ(plain_words("patient Jane Mary DOE was born", given), "patient [..] was born");
}

TEST(PlainWords, a_subject_is_not_looked_for_inside_a_word) {
    const std::vector<std::string> one{"Do"};
    EXPECT_EQ(plain_words("Doe Do", one), "[..] Do");
}

namespace {

constexpr const char* planted =
    R"({"type":"plane","subjects":["/data/scan.dcm"],"outcome":"answered","ns":5,
  "kept":false,"asked":[{"provider":"com.acme.truth","priority":3,"priorityOrigin":"quoin.yaml:7","outcome":"answered","ns":4,
    "notes":["patient Doe^Jane, born 19620304","spacing assumed"],
    "error":{"code":"io","message":"PAT-4711 is gone","provider":"com.acme.truth","type":"instance","subject":"1.2.840.99.1"},
    "facts":[{"type":"instance","subject":"1.2.840.99.1","since":"12:00"},{"fact":"outside","name":"/archive/DOE_JANE/ct1.dcm","since":"12:00"},{"fact":"outside","name":"/mnt/data/scan.dcm","since":"2026-11-25T18:04:05.123Z"}],
    "queries":[
      {"type":"instance","subjects":["1.2.840.99.1"],"outcome":"answered","ns":3,"asked":[],"value":{"PatientName":"Roe^Rich"}},
      {"type":"rows","subjects":["dicomfile:/data/scan.dcm?frame=2","1.2.840.99.1","Doe^Jane"],"outcome":"none","ns":3,"asked":[]},
      {"type":"1.2.840.99.2","subjects":["/data/scan.dcm"],"outcome":"none","ns":3,"asked":[]}]}],
  "notAsked":["org.quoin.frames"],
  "value":{"PatientName":"Roe^Rich","PatientID":"XYZ"}})";

}

TEST(TracePrivacy, planted_names_identifiers_dates_and_uids_are_in_neither_form) {
    const value shown = without_patient_data(from_json(planted));
    for (const std::string& text : {to_json(shown), to_tree(shown)})
        for (const char* const secret :
             {"Doe", "DOE", "Jane", "JANE", "Roe", "Rich", "XYZ", "4711", "1962", "1.2.840"})
            EXPECT_THAT(text, Not(HasSubstr(secret)));
}

TEST(TracePrivacy, what_explains_stays) {
    const value shown = without_patient_data(from_json(planted));
    EXPECT_EQ(shown["subjects"][0].as_string(), "/data/scan.dcm");
    const view step = shown["asked"][0];
    EXPECT_EQ(step["priorityOrigin"].as_string(), "quoin.yaml:7");
    EXPECT_EQ(step["ns"].as_int(), 4);
    EXPECT_EQ(step["notes"][0].as_string(), "patient [..], born [..]");
    EXPECT_EQ(step["notes"][1].as_string(), "spacing assumed");
    EXPECT_EQ(step["error"]["code"].as_string(), "io");
    EXPECT_EQ(shown["notAsked"][0].as_string(), "org.quoin.frames");
    EXPECT_EQ(step["facts"][2]["since"].as_string(), "2026-11-25T18:04:05.123Z");
    EXPECT_FALSE(shown["value"]);
}

TEST(TracePrivacy, a_subject_made_of_what_was_given_or_a_part_of_it_stays) {
    const value shown = without_patient_data(from_json(
        R"({"type":"t","subjects":["dicomfile:/a/doe.dcm?frame=2","b.dcm"],"asked":[],
        "facts":[{"name":"/a/doe.dcm"},{"name":"/home/jane/b.dcm"},{"name":"oe.dcm"},{"name":"b.dcm?frame=9"}]})"));
    EXPECT_EQ(
        to_json(shown["facts"]),
        R"([{"name":"/a/doe.dcm"},{"name":"../b.dcm"},{"name":"[subject 1]"},{"name":"b.dcm?frame=9"}])");
}

TEST(TracePrivacy, other_subjects_are_numbered_so_that_the_same_one_is_known_again) {
    const value shown = without_patient_data(from_json(planted));
    const view queries = shown["asked"][0]["queries"];
    EXPECT_EQ(queries[0]["subjects"][0].as_string(), shown["asked"][0]["error"]["subject"].as_string());
    EXPECT_THAT(
        to_json(queries[1]["subjects"]),
        ::testing::MatchesRegex(
            R"re(\["dicomfile:/data/scan.dcm\?frame=2","\[subject [0-9]\]","\[subject [0-9]\]"\])re"));
    EXPECT_EQ(queries[1]["subjects"][1].as_string(), queries[0]["subjects"][0].as_string());
    EXPECT_NE(queries[1]["subjects"][2].as_string(), queries[0]["subjects"][0].as_string());
}

TEST(TracePrivacy, what_is_not_known_is_taken_for_free_text) {
    const value shown = without_patient_data(
        from_json(R"({"type":"t","subjects":["s"],"asked":[],"later":{"deeper":["Doe"],"count":3}})"));
    EXPECT_EQ(to_json(shown["later"]), R"({"deeper":["[..]"],"count":3})");
}

}  // namespace quoin::cli
