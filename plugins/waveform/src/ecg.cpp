#include "ecg.hpp"

#include "channel_object.hpp"

#include <string>
#include <vector>

namespace quoin::waveform {
namespace {

using dicom::as_number;
using dicom::as_text;
using dicom::as_whole_number;

std::size_t count_of(view sequence) {
    return sequence.is_array() ? sequence.size() : sequence.is_object() ? 1 : 0;
}
view item_of(view sequence, std::size_t index) {
    return sequence.is_array() ? sequence[index] : index == 0 ? sequence : view();
}

std::optional<double> step_of(view channel) {
    const auto sensitivity = as_number(channel["ChannelSensitivity"]);
    if (!sensitivity) return std::nullopt;
    return *sensitivity * as_number(channel["ChannelSensitivityCorrectionFactor"]).value_or(1);
}

/// What is said of a channel, without its samples.
value head_of(view channel, bool calibrated = false) {
    builder out;
    out.object();
    const view source = item_of(channel["ChannelSourceSequence"], 0);
    out.member_if("label", as_text(channel["ChannelLabel"]));
    out.member_if("source", as_text(source["CodeMeaning"]));
    out.member_if("sourceCode", as_text(source["CodeValue"]));
    out.member_if("sensitivity", as_number(channel["ChannelSensitivity"]));
    out.member_if("correctionFactor", as_number(channel["ChannelSensitivityCorrectionFactor"]));
    out.member_if("baseline", as_number(channel["ChannelBaseline"]));
    out.member_if("units", as_text(item_of(channel["ChannelSensitivityUnitsSequence"], 0)["CodeValue"]));
    out.member_if("timeSkew", as_number(channel["ChannelTimeSkew"]));
    out.member_if("sampleSkew", as_number(channel["ChannelSampleSkew"]));
    out.member_if("filterLowFrequency", as_number(channel["FilterLowFrequency"]));
    out.member_if("filterHighFrequency", as_number(channel["FilterHighFrequency"]));
    out.member_if("notchFilterFrequency", as_number(channel["NotchFilterFrequency"]));
    const bool has_factor = as_number(channel["ChannelSensitivityCorrectionFactor"]).has_value(),
               has_baseline = as_number(channel["ChannelBaseline"]).has_value();
    if (calibrated && !(has_factor && has_baseline)) {
        out.key("defaulted").array();
        if (!has_factor) out.add("correctionFactor");
        if (!has_baseline) out.add("baseline");
        out.end();
    }
    return out.end().finish();
}

struct group_reader {
    const dicom::module_input& from;
    view group;
    std::string where;  ///< "multiplex group 1"

    void note(const std::string& what) const { from.asked_in.note(where + ": " + what); }
    std::int64_t whole(const char* keyword) const { return as_whole_number(group[keyword]).value_or(0); }

    void add_members(builder& out) const {
        out.member("numberOfWaveformChannels", whole("NumberOfWaveformChannels"));
        out.member("numberOfWaveformSamples", whole("NumberOfWaveformSamples"));
        out.member_if("samplingFrequency", as_number(group["SamplingFrequency"]));
        out.member_if("waveformBitsAllocated", as_whole_number(group["WaveformBitsAllocated"]));
        out.member_if("waveformSampleInterpretation", as_text(group["WaveformSampleInterpretation"]));
        out.member_if("multiplexGroupLabel", as_text(group["MultiplexGroupLabel"]));
    }

    /// What all channels have alike; nothing, and a note, where the samples cannot be told apart.
    std::optional<channel_samples> samples() const {
        const auto kind = kind_of(as_text(group["WaveformSampleInterpretation"]).value_or(""),
                                  whole("WaveformBitsAllocated"));
        const std::int64_t channels = whole("NumberOfWaveformChannels"),
                           count = whole("NumberOfWaveformSamples");
        constexpr std::int64_t most_channels = 65535, most_samples = 0xFFFFFFFF;
        if (!kind) {
            note("sample interpretation and bits are none of SB, UB, MB, AB (8), SS, US (16), SL, UL (32)");
            return std::nullopt;
        }
        if (channels < 1 || channels > most_channels || count < 1 || count > most_samples) {
            note("number of channels or of samples is missing or out of range");
            return std::nullopt;
        }
        channel_samples out{.data = value(group["WaveformData"]),
                            .kind = *kind,
                            .channel = 0,
                            .channels = static_cast<std::size_t>(channels),
                            .count = static_cast<std::size_t>(count)};
        out.high_word_first = as_text(from.instance["TransferSyntaxUID"]) == "1.2.840.10008.1.2.2";
        out.padding = padding(out);
        if (!are_there(out)) {
            note("the waveform data are missing or fewer than its channels and samples need");
            return std::nullopt;
        }
        return out;
    }

    /// Of one value in the type and the order of the samples it is for, as bytes or words; companded ones have none.
    std::optional<std::int64_t> padding(const channel_samples& of) const {
        const view stated = group["WaveformPaddingValue"];
        if (const auto number = as_whole_number(stated)) return number;
        if (!stated || stated.is_null()) return std::nullopt;
        channel_samples one = of;
        one.data = value(stated);
        one.channel = 0;
        one.channels = one.count = 1;
        if (of.kind == sample_kind::mu_law || of.kind == sample_kind::a_law || !are_there(one)) {
            note("the padding value is none of such samples: what it marks is taken for samples");
            return std::nullopt;
        }
        one.calibrated = calibration{.step = 1, .at_zero = 0};
        builder made;
        add_samples(one, made);
        return static_cast<std::int64_t>(made.finish().elements<double>()[0]);
    }

    void add_channels(builder& out) const {
        const bool calibrated = from.asked.options()["calibrated"].as_bool().value_or(false);
        const auto all = samples();
        const view channels = group["ChannelDefinitionSequence"];
        out.key("channels").array();
        for (std::size_t i = 0; i < count_of(channels); ++i) {
            const view channel = item_of(channels, i);
            const auto step = step_of(channel);
            if (!all || i >= all->channels || (calibrated && !step)) {
                if (calibrated && !step)
                    note("channel " + std::to_string(i + 1) + " has no sensitivity: not calibrated");
                out.add(head_of(channel));
                continue;
            }
            channel_samples mine = *all;
            mine.channel = i;
            if (calibrated)
                mine.calibrated = calibration{*step, as_number(channel["ChannelBaseline"]).value_or(0)};
            add_channel(head_of(channel, calibrated), std::move(mine), out);
        }
        out.end();
    }

    /// As Cornerstone3D names the sources.
    void add_sources(builder& out) const {
        const view channels = group["ChannelDefinitionSequence"];
        out.key("channelDefinitionSequence").array();
        for (std::size_t i = 0; i < count_of(channels); ++i) {
            const view source = item_of(item_of(channels, i)["ChannelSourceSequence"], 0);
            out.object().key("channelSourceSequence").object();
            out.member_if("codeMeaning", as_text(source["CodeMeaning"]));
            out.end().end();
        }
        out.end();
    }
};

}  // namespace

bool add_ecg(const dicom::module_input& from, builder& out) {
    const view groups = from.instance["WaveformSequence"];
    if (count_of(groups) == 0) return false;
    const group_reader first{from, item_of(groups, 0), {}};
    first.add_members(out);
    first.add_sources(out);
    out.key("multiplexGroups").array();
    for (std::size_t i = 0; i < count_of(groups); ++i) {
        const group_reader one{from, item_of(groups, i), "multiplex group " + std::to_string(i + 1)};
        out.object();
        one.add_members(out);
        out.member_if("timeOffset", as_number(one.group["MultiplexGroupTimeOffset"]));
        out.member_if("originality", as_text(one.group["WaveformOriginality"]));
        one.add_channels(out);
        out.end();
    }
    out.end();
    return true;
}

}  // namespace quoin::waveform
