// Type `warnings`, and strict.
#include "files_fixture.hpp"

namespace quoin {
namespace {

struct warnings : files_fixture {
    std::string damaged() const {
        auto tree = image(7);
        tree.text(0x00181150, "IS", "1A");
        return write("x.dcm", dicom_writer::write(tree));
    }
};

TEST_F(warnings, of_a_sound_file_are_none) {
    EXPECT_EQ(command.json("warnings", write("x.dcm", dicom_writer::write(image(7)))), "[]");
}

TEST_F(warnings, say_where_and_what) {
    const std::string file = damaged();
    auto tree = image(7);
    tree.text(0x00181150, "IS", "1A");
    const std::string at = std::to_string(dicom_writer::offset_of(tree, 0x00181150) + 8);
    EXPECT_EQ(command.json("warnings", file),
              R"([{"offset":)" + at +
                  R"(,"tag":"00181150","what":"no integer string: the value is not a decimal number"}])");
    EXPECT_TRUE(command.get(file).answer["ExposureTime"].is_null()) << "and no number is invented";
}

TEST_F(warnings, what_belongs_to_no_element_has_no_tag) {
    const std::string file = write("x.dcm", dicom_writer::write(image(7), {.preamble = false}));
    const engine::result found = command.get(file, "warnings");
    ASSERT_GE(found.answer.size(), 1U);
    EXPECT_TRUE(found.answer[0]["tag"].is_null());
    EXPECT_NE(command.explained(file).find(*found.answer[0]["what"].as_string()), std::string::npos)
        << "explain has the same line";
}

TEST_F(warnings, beyond_a_hundred_are_counted) {
    std::vector<dicom_writer::data_set> items(120, dicom_writer::data_set{}.text(0x00181150, "IS", "x"));
    auto tree = image(7);
    tree.sequence(0x00081140, items);
    const engine::result found = command.get(write("x.dcm", dicom_writer::write(tree)), "warnings");
    EXPECT_EQ(found.answer.size(), 101U);
    EXPECT_EQ(to_json(found.answer[100]), R"({"offset":null,"tag":null,"what":"and 20 more"})");
}

TEST_F(warnings, are_errors_of_every_type_when_strict) {
    const std::string file = damaged();
    const files_host strict(works_for::user, R"({"strict":true})");
    for (const char* type : {"naturalized", "dicomJson", "warnings"}) {
        const engine::result found = strict.get(file, type);
        EXPECT_EQ(found.error.code, QUOIN_E_FORMAT) << type;
        EXPECT_NE(found.error.message.find("(0018,1150)"), std::string::npos) << found.error.message;
        EXPECT_EQ(found.error.message.find("1A"), std::string::npos) << "values are not for the log";
    }
}

// The header of such a file is read by its offset table, which leads past the damage.
TEST_F(warnings, and_strict_look_at_each_fragment) {
    std::vector<std::vector<dicom_writer::bytes>> frames(8, {dicom_writer::bytes(3000, 1)});
    auto content = dicom_writer::write(
        dicom_writer::data_set{}.text(0x00080060, "CS", "XA").fragments(0x7FE00010, std::move(frames)),
        {.transfer_syntax = std::string(dicom_writer::jpeg_baseline)});
    const std::size_t last_frames = 6 * (3000 + 8) + 8;  // with the delimiter of the sequence
    content[content.size() - last_frames] = 0;
    const std::string file = write("x.dcm", content);
    EXPECT_EQ(*command.get(file).answer["Modality"].as_string(), "XA");
    EXPECT_EQ(command.explained(file).find("fragment"), std::string::npos) << "not seen on the way";
    const engine::result found = command.get(file, "warnings");
    ASSERT_GE(found.answer.size(), 1U);
    EXPECT_EQ(found.answer[0]["what"].as_string(),
              "neither a fragment nor the end of the fragments follows: taken as their end");
    const files_host strict(works_for::user, R"({"strict":true})");
    EXPECT_EQ(strict.get(file, "naturalized").error.code, QUOIN_E_FORMAT);
}

}  // namespace
}  // namespace quoin
