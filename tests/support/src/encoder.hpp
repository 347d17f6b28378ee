// Elements, items and fragments as bytes (PS3.5 section 7 and annex A.4).
#pragma once

#include <dicom_writer/write.hpp>

namespace dicom_writer {

/// How elements are laid out; deflating is the business of write().
struct layout {
    bool explicit_vr = true;
    bool big_endian = false;
};

class encoder {
 public:
    encoder(bytes& to, layout how, const write_options& options) noexcept
        : to_(to), how_(how), options_(options) {}

    void put(const element& one);

 private:
    void header(const element& one, std::uint32_t length);
    void value(const element& one, bytes value);
    void sequence(const element& one, const items& list);
    void fragments(const element& one, const encapsulated& pixels);
    /// An item or a delimiter: a tag and a length, without a VR in every syntax.
    void mark(std::uint32_t tag, std::uint32_t length);
    void patch_length(std::size_t length_at);

    bytes& to_;
    layout how_;
    const write_options& options_;
};

}  // namespace dicom_writer
