#include "reading.hpp"

#include <gtest/gtest.h>
#include <dicom_writer/samples.hpp>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::write_options;

/// The transfer syntax of pixels that are not compressed.
std::string_view native(dicom_writer::encoding of) {
    return of == dicom_writer::encoding::implicit_little ? dicom_writer::implicit_vr_little_endian
           : of == dicom_writer::encoding::explicit_big  ? dicom_writer::explicit_vr_big_endian
                                                         : dicom_writer::explicit_vr_little_endian;
}

std::vector<std::string> all_syntaxes() {
    std::vector<std::string> out;
    for (const auto& one : dicom_writer::transfer_syntaxes())
        if (!one.encapsulated) out.emplace_back(one.uid);
    return out;
}

TEST(transfer_syntaxes, every_syntax_gives_the_same_object) {
    const std::string expected = data_set_json(read(some_data_set()));
    EXPECT_NE(expected.find("\"Rows\":64"), std::string::npos);
    EXPECT_NE(expected.find("\"SmallestImagePixelValue\":-5"), std::string::npos);
    for (const std::string& uid : all_syntaxes())
        for (const auto sequence : {dicom_writer::length_form::defined, dicom_writer::length_form::undefined})
            for (const auto item :
                 {dicom_writer::length_form::defined, dicom_writer::length_form::undefined}) {
                const object found =
                    read(some_data_set(), {.transfer_syntax = uid, .form = {sequence, item}});
                EXPECT_EQ(data_set_json(found), expected) << uid;
                EXPECT_EQ(found.said(), "") << uid;
                EXPECT_EQ(found["TransferSyntaxUID"].as_string(), uid);
            }
}

TEST(transfer_syntaxes, of_a_data_set_that_begins_with_a_group_length) {
    // In big endian its bytes are in little endian those of group 0800, with 1,024 bytes that may well be there.
    const auto rest = some_data_set().text(0x00204000, "LT", std::string(1024, 'x'));
    const auto tree = dicom_writer::data_set(rest).numbers(0x00080000, "UL", {308});
    const std::string expected = data_set_json(read(rest));
    for (const std::string& uid : all_syntaxes()) {
        const object found = read(tree, {.transfer_syntax = uid});
        EXPECT_EQ(data_set_json(found), expected) << uid;
        EXPECT_EQ(found.said(), "") << uid;
        if (dicom_writer::encoding_of(uid) == dicom_writer::encoding::deflated_explicit_little) continue;
        EXPECT_EQ(data_set_json(read(tree, {.transfer_syntax = uid, .transfer_syntax_element = false})),
                  expected)
            << uid;
        EXPECT_EQ(data_set_json(read(tree, {.transfer_syntax = uid, .preamble = false, .meta = false})),
                  expected)
            << uid;
    }
}

TEST(transfer_syntaxes, hold_where_the_first_element_may_be_either) {
    // (2000,0010) of a film session in little endian is (0020,1000) in big endian, of another length.
    const auto tree = dicom_writer::data_set{}
                          .text(0x20000010, "IS", "3 ")
                          .text(0x20000020, "CS", "HIGH")
                          .text(0x20000050, "LO", std::string(64, 'x'))
                          .numbers(0x7FE00010, "OW", std::vector<int>(1024, 7));
    for (const bool stated : {true, false}) {
        const object found = read(tree, {.transfer_syntax_element = stated});
        EXPECT_EQ(found.json("NumberOfCopies"), "3");
        EXPECT_EQ(found.json("PrintPriority"), R"("HIGH")");
    }
}

TEST(transfer_syntaxes, are_told_by_more_than_one_element_that_follows) {
    // Where the value of group 0800 would end in little endian, an element of group 0010 begins: 1000 in little endian.
    const auto tree = dicom_writer::data_set{}
                          .numbers(0x00080000, "UL", {1020})
                          .text(0x00080081, "ST", std::string(1012, 'x'))
                          .text(0x00100020, "LO", "12")
                          .text(0x00100040, "CS", "O")
                          .numbers(0x00280010, "US", {64});
    const std::string uid(dicom_writer::explicit_vr_big_endian);
    for (const bool bare : {true, false}) {
        const object found = bare ? read(tree, {.transfer_syntax = uid, .preamble = false, .meta = false})
                                  : read(tree, {.transfer_syntax = uid, .transfer_syntax_element = false});
        EXPECT_EQ(found["Rows"].as_int(), 64) << found.said();
        EXPECT_EQ(found.json("PatientID"), R"("12")");
        EXPECT_EQ(found["detectedTransferSyntaxUID"].as_string(), uid);
    }
}

TEST(transfer_syntaxes, from_a_file_as_from_memory) {
    const scratch_folder folder;
    for (const std::string& uid : all_syntaxes()) {
        const auto bytes = dicom_writer::write(dicom_writer::samples::ct_image(), {.transfer_syntax = uid});
        EXPECT_EQ(data_set_json(read_file(folder.file("ct.dcm", bytes))), data_set_json(read_bytes(bytes)))
            << uid;
    }
}

TEST(transfer_syntaxes, every_representation_reads_alike) {
    const std::string expected = data_set_json(read(dicom_writer::samples::every_vr()));
    for (const std::string& uid : all_syntaxes()) {
        if (uid == dicom_writer::implicit_vr_little_endian) continue;  // a private element loses its VR there
        EXPECT_EQ(data_set_json(read(dicom_writer::samples::every_vr(), {.transfer_syntax = uid})), expected)
            << uid;
    }
}

TEST(transfer_syntaxes, encapsulated_and_private_ones_are_explicit_little_endian) {
    for (const std::string uid : {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.5", "1.2.3.4.5.6"}) {
        const object found = read(some_data_set(), {.transfer_syntax = uid});
        EXPECT_EQ(found["Rows"].as_int(), 64) << uid;
        EXPECT_EQ(found.said(), "");
    }
}

TEST(transfer_syntaxes, a_wrong_one_is_seen_by_the_first_element_and_said) {
    const std::string expected = data_set_json(read(some_data_set()));
    using dicom_writer::encoding;
    struct lie {
        std::string_view uid;
        encoding truth;
    };
    for (const auto& [uid, truth] :
         {lie{dicom_writer::implicit_vr_little_endian, encoding::explicit_little},
          lie{dicom_writer::explicit_vr_little_endian, encoding::implicit_little},
          lie{dicom_writer::explicit_vr_big_endian, encoding::explicit_little},
          lie{dicom_writer::explicit_vr_little_endian, encoding::explicit_big},
          lie{dicom_writer::deflated_explicit_vr_little_endian, encoding::explicit_little}}) {
        const object found =
            read(some_data_set(), {.transfer_syntax = std::string(uid), .written_as = truth});
        EXPECT_EQ(data_set_json(found), expected) << uid;
        EXPECT_NE(found.said().find("(0002,0010): the transfer syntax says "), std::string::npos)
            << found.said();
        EXPECT_EQ(found["TransferSyntaxUID"].as_string(), uid) << "what the file states is not changed";
        EXPECT_EQ(found["detectedTransferSyntaxUID"].as_string(), native(truth));
    }
}

TEST(transfer_syntaxes, a_missing_one_is_detected_and_said) {
    const std::string expected = data_set_json(read(some_data_set()));
    for (const std::string& uid : all_syntaxes()) {
        if (dicom_writer::encoding_of(uid) == dicom_writer::encoding::deflated_explicit_little) {
            const object found =
                read(some_data_set(), {.transfer_syntax = uid, .transfer_syntax_element = false});
            EXPECT_NE(found.said().find("no element that can be recognised"), std::string::npos)
                << found.said();
            EXPECT_FALSE(found["Rows"]) << "nothing tells that it is deflated";
            continue;
        }
        const object found =
            read(some_data_set(), {.transfer_syntax = uid, .transfer_syntax_element = false});
        EXPECT_EQ(data_set_json(found), expected) << uid;
        EXPECT_NE(found.said().find("(0002,0010): no transfer syntax; it looks like"), std::string::npos);
        EXPECT_FALSE(found["TransferSyntaxUID"]) << "nothing is said in the name of the file";
        EXPECT_EQ(found["detectedTransferSyntaxUID"].as_string(), native(dicom_writer::encoding_of(uid)))
            << uid;
    }
}

TEST(transfer_syntaxes, of_fragments_are_not_detected) {
    const dicom_writer::data_set tree = some_data_set().fragments(0x7FE00010, {{{1, 2}}});
    const object found = read(tree, {.transfer_syntax = std::string(dicom_writer::jpeg_baseline),
                                     .transfer_syntax_element = false});
    EXPECT_TRUE(found["PixelData"]);
    EXPECT_FALSE(found["detectedTransferSyntaxUID"])
        << "the elements are explicit; the pixels may be anything";
}

TEST(transfer_syntaxes, that_are_right_are_not_detected) {
    for (const std::string& uid : all_syntaxes())
        EXPECT_FALSE(read(some_data_set(), {.transfer_syntax = uid})["detectedTransferSyntaxUID"]) << uid;
}

TEST(transfer_syntaxes, implicit_vr_takes_the_sign_from_the_data_set_around) {
    auto item = dicom_writer::data_set{}.numbers(0x00283002, "SS", {-3, -10, 16});
    auto tree = dicom_writer::data_set{}.numbers(0x00280103, "US", {1}).sequence(0x00283000, {item});
    const std::string uid(dicom_writer::implicit_vr_little_endian);
    EXPECT_EQ(read(tree, {.transfer_syntax = uid}).json("ModalityLUTSequence"),
              R"([{"LUTDescriptor":[-3,-10,16]}])");
    tree.numbers(0x00280103, "US", {0});
    EXPECT_EQ(read(tree, {.transfer_syntax = uid}).json("ModalityLUTSequence"),
              R"([{"LUTDescriptor":[65533,65526,16]}])");
}

TEST(deflated, with_bytes_behind_it_says_so) {
    auto whole = dicom_writer::write(
        some_data_set(), {.transfer_syntax = std::string(dicom_writer::deflated_explicit_vr_little_endian)});
    const std::string before = read_bytes(whole).said();
    whole.insert(whole.end(), 14, std::uint8_t{7});
    const object found = read_bytes(whole);
    EXPECT_EQ(before, "");
    EXPECT_NE(found.said().find("bytes follow the deflated data set: left out"), std::string::npos)
        << found.said();
}

TEST(deflated, that_grows_without_bound_is_refused) {
    auto tree = some_data_set();
    tree.text(0x00204000, "LT", std::string(10000, 'x'));
    const auto bytes = dicom_writer::write(
        tree, {.transfer_syntax = std::string(dicom_writer::deflated_explicit_vr_little_endian)});
    EXPECT_EQ(read_bytes(bytes)["ImageComments"].as_string()->size(), 10000U);
    try {
        read_bytes(bytes, {.inflated_bytes = 5000});
        FAIL() << "read";
    } catch (const read_error& e) {
        EXPECT_EQ(e.why(), read_error::kind::limit);
        EXPECT_NE(std::string(e.what()).find("max_inflated_bytes"), std::string::npos) << e.what();
    }
}

TEST(deflated, a_header_of_nothing_but_repetition_is_refused_before_it_fills_the_memory) {
    auto tree = some_data_set();
    tree.text(0x0040A160, "UT", std::string(20'000'000, 'x'));
    const auto bytes = dicom_writer::write(
        tree, {.transfer_syntax = std::string(dicom_writer::deflated_explicit_vr_little_endian)});
    ASSERT_LT(bytes.size(), 100'000U);
    EXPECT_NE(refusal(bytes).find("inflates to more than the limits allow"), std::string::npos)
        << refusal(bytes);
}

TEST(deflated, pixel_data_may_deflate_as_they_like) {
    auto tree = some_data_set();
    tree.raw(0x7FE00010, "OW", std::vector<std::uint8_t>(20'000'000, 0));
    const auto bytes = dicom_writer::write(
        tree, {.transfer_syntax = std::string(dicom_writer::deflated_explicit_vr_little_endian)});
    const object found = read_bytes(bytes);
    EXPECT_EQ(found["PixelData"].size(), 10'000'000U);
    EXPECT_EQ(found.said(), "");
}

TEST(deflated, cut_gives_what_could_be_inflated) {
    auto tree = some_data_set();
    for (std::uint32_t i = 0; i < 200; ++i)
        tree.text(0x00091000 + i, "LO",
                  std::to_string(i * 7919 % 1000) + " of private text that deflates a bit");
    auto bytes = dicom_writer::write(
        tree, {.transfer_syntax = std::string(dicom_writer::deflated_explicit_vr_little_endian)});
    bytes.resize(bytes.size() - bytes.size() / 4);
    const object found = read_bytes(bytes);
    EXPECT_EQ(found["Modality"].as_string(), "CT");
    EXPECT_NE(found.said().find("the deflated data set is cut or damaged"), std::string::npos)
        << found.said();
}

}  // namespace
}  // namespace quoin::dicom::tests
