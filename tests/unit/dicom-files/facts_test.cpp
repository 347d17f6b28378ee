#include "files_fixture.hpp"

namespace quoin {
namespace {

struct added_facts : files_fixture {
    static value payload(const dicom_writer::bytes& content) {
        builder made;
        made.add(std::span<const std::uint8_t>(content));
        return made.finish();
    }
};

TEST_F(added_facts, bytes_answer_for_an_image_and_its_frames_until_cleared) {
    EXPECT_EQ(command.add("wadouri:http://s/x?object=1", payload(dicom_writer::write(image(7)))).outcome,
              QUOIN_VALUE);
    EXPECT_EQ(rows(command.get("wadouri:http://s/x?object=1")), 7);
    EXPECT_EQ(rows(command.get("wadouri:http://s/x?object=1&frame=3")), 7);
    EXPECT_EQ(command.outcome("wadouri:http://s/x?object=2"), "pass");
    command.clear("wadouri:http://s/x?object=1&frame=3");
    EXPECT_EQ(command.outcome("wadouri:http://s/x?object=1"), "pass");
}

TEST_F(added_facts, a_path_answers_for_an_image) {
    const std::string file = write("scan.dcm", dicom_writer::write(image(7)));
    EXPECT_EQ(command.add("acme:1#2", value::of(file)).outcome, QUOIN_VALUE);
    EXPECT_EQ(rows(command.get("acme:1")), 7);
    EXPECT_EQ(command.add("acme:2", from_json(R"({"path":")" + file + R"("})")).outcome, QUOIN_VALUE);
    EXPECT_EQ(rows(command.get("acme:2")), 7);
    write("scan.dcm", dicom_writer::write(image(8)));
    EXPECT_EQ(rows(command.get("acme:2")), 8) << "the file is what was added, not what was in it";
}

TEST_F(added_facts, the_last_one_counts_and_all_can_be_cleared) {
    command.add("acme:1", payload(dicom_writer::write(image(7))));
    command.add("acme:1", payload(dicom_writer::write(image(8))));
    command.add("acme:2", payload(dicom_writer::write(image(9))));
    EXPECT_EQ(rows(command.get("acme:1")), 8);
    command.clear("");
    EXPECT_EQ(command.outcome("acme:1"), "pass");
    EXPECT_EQ(command.outcome("acme:2"), "pass");
}

TEST_F(added_facts, what_cannot_be_read_is_refused_at_once) {
    EXPECT_EQ(command.add("acme:1", payload(dicom_writer::bytes(200, 'x'))).outcome, QUOIN_ERROR);
    EXPECT_EQ(command.add("acme:1", value::of(path("missing.dcm"))).outcome, QUOIN_ERROR);
    EXPECT_EQ(command.outcome("acme:1"), "pass");
}

TEST_F(added_facts, of_another_kind_are_passed_on) {
    EXPECT_EQ(command.add("acme:1", from_json(R"({"00280010":{"vr":"US","Value":[5]}})")).outcome,
              QUOIN_PASS);
    EXPECT_EQ(command.add("acme:1", value::of(5)).outcome, QUOIN_PASS);
    EXPECT_EQ(command.add("acme:1", value::of(R"({"00280010":{}})")).outcome, QUOIN_PASS);
}

TEST_F(added_facts, a_server_takes_bytes_but_paths_only_below_its_roots) {
    const std::string file = write("scan.dcm", dicom_writer::write(image(7)));
    files_host server(works_for::server);
    EXPECT_EQ(server.add("acme:1", payload(dicom_writer::write(image(7)))).outcome, QUOIN_VALUE);
    EXPECT_EQ(rows(server.get("acme:1")), 7);
    const engine::result refused = server.add("acme:2", value::of(file));
    EXPECT_EQ(refused.error.code, QUOIN_E_DENIED);
}

TEST_F(added_facts, pixel_data_of_bytes_in_memory_stay_readable) {
    auto tree = image(2);
    tree.numbers(0x7FE00010, "OW", {1, 2, 3, 4});
    command.add("acme:1", payload(dicom_writer::write(tree)));
    const engine::result found = command.get("acme:1");
    command.clear("");
    EXPECT_EQ(found.answer["PixelData"].elements<std::uint16_t>()[3], 4);
}

}  // namespace
}  // namespace quoin
