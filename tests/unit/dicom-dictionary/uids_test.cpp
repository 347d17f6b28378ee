#include "dicom/uids.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

using quoin::dicom::find_storage_class;
using quoin::dicom::find_transfer_syntax;

namespace {

/// "explicit little", "implicit little deflated", ..
std::string properties(std::string_view uid) {
    const auto* syntax = find_transfer_syntax(uid);
    if (syntax == nullptr) return "";
    std::string text = syntax->explicit_vr ? "explicit" : "implicit";
    text += syntax->big_endian ? " big" : " little";
    if (syntax->deflated) text += " deflated";
    if (syntax->encapsulated) text += " encapsulated";
    if (syntax->video) text += " video";
    return text;
}

}  // namespace

TEST(transfer_syntax, says_how_a_data_set_is_written) {
    EXPECT_EQ(properties("1.2.840.10008.1.2"), "implicit little");
    EXPECT_EQ(properties("1.2.840.10008.1.2.1"), "explicit little");
    EXPECT_EQ(properties("1.2.840.10008.1.2.1.98"), "explicit little encapsulated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.1.99"), "explicit little deflated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.2"), "explicit big");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.50"), "explicit little encapsulated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.95"), "explicit little deflated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.94"), "explicit little");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.102"), "explicit little encapsulated video");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.102.1"), "explicit little encapsulated video");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.112"), "explicit little encapsulated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.201"), "explicit little encapsulated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.4.205"), "explicit little deflated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.5"), "explicit little encapsulated");
    EXPECT_EQ(properties("1.2.840.10008.1.2.8.1"), "explicit little encapsulated");
}

TEST(transfer_syntax, has_names_and_may_be_retired) {
    EXPECT_EQ(find_transfer_syntax("1.2.840.10008.1.2.4.80")->name, "JPEG-LS Lossless Image Compression");
    EXPECT_EQ(find_transfer_syntax("1.2.840.10008.1.2.4.80")->keyword, "JPEGLSLossless");
    EXPECT_TRUE(find_transfer_syntax("1.2.840.10008.1.2.2")->retired);
    EXPECT_FALSE(find_transfer_syntax("1.2.840.10008.1.2.1")->retired);
}

TEST(transfer_syntax, that_is_not_registered_is_not_there) {
    EXPECT_EQ(find_transfer_syntax(""), nullptr);
    EXPECT_EQ(find_transfer_syntax("1.2.840.10008.1.2."), nullptr);
    EXPECT_EQ(find_transfer_syntax("1.2.840.10008.5.1.4.1.1.2"), nullptr);
    EXPECT_EQ(find_transfer_syntax("9.9"), nullptr);
}

TEST(storage_class, has_its_name) {
    EXPECT_EQ(find_storage_class("1.2.840.10008.5.1.4.1.1.2")->name, "CT Image Storage");
    EXPECT_EQ(find_storage_class("1.2.840.10008.5.1.4.1.1.2")->keyword, "CTImageStorage");
    EXPECT_EQ(find_storage_class("1.2.840.10008.5.1.4.1.1.66.7")->keyword, "LabelMapSegmentationStorage");
    EXPECT_EQ(find_storage_class("1.2.840.10008.1.3.10")->keyword, "MediaStorageDirectoryStorage");
    EXPECT_TRUE(find_storage_class("1.2.840.10008.5.1.4.1.1.6")->retired);
}

TEST(storage_class, that_does_not_store_is_not_there) {
    EXPECT_EQ(find_storage_class("1.2.840.10008.1.1"), nullptr);
    EXPECT_EQ(find_storage_class("1.2.840.10008.1.20.1"), nullptr);
    EXPECT_EQ(find_storage_class("1.2.840.10008.1.2"), nullptr);
}
