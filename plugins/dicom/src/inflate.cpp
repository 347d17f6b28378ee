#include <dicom/inflate.hpp>

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace quoin::dicom {

namespace {

constexpr std::size_t chunk = std::size_t{16} * 1024;

}  // namespace

struct inflated_source::stream {
    z_stream state{};
    std::array<unsigned char, chunk> in{};
    ~stream() { inflateEnd(&state); }
};

inflated_source::inflated_source(byte_source& deflated, std::uint64_t first, std::uint64_t most)
    : deflated_(deflated), first_(first), most_(most) {
    start();
}

inflated_source::~inflated_source() = default;

void inflated_source::start() {
    stream_ = std::make_unique<stream>();
    at_ = 0;
    next_in_ = first_;
    std::array<unsigned char, 2> head{};
    zlib_header_ =
        deflated_.read(first_, head.data(), 2) == 2 && head[0] == 0x78 && (head[0] * 256 + head[1]) % 31 == 0;
    if (inflateInit2(&stream_->state, zlib_header_ ? MAX_WBITS : -MAX_WBITS) != Z_OK) throw std::bad_alloc();
}

std::size_t inflated_source::inflate_some(unsigned char* out, std::size_t count) {
    z_stream& state = stream_->state;
    std::size_t made = 0;
    while (made < count && at_ < size_) {
        if (state.avail_in == 0) {
            const std::size_t got = deflated_.read(next_in_, stream_->in.data(), stream_->in.size());
            next_in_ += got;
            state.next_in = stream_->in.data();
            state.avail_in = static_cast<uInt>(got);
        }
        const bool no_more_input = state.avail_in == 0;
        state.next_out = out + made;
        state.avail_out = static_cast<uInt>(std::min<std::size_t>(count - made, std::size_t{1} << 30));
        const uInt room = state.avail_out;
        const int result = ::inflate(&state, Z_NO_FLUSH);
        const std::size_t now = room - state.avail_out;
        made += now;
        at_ += now;
        if (at_ > most_)
            throw read_error(read_error::kind::limit, "byte " + std::to_string(first_) +
                                                          ": the deflated data set inflates to more than " +
                                                          std::to_string(most_) +
                                                          " bytes (max_inflated_bytes)");
        if (result == Z_STREAM_END) {
            size_ = at_;
            deflated_end_ = next_in_ - state.avail_in;
        }
        const bool stuck = result == Z_BUF_ERROR || (result == Z_OK && now == 0);
        if ((result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) || (stuck && no_more_input)) {
            damaged_ = true;
            size_ = at_;
        }
    }
    return made;
}

std::size_t inflated_source::read(std::uint64_t offset, unsigned char* out, std::size_t count) {
    if (offset < at_) start();
    std::array<unsigned char, chunk> between;
    while (at_ < offset && at_ < size_) {
        const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(between.size(), offset - at_));
        inflate_some(between.data(), step);
    }
    return at_ == offset ? inflate_some(out, count) : 0;
}

}  // namespace quoin::dicom
