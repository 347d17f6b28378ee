// Modality LUT and VOI LUT sequences as tables (PS3.3 C.11.1.1, C.11.2.1.1).
#include "modules_fixture.hpp"

namespace quoin {
namespace {

using words = std::vector<std::uint16_t>;

struct lut_sequence : modules_fixture {
    /// An image with these members whose sequence has one item: this descriptor and these entries.
    std::string image(const char* sequence, const std::string& descriptor, const words& entries,
                      const std::string& members = "") {
        return with_instance(R"("Rows":1,"Columns":1)" + members, [&](builder& to) {
            to.key(sequence).array().object();
            to.member("LUTDescriptor", from_json(descriptor)).member("LUTExplanation", "bone");
            add_numbers(to, "LUTData", entries);
            to.end().end();
        });
    }
    value first_voi(const std::string& descriptor, const std::string& members) {
        return value(answer_to(
            "voiLutModule", image("VOILUTSequence", descriptor, words(4, 1), members))["voiLUTSequence"][0]);
    }
};

TEST_F(lut_sequence, has_number_first_input_bits_explanation_and_entries) {
    const value found = answer_to("modalityLutModule", image("ModalityLUTSequence", "[3,100,12]", {5, 6, 7}));
    EXPECT_EQ(
        to_json(found),
        R"({"modalityLUTSequence":[{"id":"1","firstValueMapped":100,"numBitsPerEntry":12,"explanation":"bone","lut":[5,6,7]}]})");
    EXPECT_TRUE(found["modalityLUTSequence"][0]["lut"].is_typed());
}

TEST_F(lut_sequence, of_65536_entries_has_the_last_too) {
    words entries(65536);
    entries.back() = 9;
    const value found = answer_to("modalityLutModule", image("ModalityLUTSequence", "[0,0,16]", entries));
    const view lut = found["modalityLUTSequence"][0]["lut"];
    ASSERT_EQ(lut.size(), 65536U);
    EXPECT_EQ(lut.elements<std::uint16_t>()[65535], 9);
}

TEST_F(lut_sequence, first_input_of_a_modality_lut_is_signed_where_the_pixels_are) {
    const value found = answer_to("modalityLutModule", image("ModalityLUTSequence", "[1,63488,16]", {1},
                                                             R"(,"PixelRepresentation":1)"));
    EXPECT_EQ(found["modalityLUTSequence"][0]["firstValueMapped"].as_int(), -2048);
}

TEST_F(lut_sequence, first_input_is_as_it_is_written_where_no_pixels_decide) {
    const std::string state = with_instance(
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.11.1","ModalityLUTSequence":[{"LUTDescriptor":[1,-1000,16],"LUTData":[7]}])");
    EXPECT_EQ(answer_to("modalityLutModule", state)["modalityLUTSequence"][0]["firstValueMapped"].as_int(),
              -1000);
    const auto first = [&](const std::string& members) {
        return first_voi("[4,-1000,16]", members)["firstValueMapped"].as_int();
    };
    EXPECT_EQ(first(""), -1000);
    EXPECT_EQ(first(R"(,"PixelRepresentation":0)"), 64536);
}

TEST_F(lut_sequence, windows_without_their_pair_are_said) {
    const std::string odd = with_instance(R"("Rows":1,"Columns":1,"WindowCenter":[40,50],"WindowWidth":400)");
    EXPECT_EQ(json("voiLutModule", odd), R"({"windowCenter":[40.0,50.0],"windowWidth":[400.0]})");
    EXPECT_TRUE(notes("voiLutModule", odd, "WindowCenter has 2 values and WindowWidth 1"));
    // Also where the module is otherwise as it should be.
    EXPECT_TRUE(notes("voiLutModule",
                      with_instance(R"("Rows":1,"Columns":1,"WindowCenter":[40,50],"WindowWidth":[400])"),
                      "WindowCenter has 2 values and WindowWidth 1"));
    const std::string paired =
        with_instance(R"("Rows":1,"Columns":1,"WindowCenter":[40,50],"WindowWidth":[4,5])");
    EXPECT_FALSE(notes("voiLutModule", paired, "WindowCenter"));
}

TEST_F(lut_sequence, first_input_of_a_voi_lut_is_signed_where_rescaling_goes_below_0) {
    const auto first = [&](const std::string& members) {
        return first_voi("[4,64512,16]", members)["firstValueMapped"].as_int();
    };
    EXPECT_EQ(first(R"(,"BitsStored":12,"RescaleSlope":1,"RescaleIntercept":-1024)"), -1024);
    EXPECT_EQ(first(R"(,"BitsStored":12,"RescaleSlope":1,"RescaleIntercept":0)"), 64512);
    EXPECT_EQ(first(R"(,"BitsStored":12,"PixelRepresentation":1)"), -1024);
    EXPECT_EQ(first(R"(,"BitsStored":12,"RescaleSlope":-1,"RescaleIntercept":0)"), -1024);
    EXPECT_EQ(first(R"(,"PixelRepresentation":1,"ModalityLUTSequence":[{}])"), 64512)
        << "a table gives no negative values";
}

TEST_F(lut_sequence, item_of_another_length_is_left_out_and_said) {
    const std::string odd =
        image("VOILUTSequence", "[9,0,16]", {1, 2}, R"(,"WindowCenter":1,"WindowWidth":2)");
    EXPECT_EQ(json("voiLutModule", odd), R"({"windowCenter":[1.0],"windowWidth":[2.0]})");
    EXPECT_TRUE(notes("voiLutModule", odd, "LUT 1 has not as many entries"));
}

TEST_F(lut_sequence, items_keep_their_numbers) {
    const std::string two = with_instance(R"("Rows":1,"Columns":1,"VOILUTSequence":[{"LUTDescriptor":[1,0,8]},
        {"LUTDescriptor":[2,0,8],"LUTData":[3,4]}])");
    EXPECT_EQ(json("voiLutModule", two),
              R"({"voiLUTSequence":[{"id":"2","firstValueMapped":0,"numBitsPerEntry":8,"lut":[3,4]}]})");
}

}  // namespace
}  // namespace quoin
