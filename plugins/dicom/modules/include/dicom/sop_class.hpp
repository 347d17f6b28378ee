// sop_class.hpp - which objects have a module: by the SOP class of the instance (PS3.3 annex A, PS3.4 table
// B.5-1).
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace quoin::dicom {

/// What a storage SOP class stores, as far as modules differ by it; or-ed.
enum : std::uint8_t {
    stores_images = 1,
    stores_projections = 2,  ///< images whose pixels are shadows: distances are those at the detector
    stores_positron_emission = 4,
    stores_nuclear_medicine = 8,
    stores_overlays = 16,       ///< of presentation states (PS3.3 A.33.1 to A.33.3)
    stores_modality_luts = 32,  ///< the same; not of colour presentation states
};

struct sop_class_facts {
    bool known;           ///< registered as a storage SOP class
    std::uint8_t stores;  ///< 0 where it is not known
    /// Of the instance, where many modules are made of it: whether it has what an image has. Nothing: looked at each time.
    std::optional<bool> has_image = {};
};
sop_class_facts facts_of_sop_class(std::string_view uid) noexcept;
/// Of the instance's SOP Class UID.
sop_class_facts facts_of_instance(view instance) noexcept;
/// The same for many modules of one instance.
sop_class_facts all_facts_of_instance(view instance) noexcept;

/// Which instances have a module; for all others there is no answer. A SOP class that is not registered, as a
/// private one or none at all, is judged by what the instance holds.
enum class applies_to : std::uint8_t {
    any,
    images,               ///< an image class, and Rows and Columns, pixel data or functional groups
    images_and_luts,      ///< and presentation states that have a Modality LUT of their own
    images_and_overlays,  ///< and presentation states that have overlays of their own
    positron_emission,    ///< else Modality PT
    nuclear_medicine,     ///< else Modality NM
};

/// For people: "images".
std::string_view describe(applies_to to) noexcept;

/// Empty where the module applies, else why not.
std::string_view why_not(applies_to to, view instance, sop_class_facts of_instance) noexcept;
inline std::string_view why_not(applies_to to, view instance) noexcept {
    return why_not(to, instance, facts_of_instance(instance));
}

}  // namespace quoin::dicom
