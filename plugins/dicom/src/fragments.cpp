#include <dicom/fragments.hpp>

#include <dicom/byte_order.hpp>
#include <dicom/elements.hpp>

#include <algorithm>
#include <array>

namespace quoin::dicom {

namespace {

constexpr std::uint32_t head_size = 8;

std::vector<std::uint32_t> read_table(byte_source& from, std::uint64_t offset, std::size_t length,
                                      bool big_endian) {
    std::vector<unsigned char> bytes(length / 4 * 4);
    bytes.resize(from.read(offset, bytes.data(), bytes.size()) / 4 * 4);
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < bytes.size(); i += 4)
        out.push_back(load<std::uint32_t>(bytes.data() + i, big_endian));
    return out;
}

}  // namespace

std::size_t fragment_index::fragment_at(std::uint64_t table_offset) const noexcept {
    if (fragments.empty() || table_offset > ~std::uint64_t{0} - fragments.front().offset)
        return fragments.size();
    const std::uint64_t wanted = fragments.front().offset + table_offset;
    const auto found = std::ranges::lower_bound(fragments, wanted, {}, &fragment::offset);
    if (found == fragments.end() || found->offset != wanted) return fragments.size();
    return static_cast<std::size_t>(found - fragments.begin());
}

fragment_index index_fragments(byte_source& from, std::uint64_t offset, std::uint64_t length,
                               bool big_endian) {
    fragment_index out;
    std::uint64_t at = offset;
    const std::uint64_t end = offset + length;
    for (bool first = true; at < end; first = false) {
        std::array<unsigned char, head_size> head{};
        const bool there = end - at >= head_size && from.read(at, head.data(), head.size()) == head.size();
        const std::uint32_t tag = there ? load_tag(head.data(), big_endian) : 0;
        if (tag == tags::sequence_end) return out;
        if (tag != tags::item) break;
        at += head_size;
        const auto stated = load<std::uint32_t>(head.data() + 4, big_endian);
        const auto here = static_cast<std::uint32_t>(std::min<std::uint64_t>(stated, end - at));
        if (first)
            out.offset_table = read_table(from, at, here, big_endian);
        else
            out.fragments.push_back({at, here, here < stated});
        at += here;
    }
    out.whole = false;
    return out;
}

}  // namespace quoin::dicom
