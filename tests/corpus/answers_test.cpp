// Every file of the corpus is answered or refused cleanly, and what pydicom reads is there.
#include "corpus.hpp"

#include <quoin/host.hpp>

#include <gtest/gtest.h>

namespace quoin::corpus {
namespace {

struct corpus_answers : testing::Test {
    void SetUp() override {
        if (folder().empty()) GTEST_SKIP() << "no corpus here: set QUOIN_CORPUS to its folder";
    }
    host under_test{{.manifest = QUOIN_MANIFEST,
                     .use_environment = false,
                     .caller_rights = true,
                     .builtin_folder = QUOIN_PLUGINS,
                     .log = [](int, std::string_view, std::string_view) {}}};
};

bool is_file_meta(std::string_view keyword_or_hex) {
    static const std::vector<std::string_view> group_2{"FileMetaInformationGroupLength",
                                                       "FileMetaInformationVersion",
                                                       "MediaStorageSOPClassUID",
                                                       "MediaStorageSOPInstanceUID",
                                                       "TransferSyntaxUID",
                                                       "ImplementationClassUID",
                                                       "ImplementationVersionName",
                                                       "SourceApplicationEntityTitle",
                                                       "SendingApplicationEntityTitle",
                                                       "ReceivingApplicationEntityTitle",
                                                       "PrivateInformationCreatorUID",
                                                       "PrivateInformation"};
    return keyword_or_hex.starts_with("0002") ||
           std::find(group_2.begin(), group_2.end(), keyword_or_hex) != group_2.end();
}

// Elements of a data set by pydicom without group lengths (gggg,0000), which are retired and not naturalized.
std::size_t elements_of(view dicom_json) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < dicom_json.size(); ++i)
        if (!dicom_json.member(i).first.ends_with("0000")) ++count;
    return count;
}

// Files that this test cannot compare.
bool is_left_out(const std::string& name) {
    // Text that pydicom, told to, reads one element from; it is refused here.
    return name.starts_with("nodicom_");
}

TEST_F(corpus_answers, naturalized_has_every_element_that_pydicom_read) {
    int answered = 0;
    int left_out = 0;
    for (const auto& file : dicom_files()) {
        SCOPED_TRACE(file.filename().string());
        if (is_left_out(file.filename().string())) {
            ++left_out;
            continue;
        }
        const value expected = by_pydicom(file);
        if (elements_of(expected) == 0) continue;
        std::optional<value> found;
        try {
            found = under_test.get("naturalized", file.string());
        } catch (const error& e) {
            ADD_FAILURE() << "pydicom reads it, and this says: " << e.message();
            continue;
        }
        ASSERT_TRUE(found);
        std::size_t data_set = 0;
        for (std::size_t i = 0; i < found->size(); ++i)
            if (!is_file_meta(found->member(i).first)) ++data_set;
        EXPECT_GE(data_set, elements_of(expected));  // more where pydicom stops at damage
        ++answered;
    }
    std::printf("%d files answered, %d left out\n", answered, left_out);
    EXPECT_GT(answered, 200);
}

TEST_F(corpus_answers, every_type_of_every_file_answers_or_passes_or_says_why) {
    int answers = 0;
    int none = 0;
    int errors = 0;
    for (const auto& file : dicom_files())
        for (const std::string& type : under_test.types()) {
            SCOPED_TRACE(file.filename().string() + " " + type);
            try {
                if (const auto found = under_test.get(type, file.string())) {
                    to_json(*found);
                    ++answers;
                } else {
                    ++none;
                }
            } catch (const query_error& e) {
                EXPECT_FALSE(e.message().empty());
                EXPECT_EQ(e.message().find('\n'), std::string::npos);
                EXPECT_FALSE(e.provider().empty());
                ++errors;
            }
        }
    std::printf("%d answers, %d without, %d errors\n", answers, none, errors);
    EXPECT_GT(answers, 1500);
}

}  // namespace
}  // namespace quoin::corpus
