#include <dicom/pixel_sign.hpp>

#include <dicom/attribute.hpp>

namespace quoin::dicom {

bool pixels_are_signed(view instance) noexcept {
    static const key representation("PixelRepresentation");
    const view attribute = instance[representation];
    return as_whole_number(attribute.is_array() ? attribute[0] : attribute) == 1;
}

}  // namespace quoin::dicom
