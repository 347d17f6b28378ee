#include "frame_table.hpp"

#include "attribute_numbers.hpp"
#include "frame_columns.hpp"
#include "frame_geometry.hpp"
#include "frame_instance.hpp"
#include "instance_keys.hpp"
#include "table_column.hpp"

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

constexpr column_line other_instance_line{{}, "SOPInstanceUID", kind::word, {}};
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

std::optional<std::int32_t> as_index(view attribute) noexcept {
    const auto number = attribute.as_int();
    return number && *number >= std::numeric_limits<std::int32_t>::min() &&
                   *number <= std::numeric_limits<std::int32_t>::max()
               ? std::optional(static_cast<std::int32_t>(*number))
               : std::nullopt;
}

/// Words by number, from 1 in the order they came.
class word_list {
 public:
    std::int32_t number_of(view attribute) {
        const auto word = attribute.as_string();
        if (!word) return 0;
        // Frames of one stack mostly follow each other.
        if (last_ != 0 && words_[static_cast<std::size_t>(last_) - 1] == *word) return last_;
        const auto [at, is_new] = numbers_.try_emplace(*word, static_cast<std::int32_t>(words_.size()) + 1);
        if (is_new) words_.push_back(*word);
        return last_ = at->second;
    }
    void add_to(builder& out) const {
        out.array();
        for (const std::string_view word : words_) out.add(word);
        out.end();
    }

 private:
    std::vector<std::string_view> words_;  // text of the object
    std::map<std::string_view, std::int32_t> numbers_;
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

    void put(std::size_t row, view stated) {
        if (filled_) clear(row);
        if (!is_stated(stated)) return;
        switch (line_.is) {
            case kind::real:
                return put_reals(row, stated);
            case kind::index:
                return put_indexes(row, stated);
            case kind::word:
                if (const std::int32_t number = words_.number_of(stated)) index_of(1).at(row)[0] = number;
        }
    }
    /// What the object says is that of every frame which does not say otherwise.
    void fill(view stated) {
        put(0, stated);
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
    void put_reals(std::size_t row, view stated) {
        std::vector<reals>& all = real_columns();
        const bool several = stated.is_array();
        const std::size_t wanted = all.size() * line_.width;
        if (several ? stated.size() != wanted : wanted != 1) return;
        for (std::size_t i = 0; i < wanted; ++i) {
            const auto number = as_finite(several ? stated[i] : stated);
            if (number) all[i / line_.width].at(row)[i % line_.width] = *number * line_.scale;
        }
    }
    void put_indexes(std::size_t row, view stated) {
        const bool several = stated.is_array();
        const std::size_t count = several ? stated.size() : 1;
        const std::size_t wanted = line_.width != 0 ? line_.width : index_ ? index_->width() : count;
        if (count != wanted || count == 0) return;
        for (std::size_t i = 0; i < wanted; ++i)
            if (const auto number = as_index(several ? stated[i] : stated))
                index_of(wanted).at(row)[i] = *number;
    }

    const column_line& line_;
    key attribute_;
    std::size_t rows_;
    std::optional<std::vector<reals>> real_;
    std::optional<indexes> index_;
    word_list words_;
    bool filled_ = false;
};

/// What the members of one object after the other are for. Items of a sequence mostly have the same members
/// in the same places, and their names are then the same text in memory: nothing is looked up.
template <class T>
class member_roles {
 public:
    /// `search` finds what a name is for; null where it is for nothing.
    template <class Search>
    T* of(std::size_t place, std::string_view name, Search&& search) {
        if (place >= places_.size()) places_.resize(place + 1);
        role& here = places_[place];
        if (here.name.data() != name.data() || here.name.size() != name.size()) here = {name, search(name)};
        return here.is;
    }

 private:
    struct role {
        std::string_view name;
        T* is = nullptr;
    };
    std::vector<role> places_;
};

class table_maker {
 public:
    table_maker(view object, std::int64_t frames, call& asked_in)
        : object_(object), frames_(frames), rows_(static_cast<std::size_t>(frames)), asked_in_(asked_in) {
        for (const column_line& line : columns::of_groups) {
            if (groups_.empty() || groups_.back().name != line.group) groups_.push_back({line.group, {}, {}});
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
        std::string_view name;
        std::vector<attribute_columns*> columns;
        member_roles<attribute_columns> roles;
    };

    attribute_columns& column_of(std::string_view attribute) {
        for (const auto& column : columns_)
            if (column->line().attribute == attribute) return *column;
        throw error("no column for " + std::string(attribute));
    }

    void take_groups() {
        const instance_keys& name = instance_keys::get();
        const view items = object_[name.per_frame];
        const std::size_t count = std::min(items.size(), rows_);
        positioned_.assign(rows_, shares_position(object_));
        member_roles<group> roles;
        const auto search = [&](std::string_view wanted) {
            const auto found = std::ranges::find(groups_, wanted, &group::name);
            return found != groups_.end() ? &*found : nullptr;
        };
        for (std::size_t row = 0; row < count; ++row) {
            const view item = items[row];
            const std::size_t members = item.is_object() ? item.size() : 0;
            for (std::size_t place = 0; place < members; ++place) {
                const auto [keyword, content] = item.member(place);
                group* const one = roles.of(place, keyword, search);
                if (one != nullptr && content.is_array()) take_group(row, *one, content[0]);
            }
        }
    }

    /// As the instance has it: an item that tells of another instance says nothing of this one.
    void take_group(std::size_t row, group& one, view content) {
        const std::size_t members = content.is_object() ? content.size() : 0;
        const auto search = [&](std::string_view wanted) -> attribute_columns* {
            for (attribute_columns* const column : one.columns)
                if (column->line().attribute == wanted) return column;
            return wanted == instance_keys::get().sop_instance.name() ? &other_instance_ : nullptr;
        };
        stated_.clear();
        for (std::size_t place = 0; place < members; ++place) {
            const auto [keyword, attribute] = content.member(place);
            attribute_columns* const column = one.roles.of(place, keyword, search);
            if (column == &other_instance_) return;
            if (column != nullptr) stated_.emplace_back(column, attribute);
        }
        for (const auto& [column, attribute] : stated_) {
            column->put(row, attribute);
            if (column == columns_.front().get()) positioned_[row] = true;
        }
    }

    void take_vectors() {
        for (const columns::vector_line& line : columns::of_vectors) {
            const view vector = object_[line.attribute];
            const std::size_t count = std::min(vector.is_array() ? vector.size() : 0, rows_);
            if (count == 0) continue;
            if (line.is == kind::real) {
                reals& column = real_vectors_.try_emplace(line.column, rows_, 1, not_a_number).first->second;
                for (std::size_t row = 0; row < count; ++row)
                    column.at(row)[0] = as_finite(vector[row]).value_or(not_a_number);
            } else {
                indexes& column = index_vectors_.try_emplace(line.column, rows_, 1, 0).first->second;
                for (std::size_t row = 0; row < count; ++row)
                    column.at(row)[0] = as_index(vector[row]).value_or(0);
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
            channel.put(row,
                        grid.channel(
                            found->channel)[grid.has_segments() ? "SegmentNumber" : "OpticalPathIdentifier"]);
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
    attribute_columns other_instance_{other_instance_line, 0};  // stands for SOPInstanceUID; has no cells
    std::vector<std::pair<attribute_columns*, view>> stated_;   // of one group
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
