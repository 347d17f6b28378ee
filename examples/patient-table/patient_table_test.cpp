#include <quoin/test_host.hpp>

#include <gtest/gtest.h>

#include <sqlite3.h>

#include <filesystem>

namespace {

constexpr const char* id = "com.example.patient-table";
constexpr const char* type = "com.example.patientRecord";
constexpr const char* query = "SELECT ward, weight, note FROM patients WHERE patient_id = ?1";

struct patient_table : testing::Test {
    std::filesystem::path file = std::filesystem::temp_directory_path() /
                                 (std::string("patient-table-") +
                                  testing::UnitTest::GetInstance()->current_test_info()->name() + ".sqlite");
    quoin::test_host host;
    const quoin_plugin& plugin = quoin::test_host::load(QUOIN_PLUGIN_FILE);

    void SetUp() override {
        std::filesystem::remove(file);
        run("CREATE TABLE patients (patient_id TEXT, ward INTEGER, weight REAL, note TEXT);"
            "INSERT INTO patients VALUES ('P1', 7, 70.5, 'allergic'), ('P2', 8, 0, NULL), ('P3', 1, 1, ''), "
            "('P3', 2, 2, '')");
    }
    void TearDown() override { std::filesystem::remove(file); }

    void run(const char* statements) const {
        sqlite3* opened = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &opened), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(opened, statements, nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(opened);
    }
    quoin::value config(const char* asking = query) const {
        return quoin::builder()
            .object()
            .member("database", file.string())
            .member("query", asking)
            .end()
            .finish();
    }
    quoin::test_result of(const char* patient) {
        auto provider = host.create(plugin, id, config());
        host.on_get("instance", "x:1", quoin::builder().object().member("PatientID", patient).end().finish());
        return provider.get(type, "x:1");
    }
};

}  // namespace

TEST_F(patient_table, the_row_of_the_patient_is_the_answer) {
    const auto first = of("P1");
    EXPECT_EQ(first.value["ward"].as_int(), 7);
    EXPECT_EQ(first.value["weight"].as_real(), 70.5);
    EXPECT_EQ(first.value["note"].as_string(), "allergic");
    EXPECT_TRUE(of("P2").value["note"].is_null());
    EXPECT_EQ(host.references(), 0);
}

TEST_F(patient_table, whoever_is_not_in_it_passes) {
    EXPECT_TRUE(of("P9").passed());
    EXPECT_TRUE(of("").passed());
    auto provider = host.create(plugin, id, config());
    EXPECT_TRUE(provider.get(type, "x:2").passed()) << "no instance";
}

TEST_F(patient_table, an_identifier_is_a_parameter_and_no_part_of_the_query) {
    EXPECT_TRUE(of("' OR '1'='1").passed());
    EXPECT_TRUE(of("P1'; DROP TABLE patients; --").passed());
    EXPECT_TRUE(of("P1").answered());
}

TEST_F(patient_table, two_rows_for_a_patient_are_an_error_that_names_nobody) {
    const auto got = of("P3");
    EXPECT_EQ(got.code, QUOIN_E_INVALID);
    EXPECT_EQ(got.message, "expected one row for a patient, found several; make the column unique");
}

TEST_F(patient_table, a_change_of_the_table_is_seen_at_once) {
    auto provider = host.create(plugin, id, config());
    host.on_get("instance", "x:1", quoin::builder().object().member("PatientID", "P1").end().finish());
    ASSERT_EQ(provider.get(type, "x:1").value["ward"].as_int(), 7);
    run("UPDATE patients SET ward = 9 WHERE patient_id = 'P1'");
    EXPECT_EQ(provider.get(type, "x:1").value["ward"].as_int(), 9);
}

TEST_F(patient_table, a_long_query_ends_when_it_is_cancelled) {
    auto provider = host.create(plugin, id,
                                config("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
                                       "SELECT count(*) FROM n WHERE ?1 = 'P1'"));
    host.on_get("instance", "x:1", quoin::builder().object().member("PatientID", "P1").end().finish());
    host.cancel();
    EXPECT_EQ(provider.get(type, "x:1").code, QUOIN_E_CANCELLED);
}

TEST_F(patient_table, a_configuration_that_cannot_be_meant_is_refused) {
    EXPECT_EQ(host.refusal(plugin, id),
              "expected 'database', found none; write database: /data/hospital.sqlite");
    EXPECT_EQ(host.refusal(plugin, id, quoin::builder().object().member("file", "x").end().finish()),
              "unknown setting 'file' (known: database, query)");
    EXPECT_EQ(host.refusal(plugin, id, config("DELETE FROM patients WHERE patient_id = ?1")),
              "expected a query that reads, with one parameter ?1");
    EXPECT_EQ(host.refusal(plugin, id, config("SELECT ward FROM patients")),
              "expected a query that reads, with one parameter ?1");
    const std::string why = host.refusal(plugin, id, config("SELECT ward FROM nowhere WHERE a = ?1"));
    EXPECT_EQ(why, file.string() + ": the query: no such table: nowhere");
}
