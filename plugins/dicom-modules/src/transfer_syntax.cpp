#include "transfer_syntax.hpp"

#include <dicom/uids.hpp>

namespace quoin::dicom {

bool add_transfer_syntax(const module_input& from, builder& out) {
    static const key stored("TransferSyntaxUID"), available("AvailableTransferSyntaxUID");
    static const key uid_name("transferSyntaxUID"), video_name("isVideo");
    auto uid = as_text(from.instance[stored]);
    if (!uid) uid = as_text(from.instance[available]);
    if (!uid) return false;
    const transfer_syntax* const known = find_transfer_syntax(*uid);
    out.member(uid_name, *uid).member(video_name, known != nullptr && known->video);
    return true;
}

}  // namespace quoin::dicom
