// Manifests that are too large, too deep or explode, and files that are none.
#include "plain_user.hpp"

#include <loader/manifest.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<problem> problems_in(std::string_view text) {
    return problems_of(parse_manifest(text, "m.yaml").wrong);
}

std::string repeated(std::string_view what, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += what;
    return out;
}

const char* const too_deep = ": expected at most 64 levels of nesting, found more; write it flatter";

TEST(manifest_bounds, nesting_of_100_000_levels_is_refused_without_recursing) {
    EXPECT_THAT(problems_in("quoin: 1\na: " + repeated("[", 100'000)),
                ElementsAre(testing::EndsWith(too_deep)));
    EXPECT_THAT(problems_in("quoin: 1\na: " + repeated("{a: ", 100'000)),
                ElementsAre(testing::EndsWith(too_deep)));
    EXPECT_THAT(problems_in(repeated("- ", 100'000)), ElementsAre(std::string("m.yaml:1:129") + too_deep));
    EXPECT_THAT(problems_in(repeated("? ", 100'000)), ElementsAre(std::string("m.yaml:1:129") + too_deep));
}

TEST(manifest_bounds, nesting_by_indentation_is_bounded_too) {
    std::string text;
    for (int i = 0; i < 500; ++i) text += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    EXPECT_THAT(problems_in(text), ElementsAre(std::string("m.yaml:65:65") + too_deep));
}

TEST(manifest_bounds, sixty_levels_are_fine) {
    EXPECT_THAT(problems_in("quoin: 1\nproviders: [{id: a, config: {a: " + repeated("[", 59) +
                            repeated("]", 59) + "}}]\n"),
                IsEmpty());
}

TEST(manifest_bounds, nesting_through_aliases_counts) {
    std::string text = "quoin: 1\na0: &a0 " + repeated("[", 40) + repeated("]", 40) +
                       "\na1: " + repeated("[", 30) + "*a0" + repeated("]", 30) + "\n";
    EXPECT_THAT(problems_in(text), ElementsAre(std::string("m.yaml:3:35") + too_deep));
}

TEST(manifest_bounds, aliases_that_explode_get_one_line) {
    std::string text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 20; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before +
                repeated("," + before, 8) + "]\n";
    }
    EXPECT_THAT(
        problems_in(text),
        ElementsAre(
            "m.yaml:5:5: expected at most 20000 values and 4194304 bytes with aliases written out, found "
            "more; use fewer aliases or a smaller manifest"));
}

TEST(manifest_bounds, aliases_of_a_long_text_explode_too) {
    const std::string text =
        "a: &a " + std::string(100'000, 'x') + "\nb: [*a" + repeated(", *a", 999) + "]\n";
    EXPECT_THAT(
        problems_in(text),
        ElementsAre(
            "m.yaml:1:4: expected at most 20000 values and 4194304 bytes with aliases written out, found "
            "more; use fewer aliases or a smaller manifest"));
}

TEST(manifest_bounds, an_alias_of_what_it_is_in_is_refused) {
    EXPECT_THAT(
        problems_in("quoin: 1\na: &a [*a]\n"),
        ElementsAre(
            "m.yaml:2:8: expected an alias of something that ended before, found one of the part it is in; "
            "write the part out"));
}

TEST(manifest_bounds, text_of_more_than_a_mebibyte_is_refused) {
    EXPECT_THAT(
        problems_in(std::string(max_manifest_bytes + 1, '#')),
        ElementsAre(
            "m.yaml: expected at most 1048576 bytes, found 1048577; move large data into a file of its own "
            "and name it in config"));
}

class manifest_file : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "quoin-manifest-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::vector<problem> problems_of_file(const std::string& name) const {
        auto out = problems_of(read_manifest(folder / name).wrong);
        for (auto& line : out)
            for (std::size_t at; (at = line.find(folder.string())) != std::string::npos;)
                line.replace(at, folder.string().size(), "DIR");
        return out;
    }
    std::filesystem::path folder;
};

TEST_F(manifest_file, that_is_not_there) {
    EXPECT_THAT(
        problems_of_file("quoin.yaml"),
        ElementsAre(
            "DIR/quoin.yaml: expected a manifest, found no such file; name an existing one, or create it "
            "with quoin: 1 as its first line"));
}

TEST_F(manifest_file, that_is_a_folder) {
    EXPECT_THAT(
        problems_of_file("."),
        ElementsAre(
            "DIR/.: expected a manifest, found a folder; name the file in it, such as DIR/./quoin.yaml"));
}

TEST_F(manifest_file, of_10_megabytes_is_not_read_to_its_end) {
    std::ofstream(folder / "big.yaml") << std::string(10'000'000, '#');
    EXPECT_THAT(
        problems_of_file("big.yaml"),
        ElementsAre(
            "DIR/big.yaml: expected a manifest, found more than 1048576 bytes; move large data into a file "
            "of its own and name it in config"));
}

TEST_F(manifest_file, that_breaks_off) {
#ifdef __linux__
    // The memory of this process: opened gladly, and nothing is at its beginning.
    EXPECT_THAT(
        problems_of(read_manifest("/proc/self/mem").wrong),
        ElementsAre("/proc/self/mem: expected a manifest, found a file that cannot be read to its end; "
                    "restore it"));
#endif
}

TEST_F(manifest_file, without_read_permission) {
    std::ofstream(folder / "m.yaml") << "quoin: 1\n";
    std::filesystem::permissions(folder / "m.yaml", std::filesystem::perms::none);
    const as_plain_user bound(folder);
    EXPECT_THAT(
        problems_of_file("m.yaml"),
        ElementsAre(
            "DIR/m.yaml: expected a manifest, found a file that cannot be read: Permission denied; give "
            "this user the right to read it"));
}

}  // namespace
}  // namespace quoin::loader
