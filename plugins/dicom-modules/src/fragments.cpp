#include "fragments.hpp"

#include "pixel_source.hpp"
#include "transfer_syntax.hpp"

#include <dicom/byte_order.hpp>
#include <dicom/fragments.hpp>
#include <dicom/frame_count.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

/// A typed array as a source of bytes. Small parts are read a window at a time, for the heads of small
/// fragments are near each other: the array itself is never loaded.
class array_source final : public byte_source {
 public:
    explicit array_source(view array) : array_(array), size_(array.size()) {}
    std::uint64_t size() const noexcept override { return size_; }

    std::size_t read(std::uint64_t offset, unsigned char* out, std::size_t count) override {
        if (offset >= size_ || count == 0) return 0;
        count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size_ - offset));
        if (count > window) {
            load(offset, count, out);
            return count;
        }
        if (offset < first_ || offset + count > first_ + kept_.size()) {
            kept_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(window, size_ - offset)));
            load(offset, kept_.size(), kept_.data());
            first_ = offset;
        }
        std::memcpy(out, kept_.data() + (offset - first_), count);
        return count;
    }

 private:
    void load(std::uint64_t offset, std::size_t count, unsigned char* out) {
        const quoin_code code = quoin::detail::values().typed_read(array_.get(), offset, count, out);
        if (code != QUOIN_OK) throw error(code, "the pixel data cannot be read");
    }

    static constexpr std::size_t window = 4096;
    view array_;
    std::uint64_t size_;
    std::uint64_t first_ = 0;
    std::vector<unsigned char> kept_;
};

using numbers = std::vector<std::uint64_t>;

/// The number of the first fragment of each frame, by an offset table. Where the bytes end before the
/// fragments do, of those frames that begin before that.
std::optional<numbers> by_offsets(const numbers& offsets, const fragment_index& index) {
    numbers out;
    for (const std::uint64_t offset : offsets) {
        const std::size_t number = index.fragment_at(offset);
        if (number == index.fragments.size()) {
            const fragment& last = index.fragments.back();
            const bool behind_the_end =
                !index.whole && offset >= last.offset + last.length - index.fragments.front().offset;
            if (behind_the_end && !out.empty()) break;
            return std::nullopt;
        }
        if (!out.empty() && number <= out.back()) return std::nullopt;
        out.push_back(number);
    }
    if (out.empty() || out.front() != 0) return std::nullopt;
    return out;
}

/// (7FE0,0001): offsets as in the basic table, of 64 bits each.
numbers extended_offsets(view instance) {
    static const key name("ExtendedOffsetTable");
    numbers out;
    const view table = instance[name];
    const auto shape = table.shape();
    if (!shape || shape->count * size_of(shape->dtype) % 8 != 0) return out;
    const quoin_typed found = table.typed();
    const auto* const bytes = static_cast<const unsigned char*>(found.data);
    for (std::uint64_t at = 0; at < found.count * size_of(found.dtype); at += 8)
        out.push_back(dicom::load<std::uint64_t>(bytes + at, false));
    return out;
}

/// A frame in run lengths is one fragment (PS3.5 A.4.2).
bool is_run_length(view instance) {
    return transfer_syntax_of(instance) == "1.2.840.10008.1.2.5";
}

/// JPEG and JPEG-LS begin with SOI, JPEG 2000 with SOC and SIZ, JPEG XL with its code stream or its box.
bool begins_code_stream(byte_source& array, const fragment& one) {
    std::array<unsigned char, 4> at{};
    if (one.length < at.size() || array.read(one.offset, at.data(), at.size()) != at.size()) return false;
    return (at[0] == 0xFF && at[1] == 0xD8 && at[2] == 0xFF) ||
           (at[0] == 0xFF && at[1] == 0x4F && at[2] == 0xFF && at[3] == 0x51) ||
           (at[0] == 0xFF && at[1] == 0x0A) || std::memcmp(at.data(), "\0\0\0\x0C", 4) == 0;
}

/// By where code streams begin; where none begins like one that is known, or with `one_each`, every fragment is a
/// frame. Of fragments that are cut off, those frames that are there.
std::optional<numbers> by_content(byte_source& array, const fragment_index& index, std::uint64_t frames,
                                  bool one_each) {
    if (frames == 1) return numbers{0};
    numbers out;
    for (std::uint64_t i = 0; i < index.fragments.size(); ++i)
        if (one_each || begins_code_stream(array, index.fragments[i])) out.push_back(i);
    if (out.empty() && index.whole) {
        out.resize(index.fragments.size());
        std::iota(out.begin(), out.end(), 0);
    }
    const bool as_many = index.whole ? out.size() == frames : out.size() <= frames;
    if (!as_many || out.empty() || out.front() != 0) return std::nullopt;
    return out;
}

}  // namespace

value fragments_of(view instance, call& asked_in) {
    const view pixels = pixel_array(instance);
    if (!pixels || pixels.shape()->dtype != QUOIN_U8 || !is_encapsulated(instance, pixels)) {
        asked_in.note("the object has no encapsulated pixel data");
        return {};
    }
    array_source array(pixels);
    const fragment_index index = index_fragments(array, 0, array.size());
    if (index.fragments.empty()) {
        asked_in.note("the pixel data hold no fragment");
        return {};
    }
    const auto frames = static_cast<std::uint64_t>(frame_count(instance));

    std::optional<numbers> starts;
    for (const numbers& offsets :
         {extended_offsets(instance), numbers(index.offset_table.begin(), index.offset_table.end())}) {
        if (starts || offsets.empty()) continue;
        if (offsets.size() == frames) starts = by_offsets(offsets, index);
        if (!starts) asked_in.note("the offset table does not fit the fragments: it is not used");
    }
    if (is_video(instance)) starts.emplace(1, 0);
    if (!starts) starts = by_content(array, index, frames, is_run_length(instance));
    if (!starts) {
        asked_in.note("nothing says which of " + std::to_string(index.fragments.size()) +
                      " fragments are which of " + std::to_string(frames) + " frames");
        return {};
    }
    // A frame whose last fragment is cut, or may lack one, is none: those after it are not there either.
    const bool cut = index.fragments.back().cut || starts->size() < (is_video(instance) ? 1 : frames);
    starts->push_back(index.fragments.size());
    if (cut) {
        asked_in.note("the pixel data end before frame " + std::to_string(starts->size() - 1) + " does");
        starts->pop_back();
    }
    numbers offsets, lengths;
    for (const fragment& one : index.fragments) {
        offsets.push_back(one.offset);
        lengths.push_back(one.length);
    }
    builder out;
    out.object();
    out.member("offsets", std::span<const std::uint64_t>(offsets));
    out.member("lengths", std::span<const std::uint64_t>(lengths));
    out.member("frames", std::span<const std::uint64_t>(*starts));
    return out.end().finish();
}

}  // namespace quoin::dicom
