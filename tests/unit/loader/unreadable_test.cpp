// What the user who runs the host may not read or write, or what is not there in the middle of it.
#include "plain_user.hpp"
#include "plugin_folder.hpp"

#include "platform/private_folder.hpp"
#include "staging.hpp"

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class unreadable : public plugin_folder {
 protected:
    std::string why_not_staged(const fs::path& file, bool whole, const staging& copies = staging()) {
        const auto out = copies.stage(file, whole, false);
        EXPECT_FALSE(out.made);
        return without_root(out.refused);
    }
};

TEST_F(unreadable, library) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    fs::permissions(root / "plugins/libgood.so", fs::perms::none);
    const std::string refused =
        "expected a file that can be read, found: Permission denied; give this user the right to read it";
    const as_plain_user bound(root);
    load_with();
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
    EXPECT_THAT(notes(), ElementsAre("DIR/plugins/libgood.so: refused: " + refused));
    // A hash that cannot be compared is not what is wrong.
    load_with("providers: [{id: com.example.good, sha256: " + std::string(64, 'a') + "}]\n");
    EXPECT_THAT(notes(),
                ElementsAre("DIR/plugins/libgood.so: provider 'com.example.good' refused: " + refused));
}

TEST_F(unreadable, folder_of_libraries) {
    fs::create_directory(root / "more");
    fs::permissions(root / "more", fs::perms::none);
    {
        const as_plain_user bound(root);
        load_text("quoin: 1\nplugins:\n  folders: [plugins, more]\n");
    }
    fs::permissions(root / "more", fs::perms::owner_all);
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:3:22: 'folders': expected a folder that can be read, found DIR/more: "
                    "Permission denied; give this user the right to read it"));
}

TEST_F(unreadable, file_beside_a_library_that_is_staged_with_its_folder) {
    put("beside_dependency", "plugins/acme/libacme.so");
    put_text("x", "plugins/acme/data");
    fs::permissions(root / "plugins/acme/data", fs::perms::none);
    put("second", "plugins/libsecond.so");
    const as_plain_user bound(root);
    load_with();
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
    EXPECT_THAT(notes(),
                ElementsAre("DIR/plugins/acme/libacme.so: refused: expected a file that can be read, found "
                            "that DIR/plugins/acme/data cannot; give this user the right to read it"));
}

TEST_F(unreadable, folder_beside_a_library_that_is_staged_with_its_folder) {
    put("beside_dependency", "plugins/acme/libacme.so");
    fs::create_directory(root / "plugins/acme/data");
    fs::permissions(root / "plugins/acme/data", fs::perms::none);
    put("second", "plugins/libsecond.so");
    {
        const as_plain_user bound(root);
        load_with();
    }
    fs::permissions(root / "plugins/acme/data", fs::perms::owner_all);
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
    EXPECT_THAT(notes(),
                ElementsAre("DIR/plugins/acme/libacme.so: refused: expected a folder that can be read, found "
                            "DIR/plugins/acme: Permission denied; give this user the right to read all of "
                            "it"));
}

TEST_F(unreadable, library_that_is_gone_before_it_is_staged) {
    EXPECT_EQ(why_not_staged(root / "plugins/libgone.so", true),
              "expected a file that can be read, found that it is gone; restore it");
    EXPECT_EQ(
        why_not_staged(root / "plugins/libgone.so", false),
        "expected a file that can be read, found that DIR/plugins/libgone.so cannot; give this user the "
        "right to read it");
}

TEST_F(unreadable, library_that_changes_while_it_is_copied) {
#ifdef __linux__
    // Each reading of this file finds another content.
    EXPECT_EQ(
        why_not_staged("/proc/sys/kernel/random/uuid", false, staging(root)),
        "expected a file that does not change while it is read, found that /proc/sys/kernel/random/uuid "
        "did; copy it under another name and rename it");
    EXPECT_THAT(std::distance(fs::directory_iterator(root), {}), 1) << "only plugins: nothing half copied";
#endif
}

class private_folder : public plugin_folder {
 protected:
    std::string why_not(const fs::path& folder) const { return without_root(make_private_folder(folder)); }
};

TEST_F(private_folder, is_made_with_those_above_it) {
    EXPECT_EQ(why_not(root / "a/b/c"), "");
    EXPECT_EQ(fs::status(root / "a/b/c").permissions(), fs::perms::owner_all);
}

TEST_F(private_folder, cannot_be_made_beneath_a_file) {
    put_text("x", "file");
    EXPECT_EQ(why_not(root / "file/cache"), "found that it cannot be made: Not a directory");
}

TEST_F(private_folder, is_no_link) {
    fs::create_directory_symlink(root / "plugins", root / "link");
    EXPECT_EQ(why_not(root / "link"), "found a link or a file");
}

TEST_F(private_folder, belongs_to_this_user) {
    fs::path other = "/usr";
    if (::geteuid() == 0) {
        other = root / "other";
        fs::create_directory(other);
        ASSERT_EQ(::chown(other.c_str(), as_plain_user::nobody, static_cast<gid_t>(-1)), 0);
    }
    EXPECT_EQ(why_not(other), "found that it belongs to another user");
}

TEST_F(private_folder, is_changed_by_nobody_else) {
    fs::permissions(root / "plugins", fs::perms(0770));
    EXPECT_EQ(why_not(root / "plugins"), "found that others may change it");
}

TEST_F(private_folder, can_be_written) {
    fs::create_directory(root / "cache");
    fs::permissions(root / "cache", fs::perms(0500));
    const as_plain_user bound(root);
    EXPECT_EQ(why_not(root / "cache"), "found that it cannot be written: Permission denied");
}

TEST_F(private_folder, that_is_none_is_told_and_libraries_are_opened_where_they_are) {
    put_text("x", "file");
    put("good", "plugins/libgood.so");
    options.cache_folder = root / "file/cache";
    load_with();
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
    EXPECT_THAT(
        notes(),
        ElementsAre("cache: expected the folder DIR/file/cache for private copies of libraries, found that "
                    "it cannot be made: Not a directory; set XDG_CACHE_HOME to a folder of this user, or "
                    "never overwrite a library that is in use"));
}

}  // namespace
}  // namespace quoin::loader
