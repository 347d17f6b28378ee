// What goes round the data set: preamble, file meta information, deflating, cutting, files (PS3.10 section
// 7).
#include "hex_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dicom_writer {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const data_set tree = data_set{}.numbers(0x00280010, "US", {1});
const std::string tree_bytes = "28 00 10 00 55 53 02 00 01 00";

bytes after(bytes file, std::size_t count) {
    file.erase(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(count));
    return file;
}

std::string meta_of(write_options options, const data_set& of = tree) {
    options.preamble = false;
    const std::string file = hex(write(of, options));
    return file.substr(0, file.size() - tree_bytes.size());
}

TEST(file, begins_with_preamble_meta_and_its_group_length) {
    const bytes made = write(tree);
    ASSERT_GT(made.size(), 132U);
    EXPECT_TRUE(std::all_of(made.begin(), made.begin() + 128, [](auto one) { return one == 0; }));
    EXPECT_EQ(hex(bytes(made.begin() + 128, made.begin() + 140)), "44 49 43 4d 02 00 00 00 55 4c 04 00");
    const std::size_t claimed = made[140] + 256U * made[141];
    EXPECT_EQ(made.size(), 144 + claimed + 10) << "preamble and group length, what it counts, the data set";
    EXPECT_EQ(hex(after(made, 144 + claimed)), tree_bytes);
}

TEST(file, may_lack_preamble_or_meta_or_both) {
    EXPECT_THAT(hex(write(tree, {.preamble = false})), StartsWith("02 00 00 00 55 4c 04 00"));
    EXPECT_EQ(hex(after(write(tree, {.meta = false}), 128)), "44 49 43 4d " + tree_bytes);
    EXPECT_EQ(hex(write(tree, {.preamble = false, .meta = false})), tree_bytes);
}

TEST(meta, group_length_may_be_absent_or_wrong) {
    EXPECT_THAT(meta_of({.meta_length = group_length::absent}), StartsWith("02 00 01 00 4f 42"));
    EXPECT_THAT(meta_of({.meta_length = group_length::wrong, .wrong_meta_length = 0x1234}),
                StartsWith("02 00 00 00 55 4c 04 00 34 12 00 00 02 00 01 00"));
}

TEST(meta, transfer_syntax_may_be_missing) {
    const std::string element = "02 00 10 00 55 49";
    EXPECT_THAT(meta_of({}), HasSubstr(element + " 14 00 31 2e 32 2e 38 34 30"));
    EXPECT_THAT(meta_of({.transfer_syntax_element = false}), Not(HasSubstr(element)));
}

TEST(meta, names_class_and_instance_of_the_data_set) {
    data_set named = tree;
    named.text(0x00080016, "UI", "1.5").text(0x00080018, "UI", "1.6");
    const std::string file = hex(write(named));
    EXPECT_THAT(file, HasSubstr("02 00 02 00 55 49 04 00 31 2e 35 00 02 00 03 00 55 49 04 00 31 2e 36 00"));
}

TEST(meta, elements_of_the_tree_replace_those_that_are_made) {
    data_set own = tree;
    own.text(0x00020010, "UI", "9.9").text(0x00020016, "AE", "ME");
    const std::string made = meta_of({}, own);
    EXPECT_THAT(made, HasSubstr("02 00 10 00 55 49 04 00 39 2e 39 00 02 00 12 00"));
    EXPECT_THAT(made, HasSubstr("02 00 16 00 41 45 02 00 4d 45"));
    own.numbers(0x00020000, "UL", {5});
    EXPECT_THAT(meta_of({}, own), StartsWith("02 00 00 00 55 4c 04 00 05 00 00 00 02 00 01 00"));
}

TEST(meta, is_explicit_little_endian_before_every_data_set) {
    for (const transfer_syntax& syntax : transfer_syntaxes()) {
        const bytes made = write(tree, {.transfer_syntax = std::string(syntax.uid), .preamble = false});
        EXPECT_THAT(hex(made), StartsWith("02 00 00 00 55 4c 04 00")) << syntax.uid;
        const std::string uid(syntax.uid);
        EXPECT_NE(std::search(made.begin(), made.end(), uid.begin(), uid.end()), made.end()) << uid;
    }
}

TEST(transfer_syntax, says_how_the_data_set_is_written_unless_the_test_does) {
    const write_options bare{.preamble = false, .meta = false};
    const auto written = [&](std::string_view uid, std::optional<encoding> as = {}) {
        write_options options = bare;
        options.transfer_syntax = uid;
        options.written_as = as;
        return hex(write(tree, options));
    };
    EXPECT_EQ(written(explicit_vr_little_endian), tree_bytes);
    EXPECT_EQ(written(implicit_vr_little_endian), body(tree, encoding::implicit_little));
    EXPECT_EQ(written(explicit_vr_big_endian), body(tree, encoding::explicit_big));
    EXPECT_EQ(written(jpeg_2000), tree_bytes);
    EXPECT_EQ(written("1.2.3.4"), tree_bytes) << "an unknown syntax";
    EXPECT_EQ(written(implicit_vr_little_endian, encoding::explicit_little), tree_bytes);
}

TEST(deflated, data_set_inflates_to_the_explicit_one_and_is_even) {
    for (int length = 0; length < 40; ++length) {
        data_set longer = tree;
        longer.text(0x00080060, "UT", std::string(static_cast<std::size_t>(length), 'q'));
        bytes packed = write(longer, {.transfer_syntax = std::string(deflated_explicit_vr_little_endian),
                                      .preamble = false,
                                      .meta = false});
        EXPECT_EQ(packed.size() % 2, 0U);
        bytes plain(1000);
        z_stream stream{};
        ASSERT_EQ(inflateInit2(&stream, -MAX_WBITS), Z_OK);
        stream.next_in = packed.data();
        stream.avail_in = static_cast<uInt>(packed.size());
        stream.next_out = plain.data();
        stream.avail_out = static_cast<uInt>(plain.size());
        EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
        plain.resize(stream.total_out);
        inflateEnd(&stream);
        EXPECT_EQ(hex(plain), body(longer));
    }
}

TEST(cut, ends_the_file_at_that_byte) {
    const bytes whole = write(tree);
    const bytes part = write(tree, {.cut_at = 140});
    EXPECT_EQ(part, bytes(whole.begin(), whole.begin() + 140));
    EXPECT_EQ(write(tree, {.cut_at = 0}).size(), 0U);
    EXPECT_EQ(write(tree, {.cut_at = 100000}), whole);
}

TEST(offset, is_where_the_element_begins) {
    data_set two = tree;
    two.text(0x00100010, "PN", "A^B");
    for (const std::string_view uid :
         {explicit_vr_little_endian, implicit_vr_little_endian, explicit_vr_big_endian}) {
        const write_options options{.transfer_syntax = std::string(uid)};
        const std::size_t at = offset_of(two, 0x00280010, options);
        const bytes file = write(two, options);
        EXPECT_THAT(hex(after(file, at)),
                    StartsWith(uid == explicit_vr_big_endian ? "00 28 00 10" : "28 00 10 00"));
    }
    EXPECT_EQ(
        offset_of(tree, 0x00280010, {.transfer_syntax = std::string(deflated_explicit_vr_little_endian)}),
        0U);
    EXPECT_THROW((void)offset_of(tree, 0x00280011), std::out_of_range);
}

TEST(file, is_written_whole_and_replaced) {
    const std::filesystem::path path =
        std::filesystem::path(::testing::TempDir()) / "dicom_writer_file_test.dcm";
    write_file(tree, path);
    write_file(tree, path, {.preamble = false, .meta = false});
    std::ifstream file(path, std::ios::binary);
    const bytes read{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_EQ(hex(read), tree_bytes);
    std::filesystem::remove(path);
}

TEST(file, that_cannot_be_written_is_named) {
    try {
        write_file(tree, "no/such/folder/file.dcm");
        FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& failed) {
        EXPECT_STREQ(failed.what(), "no/such/folder/file.dcm: cannot be written");
    }
}

}  // namespace
}  // namespace dicom_writer
