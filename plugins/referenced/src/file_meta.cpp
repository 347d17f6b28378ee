#include "file_meta.hpp"

#include <array>

namespace quoin::referenced {
namespace {

void add(builder& out, std::string_view keyword, std::string_view representation, view content) {
    out.key(keyword).object().member("vr", representation).key("Value").array().add(content).end().end();
}

}  // namespace

value file_meta(std::string_view type, const overridden_values& overrides) {
    struct line {
        std::string_view keyword, representation, value;
    };
    std::string_view sop_class;  // a report may be of several
    if (type == "metaRTSSContour") sop_class = "1.2.840.10008.5.1.4.1.1.481.3";
    if (type == "metaSegBitmap") sop_class = "1.2.840.10008.5.1.4.1.1.66.4";
    const std::array lines{line{"MediaStorageSOPClassUID", "UI", sop_class},
                           line{"TransferSyntaxUID", "UI", "1.2.840.10008.1.2"},
                           line{"ImplementationClassUID", "UI", implementation_uid},
                           line{"ImplementationVersionName", "SH", implementation_name}};
    builder out;
    out.object();
    const std::array<std::uint8_t, 2> version{0, 1};  // PS3.10 table 7.1-1
    add(out, "FileMetaInformationVersion", "OB",
        builder().add(std::span<const std::uint8_t>(version)).finish());
    for (const line& one : lines) {
        const view given = overrides.of(type, one.keyword);
        if (!given && one.value.empty()) continue;
        add(out, one.keyword, one.representation, given ? value(given) : value::of(one.value));
    }
    return out.end().finish();
}

}  // namespace quoin::referenced
