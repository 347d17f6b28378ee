// Libraries that would take the host along, and what is remembered of them.
#include "plugin_folder.hpp"

#include "library_trust.hpp"
#include "scan_record.hpp"

#include <gmock/gmock.h>

#include <sys/resource.h>

#include <csignal>

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;
namespace fs = std::filesystem;

class isolation : public plugin_folder {
 protected:
    void SetUp() override {
        plugin_folder::SetUp();
        options.cache_folder = root / "cache";
        options.scanner = LOADER_TEST_SCANNER;
        options.isolated = true;
        options.scan_deadline = std::chrono::seconds(10);
    }
    /// Where one of them hangs on purpose, and is to be waited for no longer than needed.
    void set_short_deadline() { options.scan_deadline = std::chrono::milliseconds(1500); }
    void put_bad(const std::string& variant) {
        put(variant, "plugins/libbad.so");
        put("second", "plugins/libsecond.so");
    }
    /// The one note, while the good plugin beside it is active.
    std::string why(const std::string& rest = {}) {
        host.remove_all_providers();
        load_with(rest);
        EXPECT_THAT(errors(), IsEmpty());
        EXPECT_THAT(ids(provider_state::active), testing::Contains("com.example.second"));
        EXPECT_EQ(result.notes.size(), 1u) << testing::PrintToString(notes());
        return result.notes.empty() ? "" : notes().front();
    }
    std::vector<fs::path> files_in(const char* part) const {
        std::vector<fs::path> out;
        for (const auto& one : fs::directory_iterator(root / "cache" / part)) out.push_back(one.path());
        return out;
    }
};

struct end {
    const char* variant;
    const char* why;
};
void PrintTo(const end& what, std::ostream* to) {
    *to << what.variant;
}

class ends_on_load : public isolation, public testing::WithParamInterface<end> {};

TEST_P(ends_on_load, is_refused_and_quarantined_the_third_time) {
    if (GetParam().variant == std::string_view("hang")) set_short_deadline();
    put_bad(std::string(GetParam().variant) + "_on_load");
    const std::string refused =
        std::string(
            "DIR/plugins/libbad.so: refused: expected a library that can be loaded, found that loading it "
            "ends the process: ") +
        GetParam().why;
    EXPECT_EQ(why(), refused +
                         " (1 of 3, then it is quarantined); correct its static constructors and its entry "
                         "function, or remove the file");
    EXPECT_THAT(why(), StartsWith(refused + " (2 of 3"));
    const std::string quarantined =
        std::string(
            "DIR/plugins/libbad.so: refused: expected a library that can be loaded, found it quarantined: 3 "
            "times loading it ended the process, last: ") +
        GetParam().why + "; replace it by another build, or run: quoin providers --release libbad.so";
    EXPECT_EQ(why(), quarantined);
    EXPECT_EQ(why(), quarantined);
    EXPECT_THAT(without_root(release(options, "libbad.so")), ElementsAre("DIR/plugins/libbad.so"));
    EXPECT_THAT(release(options, "libbad.so"), IsEmpty());
    EXPECT_THAT(why(), StartsWith(refused + " (1 of 3"));
}

INSTANTIATE_TEST_SUITE_P(
    all, ends_on_load,
    testing::Values(end{"abort",
                        "killed by SIGABRT (abort, a failed assertion, or an exception that nobody caught)"},
                    end{"exit", "exit code 3"}, end{"hang", "no end within 1500 ms"}),
    [](const auto& info) { return std::string(info.param.variant); });

class ends_in_create : public isolation, public testing::WithParamInterface<end> {};

TEST_P(ends_in_create, is_refused_and_quarantined_for_that_config) {
    if (GetParam().variant == std::string_view("hang")) set_short_deadline();
    put_bad(std::string(GetParam().variant) + "_in_create");
    const std::string refused =
        std::string(
            "DIR/plugins/libbad.so: provider 'com.example.misbehaving' refused: expected a provider, found "
            "that making it and destroying it again ends the process: ") +
        GetParam().why;
    EXPECT_EQ(
        why(),
        refused +
            " (1 of 3, then it is quarantined); correct its create and destroy functions, or change its "
            "config");
    EXPECT_THAT(why(), StartsWith(refused + " (2 of 3"));
    const std::string quarantined =
        std::string(
            "DIR/plugins/libbad.so: provider 'com.example.misbehaving' refused: expected a provider, found "
            "it "
            "quarantined: 3 times making it with this config ended the process, last: ") +
        GetParam().why +
        "; replace the library by another build, change the config, or run: quoin providers --release "
        "com.example.misbehaving";
    EXPECT_EQ(why(), quarantined);
    EXPECT_THAT(why("providers: [{id: com.example.misbehaving, library: bad, config: {other: 1}}]\n"),
                StartsWith(refused + " (1 of 3"));
    EXPECT_EQ(why(), quarantined);
    EXPECT_THAT(release(options, "com.example.misbehaving"), testing::SizeIs(1));
    EXPECT_THAT(why(), StartsWith(refused + " (1 of 3"));
}

INSTANTIATE_TEST_SUITE_P(
    all, ends_in_create,
    testing::Values(end{"abort",
                        "killed by SIGABRT (abort, a failed assertion, or an exception that nobody caught)"},
                    end{"exit", "exit code 3"}, end{"hang", "no end within 1500 ms"}),
    [](const auto& info) { return std::string(info.param.variant); });

TEST_F(isolation, a_thread_that_loading_starts_is_a_refusal) {
    put_bad("thread_on_load");
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: refused: expected no thread before a provider is made, found that loading it "
        "starts 1; start threads in create and join them in destroy");
}

TEST_F(isolation, a_thread_of_a_provider_is_its_own_business) {
    put("thread_in_create", "plugins/libthread.so");
    load_with();
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.misbehaving"));
}

TEST_F(isolation, an_exception_while_loading_is_a_refusal) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "AddressSanitizer's dlopen lets no exception through";
#endif
    put_bad("throw_on_load");
    EXPECT_EQ(why(),
              "DIR/plugins/libbad.so: refused: expected static constructors that succeed, found an "
              "exception; correct "
              "the plugin");
}

TEST_F(isolation, an_exception_in_create_is_a_refusal) {
    put_bad("throw_in_create");
    EXPECT_EQ(why(),
              "DIR/plugins/libbad.so: provider 'com.example.misbehaving' refused: expected a provider, found "
              "that it "
              "cannot be made (failed): let a C++ exception out of the plugin; mend that, and start the host "
              "again");
}

TEST_F(isolation, a_new_content_is_a_new_chance) {
    put_bad("abort_on_load");
    for (int i = 0; i < 3; ++i) (void)why();
    fs::remove(root / "plugins/libbad.so");
    put("good", "plugins/libbad.so");
    load_with();
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good", "com.example.second"));
}

TEST_F(isolation, many_that_crash_cost_only_themselves) {
    for (int i = 0; i < 20; ++i) {
        const std::string name = "plugins/lib" + std::to_string(i) + ".so";
        put("abort_on_load", name);
        std::ofstream(root / name, std::ios::app) << i;  // contents of their own
    }
    put("good", "plugins/libgood.so");
    put("second", "plugins/libzzz.so");
    load_with();
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good", "com.example.second"));
    EXPECT_EQ(result.notes.size(), 20u);
    for (const auto& line : notes())
        EXPECT_THAT(line, testing::HasSubstr("ends the process: killed by SIGABRT (abort, a failed "
                                             "assertion, or an exception that nobody caught) (1 of 3"));
}

TEST_F(isolation, five_hundred_that_hang_are_given_up_together) {
    for (int i = 0; i < 500; ++i) {
        const std::string name = "plugins/lib" + std::to_string(i) + ".so";
        put("hang_on_load", name);
        std::ofstream(root / name, std::ios::app) << i;
    }
    options.scan_deadline = std::chrono::milliseconds(100);
    options.scan_budget = std::chrono::milliseconds(500);
    load_with();
    EXPECT_EQ(result.notes.size(), 500u);
    EXPECT_EQ(notes().back(),
              "DIR/plugins/lib99.so: refused: expected all libraries to be read within 500 ms, found others "
              "that take longer; remove those that hang, and start again");
}

TEST_F(isolation, no_room_for_a_private_copy_is_said) {
    put("good", "plugins/libgood.so");
    // What a full disk is, without one: no file may grow beyond 4 KiB.
    struct rlimit before {};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto signal_before = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit little { 4096, before.rlim_max };
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &little), 0);
    load_with();
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, signal_before);
    EXPECT_THAT(ids(provider_state::active), IsEmpty());
    ASSERT_EQ(result.notes.size(), 1u);
    EXPECT_EQ(notes()[0],
              "DIR/plugins/libgood.so: refused: expected room for a private copy in DIR/cache/staged, found: "
              "File too large; free space, or set XDG_CACHE_HOME to another folder");
    EXPECT_THAT(files_in("staged"), IsEmpty()) << "nothing half copied stays";
    load_with();
    EXPECT_THAT(ids(provider_state::active), testing::ElementsAre("com.example.good"));
}

TEST_F(isolation, one_content_under_two_names_is_staged_under_both) {
    put("good", "plugins/liba.so");
    put("good", "plugins/libb.so");
    load_with();
    EXPECT_THAT(ids(provider_state::active), testing::IsEmpty());
    ASSERT_EQ(result.notes.size(), 2u);
    for (const auto& line : notes())
        EXPECT_THAT(line, testing::HasSubstr("expected an id that no other library has")) << "said of both";
}

TEST_F(isolation, what_was_read_once_is_not_read_again) {
    put("good", "plugins/libgood.so");
    load_with("providers: [{id: com.example.good, config: {answer: 1}}]\n");
    EXPECT_THAT(notes(), IsEmpty());
    const std::string digest = result.providers.at(0).digest;
    ASSERT_EQ(digest.size(), 64u);
    EXPECT_THAT(files_in("scanned"), ElementsAre(root / "cache/scanned" / (digest + ".json")));
    // A scanner that cannot run shows that nobody needs it.
    options.scanner = "/bin/false";
    host.remove_all_providers();
    load_with("providers: [{id: com.example.good, config: {answer: 1}}]\n");
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_EQ(answer("exampleModule"), "1");
}

TEST_F(isolation, a_record_that_is_damaged_is_made_anew) {
    put("good", "plugins/libgood.so");
    load_with();
    const auto record = files_in("scanned").at(0);
    for (const std::string damage : {"", "{", "{\"format\":1}", "{\"format\":9}", "\xFF", "[]"}) {
        std::ofstream(record, std::ios::binary) << damage;
        host.remove_all_providers();
        load_with();
        EXPECT_THAT(notes(), IsEmpty()) << damage;
        EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good")) << damage;
        std::ifstream stream(record);
        const std::string text{std::istreambuf_iterator<char>(stream), {}};
        EXPECT_THAT(text, testing::HasSubstr("com.example.good")) << damage;
    }
}

TEST_F(isolation, what_is_mapped_is_a_private_copy) {
    put("good", "plugins/libgood.so");
    load_with("providers: [{id: com.example.good, config: {answer: 1}}]\n");
    // Overwriting a mapped library in place would be a SIGBUS at the next call.
    std::ofstream(root / "plugins/libgood.so", std::ios::binary | std::ios::trunc) << "gone";
    EXPECT_EQ(answer("exampleModule"), "1");
    const auto copies = files_in("staged");
    ASSERT_EQ(copies.size(), 1u);
    EXPECT_EQ(copies[0].filename(), result.providers.at(0).digest);
    EXPECT_TRUE(fs::exists(copies[0] / "libgood.so"));
    EXPECT_EQ(fs::status(root / "cache").permissions() & fs::perms(0777), fs::perms(0700));
}

TEST_F(isolation, a_copy_that_was_cut_is_made_anew) {
    put("good", "plugins/libgood.so");
    load_with();
    const fs::path copy = files_in("staged").at(0) / "libgood.so";
    fs::permissions(copy, fs::perms(0700));
    fs::remove(copy);
    std::ofstream(copy) << "half";
    host.remove_all_providers();
    load_with();
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_EQ(fs::file_size(copy), fs::file_size(root / "plugins/libgood.so"));
}

TEST_F(isolation, a_copy_of_other_content_is_made_anew_where_a_hash_is_demanded) {
    put("good", "plugins/libgood.so");
    load_with();
    const std::string pinned =
        "providers: [{id: com.example.good, sha256: " + result.providers.at(0).digest + "}]\n";
    const fs::path copy = files_in("staged").at(0) / "libgood.so";
    const auto content_of = [](const fs::path& file) {
        std::ifstream stream(file, std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(stream), {}};
    };
    std::string other = content_of(copy);
    other.back() = static_cast<char>(other.back() ^ 1);  // of the same size
    // By another name: that copy may be mapped.
    fs::remove(copy);
    std::ofstream(copy, std::ios::binary) << other;
    host.remove_all_providers();
    load_with(pinned);
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_EQ(content_of(copy), content_of(root / "plugins/libgood.so"));
}

TEST_F(isolation, a_vendors_folder_is_staged_whole) {
    put("beside_dependency", "plugins/acme/libacme.so");
    put("good", "plugins/acme/libnot-of-that-name.so");
    fs::copy_file(fs::path(LOADER_TEST_PLUGINS) / "libloader_test_absent.so",
                  root / "plugins/acme/libloader_test_absent.so");
    tighten(root / "plugins/acme/libloader_test_absent.so");
    load_with("providers: [{id: com.example.good, library: acme, config: {answer: 1}}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_EQ(answer("exampleModule"), "1");
    const auto copies = files_in("staged");
    ASSERT_EQ(copies.size(), 1u);
    EXPECT_TRUE(fs::exists(copies[0] / "libloader_test_absent.so"));
}

TEST_F(isolation, a_file_of_a_vendors_folder_that_others_may_write_is_a_refusal) {
    put("beside_dependency", "plugins/acme/libacme.so");
    std::ofstream(root / "plugins/acme/data") << "x";
    fs::permissions(root / "plugins/acme/data", fs::perms(0666));
    put("second", "plugins/libsecond.so");
    EXPECT_EQ(why(),
              "DIR/plugins/acme/libacme.so: refused: expected a file that only its owner can change, found "
              "mode 0666; "
              "run: chmod go-w DIR/plugins/acme/data");
}

TEST_F(isolation, a_link_out_of_a_vendors_folder_is_a_refusal) {
    put("beside_dependency", "plugins/acme/libacme.so");
    put_text("x", "outside");
    fs::create_symlink(root / "outside", root / "plugins/acme/data");
    put("second", "plugins/libsecond.so");
    EXPECT_EQ(why(),
              "DIR/plugins/acme/libacme.so: refused: expected a folder without links that lead out of it, "
              "found data -> "
              "DIR/outside; copy that file into DIR/plugins/acme");
}

TEST_F(isolation, a_vendors_folder_of_too_many_files_is_a_refusal) {
    put("good", "plugins/acme/libacme.so");
    for (int i = 0; i < 2000; ++i) std::ofstream(root / "plugins/acme" / std::to_string(i));
    put("second", "plugins/libsecond.so");
    // Files that anybody may write would be told first.
    for (const auto& one : fs::directory_iterator(root / "plugins/acme")) tighten(one.path());
    EXPECT_EQ(why(),
              "DIR/plugins/acme/libacme.so: refused: expected a folder of its own for a library that uses "
              "$ORIGIN, with "
              "at most 2000 files of 2 GiB, found more in DIR/plugins/acme; put the library and what it "
              "needs into a "
              "folder of its own");
}

TEST_F(isolation, a_changed_file_that_cannot_be_staged_is_a_refusal_and_not_the_old_library) {
    options.cache_folder.clear();
    put_bad("good");
    load_with();
    EXPECT_THAT(notes(), IsEmpty());
    fs::remove(root / "plugins/libbad.so");
    put("good_2", "plugins/libbad.so");
    EXPECT_EQ(
        why(),
        "DIR/plugins/libbad.so: provider 'com.example.good' refused: expected a library that was not loaded "
        "before "
        "under this path, found another content in it; start the host again, or give it a folder for private "
        "copies (XDG_CACHE_HOME)");
}

TEST_F(isolation, copies_need_room) {
    fs::create_directories(root / "cache");
    fs::permissions(root / "cache", fs::perms(0700));
    put_text("no folder", "cache/staged");
    put("good", "plugins/libgood.so");
    load_with();
    EXPECT_THAT(
        notes(),
        ElementsAre("cache: expected the folder DIR/cache/staged for private copies of libraries, found "
                    "a link or a file; set XDG_CACHE_HOME to a folder of this user, or never overwrite "
                    "a library that is in use"));
}

TEST_F(isolation, a_folder_for_copies_that_others_may_write_is_not_used) {
    fs::create_directory(root / "cache");
    fs::permissions(root / "cache", fs::perms(0777));
    put("good", "plugins/libgood.so");
    load_with();
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
    EXPECT_THAT(
        notes(),
        ElementsAre("cache: expected the folder DIR/cache for private copies of libraries, found that "
                    "others may change it; set XDG_CACHE_HOME to a folder of this user, or never "
                    "overwrite a library that is in use"));
}

TEST_F(isolation, only_pinned_libraries_are_opened_where_the_manifest_demands_hashes) {
    put("abort_on_load", "plugins/libbad.so");
    put("good", "plugins/libgood.so");
    load_with();
    const std::string digest = result.providers.at(0).digest;
    host.remove_all_providers();
    load_text(
        "quoin: 1\nplugins:\n  folders: [plugins]\n  require_sha256: true\nproviders:\n"
        "  - id: com.example.good\n    sha256: " +
        digest + "\n");
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
    EXPECT_THAT(
        notes(),
        ElementsAre("DIR/plugins/libbad.so: refused: expected a library whose sha256 the manifest has "
                    "(plugins.require_sha256, DIR/quoin.yaml:4), found " +
                    sha256_of(root / "plugins/libbad.so") + "; where you trust the file run: quoin pin"));
}

TEST(record, survives_a_round_trip) {
    scan_record record;
    record.crashes = 2;
    record.last_crash = "killed by SIGABRT (abort, a failed assertion, or an exception that nobody caught)";
    record.rehearsals["ab"] = {1, "exit code 3"};
    record.quarantined["com.acme.x"] = "too late";
    library_card card;
    engine::registration how;
    how.id = "com.acme.x";
    how.types = {"a", "b"};
    how.priority = {-5, "descriptor of libx.so"};
    how.thread_safe = how.tracked = true;
    how.vendor = "Acme \"quoted\"";
    how.library = "/p/libx.so";
    card.providers.push_back(how);
    record.card = card;
    const auto back = record_of(text_of(record), "/p/libx.so");
    ASSERT_TRUE(back && back->card);
    EXPECT_EQ(back->card->providers.at(0), how);
    EXPECT_EQ(back->crashes, 2u);
    EXPECT_EQ(back->rehearsals.at("ab").last_crash, "exit code 3");
    EXPECT_EQ(back->quarantined.at("com.acme.x"), "too late");
}

}  // namespace
}  // namespace quoin::loader
