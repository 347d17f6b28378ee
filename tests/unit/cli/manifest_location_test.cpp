#include "manifest_location.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace quoin::cli {

class ManifestLocation : public ::testing::Test {
 protected:
    ManifestLocation() {
        ::unsetenv("QUOIN_CONFIG");
        std::string pattern = ::testing::TempDir() + "quoin-location-XXXXXX";
        top = ::mkdtemp(pattern.data());
    }
    ~ManifestLocation() override {
        ::unsetenv("QUOIN_CONFIG");
        std::filesystem::remove_all(top);
    }
    void make(const std::filesystem::path& file) const {
        std::filesystem::create_directories((top / file).parent_path());
        std::ofstream(top / file) << "quoin: 1\n";
    }
    manifest_location find(const std::optional<std::string>& option = {}) const {
        return find_manifest(option, top / "bin/quoin");
    }
    std::filesystem::path top;
};

TEST_F(ManifestLocation, the_option_comes_before_the_environment_and_before_what_is_there) {
    make("config/quoin.yaml");
    ::setenv("QUOIN_CONFIG", "from-environment.yaml", 1);
    EXPECT_EQ(find("from-option.yaml").found, "from-option.yaml");
    EXPECT_EQ(find().found, "from-environment.yaml");
    ::setenv("QUOIN_CONFIG", "", 1);
    EXPECT_EQ(find().found, top / "config/quoin.yaml");
}

TEST_F(ManifestLocation, a_build_tree_comes_before_an_installed_one) {
    make("lib/quoin/config/quoin.yaml");
    EXPECT_EQ(find().found, top / "lib/quoin/config/quoin.yaml");
    make("config/quoin.yaml");
    EXPECT_EQ(find().found, top / "config/quoin.yaml");
}

TEST_F(ManifestLocation, where_there_is_none_it_says_where_it_looked) {
    EXPECT_TRUE(find().found.empty());
    EXPECT_EQ(find().looked.size(), 2U);
}

}  // namespace quoin::cli
