// Waveforms: every sample interpretation, whatever words the data came in, as written and calibrated.
#include <plugin_engine.hpp>

#include <gmock/gmock.h>

#include <cmath>

namespace quoin {
namespace {

using bytes = std::vector<std::uint8_t>;
using words = std::vector<std::uint16_t>;

struct group {
    std::string interpretation = "SS";
    int bits = 16, channels = 2, samples = 2;
    std::string channel = "{}";  ///< each definition
    std::string more = {};
};

struct waveform : plugin_engine {
    void SetUp() override { load(WAVEFORM); }

    /// An instance of these groups, each with its data.
    template <class T>
    void instance(const std::vector<std::pair<group, std::vector<T>>>& groups,
                  const std::string& more = "{}") {
        builder out;
        out.object(from_json(more)).key("WaveformSequence").array();
        for (const auto& [one, data] : groups) {
            std::string definitions;
            for (int i = 0; i < one.channels; ++i) definitions += (i == 0 ? "" : ",") + one.channel;
            const value members = from_json(R"({"WaveformSampleInterpretation":")" + one.interpretation +
                                            R"(","WaveformBitsAllocated":)" + std::to_string(one.bits) +
                                            R"(,"NumberOfWaveformChannels":)" + std::to_string(one.channels) +
                                            R"(,"NumberOfWaveformSamples":)" + std::to_string(one.samples) +
                                            R"(,"SamplingFrequency":500.0,"ChannelDefinitionSequence":[)" +
                                            definitions + "]" + one.more + "}");
            out.object(members).member("WaveformData", std::span<const T>(data)).end();
        }
        serve(out.end().end().finish());
    }
    void serve(const value& made) {
        engine::registration stands{
            .id = "test.instance", .types = {"instance"}, .priority = {-9000, "test"}, .thread_safe = true};
        host.remove_all_providers();
        load(WAVEFORM);
        host.add_provider(std::move(stands),
                          engine::make_callable_provider(
                              host, "test.instance", [=](call&, const request&) -> answer { return made; }));
    }
    value ecg(const char* options = "{}") {
        const engine::result found =
            host.get({.type = "ecgModule", .subjects = {"acme:1"}, .options = from_json(options)});
        EXPECT_EQ(found.outcome, QUOIN_VALUE) << found.error.message;
        return found.answer;
    }
    /// The samples of each channel of the first group.
    std::string samples(const char* options = "{}") {
        const value found = ecg(options);
        const view channels = found["multiplexGroups"][0]["channels"];
        std::string out;
        for (std::size_t i = 0; i < channels.size(); ++i)
            out += channels[i]["samples"] ? to_json(value(channels[i]["samples"])) : "-";
        return out;
    }
};

TEST_F(waveform, channels_are_told_apart_whatever_the_samples_are) {
    const bytes four{1, 0xFF, 0x80, 2};
    instance<std::uint8_t>({{{"SB", 8}, four}});
    EXPECT_EQ(samples(), "[1,-128][-1,2]");
    instance<std::uint8_t>({{{"UB", 8}, four}});
    EXPECT_EQ(samples(), "[1,128][255,2]");
    instance<std::uint8_t>({{{"SS", 16}, {1, 0, 0xFF, 0xFF, 0, 0x80, 2, 1}}});
    EXPECT_EQ(samples(), "[1,-32768][-1,258]");
    instance<std::uint8_t>({{{"US", 16}, {1, 0, 0xFF, 0xFF, 0, 0x80, 2, 1}}});
    EXPECT_EQ(samples(), "[1,32768][65535,258]");
    const bytes wide{1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x80, 4, 3, 2, 1};
    instance<std::uint8_t>({{{"SL", 32}, wide}});
    EXPECT_EQ(samples(), "[1,-2147483648][-2,16909060]");
    instance<std::uint8_t>({{{"UL", 32}, wide}});
    EXPECT_EQ(samples(), "[1,2147483648][4294967294,16909060]");
}

TEST_F(waveform, companded_samples_are_expanded) {
    instance<std::uint8_t>({{{"MB", 8}, {0x00, 0x80, 0xFF, 0x7F}}});
    EXPECT_EQ(samples(), "[-32124,0][32124,0]");
    instance<std::uint8_t>({{{"AB", 8}, {0xAA, 0x2A, 0xD5, 0x55}}});
    EXPECT_EQ(samples(), "[32256,8][-32256,-8]");
}

TEST_F(waveform, words_of_either_byte_order_give_the_same) {
    instance<std::uint16_t>({{{"SS", 16}, {1, 0xFFFF, 0x8000, 0x0102}}});
    EXPECT_EQ(samples(), "[1,-32768][-1,258]");
    instance<std::uint16_t>({{{"SB", 8}, {0xFF01, 0x0280}}});
    EXPECT_EQ(samples(), "[1,-128][-1,2]");
    const group two_long{"SL", 32, 1, 2};
    instance<std::uint16_t>({{two_long, {0x0304, 0x0102, 0xFFFE, 0xFFFF}}});
    EXPECT_EQ(samples(), "[16909060,-2]");
    instance<std::uint16_t>({{two_long, {0x0102, 0x0304, 0xFFFF, 0xFFFE}}},
                            R"({"TransferSyntaxUID":"1.2.840.10008.1.2.2"})");
    EXPECT_EQ(samples(), "[16909060,-2]") << "the high word comes first in a big endian file";
    instance<std::uint32_t>({{two_long, {0x01020304, 0xFFFFFFFE}}});
    EXPECT_EQ(samples(), "[16909060,-2]");
}

TEST_F(waveform, calibrated_has_the_units_of_its_channels) {
    group one;
    one.channel =
        R"({"ChannelSensitivity":2.0,"ChannelSensitivityCorrectionFactor":1.5,"ChannelBaseline":10.0,
        "ChannelSensitivityUnitsSequence":[{"CodeValue":"uV"}]})";
    one.more = R"(,"WaveformPaddingValue":-1)";
    instance<std::uint16_t>({{one, {1, 0xFFFF, 0x8000, 2}}});
    EXPECT_EQ(samples(R"({"calibrated":true})"), "[13.0,-98294.0][null,16.0]") << "padding is no value";
    EXPECT_EQ(samples(), "[1,-32768][-1,2]");
    EXPECT_EQ(to_json(value(ecg()["multiplexGroups"][0]["channels"][0]["units"])), R"("uV")");
    instance<std::uint16_t>({{group{}, {1, 2, 3, 4}}});
    EXPECT_EQ(samples(R"({"calibrated":true})"), "--") << "no sensitivity, no value";
    EXPECT_THAT(why_refused(WAVEFORM, R"({"calibrated":true})"),
                ::testing::HasSubstr("unknown key 'calibrated'"))
        << "it is an option of the query";
}

TEST_F(waveform, calibrated_knows_padding_as_files_have_it) {
    const auto with_padding = [&](const char* interpretation, int bits, auto padding, auto data,
                                  const char* syntax = "1.2.840.10008.1.2.1") {
        group one{interpretation, bits, 1, 2};
        one.channel = R"({"ChannelSensitivity":1.0})";
        builder out;
        out.object()
            .member("TransferSyntaxUID", syntax)
            .key("WaveformSequence")
            .array()
            .object(from_json(
                R"({"WaveformSampleInterpretation":")" + one.interpretation +
                R"(","WaveformBitsAllocated":)" + std::to_string(bits) +
                R"(,"NumberOfWaveformChannels":1,"NumberOfWaveformSamples":2,"ChannelDefinitionSequence":[)" +
                one.channel + "]}"));
        out.member("WaveformPaddingValue", std::span<const typename decltype(padding)::value_type>(padding));
        out.member("WaveformData", std::span<const typename decltype(data)::value_type>(data));
        serve(out.end().end().end().finish());
        return samples(R"({"calibrated":true})");
    };
    using words = std::vector<std::uint16_t>;
    EXPECT_EQ(with_padding("SS", 16, words{0x8000}, words{7, 0x8000}), "[7.0,null]");
    EXPECT_EQ(with_padding("US", 16, words{0x8000}, words{7, 0x8000}), "[7.0,null]");
    EXPECT_EQ(with_padding("SB", 8, bytes{0x80, 0}, bytes{7, 0x80}), "[7.0,null]");
    EXPECT_EQ(with_padding("UB", 8, bytes{0x80, 0}, bytes{7, 0x80}), "[7.0,null]");
    EXPECT_EQ(with_padding("SL", 32, words{1, 0x8000}, words{7, 0, 1, 0x8000}), "[7.0,null]");
    EXPECT_EQ(with_padding("SL", 32, words{0x8000, 1}, words{0, 7, 0x8000, 1}, "1.2.840.10008.1.2.2"),
              "[7.0,null]")
        << "in a big endian file the high word comes first in both";
    EXPECT_EQ(with_padding("SS", 16, bytes{0x80}, words{7, 0x8000}), "[7.0,-32768.0]");
    EXPECT_TRUE(notes("ecgModule", "acme:1", "the padding value is none of such samples"));
    instance<std::uint16_t>({{group{}, {1, 2, 3, 4}}});
    EXPECT_FALSE(notes("ecgModule", "acme:1", "padding value")) << "a group need not have one";
}

TEST_F(waveform, calibrated_says_what_it_took_for_what_the_channel_does_not_state) {
    group one;
    one.channel = R"({"ChannelSensitivity":2.0})";
    instance<std::uint16_t>({{one, {1, 2, 3, 4}}});
    const auto channel = [&](const char* options) {
        const engine::result found =
            host.get({.type = "ecgModule", .subjects = {"acme:1"}, .options = from_json(options)});
        return value(found.answer["multiplexGroups"][0]["channels"][0]);
    };
    EXPECT_EQ(to_json(channel(R"({"calibrated":true})")["defaulted"]), R"(["correctionFactor","baseline"])");
    EXPECT_FALSE(channel("{}")["defaulted"]) << "samples as they are written rest on neither";
}

TEST_F(waveform, every_group_is_answered_and_the_first_as_the_reference_does) {
    group rhythm, beat;
    rhythm.more = R"(,"MultiplexGroupLabel":"RHYTHM")";
    rhythm.channel = R"({"ChannelSourceSequence":[{"CodeMeaning":"Lead I","CodeValue":"2:1"}]})";
    beat.more = R"(,"MultiplexGroupLabel":"BEAT")";
    beat.samples = 1;
    instance<std::uint16_t>({{rhythm, {1, 2, 3, 4}}, {beat, {5, 6}}});
    const value found = ecg();
    EXPECT_EQ(found["multiplexGroupLabel"].as_string(), "RHYTHM");
    EXPECT_EQ(found["numberOfWaveformSamples"].as_int(), 2);
    EXPECT_EQ(found["samplingFrequency"].as_real(), 500.0);
    EXPECT_EQ(found["channelDefinitionSequence"][1]["channelSourceSequence"]["codeMeaning"].as_string(),
              "Lead I");
    const view second = found["multiplexGroups"][1];
    EXPECT_EQ(second["multiplexGroupLabel"].as_string(), "BEAT");
    EXPECT_EQ(to_json(value(second["channels"][1]["samples"])), "[6]");
    EXPECT_EQ(found["multiplexGroups"][0]["channels"][0]["sourceCode"].as_string(), "2:1");
}

TEST_F(waveform, channel_is_an_object_like_any_other) {
    group one;
    one.channel = R"({"ChannelLabel":"I"})";
    instance<std::uint16_t>({{one, {1, 2, 3, 4}}});
    const value found = ecg();
    const view channel = found["multiplexGroups"][0]["channels"][0];
    EXPECT_EQ(channel.size(), 2U);
    EXPECT_FALSE(channel["nothing"]);
    EXPECT_EQ(to_json(value(channel)), R"({"label":"I","samples":[1,3]})");
    EXPECT_EQ(channel["samples"].elements<std::int16_t>()[1], 3) << "a typed array";
}

TEST_F(waveform, without_all_of_its_data_has_no_samples_and_says_so) {
    instance<std::uint16_t>({{group{}, {1, 2, 3}}});
    EXPECT_EQ(samples(), "--");
    EXPECT_TRUE(notes("ecgModule", "acme:1", "fewer than its channels and samples need"));
    instance<std::uint16_t>({{group{"SS", 8}, {1, 2, 3, 4}}});
    EXPECT_EQ(samples(), "--");
    EXPECT_TRUE(notes("ecgModule", "acme:1", "are none of SB, UB"));
    group none;
    none.channels = 0;
    instance<std::uint16_t>({{none, {1}}});
    EXPECT_TRUE(notes("ecgModule", "acme:1", "is missing or out of range"));
}

TEST_F(waveform, of_what_is_none_is_no_answer) {
    provide("instance", "acme:ct", R"({"Rows":1,"WaveformSequence":[]})");
    EXPECT_EQ(json("ecgModule", "acme:ct"), "(none)");
}

}  // namespace
}  // namespace quoin
