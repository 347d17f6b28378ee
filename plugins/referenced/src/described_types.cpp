#include "described_types.hpp"

namespace quoin::referenced {
namespace {

constexpr std::string_view several = "imageIds; several subjects together, or one that type imageIds lists";

constexpr field_info sop[] = {
    {.name = "ReferencedSOPClassUID", .kind = "string", .source = "SOPClassUID"},
    {.name = "ReferencedSOPInstanceUID", .kind = "string", .source = "SOPInstanceUID"},
    {.name = "ReferencedFrameNumber",
     .kind = "int[]",
     .about = "where the imageId names a frame of several"}};

constexpr field_info series[] = {
    {.name = "SeriesInstanceUID", .kind = "string", .source = "SeriesInstanceUID", .about = "of one image"},
    {.name = "ReferencedInstanceSequence", .kind = "object[]", .about = "of one image"},
    {.name = "ReferencedInstanceSequence[].ReferencedSOPClassUID", .kind = "string", .source = "SOPClassUID"},
    {.name = "ReferencedInstanceSequence[].ReferencedSOPInstanceUID",
     .kind = "string",
     .source = "SOPInstanceUID"},
    {.name = "ReferencedSeriesSequence",
     .kind = "object[]",
     .about = "of several: the series of the study that the first is in, each as of one image"},
    {.name = "StudiesContainingOtherReferencedInstancesSequence",
     .kind = "object[]",
     .about = "of several: other studies, each with StudyInstanceUID and ReferencedSeriesSequence"}};

constexpr field_info attributes[] = {{.kind = "object", .about = "attributes by keyword, as in naturalized"}};
constexpr field_info module_members[] = {{.kind = "object", .about = "members as modules name them"}};
constexpr field_info meta[] = {{.kind = "object", .about = "{KEYWORD: {vr, Value}}"}};
constexpr field_info text[] = {{.kind = "string"}};

constexpr type_info lasting[] = {
    {.type = "ImageSopInstanceReference",
     .about = "the image as others refer to it",
     .standard = "PS3.3 10.3",
     .fields = sop},
    {.type = "ReferencedSeriesReference",
     .about = "one image as others refer to it by its series; several merged by study and series",
     .subject = several,
     .standard = "PS3.3 C.12.2",
     .fields = series},
    {.type = "PredecessorSequence",
     .about = "what an object that replaces this one says of it",
     .standard = "PS3.3 C.17.2",
     .fields = attributes},
    {.type = "StudyData",
     .about = "what every instance of the study says alike, of the patient and of the study",
     .standard = "PS3.3 C.7.1, C.7.2",
     .fields = attributes},
    {.type = "SeriesData", .about = "generalSeriesModule as attributes", .fields = attributes},
    {.type = "ImageData",
     .about = "generalImage, imagePlane, cine, voiLut, modalityLut and sopCommon modules as attributes",
     .fields = attributes},
    {.type = "normalized",
     .about = "the answers of option types merged into one object of attributes",
     .fields = attributes},
    {.type = "denormalized",
     .about = "the answers of option types merged, as members of modules: the way back",
     .fields = module_members},
    {.type = "metaSrAnnotation",
     .about = "file meta information of a report to be written",
     .standard = "PS3.10 7.1",
     .fields = meta},
    {.type = "metaRTSSContour",
     .about = "file meta information of a structure set to be written",
     .standard = "PS3.10 7.1",
     .fields = meta},
    {.type = "metaSegBitmap",
     .about = "file meta information of a segmentation to be written",
     .standard = "PS3.10 7.1",
     .fields = meta},
};

constexpr type_info fresh[] = {
    {.type = "NewInstanceData",
     .about = "what a new instance in the study of the image begins with; new UIDs each time",
     .standard = "PS3.3 C.7, C.12.1",
     .fields = attributes},
    {.type = "RtssInstanceData",
     .about = "what a new structure set about the images begins with",
     .subject = several,
     .standard = "PS3.3 C.8.8.5",
     .fields = attributes},
    {.type = "createInstance",
     .about = "a new instance: defaults of option type, then option base, values and predecessor",
     .subject = several,
     .fields = attributes},
    {.type = "newUID",
     .about = "a UID that nobody had",
     .subject = "the keyword of the attribute that it is for",
     .standard = "PS3.5 B.2",
     .fields = text},
    {.type = "currentDateTime",
     .about = "now, with the difference to UTC",
     .subject = "now",
     .standard = "PS3.5 6.2",
     .fields = text},
};

}  // namespace

std::span<const type_info> lasting_types() noexcept {
    return lasting;
}
std::span<const type_info> new_types() noexcept {
    return fresh;
}

}  // namespace quoin::referenced
