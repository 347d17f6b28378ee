#include <dicom/fragments.hpp>

#include <dicom/byte_order.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace quoin::dicom {

namespace {

constexpr std::uint32_t head_size = 8;

}  // namespace

std::size_t fragment_index::fragment_at(std::uint32_t table_offset) const noexcept {
    if (fragments.empty()) return 0;
    const std::uint64_t wanted = fragments.front().offset + table_offset;
    const auto found = std::ranges::lower_bound(fragments, wanted, {}, &fragment::offset);
    if (found == fragments.end() || found->offset != wanted) return fragments.size();
    return static_cast<std::size_t>(found - fragments.begin());
}

fragment_index index_fragments(const data_set& of, const element& encapsulated, byte_source& from) {
    if (!encapsulated.has(element::encapsulated) || !encapsulated.has(element::in_source))
        throw std::invalid_argument("this element has no fragments");
    const bool big_endian = encapsulated.has(element::big_endian);
    const left_value& where = of.left[encapsulated.position];
    fragment_index out;
    std::uint64_t at = where.offset;
    const std::uint64_t end = where.offset + where.length;
    for (bool first = true; at < end; first = false) {
        std::array<unsigned char, head_size> head{};
        const bool there = end - at >= head_size && from.read(at, head.data(), head.size()) == head.size();
        const std::uint32_t tag = there ? load_tag(head.data(), big_endian) : 0;
        if (tag == tags::sequence_end) return out;
        if (tag != tags::item) break;
        at += head_size;
        const std::uint64_t left = end - at;
        const auto stated = load<std::uint32_t>(head.data() + 4, big_endian);
        const auto length = static_cast<std::uint32_t>(std::min<std::uint64_t>(stated, left));
        if (first) {
            std::vector<unsigned char> table(length / 4 * std::size_t{4});
            table.resize(from.read(at, table.data(), table.size()) / 4 * 4);
            for (std::size_t i = 0; i < table.size(); i += 4)
                out.offset_table.push_back(load<std::uint32_t>(table.data() + i, big_endian));
        } else {
            out.fragments.push_back({at, length});
        }
        at += length;
        if (length < stated) break;
    }
    out.whole = false;
    return out;
}

}  // namespace quoin::dicom
