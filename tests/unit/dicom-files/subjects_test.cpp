#include "files_fixture.hpp"

#include <dicom/file_subject.hpp>

#include <filesystem>

namespace quoin {
namespace {

using dicom::without_frame;

TEST(frame_part, is_taken_off) {
    EXPECT_EQ(without_frame("dicomfile:/a/b.dcm"), "dicomfile:/a/b.dcm");
    EXPECT_EQ(without_frame("dicomfile:/a/b.dcm?frame=12"), "dicomfile:/a/b.dcm");
    EXPECT_EQ(without_frame("dicomfile:/a/b.dcm?frame=1#anything"), "dicomfile:/a/b.dcm");
    EXPECT_EQ(without_frame("/a/b.dcm#3"), "/a/b.dcm");
    EXPECT_EQ(without_frame("/a/b.dcm/frames/3"), "/a/b.dcm");
    EXPECT_EQ(without_frame("wadouri:http://s/x?object=1&frame=2"), "wadouri:http://s/x?object=1");
    EXPECT_EQ(without_frame("wadouri:http://s/x?frame=2&object=1"), "wadouri:http://s/x?object=1");
    EXPECT_EQ(without_frame("wadouri:http://s/x?object=1&frame=2&b=3"), "wadouri:http://s/x?object=1&b=3");
    EXPECT_EQ(without_frame("wadors:http://s/instances/1/frames/7"), "wadors:http://s/instances/1");
}

TEST(frame_part, what_only_looks_like_one_stays) {
    for (const char* one :
         {"/a/b#x.dcm", "/a/b.dcm?frame=", "/a/b.dcm?frame=x", "/a/frames/b", "/a/b.dcm#", "x?frame=1y"})
        EXPECT_EQ(without_frame(one), one);
}

struct subjects : files_fixture {};

TEST_F(subjects, a_file_is_a_subject_with_and_without_scheme) {
    const std::string file = write("scan.dcm", dicom_writer::write(image(7)));
    for (const std::string& subject :
         {file, "dicomfile:" + file, "dicomfile:" + file + "?frame=2", file + "?frame=2", file + "&frame=2",
          file + "/frames/2", file + "#2", "dicomfile:" + file + "#note"})
        EXPECT_EQ(rows(command.get(subject)), 7) << subject;
}

TEST_F(subjects, a_file_of_exactly_that_name_wins) {
    write("scan.dcm", dicom_writer::write(image(7)));
    const std::string odd = write("scan.dcm?frame=2", dicom_writer::write(image(9)));
    EXPECT_EQ(rows(command.get(odd)), 9);
    EXPECT_EQ(rows(command.get("dicomfile:" + odd)), 9);
    EXPECT_EQ(rows(command.get(path("scan.dcm?frame=3"))), 7);
    EXPECT_EQ(rows(command.get(write("pet:ct#1", dicom_writer::write(image(11))))), 11);
}

TEST_F(subjects, relative_paths_and_bare_names_are_files_where_they_exist) {
    write("word", dicom_writer::write(image(5)));
    write("odd:name", dicom_writer::write(image(6)));
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder);
    EXPECT_EQ(rows(command.get("word")), 5);
    EXPECT_EQ(rows(command.get("word?frame=1")), 5);
    EXPECT_EQ(rows(command.get("./word")), 5);
    EXPECT_EQ(rows(command.get("odd:name")), 6);
    std::filesystem::current_path(before);
}

TEST_F(subjects, what_is_not_ours_is_passed_on) {
    for (const char* subject :
         {"wadors:http://server/studies/1", "wadouri:http://server/x.dcm", "acme:1", "word", "1"})
        EXPECT_EQ(command.outcome(subject), "pass") << subject;
}

TEST_F(subjects, a_path_that_does_not_exist_is_named) {
    const std::string missing = path("missing.dcm");
    EXPECT_EQ(command.outcome(missing), "not_found: " + missing + ": no such file");
    EXPECT_EQ(command.outcome("dicomfile:" + missing + "?frame=3"),
              "not_found: " + missing + ": no such file");
    EXPECT_EQ(command.outcome("missing.dcm"), "not_found: missing.dcm: no such file");
    EXPECT_EQ(command.outcome("dicomfile:"),
              "invalid: the subject names no file: dicomfile:PATH is expected");
}

TEST_F(subjects, a_file_that_changed_is_read_again) {
    const std::string file = write("scan.dcm", dicom_writer::write(image(7)));
    EXPECT_EQ(rows(command.get(file)), 7);
    write("scan.dcm", dicom_writer::write(image(8)));
    EXPECT_EQ(rows(command.get(file)), 8);
}

}  // namespace
}  // namespace quoin
