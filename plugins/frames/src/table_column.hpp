// table_column.hpp - one column while its table is made: a typed array that is filled where it stays.
#pragma once

#include <quoin/quoin.hpp>

#include <algorithm>
#include <optional>
#include <span>

namespace quoin::dicom {

/// `width` elements of T for each row. Takes memory once something is put into it; what nothing is put into
/// holds `missing`.
template <class T>
class table_column {
 public:
    table_column(std::size_t rows, std::size_t width, T missing)
        : rows_(rows), width_(width), missing_(missing) {}

    bool any() const noexcept { return made_.has_value(); }
    std::size_t width() const noexcept { return width_; }

    /// The elements of a row, to be written.
    std::span<T> at(std::size_t row) {
        if (!made_) make();
        return cells_.subspan(row * width_, width_);
    }
    /// All elements, to be written.
    std::span<T> all() {
        if (!made_) make();
        return cells_;
    }
    /// All elements, none before something was put into them.
    std::span<T> cells() noexcept { return cells_; }
    /// Every row becomes like this one.
    void fill(std::span<const T> row) {
        for (std::size_t i = 0; i < rows_; ++i) std::ranges::copy(row, at(i).begin());
    }

    value finish() { return made_->finish(); }

 private:
    // A builder for each column: what typed() gives stays good until the next call on its builder.
    void make() {
        made_.emplace();
        cells_ = made_->typed<T>(rows_ * width_);
        if (cells_.size() != rows_ * width_) throw error(QUOIN_E_MEMORY, "out of memory");
        std::ranges::fill(cells_, missing_);
    }

    std::size_t rows_, width_;
    T missing_;
    std::optional<builder> made_;
    std::span<T> cells_;
};

}  // namespace quoin::dicom
