// DCMTK reads what the writer writes: every VR in every transfer syntax, and the samples. Skipped where DCMTK
// is not installed.
#include "hex_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <dicom_writer/samples.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

namespace dicom_writer {
namespace {

using ::testing::HasSubstr;

struct dcmtk : ::testing::Test {
    void SetUp() override {
        if (std::system("dcmdump --version >/dev/null 2>&1 && dcm2json --version >/dev/null 2>&1") != 0)
            GTEST_SKIP() << "dcmdump and dcm2json are not installed (Debian: dcmtk)";
        folder_ =
            std::filesystem::path(::testing::TempDir()) / ("dicom-writer-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }

    void TearDown() override {
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }

    /// What `command FILE` prints on both streams; a failure of the command is one of the test.
    std::string said(const std::string& command, const data_set& tree, const write_options& options) {
        const std::filesystem::path file = folder_ / "file.dcm";
        write_file(tree, file, options);
        std::string out;
        FILE* const pipe = ::popen((command + " '" + file.string() + "' 2>&1").c_str(), "r");
        if (pipe == nullptr) {
            ADD_FAILURE() << command << " does not start";
            return out;
        }
        std::array<char, 4096> part{};
        while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe))
            out.append(part.data(), count);
        EXPECT_EQ(::pclose(pipe), 0) << command << " of " << options.transfer_syntax << ": " << out;
        return out;
    }

    std::string json(const data_set& tree, const write_options& options = {}) {
        return said("dcm2json --compact-code", tree, options);
    }
    std::string dump(const data_set& tree, const write_options& options = {}) {
        return said("dcmdump", tree, options);
    }

 private:
    std::filesystem::path folder_;
};

constexpr std::array every_form = std::to_array<lengths>({
    {length_form::defined, length_form::defined},
    {length_form::defined, length_form::undefined},
    {length_form::undefined, length_form::defined},
    {length_form::undefined, length_form::undefined},
});

TEST_F(dcmtk, reads_every_vr) {
    const std::string read = json(samples::every_vr());
    for (
        const char* const attribute : {
            R"("00080018":{"vr":"UI","Value":["2.25.314159265358979323846264338327951009"]})",
            R"("00080020":{"vr":"DA","Value":["20240229"]})",
            R"("0008002A":{"vr":"DT","Value":["20240229101501.5+0100"]})",
            R"("00080030":{"vr":"TM","Value":["101501.123456"]})",
            R"("00080054":{"vr":"AE","Value":["QUOIN"]})",
            R"("00080060":{"vr":"CS","Value":["OT"]})",
            R"("00080070":{"vr":"LO","Value":["Quoin works"]})",
            R"("00080081":{"vr":"ST","Value":["1 Invented Street\r\nNowhere"]})",
            R"("00080119":{"vr":"UC","Value":["a long code value"]})",
            R"("00081140":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["2.25.314159265358979323846264338327951001"]}},{}]})",
            R"("00081161":{"vr":"UL","Value":[1,4294967295]})",
            R"("00081190":{"vr":"UR","Value":["https://example.org/studies/1"]})",
            R"("00091001":{"vr":"UN","InlineBinary":"3q2+7w=="})",
            R"("00100010":{"vr":"PN","Value":[{"Alphabetic":"Sample^Quoin","Ideographic":"Ideo^Graphic","Phonetic":"Pho^Netic"}]})",
            R"("00101010":{"vr":"AS","Value":["054Y"]})",
            R"("001021B0":{"vr":"LT","Value":["Several lines,\r\nwith a \\ that separates nothing."]})",
            R"("00186020":{"vr":"SL","Value":[-2147483648,2147483647]})",
            R"("00189219":{"vr":"SS","Value":[-32768,32767]})",
            R"("00200010":{"vr":"SH","Value":["QUOIN-S1"]})",
            R"("00200013":{"vr":"IS","Value":[-12,34]})",
            R"("00280009":{"vr":"AT","Value":["00181063","7FE00010"]})",
            R"("00280010":{"vr":"US","Value":[65535]})",
            R"("00280030":{"vr":"DS","Value":[0.488281,1.5e-1]})",
            R"("00281201":{"vr":"OW","InlineBinary":"AgH+/w=="})",
            R"("00282000":{"vr":"OB","InlineBinary":"AQL/AA=="})",
            R"("0040A160":{"vr":"UT","Value":["unlimited\\text"]})",
            R"("00660016":{"vr":"OF","InlineBinary":"zczMPQAAIEAAAEDA"})",
            R"("00660022":{"vr":"OD","InlineBinary":"mpmZmZmZuT8AAAAAAAAEQAAAAAAAAAjA"})",
            R"("00660040":{"vr":"OL","InlineBinary":"AQAAAAIAAAD/////"})",
            R"("00720082":{"vr":"SV","Value":["-9223372036854775808","9007199254740993"]})",
            R"("00720083":{"vr":"UV","Value":["18446744073709551615",1]})",
            R"("7FE00001":{"vr":"OV","InlineBinary":"AAAAAAAAAAAAAAAAAQAAAA=="})",
        })
        EXPECT_THAT(read, HasSubstr(attribute));
    // Fractions are printed in as many digits as the platform gives: looked at in the text.
    const std::string listed = dump(samples::every_vr());
    EXPECT_THAT(listed, HasSubstr("(0008,9459) FL 0.5\\-0.001"));
    EXPECT_THAT(listed, HasSubstr("(0018,9073) FD 3.14159265358979"));
}

TEST_F(dcmtk, reads_the_same_from_every_native_syntax) {
    const data_set tree = samples::every_vr();
    const std::string expected = json(tree);
    for (const transfer_syntax& syntax : transfer_syntaxes()) {
        if (syntax.encapsulated) continue;
        for (const lengths& form : every_form)
            EXPECT_EQ(json(tree, {.transfer_syntax = std::string(syntax.uid), .form = form}), expected)
                << syntax.uid;
    }
}

TEST_F(dcmtk, reads_every_encapsulated_syntax) {
    data_set tree = samples::every_vr();
    tree.fragments(0x7fe00010, {{{1, 2, 3}}, {{4, 5}, {6, 7, 8}}});
    for (const transfer_syntax& syntax : transfer_syntaxes()) {
        if (!syntax.encapsulated) continue;
        const std::string read = dump(tree, {.transfer_syntax = std::string(syntax.uid)});
        EXPECT_THAT(read, HasSubstr("(7fe0,0001) OV 0\\4294967296")) << syntax.uid;
        EXPECT_THAT(read, HasSubstr("OB (PixelSequence #=4)"))
            << "a table and three fragments, " << syntax.uid;
        EXPECT_THAT(read, HasSubstr("pi 00\\00\\00\\00\\0c\\00\\00\\00")) << syntax.uid;
        EXPECT_THAT(read, HasSubstr("pi 06\\07\\08\\00")) << syntax.uid;
    }
}

TEST_F(dcmtk, reads_every_sample_from_every_native_syntax) {
    const std::array all = {
        samples::ct_image(), samples::enhanced_ct(),   samples::dx_image(),           samples::rt_dose(),
        samples::us_image(), samples::palette_image(), samples::image_with_overlays()};
    for (const data_set& tree : all) {
        const std::string expected = json(tree);
        for (const std::string_view uid : {deflated_explicit_vr_little_endian, explicit_vr_big_endian})
            EXPECT_EQ(json(tree, {.transfer_syntax = std::string(uid)}), expected) << uid;

        // In implicit VR pixels are OW whatever they are elsewhere (PS3.5 section A.1).
        data_set with_words = tree;
        const element pixels = *tree.find(0x7fe00010);
        if (const auto* const list = std::get_if<bytes>(&pixels.value))
            with_words.raw(0x7fe00010, "OW", *list);
        EXPECT_EQ(json(tree, {.transfer_syntax = std::string(implicit_vr_little_endian)}), json(with_words));
    }
}

TEST_F(dcmtk, reads_private_elements) {
    const std::string read = dump(samples::image_with_private_elements());
    EXPECT_THAT(read, HasSubstr("(0009,0010) LO [QUOIN ONE]"));
    EXPECT_THAT(read, HasSubstr("(0009,1002) FD 0.5\\-2.25"));
    EXPECT_THAT(read, HasSubstr("(0009,1102) UN 37\\5c\\38\\20"));
    EXPECT_THAT(read, HasSubstr("    (0011,2001) SL -7"));
    EXPECT_THAT(read, HasSubstr("(0013,3001) LO [no creator]"));
}

TEST_F(dcmtk, reads_implicit_items_in_an_unknown_sequence) {
    data_set tree = samples::ct_image();
    tree.unknown_sequence(0x00081140, {data_set{}.text(0x00081155, "UI", "1.2.3")});
    for (const std::string_view uid : {explicit_vr_little_endian, explicit_vr_big_endian})
        EXPECT_THAT(dump(tree, {.transfer_syntax = std::string(uid)}),
                    HasSubstr("    (0008,1155) UI [1.2.3]"))
            << uid;
}

TEST_F(dcmtk, reads_files_without_preamble_or_meta) {
    const data_set tree = samples::ct_image();
    const std::string expected = json(tree);
    EXPECT_EQ(json(tree, {.preamble = false}), expected);
    EXPECT_EQ(json(tree, {.preamble = false, .meta = false}), expected);
    EXPECT_EQ(
        json(tree,
             {.transfer_syntax = std::string(implicit_vr_little_endian), .preamble = false, .meta = false}),
        expected);
    EXPECT_EQ(said("dcm2json --quiet --compact-code", tree, {.meta_length = group_length::absent}), expected)
        << "quiet, for it warns";
}

}  // namespace
}  // namespace dicom_writer
