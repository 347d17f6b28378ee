#include "waveform_region.hpp"

#include <string>

namespace quoin::calibration {
namespace {

using dicom::as_number;
using dicom::as_text;
using dicom::as_whole_number;

struct waveform_keys {
    key sequence{"WaveformSequence"};
    key samples{"NumberOfWaveformSamples"}, frequency{"SamplingFrequency"};
    key bits{"WaveformBitsAllocated"}, interpretation{"WaveformSampleInterpretation"};
    key channels{"ChannelDefinitionSequence"};
    key sensitivity{"ChannelSensitivity"}, correction{"ChannelSensitivityCorrectionFactor"};
    key units{"ChannelSensitivityUnitsSequence"}, code{"CodeValue"}, baseline{"ChannelBaseline"};
};

const waveform_keys& keys() {
    static const waveform_keys made;
    return made;
}

view first_item(view sequence) {
    return sequence.is_array() ? sequence[0] : sequence;
}

/// Millivolts of a UCUM unit of voltage.
std::optional<double> millivolts(std::string_view unit) {
    if (unit == "uV") return 1e-3;
    if (unit == "mV") return 1;
    if (unit == "V") return 1e3;
    if (unit == "nV") return 1e-6;
    return std::nullopt;
}

/// Millivolts for one step of a sample, and of the sample 0.
struct voltage {
    double step = 0, at_zero = 0;
    bool operator==(const voltage&) const = default;
};

std::optional<voltage> voltage_of(view channel) {
    const auto sensitivity = as_number(channel[keys().sensitivity]);
    const auto unit = as_text(first_item(channel[keys().units])[keys().code]);
    const auto factor = unit ? millivolts(*unit) : std::nullopt;
    if (!sensitivity || !factor || *sensitivity == 0) return std::nullopt;
    return voltage{*sensitivity * as_number(channel[keys().correction]).value_or(1) * *factor,
                   as_number(channel[keys().baseline]).value_or(0) * *factor};
}

/// Of all channels alike; else why not.
std::optional<voltage> voltage_of_group(view group, std::string& why) {
    const view channels = group[keys().channels];
    std::optional<voltage> out;
    for (std::size_t i = 0; i < (channels.is_array() ? channels.size() : std::size_t{channels.is_object()});
         ++i) {
        const auto found = voltage_of(channels.is_array() ? channels[i] : channels);
        if (!found) {
            why = "a channel has no sensitivity in volts";
            return std::nullopt;
        }
        if (out && *out != *found) {
            why = "its channels differ in sensitivity or baseline: ecgModule has those of each";
            return std::nullopt;
        }
        out = found;
    }
    if (!out) why = "no channel is defined";
    return out;
}

bool states_less_than_it_must(view group) {
    const view channels = group[keys().channels];
    const auto lacks = [](view channel) {
        return !as_number(channel[keys().correction]) || !as_number(channel[keys().baseline]);
    };
    if (!channels.is_array()) return lacks(channels);
    for (std::size_t i = 0; i < channels.size(); ++i)
        if (lacks(channels[i])) return true;
    return false;
}

bool add_region(const dicom::module_input& from, view group, const std::string& where, builder& out,
                std::string& why) {
    const auto samples = as_whole_number(group[keys().samples]);
    const auto frequency = as_number(group[keys().frequency]);
    const auto bits = as_whole_number(group[keys().bits]);
    const auto interpretation = as_text(group[keys().interpretation]).value_or("");
    const bool is_signed = interpretation == "SB" || interpretation == "SS" || interpretation == "SL";
    const bool is_unsigned = interpretation == "UB" || interpretation == "US" || interpretation == "UL";
    if (!samples || *samples < 1 || !frequency || *frequency <= 0) {
        why = "number of samples or sampling frequency is missing or no number above 0";
        return false;
    }
    if (!bits || (*bits != 8 && *bits != 16 && *bits != 32) || (!is_signed && !is_unsigned)) {
        why = "its samples are not linear integers of 8, 16 or 32 bits";
        return false;
    }
    const auto volts = voltage_of_group(group, why);
    if (!volts) return false;
    if (states_less_than_it_must(group))
        from.asked_in.note(where +
                           ": a channel states no correction factor or no baseline: 1 and 0 are taken");
    constexpr std::int64_t tissue = 1, seconds = 4, millivolt = -1;
    const std::int64_t values = std::int64_t{1} << *bits;
    out.object();
    out.member("regionDataType", tissue);
    out.member("regionLocationMinX0", 0).member("regionLocationMinY0", 0);
    out.member("regionLocationMaxX1", *samples).member("regionLocationMaxY1", values - 1);
    out.member("referencePixelX0", 0).member("referencePixelY0", is_signed ? values / 2 : 0);
    out.member("physicalUnitsXDirection", seconds).member("physicalUnitsYDirection", millivolt);
    out.member("referencePixelPhysicalValueX", 0.0).member("referencePixelPhysicalValueY", volts->at_zero);
    out.member("physicalDeltaX", 1 / *frequency).member("physicalDeltaY", volts->step);
    out.end();
    return true;
}

}  // namespace

std::size_t add_waveform_regions(const dicom::module_input& from, builder& out) {
    const view groups = from.instance[keys().sequence];
    std::size_t added = 0;
    for (std::size_t i = 0; i < (groups.is_array() ? groups.size() : std::size_t{groups.is_object()}); ++i) {
        std::string why;
        const std::string where = "multiplex group " + std::to_string(i + 1);
        if (add_region(from, groups.is_array() ? groups[i] : groups, where, out, why))
            ++added;
        else
            from.asked_in.note(std::string("no region for ").append(where).append(": ").append(why));
    }
    return added;
}

}  // namespace quoin::calibration
