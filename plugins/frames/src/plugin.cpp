// The provider org.quoin.frames: frames as instances of their own.
//
//   instance       the attributes of the frame an imageId names (the first where it names none)
//   baseImageId    the imageId of the whole object, a string
//   uriModule      {baseImageId, frameNumber, framesString, remaining}; no answer for an imageId without a
//   frame org.quoin.frames.shared   the object with what all its frames share: a step on the way to
//   `instance`, a type of its
//                             own so that it is made once for all frames and kept
//
// An instance refers to the object it is of and holds what differs: a frame costs what its own groups say.
#include "attribute_set.hpp"
#include "frame_geometry.hpp"
#include "frame_name.hpp"

#include <algorithm>
#include <string>

namespace quoin::dicom {
namespace {

constexpr std::string_view shared_type = "org.quoin.frames.shared";
constexpr std::string_view position_keyword = "ImagePositionPatient";
constexpr std::string_view orientation_keyword = "ImageOrientationPatient";

struct frame_keys {
    key number_of_frames{"NumberOfFrames"};
    key detectors{"DetectorInformationSequence"};
    key shared{"SharedFunctionalGroupsSequence"}, per_frame{"PerFrameFunctionalGroupsSequence"};
};

const frame_keys& keys() {
    static const frame_keys made;
    return made;
}

value overriding(view base, const attribute_set& with) {
    builder out;
    out.object(base);
    for (const auto& [keyword, attribute] : with) out.member(keyword, attribute);
    return out.end().finish();
}

template <std::size_t N>
void add_geometry(builder& out, std::string_view keyword, frame_geometry::change change,
                  const std::array<double, N>& numbers) {
    if (change == frame_geometry::change::unknown) {
        out.key(keyword).null();
    } else if (change == frame_geometry::change::replace) {
        out.key(keyword).array();
        for (const double number : numbers) out.add(number);
        out.end();
    }
}

/// An object without NumberOfFrames has as many frames as there are per-frame items, at least one.
std::int64_t frame_count(view object, call& asked_in) {
    const view stated = object[keys().number_of_frames];
    const auto items = static_cast<std::int64_t>(object[keys().per_frame].size());
    if (!stated || stated.is_null()) return std::max<std::int64_t>(items, 1);
    const auto number = stated.as_int();
    if (number && *number >= 1) return *number;
    asked_in.note("NumberOfFrames is no number above 0: the per-frame items are counted");
    return std::max<std::int64_t>(items, 1);
}

class frames_provider final : public provider {
 public:
    static constexpr auto served = types("instance", "baseImageId", "uriModule", "org.quoin.frames.shared");
    static constexpr descriptor info{.id = "org.quoin.frames",
                                     .name = "Frames",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "the instance of one frame, functional groups merged",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -2000,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit frames_provider(const setup&) {}

    answer get(call& asked_in, const request& asked) override {
        if (asked.subject_count() != 1) return pass;
        if (asked.type() == shared_type) return shared(asked_in, asked.subject());
        const frame_name name = parse_frame_name(asked.subject());
        if (name.contradictory) {
            asked_in.note("the imageId names two different frames");
            return pass;
        }
        if (asked.type() == "instance") return instance(asked_in, name);
        if (asked.type() == "baseImageId") return value::of(name.base);
        if (asked.type() == "uriModule") return uri_module(name);
        return pass;
    }

 private:
    static answer uri_module(const frame_name& name) {
        if (!name.frame) return pass;
        return builder()
            .object()
            .member("baseImageId", name.base)
            .member("frameNumber", *name.frame)
            .member("framesString", name.digits)
            .member("remaining", name.remaining)
            .end()
            .finish();
    }

    static answer shared(call& asked_in, std::string_view base_image_id) {
        auto object = asked_in.get("naturalized", base_image_id);
        if (!object || object->is_null()) return pass;
        if (!object->is_object())
            throw error(QUOIN_E_INVALID, "what is naturalized of " + std::string(base_image_id) +
                                             " is no object: its provider must answer one");
        attribute_set found;
        set_from_groups(found, (*object)[keys().shared][0]);
        return found.empty() ? std::move(*object) : overriding(*object, found);
    }

    static answer instance(call& asked_in, const frame_name& name) {
        auto object = asked_in.get(shared_type, name.base);
        if (!object) return pass;
        const std::int64_t frames = frame_count(*object, asked_in);
        const std::int64_t frame = name.frame.value_or(1);
        if (frame < 1 || frame > frames) {
            asked_in.note("the object has no such frame: frames are 1 to " + std::to_string(frames));
            return pass;
        }
        const view per_frame = (*object)[keys().per_frame];
        const bool differs = frames > 1 || per_frame.size() > 0 || (*object)[keys().shared].size() > 0 ||
                             (*object)[keys().detectors].size() > 0;
        if (!differs) return std::move(*object);
        return of_frame(*object, per_frame, frame, asked_in);
    }

    static value of_frame(view object, view per_frame, std::int64_t frame, call& asked_in) {
        attribute_set found;
        set_from_groups(found, per_frame[frame - 1]);
        if (per_frame.size() > 0 && !per_frame[frame - 1])
            asked_in.note("PerFrameFunctionalGroupsSequence has no item for the frame");

        frame_geometry geometry;
        if (!found.find(position_keyword) && !shares_position(object))
            geometry = geometry_of_frame(object, frame);
        if (!geometry.note.empty()) asked_in.note(geometry.note);

        builder out;
        out.object(object);
        for (const auto& [keyword, attribute] : found) out.member(keyword, attribute);
        add_geometry(out, position_keyword, geometry.position_is, geometry.position);
        if (!found.find(orientation_keyword))
            add_geometry(out, orientation_keyword, geometry.orientation_is, geometry.orientation);
        return out.member("frameNumber", frame).end().finish();
    }

    /// Whether the shared groups give a position: then it is that of every frame.
    static bool shares_position(view object) {
        const view groups = object[keys().shared][0];
        return static_cast<bool>(groups["PlanePositionSequence"][0][position_keyword]);
    }
};

}  // namespace
}  // namespace quoin::dicom

QUOIN_PLUGIN(quoin::dicom::frames_provider)
