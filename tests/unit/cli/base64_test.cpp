#include "base64.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoin::cli {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Base64, the_vectors_of_rfc_4648) {
    EXPECT_THAT(*from_base64(""), IsEmpty());
    EXPECT_THAT(*from_base64("Zg=="), ElementsAre('f'));
    EXPECT_THAT(*from_base64("Zm8="), ElementsAre('f', 'o'));
    EXPECT_THAT(*from_base64("Zm9v"), ElementsAre('f', 'o', 'o'));
    EXPECT_THAT(*from_base64("+/8="), ElementsAre(0xFB, 0xFF));
}

TEST(Base64, what_is_none_is_refused) {
    for (const char* const text : {"Zg", "Zg=", "Z===", "====", "Zm9v\n", "Zm 9", "-_8=", "Zh==", "Zg==Zg=="})
        EXPECT_FALSE(from_base64(text)) << text;
}

}  // namespace quoin::cli
