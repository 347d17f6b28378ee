// A look-up in a table of patients, in SQLite: whatever the hospital knows of the patient of an image.
//
//     - id: com.example.patient-table
//       config:
//         database: /data/hospital.sqlite
//         query: SELECT ward, allergies FROM patients WHERE patient_id = ?1
//
// ?1 is the PatientID of the subject's `instance`. The columns of the one row are the members of
// `com.example.patientRecord`; no row passes, more than one is an error. The database is opened for reading
// alone, and is asked each time: it may change at any moment, so the provider is not `tracked`. Messages
// never hold what is in the table.
#include <quoin/quoin.hpp>

#include <sqlite3.h>

#include <memory>
#include <mutex>
#include <string>

namespace {

struct closes {
    void operator()(sqlite3* database) const noexcept { sqlite3_close(database); }
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};

constexpr int steps_between_polls = 1000;  // of SQLite's virtual machine
constexpr int wait_for_writers_ms = 2000;

class patient_table final : public quoin::provider {
 public:
    static constexpr auto served = quoin::types("com.example.patientRecord");
    static constexpr quoin::descriptor info{.id = "com.example.patient-table",
                                            .name = "Patient table",
                                            .version = "1.0.0",
                                            .vendor = "Example",
                                            .description = "what a table in SQLite knows of a patient",
                                            .licence = "MIT",
                                            .types = served,
                                            .thread_safe = true,
                                            .blocking = true};

    explicit patient_table(const quoin::setup& with) {
        for (std::size_t i = 0; i < with.config().size(); ++i)
            if (const auto name = with.config().member(i).first; name != "database" && name != "query")
                throw quoin::error(QUOIN_E_CONFIG,
                                   "unknown setting '" + std::string(name) + "' (known: database, query)");
        const std::string path = text(with.config(), "database", "/data/hospital.sqlite");
        const std::string query =
            text(with.config(), "query", "SELECT ward FROM patients WHERE patient_id = ?1");
        sqlite3* opened = nullptr;
        const int result = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
        database_.reset(opened);
        if (result != SQLITE_OK)
            throw quoin::error(QUOIN_E_IO, path + ": cannot be opened: " + sqlite3_errstr(result));
        sqlite3_busy_timeout(opened, wait_for_writers_ms);
        sqlite3_stmt* prepared = nullptr;
        if (sqlite3_prepare_v2(opened, query.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
            throw quoin::error(QUOIN_E_CONFIG, path + ": the query: " + sqlite3_errmsg(opened));
        statement_.reset(prepared);
        if (!prepared || sqlite3_bind_parameter_count(prepared) != 1 || sqlite3_stmt_readonly(prepared) == 0)
            throw quoin::error(QUOIN_E_CONFIG, "expected a query that reads, with one parameter ?1");
    }

    quoin::answer get(quoin::call& call, const quoin::request& request) override {
        const auto instance = call.get("instance", request.subject());
        if (!instance) return quoin::pass;
        const auto patient = (*instance)["PatientID"].as_string();
        if (!patient || patient->empty()) return quoin::pass;
        return look_up(call, *patient);
    }

 private:
    static std::string text(quoin::view config, const char* name, const char* example) {
        const auto found = config[name].as_string();
        if (!found)
            throw quoin::error(QUOIN_E_CONFIG, "expected '" + std::string(name) + "', found none; write " +
                                                   name + ": " + example);
        return std::string(*found);
    }

    /// The identifier is bound, never put into the text of the query.
    quoin::answer look_up(quoin::call& call, std::string_view patient) {
        const std::lock_guard one_at_a_time(guard_);  // one statement; nothing below asks the host for values
        sqlite3_progress_handler(
            database_.get(), steps_between_polls,
            [](void* asked) { return static_cast<quoin::call*>(asked)->cancelled() ? 1 : 0; }, &call);
        const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_reset)> reset_at_end(statement_.get(),
                                                                                   &sqlite3_reset);
        if (sqlite3_bind_text64(statement_.get(), 1, patient.data(), patient.size(), SQLITE_STATIC,
                                SQLITE_UTF8) != SQLITE_OK)
            throw quoin::error(QUOIN_E_LIMIT, "the PatientID is too long to look up");
        if (!step()) return quoin::pass;
        quoin::value found = row();
        if (step())
            throw quoin::error(QUOIN_E_INVALID,
                               "expected one row for a patient, found several; make the column unique");
        return found;
    }
    bool step() {
        const int result = sqlite3_step(statement_.get());
        if (result == SQLITE_ROW) return true;
        if (result == SQLITE_DONE) return false;
        if (result == SQLITE_INTERRUPT) throw quoin::error(QUOIN_E_CANCELLED, "nobody waits for it any more");
        // sqlite3_errstr, not sqlite3_errmsg: that one may quote what is in the table.
        throw quoin::error(QUOIN_E_IO, std::string("the database: ") + sqlite3_errstr(result));
    }
    quoin::value row() {
        quoin::builder made;
        made.object();
        sqlite3_stmt* const from = statement_.get();
        for (int i = 0; i < sqlite3_column_count(from); ++i) {
            made.key(sqlite3_column_name(from, i));
            const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(from, i)); };
            switch (sqlite3_column_type(from, i)) {
                case SQLITE_INTEGER:
                    made.add(static_cast<std::int64_t>(sqlite3_column_int64(from, i)));
                    break;
                case SQLITE_FLOAT:
                    made.add(sqlite3_column_double(from, i));
                    break;
                case SQLITE_TEXT: {
                    const auto* const at = reinterpret_cast<const char*>(sqlite3_column_text(from, i));
                    made.add(std::string_view(at, size()));
                    break;
                }
                case SQLITE_BLOB: {
                    const auto* const at = static_cast<const std::uint8_t*>(sqlite3_column_blob(from, i));
                    made.add(std::span<const std::uint8_t>(at, size()));
                    break;
                }
                default:
                    made.null();
            }
        }
        return made.end().finish();
    }

    std::mutex guard_;
    std::unique_ptr<sqlite3, closes> database_;
    std::unique_ptr<sqlite3_stmt, closes> statement_;
};

}  // namespace

QUOIN_PLUGIN(patient_table)
