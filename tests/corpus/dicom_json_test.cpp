// Every module of every file of the corpus, from the file and from what pydicom wrote of it in DICOM JSON:
// the same, byte for byte. What differs is listed one by one in json_differences.yaml, the module as the
// path.
#include "corpus.hpp"
#include "differences.hpp"

#include <quoin/host.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace quoin::corpus {
namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The answer as JSON with SUBJECT in the place of the subject's name, the reason of an error, or "no answer".
std::string outcome(const host& of, const std::string& type, const std::string& subject) {
    try {
        const auto found = of.get(type, subject);
        if (!found) return "no answer";
        std::string out = to_json(*found, {.indent = 0, .lazy_limit = std::size_t{1} << 20});
        for (std::size_t at = 0; (at = out.find(subject, at)) != std::string::npos;)
            out.replace(at, subject.size(), "SUBJECT");
        return out;
    } catch (const error& e) {
        return "error " + std::to_string(e.code());
    }
}

bool is_compared(const std::string& type) {
    // What is not a module of the data set: sources as they are, what names the imageId, what group 0002
    // says, what is new each time.
    static const std::vector<std::string_view> others{
        "naturalized",     "instance",         "dicomJson",      "warnings",       "baseImageId",
        "frameImageIds",   "uriModule",        "bulkData",       "transferSyntax", "compressedFrameData",
        "NewInstanceData", "RtssInstanceData", "createInstance", "newUID",         "currentDateTime"};
    return type.find('.') == std::string::npos &&
           std::find(others.begin(), others.end(), type) == others.end();
}

TEST(from_dicom_json, every_module_is_that_of_the_file_or_listed_with_a_reason) {
    if (folder().empty()) GTEST_SKIP() << "no corpus here: set QUOIN_CORPUS to its folder";
    host under_test{{.manifest = QUOIN_MANIFEST,
                     .use_environment = false,
                     .caller_rights = true,
                     .builtin_folder = QUOIN_PLUGINS,
                     .log = [](int, std::string_view, std::string_view) {}}};
    std::vector<known_difference> known = known_differences(QUOIN_JSON_DIFFERENCES);
    std::size_t answers = 0, modules = 0, referred = 0, different = 0;
    for (const auto& file : dicom_files()) {
        const std::string name = file.filename().string();
        const auto json = folder() / "expected" / (file.stem().string() + ".dcmjson");
        const std::string subject = "acme:" + name;
        const std::string text = text_of(json);
        if (text.size() <= 3) continue;  // pydicom read nothing
        if (outcome(under_test, "naturalized", file.string()).starts_with("error")) continue;  // nor do we
        ASSERT_TRUE(under_test.add("naturalized", subject, value::of(text))) << name;
        for (const std::string& type : under_test.types()) {
            if (!is_compared(type)) continue;
            ++modules;
            const std::string from_file = outcome(under_test, type, file.string());
            const std::string from_json = outcome(under_test, type, subject);
            answers += from_file.front() == '{' ? 1 : 0;
            if (from_file == from_json) continue;
            // Above 1 KiB pydicom's text refers to data that are nowhere; the file has them.
            if (from_json.find("{\"BulkDataURI\":\"bulkdata/") != std::string::npos) {
                ++referred;
                continue;
            }
            ++different;
            const auto listed = std::find_if(known.begin(), known.end(), [&](const known_difference& one) {
                return one.is_about(name, type);
            });
            if (listed != known.end())
                ++listed->covers;
            else
                ADD_FAILURE() << name << ' ' << type << ": " << from_file.substr(0, 1500)
                              << "\n  from JSON: " << from_json.substr(0, 1500);
        }
    }
    for (const known_difference& one : known)
        EXPECT_GT(one.covers, 0) << "json_differences.yaml: " << one.file << ' ' << one.path
                                 << " is no difference any more";
    std::printf("%zu modules, %zu of them answered, %zu with data that are not in the JSON, %zu different\n",
                modules, answers, referred, different);
    EXPECT_GT(answers, 1500U);
}

}  // namespace
}  // namespace quoin::corpus
