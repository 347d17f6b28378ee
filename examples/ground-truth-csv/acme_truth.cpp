// Ground truth from a CSV file: what readers agreed on, beside the images that they read.
//
//     - id: com.acme.ground-truth
//       library: acme-truth
//       config: { file: /data/truth.csv }
//
// The first column says what a row is about: `subject`, as it is asked for, or `SOPInstanceUID`, which the
// provider asks the `instance` of the subject for. The other columns are members of the answer: whole
// numbers, other numbers, else text; an empty cell is no member. The file is read once, when the host starts.
#include "csv_table.hpp"

#include <quoin/quoin.hpp>

#include <charconv>
#include <string>
#include <unordered_map>

namespace {

/// A cell as it would be typed in JSON: 3, 0.5, or text.
void add_cell(quoin::builder& to, const std::string& cell) {
    const char* const end = cell.data() + cell.size();
    std::int64_t whole = 0;
    if (const auto [at, failed] = std::from_chars(cell.data(), end, whole);
        failed == std::errc() && at == end) {
        to.add(whole);
        return;
    }
    double real = 0;
    const bool digits = cell.find_first_of("0123456789") != std::string::npos;  // "inf" and "nan" are text
    if (const auto [at, failed] = std::from_chars(cell.data(), end, real);
        digits && failed == std::errc() && at == end)
        to.add(real);
    else
        to.add(cell);
}

class ground_truth final : public quoin::provider {
 public:
    static constexpr auto served = quoin::types("com.acme.groundTruth");
    static constexpr quoin::descriptor info{.id = "com.acme.ground-truth",
                                            .name = "Acme ground truth",
                                            .version = "1.0.0",
                                            .vendor = "Acme",
                                            .description = "agreed findings from a CSV file",
                                            .licence = "MIT",
                                            .types = served,
                                            .thread_safe = true,
                                            .tracked = true};

    explicit ground_truth(const quoin::setup& with) {
        for (std::size_t i = 0; i < with.config().size(); ++i)
            if (const auto name = with.config().member(i).first; name != "file")
                throw quoin::error(QUOIN_E_CONFIG,
                                   "unknown setting '" + std::string(name) + "' (known: file)");
        const auto file = with.config()["file"].as_string();
        if (!file)
            throw quoin::error(QUOIN_E_CONFIG,
                               "expected 'file', the path of a CSV file, found none; write "
                               "config: { file: /data/truth.csv }");
        try {
            read(acme::read_csv(std::string(*file)));
        } catch (const quoin::error& failed) {
            throw quoin::error(failed.code(), std::string(*file) + ": " + failed.message());
        }
    }

    quoin::answer get(quoin::call& call, const quoin::request& request) override {
        if (!by_uid_) return found(request.subject());
        const auto instance = call.get("instance", request.subject());
        if (!instance) return quoin::pass;
        const auto uid = (*instance)["SOPInstanceUID"].as_string();
        return uid ? found(*uid) : quoin::pass;
    }

 private:
    void read(const acme::csv_table& table) {
        by_uid_ = table.names.front() == "SOPInstanceUID";
        if (!by_uid_ && table.names.front() != "subject")
            throw quoin::error(QUOIN_E_FORMAT,
                               "line 1: expected 'subject' or 'SOPInstanceUID' as the first column");
        quoin::builder made;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto& cells = table.rows[row];
            made.object();
            for (std::size_t i = 1; i < cells.size(); ++i)
                if (!cells[i].empty()) add_cell(made.key(table.names[i]), cells[i]);
            if (!truth_.emplace(cells.front(), made.end().finish()).second)
                throw quoin::error(QUOIN_E_FORMAT, "row " + std::to_string(row + 1) +
                                                       ": expected every subject once, found one again");
        }
    }
    quoin::answer found(std::string_view about) const {
        const auto row = truth_.find(std::string(about));
        return row == truth_.end() ? quoin::answer(quoin::pass) : quoin::answer(row->second);
    }

    std::unordered_map<std::string, quoin::value> truth_;
    bool by_uid_ = false;
};

}  // namespace

QUOIN_PLUGIN(ground_truth)
