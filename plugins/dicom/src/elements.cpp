#include <dicom/elements.hpp>

#include "spare.hpp"
#include "walker.hpp"

namespace quoin::dicom {

data_set::data_set(header_bytes of) : bytes(std::move(of)) {
    elements = spare<element_list>::take();
    elements.clear();
    left = spare<std::vector<left_value>>::take();
    left.clear();
}

data_set::~data_set() {
    if (is_trimmed_) return;
    constexpr std::size_t most = 16384;  // entries: more stay with no thread
    if (elements.capacity() != 0 && elements.capacity() <= most)
        spare<element_list>::leave(std::move(elements));
    if (left.capacity() != 0 && left.capacity() <= most)
        spare<std::vector<left_value>>::leave(std::move(left));
}

data_set data_set::trimmed(bool refer_to_memory) const {
    data_set out(bytes.trimmed(refer_to_memory), elements, left);
    out.unordered = unordered;
    out.open_vr = open_vr;
    out.members = members;
    out.written = written;
    out.deflated_from = deflated_from;
    out.first_inflated_left = first_inflated_left;
    return out;
}

void walk(data_set& into, element_encoding written, const read_limits& limits) {
    walker(into, written, limits, false).run();
}

bool walk_file_meta(data_set& into, element_encoding written, const read_limits& limits) {
    return walker(into, written, limits, true).run();
}

}  // namespace quoin::dicom
