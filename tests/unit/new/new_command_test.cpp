// What `quoin new plugin` writes and refuses. That the projects build and pass:
// tests/conformance/new_plugin_test.sh.
#include "new_command.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace quoin::cli {
namespace {

namespace fs = std::filesystem;

struct new_plugin_test : testing::Test {
    fs::path folder =
        fs::temp_directory_path() /
        (std::string("quoin-new-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    text_output out, err;
    console to{out, err};

    void SetUp() override { fs::remove_all(folder); }
    void TearDown() override { fs::remove_all(folder); }

    new_options named(const char* name, plugin_language language = plugin_language::cpp) const {
        new_options what;
        what.name = name;
        what.language = language;
        what.folder = (folder).string();
        return what;
    }
    std::string text(const char* file) const {
        std::ifstream in(folder / file, std::ios::binary);
        EXPECT_TRUE(in.is_open()) << file;
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
};

}  // namespace

TEST_F(new_plugin_test, a_project_has_its_files_and_its_names_in_them) {
    new_options what = named("acme-truth");
    what.id = "com.acme.truth";
    what.types = {"imagePlaneModule", "com.acme.groundTruth"};
    ASSERT_EQ(new_plugin(what, to), exit_code::answered) << err.take();
    const std::string told = out.take();
    EXPECT_EQ(told.substr(0, told.find('\n')), "Made " + folder.string() + ":");
    EXPECT_EQ(told.substr(told.find("Next: ")),
              "Next: read " + (folder / "README.md").string() + ", or build it:\n  cd " + folder.string() +
                  "\n  cmake -B build -DCMAKE_PREFIX_PATH=/where/the/sdk/is && cmake --build build && ctest "
                  "--test-dir build\n");
    EXPECT_NE(text("CMakeLists.txt").find("quoin_add_plugin(acme-truth src/acme_truth.cpp)"),
              std::string::npos);
    const std::string source = text("src/acme_truth.cpp");
    EXPECT_NE(source.find(".id = \"com.acme.truth\""), std::string::npos);
    EXPECT_NE(source.find(".vendor = \"acme\""), std::string::npos);
    EXPECT_NE(source.find("quoin::types(\"imagePlaneModule\", \"com.acme.groundTruth\")"), std::string::npos);
    for (const char* const file : {"test/acme_truth_test.cpp", "quoin.yaml", "README.md", ".gitignore",
                                   ".github/workflows/plugin.yml"})
        EXPECT_NE(text(file), "");
}

TEST_F(new_plugin_test, no_token_of_the_templates_is_left_in_any_language) {
    for (const auto language : {plugin_language::c, plugin_language::cpp, plugin_language::rust}) {
        fs::remove_all(folder);
        ASSERT_EQ(new_plugin(named("acme-truth", language), to), exit_code::answered) << err.take();
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file()) continue;
            const std::string file = fs::relative(entry.path(), folder).string();
            EXPECT_EQ(file.find('@'), std::string::npos) << file;
            const std::string content = text(file.c_str());
            for (const char* const token : {"@NAME@", "@STEM@", "@ID@", "@TYPE", "@VENDOR@"})
                EXPECT_EQ(content.find(token), std::string::npos) << file;
        }
    }
}

TEST_F(new_plugin_test, a_type_is_made_of_the_id_where_none_is_given) {
    ASSERT_EQ(new_plugin(named("acme-truth-2"), to), exit_code::answered) << err.take();
    EXPECT_NE(text("src/acme_truth_2.cpp").find("quoin::types(\"com.example.acmeTruth2\")"),
              std::string::npos);
}

TEST_F(new_plugin_test, nothing_is_overwritten) {
    fs::create_directories(folder);
    std::ofstream(folder / "mine") << "mine";
    EXPECT_EQ(new_plugin(named("acme-truth"), to), exit_code::error);
    EXPECT_EQ(err.take(), "quoin: " + folder.string() +
                              ": expected a folder that is not there yet, found one; nothing is overwritten: "
                              "choose another name or --into FOLDER\n");
    EXPECT_EQ(text("mine"), "mine");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 1);
}

TEST_F(new_plugin_test, a_folder_that_cannot_be_made_is_an_error) {
    std::ofstream(folder.string()) << "a file";
    new_options what = named("acme-truth");
    what.folder = (folder / "inside").string();
    EXPECT_EQ(new_plugin(what, to), exit_code::error);
    EXPECT_EQ(err.take(), "quoin: " + (folder / "inside/.github/workflows").string() +
                              ": Not a directory; nothing was made\n");
}

TEST(new_plugin_names, what_makes_no_name_is_refused_with_how_to_write_it) {
    const auto refused = [](new_options what) { return refusal_of_names(what); };
    const auto name = [&](std::string one) {
        new_options what;
        what.name = std::move(one);
        return refused(what);
    };
    EXPECT_EQ(name("acme-truth"), "");
    EXPECT_EQ(name("a"), "");
    for (const char* const bad : {"", "Acme", "acme_truth", "-acme", "acme-", "acme--truth", "1acme",
                                  "../acme", "acme truth", "\xC3\xA4", "acme/truth"})
        EXPECT_EQ(name(bad),
                  "expected a name of lower-case letters, digits and single '-', beginning with a "
                  "letter, at most 60 long, found '" +
                      std::string(bad) + "'; write it like acme-truth");
    EXPECT_NE(name(std::string(61, 'a')), "");
    EXPECT_EQ(name("class"),
              "expected a name that is no word of C, C++, Rust, CMake or the SDK, found 'class'; "
              "write it like acme-class");
    for (const char* const taken : {"all", "install", "test", "errno", "malloc"})
        EXPECT_NE(name(taken), "") << taken;

    new_options what;
    what.name = "acme-truth";
    for (const char* const bad : {"acme", ".acme", "com.acme.", "com acme.x", "com.\"x"}) {
        what.id = bad;
        EXPECT_EQ(refused(what),
                  "expected an id of letters, digits, '.', '-' and '_' with a domain in front, found "
                  "'" +
                      std::string(bad) + "'; write it like com.acme.acme-truth");
    }
    what.id = "org.quoin.frames";
    EXPECT_EQ(refused(what),
              "expected an id of your own, found 'org.quoin.frames', which is of the built-in plugins; write "
              "it like com.acme.acme-truth");
    what.id = "";
    what.types = {"a", "a"};
    EXPECT_EQ(refused(what), "expected every type once, found 'a' again; leave one out");
    what.types = {"a\"b"};
    EXPECT_EQ(refused(what),
              "expected types of letters, digits, '.', '-' and '_', found 'a\"b'; write them like "
              "imagePlaneModule,com.acme.groundTruth");
    what.types = {};
    what.vendor = "a\"b";
    EXPECT_EQ(refused(what),
              "expected a vendor without quotes, backslashes and '@', found another; leave them out");
}

}  // namespace quoin::cli
