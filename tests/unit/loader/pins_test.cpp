// Hashes that are written into a manifest: nothing else of its text changes.
#include "plugin_folder.hpp"

#include "ranks.hpp"

#include <loader/pins.hpp>

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string hash_a(64, 'a');
const std::string hash_b(64, 'b');

std::string pinned(const std::string& text, const std::vector<pin>& pins) {
    faults wrong;
    std::string out = with_pins(text, "m.yaml", pins, wrong);
    for (const auto& line : problems_of(wrong)) out += line + "\n";
    return out;
}

TEST(pins, are_added_behind_the_id_and_comments_stay) {
    EXPECT_EQ(pinned("# mine\nquoin: 1\nproviders:\n  # first\n  - id: com.acme.a  # why\n    priority: "
                     "5\n\n  - library: b # b\n"
                     "    id: com.acme.b\n",
                     {{.id = "com.acme.a", .sha256 = hash_a}, {.id = "com.acme.b", .sha256 = hash_b}}),
              "# mine\nquoin: 1\nproviders:\n  # first\n  - id: com.acme.a  # why\n    sha256: " + hash_a +
                  "\n    priority: 5\n\n  - library: b # b\n    id: com.acme.b\n    sha256: " + hash_b +
                  "\n");
}

TEST(pins, that_are_there_are_replaced_where_they_stand) {
    EXPECT_EQ(
        pinned(
            "quoin: 1\nproviders:\n  - id: a\n    sha256: \"" + hash_b + "\"  # of Monday\n    priority: 1\n",
            {{.id = "a", .sha256 = hash_a}}),
        "quoin: 1\nproviders:\n  - id: a\n    sha256: \"" + hash_a + "\"  # of Monday\n    priority: 1\n");
}

TEST(pins, go_into_flow_style) {
    EXPECT_EQ(pinned("quoin: 1\nproviders: [{id: 'a', priority: 1}, {priority: 2, id: b}]\n",
                     {{.id = "a", .sha256 = hash_a}, {.id = "b", .sha256 = hash_b}}),
              "quoin: 1\nproviders: [{id: 'a', sha256: " + hash_a +
                  ", priority: 1}, {priority: 2, id: b, sha256: " + hash_b + "}]\n");
}

TEST(pins, of_providers_without_an_entry_stand_before_the_others) {
    EXPECT_EQ(pinned("quoin: 1\nproviders:\n  # the first\n  - id: a\n",
                     {{.id = "x", .sha256 = hash_b}, {.id = "a", .sha256 = hash_a}}),
              "quoin: 1\nproviders:\n  # the first\n  - id: x\n    sha256: " + hash_b +
                  "\n  - id: a\n    sha256: " + hash_a + "\n");
    EXPECT_EQ(pinned("quoin: 1\nproviders: [{id: a}]\n", {{.id = "x", .sha256 = hash_b}}),
              "quoin: 1\nproviders: [{ id: x, sha256: " + hash_b + " }, {id: a}]\n");
    EXPECT_EQ(pinned("quoin: 1", {{.id = "x", .sha256 = hash_b}}),
              "quoin: 1\nproviders:\n  - id: x\n    sha256: " + hash_b + "\n");
}

TEST(pins, keep_the_line_ends_and_characters_of_the_text) {
    EXPECT_EQ(pinned("quoin: 1\r\nproviders:\r\n  - id: a # \xC3\xA4\r\n", {{.id = "a", .sha256 = hash_a}}),
              "quoin: 1\r\nproviders:\r\n  - id: a # \xC3\xA4\r\n    sha256: " + hash_a + "\r\n");
    EXPECT_EQ(
        pinned("quoin: 1\nproviders:\n  - {config: {n: \xC3\xA4\xE2\x82\xAC}, id: a}\n",
               {{.id = "a", .sha256 = hash_a}}),
        "quoin: 1\nproviders:\n  - {config: {n: \xC3\xA4\xE2\x82\xAC}, id: a, sha256: " + hash_a + "}\n");
}

TEST(pins, are_not_written_into_what_cannot_be_changed_safely) {
    EXPECT_EQ(pinned("quoin: 1\nproviders:\n  - id: a\n    config: {x: &b b}\n  - id: *b\n",
                     {{.id = "b", .sha256 = hash_b}}),
              "m.yaml:5:5: expected entries that can be changed one by one, found them written in another "
              "way; write "
              "every provider as '- id: ID' on lines of its own, without anchors\n");
}

class installed : public plugin_folder {};

TEST_F(installed, libraries_are_hashed_whatever_the_manifest_has_now_and_no_provider_is_made) {
    put("cannot_start", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    put_text("x", "plugins/libbad.so");
    std::ofstream(root / "quoin.yaml") << "quoin: 1\nplugins: {folders: [plugins], require_sha256: true}\n"
                                          "providers:\n  - id: com.example.good\n    sha256: "
                                       << hash_a << "\n";
    options.manifest = root / "quoin.yaml";
    const installed_pins found = find_pins(options);
    EXPECT_THAT(found.errors, IsEmpty());
    ASSERT_EQ(found.pins.size(), 2u);
    EXPECT_EQ(found.pins[0].id, "com.example.second");
    EXPECT_EQ(found.pins[0].before, "");
    EXPECT_EQ(found.pins[1].before, hash_a);
    EXPECT_EQ(found.pins[1].sha256.size(), 64u);
    EXPECT_EQ(found.notes.size(), 1u);
    // And with them they load.
    faults wrong;
    std::ifstream stream(root / "quoin.yaml");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const std::string after = with_pins(text, "m.yaml", found.pins, wrong);
    load_text(after);
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
}

TEST(ranks, rise_and_change_as_little_as_possible) {
    const auto fresh = ranks_of({std::nullopt, std::nullopt, std::nullopt});
    EXPECT_LT(fresh[0], fresh[1]);
    EXPECT_LT(fresh[1], fresh[2]);
    const auto between = ranks_of({fresh[0], std::nullopt, fresh[1], fresh[2], std::nullopt});
    EXPECT_EQ(between[0], fresh[0]);
    EXPECT_EQ(between[2], fresh[1]);
    EXPECT_EQ(between[3], fresh[2]);
    EXPECT_TRUE(between[0] < between[1] && between[1] < between[2] && between[3] < between[4]);
    const auto moved = ranks_of({fresh[2], fresh[0], fresh[1]});
    EXPECT_EQ(moved[1], fresh[0]);
    EXPECT_EQ(moved[2], fresh[1]);
    EXPECT_LT(moved[0], moved[1]);
    const auto no_room = ranks_of({5, std::nullopt, 6});
    EXPECT_TRUE(no_room[0] < no_room[1] && no_room[1] < no_room[2]);
}

}  // namespace
}  // namespace quoin::loader
