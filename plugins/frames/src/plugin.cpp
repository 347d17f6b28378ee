// The provider org.quoin.frames: frames as instances of their own.
//
//   instance         the attributes of the frame an imageId names (the first where it names none)
//   baseImageId      the imageId of the whole object, a string
//   frameImageIds    the imageIds of all frames, an array of strings
//   uriModule        {baseImageId, frameNumber, framesString, remaining}; none for an imageId without a frame
//   frameModule      {sopClassUID, sopInstanceUID, frameNumber, numberOfFrames}
//   multiframeModule {NumberOfFrames, PerFrameFunctionalInformation, SharedFunctionalInformation}
//   PlaneOrientation, PlanePosition, PixelMeasures, XrayGeometry, FramePixelData   see group_types.hpp
//   frameTable       all frames at once, see frame_table.hpp
//   moduleSchema     the JSON Schema of an answer to one of these types; its subject is the type
//   org.quoin.frames.shared   the object with what all its frames share: a step on the way to `instance`, a
//                             type of its own so that it is made once for all frames and kept
//   org.quoin.frames.positions   where all frames lie, see frame_positions.hpp
#include <dicom/frame_name.hpp>
#include "described_types.hpp"
#include "frame_instance.hpp"
#include "frame_positions.hpp"
#include "frame_table.hpp"
#include "group_types.hpp"
#include "instance_keys.hpp"
#include "object_frames.hpp"

#include <dicom/described_schema.hpp>
#include <dicom/frame_count.hpp>

#include <string>

namespace quoin::dicom {
namespace {

constexpr std::string_view shared_type = "org.quoin.frames.shared";

void check_listable(std::int64_t frames, std::string_view type) {
    if (frames > max_listed_frames)
        throw error(QUOIN_E_LIMIT, std::string(type) + ": the object says it has " + std::to_string(frames) +
                                       " frames, more than the " + std::to_string(max_listed_frames) +
                                       " that are listed: ask for single frames");
}

class frames_provider final : public provider {
 public:
    static constexpr auto served =
        types("instance", "baseImageId", "frameImageIds", "uriModule", "frameModule", "multiframeModule",
              "PlaneOrientation", "PlanePosition", "PixelMeasures", "XrayGeometry", "FramePixelData",
              "frameTable", "moduleSchema", "org.quoin.frames.shared", "org.quoin.frames.positions");
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

    explicit frames_provider(const setup& with) { with.refuse_settings(); }

    answer get(call& asked_in, const request& asked) override {
        if (asked.subject_count() != 1) return pass;
        if (asked.type() == shared_type) return shared(asked_in, asked.subject());
        if (asked.type() == positions_type) return positions(asked_in, asked);
        if (asked.type() == "moduleSchema") return schema_of(described_.all(), asked.subject());
        const frame_name name = parse_frame_name(asked.subject());
        if (name.contradictory) {
            asked_in.note("the imageId names two different frames");
            return pass;
        }
        if (asked.type() == "instance") return instance(asked_in, name);
        if (asked.type() == "baseImageId") return value::of(name.base);
        if (asked.type() == "uriModule") return uri_module(name);
        if (const group_type* const group = find_group_type(asked.type())) {
            const auto of = asked_in.get("instance", asked.subject());
            return of && of->is_object() ? answer_group_type(*group, *of, asked_in) : answer(pass);
        }
        return of_object(asked_in, asked.type(), name);
    }

    const void* extension(std::string_view id) override { return described_.extension(id); }

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
        return with_shared_groups(*object);
    }

    static answer positions(call& asked_in, const request& asked) {
        static const key same("same");
        const auto object = asked_in.get(shared_type, asked.subject());
        if (!object) return pass;
        return frame_positions(*object, frame_count(*object, &asked_in), asked.options()[same], asked_in);
    }

    /// Whether the object has the frame; says so where it has not.
    static bool exists(std::int64_t frame, std::int64_t frames, call& asked_in) {
        if (frame >= 1 && frame <= frames) return true;
        asked_in.note("the object has no such frame: frames are 1 to " + std::to_string(frames));
        return false;
    }

    static answer instance(call& asked_in, const frame_name& name) {
        auto object = asked_in.get(shared_type, name.base);
        if (!object) return pass;
        const std::int64_t frames = frame_count(*object, &asked_in);
        const std::int64_t frame = name.frame.value_or(1);
        if (!exists(frame, frames, asked_in)) return pass;
        const instance_keys& known = instance_keys::get();
        const bool differs = frames > 1 || (*object)[known.per_frame].size() > 0 ||
                             (*object)[known.shared].size() > 0 || (*object)[known.detectors].size() > 0;
        if (!differs) return std::move(*object);
        return frame_instance(*object, frame, frames, asked_in);
    }

    /// What is asked of the whole object.
    static answer of_object(call& asked_in, std::string_view type, const frame_name& name) {
        const auto object = asked_in.get(shared_type, name.base);
        if (!object) return pass;
        if (type == "frameImageIds") return frame_image_ids(*object, name.base, asked_in);
        if (!has_pixels(*object)) {
            asked_in.note("not an image: it has no frames");
            return pass;
        }
        const std::int64_t frames = frame_count(*object, &asked_in);
        if (!exists(name.frame.value_or(1), frames, asked_in)) return pass;
        if (type == "frameModule") return frame_module(*object, name.frame.value_or(1), frames);
        if (type == "multiframeModule")
            return multiframe_module(*object, name.frame.value_or(1), frames, asked_in);
        check_listable(frames, type);
        return frame_table(*object, frames, asked_in);
    }

    /// What has no pixels is one imageId, its own; so is a single image that does not say what its pixels
    /// mean.
    static answer frame_image_ids(view object, std::string_view base, call& asked_in) {
        const std::int64_t frames = frame_count(object, &asked_in);
        builder out;
        out.array();
        const bool whole = frames == 1 && !object[instance_keys::get().photometric];
        if (whole || !has_pixels(object)) return out.add(base).end().finish();
        check_listable(frames, "frameImageIds");
        for (std::int64_t frame = 1; frame <= frames; ++frame) out.add(frame_image_id(base, frame));
        return out.end().finish();
    }

    static answer frame_module(view object, std::int64_t frame, std::int64_t frames) {
        const instance_keys& known = instance_keys::get();
        return builder()
            .object()
            .member_if("sopClassUID", object[known.sop_class])
            .member_if("sopInstanceUID", object[known.sop_instance])
            .member("frameNumber", frame)
            .member("numberOfFrames", frames)
            .end()
            .finish();
    }

    /// The groups' first items, as they stand. What is no sequence, as a private creator, is no group.
    static void add_first_items(builder& out, view groups) {
        out.array();
        const std::size_t count = groups.is_object() ? groups.size() : 0;
        for (std::size_t i = 0; i < count; ++i)
            if (const view group = groups.member(i).second; group.is_array() && group[0].is_object())
                out.add(group[0]);
        out.end();
    }

    static answer multiframe_module(view object, std::int64_t frame, std::int64_t frames, call& asked_in) {
        const instance_keys& known = instance_keys::get();
        const view per_frame = object[known.per_frame];
        if (frames == 1 && per_frame.size() == 0 && object[known.shared].size() == 0) {
            asked_in.note("one frame and no functional groups");
            return pass;
        }
        builder out;
        out.object().member("NumberOfFrames", frames);
        add_first_items(out.key("PerFrameFunctionalInformation"), per_frame[frame - 1]);
        add_first_items(out.key("SharedFunctionalInformation"), object[known.shared][0]);
        return out.end().finish();
    }

    described_types described_;
};

}  // namespace
}  // namespace quoin::dicom

QUOIN_PLUGIN(quoin::dicom::frames_provider)
