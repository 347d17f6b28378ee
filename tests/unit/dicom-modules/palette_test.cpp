// imagePixelModule: palettes as one number an entry (PS3.3 C.7.6.3.1.5, C.7.6.3.1.6, C.7.9.2).
#include "modules_fixture.hpp"

namespace quoin {
namespace {

using bytes = std::vector<std::uint8_t>;
using words = std::vector<std::uint16_t>;

struct palette : modules_fixture {
    /// imagePixelModule of an image whose red palette is this.
    template <class T>
    value red(const std::string& descriptor, const std::vector<T>& data, const std::string& more = "",
              const char* attribute = "RedPaletteColorLookupTableData") {
        subject = with_instance(
            R"("Rows":1,"Columns":1,"RedPaletteColorLookupTableDescriptor":)" + descriptor + more,
            [&](builder& to) { add_numbers(to, attribute, data); });
        return answer_to("imagePixelModule", subject);
    }
    std::string descriptor(view answer) { return to_json(answer["redPaletteColorLookupTableDescriptor"]); }
    std::string subject;
};

TEST_F(palette, of_16_bits_is_a_part_of_the_instance) {
    const words entries{1, 2, 65535};
    const value found = red("[3,0,16]", entries);
    EXPECT_EQ(elements<std::uint16_t>(found["redPaletteColorLookupTableData"]), entries);
    EXPECT_EQ(descriptor(found), "[3,0,16]");
    const value instance = answer_to("instance", subject);
    EXPECT_EQ(found["redPaletteColorLookupTableData"].elements<std::uint16_t>().data(),
              instance["RedPaletteColorLookupTableData"].elements<std::uint16_t>().data());
}

TEST_F(palette, of_every_colour_alone_is_there) {
    for (const std::string colour : {"red", "green", "blue", "alpha"}) {
        std::string attribute = colour + "PaletteColorLookupTable";
        attribute[0] = static_cast<char>(attribute[0] - 'a' + 'A');
        const value found =
            answer_to("imagePixelModule",
                      with_instance("\"Rows\":1,\"Columns\":1,\"" + attribute + "Descriptor\":[2,0,16]",
                                    [&](builder& to) {
                                        add_numbers(to, attribute + "Data", words{1, 2});
                                    }));
        EXPECT_EQ(found[colour + "PaletteColorLookupTableData"].size(), 2U) << colour;
    }
}

TEST_F(palette, of_65536_entries_is_written_as_0_and_answered_as_65536) {
    const value found = red("[0,0,16]", words(65536, 7));
    EXPECT_EQ(found["redPaletteColorLookupTableData"].size(), 65536U);
    EXPECT_EQ(descriptor(found), "[65536,0,16]");
    EXPECT_EQ(to_json(answer_to("instance", subject)["RedPaletteColorLookupTableDescriptor"]), "[0,0,16]");
}

TEST_F(palette, of_8_bits_packed_into_words_is_bytes) {
    const value found = red("[4,0,8]", words{0x0201, 0x0403});
    EXPECT_EQ(elements<std::uint8_t>(found["redPaletteColorLookupTableData"]), (bytes{1, 2, 3, 4}));
}

TEST_F(palette, of_an_odd_number_of_bytes_has_a_byte_of_padding) {
    const value found = red("[3,0,8]", bytes{1, 2, 3, 0});
    EXPECT_EQ(elements<std::uint8_t>(found["redPaletteColorLookupTableData"]), (bytes{1, 2, 3}));
}

TEST_F(palette, whose_descriptor_says_other_bits_than_the_data_have_is_put_right_and_said) {
    EXPECT_EQ(descriptor(red("[2,0,8]", words{256, 257})), "[2,0,16]");
    EXPECT_TRUE(notes("imagePixelModule", subject, "says 8 bits an entry, the data have 16"));
    EXPECT_EQ(descriptor(red("[2,0,16]", bytes{1, 2})), "[2,0,8]");
    EXPECT_EQ(descriptor(red("[2,0,12]", words{1, 2})), "[2,0,12]") << "12 bits lie in 16";
}

TEST_F(palette, of_8_bits_one_in_each_word_is_bytes) {
    const value found = red("[3,0,8]", words{0, 7, 255});
    EXPECT_EQ(elements<std::uint8_t>(found["redPaletteColorLookupTableData"]), (bytes{0, 7, 255}));
    EXPECT_EQ(descriptor(found), "[3,0,8]");
    const value one = red("[1,0,8]", bytes{9, 0});
    EXPECT_EQ(elements<std::uint8_t>(one["redPaletteColorLookupTableData"]), bytes{9})
        << "a byte and its padding";
    EXPECT_EQ(descriptor(one), "[1,0,8]");
}

TEST_F(palette, first_value_mapped_is_signed_where_the_pixels_are) {
    EXPECT_EQ(descriptor(red("[1,65526,16]", words{1}, R"(,"PixelRepresentation":1)")), "[1,-10,16]");
    EXPECT_EQ(descriptor(red("[1,-10,16]", words{1}, R"(,"PixelRepresentation":1)")), "[1,-10,16]");
    EXPECT_EQ(descriptor(red("[1,-10,16]", words{1}, R"(,"PixelRepresentation":0)")), "[1,65526,16]");
}

TEST_F(palette, of_another_length_is_left_out_and_the_module_is_not_lost) {
    const value found = red("[5,0,16]", words{1, 2});
    EXPECT_FALSE(found["redPaletteColorLookupTableData"]);
    EXPECT_EQ(found["rows"].as_int(), 1);
    EXPECT_TRUE(notes("imagePixelModule", subject, "not as many entries"));
}

TEST_F(palette, in_segments_is_expanded) {
    constexpr const char* segmented = "SegmentedRedPaletteColorLookupTableData";
    // two entries as they are; then four on a line to 100; then both again, from byte 0
    const words segments{0, 2, 10, 20, 1, 4, 100, 2, 2, 0, 0};
    const value found = red("[12,0,16]", segments, "", segmented);
    EXPECT_EQ(elements<std::uint16_t>(found["redPaletteColorLookupTableData"]),
              (words{10, 20, 40, 60, 80, 100, 10, 20, 40, 60, 80, 100}));
    const value packed = red("[3,0,8]", bytes{0, 1, 8, 1, 2, 4, 0, 0}, "", segmented);
    EXPECT_EQ(elements<std::uint8_t>(packed["redPaletteColorLookupTableData"]), (bytes{8, 6, 4}));
}

TEST_F(palette, whose_segments_copy_by_bytes_not_by_words) {
    const words segments{0, 1, 5, 0, 1, 9, 2, 1, 6, 0};  // byte 6 is the second segment
    const value found = red("[3,0,16]", segments, "", "SegmentedRedPaletteColorLookupTableData");
    EXPECT_EQ(elements<std::uint16_t>(found["redPaletteColorLookupTableData"]), (words{5, 9, 9}));
}

TEST_F(palette, in_segments_that_are_wrong_is_left_out) {
    constexpr const char* segmented = "SegmentedRedPaletteColorLookupTableData";
    for (const words& segments : {
             words{},                     // nothing
             words{0, 9, 1, 2},           // longer than there is
             words{1, 2, 5},              // a line from nowhere
             words{0, 1, 1, 2, 1, 6, 0},  // a copy of itself
             words{0, 3, 1, 2, 3},        // more entries than the descriptor says
             words{7, 2, 1, 2},           // no such segment
             words{0, 1, 1, 2, 1, 1, 0},  // an odd offset
         })
        EXPECT_FALSE(red("[2,0,16]", segments, "", segmented)["redPaletteColorLookupTableData"])
            << segments.size();
}

TEST_F(palette, as_a_list_of_numbers_is_the_same_array) {
    const std::string image =
        with_instance(R"("Rows":1,"Columns":1,"RedPaletteColorLookupTableDescriptor":[2,0,16],)"
                      R"("RedPaletteColorLookupTableData":[1,65535])");
    const value found = answer_to("imagePixelModule", image);
    EXPECT_EQ(elements<std::uint16_t>(found["redPaletteColorLookupTableData"]), (words{1, 65535}));
}

}  // namespace
}  // namespace quoin
