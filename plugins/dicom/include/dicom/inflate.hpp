// dicom/inflate.hpp - the deflated transfer syntaxes (PS3.5 annex A.5): a source that inflates another as it
// is read.
#pragma once

#include <dicom/bytes.hpp>

#include <memory>

namespace quoin::dicom {

/// What another source, from a byte on, inflates to. Raw deflate as the standard says; a zlib header, which
/// some writers put before it, is gone over. Offsets count inflated bytes. Reading forward inflates what lies
/// between; reading back starts again from the beginning.
class inflated_source final : public byte_source {
 public:
    /// Inflating more than `most` bytes throws read_error (kind limit). `deflated` must outlive this.
    inflated_source(byte_source& deflated, std::uint64_t first, std::uint64_t most);
    ~inflated_source() override;

    /// Known once the end was met.
    std::uint64_t size() const noexcept override { return size_; }
    std::size_t read(std::uint64_t offset, unsigned char* out, std::size_t count) override;
    /// False where the stream was cut or damaged: what came before was given.
    bool whole_stream() const noexcept { return !damaged_; }
    /// Whether a zlib header was gone over.
    bool has_zlib_header() const noexcept { return zlib_header_; }
    /// Where the stream ends in the deflated source, once its end was met; else 0.
    std::uint64_t deflated_end() const noexcept { return deflated_end_; }

 private:
    struct stream;
    void start();
    /// Up to `count` bytes from where the stream is.
    std::size_t inflate_some(unsigned char* out, std::size_t count);

    byte_source& deflated_;
    std::uint64_t first_;
    std::uint64_t most_;
    std::uint64_t size_ = unknown_size;
    std::uint64_t at_ = 0;       ///< inflated bytes given so far
    std::uint64_t next_in_ = 0;  ///< next byte of the deflated source
    std::uint64_t deflated_end_ = 0;
    bool damaged_ = false;
    bool zlib_header_ = false;
    std::unique_ptr<stream> stream_;
};

}  // namespace quoin::dicom
