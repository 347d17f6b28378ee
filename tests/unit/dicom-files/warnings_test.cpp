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

}  // namespace
}  // namespace quoin
