#include "files_fixture.hpp"

#include <dicom_writer/samples.hpp>

#include <algorithm>

namespace quoin {
namespace {

using dicom_writer::bytes;

struct bad_input : files_fixture {
    bytes cut(std::size_t size) const {
        bytes whole = dicom_writer::write(image(7));
        whole.resize(size);
        return whole;
    }
};

TEST_F(bad_input, is_one_line_with_what_and_where) {
    struct {
        const char* name;
        bytes content;
        const char* outcome;
    } cases[] = {
        {"empty.dcm", {}, "format: PATH: is empty (0 bytes), no DICOM file"},
        {"text.dcm", bytes(300, 'x'),
         "format: PATH: no DICOM file: neither 'DICM' at byte 128 nor an element at byte 0"},
        {"preamble.dcm", cut(60),
         "format: PATH: no DICOM file, or cut in the preamble: it ends at byte 60, 'DICM' is due at byte "
         "128"},
        {"dicm.dcm", cut(132),
         "format: PATH: no element can be read: byte 132: no file meta information (group 0002)"},
    };
    for (const auto& [name, content, outcome] : cases) {
        std::string expected = outcome;
        expected.replace(expected.find("PATH"), 4, path(name));
        EXPECT_EQ(command.outcome(write(name, content)), expected);
    }
}

TEST_F(bad_input, nested_ten_thousand_deep) {
    auto tree = image(7);
    tree.append_verbatim(dicom_writer::samples::nested_sequences(10000));
    const std::string outcome = command.outcome(write("deep.dcm", dicom_writer::write(tree)));
    EXPECT_TRUE(outcome.starts_with("limit: " + path("deep.dcm") + ": byte ")) << outcome;
    EXPECT_NE(outcome.find("(0040,A730)"), std::string::npos);
}

TEST_F(bad_input, a_cut_header_answers_with_what_stands_before_and_says_so) {
    const auto tree = image(7);
    const std::size_t at = dicom_writer::offset_of(tree, 0x00280010);
    const std::string file = write("cut.dcm", cut(at + 9));
    const engine::result found = command.get(file);
    EXPECT_EQ(found.answer["Modality"].as_string(), "CT");
    EXPECT_FALSE(found.answer["Rows"]);
    const std::string line =
        "byte " + std::to_string(at) + ", (0028,0010): the length is 2 bytes, but the file ends after 1";
    EXPECT_NE(command.explained(file).find(line), std::string::npos) << command.explained(file);
    ASSERT_FALSE(command.warnings().empty());
    EXPECT_NE(command.warnings().front().find(line), std::string::npos);
    EXPECT_EQ(command.warnings().front().find("id of a patient"), std::string::npos);
}

TEST_F(bad_input, strict_makes_what_is_tolerated_an_error) {
    const files_host strict(works_for::user, R"({"strict":true})");
    const std::string good = write("good.dcm", dicom_writer::write(image(7)));
    EXPECT_EQ(rows(strict.get(good)), 7);
    const std::string outcome =
        strict.outcome(write("bad.dcm", cut(dicom_writer::offset_of(image(7), 0x00280010) + 9)));
    EXPECT_TRUE(outcome.starts_with("format: ")) << outcome;
    EXPECT_NE(outcome.find("(0028,0010)"), std::string::npos);
    EXPECT_NE(outcome.find("config.strict"), std::string::npos);
}

TEST_F(bad_input, pixel_data_that_are_cut_do_not_matter_to_the_header) {
    const auto tree = dicom_writer::samples::ct_image();
    bytes whole = dicom_writer::write(tree);
    whole.resize(dicom_writer::offset_of(tree, 0x7FE00010) + 500);
    EXPECT_EQ(rows(command.get(write("pixels.dcm", whole))), 64);
}

}  // namespace
}  // namespace quoin
