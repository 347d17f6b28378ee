#include "described_types.hpp"

#include "group_types.hpp"

#include <array>

namespace quoin::dicom {
namespace {

constexpr std::string_view whole_object = "an imageId; the object it is of";

constexpr field_info uri[] = {
    {.name = "baseImageId", .kind = "string"},
    {.name = "frameNumber", .kind = "int", .about = "from 1"},
    {.name = "framesString", .kind = "string", .about = "the number as it was written"},
    {.name = "remaining", .kind = "string", .about = "what followed it"}};
constexpr field_info frame[] = {{.name = "sopClassUID", .kind = "string", .source = "SOPClassUID"},
                                {.name = "sopInstanceUID", .kind = "string", .source = "SOPInstanceUID"},
                                {.name = "frameNumber", .kind = "int", .about = "from 1"},
                                {.name = "numberOfFrames", .kind = "int", .source = "NumberOfFrames"}};
constexpr field_info multiframe[] = {{.name = "NumberOfFrames", .kind = "int", .source = "NumberOfFrames"},
                                     {.name = "PerFrameFunctionalInformation",
                                      .kind = "object",
                                      .source = "PerFrameFunctionalGroupsSequence",
                                      .about = "the first item of each group of the frame"},
                                     {.name = "SharedFunctionalInformation",
                                      .kind = "object",
                                      .source = "SharedFunctionalGroupsSequence",
                                      .about = "the first item of each group of all frames"}};
constexpr field_info instance[] = {
    {.name = "frameNumber", .kind = "int", .about = "from 1; of an object with frames or functional groups"},
    {.name = "framePosition",
     .kind = "string",
     .about = "computed, assumed or unknown, where the position is not stated"},
    {.name = "frameOrientation", .kind = "string", .about = "the same of the orientation"}};
constexpr field_info one_text[] = {{.kind = "string"}};
constexpr field_info texts[] = {{.kind = "string[]"}};
constexpr field_info table[] = {{.name = "numberOfFrames", .kind = "int"},
                                {.name = "coordinateSystem", .kind = "string", .about = "of the positions"}};

constexpr type_info others[] = {
    {.type = "instance",
     .about =
         "the attributes of a frame by keyword: those of the object, its shared groups and the frame's own",
     .standard = "PS3.3 C.7.6.16",
     .fields = instance},
    {.type = "baseImageId", .about = "the imageId of the whole object", .fields = one_text},
    {.type = "frameImageIds",
     .about = "the imageId of each frame of the object",
     .subject = whole_object,
     .fields = texts},
    {.type = "uriModule", .about = "the parts of an imageId that names a frame", .fields = uri},
    {.type = "frameModule",
     .about = "which frame of which object it is",
     .standard = "PS3.3 C.7.6.6",
     .fields = frame},
    {.type = "multiframeModule",
     .about = "functional groups as they stand",
     .standard = "PS3.3 C.7.6.16",
     .fields = multiframe},
    {.type = "frameTable",
     .about = "all frames of an object at once: a column, a typed array, for each attribute that places "
              "or sorts frames",
     .subject = whole_object,
     .standard = "PS3.3 C.7.6.16",
     .fields = table},
    {.type = "org.quoin.frames.shared",
     .about = "the object with what all its frames share; a step on the way to instance",
     .subject = "the imageId of a whole object"}};

struct group_text {
    std::string_view type, about, standard;
};
constexpr group_text group_texts[] = {
    {"PlaneOrientation", "which way a frame lies", "PS3.3 C.7.6.16.2.4"},
    {"PlanePosition", "where a frame lies", "PS3.3 C.7.6.16.2.3"},
    {"PixelMeasures", "how large the pixels of a frame are", "PS3.3 C.7.6.16.2.1"},
    {"XrayGeometry", "distances of source, patient and detector", "PS3.3 C.8.19.6.14"},
    {"FramePixelData", "what was done to the pixels of a frame", "PS3.3 C.8.19.6.10"}};

std::string_view kind_of(const group_field& one) {
    switch (one.is) {
        case group_field::kind::text:
            return "string";
        case group_field::kind::texts:
            return "string[]";
        case group_field::kind::number:
            return "real";
        case group_field::kind::numbers:
            break;
    }
    return one.count == 2 ? "real[2]" : one.count == 3 ? "real[3]" : one.count == 6 ? "real[6]" : "real[]";
}

std::string_view unit_of(std::string_view output) {
    if (output == "zOffsetInSlideCoordinateSystem") return "um";
    if (output == "geometricMaximumDistortion") return "%";
    for (const std::string_view length :
         {"Position", "pixelSpacing", "sliceThickness", "spacingBetween", "distance", "Offset"})
        if (output.find(length) != std::string_view::npos &&
            output.find("TotalImagePixelMatrix") == std::string_view::npos)
            return "mm";
    return {};
}

}  // namespace

described_types::described_types() {
    std::vector<type_info> all(std::begin(others), std::end(others));
    group_fields_.reserve(std::size(group_types));
    for (const group_type& group : group_types) {
        std::vector<field_info>& fields = group_fields_.emplace_back();
        for (const group_field& one : group.fields)
            fields.push_back({one.output, kind_of(one), unit_of(one.output), one.keyword, {}});
        fields.push_back({.name = "origin",
                          .kind = "string",
                          .about = "who says it: perFrame, shared, object, computed or assumed"});
        for (const group_text& text : group_texts)
            if (text.type == group.type)
                all.push_back(
                    {.type = group.type, .about = text.about, .standard = text.standard, .fields = fields});
    }
    tables_ = std::make_unique<type_descriptions>(all);
}

}  // namespace quoin::dicom
