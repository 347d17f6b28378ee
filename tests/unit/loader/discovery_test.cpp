// Which libraries are found, where, and in which order.
#include "plugin_folder.hpp"

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
namespace fs = std::filesystem;

class discovery : public plugin_folder {};

TEST_F(discovery, a_library_that_is_dropped_in_works_without_a_line) {
    put("good", "plugins/libanything.so");
    load_with();
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(notes(), IsEmpty());
    ASSERT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
    const auto& how = result.providers[0].how;
    EXPECT_EQ(how.priority.value, 7);
    EXPECT_EQ(how.priority.origin, "descriptor of libanything.so");
    EXPECT_EQ(without_root(how.library), "DIR/plugins/libanything.so");
    EXPECT_EQ(how.version, "1.2.3");
    EXPECT_THAT(host.types(), ElementsAre("exampleModule", "otherModule"));
}

TEST_F(discovery, order_is_that_of_folders_and_then_of_file_names) {
    put("good", "plugins/libz.so");
    put("second", "plugins/liba.so");
    put("builtin", "more/libA.so");
    load_text("quoin: 1\nplugins: {folders: [more, plugins]}\n");
    EXPECT_THAT(ids(provider_state::active),
                ElementsAre("org.quoin.frames", "com.example.second", "com.example.good"));
    EXPECT_THAT(host.chain("exampleModule"),
                ElementsAre("com.example.good", "com.example.second", "org.quoin.frames"));
}

TEST_F(discovery, listed_ones_are_registered_after_the_others_in_the_order_of_the_manifest) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    put("builtin", "plugins/libzzz.so");
    load_with("providers: [{id: com.example.second}, {id: com.example.good}]\n");
    EXPECT_THAT(ids(provider_state::active),
                ElementsAre("org.quoin.frames", "com.example.second", "com.example.good"));
}

TEST_F(discovery, other_files_and_hidden_ones_are_left_alone) {
    put("good", "plugins/libgood.so");
    put_text("x", "plugins/README.md");
    put_text("x", "plugins/libold.so.1");
    put_text("x", "plugins/.libcopying.so");
    fs::create_directory(root / "plugins/folder.so");
    load_with();
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
}

TEST_F(discovery, a_file_that_is_there_twice_by_a_link_is_one) {
    put("good", "plugins/libgood.so.1");
    fs::create_symlink("libgood.so.1", root / "plugins/libgood.so");
    fs::create_symlink("libgood.so.1", root / "plugins/libother.so");
    fs::create_directory_symlink(root / "plugins", root / "again");
    load_text("quoin: 1\nplugins: {folders: [plugins, again]}\n");
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
}

TEST_F(discovery, folders_are_relative_to_the_manifest) {
    put("good", "elsewhere/libgood.so");
    fs::create_directory(root / "config");
    std::ofstream(root / "config/quoin.yaml") << "quoin: 1\nplugins: {folders: [../elsewhere/]}\n";
    options.manifest = root / "config/quoin.yaml";
    result = load(host, options);
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_EQ(without_root(result.providers.at(0).how.library), "DIR/elsewhere/libgood.so");
}

TEST_F(discovery, a_folder_that_is_not_there_is_a_problem) {
    put_text("x", "file");
    load_text("quoin: 1\nplugins:\n  folders: [nowhere, file]\n");
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:3:13: 'folders': expected a folder that can be read, found no "
                    "DIR/nowhere; create it, or correct the path (it is relative to the manifest)",
                    "DIR/quoin.yaml:3:22: 'folders': expected a folder that can be read, found the file "
                    "DIR/file; create it, or correct the path (it is relative to the manifest)"));
}

TEST_F(discovery, a_stem_is_looked_up_in_the_folders_in_order) {
    put("good", "plugins/libacme.so");
    put("second", "more/libacme.so");
    load_text(
        "quoin: 1\nplugins: {folders: [more, plugins], unlisted: ignore}\n"
        "providers: [{id: com.example.second, library: acme}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
}

TEST_F(discovery, a_path_is_relative_to_the_manifest_and_needs_no_folder) {
    put("good", "special/named.so");
    load_text("quoin: 1\nproviders: [{id: com.example.good, library: ./special/named.so}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
}

TEST_F(discovery, missing_libraries_are_named_with_where_was_looked) {
    put("good", "plugins/libacme-truth.so");
    load_with(
        "providers:\n  - id: com.example.good\n    library: acme-turth\n  - id: b\n    library: ./b.so\n"
        "  - id: c\n    library: libacme-truth.so\n");
    EXPECT_THAT(
        errors(),
        ElementsAre(
            "DIR/quoin.yaml:5:14: 'library': expected libacme-turth.so in DIR/plugins, found no such file "
            "(did you mean 'acme-truth'?); copy it there, or correct the name",
            "DIR/quoin.yaml:7:14: 'library': expected the library DIR/b.so, found no such file; build the "
            "plugin, or correct the path (it is relative to the manifest)",
            "DIR/quoin.yaml:9:14: 'library': expected liblibacme-truth.so.so in DIR/plugins, found no such "
            "file; write its stem: library: acme-truth"));
    EXPECT_THAT(host.providers(), IsEmpty());
}

TEST_F(discovery, a_missing_library_comes_with_the_other_problems_of_the_manifest) {
    load_with("providers: [{id: com.example.good, library: acme, prioritee: 1}]\n", {"plugins.unlistd=load"});
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:3:45: 'library': expected libacme.so in DIR/plugins, found no such "
                    "file; copy it there, or correct the name",
                    "DIR/quoin.yaml:3:51: unknown key 'prioritee' (did you mean 'priority'?)",
                    "--set plugins.unlistd: unknown key 'unlistd' (did you mean 'unlisted'?)"));
}

TEST_F(discovery, an_id_is_found_by_its_last_part_else_by_the_descriptor) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libwhatever.so");
    load_text(
        "quoin: 1\nplugins: {folders: [plugins], unlisted: ignore}\n"
        "providers: [{id: com.example.good}, {id: com.example.second}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good", "com.example.second"));
}

TEST_F(discovery, unlisted_ignore_loads_only_what_is_listed) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    load_text(
        "quoin: 1\nplugins: {folders: [plugins], unlisted: ignore}\nproviders: [{id: com.example.good}]\n");
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
}

TEST_F(discovery, unlisted_ignore_leaves_out_the_other_providers_of_a_library) {
    put("pair", "plugins/libpair.so");
    load_text(
        "quoin: 1\nplugins: {folders: [plugins], unlisted: ignore}\nproviders: [{id: com.example.good}]\n");
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
    host.remove_all_providers();
    load_with("providers: [{id: com.example.good}]\n");
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.other-of-pair", "com.example.good"));
}

TEST_F(discovery, an_id_that_no_library_has_is_a_problem) {
    put("good", "plugins/libgood.so");
    load_with("providers: [{id: com.example.goood}]\n");
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:3:18: 'id': expected a library with this provider in DIR/plugins, "
                    "found none that has 'com.example.goood' (did you mean 'com.example.good'?); copy the "
                    "library there, name it with library:, or remove the entry"));
}

TEST_F(discovery, an_id_without_a_folder_to_look_in_is_a_problem) {
    load_text("quoin: 1\nproviders: [{id: com.example.good}]\n");
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:2:18: 'id': expected a library with this provider in plugins.folders, "
                    "which names none, found none that has 'com.example.good'; copy the library there, name "
                    "it with library:, or remove the entry"));
}

TEST_F(discovery, an_id_that_the_named_library_does_not_have_is_a_problem) {
    put("pair", "plugins/libpair.so");
    load_with("providers: [{id: com.example.godo, library: pair}]\n");
    EXPECT_THAT(errors(),
                ElementsAre("DIR/quoin.yaml:3:18: 'id': expected a provider of DIR/plugins/libpair.so, found "
                            "'com.example.godo' (did you mean 'com.example.good'?); the library has "
                            "com.example.good, com.example.other-of-pair"));
}

TEST_F(discovery, an_id_that_may_be_in_a_refused_library_does_not_stop_the_start) {
    put("wrong_major", "plugins/libacme.so");
    put("second", "plugins/libsecond.so");
    load_with("providers: [{id: com.example.good}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
    EXPECT_THAT(notes(),
                ElementsAre("provider 'com.example.good' refused: expected a library with this provider in "
                            "DIR/plugins, found none among those that were not refused; see the refused ones",
                            testing::StartsWith("DIR/plugins/libacme.so: refused: expected quoin_entry_1 ")));
}

TEST_F(discovery, built_ins_are_found_where_they_are_when_the_manifest_lists_them) {
    put("builtin", "own/libframes.so");
    put("second", "own/libnot-in-the-list.so");
    options.builtin_folder = root / "own";
    options.builtin_names = {"frames"};
    load_with();
    EXPECT_THAT(ids(provider_state::active), IsEmpty());
    load_with("providers: [{id: org.quoin.frames}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("org.quoin.frames"));
}

TEST_F(discovery, a_built_in_may_have_another_file_name_than_its_id) {
    put("builtin", "own/libmerged.so");
    options.builtin_folder = root / "own";
    options.builtin_names = {"merged"};
    load_with("providers: [{id: org.quoin.frames}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("org.quoin.frames"));
}

TEST_F(discovery, safe_mode_loads_built_ins_only) {
    put("builtin", "plugins/libframes.so");
    put_text("would be refused", "plugins/libacme.so");
    put("second", "plugins/libsecond.so");
    options.builtin_folder = root / "plugins";
    options.builtin_names = {"frames"};
    setenv("QUOIN_SAFE_MODE", "1", 1);
    load_with(
        "providers: [{id: org.quoin.frames}, {id: com.acme.gone, library: gone}, {id: "
        "com.example.second}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("org.quoin.frames"));
    EXPECT_THAT(ids(provider_state::disabled), ElementsAre("com.acme.gone", "com.example.second"));
    EXPECT_EQ(result.providers.back().reason, "environment QUOIN_SAFE_MODE");
}

TEST_F(discovery, built_ins_that_are_only_looked_into_for_an_id_are_not_told_when_they_are_refused) {
    put("builtin", "own/libframes.so");
    put("good", "plugins/libgood.so");
    fs::permissions(root / "own/libframes.so", fs::perms(0777));
    options.builtin_folder = root / "own";
    options.builtin_names = {"frames"};
    setenv("QUOIN_SAFE_MODE", "1", 1);
    load_with("providers: [{id: com.example.good}]\n");
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::disabled), ElementsAre("com.example.good"));
    unsetenv("QUOIN_SAFE_MODE");
    // It may be the one that is missing.
    load_with("providers: [{id: org.quoin.frames}]\n");
    EXPECT_THAT(notes(), testing::Contains(testing::StartsWith("DIR/own/libframes.so: provider")));
}

TEST_F(discovery, a_safe_mode_that_is_neither_on_nor_off_is_a_problem) {
    setenv("QUOIN_SAFE_MODE", "yes", 1);
    load_with();
    EXPECT_THAT(
        errors(),
        ElementsAre("environment QUOIN_SAFE_MODE: expected 1 or 0, found 'yes'; set it to 1, or unset it"));
    options.use_environment = false;
    load_with();
    EXPECT_THAT(errors(), IsEmpty());
}

TEST_F(discovery, no_manifest_no_plugins) {
    result = load(host, options);
    EXPECT_TRUE(result.started());
    EXPECT_THAT(result.providers, IsEmpty());
    options.set = {"a.priority=1"};
    result = load(host, options);
    EXPECT_THAT(errors(), ElementsAre("--set a.priority=1: expected a manifest, found none; name one"));
}

}  // namespace
}  // namespace quoin::loader
