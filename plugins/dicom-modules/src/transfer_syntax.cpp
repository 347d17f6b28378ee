#include "transfer_syntax.hpp"

#include <dicom/uids.hpp>

namespace quoin::dicom {

std::optional<std::string_view> transfer_syntax_of(view instance) noexcept {
    static const key stored("TransferSyntaxUID"), available("AvailableTransferSyntaxUID"),
        detected("detectedTransferSyntaxUID");
    for (const key* const keyword : {&stored, &available, &detected})
        if (const auto uid = as_text(instance[*keyword])) return uid;
    return std::nullopt;
}

bool is_video(view instance) noexcept {
    const auto uid = transfer_syntax_of(instance);
    const transfer_syntax* const known = uid ? find_transfer_syntax(*uid) : nullptr;
    return known != nullptr && known->video;
}

bool add_transfer_syntax(const module_input& from, builder& out) {
    static const key uid_name("transferSyntaxUID"), video_name("isVideo");
    const auto uid = transfer_syntax_of(from.instance);
    if (!uid) return false;
    out.member(uid_name, *uid).member(video_name, is_video(from.instance));
    return true;
}

}  // namespace quoin::dicom
