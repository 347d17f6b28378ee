// PS3.3 tables C.12-3 and C.12-4; the names are the examples of PS3.5 annexes H, I and K.
#include <thread>

#include "decoded_text.hpp"

using namespace std::string_view_literals;
using quoin::dicom::character_set;
using quoin::dicom::vr;

namespace {

quoin::dicom::person_name name_of(const character_set& set, std::string_view bytes) {
    bool was_damaged = false;
    auto name = set.decode_name(bytes, was_damaged);
    EXPECT_FALSE(was_damaged);
    return name;
}

}  // namespace

TEST(code_extension, japanese_name_of_annex_h_3_1) {
    const auto name =
        name_of(set_of("\\ISO 2022 IR 87"),
                "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B=\x1B$B$d$^$@\x1B(B^\x1B$B$?$m$&\x1B(B");
    EXPECT_EQ(name.alphabetic, "Yamada^Tarou");
    EXPECT_EQ(name.ideographic, "山田^太郎");
    EXPECT_EQ(name.phonetic, "やまだ^たろう");
}

TEST(code_extension, japanese_name_of_annex_h_3_2_with_katakana_and_romaji) {
    const auto name = name_of(set_of("ISO 2022 IR 13\\ISO 2022 IR 87"),
                              "\xD4\xCF\xC0\xDE^\xC0\xDB\xB3=\x1B$B;3ED\x1B(J^\x1B$BB@O:\x1B(J=\x1B$B$d$^$@"
                              "\x1B(J^\x1B$B$?$m$&\x1B(J");
    EXPECT_EQ(name.alphabetic, "ﾔﾏﾀﾞ^ﾀﾛｳ");
    EXPECT_EQ(name.ideographic, "山田^太郎");
    EXPECT_EQ(name.phonetic, "やまだ^たろう");
}

TEST(code_extension, korean_name_of_annex_i_2) {
    const auto name = name_of(set_of("\\ISO 2022 IR 149"),
                              "Hong^Gildong=\x1B$)C\xFB\xF3^\x1B$)C\xD1\xCE\xD4\xD7="
                              "\x1B$)C\xC8\xAB^\x1B$)C\xB1\xE6\xB5\xBF");
    EXPECT_EQ(name.alphabetic, "Hong^Gildong");
    EXPECT_EQ(name.ideographic, "洪^吉洞");
    EXPECT_EQ(name.phonetic, "홍^길동");
}

TEST(code_extension, chinese_name_of_annex_k_2) {
    const auto name =
        name_of(set_of("\\ISO 2022 IR 58"), "Zhang^XiaoDong=\x1B$)A\xD5\xC5^\x1B$)A\xD0\xA1\xB6\xAB=");
    EXPECT_EQ(name.ideographic, "张^小东");
    EXPECT_EQ(name.phonetic, "");
}

TEST(code_extension, supplementary_kanji_is_designated_to_g0) {
    EXPECT_EQ(decoded(set_of("\\ISO 2022 IR 87\\ISO 2022 IR 159"), "\x1B$(D\x30\x21\x1B$B;3\x1B(B."),
              whole("丂山."));
}

TEST(code_extension, single_byte_sets_change_within_a_value) {
    const auto set = set_of("ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 126");
    EXPECT_EQ(decoded(set, "\xE9 \x1B-L\xBB \x1B-F\xC4 \x1B-A\xE9"), whole("é Л Δ é"));
}

TEST(code_extension, every_single_byte_escape_sequence_is_known) {
    const auto set = set_of(
        "\\ISO 2022 IR 100\\ISO 2022 IR 101\\ISO 2022 IR 109\\ISO 2022 IR 110\\ISO 2022 IR 144"
        "\\ISO 2022 IR 127\\ISO 2022 IR 126\\ISO 2022 IR 138\\ISO 2022 IR 148\\ISO 2022 IR 203"
        "\\ISO 2022 IR 166\\ISO 2022 IR 13");
    EXPECT_EQ(decoded(set,
                      "\x1B-A\xE9\x1B-B\xA3\x1B-C\xF8\x1B-D\xC0\x1B-L\xBB\x1B-G\xE2\x1B-F\xC4\x1B-H\xF9"
                      "\x1B-M\xDD\x1B-b\xA4\x1B-T\xB9\x1B)I\xD4\x1B(J~\x1B(B~"),
              whole("éŁĝĀЛقΔשİ€นﾔ‾~"));
}

TEST(code_extension, g1_stays_while_g0_changes) {
    EXPECT_EQ(decoded(set_of("ISO 2022 IR 100\\ISO 2022 IR 87"), "\xE9\x1B$B;3\x1B(B\xE9"), whole("é山é"));
}

TEST(code_extension, line_ends_tabs_and_pages_fall_back_to_the_first_set) {
    const auto set = set_of("ISO 2022 IR 100\\ISO 2022 IR 144");
    for (const auto* delimiter : {"\r\n", "\n", "\f", "\t"})
        EXPECT_EQ(decoded(set, std::string("\x1B-L\xBB") + delimiter + "\xE9", vr::LT),
                  whole(std::string("Л") + delimiter + "é"));
    EXPECT_EQ(decoded(set, "\x1B-L\xBB \xBB", vr::LT), whole("Л Л"));
}

TEST(code_extension, caret_and_equals_fall_back_in_names_only) {
    const auto set = set_of("ISO 2022 IR 100\\ISO 2022 IR 144");
    EXPECT_EQ(decoded(set, "\x1B-L\xBB^\xE9=\xE9", vr::PN), whole("Л^é=é"));
    EXPECT_EQ(decoded(set, "\x1B-L\xBB^\xBB=\xBB", vr::LO), whole("Л^Л=Л"));
}

TEST(code_extension, backslash_falls_back_between_values_and_is_a_character_in_long_text) {
    const auto set = set_of("ISO 2022 IR 100\\ISO 2022 IR 144");
    EXPECT_EQ(values(set, "\x1B-L\xBB\\\xE9", vr::LO), (std::vector<std::string>{"Л", "é"}));
    EXPECT_EQ(decoded(set, "\x1B-L\xBB\\\xBB", vr::LT), whole("Л\\Л"));
}

TEST(code_extension, delimiter_bytes_inside_two_byte_characters_are_none) {
    const auto set = set_of("\\ISO 2022 IR 87");
    // 5CH, 5EH and 3DH as first and as second byte.
    EXPECT_EQ(values(set, "\x1B$B\x30\x5C\x5C\x30\x1B(B\\x"), (std::vector<std::string>{"移椣", "x"}));
    const auto name = name_of(set, "A=\x1B$B\x30\x3D\x3D\x30\x5E\x30\x30\x5E\x1B(B=B");
    EXPECT_EQ(name.alphabetic, "A");
    EXPECT_EQ(name.ideographic, "綾衆洌緯");
    EXPECT_EQ(name.phonetic, "B");
}

TEST(code_extension, delimiter_after_kanji_left_open_is_still_one) {
    const auto set = set_of("\\ISO 2022 IR 87");
    const auto name = name_of(set, "A=\x1B$B;3ED^\x1B$BB@O:=\x1B$B$d");
    EXPECT_EQ(name.ideographic, "山田^太郎");
    EXPECT_EQ(name.phonetic, "や");
}

TEST(code_extension, unannounced_set_is_followed_by_its_escape_sequence) {
    EXPECT_EQ(decoded({}, "\x1B$B;3ED\x1B(B"), whole("山田"));
    EXPECT_EQ(decoded(set_of("ISO_IR 100"), "\xE9\x1B$)C\xFB\xF3"), whole("é洪"));
}

TEST(code_extension, unknown_escape_sequence_is_one_piece_of_damage) {
    EXPECT_EQ(decoded({}, "a\x1B$(Zb"), damaged("a\uFFFD"
                                                "b"));
    EXPECT_EQ(decoded({}, "a\x1B"), damaged("a\uFFFD"));
    EXPECT_EQ(decoded({}, "a\x1B\xE9"), damaged("a\uFFFD\uFFFD"));
}

TEST(code_extension, high_bytes_without_their_escape_sequence_are_damage) {
    EXPECT_EQ(decoded(set_of("\\ISO 2022 IR 149"), "\xFB\xF3"), damaged("\uFFFD\uFFFD"));
}

TEST(code_extension, half_a_character_is_damage_and_costs_no_more) {
    const auto set = set_of("\\ISO 2022 IR 149\\ISO 2022 IR 87");
    EXPECT_EQ(decoded(set, "\x1B$)C\xFB\xF3\xFB x"), damaged("洪\uFFFD x"));
    EXPECT_EQ(decoded(set, "\x1B$B;3;\x1B(Bx"), damaged("山\uFFFDx"));
    EXPECT_EQ(decoded(set, "\x1B$B;3;"), damaged("山\uFFFD"));
}

TEST(code_extension, unassigned_pair_is_one_piece_of_damage) {
    EXPECT_EQ(decoded(set_of("\\ISO 2022 IR 87"), "\x1B$B;3\x2F\x21;3\x1B(B"), damaged("山\uFFFD山"));
}

TEST(code_extension, threads_decode_at_once) {
    const auto set = set_of("\\ISO 2022 IR 87\\ISO 2022 IR 149");
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int j = 0; j < 200; ++j)
                EXPECT_EQ(decoded(set, "\x1B$B;3ED\x1B(B\x1B$)C\xFB\xF3"), whole("山田洪"));
        });
    for (auto& thread : threads) thread.join();
}
