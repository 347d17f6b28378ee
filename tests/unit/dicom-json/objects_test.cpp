// Objects of the DICOM JSON model: order, keys, items, what is no model.
#include "reading.hpp"

#include <written_model.hpp>

#include <gtest/gtest.h>

namespace quoin::dicom_json {
namespace {

std::string naturalized(std::string_view text) {
    return to_json(read(text).naturalized);
}

TEST(objects, attributes_stand_in_the_order_of_their_tags) {
    EXPECT_EQ(naturalized(R"({"00280011":{"vr":"US","Value":[2]},"00080060":{"vr":"CS","Value":["CT"]},)"
                          R"("00280010":{"vr":"US","Value":[1]}})"),
              R"({"Modality":"CT","Rows":1,"Columns":2})");
}

TEST(objects, an_attribute_twice_counts_once) {
    const json_object found =
        read(R"({"00280010":{"vr":"US","Value":[1]},"00280010":{"vr":"US","Value":[2]},)"
             R"("00281203":{"vr":"LO","Value":["twice"]}})");
    EXPECT_EQ(found.naturalized["Rows"].as_int(), 2);
    ASSERT_EQ(found.tolerated.all().size(), 1U);
    EXPECT_EQ(found.tolerated.all()[0].tag, 0x00280010U);
}

TEST(objects, keys_are_those_of_files) {
    EXPECT_EQ(
        naturalized(R"({"00190010":{"vr":"LO","Value":["ACME"]},"00190011":{"vr":"LO","Value":["ACME"]},)"
                    R"("0019100c":{"vr":"IS","Value":[1]},"0019110C":{"vr":"IS","Value":[2]},)"
                    R"("00211001":{"vr":"LO","Value":["nobody's"]},"60020010":{"vr":"US","Value":[8]}})"),
        R"({"00190010":["ACME"],"00190011":["ACME"],"0019xx0C:ACME":[1],"0019110C:ACME":[2],)"
        R"("00211001":["nobody's"],"OverlayRows:6002":8})");
}

/// As in a file.
TEST(objects, the_creator_of_a_block_is_the_first_value_if_that_is_text) {
    const auto key = [](std::string_view creator, std::string_view vr = "LO") {
        const json_object found = read(R"({"00190010":{"vr":")" + std::string(vr) + R"(","Value":)" +
                                       std::string(creator) + R"(},"0019100C":{"vr":"IS","Value":[1]}})");
        return std::string(found.naturalized.member(1).first);
    };
    EXPECT_EQ(key(R"(["ACME"])"), "0019xx0C:ACME");
    EXPECT_EQ(key(R"("ACME")"), "0019xx0C:ACME");
    EXPECT_EQ(key(R"(["ACME",null])"), "0019xx0C:ACME");
    EXPECT_EQ(key(R"(["ACME \\B"])"), "0019xx0C:ACME");
    EXPECT_EQ(key(R"([null,"ACME"])"), "0019100C");
    EXPECT_EQ(key(R"([])"), "0019100C");
    EXPECT_EQ(key(R"(["ACME"])", "SH"), "0019xx0C:ACME");
    EXPECT_EQ(key(R"(["00181063"])", "AT"), "0019100C");
    EXPECT_EQ(key(R"([{"Alphabetic":"ACME"}])", "PN"), "0019100C");
}

TEST(objects, group_lengths_are_left_out) {
    EXPECT_EQ(naturalized(R"({"00080000":{"vr":"UL","Value":[1]},"00280010":{"vr":"US","Value":[1]}})"),
              R"({"Rows":1})");
}

TEST(objects, items_have_creators_of_their_own) {
    EXPECT_EQ(
        naturalized(R"({"00190010":{"vr":"LO","Value":["ACME"]},"00191001":{"vr":"SQ","Value":[)"
                    R"({"00190010":{"vr":"LO","Value":["OTHER"]},"00191002":{"vr":"LO","Value":["x"]}},)"
                    R"({"00191002":{"vr":"LO","Value":["y"]}}]}})"),
        R"({"00190010":["ACME"],"0019xx01:ACME":[{"00190010":["OTHER"],"0019xx02:OTHER":["x"]},{"00191002":["y"]}]})");
}

TEST(objects, what_is_no_attribute_is_left_out_and_said) {
    const json_object found = read(R"({"Rows":1,"00280010":{"vr":"US","Value":[1],"x":2},"00280011":5})");
    EXPECT_EQ(to_json(found.naturalized), R"({"Rows":1,"Columns":null})");
    EXPECT_EQ(found.tolerated.all().size(), 4U) << "also that 00280011 has no representation";
}

TEST(objects, a_finding_names_the_byte_of_the_text) {
    const std::string_view text =
        R"({"00080060":{"vr":"CS","Value":["CT"]},"00280010":{"vr":"US","Value":[-1]}})";
    const json_object found = read(text);
    ASSERT_EQ(found.tolerated.all().size(), 1U);
    EXPECT_EQ(text.substr(found.tolerated.all()[0].offset, 8), "00280010");
}

TEST(objects, escapes_are_read) {
    EXPECT_EQ(
        naturalized(
            R"({"0028\u0030010":{"vr":"US","Value":[1]},"00321060":{"vr":"LO","Value":["a\"\u00e4"]}})"),
        "{\"Rows\":1,\"RequestedProcedureDescription\":\"a\\\"\xC3\xA4\"}");
}

TEST(objects, texts_that_are_nothing_but_an_escape_stay_what_they_are) {
    const auto found =
        read(R"({"00081030":{"vr":"LO","Value":["\n"]},"00080060":{"vr":"CS","Value":["\u0043"]},)"
             R"("00081090":{"vr":"LO","Value":["\u00e9"]},"0010\u0030020":{"vr":"LO","Value":["x"]}})");
    EXPECT_EQ(found.naturalized["StudyDescription"].as_string(), "\n");
    EXPECT_EQ(found.naturalized["Modality"].as_string(), "C");
    EXPECT_EQ(found.naturalized["ManufacturerModelName"].as_string(), "\xC3\xA9");
    EXPECT_EQ(found.naturalized["PatientID"].as_string(), "x");
}

TEST(objects, the_sign_of_the_pixels_decides_what_is_not_said) {
    EXPECT_EQ(read(R"({"00280103":{"vr":"US","Value":[1]},"00280106":{"Value":[-5]}})")
                  .naturalized["SmallestImagePixelValue"]
                  .as_int(),
              -5);
}

TEST(objects, a_sequence_of_group_0002_takes_all_that_is_in_it_out_of_the_model) {
    const json_object odd =
        read(R"({"00020102":{"vr":"SQ","Value":[{"00080005":{"vr":"CS","Value":["a"]},)"
             R"("00020103":{"vr":"SQ","Value":[{"00080008":{"vr":"CS","Value":["b"]}}]}},)"
             R"({"00080008":{"vr":"UI"}}]},"00100020":{"vr":"LO","Value":["c"]}})");
    EXPECT_EQ(to_json(model_of(odd, "acme:1", 0)), R"({"00100020":{"vr":"LO","Value":["c"]}})");
}

TEST(objects, text_that_is_no_json_or_no_utf8_is_refused) {
    EXPECT_THROW(json_tokens(R"({"00280010":)"), error);
    EXPECT_THROW(json_tokens("{} {}"), error);
    const json_tokens damaged("{\"00321060\":{\"vr\":\"LO\",\"Value\":[\"\xFF\"]}}");
    EXPECT_THROW(object_reader(damaged).read(0), error);
    const json_tokens number("5");
    EXPECT_THROW(object_reader(number).read(0), error);
}

TEST(objects, nesting_is_bounded) {
    std::string text = "{}";
    for (int i = 0; i < 400; ++i) text = R"({"0040A730":{"vr":"SQ","Value":[)" + text + "]}}";
    EXPECT_THROW(json_tokens{text}, error);
}

}  // namespace
}  // namespace quoin::dicom_json
