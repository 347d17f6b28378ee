// Any text as an imageId: it is taken apart without a fault; its base names no frame and is its own base; and
// the canonical imageId of a frame of that base leads back to both. Written in capitals, which the short way for usual
// names leaves to the long one, it names the same.
#include <dicom/frame_name.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

// Of what was taken apart too: where a frame is cut out, what is left on both sides may read as one more name of it.
std::string in_capitals(std::string text) {
    constexpr std::string_view usual = "?frame=", capital = "?FRAME=";
    for (std::size_t at = 0; (at = text.find(usual, at)) != std::string::npos; at += usual.size())
        text.replace(at, usual.size(), capital);
    return text;
}

void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin::dicom;
    const frame_name name = parse_frame_name({reinterpret_cast<const char*>(data), size});
    require(name.base.size() <= size, "a base is no longer than what it is the base of");
    require(!name.frame || !name.digits.empty(), "a frame has the digits it was written with");
    const frame_name other =
        parse_frame_name(in_capitals(std::string(reinterpret_cast<const char*>(data), size)));
    require(in_capitals(other.base) == in_capitals(name.base) && other.frame == name.frame &&
                other.digits == name.digits && in_capitals(other.remaining) == in_capitals(name.remaining) &&
                other.contradictory == name.contradictory,
            "the short way and the long one lead to the same");
    const frame_name base = parse_frame_name(name.base);
    require(base.base == name.base && !base.frame, "a base names no frame");
    for (const std::int64_t frame : {std::int64_t{1}, std::int64_t{100000}}) {
        const frame_name again = parse_frame_name(frame_image_id(name.base, frame));
        require(again.base == name.base, "the canonical imageId has the same base");
        require(again.frame == frame && !again.contradictory, "the canonical imageId has the number");
    }
    return 0;
}
