// Type `dicomJson` of files and of bytes in memory.
#include "files_fixture.hpp"

#include <dicom_writer/samples.hpp>

#include <algorithm>

namespace quoin {
namespace {

struct dicom_json : files_fixture {
    /// One element of the model of a data set.
    std::string element(const dicom_writer::data_set& tree, const std::string& tag,
                        std::string_view config = "{}") const {
        const files_host host(works_for::user, config);
        const engine::result found = host.get(write("x.dcm", dicom_writer::write(tree)), "dicomJson");
        return found.outcome == QUOIN_VALUE ? to_json(found.answer[tag]) : found.error.message;
    }
};

TEST_F(dicom_json, of_every_representation) {
    const auto tree = dicom_writer::samples::every_vr();
    EXPECT_EQ(element(tree, "00080054"), R"({"vr":"AE","Value":["QUOIN"]})");
    EXPECT_EQ(element(tree, "00280009"), R"({"vr":"AT","Value":["00181063","7FE00010"]})");
    EXPECT_EQ(element(tree, "00280030"), R"({"vr":"DS","Value":[0.488281,0.15]})");
    EXPECT_EQ(element(tree, "00200013"), R"({"vr":"IS","Value":[-12,34]})");
    EXPECT_EQ(element(tree, "00189073"), R"({"vr":"FD","Value":[3.141592653589793,-1e+300]})");
    EXPECT_EQ(element(tree, "001021B0"),
              R"({"vr":"LT","Value":["Several lines,\r\nwith a \\ that separates nothing."]})");
    EXPECT_EQ(
        element(tree, "00100010"),
        R"({"vr":"PN","Value":[{"Alphabetic":"Sample^Quoin","Ideographic":"Ideo^Graphic","Phonetic":"Pho^Netic"}]})");
    EXPECT_EQ(element(tree, "00281201"), R"({"vr":"OW","InlineBinary":"AgH+/w=="})");
    EXPECT_EQ(element(tree, "00282000"), R"({"vr":"OB","InlineBinary":"AQL/AA=="})");
    EXPECT_EQ(element(tree, "00720082"), R"({"vr":"SV","Value":[-9223372036854775808,9007199254740993]})");
    EXPECT_EQ(element(tree, "00720083"), R"({"vr":"UV","Value":["18446744073709551615",1]})");
    EXPECT_EQ(element(tree, "00091001"), R"({"vr":"UN","InlineBinary":"3q2+7w=="})");
    EXPECT_EQ(
        element(tree, "00081140"),
        R"({"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["2.25.314159265358979323846264338327951001"]}},{}]})");
}

TEST_F(dicom_json, leaves_out_file_meta_information_and_group_lengths) {
    auto tree = image(7);
    tree.numbers(0x00080000, "UL", {10});
    const std::string file = write("x.dcm", dicom_writer::write(tree));
    EXPECT_EQ(command.json("dicomJson", file),
              R"({"00080060":{"vr":"CS","Value":["CT"]},"00100020":{"vr":"LO","Value":["id of a patient"]},)"
              R"("00280010":{"vr":"US","Value":[7]}})");
}

TEST_F(dicom_json, what_is_empty_has_no_value) {
    EXPECT_EQ(element(image(1).empty(0x00100030, "DA"), "00100030"), R"({"vr":"DA"})");
    EXPECT_EQ(element(image(1).empty(0x00281201, "OW"), "00281201"), R"({"vr":"OW"})");
    EXPECT_EQ(element(image(1).sequence(0x00081140, {}), "00081140"), R"({"vr":"SQ"})");
    EXPECT_EQ(element(image(1).text(0x00080008, "CS", "A\\\\B"), "00080008"),
              R"({"vr":"CS","Value":["A",null,"B"]})");
}

TEST_F(dicom_json, the_sign_of_the_pixels_decides_what_implicit_vr_leaves_open) {
    auto tree = image(1);
    tree.numbers(0x00280103, "US", {1}).numbers(0x00280106, "SS", {-5}).numbers(0x00280120, "SS", {5});
    const std::string file = write(
        "x.dcm",
        dicom_writer::write(tree, {.transfer_syntax = std::string(dicom_writer::implicit_vr_little_endian)}));
    const engine::result found = command.get(file, "dicomJson");
    EXPECT_EQ(to_json(found.answer["00280106"]), R"({"vr":"SS","Value":[-5]})");
    EXPECT_EQ(to_json(found.answer["00280120"]), R"({"vr":"SS","Value":[5]})");
}

TEST_F(dicom_json, words_that_the_file_has_as_numbers_are_numbers) {
    auto tree = image(1);
    tree.sequence(0x00283000, {dicom_writer::data_set{}.numbers(0x00283006, "US", {1, 65535})});
    EXPECT_EQ(element(tree, "00283000"),
              R"({"vr":"SQ","Value":[{"00283006":{"vr":"US","Value":[1,65535]}}]})");
}

/// PS3.5 A.4. As words, a reader of the JSON would take the fragments for pixels.
TEST_F(dicom_json, encapsulated_pixel_data_are_bytes_also_where_the_file_says_words) {
    dicom_writer::bytes content = dicom_writer::write(image(1).fragments(0x7FE00010, {{{1, 2, 3, 4}}}),
                                                      {.transfer_syntax = "1.2.840.10008.1.2.4.70"});
    const std::string stated("\xE0\x7F\x10\0OB", 6);
    const auto at = std::search(content.begin(), content.end(), stated.begin(), stated.end(),
                                [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); });
    ASSERT_NE(at, content.end());
    at[5] = 'W';
    const files_host host(works_for::user, "{}");
    const engine::result found = host.get(write("x.dcm", content), "dicomJson");
    EXPECT_EQ(to_json(found.answer["7FE00010"]),
              R"({"vr":"OB","InlineBinary":"/v8A4AQAAAAAAAAA/v8A4AQAAAABAgME/v/d4AAAAAA="})");
}

TEST_F(dicom_json, pixel_data_of_a_representation_that_has_numbers_are_bytes) {
    EXPECT_EQ(element(image(1).numbers(0x7FE00010, "SV", {1}), "7FE00010"),
              R"({"vr":"OB","InlineBinary":"AQAAAAAAAAA="})");
}

TEST_F(dicom_json, large_values_are_referred_to) {
    auto tree = image(1);
    tree.raw(0x00282000, "OB", dicom_writer::bytes(64, 1));
    EXPECT_EQ(element(tree, "00282000", R"({"inline_bytes":63})"),
              R"({"vr":"OB","BulkDataURI":"quoin:bulkdata/00282000?of=)" + path("x.dcm") + R"("})");
    EXPECT_NE(element(tree, "00282000", R"({"inline_bytes":64})").find("InlineBinary"), std::string::npos);
    EXPECT_NE(files_host(works_for::user, R"({"inline_bytes":-1})").refused().find("inline_bytes"),
              std::string::npos);
}

TEST_F(dicom_json, the_path_to_a_large_value_in_an_item_is_in_its_uri) {
    auto tree = image(1);
    const auto inner = dicom_writer::data_set{}.raw(0x00282000, "OB", dicom_writer::bytes(2000, 1));
    tree.sequence(0x00880200, {dicom_writer::data_set{}, inner});
    EXPECT_EQ(
        element(tree, "00880200"),
        R"({"vr":"SQ","Value":[{},{"00282000":{"vr":"OB","BulkDataURI":"quoin:bulkdata/00880200/1/00282000?of=)" +
            path("x.dcm") + R"("}}]})");
}

TEST_F(dicom_json, a_large_value_that_stays_in_the_file_is_read_where_it_is_to_be_inline) {
    auto tree = image(1);
    tree.numbers(0x7FE00010, "OW", {1, 2, 3});
    EXPECT_EQ(element(tree, "7FE00010"), R"({"vr":"OW","InlineBinary":"AQACAAMA"})");
    const std::string big = write(
        "big.dcm",
        dicom_writer::write(tree, {.transfer_syntax = std::string(dicom_writer::explicit_vr_big_endian)}));
    EXPECT_EQ(to_json(command.get(big, "dicomJson").answer["7FE00010"]),
              R"({"vr":"OW","InlineBinary":"AQACAAMA"})")
        << "little endian, whatever the file";
}

TEST_F(dicom_json, of_bytes_in_memory_names_the_image) {
    auto tree = image(1);
    tree.raw(0x00282000, "OB", dicom_writer::bytes(2000, 1));
    const dicom_writer::bytes content = dicom_writer::write(tree);
    builder payload;
    payload.add(std::span<const std::uint8_t>(content));
    command.add("acme:1", payload.finish());
    EXPECT_EQ(to_json(command.get("acme:1#1", "dicomJson").answer["00282000"]),
              R"({"vr":"OB","BulkDataURI":"quoin:bulkdata/00282000?of=acme%3A1"})");
}

TEST_F(dicom_json, a_damaged_file_gives_what_stands_before_the_damage) {
    const std::string file = write(
        "cut.dcm", dicom_writer::write(image(7), {.cut_at = dicom_writer::offset_of(image(7), 0x00280010)}));
    const std::string model = command.json("dicomJson", file);
    EXPECT_NE(model.find("00100020"), std::string::npos);
    EXPECT_EQ(model.find("00280010"), std::string::npos);
}

}  // namespace
}  // namespace quoin
