#include <dicom/base64.hpp>

#include <gtest/gtest.h>

namespace quoin::dicom {
namespace {

std::string encoded(std::string_view text) {
    return to_base64({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
}

std::string decoded_or(std::string_view text) {
    std::string out(base64_size(text), '\0');
    return from_base64(text, reinterpret_cast<unsigned char*>(out.data())) ? out : "(refused)";
}

TEST(base64, of_the_examples_of_rfc_4648) {
    const char* const pairs[][2] = {{"", ""},
                                    {"f", "Zg=="},
                                    {"fo", "Zm8="},
                                    {"foo", "Zm9v"},
                                    {"foob", "Zm9vYg=="},
                                    {"fooba", "Zm9vYmE="},
                                    {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, text] : pairs) {
        EXPECT_EQ(encoded(plain), text);
        EXPECT_EQ(decoded_or(text), plain);
    }
    EXPECT_EQ(encoded("\xFB\xFF\xBF"), "+/+/");
}

TEST(base64, padding_may_be_missing) {
    EXPECT_EQ(decoded_or("Zg"), "f");
    EXPECT_EQ(decoded_or("Zm8"), "fo");
}

TEST(base64, what_is_none_is_refused) {
    for (const char* wrong :
         {"Z", "Zg=", "Zm9vY", "Zm9v!A==", "Zm 9", "Zm9v\n", "Zh==", "Zm9=", "Z===", "-_-_"})
        EXPECT_EQ(decoded_or(wrong), "(refused)") << wrong;
}

}  // namespace
}  // namespace quoin::dicom
