#include <dicom/pixel_sign.hpp>

#include <dicom/attribute.hpp>

namespace quoin::dicom {

std::optional<bool> pixels_are_signed(view instance) noexcept {
    static const key representation("PixelRepresentation");
    const view attribute = instance[representation];
    const auto stated = as_whole_number(attribute.is_array() ? attribute[0] : attribute);
    return stated ? std::optional(*stated == 1) : std::nullopt;
}

}  // namespace quoin::dicom
