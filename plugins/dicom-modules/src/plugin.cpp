// The provider org.quoin.dicom-modules: makes modules of instances as module_table.hpp says, and tells what
// they are:
//
//   moduleSchema                        the JSON Schema of a module; its subject is the module's name
//   org.quoin.dicom-modules.fragments   a step on the way to compressedFrameData (fragments.hpp)
//   org.quoin.dicom-modules.planes      a step on the way to imagePlaneModule of a frame (frame_planes.hpp)
#include "fragments.hpp"
#include "frame_planes.hpp"
#include "module_table.hpp"

#include <dicom/module_set.hpp>

namespace quoin::dicom {
namespace {

constexpr auto served_types = types_of(modules, schema_type, fragments_type, planes_type);

constexpr field_info fragments_fields[] = {
    {.name = "offsets", .kind = "int[]", .about = "byte of each fragment in the pixel data"},
    {.name = "lengths", .kind = "int[]", .about = "bytes of each fragment"},
    {.name = "frames",
     .kind = "int[]",
     .about = "first fragment of each frame, and how many fragments there are"}};

constexpr field_info planes_fields[] = {
    {.name = "plane", .kind = "object", .about = "imagePlaneModule of the first frame"},
    {.name = "positions", .kind = "real[]", .unit = "mm", .about = "imagePositionPatient of each frame"},
    {.name = "notes", .kind = "string[]", .about = "what explain tells about each of the planes"}};

constexpr type_info other_types[] = {
    described_schema_type,
    {.type = fragments_type,
     .about = "which fragments of encapsulated pixel data are which frame; a step on the way to "
              "compressedFrameData",
     .subject = "the imageId of a whole object",
     .standard = "PS3.5 A.4",
     .fields = fragments_fields},
    {.type = planes_type,
     .about =
         "imagePlaneModule of the first frame and the positions of all, where nothing else of the planes "
         "differs; a step on the way to imagePlaneModule of a frame",
     .subject = "the imageId of a whole object",
     .standard = "PS3.3 C.7.6.16",
     .fields = planes_fields}};

class modules_provider final : public provider {
 public:
    static constexpr descriptor info{.id = "org.quoin.dicom-modules",
                                     .name = "DICOM modules",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "patient, study, series and image modules of an instance",
                                     .licence = "MIT",
                                     .types = served_types,
                                     .priority = -1100,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit modules_provider(const setup& with) { with.refuse_settings(); }

    answer get(call& asked_in, const request& asked) override {
        if (asked.type() == plane_type)
            if (auto plane = frame_planes::of_frame(asked_in, asked)) return std::move(*plane);
        if (asked.type() == planes_type) return planes_.of_object(asked_in, asked);
        if (asked.type() == fragments_type) return fragments(asked_in, asked);
        return modules_.get(asked_in, asked);
    }

    void get_row(call& asked_in, row& asked) override {
        // A frame's plane is the same by the table of its object (frame_planes.hpp), but the instance is there.
        modules_.get_row(asked_in, asked, [](std::string_view type, view instance) {
            return type == frame_data_type && frame_data_asks_more(instance);
        });
    }

    const void* extension(std::string_view id) override { return modules_.extension(id); }

 private:
    static answer fragments(call& asked_in, const request& asked) {
        if (asked.subject_count() != 1) return pass;
        const auto instance = instance_of(asked_in, asked.subject());
        value known = instance ? fragments_of(*instance, asked_in) : value();
        return known ? answer(std::move(known)) : pass;
    }

    module_set modules_{modules, other_types};
    frame_planes planes_{modules_};
};

}  // namespace
}  // namespace quoin::dicom

QUOIN_PLUGIN(quoin::dicom::modules_provider)
