// dicomJson against DCMTK's dcm2json: every sample in every transfer syntax, every representation, every
// character set; and of what its dcmconv writes. Skipped where DCMTK is not installed.
#include <plugin_engine.hpp>

#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace quoin {
namespace {

using dicom_writer::data_set;

struct dcm2json : plugin_engine {
    void SetUp() override {
        if (std::system("dcm2json --version >/dev/null 2>&1") != 0)
            GTEST_SKIP() << "dcm2json is not installed (Debian: dcmtk)";
        folder = std::filesystem::path(::testing::TempDir()) / ("quoin-dcmtk-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        load(DICOM_FILES, R"({"inline_bytes":1000000})");
    }
    void TearDown() override {
        if (!folder.empty()) std::filesystem::remove_all(folder);
    }

    value by_dcmtk(const dicom_writer::bytes& content) const {
        const std::string file = (folder / "file.dcm").string();
        std::FILE* const to = std::fopen(file.c_str(), "wb");
        std::fwrite(content.data(), 1, content.size(), to);
        std::fclose(to);
        std::string out;
        FILE* const pipe =
            ::popen(("dcm2json --compact-code --quiet --encode-extended '" + file + "'").c_str(), "r");
        std::array<char, 4096> part{};
        while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe))
            out.append(part.data(), count);
        EXPECT_EQ(::pclose(pipe), 0);
        // The UV 2^64-1 is a bare number there, which from_json refuses rather than round.
        const std::string largest = "18446744073709551615";
        if (const std::size_t at = out.find("[" + largest); at != std::string::npos)
            out.replace(at + 1, largest.size(), '"' + largest + '"');
        return from_json(out);
    }

    value by_quoin(const dicom_writer::bytes& content) {
        builder payload;
        payload.add(std::span<const std::uint8_t>(content));
        const value given = payload.finish();
        EXPECT_EQ(host.add({.type = "naturalized", .subjects = {"acme:1"}}, given).outcome, QUOIN_VALUE);
        return ask("dicomJson", "acme:1").answer;
    }

    void compare(const data_set& tree, const std::string& syntax) {
        const dicom_writer::bytes content = dicom_writer::write(tree, {.transfer_syntax = syntax});
        objects(by_quoin(content), by_dcmtk(content), {});
    }

    void objects(view found, view expected, const std::string& at) {
        std::set<std::string_view> tags;
        for (std::size_t i = 0; i < found.size(); ++i) tags.insert(found.member(i).first);
        for (std::size_t i = 0; i < expected.size(); ++i) tags.insert(expected.member(i).first);
        for (const std::string_view tag : tags) {
            if (tag == "00080005") continue;  // DCMTK names the set of its output, UTF-8
            element(found[tag], expected[tag], at + std::string(tag));
        }
    }

    void element(view found, view expected, const std::string& at) {
        ++elements;
        EXPECT_EQ(to_json(found["vr"]), to_json(expected["vr"])) << at;
        if (found["vr"].as_string() == "SQ") {
            ASSERT_EQ(found["Value"].size(), expected["Value"].size()) << at;
            for (std::size_t i = 0; i < found["Value"].size(); ++i)
                objects(found["Value"][i], expected["Value"][i], at + '/' + std::to_string(i) + '/');
            return;
        }
        EXPECT_EQ(to_json(found["InlineBinary"]), to_json(expected["InlineBinary"])) << at;
        ASSERT_EQ(found["Value"].size(), expected["Value"].size())
            << at << to_json(found) << to_json(expected);
        for (std::size_t i = 0; i < found["Value"].size(); ++i) {
            const view a = found["Value"][i], b = expected["Value"][i];
            if (a.is_number() && b.is_number() && found["vr"].as_string() == "FL")
                EXPECT_EQ(static_cast<float>(*a.as_real()), static_cast<float>(*b.as_real())) << at;
            else if (a.is_number() && b.is_number())
                EXPECT_DOUBLE_EQ(*a.as_real(), *b.as_real()) << at;  // it prints the last digit otherwise
            else if (a.kind() == QUOIN_INT && b.is_string())
                EXPECT_EQ(to_json(a), *b.as_string()) << at;  // 64 bits: both a number and a text are allowed
            else
                EXPECT_EQ(to_json(a), to_json(b)) << at;
        }
    }

    std::filesystem::path folder;
    std::size_t elements = 0;
};

TEST_F(dcm2json, reads_the_samples_alike_in_every_transfer_syntax) {
    namespace s = dicom_writer::samples;
    const std::map<std::string, data_set> samples{{"ct", s::ct_image()},
                                                  {"enhanced ct", s::enhanced_ct()},
                                                  {"dx", s::dx_image()},
                                                  {"rt dose", s::rt_dose()},
                                                  {"us", s::us_image()},
                                                  {"palette", s::palette_image()},
                                                  {"every vr", s::every_vr()},
                                                  {"overlays", s::image_with_overlays()},
                                                  {"private", s::image_with_private_elements()}};
    for (const auto& [name, tree] : samples)
        for (const dicom_writer::transfer_syntax& syntax : dicom_writer::transfer_syntaxes()) {
            if (syntax.encapsulated) continue;  // the samples' pixels are not compressed
            SCOPED_TRACE(name + " " + std::string(syntax.uid));
            compare(tree, std::string(syntax.uid));
        }
    std::printf("%zu elements compared\n", elements);
    EXPECT_GT(elements, 1500U);
}

/// With group lengths and without, with lengths of sequences and without, as a file and as a bare data set.
TEST_F(dcm2json, what_dcmconv_writes_of_the_samples_is_the_same_object) {
    namespace s = dicom_writer::samples;
    const struct {
        const char* option;
        std::string_view syntax;
    } syntaxes[] = {{"+ti", dicom_writer::implicit_vr_little_endian},
                    {"+te", dicom_writer::explicit_vr_little_endian},
                    {"+tb", dicom_writer::explicit_vr_big_endian},
                    {"+td", dicom_writer::deflated_explicit_vr_little_endian}};
    const std::string in = (folder / "in.dcm").string(), out = (folder / "out.dcm").string();
    int compared = 0;
    for (const data_set& sample : {s::ct_image(), s::enhanced_ct(), s::rt_dose(), s::us_image(),
                                   s::every_vr(), s::image_with_private_elements()})
        for (const auto& [option, syntax] : syntaxes) {
            dicom_writer::write_file(sample, in, {.transfer_syntax = std::string(syntax)});
            const std::string expected =
                to_json(by_quoin(dicom_writer::write(sample, {.transfer_syntax = std::string(syntax)})));
            for (const char* const form : {"-g +e", "+g -e", "+g +e -F"}) {
                if (option == std::string_view("+td") && std::string_view(form).ends_with("-F"))
                    continue;  // nothing would tell that it is deflated
                const std::string command = "dcmconv --quiet " + std::string(option) + ' ' + form + ' ';
                SCOPED_TRACE(command);
                ASSERT_EQ(std::system((command + in + ' ' + out + " 2>/dev/null").c_str()), 0);
                std::ifstream from(out, std::ios::binary);
                const dicom_writer::bytes content((std::istreambuf_iterator<char>(from)), {});
                EXPECT_EQ(to_json(by_quoin(content)), expected);
                ++compared;
            }
        }
    std::printf("%d files of dcmconv compared\n", compared);
    EXPECT_EQ(compared, 66);
}

TEST_F(dcm2json, reads_headers_of_compressed_images_alike) {
    for (const dicom_writer::transfer_syntax& syntax : dicom_writer::transfer_syntaxes())
        if (syntax.encapsulated) {
            SCOPED_TRACE(syntax.uid);
            compare(dicom_writer::samples::us_image().remove(0x7fe00010), std::string(syntax.uid));
        }
}

TEST_F(dcm2json, reads_every_character_set_alike) {
    const std::map<std::string, std::string> texts{
        {"", "plain"},
        {"ISO_IR 100",
         "\xC4neas^R\xFC"
         "diger"},
        {"ISO_IR 101", "Wa\xB3\xEAsa"},
        {"ISO_IR 109", "anta\xFDspirina"},
        {"ISO_IR 110", "\xC6rni"},
        {"ISO_IR 144", "\xBB\xEE\xDA\x63\x65\xDC\xD1\xE3\xE0\xD3"},
        {"ISO_IR 127", "\xE2\xC8\xC7\xE6\xEA^\xE4\xE6\xD2\xC7\xD1"},
        {"ISO_IR 126", "\xC4\xE9\xEF\xED\xF5\xF3\xE9\xEF\xF2"},
        {"ISO_IR 138", "\xF9\xF8\xE5\xEF^\xE3\xE1\xE5\xF8\xE4"},
        {"ISO_IR 148",
         "\xC7"
         "ava\xFE^\xDDpek"},
        {"ISO_IR 166", "\xBB\xC3\xD0\xE0\xB7\xC8"},
        {"ISO_IR 13", "\xD4\xCF\xC0\xDE^\xC0\xDB\xB3"},
        {"ISO_IR 192", "\xE5\xB1\xB1\xE7\x94\xB0"},
        {"GB18030", "\xCD\xF5^\xD0\xA1\xB6\xAB"},
        {"GBK", "\xCD\xF5^\xD0\xA1\xB6\xAB"},
        // not ISO 2022 IR 87: dcm2json says that its iconv lacks it
        {"\\ISO 2022 IR 149",
         "Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7=\x1B$)C\xC8\xAB^\x1B$)C\xB1\xE6\xB5\xBF"},
        {"\\ISO 2022 IR 58", "Zhang^XiaoDong=\x1B$)A\xD5\xC5^\x1B$)A\xD0\xA1\xB6\xAB="},
        {"ISO 2022 IR 100\\ISO 2022 IR 144",
         "R\xFC"
         "diger^\x1B-L\xBB\xEE\xDA"},
    };
    for (const auto& [set, name] : texts) {
        SCOPED_TRACE(set);
        data_set tree = dicom_writer::samples::ct_image();
        tree.remove(0x00080005).text(0x00100010, "PN", name);
        // It takes the yen of ISO_IR 13 for a character also where it ends a value (PS3.5 section 6.2).
        if (set == "ISO_IR 13") tree = data_set{}.text(0x00100010, "PN", name);
        if (!set.empty()) tree.text(0x00080005, "CS", set);
        compare(tree, std::string(dicom_writer::explicit_vr_little_endian));
    }
    std::printf("%zu character sets, %zu elements compared\n", texts.size(), elements);
}

}  // namespace
}  // namespace quoin
