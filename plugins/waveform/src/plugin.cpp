// The provider org.quoin.waveform:
//
//   ecgModule      multiplex groups of an ECG or any other waveform, and the samples of their channels
//   moduleSchema   of it
#include "ecg.hpp"

#include <dicom/module_set.hpp>

namespace quoin::waveform {
namespace {

using dicom::always;
using dicom::kind;
using dicom::maybe;

constexpr dicom::field channel[] = {
    maybe("label", "ChannelLabel", kind::text),
    maybe("source", "ChannelSourceSequence", kind::text, {}, "the meaning of its code"),
    maybe("sourceCode", "ChannelSourceSequence", kind::text),
    maybe("sensitivity", "ChannelSensitivity", kind::real, {}, "units a step"),
    maybe("correctionFactor", "ChannelSensitivityCorrectionFactor", kind::real),
    maybe("baseline", "ChannelBaseline", kind::real, {}, "units, of the sample 0"),
    maybe("units", "ChannelSensitivityUnitsSequence", kind::text, {},
          "as UCUM writes them: uV, mV, mm[Hg] .."),
    maybe("timeSkew", "ChannelTimeSkew", kind::real, "s"),
    maybe("sampleSkew", "ChannelSampleSkew", kind::real, {}, "samples"),
    maybe("filterLowFrequency", "FilterLowFrequency", kind::real, "Hz"),
    maybe("filterHighFrequency", "FilterHighFrequency", kind::real, "Hz"),
    maybe("notchFilterFrequency", "NotchFilterFrequency", kind::real, "Hz"),
    maybe("defaulted", {}, kind::texts, {},
          "with the option calibrated: correctionFactor where 1, and baseline where 0 was taken for none"),
    maybe("samples", "WaveformData", kind::reals, {},
          "a typed array, read when it is used: as they are written, companded ones as 16 bits; with the "
          "option "
          "calibrated in units, null where padded"),
};

constexpr dicom::field source[] = {maybe("codeMeaning", "CodeMeaning", kind::text)};
constexpr dicom::field definition[] = {
    always("channelSourceSequence", "ChannelSourceSequence", kind::object, {}, {}, 0, source)};

constexpr dicom::field channels_count = always("numberOfWaveformChannels", "NumberOfWaveformChannels",
                                               kind::integer, {}, "0 where it is not said");
constexpr dicom::field samples_count =
    always("numberOfWaveformSamples", "NumberOfWaveformSamples", kind::integer, {}, "of each channel");
constexpr dicom::field frequency = maybe("samplingFrequency", "SamplingFrequency", kind::real, "Hz");
constexpr dicom::field bits = maybe("waveformBitsAllocated", "WaveformBitsAllocated", kind::integer, "bit");
constexpr dicom::field interpretation = maybe("waveformSampleInterpretation", "WaveformSampleInterpretation",
                                              kind::text, {}, "SB, UB, SS, US, SL, UL, MB, AB");
constexpr dicom::field label = maybe("multiplexGroupLabel", "MultiplexGroupLabel", kind::text);

constexpr dicom::field group[] = {
    channels_count,
    samples_count,
    frequency,
    bits,
    interpretation,
    label,
    maybe("timeOffset", "MultiplexGroupTimeOffset", kind::real, "ms"),
    maybe("originality", "WaveformOriginality", kind::text),
    always("channels", "ChannelDefinitionSequence", kind::objects, {}, {}, 0, channel),
};

constexpr dicom::field ecg[] = {
    channels_count,
    samples_count,
    frequency,
    bits,
    interpretation,
    label,
    always("channelDefinitionSequence", "ChannelDefinitionSequence", kind::objects, {},
           "this and the above: of the first group", 0, definition),
    always("multiplexGroups", "WaveformSequence", kind::objects, {}, {}, 0, group),
};

constexpr dicom::metadata_module modules[] = {{"ecgModule",
                                               "waveforms: their groups and channels, samples on demand",
                                               "PS3.3 C.10.9", dicom::applies_to::any, ecg, &add_ecg}};

constexpr type_info others[] = {dicom::described_schema_type};

class waveform_provider final : public provider {
 public:
    static constexpr auto served = dicom::types_of(modules, dicom::schema_type);
    static constexpr descriptor info{.id = "org.quoin.waveform",
                                     .name = "Waveforms",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "multiplex groups, channels and samples of waveforms",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -1100,
                                     .thread_safe = true,
                                     .tracked = true};

    explicit waveform_provider(const setup& with) { with.refuse_settings(); }
    answer get(call& asked_in, const request& asked) override { return modules_.get(asked_in, asked); }
    const void* extension(std::string_view id) override { return modules_.extension(id); }

 private:
    dicom::module_set modules_{modules, others};
};

}  // namespace
}  // namespace quoin::waveform

QUOIN_PLUGIN(quoin::waveform::waveform_provider)
