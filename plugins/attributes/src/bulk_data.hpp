// bulk_data.hpp - the provider org.quoin.bulk-data: type `bulkData`, the bytes that a BulkDataURI of
// `dicomJson` stands for.
//
// The subject is the URI (dicom/bulk_uri.hpp); the answer a typed array, lazy where the data are in a file.
// The options {offset, length}, in bytes, choose a part of what the URI names. The URI names an object and an
// element in it: it is asked for as `naturalized`, so whoever provides the object also decides who may read
// it. Where that object has a BulkDataURI of somebody else in this place, `bulkData` is asked about that.
#pragma once

#include <dicom/bulk_uri.hpp>
#include <quoin/quoin.hpp>
#include <quoin/type_info.hpp>

#include <string>

namespace quoin::dicom {

class bulk_data_provider final : public provider {
 public:
    static constexpr auto served = quoin::types("bulkData");
    static constexpr descriptor info{.id = "org.quoin.bulk-data",
                                     .name = "Bulk data",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "the bytes that a BulkDataURI of dicomJson stands for",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -9000,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit bulk_data_provider(const setup& with) { with.refuse_settings(); }
    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

    answer get(call& asked_in, const request& asked) override {
        if (asked.subject_count() != 1) return pass;
        const auto place = parse_bulk_uri(asked.subject());
        if (!place) return pass;
        const byte_range range = narrowed(place->range, asked.options());
        const auto object = asked_in.get("naturalized", place->subject);
        if (!object) return pass;
        const view found = bulk_element(*object, place->path);
        if (!found || found.is_null()) {
            asked_in.note("the object has no value at that place");
            return pass;
        }
        if (const auto elsewhere = found["BulkDataURI"].as_string()) {
            const auto fetched = asked_in.get("bulkData", *elsewhere);
            if (!fetched) {
                asked_in.note("the object refers to a BulkDataURI that no provider resolves");
                return pass;
            }
            return part_of(*fetched, range);
        }
        return part_of(found, range);
    }

 private:
    static constexpr type_info described[] = {
        {.type = "bulkData",
         .about = "the bytes that a BulkDataURI of dicomJson stands for, a typed array; options offset and "
                  "length, in bytes, choose a part",
         .subject = "the URI",
         .standard = "PS3.18 F.2.2"}};
    type_descriptions descriptions_{described};
};

}  // namespace quoin::dicom
