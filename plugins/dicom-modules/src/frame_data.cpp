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

/// The fragments of the frame, an array; empty, with a note, where they are not known. A video is one stream,
/// and that is its first frame.
value fragments_of_frame(const module_input& from, view pixels, std::int64_t frame) {
    const auto known = from.asked_in.get(fragments_type, base_of(from));
    if (!known) {
        from.asked_in.note(
            "it is not known which fragments are the frame; explain org.quoin.dicom-modules.fragments says "
            "why");
        return {};
    }
    const auto offsets = (*known)["offsets"].elements<std::uint64_t>(),
               lengths = (*known)["lengths"].elements<std::uint64_t>();
    const auto frames = (*known)["frames"].elements<std::uint64_t>();
    const auto number = static_cast<std::size_t>(frame);
    if (number >= frames.size()) {
        from.asked_in.note("the pixel data end before frame " + std::to_string(number) + " does");
        return {};
    }
    builder out;
    out.array();
    const auto last = static_cast<std::size_t>(frames[number]);
    for (auto i = static_cast<std::size_t>(frames[number - 1]); i < last; ++i)
        out.slice(pixels, offsets[i], QUOIN_U8, lengths[i]);
    return out.end().finish();
}

std::optional<native_layout> layout_of_frame(const module_input& from, view pixels, bool big_endian) {
    const auto layout = native_layout_of(from, pixels);
    if (layout && big_endian && layout->bits_allocated > 16 && pixels.shape()->dtype == QUOIN_U16)
        from.asked_in.note(
            "the pixels have " + std::to_string(layout->bits_allocated) +
            " bits in big endian words of 16: the low word is taken for the first (PS3.5 8.1.1); "
            "some writers put the high word first");
    return layout;
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
    const transfer_syntax* const known = find_transfer_syntax(*uid);
    const bool video = known != nullptr && known->video;
    if (video && from.asked_in.get("uriModule", from.asked.subject())) {
        from.asked_in.note("the frames of a video are inside its stream: ask about the whole object");
        return false;
    }
    const bool fragmented = known != nullptr ? known->encapsulated : is_encapsulated(from.instance, pixels);
    const value fragments = fragmented ? fragments_of_frame(from, pixels, video ? 1 : *frame) : value();
    const auto layout =
        fragmented ? std::nullopt : layout_of_frame(from, pixels, known != nullptr && known->big_endian);
    if (!fragments && !(layout && has_native_frame(from, pixels, *layout, *frame))) return false;
    // Pixels that are not compressed are answered inflated and little endian, however the file has them.
    constexpr std::string_view explicit_little_endian = "1.2.840.10008.1.2.1";
    const bool rewritten = known != nullptr && (known->big_endian || known->deflated);
    out.member(uid_name, rewritten ? explicit_little_endian : *uid);
    if (const auto detected = as_text(from.instance[detected_name])) out.member(detected_name, *detected);
    out.member(index_name, *frame - 1).member(number_name, *frame);
    out.key(data_name);
    if (fragmented) {
        out.add(fragments);
    } else {
        add_native_frame(pixels, *layout, *frame, out.array());
        out.end();
    }
    return true;
}

bool frame_data_asks_more(view instance) {
    const view pixels = pixel_array(instance);
    return pixels && transfer_syntax_of(instance) && is_encapsulated(instance, pixels);
}

}  // namespace quoin::dicom
