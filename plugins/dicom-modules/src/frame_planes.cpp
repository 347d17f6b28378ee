#include "frame_planes.hpp"

#include "image_plane.hpp"

#include <dicom/frame_name.hpp>

#include <array>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

constexpr std::string_view positions_type = "org.quoin.frames.positions";
constexpr std::size_t coordinates = 3;

struct planes_keys {
    key plane{"plane"}, positions{"positions"}, notes{"notes"};
    key position{"imagePositionPatient"};
};

const planes_keys& keys() {
    static const planes_keys made;
    return made;
}

bool is_of_positions(view what) {
    const auto shape = what.shape();
    return shape && shape->dtype == QUOIN_F64 && shape->count >= coordinates &&
           shape->count % coordinates == 0;
}

}  // namespace

frame_planes::frame_planes(const module_set& modules) : modules_(modules) {
    builder out;
    out.object().key("same").array();
    for (const std::string_view one : attributes_of_image_plane) out.add(one);
    options_ = out.end().end().finish();
}

answer frame_planes::of_object(call& asked_in, const request& asked) const {
    if (asked.subject_count() != 1) return pass;
    if (!asked_in.same_first("instance", positions_type)) {
        asked_in.note(
            "the instances of frames are not those of org.quoin.frames alone: each plane is made of one");
        return pass;
    }
    const auto positions = asked_in.get(positions_type, asked.subject(), options_);
    if (!positions || !is_of_positions(*positions)) return pass;
    const auto first = instance_of(asked_in, asked.subject());
    if (!first) return pass;
    std::vector<std::string> notes;
    call noting(asked_in, notes);
    answer plane = modules_.made_of({*first, noting, asked}, plane_type);
    if (plane.passed()) return pass;

    const planes_keys& name = keys();
    builder out;
    out.object().member(name.plane, plane.held()).member(name.positions, *positions).key(name.notes).array();
    for (const std::string& line : notes) out.add(line);
    return out.end().end().finish();
}

std::optional<value> frame_planes::of_frame(call& asked_in, const request& asked) {
    if (asked.subject_count() != 1 || asked.options()) return std::nullopt;
    const auto usual = find_usual_frame(asked.subject());
    if (usual) return of_frame(asked_in, usual->base, usual->frame);
    const frame_name name = parse_frame_name(asked.subject());
    if (!name.frame || name.contradictory) return std::nullopt;
    return of_frame(asked_in, name.base, *name.frame);
}

std::optional<value> frame_planes::of_frame(call& asked_in, std::string_view base, std::int64_t frame) {
    const auto planes = asked_in.get(planes_type, base);
    if (!planes) return std::nullopt;

    const planes_keys& name = keys();
    const std::span<const double> positions = (*planes)[name.positions].elements<double>();
    const auto frames = static_cast<std::int64_t>(positions.size() / coordinates);
    if (frame < 1 || frame > frames) return std::nullopt;
    const view notes = (*planes)[name.notes];
    for (std::size_t i = 0; i < notes.size(); ++i) asked_in.note(notes[i].as_string().value_or(""));
    const auto first = static_cast<std::size_t>(frame - 1) * coordinates;
    builder out;
    out.object((*planes)[name.plane]).key(name.position).reals(positions.subspan(first, coordinates));
    return out.end().finish();
}

}  // namespace quoin::dicom
