#include "nm_geometry.hpp"

namespace quoin::dicom {

bool add_nm_geometry(const module_input& from, builder& out) {
    static const key image_type("ImageType"), sub_type_name("imageSubType"),
        reconstructable("isNMReconstructable");
    const auto sub_type = from.instance[image_type][2].as_string();
    const bool is_volume = sub_type == "RECON TOMO" || sub_type == "RECON GATED TOMO";
    if (sub_type) out.member(sub_type_name, *sub_type);
    out.member(reconstructable, is_volume);
    return sub_type.has_value();
}

}  // namespace quoin::dicom
