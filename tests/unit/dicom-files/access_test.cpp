#include "files_fixture.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace quoin {
namespace {

struct access_rules : files_fixture {
    access_rules() {
        inside = write("root/scan.dcm", dicom_writer::write(image(7)));
        outside = write("secret/scan.dcm", dicom_writer::write(image(9)));
    }
    files_host server(const std::string& root) const {
        return files_host(works_for::server, R"({"roots":[")" + root + R"("]})");
    }
    std::string inside, outside;
};

TEST_F(access_rules, a_server_without_roots_reads_nothing_and_says_how_to_change_that) {
    const files_host none(works_for::server);
    for (const std::string& subject : {inside, "dicomfile:" + inside, std::string("/etc/passwd")}) {
        const std::string outcome = none.outcome(subject);
        EXPECT_TRUE(outcome.starts_with("denied: ")) << outcome;
        EXPECT_NE(outcome.find("--set org.quoin.dicom-files.config.roots=[/folder]"), std::string::npos)
            << outcome;
        EXPECT_EQ(outcome.find('\n'), std::string::npos);
    }
}

TEST_F(access_rules, a_server_reads_below_its_roots_alone) {
    const files_host one = server(path("root"));
    EXPECT_EQ(rows(one.get(inside)), 7);
    EXPECT_EQ(rows(one.get("dicomfile:" + inside + "?frame=1")), 7);
    EXPECT_TRUE(one.outcome(outside).starts_with("denied: " + outside)) << one.outcome(outside);
}

TEST_F(access_rules, no_dots_lead_out_of_a_root) {
    const files_host one = server(path("root"));
    for (const std::string& way : {path("root/../secret/scan.dcm"), path("root/./../secret/scan.dcm"),
                                   path("root/none/../../secret/scan.dcm")})
        EXPECT_TRUE(one.outcome(way).starts_with("denied: ")) << one.outcome(way);
    EXPECT_EQ(rows(one.get(path("secret/../root/scan.dcm"))), 7) << "what is inside is inside by any name";
}

TEST_F(access_rules, no_link_leads_out_of_a_root) {
    std::filesystem::create_symlink(outside, path("root/link.dcm"));
    std::filesystem::create_directory_symlink(path("secret"), path("root/folder"));
    std::filesystem::create_symlink(inside, path("root/fine.dcm"));
    const files_host one = server(path("root"));
    EXPECT_TRUE(one.outcome(path("root/link.dcm")).starts_with("denied: "));
    EXPECT_TRUE(one.outcome(path("root/folder/scan.dcm")).starts_with("denied: "));
    EXPECT_EQ(rows(one.get(path("root/fine.dcm"))), 7);
}

TEST_F(access_rules, a_root_that_is_a_link_is_the_folder_it_leads_to) {
    std::filesystem::create_directory_symlink(path("root"), path("alias"));
    const files_host one = server(path("alias"));
    EXPECT_EQ(rows(one.get(path("alias/scan.dcm"))), 7);
    EXPECT_EQ(rows(one.get(inside)), 7);
}

TEST_F(access_rules, a_folder_beside_a_root_with_a_longer_name_is_outside) {
    const std::string beside = write("root2/scan.dcm", dicom_writer::write(image(9)));
    EXPECT_TRUE(server(path("root")).outcome(beside).starts_with("denied: "));
}

TEST_F(access_rules, outside_the_roots_nobody_learns_what_exists) {
    const files_host one = server(path("root"));
    const std::string missing = path("secret/missing.dcm");
    std::string there = one.outcome(outside), absent = one.outcome(missing);
    EXPECT_EQ(there.substr(there.find(outside) + outside.size()),
              absent.substr(absent.find(missing) + missing.size()));
    EXPECT_TRUE(one.outcome(path("root/missing.dcm")).starts_with("not_found: "));
}

TEST_F(access_rules, a_server_does_not_take_words_and_other_schemes_for_paths) {
    write("root/word", dicom_writer::write(image(5)));
    const files_host one = server(path("root"));
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(path("root"));
    EXPECT_EQ(one.outcome("word"), "pass");
    EXPECT_EQ(one.outcome("acme:1"), "pass");
    std::filesystem::current_path(before);
}

TEST_F(access_rules, a_command_reads_what_its_user_may) {
    EXPECT_EQ(rows(command.get(outside)), 9);
}

TEST_F(access_rules, without_permission_it_is_said) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    ::chmod(inside.c_str(), 0);
    EXPECT_EQ(command.outcome(inside), "denied: " + inside + ": no permission to read it");
}

TEST_F(access_rules, folders_and_devices_are_no_files) {
    EXPECT_EQ(command.outcome(path("root")), "io: " + path("root") + ": is a folder, not a file");
    EXPECT_EQ(command.outcome("/dev/null"), "io: /dev/null: is no regular file");
    ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
    EXPECT_EQ(command.outcome(path("fifo")), "io: " + path("fifo") + ": is no regular file")
        << "and nothing waited";
}

#ifdef O_NOATIME
TEST_F(access_rules, looking_at_a_file_is_no_access_that_its_folder_remembers) {
    // Older than the last change: a read would set it, also where it is set once a day only.
    const timespec times[] = {{.tv_sec = 978'307'200, .tv_nsec = 0}, {.tv_sec = 0, .tv_nsec = UTIME_NOW}};
    ASSERT_EQ(::utimensat(AT_FDCWD, inside.c_str(), times, 0), 0);
    EXPECT_EQ(rows(server(path("root")).get(inside)), 7);
    struct stat facts {};
    ASSERT_EQ(::stat(inside.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_atim.tv_sec, times[0].tv_sec);
}
#endif

}  // namespace
}  // namespace quoin
