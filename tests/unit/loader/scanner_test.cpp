// The program that reads libraries in processes of its own: where it is missing, unsafe, or does not do its work.
#include "plain_user.hpp"
#include "plugin_folder.hpp"

#include <csignal>

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class scanner : public plugin_folder {
 protected:
    void SetUp() override {
        plugin_folder::SetUp();
        options.cache_folder = root / "cache";
        options.isolated = true;
        fs::create_directory(root / "bin");
        fs::copy_file(LOADER_TEST_SCANNER, root / "bin/quoin-scan");
        tighten(root / "bin");
        tighten(root / "bin/quoin-scan");
        options.scanner = root / "bin/quoin-scan";
        put("good", "plugins/libgood.so");
    }
    /// The one note, while the library is read by this process.
    std::string why_not() {
        host.remove_all_providers();
        load_with();
        EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
        EXPECT_EQ(result.notes.size(), 1u) << testing::PrintToString(notes());
        return result.notes.empty() ? "" : notes().front();
    }
    static constexpr const char* until_then =
        "; until then libraries are read in this process, which one that crashes takes along";
};

TEST_F(scanner, that_is_safe_needs_no_word) {
    load_with();
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
}

TEST_F(scanner, that_is_not_there_is_told) {
    options.scanner = root / "quoin-scan";
    EXPECT_EQ(why_not(),
              "scanner: expected quoin-scan, which reads libraries in a process of its own, found no program "
              "DIR/quoin-scan; install it beside the host, or trust every library not to crash this process");
    options.scanner.clear();
    EXPECT_EQ(why_not(),
              "scanner: expected quoin-scan, which reads libraries in a process of its own, found no program "
              "quoin-scan; install it beside the host, or trust every library not to crash this process");
}

TEST_F(scanner, that_others_may_change_is_not_run) {
    fs::permissions(root / "bin/quoin-scan", fs::perms(0757));
    EXPECT_EQ(why_not(),
              std::string("scanner: expected a program that only its owner can change, found mode 0757; run: "
                          "chmod go-w DIR/bin/quoin-scan") +
                  until_then);
}

TEST_F(scanner, in_a_folder_that_others_may_change_is_not_run) {
    fs::permissions(root / "bin", fs::perms(0775));
    EXPECT_EQ(why_not(),
              std::string("scanner: expected a folder that only its owner can change, found mode 0775; run: "
                          "chmod go-w DIR/bin") +
                  until_then);
}

TEST_F(scanner, behind_a_link_that_others_may_change_is_not_run) {
    fs::create_directory(root / "links");
    fs::create_symlink(root / "bin/quoin-scan", root / "links/quoin-scan");
    options.scanner = root / "links/quoin-scan";
    fs::permissions(root / "links", fs::perms(0777));
    EXPECT_EQ(why_not(),
              std::string("scanner: expected a folder that only its owner can change, found mode 0777; run: "
                          "chmod go-w DIR/links") +
                  until_then);
}

TEST_F(scanner, of_another_user_is_not_run) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root gives files away";
    ASSERT_EQ(::chown((root / "bin/quoin-scan").c_str(), as_plain_user::nobody, static_cast<gid_t>(-1)), 0);
    EXPECT_EQ(why_not(),
              std::string("scanner: expected a program of this user or of root, found that "
                          "DIR/bin/quoin-scan belongs to user 65534; install it as this user or as root") +
                  until_then);
    ASSERT_EQ(::chown((root / "bin/quoin-scan").c_str(), 0, static_cast<gid_t>(-1)), 0);
    ASSERT_EQ(::chown((root / "bin").c_str(), as_plain_user::nobody, static_cast<gid_t>(-1)), 0);
    EXPECT_EQ(why_not(),
              std::string("scanner: expected a folder of this user or of root, found that DIR/bin belongs to "
                          "user 65534; install it as this user or as root") +
                  until_then);
}

TEST_F(scanner, that_does_not_start_is_told_for_each_library) {
    put_text("no program", "bin/quoin-scan");
    fs::permissions(root / "bin/quoin-scan", fs::perms(0644));
    load_with();
    EXPECT_THAT(
        notes(),
        ElementsAre("DIR/plugins/libgood.so: refused: expected a process that reads it, found that none "
                    "starts: Permission denied; free resources, and start again"));
}

// A program that wants to hear of no child of its own, as some servers do, hears how none of them ended.
TEST_F(scanner, whose_end_the_system_does_not_report_is_a_crash) {
    fs::remove(root / "plugins/libgood.so");
    put("abort_on_load", "plugins/libbad.so");
    const auto before = std::signal(SIGCHLD, SIG_IGN);
    load_with();
    std::signal(SIGCHLD, before);
    EXPECT_THAT(
        notes(),
        ElementsAre("DIR/plugins/libbad.so: refused: expected a library that can be loaded, found that "
                    "loading it ends the process: an end that the system did not report (1 of 3, then it is "
                    "quarantined); correct its static constructors and its entry function, or remove the "
                    "file"));
}

}  // namespace
}  // namespace quoin::loader
