// Regions with units of their own: of ultrasound, given by a user, of a drawn waveform.
#include "calibration_fixture.hpp"

namespace quoin {
namespace {

struct calibration_module : calibration_fixture {
    std::string regions(const std::string& image_id) {
        const engine::result found = ask("calibrationModule", image_id);
        if (found.outcome != QUOIN_VALUE) return found.outcome == QUOIN_PASS ? "(none)" : found.error.message;
        return to_json(found.answer["sequenceOfUltrasoundRegions"]);
    }
};

const std::string ultrasound = R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.6.1","Rows":4,"Columns":8,
    "SequenceOfUltrasoundRegions":[{"RegionSpatialFormat":1,"PhysicalUnitsXDirection":3,"PhysicalDeltaX":0.5}])";

/// A multiplex group of two channels of this sensitivity in this unit.
std::string group(const std::string& sensitivity, const std::string& unit, const std::string& more = {},
                  const std::string& second = {}) {
    const auto channel = [&](const std::string& number) {
        return R"({"ChannelSensitivity":)" + number + R"(,"ChannelSensitivityCorrectionFactor":1.0,
            "ChannelBaseline":0.0,"ChannelSensitivityUnitsSequence":[{"CodeValue":")" +
               unit + "\"}]}";
    };
    return R"({"NumberOfWaveformSamples":1000,"SamplingFrequency":500.0,"WaveformBitsAllocated":16,
        "WaveformSampleInterpretation":"SS","ChannelDefinitionSequence":[)" +
           channel(sensitivity) + "," + channel(second.empty() ? sensitivity : second) + "]" + more + "}";
}
std::string ecg(const std::string& groups) {
    return R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.9.1.1","WaveformSequence":[)" + groups + "]";
}
std::string region_of(const std::string& delta_y, const std::string& at_zero = "0.0") {
    return R"({"regionDataType":1,"regionLocationMinX0":0,"regionLocationMinY0":0,"regionLocationMaxX1":1000,)"
           R"("regionLocationMaxY1":65535,"referencePixelX0":0,"referencePixelY0":32768,"physicalUnitsXDirection":4,)"
           R"("physicalUnitsYDirection":-1,"referencePixelPhysicalValueX":0.0,"referencePixelPhysicalValueY":)" +
           at_zero + R"(,"physicalDeltaX":0.002,"physicalDeltaY":)" + delta_y + "}";
}

TEST_F(calibration_module, of_ultrasound_has_its_regions) {
    object("acme:us", ultrasound);
    EXPECT_EQ(regions("acme:us"),
              R"([{"regionSpatialFormat":1,"physicalUnitsXDirection":3,"physicalDeltaX":0.5}])");
}

TEST_F(calibration_module, has_those_that_a_user_gave_until_they_are_cleared) {
    object("acme:us", ultrasound);
    const std::string before = json("calibrationModule", "acme:us");
    ASSERT_EQ(add({"acme:us"}, R"({"sequenceOfUltrasoundRegions":[{"physicalDeltaX":0.25}]})"), "taken");
    EXPECT_EQ(regions("acme:us"), R"([{"physicalDeltaX":0.25}])");
    clear("acme:us");
    EXPECT_EQ(json("calibrationModule", "acme:us"), before);
}

TEST_F(calibration_module, of_anything_else_is_no_answer) {
    object("acme:ct", ct_image);
    EXPECT_EQ(regions("acme:ct"), "(none)");
    EXPECT_EQ(regions("acme:unknown"), "(none)");
}

TEST_F(calibration_module, of_an_ecg_is_scaled_by_the_sensitivity_of_its_channels) {
    object("acme:microvolt", ecg(group("4.88", "uV")));
    EXPECT_EQ(regions("acme:microvolt"), "[" + region_of("0.00488") + "]");
    object("acme:millivolt", ecg(group("0.5", "mV")));
    EXPECT_EQ(regions("acme:millivolt"), "[" + region_of("0.5") + "]");
    object("acme:each", ecg(group("2.0", "mV") + "," + group("1.0", "mV")));
    EXPECT_EQ(regions("acme:each"), "[" + region_of("2.0") + "," + region_of("1.0") + "]")
        << "one for each group";
}

TEST_F(calibration_module, of_an_ecg_corrects_and_shifts_as_the_channels_say) {
    object("acme:ecg", R"("WaveformSequence":[{"NumberOfWaveformSamples":1000,"SamplingFrequency":500.0,
        "WaveformBitsAllocated":16,"WaveformSampleInterpretation":"SS","ChannelDefinitionSequence":[
        {"ChannelSensitivity":2.0,"ChannelSensitivityCorrectionFactor":1.5,"ChannelBaseline":7.0,
         "ChannelSensitivityUnitsSequence":[{"CodeValue":"mV"}]}]}])");
    EXPECT_EQ(regions("acme:ecg"), "[" + region_of("3.0", "7.0") + "]");
    EXPECT_FALSE(notes("calibrationModule", "acme:ecg", "are taken"));
}

TEST_F(calibration_module, of_unsigned_bytes_begins_at_zero) {
    object("acme:ecg", R"("WaveformSequence":[{"NumberOfWaveformSamples":10,"SamplingFrequency":500.0,
        "WaveformBitsAllocated":8,"WaveformSampleInterpretation":"UB","ChannelDefinitionSequence":[
        {"ChannelSensitivity":2.0,"ChannelSensitivityUnitsSequence":[{"CodeValue":"mV"}]}]}])");
    const value found(ask("calibrationModule", "acme:ecg").answer["sequenceOfUltrasoundRegions"]);
    EXPECT_EQ(to_json(found[0]["regionLocationMaxY1"]), "255");
    EXPECT_EQ(to_json(found[0]["referencePixelY0"]), "0");
    EXPECT_TRUE(
        notes("calibrationModule", "acme:ecg", "no correction factor or no baseline: 1 and 0 are taken"));
}

TEST_F(calibration_module, of_a_waveform_without_one_voltage_says_why_there_is_none) {
    object("acme:pressure", ecg(group("1.0", "mm[Hg]")));
    EXPECT_EQ(regions("acme:pressure"), "(none)");
    EXPECT_TRUE(notes("calibrationModule", "acme:pressure", "no sensitivity in volts"));
    object("acme:differing", ecg(group("1.0", "mV", "", "2.0")));
    EXPECT_EQ(regions("acme:differing"), "(none)");
    EXPECT_TRUE(notes("calibrationModule", "acme:differing", "channels differ in sensitivity"));
    object("acme:companded", ecg(R"({"NumberOfWaveformSamples":10,"SamplingFrequency":8000.0,
        "WaveformBitsAllocated":8,"WaveformSampleInterpretation":"MB"})"));
    EXPECT_EQ(regions("acme:companded"), "(none)");
    EXPECT_TRUE(notes("calibrationModule", "acme:companded", "not linear integers"));
    object("acme:timeless", ecg(R"({"NumberOfWaveformSamples":10})"));
    EXPECT_EQ(regions("acme:timeless"), "(none)");
    EXPECT_TRUE(notes("calibrationModule", "acme:timeless", "sampling frequency"));
}

TEST_F(calibration_module, has_a_schema) {
    EXPECT_EQ(ask("moduleSchema", "calibrationModule").answer["title"].as_string(), "calibrationModule");
    EXPECT_EQ(ask("moduleSchema", "calibratedPixelSpacing").answer["title"].as_string(),
              "calibratedPixelSpacing");
    EXPECT_EQ(ask("moduleSchema", "imagePlaneModule").answer["title"].as_string(), "imagePlaneModule");
}

}  // namespace
}  // namespace quoin
