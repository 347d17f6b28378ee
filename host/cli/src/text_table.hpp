// Rows of cells as aligned columns of a given width.
#pragma once

#include "console.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quoin::cli {

class text_table {
 public:
    struct column {
        std::string heading;
        bool right = false;     ///< numbers stand right
        std::size_t least = 4;  ///< columns it is not cut below, where the table is too wide
    };
    explicit text_table(std::vector<column> columns);
    /// As many cells as columns. What stands beneath: behind two blanks, in several lines where it is too long
    /// for one, never cut.
    void add(std::vector<std::string> cells, std::vector<std::string> beneath = {},
             colour with = colour::none);
    /// The widest columns are cut until the rows fit; the last column is never padded.
    std::string text(std::size_t width, bool colours) const;

 private:
    struct row {
        std::vector<std::string> cells;
        std::vector<std::string> beneath;
        colour with;
    };
    std::vector<column> columns_;
    std::vector<row> rows_;
};

}  // namespace quoin::cli
