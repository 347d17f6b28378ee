#include <quoin/test_host.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

constexpr const char* type = "com.acme.groundTruth";

struct acme_truth : testing::Test {
    // Of one test alone: ctest may run several at once.
    std::filesystem::path file =
        std::filesystem::temp_directory_path() /
        (std::string("acme-truth-") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv");
    quoin::test_host host;
    const quoin_plugin& plugin = quoin::test_host::load(QUOIN_PLUGIN_FILE);

    ~acme_truth() override { std::filesystem::remove(file); }

    quoin::value config(std::string_view csv) {
        std::ofstream(file, std::ios::binary) << csv;
        return quoin::builder().object().member("file", file.string()).end().finish();
    }
    quoin::test_provider with(std::string_view csv) {
        return host.create(plugin, "com.acme.ground-truth", config(csv));
    }
    std::string refused(std::string_view csv) {
        std::string why = host.refusal(plugin, "com.acme.ground-truth", config(csv));
        if (why.starts_with(file.string())) why.replace(0, file.string().size(), "FILE");
        return why;
    }
};

}  // namespace

TEST_F(acme_truth, a_row_is_the_answer_about_its_subject_and_others_pass) {
    auto provider = with("subject,lesions,volume,comment\nx:1,3,0.5,\"agreed, twice\"\nx:2,0,,\n");
    const auto got = provider.get(type, "x:1");
    EXPECT_EQ(got.value["lesions"].as_int(), 3);
    EXPECT_EQ(got.value["volume"].as_real(), 0.5);
    EXPECT_EQ(got.value["comment"].as_string(), "agreed, twice");
    EXPECT_EQ(provider.get(type, "x:2").value.size(), 1u) << "an empty cell is no member";
    EXPECT_TRUE(provider.get(type, "x:3").passed());
    provider.destroy();
    EXPECT_EQ(host.references(), 0) << "what the test keeps is not the plugin's";
}

TEST_F(acme_truth, rows_by_uid_ask_who_the_subject_is) {
    auto provider = with("SOPInstanceUID,lesions\n1.2.3,3\n");
    EXPECT_TRUE(provider.get(type, "x:1").passed()) << "nobody knows the instance";
    host.on_get("instance", "x:1",
                quoin::builder().object().member("SOPInstanceUID", "1.2.3").end().finish());
    EXPECT_EQ(provider.get(type, "x:1").value["lesions"].as_int(), 3);
    host.on_get("instance", "x:1", quoin::test_host::failing(QUOIN_E_IO, "the disk is gone"));
    EXPECT_EQ(provider.get(type, "x:1").message, "the disk is gone") << "a failure is no pass";
}

TEST_F(acme_truth, files_come_from_all_kinds_of_programs) {
    auto provider = with("\xEF\xBB\xBFsubject,note\r\n\"x:1\",\"say \"\"yes\"\"\r\ntwice\"\r\n\r\nx:2,inf");
    EXPECT_EQ(provider.get(type, "x:1").value["note"].as_string(), "say \"yes\"\r\ntwice");
    EXPECT_EQ(provider.get(type, "x:2").value["note"].as_string(), "inf");
}

TEST_F(acme_truth, a_file_that_is_wrong_is_refused_with_its_line) {
    EXPECT_EQ(refused(""),
              "FILE: line 1: expected a line with the names of the columns, found an empty file");
    EXPECT_EQ(refused("id,lesions\n"),
              "FILE: line 1: expected 'subject' or 'SOPInstanceUID' as the first column");
    EXPECT_EQ(refused("subject,lesions\nx:1,3\nx:2\n"), "FILE: line 3: expected 2 cells, found 1");
    EXPECT_EQ(refused("subject,lesions\n\"x:1,3\n"),
              "FILE: line 2: expected a closing quote, found the end of the file");
    EXPECT_EQ(refused("subject,lesions\nx:1,3\nx:1,4\n"),
              "FILE: row 2: expected every subject once, found one again");
    EXPECT_EQ(refused("subject,note\nx:1,\xFF\n"), "FILE: a string that is not UTF-8");
    EXPECT_EQ(refused("subject,note,note\nx:1,1,2\n"), "FILE: the same key twice in one object");
}

TEST_F(acme_truth, a_configuration_that_cannot_be_meant_is_refused) {
    EXPECT_EQ(host.refusal(plugin, "com.acme.ground-truth"),
              "expected 'file', the path of a CSV file, found none; write config: { file: /data/truth.csv }");
    EXPECT_EQ(host.refusal(plugin, "com.acme.ground-truth",
                           quoin::builder().object().member("fiel", "x").end().finish()),
              "unknown setting 'fiel' (known: file)");
    EXPECT_EQ(host.refusal(plugin, "com.acme.ground-truth",
                           quoin::builder().object().member("file", "/nowhere").end().finish()),
              "/nowhere: cannot be opened; correct the path, or give the right to read it");
}
