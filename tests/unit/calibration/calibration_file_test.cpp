// Calibrations that outlive the process.
#include "calibration_fixture.hpp"

#include <gmock/gmock.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace quoin {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct calibrations_in_a_file : plugin_engine {
    std::filesystem::path folder = made();
    std::filesystem::path file = folder / "calibrations.yaml";

    static std::filesystem::path made() {
        std::string pattern = ::testing::TempDir() + "quoin-calibrations-XXXXXX";
        return ::mkdtemp(pattern.data());
    }
    ~calibrations_in_a_file() override { std::filesystem::remove_all(folder); }
    std::string config() const { return R"({"file":")" + file.string() + "\"}"; }
    void SetUp() override { begin(); }
    void begin() {
        load(FRAMES);
        load(DICOM_MODULES);
        load(CALIBRATION, config());
        const value kept = from_json(R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","Rows":4,"Columns":8,
            "SeriesInstanceUID":"1.2.3","PixelSpacing":[0.5,0.25],"NumberOfFrames":3})");
        engine::registration stands{.id = "test.object",
                                    .types = {"naturalized"},
                                    .priority = {-9000, "test"},
                                    .thread_safe = true,
                                    .tracked = true};
        host.add_provider(
            std::move(stands),
            engine::make_callable_provider(host, "test.object", [=](call&, const request& asked) -> answer {
                if (!asked.subject().starts_with("acme:")) return pass;
                return kept;
            }));
    }
    /// As a process that starts anew with the same manifest.
    void begin_again() {
        host.remove_all_providers();
        begin();
    }
    std::string spacing(const std::string& image_id) {
        const engine::result found = ask("imagePlaneModule", image_id);
        return found.outcome == QUOIN_VALUE ? to_json(found.answer["pixelSpacing"]) : found.error.message;
    }
    std::string add(const std::string& subject, std::string_view payload) {
        const engine::result found =
            host.add({.type = "calibratedPixelSpacing", .subjects = {subject}}, from_json(payload));
        return found.outcome == QUOIN_VALUE ? "taken" : found.error.message;
    }
    void write(std::string_view text) const { std::ofstream(file) << text; }
    std::string content() const {
        std::ostringstream out;
        out << std::ifstream(file).rdbuf();
        return out.str();
    }
};

TEST_F(calibrations_in_a_file, go_before_what_was_added_for_this_process_before) {
    EXPECT_EQ(add("acme:1", R"({"rowPixelSpacing":2,"columnPixelSpacing":3,"scope":"instance"})"), "taken");
    EXPECT_EQ(spacing("acme:1"), "[2.0,3.0]");
    EXPECT_EQ(
        add("acme:1", R"({"rowPixelSpacing":4,"columnPixelSpacing":5,"scope":"instance","persist":true})"),
        "taken");
    EXPECT_EQ(spacing("acme:1"), "[4.0,5.0]") << "the last one counts";
}

TEST_F(calibrations_in_a_file, are_written_also_where_a_process_left_a_draft_behind) {
    // A process in a container often has the number of the one before it.
    std::ofstream(file.string() + "." + std::to_string(::getpid()) + ".new") << "half of it";
    EXPECT_EQ(
        add("acme:1", R"({"rowPixelSpacing":2,"columnPixelSpacing":3,"scope":"instance","persist":true})"),
        "taken");
    begin_again();
    EXPECT_EQ(spacing("acme:1"), "[2.0,3.0]");
}

TEST_F(calibrations_in_a_file, hold_for_a_host_that_starts_later) {
    ASSERT_EQ(add("acme:a?frame=2", R"({"scale":2,"tooltip":"a \"ruler\": 5 cm","persist":true})"), "taken");
    ASSERT_EQ(add("acme:b", R"({"scale":4,"scope":"instance","persist":true})"), "taken");
    ASSERT_EQ(add("acme:c", R"({"scale":8})"), "taken");
    begin_again();
    EXPECT_EQ(spacing("acme:a?frame=2"), "[0.25,0.125]");
    EXPECT_EQ(spacing("acme:a?frame=1"), "[0.5,0.25]");
    EXPECT_EQ(spacing("acme:b?frame=3"), "[0.125,0.0625]");
    EXPECT_EQ(spacing("acme:c"), "[0.5,0.25]") << "not persisted";
    EXPECT_EQ(json("calibratedPixelSpacing", "acme:a?frame=2"),
              R"({"scale":2.0,"aspect":1.0,"type":"User","tooltip":"a \"ruler\": 5 cm","scope":"frame"})");
}

TEST_F(calibrations_in_a_file, answer_the_same_bytes_as_those_in_memory) {
    const char* given = R"({"rowPixelSpacing":0.1,"columnPixelSpacing":2,"sequenceOfUltrasoundRegions":[
        {"regionSpatialFormat":1,"physicalDeltaX":1.0,"physicalDeltaY":0.30000000000000004}],"scope":"series")";
    ASSERT_EQ(add("acme:a", std::string(given) + "}"), "taken");
    const std::string in_memory = json("calibratedPixelSpacing", "acme:a");
    host.clear("calibratedPixelSpacing", "acme:a");
    ASSERT_EQ(json("calibratedPixelSpacing", "acme:a"), "(none)");
    ASSERT_EQ(add("acme:a", std::string(given) + R"(,"persist":true})"), "taken");
    EXPECT_EQ(json("calibratedPixelSpacing", "acme:a"), in_memory);
}

TEST_F(calibrations_in_a_file, go_when_they_are_cleared) {
    ASSERT_EQ(add("acme:a", R"({"scale":2,"persist":true})"), "taken");
    ASSERT_EQ(add("acme:b", R"({"scale":2,"scope":"series","persist":true})"), "taken");
    host.clear("calibratedPixelSpacing", "acme:a");
    EXPECT_EQ(spacing("acme:a"), "[0.25,0.125]") << "still that of its series";
    host.clear("calibratedPixelSpacing", "acme:b");
    EXPECT_EQ(spacing("acme:a"), "[0.5,0.25]");
    EXPECT_EQ(content().find("scale"), std::string::npos);
}

TEST_F(calibrations_in_a_file, may_be_written_by_people_and_changed_while_the_host_runs) {
    EXPECT_EQ(spacing("acme:a"), "[0.5,0.25]") << "there is no such file yet";
    write(
        "calibrations:\n"
        "  - imageId: acme:a   # the knee\n"
        "    rowPixelSpacing: 0.2\n"
        "    columnPixelSpacing: 0.1\n");
    EXPECT_EQ(spacing("acme:a"), "[0.2,0.1]");
    write("calibrations:\n  - {series: 1.2.3, scale: 5}\n");
    EXPECT_EQ(spacing("acme:b"), "[0.1,0.05]");
    write("");
    EXPECT_EQ(spacing("acme:a"), "[0.5,0.25]");
}

TEST_F(calibrations_in_a_file, that_are_wrong_fail_the_query_with_the_place) {
    for (const auto& [text, words] : std::vector<std::pair<std::string, std::string>>{
             {"calibrations:\n  - imageId: acme:a\n    scale: wide\n",
              "[0]: calibratedPixelSpacing: scale is not a"},
             {"calibrations:\n  - scale: 2\n", "[0]: imageId is expected"},
             {"calibrations:\n  - {series: knee, scale: 2}\n", "[0]: series, the Series Instance UID"},
             {"calibrations:\n  - {imageId: acme:a, scope: study}\n", "[0]: scope is none of"},
             {"calibrations:\n  - {imageId: acme:a, scale: 2, persist: true}\n", "[0]: persist is for add"},
             {"calibration: []\n", "calibrations is the only key"},
             {"calibrations: 5\n", "a mapping with the key calibrations and a list"},
             {"calibrations:\n  - [\n", "calibrations.yaml:2:5: "},
             {"calibrations:\n  - knee\n", "[0]: imageId or series"},
             {"[]\n", "a mapping with the key calibrations"}}) {
        write(text);
        EXPECT_THAT(spacing("acme:a"), AllOf(StartsWith(file.string()), HasSubstr(words))) << text;
    }
}

TEST_F(calibrations_in_a_file, are_not_written_over_a_file_that_is_wrong) {
    const std::string wrong = "calibrations: nonsense\n";
    write(wrong);
    EXPECT_THAT(add("acme:a", R"({"scale":2,"persist":true})"), HasSubstr("and a list is expected"));
    EXPECT_EQ(content(), wrong);
}

TEST_F(calibrations_in_a_file, are_replaced_as_a_whole_and_keep_who_may_read_them) {
    write("calibrations: []\n");
    std::filesystem::permissions(file, std::filesystem::perms(0640));
    struct stat before {
    }, after{};
    ASSERT_EQ(::stat(file.c_str(), &before), 0);
    // Whoever reads while it is written has the old file open, whole.
    std::ifstream reader(file);
    ASSERT_EQ(add("acme:a", R"({"scale":2,"persist":true})"), "taken");
    std::ostringstream seen;
    seen << reader.rdbuf();
    EXPECT_EQ(seen.str(), "calibrations: []\n");
    ASSERT_EQ(::stat(file.c_str(), &after), 0);
    EXPECT_NE(before.st_ino, after.st_ino);
    EXPECT_EQ(after.st_mode & 07777U, 0640U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1)
        << "nothing is left beside it";
}

TEST_F(calibrations_in_a_file, of_a_new_file_are_for_its_owner_alone) {
    ASSERT_EQ(add("acme:a", R"({"scale":2,"persist":true})"), "taken");
    struct stat found {};
    ASSERT_EQ(::stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 07777U, 0600U);
}

TEST_F(calibrations_in_a_file, that_cannot_be_written_are_an_error) {
    std::filesystem::remove_all(folder);
    EXPECT_THAT(add("acme:a", R"({"scale":2,"persist":true})"), HasSubstr("cannot be opened"));
    EXPECT_EQ(spacing("acme:a"), "[0.5,0.25]");
}

TEST(calibration_settings, that_are_wrong_are_refused) {
    struct : plugin_engine {
        void TestBody() override {}
    } with;
    EXPECT_THAT(with.why_refused(CALIBRATION, R"({"file":"calibrations.yaml"})"),
                HasSubstr("an absolute path is expected"));
    EXPECT_THAT(with.why_refused(CALIBRATION, R"({"path":"/x"})"), HasSubstr("unknown key 'path'"));
}

}  // namespace
}  // namespace quoin
