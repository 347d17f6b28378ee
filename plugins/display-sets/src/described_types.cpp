#include "described_types.hpp"

namespace quoin::display_sets {
namespace {

constexpr std::string_view several =
    "imageIds, folders, or what type imageIds lists; several subjects together";

constexpr field_info ids[] = {{.kind = "string[]"}};

constexpr field_info sets[] = {
    {.name = "displaySets",
     .kind = "object[]",
     .about = "by rule, then by what their objects have in common"},
    {.name = "displaySets[].displaySetId",
     .kind = "string",
     .about = "the series' UID; with :N for its later display sets; the imageId of what has no series"},
    {.name = "displaySets[].rule", .kind = "string", .about = "id of the rule that made it"},
    {.name = "displaySets[].seriesInstanceUID", .kind = "string", .source = "SeriesInstanceUID"},
    {.name = "displaySets[].viewportTypes", .kind = "string[]", .about = "what can show it, the best first"},
    {.name = "displaySets[].preferredViewportType", .kind = "string"},
    {.name = "displaySets[].splitNumber",
     .kind = "int",
     .about = "of the display sets of its series, from 0"},
    {.name = "displaySets[].isMultiFrame", .kind = "bool", .about = "an object in it has several frames"},
    {.name = "displaySets[].isClip", .kind = "bool", .about = "set by a rule of the default ones"},
    {.name = "displaySets[].numImageFrames", .kind = "int", .about = "how many imageIds there are"},
    {.name = "displaySets[].underlyingImageIds", .kind = "string[]", .about = "one of each object"},
    {.name = "displaySets[].imageIds", .kind = "string[]", .about = "one of each frame"},
    {.name = "displaySets[].instances",
     .kind = "object[]",
     .about = "naturalized of each object; with option instances: true alone"},
    {.name = "unmatched", .kind = "object[]", .about = "objects that no rule takes"},
    {.name = "unmatched[].imageId", .kind = "string"},
    {.name = "unmatched[].reasons", .kind = "object[]", .about = "of every rule, in their order"},
    {.name = "unmatched[].reasons[].rule", .kind = "string"},
    {.name = "unmatched[].reasons[].why", .kind = "string"},
    {.name = "unreadable", .kind = "object[]", .about = "what nobody has an object of"},
    {.name = "unreadable[].imageId", .kind = "string"},
    {.name = "unreadable[].why", .kind = "string"},
    {.name = "repeated", .kind = "string[]", .about = "subjects that were named before"},
    {.name = "series", .kind = "object[]", .about = "what was asked about, by series"},
    {.name = "series[].seriesInstanceUID", .kind = "string", .source = "SeriesInstanceUID"},
    {.name = "series[].modality", .kind = "string", .source = "Modality", .about = "of its first object"},
    {.name = "series[].numberOfInstances", .kind = "int"},
    {.name = "series[].numberOfFrames", .kind = "int", .about = "of its images"},
    {.name = "series[].numberOfNonImages", .kind = "int"},
};

constexpr field_info of_image[] = {
    {.name = "displaySet", .kind = "object", .about = "the one of displaySets that the image is in"}};

constexpr field_info points[] = {
    {.name = "imageIdGroups",
     .kind = "string[][]",
     .about = "one of each time; one of all where nothing splits them"},
    {.name = "splittingTag", .kind = "string?", .about = "the attribute that tells the times apart"},
    {.name = "values", .kind = "real[]", .about = "its value in each group"},
    {.name = "numberOfPositions", .kind = "int"},
    {.name = "reasons", .kind = "object[]", .about = "what was tried before, and why it does not split them"},
    {.name = "reasons[].tag", .kind = "string"},
    {.name = "reasons[].why", .kind = "string"},
};

constexpr field_info volume[] = {
    {.name = "BitsAllocated",
     .kind = "int",
     .source = "BitsAllocated",
     .about = "this and what follows: of the first image"},
    {.name = "BitsStored", .kind = "int", .source = "BitsStored"},
    {.name = "SamplesPerPixel", .kind = "int", .source = "SamplesPerPixel"},
    {.name = "HighBit", .kind = "int", .source = "HighBit"},
    {.name = "PhotometricInterpretation", .kind = "string", .source = "PhotometricInterpretation"},
    {.name = "PixelRepresentation", .kind = "int", .source = "PixelRepresentation"},
    {.name = "Modality", .kind = "string", .source = "Modality"},
    {.name = "SeriesInstanceUID", .kind = "string", .source = "SeriesInstanceUID"},
    {.name = "coordinateSystem",
     .kind = "string",
     .about = "what origin and direction are in: patient, slide or volume, as in imagePlaneModule"},
    {.name = "ImageOrientationPatient", .kind = "real[6]", .source = "ImageOrientationPatient"},
    {.name = "PixelSpacing", .kind = "real[2]", .unit = "mm", .source = "PixelSpacing"},
    {.name = "FrameOfReferenceUID", .kind = "string", .source = "FrameOfReferenceUID"},
    {.name = "Columns", .kind = "int", .source = "Columns"},
    {.name = "Rows", .kind = "int", .source = "Rows"},
    {.name = "VOILUTFunction", .kind = "string", .source = "VOILUTFunction"},
    {.name = "differs",
     .kind = "string[]",
     .about = "those of the above that are not the same in all images"},
    {.name = "voiLut", .kind = "object[]"},
    {.name = "voiLut[].windowCenter", .kind = "real", .source = "WindowCenter"},
    {.name = "voiLut[].windowWidth", .kind = "real", .source = "WindowWidth"},
    {.name = "numberOfImages", .kind = "int"},
    {.name = "withoutPosition",
     .kind = "string[]",
     .about = "images whose position or orientation is not known"},
    {.name = "imageIds", .kind = "string[]", .about = "the others, along the normal"},
    {.name = "origin",
     .kind = "real[3]",
     .unit = "mm",
     .about = "centre of the first pixel of the first slice"},
    {.name = "direction", .kind = "real[9]", .about = "along rows, down columns, along the normal"},
    {.name = "dimensions", .kind = "int[3]", .about = "columns, rows, positions"},
    {.name = "spacing",
     .kind = "real?[3]",
     .unit = "mm",
     .about = "between columns, rows, slices; null: not known"},
    {.name = "sliceSpacingOrigin",
     .kind = "string",
     .about = "positions; of one slice the keyword of what states it, or unknown"},
    {.name = "pixelSpacingKnown", .kind = "bool", .about = "false: it is no more than a default"},
    {.name = "regularSpacing", .kind = "bool", .about = "false: the distance of most neighbours is given"},
    {.name = "spacingDeviation",
     .kind = "real",
     .unit = "mm",
     .about = "the largest one of a distance from that"},
    {.name = "duplicates", .kind = "string[][]", .about = "images at one position"},
    {.name = "gaps", .kind = "object[]"},
    {.name = "gaps[].after", .kind = "string", .about = "imageId"},
    {.name = "gaps[].before", .kind = "string", .about = "imageId"},
    {.name = "gaps[].millimetres", .kind = "real", .unit = "mm"},
    {.name = "gaps[].missingSlices", .kind = "int", .about = "how many would fit"},
    {.name = "gantryDetectorTilt", .kind = "real", .unit = "deg", .source = "GantryDetectorTilt"},
    {.name = "shearPerSlice", .kind = "real[2]", .unit = "mm", .about = "along rows, down columns"},
    {.name = "gantryTilt",
     .kind = "real",
     .unit = "deg",
     .about = "between the normal and the way from slice to slice; 0 below 0.1"},
    {.name = "isVolume", .kind = "bool", .about = "the images are a regular grid"},
    {.name = "problems", .kind = "string[]", .about = "why not"},
};

constexpr field_info image[] = {
    {.name = "origin", .kind = "real[3]", .unit = "mm", .source = "ImagePositionPatient"},
    {.name = "direction", .kind = "real[9]", .about = "along rows, down columns, along the normal"},
    {.name = "spacing",
     .kind = "real?[3]",
     .unit = "mm",
     .about = "between columns, between rows, between slices; null where the last is not known"},
    {.name = "sliceSpacingOrigin", .kind = "string", .about = "keyword of the attribute, or unknown"},
    {.name = "dimensions", .kind = "int[3]", .about = "columns, rows, 1"},
    {.name = "numberOfComponents", .kind = "int", .about = "3 for colour"},
    {.name = "numVoxels", .kind = "int"},
    {.name = "bitsAllocated", .kind = "int", .source = "BitsAllocated"},
    {.name = "coordinateSystem",
     .kind = "string",
     .about = "what origin and direction are in: patient, slide or volume, as in imagePlaneModule"},
    {.name = "pixelSpacingOrigin", .kind = "string", .about = "as in imagePlaneModule"},
    {.name = "usingDefaultValues", .kind = "bool", .about = "some of it is assumed"},
    {.name = "defaulted", .kind = "string[]", .about = "the members of imagePlaneModule that are"},
};

constexpr field_info rules[] = {
    {.name = "display_sets", .kind = "int", .about = "version of the format"},
    {.name = "rules", .kind = "object[]", .about = "as in config/display-sets.yaml"}};

constexpr type_info types[] = {
    {.type = "displaySets",
     .about = "images grouped into what is shown together, by rules",
     .subject = several,
     .fields = sets},
    {.type = "displaySetModule",
     .about = "the display set that an image is in: of the images that were added together for displaySets, "
              "or what was added",
     .fields = of_image},
    {.type = "displaySetRules", .about = "the rules in force", .subject = "default", .fields = rules},
    {.type = "splitImageIdsBy4DTags",
     .about = "images of several times, a group of each time",
     .subject = several,
     .fields = points},
    {.type = "volumeMetadata",
     .about = "images as one volume: what they share, how they lie, what is irregular",
     .subject = several,
     .standard = "PS3.3 C.7.6.2",
     .fields = volume},
    {.type = "imageDataMetadata",
     .about = "the grid of one image: origin, direction, spacing, dimensions",
     .standard = "PS3.3 C.7.6.2",
     .fields = image},
    {.type = "imageIds",
     .about = "the imageIds that a subject stands for: the files of a folder",
     .subject = "a folder",
     .fields = ids},
};

}  // namespace

std::span<const type_info> described_types() noexcept {
    return types;
}

}  // namespace quoin::display_sets
