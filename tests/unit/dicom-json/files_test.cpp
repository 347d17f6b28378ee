// Files of DICOM JSON as subjects. The engine here works for nobody in particular: roots decide.
#include <plugin_engine.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace quoin {
namespace {

struct json_files : plugin_engine {
    json_files() {
        folder = std::filesystem::canonical(std::filesystem::temp_directory_path()) /
                 ("quoin-json-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder / "root");
        load(DICOM_JSON, R"({"roots":[")" + (folder / "root").string() + R"("],"max_file_bytes":4096})");
        load(DICOM_FILES);
    }
    ~json_files() override { std::filesystem::remove_all(folder); }
    std::string write(const std::string& name, std::string_view text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        return (folder / name).string();
    }
    std::string rows(const std::string& subject) {
        const engine::result found = ask("naturalized", subject);
        if (found.outcome == QUOIN_PASS) return "pass";
        return found.outcome == QUOIN_VALUE ? to_json(found.answer["Rows"]) : found.error.message;
    }
    static std::string object(int number) {
        return R"({"00080018":{"vr":"UI","Value":["1.3.)" + std::to_string(number) +
               R"("]},"00280010":{"vr":"US","Value":[)" + std::to_string(number) + "]}}";
    }
    std::filesystem::path folder;
};

TEST_F(json_files, are_subjects) {
    const std::string file = write("root/a.json", object(7));
    for (const std::string& subject : {file, "dicomfile:" + file, file + "#1", file + "?frame=2"})
        EXPECT_EQ(rows(subject), "7") << subject;
    EXPECT_EQ(rows(write("root/b.dcmjson", "[" + object(8) + "]")), "8");
    EXPECT_EQ(json("dicomJson", file),
              R"({"00080018":{"vr":"UI","Value":["1.3.7"]},"00280010":{"vr":"US","Value":[7]}})");
}

TEST_F(json_files, instances_of_an_array_go_by_number_or_uid) {
    const std::string file = write("root/series.json", "[" + object(7) + "," + object(8) + "]");
    EXPECT_EQ(rows(file + "/instances/1"), "7");
    EXPECT_EQ(rows(file + "/instances/2#1"), "8");
    EXPECT_EQ(rows(file + "/instances/1.3.8"), "8");
    for (const char* missing : {"/instances/0", "/instances/3", "/instances/1.3.9"})
        EXPECT_NE(rows(file + missing).find("no such instance; it holds 2"), std::string::npos) << missing;
    EXPECT_EQ(rows(file), file + ": holds 2 instances; name one: " + file + "/instances/1, or its UID");
}

TEST_F(json_files, that_changed_are_read_again) {
    const std::string file = write("root/a.json", object(7));
    EXPECT_EQ(rows(file), "7");
    write("root/a.json", object(18));
    EXPECT_EQ(rows(file), "18");
}

TEST_F(json_files, outside_the_roots_are_denied_and_large_ones_refused) {
    const std::string outside = write("a.json", object(7));
    EXPECT_NE(rows(outside).find("config.roots of org.quoin.dicom-json"), std::string::npos) << rows(outside);
    EXPECT_NE(rows((folder / "root/../a.json").string()).find("outside the folders"), std::string::npos);
    const std::string large = write("root/large.json", object(7) + std::string(5000, ' '));
    EXPECT_NE(rows(large).find("max_file_bytes"), std::string::npos);
    EXPECT_NE(rows((folder / "root/missing.json").string()).find("no such file"), std::string::npos);
    EXPECT_EQ(rows("wadors:https://s/x.json"), "pass");
}

TEST_F(json_files, that_are_no_dicom_json_say_so) {
    const std::string file = write("root/a.json", "{\"rows\":5}");
    EXPECT_TRUE(rows(file).starts_with(file + ": no DICOM JSON")) << rows(file);
    write("root/a.json", "{\"00280010\":");
    EXPECT_TRUE(rows(file).starts_with(file + ": the JSON text is wrong at byte 12")) << rows(file);
    write("root/a.json", "");
    EXPECT_TRUE(rows(file).starts_with(file + ": the JSON text is wrong at byte 0")) << rows(file);
}

TEST_F(json_files, a_path_can_be_added) {
    const std::string file = write("root/a.json", object(7));
    EXPECT_EQ(host.add({.type = "naturalized", .subjects = {"acme:1"}}, value::of(file)).outcome,
              QUOIN_VALUE);
    EXPECT_EQ(rows("acme:1#2"), "7");
    write("root/a.json", object(18));
    EXPECT_EQ(rows("acme:1"), "18");
    EXPECT_NE(host.add({.type = "naturalized", .subjects = {"acme:2"}}, value::of(write("b.json", object(1))))
                  .outcome,
              QUOIN_VALUE);
}

TEST_F(json_files, settings_that_are_wrong_are_named) {
    EXPECT_NE(why_refused(DICOM_JSON, R"({"rots":[]})").find("unknown key 'rots'"), std::string::npos);
    EXPECT_NE(why_refused(DICOM_JSON, R"({"roots":["relative"]})").find("absolute folder"),
              std::string::npos);
}

}  // namespace
}  // namespace quoin
