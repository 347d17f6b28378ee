#include "dicom_model.hpp"

#include <dicom/dictionary.hpp>
#include <dicom/json_model.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace quoin::referenced {
namespace {

struct attribute {
    const dicom::dictionary_entry* known;
    view content;
};

void write(dicom::json_model& out, view object, bool pixels_are_signed) {
    if (const auto representation = object["PixelRepresentation"].as_int())
        pixels_are_signed = *representation == 1;
    std::vector<attribute> sorted;
    for (std::size_t i = 0; i < object.size(); ++i) {
        const auto [keyword, content] = object.member(i);
        const auto* const known = dicom::find_keyword(keyword);
        if (known == nullptr)
            throw error(QUOIN_E_INVALID,
                        "'" + std::string(keyword) + "' is no keyword of an attribute (PS3.6)");
        if (known->tag >> 16 > 2) sorted.push_back({known, content});
    }
    std::ranges::sort(sorted, {}, [](const attribute& one) { return one.known->tag; });
    for (const auto& [known, content] : sorted) {
        if (known->representation != dicom::vr::SQ) {
            out.attribute(known->tag,
                          dicom::implicit_representation(known->representation, pixels_are_signed), content);
            continue;
        }
        out.begin_sequence(known->tag);
        for (std::size_t i = 0; i < content.size(); ++i) {
            out.begin_item();
            write(out, content[i], pixels_are_signed);
            out.end_item();
        }
        out.end_sequence();
    }
}

}  // namespace

value dicom_json_of(view attributes) {
    dicom::json_model out({}, std::numeric_limits<std::uint64_t>::max());
    write(out, attributes, false);
    return out.finish();
}

}  // namespace quoin::referenced
