// A CSV file (RFC 4180) as a table: a first line of names, then one row a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace acme {

struct csv_table {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;  ///< each as long as names
};

/// Reads UTF-8 text, with or without a byte order mark. Throws quoin::error where it is no such table, with
/// the line; never with what stands in it.
csv_table parse_csv(std::string_view text);

/// The table in a file. Throws quoin::error.
csv_table read_csv(const std::string& path);

}  // namespace acme
