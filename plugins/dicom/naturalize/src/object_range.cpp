#include "object_range.hpp"

#include <dicom/decode.hpp>

#include <string>

namespace quoin::dicom {

namespace {

void read_character_set(const data_set& in, const element& of, surroundings& holds, findings* complaints) {
    std::string complaint;
    holds.text = character_set::parse(as_text(in.raw(of)), complaint);
    if (!complaint.empty() && complaints != nullptr) complaints->add(in.offset_of(of), of.tag, complaint);
}

object_range scanned(const data_set& in, object_range of, findings* complaints) {
    for (std::size_t at = of.first; at < of.end; at = in.next(at)) {
        const element& one = in.elements[at];
        if (!is_member(one)) continue;
        ++of.members;
        if (one.tag == tags::specific_character_set) {
            read_character_set(in, one, of.holds, complaints);
        } else if (one.tag == tags::pixel_representation) {
            if (const auto raw = in.raw(one); !raw.empty())
                of.holds.signed_pixels =
                    ((one.has(element::big_endian) ? raw.back() : raw.front()) & 1U) != 0;
        }
    }
    return of;
}

}  // namespace

object_range root_range(const data_set& in, findings* complaints) {
    const auto end = static_cast<std::uint32_t>(in.elements.size());
    object_range whole{0, end, 0, !in.unordered, {}};
    if (in.unordered || in.open_vr) return scanned(in, whole, complaints);
    // The walk has counted them, and all that is looked for stands near the beginning.
    whole.members = in.members;
    for (std::size_t at = 0; at < end && in.elements[at].tag <= tags::specific_character_set;
         at = in.next(at))
        if (in.elements[at].tag == tags::specific_character_set)
            read_character_set(in, in.elements[at], whole.holds, complaints);
    return whole;
}

object_range item_range(const data_set& in, std::uint32_t item, const surroundings& around,
                        findings* complaints) {
    const auto end = static_cast<std::uint32_t>(in.next(item));
    return scanned(in, {item + 1, end, 0, !in.elements[item].has(element::unordered), around}, complaints);
}

}  // namespace quoin::dicom
