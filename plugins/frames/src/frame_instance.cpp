#include "frame_instance.hpp"

#include "attribute_numbers.hpp"
#include "attribute_set.hpp"
#include "frame_geometry.hpp"
#include "instance_keys.hpp"

namespace quoin::dicom {
namespace {

template <std::size_t N>
void add_geometry(builder& out, const key& attribute, const key& origin, frame_place::change change,
                  const std::array<double, N>& numbers) {
    using change_to = frame_place::change;
    if (change == change_to::none) return;
    if (change == change_to::unknown) {
        out.key(attribute).null();
    } else if (change == change_to::replace) {
        out.key(attribute).reals(numbers);
    }
    out.member(origin, change == change_to::replace   ? "computed"
                       : change == change_to::assumed ? "assumed"
                                                      : "unknown");
}

/// What the groups of a tile in its implied place would say.
void add_tile(builder& out, const tile_grid& grid, view object, const attribute_set& own,
              std::int64_t frame) {
    const auto found = grid.of(frame);
    if (!found) return;
    const auto add = [&](std::string_view keyword, auto number) {
        if (!own.find(keyword)) out.member(keyword, number);
    };
    constexpr std::string_view row = "RowPositionInTotalImagePixelMatrix";
    if (!own.find(row) && !is_stated(object[row])) {
        add("ColumnPositionInTotalImagePixelMatrix", found->column);
        add(row, found->row);
        if (found->offset) {
            add("XOffsetInSlideCoordinateSystem", (*found->offset)[0]);
            add("YOffsetInSlideCoordinateSystem", (*found->offset)[1]);
            add("ZOffsetInSlideCoordinateSystem", (*found->offset)[2] * micrometres);
        }
        out.member(instance_keys::get().position_origin, "computed");
    }
    const std::string_view channel =
        grid.has_segments() ? "ReferencedSegmentNumber" : "OpticalPathIdentifier";
    const view said =
        grid.channel(found->channel)[grid.has_segments() ? "SegmentNumber" : "OpticalPathIdentifier"];
    if (said && !own.find(channel) && !is_stated(object[channel])) out.member(channel, said);
}

frame_place place_of_group(view position) {
    const auto numbers = as_finite_numbers<3>(position);
    return numbers ? frame_place::at(*numbers) : frame_place::unknown_position({});
}

/// Slice Location is the place of one plane (PS3.3 C.7.6.2.1.2): the object's is that of the frames at its position.
bool is_where_the_object_is(const frame_place& place, view object) {
    using change_to = frame_place::change;
    return place.position_is == change_to::none ||
           (place.position_is == change_to::replace &&
            as_finite_numbers<3>(object[instance_keys::get().position]) == place.position);
}

}  // namespace

value with_shared_groups(view object) {
    attribute_set found;
    set_from_groups(found, object[instance_keys::get().shared][0]);
    if (found.empty()) return value(object);
    builder out;
    out.object(object);
    for (const auto& [keyword, attribute] : found) out.member(keyword, attribute);
    return out.end().finish();
}

bool shares_position(view object) {
    const instance_keys& name = instance_keys::get();
    return static_cast<bool>(object[name.shared][0][name.plane_position][0][name.position]);
}

value frame_instance(view object, std::int64_t frame, std::int64_t frames, call& asked_in) {
    const instance_keys& name = instance_keys::get();
    const view items = object[name.per_frame];
    const view item = items[frame - 1];
    attribute_set found;
    set_from_groups(found, item);
    if (!item && items.size() > 0)
        asked_in.note("PerFrameFunctionalGroupsSequence has no item for the frame");

    builder out;
    out.object(object);
    for (const auto& [keyword, attribute] : found) out.member(keyword, attribute);
    frame_place place;
    if (const view own = found.find(name.position.name()))
        place = place_of_group(own);
    else if (!shares_position(object)) {
        const frame_geometry geometry(object, frames);
        place = geometry.of(frame);
        if (!place.note.empty()) asked_in.note(place.note);
        add_geometry(out, name.position, name.position_origin, place.position_is, place.position);
        if (!found.find(name.orientation.name()))
            add_geometry(out, name.orientation, name.orientation_origin, place.orientation_is,
                         place.orientation);
        if (geometry.tiles() != nullptr) add_tile(out, *geometry.tiles(), object, found, frame);
    }
    if (is_stated(object[name.slice_location]) && !found.find(name.slice_location.name()) &&
        !is_where_the_object_is(place, object))
        out.key(name.slice_location).null();
    return out.member(name.frame_number, frame).end().finish();
}

}  // namespace quoin::dicom
