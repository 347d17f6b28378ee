#include "csv_table.hpp"

#include <quoin/quoin.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

namespace acme {

namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 20;

[[noreturn]] void wrong(std::size_t line, const std::string& why) {
    throw quoin::error(QUOIN_E_FORMAT, "line " + std::to_string(line) + ": " + why);
}

class reader {
 public:
    explicit reader(std::string_view text) : rest_(text) {
        if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
    }
    std::size_t line() const { return line_; }

    /// The cells of the next line that is not empty; nothing at the end.
    std::optional<std::vector<std::string>> row() {
        while (!rest_.empty() && (rest_.front() == '\n' || rest_.front() == '\r')) end_of_line();
        if (rest_.empty()) return std::nullopt;
        std::vector<std::string> cells{cell()};
        while (!rest_.empty() && rest_.front() == ',') {
            rest_.remove_prefix(1);
            cells.push_back(cell());
        }
        begun_at_ = line_;
        if (!rest_.empty()) end_of_line();
        return cells;
    }
    /// Line of the row that was read last.
    std::size_t row_line() const { return begun_at_; }

 private:
    std::string cell() {
        if (rest_.empty() || rest_.front() != '"') {
            const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
            std::string out(rest_.substr(0, end));
            if (out.find('"') != std::string::npos)
                wrong(line_,
                      "expected quotes around a whole cell, found one inside; double it and quote the cell");
            rest_.remove_prefix(end);
            return out;
        }
        const std::size_t begin = line_;
        std::string out;
        for (rest_.remove_prefix(1);; rest_.remove_prefix(1)) {
            if (rest_.empty()) wrong(begin, "expected a closing quote, found the end of the file");
            if (rest_.front() == '"') {
                rest_.remove_prefix(1);
                if (rest_.empty() || rest_.front() != '"') break;
            }
            if (rest_.front() == '\n') ++line_;
            out += rest_.front();
        }
        if (!rest_.empty() && rest_.find_first_of(",\r\n") != 0)
            wrong(line_, "expected a comma or the end of the line behind a closing quote");
        return out;
    }
    void end_of_line() {
        if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
        rest_.remove_prefix(1);
        ++line_;
    }

    std::string_view rest_;
    std::size_t line_ = 1, begun_at_ = 1;
};

}  // namespace

csv_table parse_csv(std::string_view text) {
    reader from(text);
    csv_table out;
    if (auto names = from.row()) out.names = std::move(*names);
    if (out.names.empty()) wrong(1, "expected a line with the names of the columns, found an empty file");
    while (auto row = from.row()) {
        if (row->size() != out.names.size())
            wrong(from.row_line(), "expected " + std::to_string(out.names.size()) + " cells, found " +
                                       std::to_string(row->size()));
        out.rows.push_back(std::move(*row));
    }
    return out;
}

csv_table read_csv(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file)
        throw quoin::error(QUOIN_E_IO, "cannot be opened; correct the path, or give the right to read it");
    if (static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0)) > most_bytes)
        throw quoin::error(QUOIN_E_LIMIT, "larger than 256 MiB; leave out what is not asked for");
    file.seekg(0);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file.bad()) throw quoin::error(QUOIN_E_IO, "cannot be read");
    return parse_csv(text);
}

}  // namespace acme
