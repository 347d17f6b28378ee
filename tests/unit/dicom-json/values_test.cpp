// The values of the DICOM JSON model, as the standard, old servers and careless writers have them.
#include "reading.hpp"

#include <gtest/gtest.h>

namespace quoin::dicom_json {
namespace {

TEST(values, are_scalars_or_arrays_by_the_dictionary) {
    EXPECT_EQ(value_of("00280010", R"({"vr":"US","Value":[512]})"), "512");
    EXPECT_EQ(value_of("00280030", R"({"vr":"DS","Value":[0.5,0.25]})"), "[0.5,0.25]");
    EXPECT_EQ(value_of("00080008", R"({"vr":"CS","Value":["ORIGINAL"]})"), R"(["ORIGINAL"])");
    EXPECT_EQ(value_of("00280010", R"({"vr":"US","Value":[1,2]})"), "[1,2]");
    EXPECT_EQ(complaints("00280010", R"({"vr":"US","Value":[1,2]})"),
              "several values where the standard has one");
}

TEST(values, that_are_empty_are_null) {
    for (const char* empty : {R"({"vr":"DS"})", R"({"vr":"DS","Value":[]})", R"({"vr":"DS","Value":[null]})",
                              R"({"vr":"DS","Value":null})", R"({"vr":"DS","Value":[""]})",
                              R"({"vr":"DS","Value":["  ",null]})", "null"})
        EXPECT_EQ(value_of("00280030", empty), "null") << empty;
    EXPECT_EQ(complaints("00280030", R"({"vr":"DS","Value":[null]})"), "");
    EXPECT_EQ(value_of("00080008", R"({"vr":"CS","Value":["A",null,"B"]})"), R"(["A",null,"B"])");
    EXPECT_EQ(value_of("00081140", R"({"vr":"SQ"})"), "[]");
    EXPECT_EQ(value_of("00081140", R"({"vr":"SQ","Value":[null,{}]})"), "[{},{}]");
}

TEST(values, numbers_may_be_texts) {
    EXPECT_EQ(value_of("00280030", R"({"vr":"DS","Value":["0.5 ","+2.5e-1"]})"), "[0.5,0.25]");
    EXPECT_EQ(value_of("00200013", R"({"vr":"IS","Value":["+7"]})"), "7");
    EXPECT_EQ(value_of("00280010", R"({"vr":"US","Value":["512"]})"), "512");
    EXPECT_EQ(value_of("00189087", R"({"vr":"FD","Value":["800"]})"), "800.0");
    EXPECT_EQ(complaints("00280010", R"({"vr":"US","Value":["512"]})"), "");
}

TEST(values, decimals_are_reals_and_integers_ints_however_they_are_written) {
    EXPECT_EQ(value_of("00180050", R"({"vr":"DS","Value":[2]})"), "2.0");
    EXPECT_EQ(value_of("00200013", R"({"vr":"IS","Value":[12.0]})"), "12");
    EXPECT_EQ(value_of("00200013", R"({"vr":"IS","Value":[1e3]})"), "1000");
    EXPECT_EQ(value_of("00189087", R"({"vr":"FD","Value":[0.1]})"), "0.1");
}

TEST(values, of_32_bits_have_their_own_digits) {
    EXPECT_EQ(value_of("00089459", R"({"vr":"FL","Value":[0.10000000149011612]})"), "0.1");
    EXPECT_EQ(value_of("00089459", R"({"vr":"FL","Value":[0.1]})"), "0.1");
    EXPECT_EQ(value_of("00089459", R"({"vr":"FL","Value":["NaN"]})"), "null") << "JSON has no NaN";
    EXPECT_EQ(complaints("00089459", R"({"vr":"FL","Value":["NaN"]})"), "");
    EXPECT_EQ(value_of("00089459", R"({"vr":"FL","Value":[1e39]})"), "null");
    EXPECT_EQ(complaints("00089459", R"({"vr":"FL","Value":[1e39]})"),
              "no number: the value is out of the range that can be represented");
}

TEST(values, of_64_bits_are_exact) {
    EXPECT_EQ(value_of("00720082", R"({"vr":"SV","Value":[-9223372036854775808,9007199254740993]})"),
              "[-9223372036854775808,9007199254740993]");
    EXPECT_EQ(value_of("00720083", R"({"vr":"UV","Value":[18446744073709551615,1]})"),
              R"(["18446744073709551615",1])");
    EXPECT_EQ(value_of("00720083", R"({"vr":"UV","Value":["18446744073709551615","1"]})"),
              R"(["18446744073709551615",1])");
    EXPECT_EQ(value_of("00720083", R"({"vr":"UV","Value":["18446744073709551616"]})"), "[null]");
}

TEST(values, that_are_no_numbers_are_null_and_said) {
    EXPECT_EQ(value_of("00180050", R"({"vr":"DS","Value":["1,5"]})"), "null");
    EXPECT_EQ(complaints("00180050", R"({"vr":"DS","Value":["1,5"]})"),
              "no decimal string: the value has a comma, where only a point separates decimals");
    EXPECT_EQ(complaints("00200013", R"({"vr":"IS","Value":[1.5]})"),
              "no integer string: the value is not an integer");
    for (const char* number : {"70000", "-1", "18446744073709551615", "\"x\"", "true", "{}", "[1]"}) {
        const std::string element = R"({"vr":"US","Value":[)" + std::string(number) + "]}";
        EXPECT_EQ(value_of("00280010", element), "null") << number;
        if (std::string_view(number) != "{}") {
            EXPECT_NE(complaints("00280010", element), "") << number;
        }
    }
}

TEST(values, joined_by_backslashes_are_several) {
    EXPECT_EQ(value_of("00280030", R"({"vr":"DS","Value":["0.5\\0.25"]})"), "[0.5,0.25]");
    EXPECT_EQ(value_of("00280030", R"({"vr":"DS","Value":"0.5\\0.25"})"), "[0.5,0.25]");
    EXPECT_EQ(value_of("00080008", R"({"vr":"CS","Value":["A\\\\B "]})"), R"(["A",null,"B"])");
    EXPECT_EQ(value_of("001021B0", R"({"vr":"LT","Value":["A\\B"]})"), R"("A\\B")") << "text of one value";
    EXPECT_EQ(value_of("00321060", R"({"vr":"LO","Value":["A\\B"]})"), R"(["A","B"])");
}

TEST(values, names_are_groups) {
    EXPECT_EQ(
        value_of("00100010", R"({"vr":"PN","Value":[{"Phonetic":"c","Alphabetic":"a ","Ideographic":"b"}]})"),
        R"({"Alphabetic":"a","Ideographic":"b","Phonetic":"c"})");
    EXPECT_EQ(value_of("00100010", R"({"vr":"PN","Value":["a^x=b=c"]})"),
              R"({"Alphabetic":"a^x","Ideographic":"b","Phonetic":"c"})");
    EXPECT_EQ(value_of("00100010", R"({"vr":"PN","Value":["=b"]})"), R"({"Ideographic":"b"})");
    EXPECT_EQ(value_of("00100010", R"({"vr":"PN","Value":[{"Alphabetic":""}]})"), "null");
    EXPECT_EQ(value_of("00100010", R"({"vr":"PN","Value":[{"Alphabetic":null}]})"), "null");
    EXPECT_EQ(value_of("00081048", R"({"vr":"PN","Value":["a\\b"]})"),
              R"([{"Alphabetic":"a"},{"Alphabetic":"b"}])");
    EXPECT_NE(complaints("00100010", R"({"vr":"PN","Value":[{"Alphabetic":"a","Other":"b"}]})"), "");
}

TEST(values, bytes_are_typed_arrays) {
    EXPECT_EQ(value_of("00282000", R"({"vr":"OB","InlineBinary":"AQL/AA=="})"),
              R"({"InlineBinary":"AQL/AA=="})");
    EXPECT_EQ(value_of("00281201", R"({"vr":"OW","InlineBinary":"AgH+/w=="})"), "[258,65534]");
    EXPECT_EQ(value_of("00281201", R"({"vr":"OW","InlineBinary":["AgH+/w=="]})"), "[258,65534]");
    EXPECT_EQ(value_of("00281201", R"({"vr":"OW","InlineBinary":"AgH+"})"), R"({"InlineBinary":"AgH+"})");
    EXPECT_EQ(value_of("00660016", R"({"vr":"OF","InlineBinary":"zczMPQ=="})"), "[0.1]");
    EXPECT_EQ(value_of("00283006", R"({"vr":"US","Value":[1,65535]})"), "[1,65535]");
    EXPECT_EQ(value_of("00283006", R"({"vr":"US","Value":["1"," 65535"]})"), "[1,65535]");
    EXPECT_EQ(value_of("00283006", R"({"vr":"US","Value":["1","65536"]})"), "null");
    EXPECT_EQ(complaints("00283006", R"({"vr":"US","Value":["1","a"]})"), "numbers of 16 bits are expected");
    EXPECT_EQ(read(R"({"00283006":{"vr":"US","Value":[1,65535]}})").naturalized["LUTData"].shape()->dtype,
              QUOIN_U16);
    EXPECT_EQ(value_of("7FE00010", R"({"vr":"OW","InlineBinary":""})"), "null");
    EXPECT_EQ(value_of("7FE00010", R"({"vr":"OW","InlineBinary":"!"})"), "null");
    EXPECT_EQ(complaints("7FE00010", R"({"vr":"OW","InlineBinary":"!"})"),
              "an InlineBinary that is no base64 (RFC 4648)");
}

TEST(values, that_are_elsewhere_are_referred_to) {
    EXPECT_EQ(value_of("7FE00010", R"({"vr":"OW","BulkDataURI":"https://s/bulk/1"})"),
              R"({"BulkDataURI":"https://s/bulk/1"})");
}

TEST(values, tags_are_eight_digits) {
    EXPECT_EQ(value_of("00280009", R"({"vr":"AT","Value":["0018106a","7FE00010"]})"),
              R"(["0018106A","7FE00010"])");
    EXPECT_EQ(value_of("00280009", R"({"vr":"AT","Value":["x"]})"), "[null]");
}

TEST(values, a_number_for_a_text_is_its_digits_and_said) {
    EXPECT_EQ(value_of("00100020", R"({"vr":"LO","Value":[42]})"), R"("42")");
    EXPECT_EQ(complaints("00100020", R"({"vr":"LO","Value":[42]})"), "a number where text is expected");
}

TEST(values, without_representation_follow_the_dictionary) {
    EXPECT_EQ(value_of("00280010", R"({"Value":[5]})"), "5");
    EXPECT_NE(complaints("00280010", R"({"Value":[5]})"), "");
    EXPECT_EQ(value_of("00280010", R"({"vr":"??","Value":[5]})"), "5");
    EXPECT_EQ(value_of("00091001", R"({"Value":[5]})"), "null") << "nobody knows it";
}

TEST(values, their_representation_may_come_last) {
    EXPECT_EQ(value_of("00180050", R"({"Value":[2],"vr":"DS"})"), "2.0");
}

}  // namespace
}  // namespace quoin::dicom_json
