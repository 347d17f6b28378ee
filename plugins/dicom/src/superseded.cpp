#include "superseded.hpp"

#include <algorithm>
#include <utility>

namespace quoin::dicom {

void mark_superseded(data_set& in, std::size_t first) {
    std::vector<std::pair<std::uint32_t, std::size_t>> seen;
    for (std::size_t i = first; i < in.elements.size(); i = in.next(i))
        seen.emplace_back(in.elements[i].tag, i);
    std::sort(seen.begin(), seen.end());
    for (std::size_t i = 1; i < seen.size(); ++i) {
        if (seen[i].first != seen[i - 1].first) continue;
        element& earlier = in.elements[seen[i - 1].second];
        earlier.flags |= element::superseded;
        in.tolerated.add(in.offset_of(earlier), earlier.tag,
                         "the element comes again later: the last one counts");
    }
}

}  // namespace quoin::dicom
