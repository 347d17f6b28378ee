#include "frame_table.hpp"

#include "attribute_numbers.hpp"
#include "frame_columns.hpp"
#include "frame_geometry.hpp"
#include "frame_instance.hpp"
#include "instance_keys.hpp"
#include "table_column.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

using kind = column_line::kind;
using reals = table_column<double>;
using indexes = table_column<std::int32_t>;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

using scalars = std::span<const quoin_scalar>;

std::optional<double> as_finite(const quoin_scalar& one) noexcept {
    const double number = one.kind == QUOIN_INT ? static_cast<double>(one.integer) : one.real;
    return (one.kind == QUOIN_INT || one.kind == QUOIN_REAL) && std::isfinite(number) ? std::optional(number)
                                                                                      : std::nullopt;
}
std::optional<std::int32_t> as_index(const quoin_scalar& one) noexcept {
    return one.kind == QUOIN_INT && one.integer >= std::numeric_limits<std::int32_t>::min() &&
                   one.integer <= std::numeric_limits<std::int32_t>::max()
               ? std::optional(static_cast<std::int32_t>(one.integer))
               : std::nullopt;
}

std::vector<quoin_scalar> scalars_of(view attribute) {
    std::vector<quoin_scalar> out;
    add_scalars(attribute, out);
    return out;
}

/// Words by number, from 1 in the order they came.
class word_list {
 public:
    std::int32_t number_of(const quoin_scalar& one) {
        if (one.kind != QUOIN_STRING) return 0;
        const std::string_view word = to_view(one.text);
        // Frames of one stack mostly follow each other.
        if (last_ != 0 && words_[static_cast<std::size_t>(last_) - 1] == word) return last_;
        const auto found = numbers_.find(word);
        if (found != numbers_.end()) return last_ = found->second;
        words_.emplace_back(word);
        return last_ =
                   numbers_.emplace(words_.back(), static_cast<std::int32_t>(words_.size())).first->second;
    }
    void add_to(builder& out) const {
        out.array();
        for (const std::string& word : words_) out.add(std::string_view(word));
        out.end();
    }

 private:
    std::vector<std::string> words_;
    std::map<std::string, std::int32_t, std::less<>> numbers_;
    std::int32_t last_ = 0;
};

/// The columns of one attribute.
class attribute_columns {
 public:
    attribute_columns(const column_line& line, std::size_t rows)
        : line_(line), attribute_(line.attribute), rows_(rows) {}

    const column_line& line() const noexcept { return line_; }
    const key& attribute() const noexcept { return attribute_; }
    bool any() const noexcept { return (real_ && real_->front().any()) || (index_ && index_->any()); }
    reals* real_column(std::size_t number) { return real_ ? &(*real_)[number] : nullptr; }

    void put(std::size_t row, scalars stated) {
        if (filled_) clear(row);
        if (stated.empty()) return;
        switch (line_.is) {
            case kind::real:
                return put_reals(row, stated);
            case kind::index:
                return put_indexes(row, stated);
            case kind::word:
                if (stated.size() != 1) return;
                if (const std::int32_t number = words_.number_of(stated[0])) index_of(1).at(row)[0] = number;
        }
    }
    /// What the object says is that of every frame which does not say otherwise.
    void fill(view stated) {
        put(0, scalars_of(stated));
        if (real_)
            for (reals& one : *real_)
                if (one.any()) one.fill(std::vector<double>(one.at(0).begin(), one.at(0).end()));
        if (index_ && index_->any())
            index_->fill(std::vector<std::int32_t>(index_->at(0).begin(), index_->at(0).end()));
        filled_ = any();
    }
    bool states(std::size_t row) { return index_ && index_->any() && index_->at(row)[0] != 0; }
    void put_real(std::size_t row, std::size_t number, double value) {
        real_columns()[number].at(row)[0] = value;
    }
    void put_index(std::size_t row, std::int64_t value) {
        if (value > 0 && value <= std::numeric_limits<std::int32_t>::max())
            index_of(1).at(row)[0] = static_cast<std::int32_t>(value);
    }
    void put_directions(std::size_t row, const directions& all) {
        std::ranges::copy(all, real_columns().front().at(row).begin());
    }

    void add_to(builder& out) {
        const std::array names{line_.first, line_.second, line_.third};
        for (std::size_t i = 0; real_ && i < real_->size(); ++i)
            if ((*real_)[i].any()) out.member(names[i], (*real_)[i].finish());
        if (!index_ || !index_->any()) return;
        out.member(line_.first, index_->finish());
        if (line_.is == kind::word) words_.add_to(out.key(std::string(line_.first) + "s"));
    }

 private:
    /// What the frame says goes before what the object says, also where it cannot be used.
    void clear(std::size_t row) {
        if (real_)
            for (reals& one : *real_) std::ranges::fill(one.at(row), not_a_number);
        if (index_) std::ranges::fill(index_->at(row), 0);
    }
    std::vector<reals>& real_columns() {
        if (!real_) {
            real_.emplace();
            for (const std::string_view name : {line_.first, line_.second, line_.third})
                if (!name.empty()) real_->emplace_back(rows_, line_.width, not_a_number);
        }
        return *real_;
    }
    indexes& index_of(std::size_t width) {
        if (!index_) index_.emplace(rows_, width, 0);
        return *index_;
    }
    void put_reals(std::size_t row, scalars stated) {
        std::vector<reals>& all = real_columns();
        if (stated.size() != all.size() * line_.width) return;
        std::size_t at = 0;
        for (reals& column : all)
            for (std::size_t i = 0; i < line_.width; ++i, ++at)
                if (const auto number = as_finite(stated[at])) column.at(row)[i] = *number * line_.scale;
    }
    void put_indexes(std::size_t row, scalars stated) {
        const std::size_t wanted = line_.width != 0 ? line_.width : index_ ? index_->width() : stated.size();
        if (stated.size() != wanted) return;
        for (std::size_t i = 0; i < wanted; ++i)
            if (const auto number = as_index(stated[i])) index_of(wanted).at(row)[i] = *number;
    }

    const column_line& line_;
    key attribute_;
    std::size_t rows_;
    std::optional<std::vector<reals>> real_;
    std::optional<indexes> index_;
    word_list words_;
    bool filled_ = false;
};

class table_maker {
 public:
    table_maker(view object, std::int64_t frames, call& asked_in)
        : object_(object), frames_(frames), rows_(static_cast<std::size_t>(frames)), asked_in_(asked_in) {
        for (const column_line& line : columns::of_groups) {
            if (groups_.empty() || groups_.back().name.name() != line.group)
                groups_.push_back({key(line.group), {}});
            columns_.push_back(std::make_unique<attribute_columns>(line, rows_));
            groups_.back().columns.push_back(columns_.back().get());
        }
    }

    value make() {
        tile_columns_ = {&column_of("ColumnPositionInTotalImagePixelMatrix"),
                         &column_of("RowPositionInTotalImagePixelMatrix"),
                         &column_of("XOffsetInSlideCoordinateSystem"),
                         &column_of("YOffsetInSlideCoordinateSystem"),
                         &column_of("ZOffsetInSlideCoordinateSystem"),
                         &column_of("ReferencedSegmentNumber"),
                         &column_of("OpticalPathIdentifier")};
        for (const auto& column : columns_) column->fill(object_[column->attribute()]);
        take_groups();
        take_vectors();
        take_geometry();
        return finish();
    }

 private:
    struct group {
        key name;
        std::vector<attribute_columns*> columns;
    };

    attribute_columns& column_of(std::string_view attribute) {
        for (const auto& column : columns_)
            if (column->line().attribute == attribute) return *column;
        throw error("no column for " + std::string(attribute));
    }

    /// As the instance has it: an item that tells of another instance says nothing of this one.
    void take_groups() {
        const instance_keys& name = instance_keys::get();
        positioned_.assign(rows_, shares_position(object_));
        std::vector<quoin_wanted> wanted;
        struct role {
            const group* in;
            attribute_columns* column;  // null: the group tells of an instance
        };
        std::vector<role> roles;
        for (const group& one : groups_) {
            if (one.name.name().empty()) continue;
            wanted.push_back(wanted_member(one.name, name.sop_instance));
            roles.push_back({&one, nullptr});
            for (attribute_columns* const column : one.columns) {
                wanted.push_back(wanted_member(one.name, column->attribute()));
                roles.push_back({&one, column});
            }
        }
        std::size_t other_row = rows_;
        const group* other = nullptr;
        object_.scan(name.per_frame, wanted, [&](std::uint64_t item, std::size_t which, scalars stated) {
            if (item >= rows_) return;
            const auto row = static_cast<std::size_t>(item);
            const auto [in, column] = roles[which];
            if (column == nullptr) {
                other_row = row;
                other = in;
            } else if (other_row != row || other != in) {
                column->put(row, stated);
                if (column == columns_.front().get()) positioned_[row] = true;
            }
        });
    }

    void take_vectors() {
        for (const columns::vector_line& line : columns::of_vectors) {
            const view vector = object_[line.attribute];
            const std::size_t count = std::min(vector.is_array() ? vector.size() : 0, rows_);
            if (count == 0) continue;
            if (line.is == kind::real) {
                reals& column = real_vectors_.try_emplace(line.column, rows_, 1, not_a_number).first->second;
                for (std::size_t row = 0; row < count; ++row)
                    column.at(row)[0] = dicom::as_finite(vector[row]).value_or(not_a_number);
            } else {
                indexes& column = index_vectors_.try_emplace(line.column, rows_, 1, 0).first->second;
                for (std::size_t row = 0; row < count; ++row) {
                    const auto stated = scalars_of(vector[row]);
                    column.at(row)[0] = stated.size() == 1 ? as_index(stated[0]).value_or(0) : 0;
                }
            }
        }
    }

    /// Positions that no group gives.
    void take_geometry() {
        const frame_geometry geometry(object_, frames_);
        if (geometry.is_that_of_the_object()) return;
        attribute_columns& position = *columns_.front();
        attribute_columns& orientation = column_of("ImageOrientationPatient");
        for (std::size_t row = 0; row < rows_; ++row) {
            if (positioned_[row]) continue;
            const auto frame = static_cast<std::int64_t>(row) + 1;
            const frame_place place = geometry.of(frame);
            if (!place.note.empty()) ++notes_[place.note];
            if (geometry.tiles() != nullptr) take_tile(*geometry.tiles(), frame, row);
            using change = frame_place::change;
            if (place.position_is != change::none)
                for (std::size_t i = 0; i < 3; ++i)
                    position.put_real(
                        row, i, place.position_is == change::replace ? place.position[i] : not_a_number);
            if (place.orientation_is == change::replace) orientation.put_directions(row, place.orientation);
            if (place.orientation_is == change::unknown)
                orientation.put_directions(row, directions{not_a_number, not_a_number, not_a_number,
                                                           not_a_number, not_a_number, not_a_number});
        }
    }

    void take_tile(const tile_grid& grid, std::int64_t frame, std::size_t row) {
        const auto found = grid.of(frame);
        if (!found) return;
        if (!tile_columns_.row->states(row)) {
            tile_columns_.column->put_index(row, found->column);
            tile_columns_.row->put_index(row, found->row);
            if (found->offset) {
                tile_columns_.x->put_real(row, 0, (*found->offset)[0]);
                tile_columns_.y->put_real(row, 0, (*found->offset)[1]);
                tile_columns_.z->put_real(row, 0, (*found->offset)[2]);
            }
        }
        attribute_columns& channel = grid.has_segments() ? *tile_columns_.segment : *tile_columns_.path;
        if (!channel.states(row))
            channel.put(
                row, scalars_of(grid.channel(
                         found->channel)[grid.has_segments() ? "SegmentNumber" : "OpticalPathIdentifier"]));
    }

    /// The space of the positions, or of the orientations where there is none.
    space chosen_space() const {
        for (const std::string_view wanted : {"positionX", "orientation"})
            for (const auto& column : columns_)
                if (column->line().first == wanted && column->any()) return column->line().in;
        return space::none;
    }

    /// mm along the normal of the frame, from the origin of the space: what slices are sorted by.
    std::optional<value> slice_locations(space in) {
        std::array<std::span<double>, 3> position;
        std::span<double> orientation;
        for (const auto& column : columns_) {
            if (column->line().in != in || column->line().is != kind::real || !column->any()) continue;
            if (column->line().first == "orientation")
                orientation = column->real_column(0)->cells();
            else if (column->line().first == "positionX")
                for (std::size_t i = 0; i < 3; ++i)
                    if (reals* const one = column->real_column(i)) position[i] = one->cells();
        }
        if (orientation.empty() || position[2].empty()) return std::nullopt;
        reals out(rows_, 1, not_a_number);
        const std::span<double> cells = out.all();
        for (std::size_t row = 0; row < rows_; ++row) {
            directions of{};
            std::ranges::copy(orientation.subspan(row * 6, 6), of.begin());
            if (const auto normal = normal_of(of))
                cells[row] = dot(*normal, {position[0][row], position[1][row], position[2][row]});
        }
        return out.finish();
    }

    void add_dimensions(builder& out) const {
        const view dimensions = object_["DimensionIndexSequence"];
        if (dimensions.size() == 0) return;
        out.key("dimensions").array();
        for (std::size_t i = 0; i < dimensions.size(); ++i)
            out.object()
                .member_if("pointer", dimensions[i]["DimensionIndexPointer"])
                .member_if("functionalGroup", dimensions[i]["FunctionalGroupPointer"])
                .member_if("label", dimensions[i]["DimensionDescriptionLabel"])
                .end();
        out.end();
    }

    value finish() {
        for (const auto& [note, count] : notes_)
            asked_in_.note(std::string(note) + " (" + std::to_string(count) + " frames)");
        const space in = chosen_space();
        builder out;
        out.object().member("numberOfFrames", frames_);
        if (in != space::none)
            out.member("coordinateSystem", in == space::patient ? "patient"
                                           : in == space::slide ? "slide"
                                                                : "volume");
        // Before the columns are handed over.
        const std::optional<value> locations =
            in == space::patient || in == space::volume ? slice_locations(in) : std::nullopt;
        for (const auto& column : columns_)
            if (column->line().in == space::none || column->line().in == in) column->add_to(out);
        out.member_if("sliceLocation", locations);
        for (auto& [name, column] : index_vectors_) out.member(name, column.finish());
        for (auto& [name, column] : real_vectors_) out.member(name, column.finish());
        add_dimensions(out);
        return out.end().finish();
    }

    view object_;
    std::int64_t frames_;
    std::size_t rows_;
    call& asked_in_;
    std::vector<std::unique_ptr<attribute_columns>> columns_;
    std::vector<group> groups_;
    std::vector<bool> positioned_;
    struct {
        attribute_columns *column, *row, *x, *y, *z, *segment, *path;
    } tile_columns_{};
    std::map<std::string_view, indexes> index_vectors_;
    std::map<std::string_view, reals> real_vectors_;
    std::map<std::string_view, std::int64_t> notes_;
};

}  // namespace

value frame_table(view object, std::int64_t frames, call& asked_in) {
    return table_maker(object, frames, asked_in).make();
}

}  // namespace quoin::dicom
