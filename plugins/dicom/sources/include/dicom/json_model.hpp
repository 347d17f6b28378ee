// dicom/json_model.hpp - writes an object in the DICOM JSON model (PS3.18 annex F), type `dicomJson`, out of
// its naturalized values and their representations.
//
// Values as naturalized has them: numbers as numbers, UV from 2^63 on as strings (F.2.3.1 allows it), AT as
// hex digits, PN as groups, what is no number as null, numbers without a JSON number as "NaN", "Infinity" and
// "-Infinity". What has no value has neither Value nor InlineBinary
// nor BulkDataURI. Bulk data are InlineBinary, little endian, up to a size; larger ones a BulkDataURI as
// dicom/bulk_uri.hpp makes it. Group lengths and group 0002 are not part of the model (F.2).
#pragma once

#include <dicom/vr.hpp>
#include <quoin/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom {

class json_model {
 public:
    /// `subject`: what the URIs of bulk data say they are of. An object is open from the start.
    json_model(std::string_view subject, std::uint64_t inline_bytes);

    /// An attribute that is no sequence. `naturalized` is what dicom/naturalize.hpp has for it, or
    /// {BulkDataURI} where the value is elsewhere; `representation` one of the standard's.
    void attribute(std::uint32_t tag, vr representation, view naturalized);
    void begin_sequence(std::uint32_t tag);
    void begin_item();
    void end_item();
    void end_sequence();

    /// The model. Throws quoin::error; a lazy value that is to stand inline may fail to be read.
    value finish();

 private:
    void begin_attribute(std::uint32_t tag, vr representation);
    void values(view naturalized);
    void bulk(vr representation, view typed);

    builder out_;
    std::string subject_;
    std::uint64_t inline_bytes_;
    std::vector<std::uint32_t> path_;  // tag, item, tag, item, ..
    std::vector<bool> has_items_;      // of the open sequences
};

}  // namespace quoin::dicom
