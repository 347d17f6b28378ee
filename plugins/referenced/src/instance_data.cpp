#include "instance_data.hpp"

#include "moments_and_uids.hpp"

#include <dicom/written_attribute.hpp>

namespace quoin::referenced {
namespace {

// What PS3.3 wants and nobody but the one who makes the instance can say. The configuration can.
struct own_value {
    std::string_view keyword, text;
};
constexpr own_value equipment[] = {
    // General and Enhanced General Equipment, C.7.5.1 and C.7.5.2, which segmentations and most reports have
    {"Manufacturer", "Quoin"},
    {"ManufacturerModelName", "Quoin"},
    {"DeviceSerialNumber", "unknown"},
};

constexpr std::string_view structure_set_class = "1.2.840.10008.5.1.4.1.1.481.3";
constexpr std::string_view detached_study_class =
    "1.2.840.10008.3.1.2.3.1";  // retired, and still what is written there

value texts(std::initializer_list<std::string_view> all) {
    builder out;
    out.array();
    for (const std::string_view one : all) out.add(one);
    return out.end().finish();
}

std::string frame_of_reference(call& asked_in, std::string_view image_id) {
    for (const char* const module : {"frameOfReferenceModule", "imagePlaneModule"}) {
        const auto found = asked_in.get(module, image_id);
        if (!found || (*found)["coordinateSystem"].as_string() == "volume") continue;
        if (const auto uid = (*found)["frameOfReferenceUID"].as_string()) return std::string(*uid);
    }
    return {};
}

/// The images that contours may be drawn on, each once, by study and series (PS3.3 C.8.8.5).
value referenced_frames_of_reference(call& asked_in, const std::vector<std::string>& image_ids,
                                     const std::string& frame) {
    struct drawn_on {
        std::string series;
        std::vector<value> images;
    };
    struct of_study {
        std::string uid;
        std::vector<drawn_on> series;
    };
    const auto listed = []<class T>(std::vector<T>& all, std::string T::*name, std::string_view uid) -> T& {
        const auto found = std::ranges::find(all, uid, name);
        if (found != all.end()) return *found;
        T& made = all.emplace_back();
        made.*name = uid;
        return made;
    };
    std::vector<of_study> all;
    std::size_t others = 0;
    for (const std::string& image_id : image_ids) {
        const auto image = asked_in.get("ImageSopInstanceReference", image_id);
        const auto series = asked_in.get("SeriesInstanceUID", image_id);
        const auto study = asked_in.get("StudyInstanceUID", image_id);
        const std::string_view uid = series ? series->as_string().value_or("") : "";
        const std::string_view study_uid = study ? study->as_string().value_or("") : "";
        if (!image || uid.empty() || study_uid.empty() || frame_of_reference(asked_in, image_id) != frame) {
            ++others;
            continue;
        }
        auto& images = listed(listed(all, &of_study::uid, study_uid).series, &drawn_on::series, uid).images;
        if (std::ranges::find(images, *image) == images.end()) images.push_back(*image);
    }
    if (others != 0)
        asked_in.note(std::to_string(others) +
                      " images of another frame of reference, or without UIDs, are not referred to");
    builder out;
    out.array();
    if (!all.empty()) {
        out.object().member("FrameOfReferenceUID", frame).key("RTReferencedStudySequence").array();
        for (const of_study& study : all) {
            out.object().member("ReferencedSOPClassUID", detached_study_class);
            out.member("ReferencedSOPInstanceUID", study.uid).key("RTReferencedSeriesSequence").array();
            for (const drawn_on& one : study.series) {
                out.object().member("SeriesInstanceUID", one.series).key("ContourImageSequence").array();
                for (const value& image : one.images) out.add(image);
                out.end().end();
            }
            out.end().end();
        }
        out.end().end();
    }
    return out.end().finish();
}

}  // namespace

answer new_instance(call& asked_in, std::string_view image_id, const overridden_values& overrides) {
    const auto study = asked_in.get("StudyData", image_id);
    if (!study) return pass;
    member_list out(*study);
    const std::string_view uid = (*study)["StudyInstanceUID"].as_string().value_or("");
    if (uid.empty()) {
        asked_in.note(
            "the object has no Study Instance UID: there is no study that a new instance could be in");
        return pass;
    }
    const moment now = asked_moment(asked_in);
    out.set("SpecificCharacterSet", texts({"ISO_IR 192"}));
    out.set_to("InstanceCreationDate", std::string_view(now.date));
    out.set_to("InstanceCreationTime", std::string_view(now.time));
    out.set_to("SeriesNumber", 50000);
    out.set_to("InstanceNumber", 1);
    out.set("OperatorsName", value::null());
    for (const own_value& one : equipment) out.set_to(one.keyword, one.text);
    out.set("SoftwareVersions", texts({"0.1.0"}));
    out.set_to("SeriesInstanceUID", std::string_view(asked_uid(asked_in, "SeriesInstanceUID")));
    out.set_to("SOPInstanceUID", std::string_view(asked_uid(asked_in, "SOPInstanceUID")));
    overrides.apply("NewInstanceData", out);
    return out.object();
}

answer structure_set(call& asked_in, const std::vector<std::string>& image_ids,
                     const overridden_values& overrides) {
    const auto begun = asked_in.get("NewInstanceData", image_ids.front());
    if (!begun) return pass;
    member_list out(*begun);
    const moment now = asked_moment(asked_in);
    out.set_to("SOPClassUID", structure_set_class);
    out.set_to("Modality", "RTSTRUCT");
    out.set_to("SeriesNumber", 3201);
    out.set_to("StructureSetLabel", "Structure set");
    out.set("StructureSetName", value::null());
    out.set_to("StructureSetDate", std::string_view(now.date));
    out.set_to("StructureSetTime", std::string_view(now.time));
    const value nothing = builder().array().end().finish();
    for (const char* const keyword :
         {"StructureSetROISequence", "ROIContourSequence", "RTROIObservationsSequence"})
        out.set(keyword, nothing);
    const std::string frame = frame_of_reference(asked_in, image_ids.front());
    if (frame.empty()) {
        asked_in.note("the image has no frame of reference: contours in mm would be of nothing");
        out.set("ReferencedFrameOfReferenceSequence", nothing);
    } else {
        out.set_to("FrameOfReferenceUID", std::string_view(frame));
        out.set("PositionReferenceIndicator", value::null());
        out.set("ReferencedFrameOfReferenceSequence",
                referenced_frames_of_reference(asked_in, image_ids, frame));
    }
    overrides.apply("RtssInstanceData", out);
    return out.object();
}

answer created_instance(call& asked_in, const request& asked) {
    const view options = asked.options();
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string_view name = options.member(i).first;
        if (name != "type" && name != "base" && name != "values" && name != "predecessor" &&
            name != "dicomJson")
            throw error(QUOIN_E_INVALID, "createInstance: unknown option '" + std::string(name) +
                                             "' (known: type, base, values, predecessor, dicomJson)");
    }
    const std::string_view type = options["type"].as_string().value_or("NewInstanceData");
    if (type == asked.type())
        throw error(QUOIN_E_INVALID, "createInstance: option type cannot be createInstance");
    std::vector<quoin_str> subjects;
    for (std::size_t i = 0; i < asked.subject_count(); ++i) subjects.push_back(to_str(asked.subject(i)));
    const auto defaults = asked_in.get(type, subjects);
    if (!defaults || !defaults->is_object()) return pass;
    member_list out(*defaults);
    const view base = options["base"], values = options["values"];
    for (std::size_t i = 0; base.is_object() && i < base.size(); ++i)
        out.set(base.member(i).first, dicom::written_attribute(base.member(i).first, base.member(i).second));
    for (std::size_t i = 0; values.is_object() && i < values.size(); ++i) {
        const auto [keyword, given] = values.member(i);
        if (out.has(keyword))
            out.set(keyword, dicom::written_attribute(keyword, given));
        else
            asked_in.note("option values: the instance has no " + std::string(keyword) +
                          " to replace; base adds it");
    }
    if (const auto predecessor = options["predecessor"].as_string()) {
        const auto record = asked_in.get("PredecessorSequence", *predecessor);
        if (!record)
            throw error(
                QUOIN_E_NOT_FOUND,
                std::string(*predecessor) + ": cannot be a predecessor: an object with its UIDs is expected");
        out.merge(*record);
    }
    return out.object();
}

}  // namespace quoin::referenced
