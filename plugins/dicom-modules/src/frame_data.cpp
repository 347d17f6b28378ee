#include "frame_data.hpp"

#include "fragments.hpp"
#include "pixel_source.hpp"
#include "transfer_syntax.hpp"

#include <dicom/uids.hpp>

#include <string>

namespace quoin::dicom {
namespace {

/// The whole object's own imageId, where somebody knows it.
std::string base_of(const module_input& from) {
    const auto found = from.asked_in.get("baseImageId", from.asked.subject());
    const auto text = found ? found->as_string() : std::nullopt;
    return std::string(text.value_or(from.asked.subject()));
}

/// Adds the fragments of the frame to the array that is open.
bool add_fragments(const module_input& from, view pixels, std::int64_t frame, builder& out) {
    const auto known = from.asked_in.get(fragments_type, base_of(from));
    if (!known) {
        from.asked_in.note(
            "it is not known which fragments are the frame; explain org.quoin.dicom-modules.fragments says "
            "why");
        return false;
    }
    const auto offsets = (*known)["offsets"].elements<std::uint64_t>(),
               lengths = (*known)["lengths"].elements<std::uint64_t>();
    const auto frames = (*known)["frames"].elements<std::uint64_t>();
    // A video is one stream, and that is its first frame.
    const auto number = static_cast<std::size_t>(is_video(from.instance) ? 1 : frame);
    if (number >= frames.size()) {
        from.asked_in.note("the pixel data end before frame " + std::to_string(number) + " does");
        return false;
    }
    const auto last = static_cast<std::size_t>(frames[number]);
    for (auto i = static_cast<std::size_t>(frames[number - 1]); i < last; ++i)
        out.slice(pixels, offsets[i], QUOIN_U8, lengths[i]);
    return true;
}

bool add_native(const module_input& from, view pixels, std::int64_t frame, builder& out) {
    const auto layout = native_layout_of(from, pixels);
    if (!layout) return false;
    const value bytes = native_frame(from, pixels, *layout, frame);
    if (bytes) out.add(bytes);
    return static_cast<bool>(bytes);
}

/// Pixels that are not compressed are answered inflated and little endian, however the file has them.
std::string_view syntax_of_bytes(std::string_view uid) {
    constexpr std::string_view explicit_little_endian = "1.2.840.10008.1.2.1";
    const transfer_syntax* const known = find_transfer_syntax(uid);
    return known != nullptr && (known->big_endian || known->deflated) ? explicit_little_endian : uid;
}

}  // namespace

bool add_frame_data(const module_input& from, builder& out) {
    static const key uid_name("transferSyntaxUid"), detected_name("detectedTransferSyntaxUID"),
        index_name("frameOfInterest"), number_name("frameNumber"), data_name("pixelData");
    const view pixels = pixel_array(from.instance);
    const auto uid = transfer_syntax_of(from.instance);
    if (!pixels || !uid) {
        from.asked_in.note(pixels ? "the instance has no transfer syntax" : "the instance has no pixel data");
        return false;
    }
    const auto frame = frame_asked_for(from);
    if (!frame) return false;
    if (is_video(from.instance) && from.asked_in.get("uriModule", from.asked.subject())) {
        from.asked_in.note("the frames of a video are inside its stream: ask about the whole object");
        return false;
    }
    builder data;
    data.array();
    const bool found = is_encapsulated(from.instance, pixels) ? add_fragments(from, pixels, *frame, data)
                                                              : add_native(from, pixels, *frame, data);
    if (!found) return false;
    out.member(uid_name, syntax_of_bytes(*uid));
    if (const auto detected = as_text(from.instance[detected_name])) out.member(detected_name, *detected);
    out.member(index_name, *frame - 1).member(number_name, *frame);
    out.member(data_name, data.end().finish());
    return true;
}

}  // namespace quoin::dicom
