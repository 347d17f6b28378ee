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

namespace {

bool names_video(std::string_view uid) noexcept {
    const transfer_syntax* const known = find_transfer_syntax(uid);
    return known != nullptr && known->video;
}

}  // namespace

bool is_video(view instance) noexcept {
    const auto uid = transfer_syntax_of(instance);
    return uid && names_video(*uid);
}

bool add_transfer_syntax(const module_input& from, builder& out) {
    static const key uid_name("transferSyntaxUID"), video_name("isVideo");
    const auto uid = transfer_syntax_of(from.instance);
    if (!uid) return false;
    out.member(uid_name, *uid).member(video_name, names_video(*uid));
    return true;
}

}  // namespace quoin::dicom
