#include "text_table.hpp"

#include "terminal_text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace quoin::cli {

namespace {
constexpr std::size_t gap = 2;

std::string line_of(const std::vector<text_table::column>& columns, const std::vector<std::size_t>& widths,
                    const std::vector<std::string>& cells) {
    std::string out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string cell = cut_to(cells[i], widths[i]);
        const std::size_t room = widths[i] - display_width(cell);
        if (i != 0) out.append(gap, ' ');
        if (columns[i].right) out.append(room, ' ');
        out += cell;
        if (!columns[i].right) out.append(room, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

// Lines of whole words: one that is longer than the width has a line of its own.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
    constexpr std::size_t first_indent = 2, other_indent = 4;
    std::vector<std::string> out{std::string(first_indent, ' ')};
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        const bool begins = out.back().find_first_not_of(' ') == std::string::npos;
        if (!begins && display_width(out.back()) + 1 + display_width(word) > width)
            out.push_back(std::string(other_indent, ' ') + word);
        else
            out.back() += (begins ? "" : " ") + word;
        at = end + 1;
    }
    return out;
}

}  // namespace

text_table::text_table(std::vector<column> columns) : columns_(std::move(columns)) {}

void text_table::add(std::vector<std::string> cells, std::vector<std::string> beneath, colour with) {
    for (std::string& cell : cells) cell = one_line(cell);
    cells.resize(columns_.size());
    for (std::string& line : beneath) line = one_line(line);
    rows_.push_back({std::move(cells), std::move(beneath), with});
}

std::string text_table::text(std::size_t width, bool colours) const {
    std::vector<std::size_t> widths;
    std::vector<std::string> headings;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        headings.push_back(columns_[i].heading);
        widths.push_back(display_width(columns_[i].heading));
        for (const row& one : rows_) widths[i] = std::max(widths[i], display_width(one.cells[i]));
    }
    const auto total = [&widths] {
        return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
    };
    while (total() > width) {
        std::size_t widest = columns_.size();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (widths[i] > columns_[i].least && (widest == columns_.size() || widths[i] > widths[widest]))
                widest = i;
        if (widest == columns_.size()) break;
        --widths[widest];
    }
    std::string out = painted(line_of(columns_, widths, headings), colour::bold, colours) + '\n';
    for (const row& one : rows_) {
        out += painted(line_of(columns_, widths, one.cells), one.with, colours) + '\n';
        for (const std::string& text : one.beneath)
            for (const std::string& line : wrapped(text, width))
                out += painted(line, one.with, colours) + '\n';
    }
    return out;
}

}  // namespace quoin::cli
