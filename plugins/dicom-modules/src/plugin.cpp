// The provider org.quoin.dicom-modules: makes modules of instances as module_table.hpp says, and tells what
// they are:
//
//   moduleSchema                        the JSON Schema of a module; its subject is the module's name
//   org.quoin.dicom-modules.fragments   a step on the way to compressedFrameData (fragments.hpp)
#include "fragments.hpp"
#include "module_table.hpp"

#include <dicom/module_set.hpp>

namespace quoin::dicom {
namespace {

constexpr auto served_types = types_of(modules, schema_type, fragments_type);

constexpr field_info fragments_fields[] = {
    {.name = "offsets", .kind = "int[]", .about = "byte of each fragment in the pixel data"},
    {.name = "lengths", .kind = "int[]", .about = "bytes of each fragment"},
    {.name = "frames",
     .kind = "int[]",
     .about = "first fragment of each frame, and how many fragments there are"}};

constexpr type_info other_types[] = {
    described_schema_type,
    {.type = fragments_type,
     .about = "which fragments of encapsulated pixel data are which frame; a step on the way to "
              "compressedFrameData",
     .subject = "the imageId of a whole object",
     .standard = "PS3.5 A.4",
     .fields = fragments_fields}};

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
        if (asked.type() != fragments_type) return modules_.get(asked_in, asked);
        if (asked.subject_count() != 1) return pass;
        const auto instance = instance_of(asked_in, asked.subject());
        value known = instance ? fragments_of(*instance, asked_in) : value();
        return known ? answer(std::move(known)) : pass;
    }

    const void* extension(std::string_view id) override { return modules_.extension(id); }

 private:
    module_set modules_{modules, other_types};
};

}  // namespace
}  // namespace quoin::dicom

QUOIN_PLUGIN(quoin::dicom::modules_provider)
