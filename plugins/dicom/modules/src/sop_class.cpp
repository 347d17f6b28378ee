#include <dicom/sop_class.hpp>

#include <dicom/attribute.hpp>

#include <dicom/uids.hpp>

#include <algorithm>
#include <array>

namespace quoin::dicom {
namespace {

struct storage_facts {
    std::string_view tail;  ///< of 1.2.840.10008.5.1.4.1.1.
    std::uint8_t stores;
};

constexpr std::string_view storage = "1.2.840.10008.5.1.4.1.1.";
constexpr std::uint8_t image = stores_images;
constexpr std::uint8_t projection = stores_images | stores_projections;
constexpr std::uint8_t emission = stores_images | stores_positron_emission;
constexpr std::uint8_t nuclear = stores_images | stores_nuclear_medicine;
constexpr std::uint8_t state = stores_overlays | stores_modality_luts;

// Sorted as text. A storage class that is not here stores no image.
constexpr storage_facts table[] = {
    {"1", projection},      // computed radiography
    {"1.1", projection},    // digital X-ray, for presentation
    {"1.1.1", projection},  // and for processing
    {"1.2", projection},    // digital mammography
    {"1.2.1", projection},
    {"1.3", projection},  // digital intra-oral X-ray
    {"1.3.1", projection},
    {"11.1", state},            // greyscale softcopy presentation state
    {"11.12", state},           // variable modality LUT
    {"11.2", stores_overlays},  // colour: no values of a modality
    {"11.3", state},            // pseudo-colour
    {"11.5", state},            // XA/XRF greyscale
    {"12.1", projection},       // X-ray angiography
    {"12.1.1", projection},
    {"12.2", projection},  // X-ray fluoroscopy
    {"12.2.1", projection},
    {"12.3", projection},    // angiography, two planes
    {"128", emission},       // positron emission tomography
    {"128.1", emission},     // legacy converted
    {"13.1.1", image},       // X-ray 3D angiography
    {"13.1.2", image},       // X-ray 3D craniofacial
    {"13.1.3", image},       // breast tomosynthesis
    {"13.1.4", projection},  // breast projection
    {"13.1.5", projection},
    {"130", emission},  // enhanced PET
    {"14.1", image},    // intravascular optical coherence tomography
    {"14.2", image},
    {"2", image},  // CT
    {"2.1", image},
    {"2.2", image},
    {"20", nuclear},  // nuclear medicine
    {"3", image},     // ultrasound, several frames, retired
    {"3.1", image},   // ultrasound, several frames
    {"30", image},    // parametric map
    {"4", image},     // MR
    {"4.1", image},
    {"4.2", image},  // MR spectroscopy: rows and columns of voxels, with a plane
    {"4.3", image},  // enhanced MR in colour
    {"4.4", image},
    {"481.1", image},    // RT image
    {"481.2", image},    // RT dose
    {"481.23", image},   // enhanced RT image
    {"481.24", image},   // enhanced continuous RT image
    {"5", nuclear},      // nuclear medicine, retired
    {"501.1", image},    // security: CT
    {"501.2.1", image},  // security: X-ray
    {"501.2.2", image},
    {"501.4", image},
    {"501.5", image},
    {"6", image},      // ultrasound, retired
    {"6.1", image},    // ultrasound
    {"6.2", image},    // ultrasound volume
    {"6.3", image},    // photoacoustic
    {"601.1", image},  // eddy current
    {"601.2", image},
    {"66.4", image},  // segmentation
    {"66.7", image},  // label map
    {"66.8", image},  // height map
    {"7", image},     // secondary capture
    {"7.1", image},
    {"7.2", image},
    {"7.3", image},
    {"7.4", image},
    {"77.1", image},    // visible light, trial
    {"77.1.1", image},  // endoscopy
    {"77.1.1.1", image},
    {"77.1.2", image},  // microscopy
    {"77.1.2.1", image},
    {"77.1.3", image},  // slide coordinates
    {"77.1.4", image},  // photography
    {"77.1.4.1", image},
    {"77.1.5.1", image},  // ophthalmic photography
    {"77.1.5.2", image},
    {"77.1.5.4", image},  // ophthalmic tomography
    {"77.1.5.5", image},  // wide field
    {"77.1.5.6", image},
    {"77.1.5.7", image},  // en face
    {"77.1.5.8", image},  // B-scan volume analysis
    {"77.1.6", image},    // whole slide
    {"77.1.7", image},    // dermoscopy
    {"77.1.8", image},    // confocal microscopy
    {"77.1.9", image},
    {"77.2", image},  // visible light, several frames, trial
    {"81.1", image},  // ophthalmic thickness map
    {"82.1", image},  // corneal topography map
};
static_assert(std::ranges::is_sorted(table, {}, &storage_facts::tail));

/// Up to four numbers from 1 to 65,535 as one, which is compared at once; 0 for what is none of that.
constexpr std::uint64_t packed(std::string_view tail) noexcept {
    constexpr int most_numbers = 4;
    std::uint64_t out = 0;
    std::uint64_t number = 0;
    int numbers = 1;
    for (const char c : tail) {
        if (c == '.') {
            if (number == 0 || ++numbers > most_numbers) return 0;
            out = out << 16 | number;
            number = 0;
        } else {
            if (c < (number == 0 ? '1' : '0') || c > '9') return 0;
            number = number * 10 + static_cast<std::uint64_t>(c - '0');
            if (number > 0xFFFF) return 0;
        }
    }
    return number != 0 ? (out << 16 | number) << 16 * (most_numbers - numbers) : 0;
}

struct packed_facts {
    std::uint64_t tail;
    std::uint8_t stores;
};
constexpr auto packed_table = [] {
    std::array<packed_facts, std::size(table)> out{};
    for (std::size_t i = 0; i < std::size(table); ++i) out[i] = {packed(table[i].tail), table[i].stores};
    std::ranges::sort(out, {}, &packed_facts::tail);
    return out;
}();
static_assert(packed_table.front().tail != 0, "a class of more than four numbers");
static_assert(std::ranges::adjacent_find(packed_table, {}, &packed_facts::tail) == packed_table.end());

struct instance_keys {
    key rows{"Rows"}, columns{"Columns"}, modality{"Modality"}, sop_class{"SOPClassUID"};
    std::array<key, 5> of_images{key("PixelData"), key("FloatPixelData"), key("DoubleFloatPixelData"),
                                 key("SharedFunctionalGroupsSequence"),
                                 key("PerFrameFunctionalGroupsSequence")};
};

const instance_keys& keys() {
    static const instance_keys made;
    return made;
}

bool has_image_attributes(view instance) noexcept {
    const instance_keys& name = keys();
    const view rows = instance[name.rows], columns = instance[name.columns];
    if (rows.as_int() && columns.as_int()) return true;  // nearly always, and asked at once
    if (!is_absent(rows) && !is_absent(columns)) return true;
    for (const key& attribute : keys().of_images)
        if (const view found = instance[attribute]; found && !found.is_null()) return true;
    return false;
}

/// The class decides where it is known, else the modality does.
bool is_of(sop_class_facts facts, std::uint8_t kind, view instance, std::string_view modality) noexcept {
    if (facts.known) return (facts.stores & kind) != 0;
    return as_text(instance[keys().modality]) == modality;
}

std::string_view why_no_image(sop_class_facts facts, view instance) noexcept {
    if (facts.known && (facts.stores & stores_images) == 0) return "its SOP class is not one of images";
    if (facts.has_image ? !*facts.has_image : !has_image_attributes(instance))
        return "not an image: no Rows and Columns, no pixel data, no functional groups";
    return {};
}

}  // namespace

sop_class_facts facts_of_sop_class(std::string_view uid) noexcept {
    if (uid.starts_with(storage)) {
        const std::uint64_t tail = packed(uid.substr(storage.size()));
        const auto* const found = std::ranges::lower_bound(packed_table, tail, {}, &packed_facts::tail);
        if (tail != 0 && found != packed_table.end() && found->tail == tail) return {true, found->stores};
    }
    return {find_storage_class(uid) != nullptr, 0};
}

sop_class_facts facts_of_instance(view instance) noexcept {
    return facts_of_sop_class(as_text(instance[keys().sop_class]).value_or(""));
}

sop_class_facts all_facts_of_instance(view instance) noexcept {
    sop_class_facts out = facts_of_instance(instance);
    out.has_image = has_image_attributes(instance);
    return out;
}

std::string_view describe(applies_to to) noexcept {
    switch (to) {
        case applies_to::images:
            return "images";
        case applies_to::images_and_luts:
        case applies_to::images_and_overlays:
            return "images and presentation states";
        case applies_to::positron_emission:
            return "PET images";
        case applies_to::nuclear_medicine:
            return "NM images";
        case applies_to::any:
            break;
    }
    return "every object";
}

std::string_view why_not(applies_to to, view instance, sop_class_facts facts) noexcept {
    switch (to) {
        case applies_to::images:
            return why_no_image(facts, instance);
        case applies_to::images_and_luts:
            return (facts.stores & stores_modality_luts) != 0 ? std::string_view()
                                                              : why_no_image(facts, instance);
        case applies_to::images_and_overlays:
            return (facts.stores & stores_overlays) != 0 ? std::string_view() : why_no_image(facts, instance);
        case applies_to::positron_emission:
            if (!is_of(facts, stores_positron_emission, instance, "PT"))
                return "not positron emission tomography";
            break;
        case applies_to::nuclear_medicine:
            if (!is_of(facts, stores_nuclear_medicine, instance, "NM")) return "not nuclear medicine";
            break;
        case applies_to::any:
            break;
    }
    return {};
}

}  // namespace quoin::dicom
