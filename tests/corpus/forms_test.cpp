// One object in five forms, explicit and implicit VR, big endian, deflated, and DICOM JSON whose numbers are
// strings, gives the same answers to the byte: over samples, and over every file of the corpus that the tests'
// writer can write.
#include "corpus.hpp"
#include "json_of_strings.hpp"
#include "rewritable.hpp"

#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>
#include <quoin/host.hpp>

#include <gtest/gtest.h>

#include <map>

namespace quoin::corpus {
namespace {

constexpr std::string_view forms[] = {
    dicom_writer::explicit_vr_little_endian, dicom_writer::implicit_vr_little_endian,
    dicom_writer::explicit_vr_big_endian, dicom_writer::deflated_explicit_vr_little_endian};

struct one_object_in_five_forms : testing::Test {
    host under_test{{.manifest = QUOIN_MANIFEST,
                     .set = {"org.quoin.dicom-files.config.inline_bytes=1048576"},
                     .use_environment = false,
                     .caller_rights = true,
                     .builtin_folder = QUOIN_PLUGINS,
                     .log = [](int, std::string_view, std::string_view) {}}};

    /// Every module but the one that says which form it is.
    std::vector<std::string> modules() const {
        std::vector<std::string> out;
        const value all = under_test.describe_types();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string type(all[i]["type"].as_string().value_or(""));
            const std::string served_by = to_json(all[i]["providers"]);
            if (served_by.find("\"org.quoin.dicom-modules\"") != std::string::npos &&
                type != "transferSyntax" && type != "moduleSchema" && !type.starts_with("org."))
                out.push_back(type);
        }
        return out;
    }

    /// Answers by module; of frame data the pixels alone, whose transfer syntax is that of the form. One by one, and
    /// as a row.
    std::map<std::string, std::string> answers(const value& payload) {
        for (const char* subject : {"form:1", "form:row"})
            EXPECT_TRUE(under_test.add("naturalized", subject, payload));
        EXPECT_TRUE(under_test.get("instance", "form:row"));
        const std::vector<std::string> types = modules();
        std::vector<query_result> row(types.size());
        under_test.get_row(types, "form:row", row);
        std::map<std::string, std::string> out, of_row;
        for (std::size_t i = 0; i < types.size(); ++i) {
            show(types[i], under_test.get(types[i], "form:1"), out);
            EXPECT_FALSE(row[i].failure) << types[i];
            show(types[i], row[i].answer, of_row);
        }
        EXPECT_EQ(out, of_row);
        for (const char* subject : {"form:1", "form:row"}) under_test.clear("naturalized", subject);
        return out;
    }
    static void show(const std::string& type, const std::optional<value>& found,
                     std::map<std::string, std::string>& into) {
        if (!found) return;
        const view shown = type == "compressedFrameData" ? (*found)["pixelData"] : static_cast<view>(*found);
        into[type] = to_json(shown, {.lazy_limit = 1UL << 30});
    }

    /// How many answers the forms agree on.
    std::size_t compare(const dicom_writer::data_set& object) {
        const auto written = [&](std::string_view form) {
            const dicom_writer::bytes file =
                dicom_writer::write(object, {.transfer_syntax = std::string(form)});
            builder bytes;
            bytes.add(std::span<const std::uint8_t>(file));
            return bytes.finish();
        };
        const auto first = answers(written(forms[0]));
        for (const std::string_view form : std::span(forms).subspan(1))
            EXPECT_EQ(answers(written(form)), first) << form;

        EXPECT_TRUE(under_test.add("naturalized", "form:json", written(forms[0])));
        const auto model = under_test.get("dicomJson", "form:json");
        under_test.clear("naturalized", "form:json");
        EXPECT_EQ(answers(json_of_strings(model.value(), forms[0])), first) << "DICOM JSON of strings";
        return first.size();
    }
};

TEST_F(one_object_in_five_forms, samples_give_the_same_answers) {
    namespace samples = dicom_writer::samples;
    EXPECT_GT(modules().size(), 20U);
    for (const auto& object :
         {samples::ct_image(), samples::enhanced_ct(), samples::dx_image(), samples::rt_dose(),
          samples::us_image(), samples::palette_image(), samples::image_with_overlays()})
        EXPECT_GT(compare(object), 5U);
}

TEST_F(one_object_in_five_forms, files_of_the_corpus_give_the_same_answers) {
    if (folder().empty()) GTEST_SKIP() << "no corpus here: set QUOIN_CORPUS to its folder";
    std::size_t files = 0;
    std::size_t answers = 0;
    std::map<std::string, int> left_out;
    for (const auto& file : dicom_files()) {
        SCOPED_TRACE(file.filename().string());
        const rewritable found = rewritable_of(file);
        if (!found.object) {
            ++left_out[found.why_not.substr(0, 60)];
            continue;
        }
        answers += compare(*found.object);
        ++files;
    }
    std::printf("%zu files, %zu answers the same in five forms\n", files, answers);
    for (const auto& [why, count] : left_out) std::printf("  %d left out: %s\n", count, why.c_str());
    EXPECT_GT(files, 150U);
}

}  // namespace
}  // namespace quoin::corpus
