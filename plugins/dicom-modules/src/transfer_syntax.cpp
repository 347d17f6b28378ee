#include "transfer_syntax.hpp"

#include "module_table.hpp"

#include <dicom/given_fields.hpp>
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

void give_transfer_syntax(const module_input& from, given_fields& out) {
    const auto uid = transfer_syntax_of(from.instance);
    if (!uid) return;
    out.text(given_place(fields::transfer_syntax, "transferSyntaxUID"), *uid);
    out.flag(given_place(fields::transfer_syntax, "isVideo"), names_video(*uid));
}

}  // namespace quoin::dicom
