// A folder as the images in it.
#include "display_sets_fixture.hpp"

#include <unistd.h>

namespace quoin {
namespace {

struct folder_of_images : display_sets_fixture {
    own_folder folder;
    std::string config() const override { return R"({"roots":[")" + folder.path.string() + R"("]})"; }
    std::string listed(const std::string& subject) {
        std::string out = json("imageIds", subject);
        const std::string path = folder.path.string() + "/";
        for (std::size_t at = 0; (at = out.find(path)) != std::string::npos;) out.erase(at, path.size());
        return out;
    }
};

TEST_F(folder_of_images, is_its_files_as_people_sort_them) {
    for (const char* const name : {"IM10.dcm", "IM2.dcm", "later/IM1.dcm", ".hidden"}) folder.file(name, "x");
    EXPECT_EQ(listed(folder.path.string()), R"(["IM2.dcm","IM10.dcm","later/IM1.dcm"])");
    EXPECT_EQ(listed(folder.path.string() + "/later/"), R"(["later/IM1.dcm"])");
    EXPECT_EQ(listed("dicomfile:" + folder.path.string() + "/later"), R"(["dicomfile:later/IM1.dcm"])");
}

TEST_F(folder_of_images, leaves_out_what_only_says_something_of_a_file) {
    for (const char* const name :
         {"photo.png", "photo.png.json", "photo.png.yaml", "metadata.yaml", "series.json"})
        folder.file(name, "x");
    EXPECT_EQ(listed(folder.path.string()), R"(["photo.png","series.json"])");
}

TEST_F(folder_of_images, does_not_follow_links_to_folders) {
    folder.file("a/b.dcm", "x");
    ASSERT_EQ(symlink(folder.path.c_str(), (folder.path / "a" / "around").c_str()), 0);
    EXPECT_EQ(listed(folder.path.string()), R"(["a/b.dcm"])");
}

TEST_F(folder_of_images, is_listed_again_when_a_file_comes) {
    folder.file("a/1.dcm", "x");
    EXPECT_EQ(listed(folder.path.string()), R"(["a/1.dcm"])");
    folder.file("a/2.dcm", "x");
    EXPECT_EQ(listed(folder.path.string()), R"(["a/1.dcm","a/2.dcm"])");
}

TEST_F(folder_of_images, is_none_outside_of_the_roots) {
    const own_folder other;
    other.file("1.dcm", "x");
    EXPECT_EQ(json("imageIds", other.path.string()), "(none)");
    EXPECT_EQ(json("imageIds", folder.path.string() + "/nothing"), "(none)");
    EXPECT_EQ(json("imageIds", folder.file("1.dcm", "x")), "(none)");
    EXPECT_EQ(json("imageIds", "wadors:/x"), "(none)");
}

TEST_F(folder_of_images, is_grouped_as_if_its_files_were_named) {
    const std::string ct =
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SeriesInstanceUID":"S","Modality":"CT","Rows":4,"Columns":8)";
    for (const char* const name : {"1.dcm", "2.dcm"})
        provide("naturalized", folder.file(name, "x"), "{" + ct + "}");
    folder.file("README", "x");
    const value found = of("displaySets", {folder.path.string()});
    EXPECT_EQ(found["displaySets"][0]["underlyingImageIds"].size(), 2U);
    ASSERT_EQ(found["unreadable"].size(), 1U);
    EXPECT_EQ(found["unreadable"][0]["imageId"].as_string(), (folder.path / "README").string());
}

}  // namespace
}  // namespace quoin
