// compressedFrameData: the stored bytes of one frame (PS3.5 8.2, A.4).
#include "modules_fixture.hpp"

#include <numeric>

namespace quoin {
namespace {

using bytes = std::vector<std::uint8_t>;

constexpr const char* native = R"("TransferSyntaxUID":"1.2.840.10008.1.2.1")";
constexpr const char* jpeg = R"("TransferSyntaxUID":"1.2.840.10008.1.2.4.50")";

bytes item(const bytes& content) {
    bytes out{0xFE, 0xFF, 0x00, 0xE0, static_cast<std::uint8_t>(content.size()), 0, 0, 0};
    out.insert(out.end(), content.begin(), content.end());
    return out;
}

bytes encapsulated(const std::vector<bytes>& items) {
    bytes out;
    for (const bytes& one : items) {
        const bytes made = item(one);
        out.insert(out.end(), made.begin(), made.end());
    }
    const bytes end{0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0};
    out.insert(out.end(), end.begin(), end.end());
    return out;
}

struct frame_data : modules_fixture {
    /// An object of that many frames; asked about frame `frame`.
    template <class T>
    std::string image(const char* syntax, const std::string& members, const std::vector<T>& pixels,
                      int frame = 1) {
        return with_instance(
            std::string(syntax) + R"(,"Rows":1,"frameNumber":)" + std::to_string(frame) + members,
            [&](builder& to) { add_numbers(to, "PixelData", pixels); });
    }
    std::vector<bytes> parts(const std::string& subject) {
        std::vector<bytes> out;
        const value found = answer_to("compressedFrameData", subject);
        for (std::size_t i = 0; i < found["pixelData"].size(); ++i)
            out.push_back(elements<std::uint8_t>(found["pixelData"][i]));
        return out;
    }
};

TEST_F(frame_data, of_pixels_that_are_not_compressed_is_cut_exactly) {
    const std::string members = R"(,"Columns":3,"BitsAllocated":8,"SamplesPerPixel":1,"NumberOfFrames":2)";
    const bytes pixels{1, 2, 3, 4, 5, 6};
    EXPECT_EQ(parts(image(native, members, pixels, 1)), (std::vector<bytes>{{1, 2, 3}}));
    EXPECT_EQ(parts(image(native, members, pixels, 2)), (std::vector<bytes>{{4, 5, 6}}));
    const value whole = answer_to("compressedFrameData", image(native, members, pixels, 2));
    EXPECT_EQ(to_json(whole),
              R"({"transferSyntaxUid":"1.2.840.10008.1.2.1","frameOfInterest":1,"frameNumber":2,)"
              R"("pixelData":[{"InlineBinary":"BAUG"}]})");
}

TEST_F(frame_data, of_pixels_that_are_not_compressed_is_a_part_of_the_instance) {
    const std::string subject =
        image(native, R"(,"Columns":2,"BitsAllocated":16)", std::vector<std::uint16_t>{258, 3});
    const value found = answer_to("compressedFrameData", subject), instance = answer_to("instance", subject);
    EXPECT_EQ(elements<std::uint8_t>(found["pixelData"][0]), (bytes{2, 1, 3, 0}));
    EXPECT_EQ(static_cast<const void*>(found["pixelData"][0].elements<std::uint8_t>().data()),
              static_cast<const void*>(instance["PixelData"].elements<std::uint16_t>().data()));
}

TEST_F(frame_data, of_one_bit_pixels_begins_inside_a_byte) {
    const std::string members = R"(,"Columns":3,"BitsAllocated":1,"NumberOfFrames":3)";
    const bytes pixels{0b01111101, 0b1};  // frames 101, 111, 101 and the rest 0
    EXPECT_EQ(parts(image(native, members, pixels, 1)), (std::vector<bytes>{{0b101}}));
    EXPECT_EQ(parts(image(native, members, pixels, 2)), (std::vector<bytes>{{0b111}}));
    EXPECT_EQ(parts(image(native, members, pixels, 3)), (std::vector<bytes>{{0b101}}));
}

TEST_F(frame_data, of_shared_chrominance_has_two_samples_a_pixel) {
    const std::string members =
        R"(,"Columns":2,"BitsAllocated":8,"SamplesPerPixel":3,"PhotometricInterpretation":"YBR_FULL_422","NumberOfFrames":2)";
    EXPECT_EQ(parts(image(native, members, bytes{1, 2, 3, 4, 5, 6, 7, 8}, 2)),
              (std::vector<bytes>{{5, 6, 7, 8}}));
}

TEST_F(frame_data,
       of_chrominance_that_is_said_to_be_shared_and_is_not_is_whole_also_where_bytes_are_cut_off) {
    const std::string members =
        R"(,"Columns":4,"BitsAllocated":8,"SamplesPerPixel":3,"PhotometricInterpretation":"YBR_FULL_422","NumberOfFrames":2)";
    bytes pixels(24);
    std::iota(pixels.begin(), pixels.end(), std::uint8_t{0});
    pixels.resize(20);
    EXPECT_EQ(parts(image(native, members, pixels, 1)),
              (std::vector<bytes>{{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}));
    EXPECT_EQ(json("compressedFrameData", image(native, members, pixels, 2)), "(none)");
}

TEST_F(frame_data, beyond_the_end_of_the_pixels_is_no_answer) {
    const std::string subject = image(native, R"(,"Columns":9,"BitsAllocated":8)", bytes{1, 2});
    EXPECT_EQ(json("compressedFrameData", subject), "(none)");
    EXPECT_TRUE(notes("compressedFrameData", subject, "the pixel data end before frame 1 does"));
}

TEST_F(frame_data, of_big_endian_or_deflated_pixels_names_the_syntax_that_its_bytes_have) {
    for (const char* const syntax : {"1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"}) {
        const value found =
            answer_to("compressedFrameData",
                      image(("\"TransferSyntaxUID\":\"" + std::string(syntax) + "\"").c_str(),
                            R"(,"Columns":1,"BitsAllocated":16)", std::vector<std::uint16_t>{258}));
        EXPECT_EQ(found["transferSyntaxUid"].as_string(), "1.2.840.10008.1.2.1") << syntax;
        EXPECT_EQ(elements<std::uint8_t>(found["pixelData"][0]), (bytes{2, 1}));
    }
}

TEST_F(frame_data, of_a_syntax_that_was_detected_says_so) {
    const value found = answer_to(
        "compressedFrameData", image(R"("detectedTransferSyntaxUID":"1.2.840.10008.1.2")",
                                     R"(,"Columns":1,"BitsAllocated":16)", std::vector<std::uint16_t>{258}));
    EXPECT_EQ(found["transferSyntaxUid"].as_string(), "1.2.840.10008.1.2");
    EXPECT_EQ(found["detectedTransferSyntaxUID"].as_string(), "1.2.840.10008.1.2");
}

TEST_F(frame_data, of_pixels_that_are_cut_are_those_frames_that_are_whole) {
    const bytes table{0, 0, 0, 0, 10, 0, 0, 0, 20, 0, 0, 0};
    const std::string members = R"(,"Columns":1,"NumberOfFrames":3)";
    bytes pixels = encapsulated({table, {1, 1}, {2, 2}, {3, 3}});
    pixels.resize(pixels.size() - 9);  // the delimiter and a byte
    EXPECT_EQ(parts(image(jpeg, members, pixels, 2)), (std::vector<bytes>{{2, 2}}));
    const std::string last = image(jpeg, members, pixels, 3);
    EXPECT_EQ(json("compressedFrameData", last), "(none)");
    EXPECT_TRUE(notes("compressedFrameData", last, "the pixel data end before frame 3 does"));

    pixels.resize(pixels.size() - 9);  // the last fragment: nothing says that the second is whole
    EXPECT_EQ(parts(image(jpeg, members, pixels, 1)), (std::vector<bytes>{{1, 1}}));
    EXPECT_EQ(json("compressedFrameData", image(jpeg, members, pixels, 2)), "(none)");
}

TEST_F(frame_data, by_the_basic_offset_table_may_have_several_fragments) {
    const bytes pixels = encapsulated({{0, 0, 0, 0, 20, 0, 0, 0}, {1, 1}, {2, 2}, {3, 3}});
    const std::string members = R"(,"Columns":1,"NumberOfFrames":2)";
    EXPECT_EQ(parts(image(jpeg, members, pixels, 1)), (std::vector<bytes>{{1, 1}, {2, 2}}));
    EXPECT_EQ(parts(image(jpeg, members, pixels, 2)), (std::vector<bytes>{{3, 3}}));
}

TEST_F(frame_data, by_the_extended_offset_table) {
    const std::string members = R"(,"Columns":1,"NumberOfFrames":2)";
    const bytes pixels = encapsulated({{}, {1, 1}, {2, 2}, {3, 3}});
    const auto with_table = [&](int frame) {
        return with_instance(
            std::string(jpeg) + R"(,"Rows":1,"frameNumber":)" + std::to_string(frame) + members,
            [&](builder& to) {
                add_numbers(to, "PixelData", pixels);
                add_numbers(to, "ExtendedOffsetTable", std::vector<std::uint64_t>{0, 10});
            });
    };
    EXPECT_EQ(parts(with_table(1)), (std::vector<bytes>{{1, 1}}));
    EXPECT_EQ(parts(with_table(2)), (std::vector<bytes>{{2, 2}, {3, 3}}));
}

TEST_F(frame_data, without_an_offset_table_is_one_fragment_a_frame_or_all_of_the_only_one) {
    const bytes pixels = encapsulated({{}, {1, 1}, {2, 2}});
    EXPECT_EQ(parts(image(jpeg, R"(,"Columns":1,"NumberOfFrames":2)", pixels, 2)),
              (std::vector<bytes>{{2, 2}}));
    EXPECT_EQ(parts(image(jpeg, R"(,"Columns":1)", pixels)), (std::vector<bytes>{{1, 1}, {2, 2}}));
}

TEST_F(frame_data, without_an_offset_table_begins_where_a_code_stream_does) {
    const bytes start{0xFF, 0xD8, 0xFF, 0xE0}, rest{5, 5, 5, 5};
    const bytes pixels = encapsulated({{}, start, rest, start});
    EXPECT_EQ(parts(image(jpeg, R"(,"Columns":1,"NumberOfFrames":2)", pixels, 1)),
              (std::vector<bytes>{start, rest}));
    EXPECT_EQ(parts(image(jpeg, R"(,"Columns":1,"NumberOfFrames":2)", pixels, 2)),
              (std::vector<bytes>{start}));
}

TEST_F(frame_data, of_fragments_that_are_cut_off_are_those_that_begin_a_code_stream) {
    const bytes start{0xFF, 0xD8, 0xFF, 0xE0}, rest{5, 5, 5, 5};
    bytes cut = encapsulated({{}, start, rest, start});
    cut.resize(cut.size() - 8);  // the delimiter, and whatever else there was
    const std::string members = R"(,"Columns":1,"NumberOfFrames":3)";
    EXPECT_EQ(parts(image(jpeg, members, cut, 1)), (std::vector<bytes>{start, rest}));
    for (const int frame : {2, 3})
        EXPECT_EQ(json("compressedFrameData", image(jpeg, members, cut, frame)), "(none)") << frame;
}

TEST_F(frame_data, of_as_many_fragments_as_frames_must_each_begin_like_the_others) {
    const bytes start{0xFF, 0xD8, 0xFF, 0xE0}, rest{5, 5, 5, 5};
    const std::string odd =
        image(jpeg, R"(,"Columns":1,"NumberOfFrames":3)", encapsulated({{}, start, rest, start}), 2);
    EXPECT_EQ(json("compressedFrameData", odd), "(none)");
    EXPECT_TRUE(notes("compressedFrameData", odd, "nothing says which of 3 fragments are which of 3 frames"));
}

TEST_F(frame_data, in_run_lengths_is_one_fragment_whatever_it_begins_with) {
    constexpr const char* run_length = R"("TransferSyntaxUID":"1.2.840.10008.1.2.5")";
    const bytes first{0xFF, 0xD8, 0xFF, 0xE0}, second{1, 1, 1, 1};
    const std::string members = R"(,"Columns":1,"NumberOfFrames":3)";
    bytes pixels = encapsulated({{}, first, second, first});
    EXPECT_EQ(parts(image(run_length, members, pixels, 2)), std::vector<bytes>{second});
    pixels.resize(pixels.size() - 20);  // the delimiter and the last fragment
    EXPECT_EQ(parts(image(run_length, members, pixels, 1)), std::vector<bytes>{first});
}

TEST_F(frame_data, of_an_object_that_does_not_count_its_frames_goes_by_its_per_frame_items) {
    const std::string members =
        R"(,"Columns":1,"BitsAllocated":8,"PerFrameFunctionalGroupsSequence":[{},{}])";
    const bytes fragments = encapsulated({{}, {1, 1}, {2, 2}});
    EXPECT_EQ(parts(image(jpeg, members, fragments, 2)), (std::vector<bytes>{{2, 2}}));
    const std::string two = image(native, members, bytes{1, 2});
    const engine::result second = host.get(
        {.type = "compressedFrameData", .subjects = {two}, .options = from_json(R"({"frameIndex":1})")});
    ASSERT_EQ(second.outcome, QUOIN_VALUE);
    EXPECT_EQ(elements<std::uint8_t>(second.answer["pixelData"][0]), bytes{2});
}

TEST_F(frame_data, of_big_endian_words_that_make_larger_pixels_says_which_goes_first) {
    constexpr const char* big = R"("TransferSyntaxUID":"1.2.840.10008.1.2.2")";
    const std::vector<std::uint16_t> pixels{1, 2};
    EXPECT_TRUE(notes("compressedFrameData", image(big, R"(,"Columns":1,"BitsAllocated":32)", pixels),
                      "the low word is taken for the first"));
    EXPECT_FALSE(notes("compressedFrameData", image(big, R"(,"Columns":2,"BitsAllocated":16)", pixels),
                       "the low word is taken for the first"));
}

TEST_F(frame_data, that_nothing_tells_from_the_others_is_no_answer) {
    const std::string subject =
        image(jpeg, R"(,"Columns":1,"NumberOfFrames":2)", encapsulated({{}, {1, 1}, {2, 2}, {3, 3}}));
    EXPECT_EQ(json("compressedFrameData", subject), "(none)");
    EXPECT_TRUE(
        notes("compressedFrameData", subject, "nothing says which of 3 fragments are which of 2 frames"));
}

TEST_F(frame_data, offset_table_that_fits_no_fragment_is_not_used) {
    const std::string subject = image(jpeg, R"(,"Columns":1,"NumberOfFrames":2)",
                                      encapsulated({{0, 0, 0, 0, 3, 0, 0, 0}, {1, 1}, {2, 2}}), 2);
    EXPECT_EQ(parts(subject), (std::vector<bytes>{{2, 2}}));
    EXPECT_TRUE(notes("compressedFrameData", subject, "does not fit the fragments"));
}

TEST_F(frame_data, option_frame_index_is_the_frame_where_the_image_id_names_none) {
    const std::string members = R"(,"Columns":1,"BitsAllocated":8,"NumberOfFrames":2)";
    const std::string subject = image(native, members, bytes{1, 2});
    const auto asked = [&](const char* options) {
        return host.get(
            {.type = "compressedFrameData", .subjects = {subject}, .options = from_json(options)});
    };
    EXPECT_EQ(elements<std::uint8_t>(asked(R"({"frameIndex":1})").answer["pixelData"][0]), bytes{2});
    EXPECT_EQ(asked(R"({"frameIndex":2})").outcome, QUOIN_PASS);
    EXPECT_EQ(asked(R"({"frameIndex":-1})").outcome, QUOIN_PASS);
    provide("uriModule", subject, R"({"frameNumber":1})");
    EXPECT_EQ(asked(R"({"frameIndex":1})").outcome, QUOIN_PASS) << "two frames are named";
    EXPECT_EQ(asked(R"({"frameIndex":0})").outcome, QUOIN_VALUE);
}

TEST_F(frame_data, of_a_video_is_its_stream_for_the_whole_object_alone) {
    const std::string subject =
        image(R"("TransferSyntaxUID":"1.2.840.10008.1.2.4.102")", R"(,"Columns":1,"NumberOfFrames":9)",
              encapsulated({{}, {1, 1}, {2, 2}}));
    EXPECT_EQ(parts(subject), (std::vector<bytes>{{1, 1}, {2, 2}}));
    provide("uriModule", subject, R"({"frameNumber":1})");
    EXPECT_EQ(json("compressedFrameData", subject), "(none)");
}

TEST_F(frame_data, without_transfer_syntax_or_pixels_is_no_answer) {
    EXPECT_EQ(of("compressedFrameData", R"("Rows":1,"Columns":1,"TransferSyntaxUID":"1.2.840.10008.1.2")"),
              "(none)");
    const std::string subject = with_instance(R"("Rows":1,"Columns":1,"BitsAllocated":8)",
                                              [](builder& to) { add_numbers(to, "PixelData", bytes{1}); });
    EXPECT_EQ(json("compressedFrameData", subject), "(none)");
    EXPECT_TRUE(notes("compressedFrameData", subject, "no transfer syntax"));
}

}  // namespace
}  // namespace quoin
