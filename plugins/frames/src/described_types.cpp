#include "described_types.hpp"

#include "frame_columns.hpp"
#include "group_types.hpp"

#include <algorithm>

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
                                      .kind = "object[]",
                                      .source = "PerFrameFunctionalGroupsSequence",
                                      .about = "the first item of each group of the frame"},
                                     {.name = "SharedFunctionalInformation",
                                      .kind = "object[]",
                                      .source = "SharedFunctionalGroupsSequence",
                                      .about = "the first item of each group of all frames"}};
constexpr field_info instance[] = {
    {.name = "frameNumber", .kind = "int", .about = "from 1; of an object with frames or functional groups"},
    {.name = "framePosition",
     .kind = "string",
     .about = "computed, assumed or unknown, where the position is not stated"},
    {.name = "frameOrientation", .kind = "string", .about = "the same of the orientation"},
    {.name = "*", .about = "every attribute of the frame by its keyword"}};
constexpr field_info one_text[] = {{.kind = "string"}};
constexpr field_info texts[] = {{.kind = "string[]"}};
constexpr field_info schema[] = {{.name = "*", .about = "JSON Schema 2020-12"}};
constexpr field_info table_ends[] = {
    {.name = "numberOfFrames", .kind = "int"},
    {.name = "coordinateSystem", .kind = "string", .about = "of the positions: patient, slide or volume"},
    {.name = "sliceLocation",
     .kind = "real?[]",
     .unit = "mm",
     .about = "along the frame's normal from the origin; not for slides"},
    {.name = "dimensions", .kind = "object[]", .source = "DimensionIndexSequence"},
    {.name = "dimensions[].pointer", .kind = "string", .source = "DimensionIndexPointer"},
    {.name = "dimensions[].functionalGroup", .kind = "string", .source = "FunctionalGroupPointer"},
    {.name = "dimensions[].label", .kind = "string", .source = "DimensionDescriptionLabel"}};

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
     .standard = "PS3.3 C.7.6.16"},
    {.type = "moduleSchema",
     .about = "the JSON Schema (2020-12) that answers to a type of this provider validate against",
     .subject = "the name of a type",
     .fields = schema},
    {.type = "org.quoin.frames.shared",
     .about = "the object with what all its frames share; a step on the way to instance",
     .subject = "the imageId of a whole object"},
    {.type = "org.quoin.frames.positions",
     .about = "ImagePositionPatient of all frames in mm, f64, three a frame; only where the frames state "
              "theirs and agree in the attributes of option same",
     .subject = "the imageId of a whole object",
     .standard = "PS3.3 C.7.6.16.2.3"}};

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
    if (output == "diffusionBValue") return "s/mm2";
    if (output == "temporalPositionTimeOffset") return "s";
    if (output == "nominalCardiacTriggerDelayTime" || output == "effectiveEchoTime" ||
        output == "frameTimeVector")
        return "ms";
    if (output == "zOffsetInSlideCoordinateSystem") return "um";
    if (output == "geometricMaximumDistortion") return "%";
    for (const std::string_view length : {"Position", "position", "pixelSpacing", "PixelSpacing",
                                          "sliceThickness", "spacingBetween", "distance", "Offset"})
        if (output.find(length) != std::string_view::npos &&
            output.find("TotalImagePixelMatrix") == std::string_view::npos &&
            output.find("Number") == std::string_view::npos && output.find("Index") == std::string_view::npos)
            return "mm";
    return {};
}

}  // namespace

/// A row for each column that a table may have: most are of the lines that fill them.
std::vector<field_info> described_types::table_fields() {
    std::vector<field_info> out(std::begin(table_ends), std::end(table_ends));
    const auto add = [&](std::string_view name, column_line::kind is, std::string_view source) {
        if (name.empty() || std::ranges::find(out, name, &field_info::name) != out.end()) return;
        const bool real = is == column_line::kind::real;
        out.push_back({.name = name,
                       .kind = real ? "real?[]" : "int[]",
                       .unit = unit_of(name),
                       .source = source,
                       .about = is == column_line::kind::word ? "which of the words, from 1" : ""});
        if (is == column_line::kind::word)
            out.push_back({.name = names_.emplace_back(std::string(name) + "s"), .kind = "string[]"});
    };
    for (const column_line& line : columns::of_groups)
        for (const std::string_view name : {line.first, line.second, line.third})
            add(name, line.is, line.attribute);
    for (const columns::vector_line& line : columns::of_vectors) add(line.column, line.is, line.attribute);
    return out;
}

described_types::described_types() : all_(std::begin(others), std::end(others)) {
    fields_.reserve(std::size(group_types) + 1);
    fields_.push_back(table_fields());
    for (type_info& one : all_)
        if (one.type == "frameTable") one.fields = fields_.back();
    for (const group_type& group : group_types) {
        std::vector<field_info>& fields = fields_.emplace_back();
        for (const group_field& one : group.fields)
            fields.push_back({one.output, kind_of(one), unit_of(one.output), one.keyword, {}});
        fields.push_back({.name = "origin",
                          .kind = "string",
                          .about = "who says it: perFrame, shared, object, computed or assumed"});
        for (const group_text& text : group_texts)
            if (text.type == group.type)
                all_.push_back(
                    {.type = group.type, .about = text.about, .standard = text.standard, .fields = fields});
    }
    tables_ = std::make_unique<type_descriptions>(all_);
}

}  // namespace quoin::dicom
