#include "bulk_values.hpp"

#include <dicom/inflate.hpp>

#include <algorithm>
#include <cstring>
#include <memory>

namespace quoin::dicom {

quoin_dtype dtype_of_bulk(vr of) noexcept {
    switch (of) {
        case vr::OW:
        case vr::US:
        case vr::SS:
            return QUOIN_U16;
        case vr::OL:
            return QUOIN_U32;
        case vr::OV:
            return QUOIN_U64;
        case vr::OF:
            return QUOIN_F32;
        case vr::OD:
            return QUOIN_F64;
        default:
            return QUOIN_U8;
    }
}

namespace {

/// Bytes that no path and offset lead to: of an object in memory, or in a deflated stream. Outlives the
/// provider.
struct kept_source {
    std::string path;  // empty: in memory
    file_identity identity;
    value memory;
    bool deflated;
    std::uint64_t deflated_from;
    std::uint64_t first;  // byte of the value in the (inflated) source

    quoin_code read(std::uint64_t offset, unsigned char* out, std::size_t size) const {
        std::unique_ptr<byte_source> source;
        if (path.empty()) {
            source = std::make_unique<memory_source>(memory.elements<std::uint8_t>());
        } else {
            auto file = file_source::open(path);
            if (file->identity() != identity) return QUOIN_E_STALE;
            source = std::move(file);
        }
        if (!deflated) return source->read(first + offset, out, size) == size ? QUOIN_OK : QUOIN_E_IO;
        inflated_source inflated(*source, deflated_from, first + offset + size);
        return inflated.read(first + offset, out, size) == size ? QUOIN_OK : QUOIN_E_IO;
    }
};

quoin_code QUOIN_CALL read_kept(void* context, std::uint64_t offset, void* out, std::size_t size) {
    try {
        return static_cast<const kept_source*>(context)->read(offset, static_cast<unsigned char*>(out), size);
    } catch (const std::bad_alloc&) {
        return QUOIN_E_MEMORY;
    } catch (...) {
        return QUOIN_E_IO;
    }
}

void QUOIN_CALL release_kept(void* context) {
    delete static_cast<kept_source*>(context);
}

void add_lazy(quoin_builder* out, const data_set& in, const element& of, quoin_dtype dtype,
              const bulk_place& bulk) {
    const left_value& where = in.left[of.position];
    const bool deflated = of.position >= in.first_inflated_left;
    quoin_lazy source{};
    source.struct_size = sizeof source;
    source.dtype = dtype;
    source.count = where.length / size_of(dtype);
    source.big_endian = of.has(element::big_endian) ? 1 : 0;
    if (!deflated && bulk.path.empty() && (source.big_endian == 0 || dtype == QUOIN_U8)) {
        quoin::detail::build().slice(out, bulk.memory.get(), where.offset, dtype, source.count);
        return;
    }
    std::string uri;
    if (!deflated && !bulk.path.empty()) {
        source.path = to_str(bulk.path);
        source.offset = where.offset;
        source.file_size = bulk.identity.size;
        source.file_mtime_ns = bulk.identity.mtime_ns;
        source.file_inode = bulk.identity.inode;
    } else {
        auto kept = std::make_unique<kept_source>(kept_source{bulk.path, bulk.identity, value(bulk.memory),
                                                              deflated, in.deflated_from, where.offset});
        uri = (bulk.path.empty() ? std::string("memory:") : "file://" + bulk.path) +
              (deflated ? "?inflated&offset=" : "?offset=") + std::to_string(where.offset) +
              "&length=" + std::to_string(where.length);
        source.uri = to_str(uri);
        source.read = &read_kept;
        source.release = &release_kept;
        source.context = kept.release();
    }
    quoin::detail::build().lazy(out, &source);
}

}  // namespace

void add_bulk(quoin_builder* out, const data_set& in, const element& of, vr representation,
              const bulk_place& bulk) {
    quoin_dtype dtype = of.has(element::encapsulated) ? QUOIN_U8 : dtype_of_bulk(representation);
    const std::uint64_t length = of.has(element::in_source) ? in.left[of.position].length : of.length;
    // What is cut keeps the element type and loses its last, incomplete element.
    if (length % size_of(dtype) != 0 && !of.has(element::cut)) dtype = QUOIN_U8;
    if (of.has(element::in_source)) return add_lazy(out, in, of, dtype, bulk);

    auto* const room =
        static_cast<unsigned char*>(quoin::detail::build().typed(out, dtype, length / size_of(dtype)));
    if (room == nullptr) return;
    const auto raw = in.raw(of);
    std::memcpy(room, raw.data(), raw.size());
    if (const std::size_t width = size_of(dtype); of.has(element::big_endian) && width > 1)
        for (std::size_t at = 0; at < raw.size(); at += width) std::reverse(room + at, room + at + width);
}

}  // namespace quoin::dicom
