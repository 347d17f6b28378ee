// What a vendor needs is the SDK and a compiler: its headers include the standard library and each other.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> foreign_includes(const std::string& text, bool of_a_host = false) {
    static const std::regex include(R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])");
    static const std::regex allowed(R"(quoin/[a-z_/]+\.(h|hpp)|[a-z_]+|std(def|int|bool)\.h)");
    // The test host loads libraries and looks at files, as a host does; what a plugin includes does not.
    static const std::regex of_the_system(R"(dlfcn\.h|windows\.h|sys/stat\.h)");
    std::vector<std::string> out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (std::regex_search(line, found, include) && !std::regex_match(found[1].str(), allowed) &&
            !(of_a_host && std::regex_match(found[1].str(), of_the_system)))
            out.push_back(found[1]);
    }
    return out;
}

bool is_of_the_test_host(const std::filesystem::path& header) {
    return header.filename() == "test_host.hpp" || header.parent_path().filename() == "testing";
}

}  // namespace

TEST(sdk_includes, no_header_of_the_sdk_needs_another_library) {
    int headers = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(SDK_INCLUDES)) {
        if (!entry.is_regular_file()) continue;
        ++headers;
        std::ifstream in(entry.path());
        std::stringstream text;
        text << in.rdbuf();
        for (const std::string& name : foreign_includes(text.str(), is_of_the_test_host(entry.path())))
            ADD_FAILURE() << entry.path().filename() << " includes " << name;
    }
    EXPECT_GE(headers, 4);
}

TEST(sdk_includes, a_foreign_include_is_noticed) {
    EXPECT_EQ(foreign_includes("#include <boost/json.hpp>\n# include \"yaml-cpp/yaml.h\"\n").size(), 2u);
    EXPECT_TRUE(
        foreign_includes("#include <quoin/abi.h>\n#include <string_view>\n#include <stdint.h>\n").empty());
}
