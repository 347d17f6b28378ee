// Any bytes as a DICOM file. What is read is whole, and takes no more memory than a small multiple of the
// input.
#include <dicom/naturalize.hpp>
#include <dicom/part10.hpp>
#include <quoin/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

/// Every entry lies inside the one around it.
void check_index(const quoin::dicom::data_set& of) {
    std::vector<std::size_t> ends{of.elements.size()};
    for (std::size_t i = 0; i < of.elements.size(); ++i) {
        while (i >= ends.back()) ends.pop_back();
        const std::size_t end = of.next(i);
        require(end > i && end <= ends.back(), "an entry ends inside the one around it");
        const auto& one = of.elements[i];
        if (one.is_item() || one.is_sequence()) {
            ends.push_back(end);
        } else if (one.has(quoin::dicom::element::in_source)) {
            require(one.position < of.left.size(), "a value that was left has its row");
        } else {
            require(std::size_t{one.position} + one.length <= of.bytes.size(),
                    "a value is inside the header");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin;
    builder made;
    made.add(std::span<const std::uint8_t>(data, size));
    const value payload = made.finish();
    const auto bytes = payload.elements<std::uint8_t>();
    try {
        dicom::memory_source source({bytes.data(), bytes.size()});
        dicom::data_set found = dicom::read_part10(source, {.inflated_bytes = std::uint64_t{16} << 20});
        check_index(found);
        if (!found.written.deflated)
            require(found.elements.size() <= size / 8, "an element has a head of eight bytes");
        const value object = dicom::naturalize(found, {{}, {}, payload});
        require(object.is_object(), "a data set is an object");
        static_cast<void>(to_json(object, {.lazy_limit = 4096}));
    } catch (const dicom::read_error&) {
    } catch (const error& e) {
        // Only reading what is lazy may fail: making the value never does.
        require(e.code() == QUOIN_E_IO || e.code() == QUOIN_E_MEMORY, e.what());
    }
    return 0;
}
