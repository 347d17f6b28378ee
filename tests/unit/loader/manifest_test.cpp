// Every fault of a manifest, with the full text of its line.
#include <loader/manifest.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<problem> problems_in(std::string_view text) {
    return problems_of(parse_manifest(text, "m.yaml").wrong);
}

manifest settings_in(std::string_view text) {
    const manifest_text parsed = parse_manifest(text, "config/m.yaml");
    EXPECT_THAT(problems_of(parsed.wrong), IsEmpty());
    return settings_of(parsed.tree, "config/m.yaml");
}

TEST(manifest, every_key_is_read_with_its_origin) {
    const manifest m = settings_in(R"(quoin: 1
plugins:
  folders: [../plugins, /opt/plugins]
  unlisted: ignore
providers:
  - id: org.quoin.dicom-files
    config: { roots: [/data/images] }
  - id: com.acme.ground-truth
    library: acme-truth
    required: true
    priority: 100
    priorities: { imagePlaneModule: 9000 }
    types: [com.acme.groundTruth, imagePlaneModule]
    on_error: skip
    timeout_ms: 50
    sha256: 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08
)");
    EXPECT_EQ(m.folder, "config");
    ASSERT_EQ(m.folders.size(), 2u);
    EXPECT_EQ(m.folders[1].value, "/opt/plugins");
    EXPECT_EQ(m.folders[1].from.where(), "config/m.yaml:3:25");
    EXPECT_EQ(m.unlisted.value, unlisted_policy::ignore);
    EXPECT_EQ(m.unlisted.from.origin(), "config/m.yaml:4");
    ASSERT_EQ(m.providers.size(), 2u);
    EXPECT_EQ(m.providers[0].config.find("roots")->items[0].text, "/data/images");
    const provider_entry& acme = m.providers[1];
    EXPECT_EQ(acme.id.value, "com.acme.ground-truth");
    EXPECT_EQ(acme.library->value, "acme-truth");
    EXPECT_TRUE(acme.required.value);
    EXPECT_EQ(acme.priority->value, 100);
    EXPECT_EQ(acme.priority->from.origin(), "config/m.yaml:11");
    EXPECT_EQ(acme.priorities.at("imagePlaneModule").value, 9000);
    EXPECT_EQ(acme.types->value[1].value, "imagePlaneModule");
    EXPECT_EQ(acme.on_error.value, engine::error_policy::skip);
    EXPECT_EQ(acme.timeout.value.count(), 50);
    EXPECT_EQ(acme.sha256->value, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
}

TEST(manifest, what_is_not_given_has_defaults) {
    const manifest m = settings_in("quoin: 1\nproviders: [{id: a}]\n");
    EXPECT_EQ(m.unlisted.value, unlisted_policy::load);
    EXPECT_EQ(m.unlisted.from.origin(), "default");
    EXPECT_FALSE(m.providers[0].required.value);
    EXPECT_FALSE(m.providers[0].priority);
    EXPECT_EQ(m.providers[0].on_error.value, engine::error_policy::fail);
    EXPECT_EQ(m.providers[0].config.is, node::kind::map);
}

TEST(manifest, all_problems_come_at_once_in_the_order_of_the_file) {
    EXPECT_THAT(
        problems_in(R"(plugins:
  foldres: [../plugins]
  unlisted: laod
providers:
  - id: com.acme.a
    prioritee: 5
    priority: high
  - id: com.acme.a
    colour: red
  - library: b
quoin: 2
)"),
        ElementsAre(
            "m.yaml:2:3: unknown key 'foldres' (did you mean 'folders'?)",
            "m.yaml:3:13: 'unlisted': expected load or ignore, found the text 'laod' (did you mean "
            "'load'?); write it like unlisted: load",
            "m.yaml:6:5: unknown key 'prioritee' (did you mean 'priority'?)",
            "m.yaml:7:15: 'priority': expected a whole number from -2147483648 to 2147483647, found the "
            "text 'high'; write it like priority: 100",
            "m.yaml:8:9: duplicate id 'com.acme.a': already given in line 5; remove one of the two",
            "m.yaml:9:5: unknown key 'colour'; a provider has id, library, required, priority, "
            "priorities, types, on_error, timeout_ms, sha256, config",
            "m.yaml:10:5: missing key 'id': a provider needs it; write it like id: "
            "com.acme.ground-truth",
            "m.yaml:11:8: 'quoin': expected the number 1, found the number 2; write it like quoin: 1"));
}

struct one_line {
    const char* name;
    std::string text;
    const char* problem;
};
void PrintTo(const one_line& what, std::ostream* to) {
    *to << what.name;
}

class manifest_fault : public testing::TestWithParam<one_line> {};

TEST_P(manifest_fault, has_its_line) {
    EXPECT_THAT(problems_in(GetParam().text), ElementsAre(GetParam().problem));
}

std::string with(const std::string& provider_keys) {
    return "quoin: 1\nproviders:\n  - id: a.b\n    " + provider_keys + "\n";
}

INSTANTIATE_TEST_SUITE_P(
    kinds, manifest_fault,
    testing::Values(
        one_line{"no_version", "providers: []\n",
                 "m.yaml:1:1: missing key 'quoin': a manifest needs it; write it like quoin: 1"},
        one_line{"version_in_quotes", "quoin: '1'\n",
                 "m.yaml:1:8: 'quoin': expected the number 1, found the text '1'; write it like quoin: 1"},
        one_line{"folders_is_text", "quoin: 1\nplugins: {folders: ../plugins}\n",
                 "m.yaml:2:20: 'folders': expected a list of texts, found the text '../plugins'; write it "
                 "like folders: "
                 "[../plugins]"},
        one_line{"folder_twice", "quoin: 1\nplugins: {folders: [a, a]}\n",
                 "m.yaml:2:24: 'folders': expected every item once, found 'a' again; remove one of the two"},
        one_line{"folder_empty", "quoin: 1\nplugins: {folders: ['']}\n",
                 "m.yaml:2:21: 'folders': expected items that are a text of 1 to 4096 bytes, found an empty "
                 "text; write it "
                 "like folders: [../plugins]"},
        one_line{
            "plugins_is_list", "quoin: 1\nplugins: []\n",
            "m.yaml:2:10: 'plugins': expected a map, found an empty list; write it like plugins: { folders: "
            "[../plugins] }"},
        one_line{
            "providers_is_map", "quoin: 1\nproviders: {a: 1}\n",
            "m.yaml:2:12: 'providers': expected a list of maps, found a map; write it like providers: [{ id: "
            "com.acme.ground-truth }]"},
        one_line{"providers_of_nothing", "quoin: 1\nproviders:\n",
                 "m.yaml:2:1: 'providers': expected a list of maps, found nothing; write it like providers: "
                 "[{ id: "
                 "com.acme.ground-truth }]"},
        one_line{"provider_is_text", "quoin: 1\nproviders: [com.acme.a]\n",
                 "m.yaml:2:13: 'providers': expected items that are maps, found the text 'com.acme.a'; write "
                 "it like "
                 "providers: [{ id: com.acme.ground-truth }]"},
        one_line{"type_without_a_name", "quoin: 1\nproviders: [{id: a.b, priorities: {'': 5}}]\n",
                 "m.yaml:2:36: 'priorities': expected the name of a type, found an empty text; write it like "
                 "priorities: { imagePlaneModule: 9000 }"},
        one_line{"id_with_space", "quoin: 1\nproviders: [{id: com acme}]\n",
                 "m.yaml:2:18: 'id': expected 1 to 255 letters, digits, '.', '-' and '_', found the text "
                 "'com acme'; write "
                 "it like id: com.acme.ground-truth"},
        one_line{"id_empty", "quoin: 1\nproviders: [{id: ''}]\n",
                 "m.yaml:2:18: 'id': expected 1 to 255 letters, digits, '.', '-' and '_', found an empty "
                 "text; write it "
                 "like id: com.acme.ground-truth"},
        one_line{"id_with_line_break", "quoin: 1\nproviders: [{id: \"a\\nb\\e[31m\"}]\n",
                 "m.yaml:2:18: 'id': expected 1 to 255 letters, digits, '.', '-' and '_', found the text "
                 "'a\\x0ab\\x1b[31m'; write it like id: com.acme.ground-truth"},
        one_line{"library_is_flag", with("library: true"),
                 "m.yaml:4:14: 'library': expected a text of 1 to 4096 bytes, found the flag true; write it "
                 "like library: acme-truth"},
        one_line{"priority_is_flag", with("priority: false"),
                 "m.yaml:4:15: 'priority': expected a whole number from -2147483648 to 2147483647, found the "
                 "flag false; write it like priority: 100"},
        one_line{"types_is_empty_map", with("types: {}"),
                 "m.yaml:4:12: 'types': expected a list of texts, found an empty map; write it like types: "
                 "[imagePlaneModule]"},
        one_line{"library_is_number", with("library: 5"),
                 "m.yaml:4:14: 'library': expected a text of 1 to 4096 bytes, found the number 5; write it "
                 "like library: "
                 "acme-truth"},
        one_line{"required_is_yes", with("required: yes"),
                 "m.yaml:4:15: 'required': expected true or false, found the text 'yes'; write it like "
                 "required: true"},
        one_line{"priority_is_real", with("priority: 1.5"),
                 "m.yaml:4:15: 'priority': expected a whole number from -2147483648 to 2147483647, found the "
                 "number 1.5; "
                 "write it like priority: 100"},
        one_line{"priority_too_large", with("priority: 2147483648"),
                 "m.yaml:4:15: 'priority': expected a whole number from -2147483648 to 2147483647, found the "
                 "number "
                 "2147483648; write it like priority: 100"},
        one_line{"priority_beyond_64_bits", with("priority: 99999999999999999999"),
                 "m.yaml:4:15: 'priority': expected a whole number from -2147483648 to 2147483647, found the "
                 "number "
                 "99999999999999999999; write it like priority: 100"},
        one_line{"priorities_is_list", with("priorities: [1]"),
                 "m.yaml:4:17: 'priorities': expected a map of types to numbers, found a list; write it like "
                 "priorities: { "
                 "imagePlaneModule: 9000 }"},
        one_line{"priorities_of_text", with("priorities: {a: b}"),
                 "m.yaml:4:21: 'priorities': expected a whole number from -2147483648 to 2147483647, found "
                 "the text 'b'; "
                 "write it like priorities: { imagePlaneModule: 9000 }"},
        one_line{"types_is_text", with("types: imagePlaneModule"),
                 "m.yaml:4:12: 'types': expected a list of texts, found the text 'imagePlaneModule'; write "
                 "it like types: "
                 "[imagePlaneModule]"},
        one_line{"on_error_unknown", with("on_error: ignore"),
                 "m.yaml:4:15: 'on_error': expected fail or skip, found the text 'ignore'; write it like "
                 "on_error: skip"},
        one_line{"timeout_negative", with("timeout_ms: -1"),
                 "m.yaml:4:17: 'timeout_ms': expected a whole number from 0 to 86400000, found the number "
                 "-1; write it "
                 "like timeout_ms: 50"},
        one_line{"sha256_short", with("sha256: abc123"),
                 "m.yaml:4:13: 'sha256': expected 64 hexadecimal digits, found the text 'abc123' of 6 "
                 "characters; write it "
                 "like sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
        one_line{
            "config_is_text", with("config: roots"),
            "m.yaml:4:13: 'config': expected a map, found the text 'roots'; write it like config: { roots: "
            "[/data/images] }"},
        one_line{"config_number_beyond_64_bits", with("config: {n: [18446744073709551616]}"),
                 "m.yaml:4:18: 'config': expected numbers of at most 64 bits, found the number "
                 "18446744073709551616; put it "
                 "in quotes to hand it on as text"},
        one_line{"duplicate_key", with("priority: 1\n    priority: 2"),
                 "m.yaml:5:5: duplicate key 'priority': already given in line 4; remove one of the two"},
        one_line{"duplicate_key_in_config", with("config: {a: 1, b: 2, a: 3}"),
                 "m.yaml:4:26: duplicate key 'a': already given in line 4; remove one of the two"},
        one_line{"key_is_list", with("config: {[a]: 1}"),
                 "m.yaml:4:14: expected a text as key, found a list; name the value"},
        one_line{"tag", with("config: {a: !include x.yaml}"),
                 "m.yaml:4:17: expected no YAML tag, found '!include'; remove it"},
        one_line{"merge_key", with("<<: {priority: 1}"),
                 "m.yaml:4:5: unknown key '<<'; a provider has id, library, required, priority, priorities, "
                 "types, "
                 "on_error, timeout_ms, sha256, config"}),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    yaml, manifest_fault,
    testing::Values(
        one_line{"empty", "", "m.yaml:1:1: expected a manifest, found nothing; begin it with quoin: 1"},
        one_line{"only_comments", "# nothing yet\n",
                 "m.yaml:1:1: expected a manifest, found nothing; begin it with quoin: 1"},
        one_line{"list", "- a\n",
                 "m.yaml:1:1: expected a map of quoin, plugins and providers, found a list; begin the "
                 "manifest with quoin: "
                 "1"},
        one_line{"two_documents", "quoin: 1\n---\nquoin: 1\n",
                 "m.yaml:2:1: expected one document, found a second; remove it and the line ---"},
        one_line{"colon_too_many", "quoin: 1\n  plugins: {}\n",
                 "m.yaml:2:10: expected YAML, found a ':' where none can stand; check the indentation, or "
                 "quote the text"},
        one_line{
            "bracket_open", "quoin: 1\nproviders: [{id: a}\n",
            "m.yaml:3:1: expected YAML, found '[' without its ']'; close it, or the quotes of a text in it"},
        one_line{
            "brace_open", "quoin: 1\nplugins: {folders: []\n",
            "m.yaml:3:1: expected YAML, found '{' without its '}'; close it, or the quotes of a text in it"},
        one_line{"quote_open", "quoin: \"1\n",
                 "m.yaml:1:8: expected YAML, found a quoted text without its closing quote; close it"},
        one_line{"question_mark", "quoin: 1\na: ? b\n",
                 "m.yaml:2:4: expected YAML, found a '?' where none can stand; quote the text"},
        one_line{"list_in_a_map", "quoin: 1\n- a\n",
                 "m.yaml:2:1: expected YAML, found a line that is no 'key: value' of its map; check the "
                 "indentation and the ':'"},
        one_line{"closed_only", "quoin: 1\nplugins: ]\n",
                 "m.yaml:2:10: expected YAML, found ']' or '}' without its '[' or '{'; remove it"},
        one_line{"star_alone", "quoin: 1\nplugins: *\n",
                 "m.yaml:2:11: expected YAML, found a '*' without the name of an anchor; quote the text"},
        one_line{"ampersand_alone", "quoin: 1\nplugins: & a\n",
                 "m.yaml:2:11: expected YAML, found a '&' without a name; quote the text"},
        one_line{"no_item_in_a_list", "quoin: 1\nproviders:\n  - 'a' 'b'\n",
                 "m.yaml:3:9: expected YAML, found a line that is no '- item' of its list; check the "
                 "indentation"},
        one_line{"dash_wrong", "quoin: 1\nproviders: - id: a\n",
                 "m.yaml:2:12: expected YAML, found a '-' where none can stand; check the indentation"},
        one_line{
            "percent", "quoin: 1\nproviders: [{id: @a}]\n",
            "m.yaml:2:18: expected YAML, found a character that cannot begin a text; put the text in quotes"},
        one_line{"alias_of_nothing", "quoin: *one\n",
                 "m.yaml:1:8: expected YAML, found an alias '*' of an anchor '&' that is not defined above; "
                 "define it, or "
                 "quote the text"},
        one_line{"tab", "quoin: 1\nproviders:\n\t- id: a\n",
                 "m.yaml:3:1: expected spaces in the indentation, found a tab; replace it by spaces"},
        one_line{"utf16", std::string("\xFF\xFEq\0u\0", 6),
                 "m.yaml:1:1: expected UTF-8, found UTF-16 or UTF-32; save the file as UTF-8"},
        one_line{"utf16_without_mark", std::string("\0q\0u", 4),
                 "m.yaml:1:1: expected UTF-8, found UTF-16 or UTF-32; save the file as UTF-8"},
        one_line{"latin1", "quoin: 1\n# caf\xE9\n",
                 "m.yaml:2:6: expected UTF-8, found the byte '\\xe9'; save the file as UTF-8"},
        one_line{"control_character", "quoin: 1\n# \xC3\xA9 \x01\n",
                 "m.yaml:2:5: expected text, found the control character '\\x01'; remove it"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(manifest, utf8_mark_crlf_and_anchors_are_fine) {
    const manifest m = settings_in(
        "\xEF\xBB\xBFquoin: 1\r\nproviders:\r\n  - id: a\r\n    config: &same {x: 1}\r\n  - id: b\r\n    "
        "config: *same\r\n");
    EXPECT_EQ(m.providers[1].config.find("x")->text, "1");
}

TEST(manifest, a_quote_that_the_end_cuts_is_found_after_other_characters) {
    EXPECT_THAT(
        problems_in("quoin: 1 # \xC3\xA9\r\nproviders: [] # '\r\nplugins: 'don''t\r\n"),
        ElementsAre("m.yaml:3:10: expected YAML, found a quoted text without its closing quote; close it"));
}

TEST(manifest, columns_count_characters) {
    EXPECT_THAT(problems_in(with("config: {\xC3\xA9\xE2\x82\xAC: 1, a: 99999999999999999999}")),
                ElementsAre("m.yaml:4:24: 'config': expected numbers of at most 64 bits, found the number "
                            "99999999999999999999; put it in quotes to hand it on as text"));
}

TEST(manifest, tab_after_the_indentation_is_fine) {
    EXPECT_THAT(problems_in("quoin: 1\t# one\nproviders:\t[]\n"), IsEmpty());
}

TEST(manifest, a_type_with_dots_is_one_key) {
    const manifest m = settings_in(with("priorities: {com.acme.groundTruth: -5}"));
    EXPECT_EQ(m.providers[0].priorities.at("com.acme.groundTruth").value, -5);
}

TEST(manifest, texts_that_look_like_numbers_can_be_quoted) {
    EXPECT_EQ(settings_in(with("library: '5'")).providers[0].library->value, "5");
}

}  // namespace
}  // namespace quoin::loader
