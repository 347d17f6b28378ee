// The providers org.quoin.bulk-data (bulk_data.hpp) and org.quoin.attributes: any attribute is a type.
//
//   PatientName, 00189087, (0018,9087), 0019xx0C:SIEMENS MR HEADER, and a path into sequences such as
//   SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
//
// The value is that of `instance` (of the frame that the subject names), where nothing makes instances that
// of `naturalized`. An attribute that is there without a value is null, one that is not there no answer.
//
// It is asked last, about every type that nobody else answered: a name that is no attribute must cost
// nothing, and it does not stand in the chains of types that other providers name so.
#include "bulk_data.hpp"

#include <dicom/attribute_path.hpp>
#include <quoin/quoin.hpp>

#include <optional>
#include <string>

namespace quoin::dicom {
namespace {

class attributes_provider final : public provider {
 public:
    static constexpr descriptor info{.id = "org.quoin.attributes",
                                     .name = "Attributes",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "any attribute as a type: keyword, tag or path",
                                     .licence = "MIT",
                                     .types = {},
                                     .priority = -9000,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit attributes_provider(const setup& with) { with.refuse_settings(); }

    bool serves(std::string_view type) const override { return is_attribute_path(type); }

    answer get(call& asked_in, const request& asked) override {
        if (asked.subject_count() != 1 || !is_attribute_path(asked.type())) return pass;
        const auto object = object_of(asked_in, asked.subject());
        if (!object || !object->is_object()) return pass;
        std::string why;
        const view found = follow(*object, asked.type(), why);
        if (!why.empty()) asked_in.note(why);
        if (!found) return pass;
        return value(found);
    }

 private:
    static std::optional<value> object_of(call& asked_in, std::string_view subject) {
        auto instance = asked_in.get("instance", subject);
        // A frame that an object does not have is no reason to answer with the whole object.
        if (instance || asked_in.get("baseImageId", subject)) return instance;
        return asked_in.get("naturalized", subject);
    }
};

}  // namespace
}  // namespace quoin::dicom

QUOIN_PLUGIN(quoin::dicom::attributes_provider, quoin::dicom::bulk_data_provider)
