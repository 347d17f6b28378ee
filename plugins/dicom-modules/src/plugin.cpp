// The provider org.quoin.dicom-modules: makes modules of instances as module_table.hpp says, and tells what
// they are:
//
//   moduleSchema                        the JSON Schema of a module; its subject is the module's name
//   org.quoin.dicom-modules.fragments   a step on the way to compressedFrameData (fragments.hpp)
#include "fragments.hpp"
#include "module_copy.hpp"
#include "module_descriptions.hpp"
#include "module_schema.hpp"
#include "module_table.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace quoin::dicom {
namespace {

constexpr std::string_view schema_type = "moduleSchema";

/// The types of the table and the two others, as the descriptor wants them.
constexpr auto served_types = [] {
    std::array<quoin_str, std::size(modules) + 2> out{};
    for (std::size_t i = 0; i < std::size(modules); ++i) out[i] = to_str(modules[i].type);
    out[std::size(modules)] = to_str(schema_type);
    out[std::size(modules) + 1] = to_str(fragments_type);
    return out;
}();

constexpr field_info fragments_fields[] = {
    {.name = "offsets", .kind = "int[]", .about = "byte of each fragment in the pixel data"},
    {.name = "lengths", .kind = "int[]", .about = "bytes of each fragment"},
    {.name = "frames",
     .kind = "int[]",
     .about = "first fragment of each frame, and how many fragments there are"}};

constexpr type_info other_types[] = {
    {.type = schema_type,
     .about = "the JSON Schema (2020-12) that a module's answers validate against",
     .subject = "the name of a module"},
    {.type = fragments_type,
     .about = "which fragments of encapsulated pixel data are which frame; a step on the way to "
              "compressedFrameData",
     .subject = "the imageId of a whole object",
     .standard = "PS3.5 A.4",
     .fields = fragments_fields}};

/// A line of the table with its names turned into keys.
struct prepared_module {
    const metadata_module* line;
    std::vector<prepared_field> fields;
};

class modules_provider final : public provider {
 public:
    static constexpr descriptor info{.id = "org.quoin.dicom-modules",
                                     .name = "DICOM modules",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "patient, study, series and image modules of an instance",
                                     .licence = "MIT",
                                     .types = served_types,
                                     .priority = -1000,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit modules_provider(const setup&) {
        for (const metadata_module& line : modules)
            prepared_.emplace(line.type, prepared_module{&line, prepare(line.fields)});
    }

    answer get(call& asked_in, const request& asked) override {
        if (asked.subject_count() != 1) return pass;
        if (asked.type() == schema_type) return schema(asked.subject());
        const auto found = prepared_.find(asked.type());
        const bool fragments = asked.type() == fragments_type;
        if (found == prepared_.end() && !fragments) return pass;
        const auto instance = asked_in.get("instance", asked.subject());
        if (!instance || instance->is_null()) return pass;
        if (!instance->is_object())
            throw error(QUOIN_E_INVALID, "the instance of " + std::string(asked.subject()) +
                                             " is no object: its provider must answer one");
        if (!fragments) return made_of({*instance, asked_in, asked}, found->second);
        value known = fragments_of(*instance, asked_in);
        return known ? answer(std::move(known)) : pass;
    }

    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

 private:
    answer schema(std::string_view module) const {
        const auto found = prepared_.find(module);
        return found == prepared_.end() ? answer(pass) : answer(schema_of(*found->second.line));
    }

    static answer made_of(const module_input& from, const prepared_module& module) {
        if (const auto reason = why_not(module.line->to, from.instance); !reason.empty()) {
            from.asked_in.note(reason);
            return pass;
        }
        builder out;
        out.object();
        bool any = copy_fields(module.fields, from.instance, from.instance, from.asked_in, out);
        if (module.line->computed != nullptr) any = module.line->computed(from, out) || any;
        if (!any) {
            from.asked_in.note("the instance has no attribute of this module");
            return pass;
        }
        return out.end().finish();
    }

    std::unordered_map<std::string_view, prepared_module> prepared_;
    module_descriptions descriptions_{modules, other_types};
};

}  // namespace
}  // namespace quoin::dicom

QUOIN_PLUGIN(quoin::dicom::modules_provider)
