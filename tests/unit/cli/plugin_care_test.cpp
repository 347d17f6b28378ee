// quoin pin and quoin providers --release: what people are told.
#include "host_fixture.hpp"
#include "pin_command.hpp"
#include "providers_command.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace quoin::cli {

namespace fs = std::filesystem;

class PluginCare : public ::testing::Test {
 protected:
    PluginCare() {
        std::string pattern = ::testing::TempDir() + "quoin-care-XXXXXX";
        top = ::mkdtemp(pattern.data());
        fs::create_directory(top / "plugins");
        fs::permissions(top / "plugins", fs::perms(0755));
        options.manifest = top / "quoin.yaml";
        options.use_environment = false;
        options.cache_folder = top / "cache";
        options.scanner = CARE_TEST_SCANNER;
        options.log = [](int, std::string_view, std::string_view) {};
        write("quoin: 1\nplugins: {folders: [plugins]}\n");
    }
    ~PluginCare() override { fs::remove_all(top); }

    void write(const std::string& manifest) const { std::ofstream(options.manifest) << manifest; }
    void drop(const std::string& variant, const std::string& as) const {
        const fs::path file = top / "plugins" / as;
        fs::copy_file(fs::path(CARE_TEST_PLUGINS) / (variant + ".plugin"), file);
        fs::permissions(file, fs::perms(0755));
    }
    std::string text() const {
        std::ifstream in(options.manifest);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// Without what the test's folder is called.
    std::string told(text_output& by) const {
        std::string all = by.take();
        for (std::size_t at; (at = all.find(top.string())) != std::string::npos;)
            all.replace(at, top.string().size(), "DIR");
        return all;
    }

    fs::path top;
    host_options options;
    text_output out, err;
    console to{out, err};
};

TEST_F(PluginCare, pin_names_what_it_left_out_and_a_dry_run_says_that_it_was_one) {
    drop("good", "libgood.so");
    drop("no_entry", "libbad.so");
    const std::string before = text();
    EXPECT_EQ(pin(options, {.dry_run = true}, to), exit_code::error);
    EXPECT_EQ(told(err),
              "quoin: not pinned: DIR/plugins/libbad.so: refused: expected the exported function "
              "quoin_entry_1, found no such name; end the plugin's source with QUOIN_PLUGIN(..), or export "
              "the function\n"
              "quoin: dry run: DIR/quoin.yaml was not changed\n");
    EXPECT_EQ(text(), before);
    EXPECT_EQ(pin(options, {}, to), exit_code::error);
    EXPECT_NE(text(), before);
}

TEST_F(PluginCare, a_manifest_that_cannot_be_written_is_told) {
    drop("good", "libgood.so");
    // Where the new text would be written first. Rights would not stop root.
    fs::create_directory(top / ".quoin.yaml.pinned");
    try {
        (void)pin(options, {}, to);
        ADD_FAILURE() << "it was written";
    } catch (const config_error& wrong) {
        EXPECT_EQ(wrong.problems(),
                  std::vector<problem>{options.manifest.string() +
                                       ": expected a manifest that can be written, found: Is a directory; "
                                       "give this user the right to write it and its folder"});
    }
}

TEST_F(PluginCare, the_list_of_providers_fits_and_leaves_only_what_no_row_tells) {
    drop("good", "libgood.so");
    drop("no_entry", "libbad.so");
    write(
        "quoin: 1\nplugins: {folders: [plugins]}\nproviders: [{id: com.example.second, library: second}]\n");
    drop("second", "libsecond.so");
    options.use_environment = true;
    ::setenv("QUOIN_DISABLE", "com.example.secnod,com.example.second", 1);
    const host on(options);
    ::unsetenv("QUOIN_DISABLE");
    EXPECT_EQ(problems_beside_the_list(on),
              std::vector<problem>{"environment QUOIN_DISABLE: expected the id of a provider, found "
                                   "'com.example.secnod' (did you mean 'com.example.second'?); nothing is "
                                   "disabled by it"});
    list_providers(on, listing_format::table, to);
    std::string table = told(out);
    // Where a reason is broken depends on how long the path of the folder is.
    for (std::size_t at; (at = table.find("\n    ")) != std::string::npos;) table.replace(at, 5, " ");
    EXPECT_EQ(
        table,
        "#  id                  version  vendor       priority  types         state     calls  time  "
        "errors\n"
        "1  com.example.good    1.2.3    Example Ltd         7  exampleM\u2026 +1  active        0     0  "
        "     0\n"
        "-  libbad.so                                                         refused       0     0  "
        "     0\n"
        "  DIR/plugins/libbad.so: expected the exported function quoin_entry_1, found no such "
        "name; end the plugin's source with QUOIN_PLUGIN(..), or export the function\n"
        "-  com.example.second                                                disabled      0     0  "
        "     0\n"
        "  environment QUOIN_DISABLE\n");
}

TEST_F(PluginCare, types_have_the_room_that_is_left) {
    drop("good", "libgood.so");
    options.set = {"com.example.good.priority=5"};
    const host on(options);
    list_providers(on, listing_format::table, to);
    EXPECT_EQ(
        told(out),
        "#  id                version  vendor       priority  types             state   calls  time  "
        "errors\n"
        "1  com.example.good  1.2.3    Example Ltd         5  exampleModule +1  active      0     0      "
        " 0\n");
}

TEST_F(PluginCare, release_names_the_library_or_says_that_there_is_nothing) {
    EXPECT_EQ(release_provider(options, "com.example.misbehaving", to), exit_code::error);
    EXPECT_EQ(
        told(err),
        "quoin: nothing of the name 'com.example.misbehaving' is in quarantine; 'quoin providers' shows "
        "what is, and the name to give\n");
    drop("abort_on_load", "libbad.so");
    for (int start = 0; start < 3; ++start) host every(options);
    EXPECT_EQ(release_provider(options, "libbad.so", to), exit_code::answered);
    EXPECT_EQ(told(out), "released DIR/plugins/libbad.so\n");
}

}  // namespace quoin::cli
