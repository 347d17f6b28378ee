#include "lut_sequence.hpp"

#include <dicom/pixel_sign.hpp>
#include "whole_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace quoin::dicom {
namespace {

struct lut_keys {
    key modality_luts{"ModalityLUTSequence"}, voi_luts{"VOILUTSequence"};
    key modality_luts_name{"modalityLUTSequence"}, voi_luts_name{"voiLUTSequence"};
    key descriptor{"LUTDescriptor"}, data{"LUTData"}, explanation{"LUTExplanation"}, type{"ModalityLUTType"};
    key slope{"RescaleSlope"}, intercept{"RescaleIntercept"}, bits_stored{"BitsStored"};
    key center{"WindowCenter"}, width{"WindowWidth"};
    key id{"id"}, first{"firstValueMapped"}, bits{"numBitsPerEntry"}, explanation_name{"explanation"},
        type_name{"type"}, lut{"lut"};
};

const lut_keys& keys() {
    static const lut_keys made;
    return made;
}

/// Whether values that go into a VOI LUT may be below 0: then its first input is signed. Nothing where the instance
/// does not say.
std::optional<bool> voi_input_is_signed(view instance) {
    if (!is_absent(instance[keys().modality_luts])) return false;
    const auto pixels = pixels_are_signed(instance);
    const auto slope = as_number(instance[keys().slope]), intercept = as_number(instance[keys().intercept]);
    if (!slope && !intercept) return pixels;
    const bool is_signed = pixels.value_or(false);
    const auto stored = static_cast<double>(as_whole_number(instance[keys().bits_stored]).value_or(16));
    const double least = is_signed ? -std::exp2(stored - 1) : 0;
    const double most = std::exp2(is_signed ? stored - 1 : stored) - 1;
    return std::min(least * slope.value_or(1), most * slope.value_or(1)) + intercept.value_or(0) < 0;
}

bool add_lut(const module_input& from, view item, std::size_t number, std::optional<bool> first_is_signed,
             builder& out) {
    const lut_keys& name = keys();
    const auto described = descriptor_of(item[name.descriptor], first_is_signed);
    const std::string which = "LUT " + std::to_string(number);
    if (!described) {
        from.asked_in.note(which + " has no descriptor of three numbers of 16 bits: it is left out");
        return false;
    }
    builder made;
    made.object();
    made.member(name.id, std::to_string(number))
        .member(name.first, described->first)
        .member(name.bits, described->bits);
    copy_attribute(item[name.explanation], name.explanation_name, kind::text, made);
    copy_attribute(item[name.type], name.type_name, kind::text, made);
    if (add_table(made, name.lut, item[name.data], described->entries) == 0) {
        from.asked_in.note(which + " has not as many entries as its descriptor says: it is left out");
        return false;
    }
    out.add(made.end().finish());
    return true;
}

bool add_luts(const module_input& from, const key& sequence, const key& output,
              std::optional<bool> first_is_signed, builder& out) {
    const view items = from.instance[sequence];
    if (!items.is_array() && !items.is_object()) return false;
    const std::size_t count = items.is_object() ? 1 : items.size();
    if (count == 0) return false;
    builder made;
    made.array();
    bool any = false;
    for (std::size_t i = 0; i < count; ++i)
        any = add_lut(from, items.is_object() ? items : items[i], i + 1, first_is_signed, made) || any;
    if (any) out.member(output, made.end().finish());
    return any;
}

}  // namespace

void note_windows_without_pair(const module_input& from) {
    const auto count = [](view attribute) {
        return attribute.is_array()   ? attribute.size()
               : is_absent(attribute) ? std::size_t{0}
                                      : std::size_t{1};
    };
    const std::size_t centers = count(from.instance[keys().center]),
                      widths = count(from.instance[keys().width]);
    if (centers != widths)
        from.asked_in.note("WindowCenter has " + std::to_string(centers) + " values and WindowWidth " +
                           std::to_string(widths) + ": those without the other are no window");
}

bool add_modality_luts(const module_input& from, builder& out) {
    return add_luts(from, keys().modality_luts, keys().modality_luts_name, pixels_are_signed(from.instance),
                    out);
}

bool add_voi_luts(const module_input& from, builder& out) {
    if (is_absent(from.instance[keys().voi_luts])) return false;
    return add_luts(from, keys().voi_luts, keys().voi_luts_name, voi_input_is_signed(from.instance), out);
}

}  // namespace quoin::dicom
