// The schema that editors use and the parser say the same about every manifest.
#include "tree_value.hpp"
#include "yaml_reading.hpp"

#include <loader/manifest.hpp>
#include <loader/manifest_keys.hpp>
#include <quoin/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

namespace quoin::loader {
namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

const std::filesystem::path config = LOADER_TEST_CONFIG;

// As much of JSON Schema 2020-12 as the schema uses; a keyword beyond it fails the test.
class schema_judge {
 public:
    static bool accepts(view schema, view instance) {
        for (std::size_t i = 0; i < schema.size(); ++i) {
            const auto [keyword, argument] = schema.member(i);
            if (!accepts(keyword, argument, schema, instance)) return false;
        }
        return true;
    }

 private:
    static bool matches(const std::string& pattern, const std::string& text) {
        regex_t compiled;
        if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) {
            ADD_FAILURE() << "the judge does not understand the pattern " << pattern;
            return false;
        }
        const bool found = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
        regfree(&compiled);
        return found;
    }
    static bool accepts(std::string_view keyword, view argument, view schema, view instance) {
        static const std::set<std::string_view> says_nothing{"$schema", "title", "description", "default"};
        if (says_nothing.contains(keyword)) return true;
        if (keyword == "type") return is_of_type(*argument.as_string(), instance);
        if (keyword == "enum") return is_one_of(argument, instance);
        if (keyword == "minimum") return !instance.is_number() || *instance.as_real() >= *argument.as_real();
        if (keyword == "maximum") return !instance.is_number() || *instance.as_real() <= *argument.as_real();
        const auto text = instance.as_string();
        if (keyword == "minLength")
            return !text || text->size() >= static_cast<std::size_t>(*argument.as_int());
        if (keyword == "maxLength")
            return !text || text->size() <= static_cast<std::size_t>(*argument.as_int());
        if (keyword == "pattern")
            return !text || matches(std::string(*argument.as_string()), std::string(*text));
        if (keyword == "items") return all_items(argument, instance);
        if (keyword == "uniqueItems") return are_unique(instance);
        if (keyword == "required") return has_all(argument, instance);
        if (keyword == "properties") return all_members(argument, instance);
        if (keyword == "additionalProperties")
            return no_other_members(argument, schema["properties"], instance);
        if (keyword == "propertyNames") return all_names(argument, instance);
        ADD_FAILURE() << "the judge does not know the keyword " << keyword;
        return false;
    }
    static bool is_of_type(std::string_view type, view instance) {
        if (type == "object") return instance.is_object();
        if (type == "array") return instance.is_array();
        if (type == "string") return instance.is_string();
        if (type == "boolean") return instance.kind() == QUOIN_BOOL;
        if (type == "integer") return instance.kind() == QUOIN_INT;
        ADD_FAILURE() << "the judge does not know the type " << type;
        return false;
    }
    static bool is_one_of(view choices, view instance) {
        for (std::size_t i = 0; i < choices.size(); ++i)
            if (choices[i] == instance) return true;
        return false;
    }
    static bool all_items(view schema, view instance) {
        for (std::size_t i = 0; instance.is_array() && i < instance.size(); ++i)
            if (!accepts(schema, instance[i])) return false;
        return true;
    }
    static bool are_unique(view instance) {
        for (std::size_t i = 0; instance.is_array() && i < instance.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (instance[i] == instance[j]) return false;
        return true;
    }
    static bool has_all(view names, view instance) {
        for (std::size_t i = 0; instance.is_object() && i < names.size(); ++i)
            if (!instance[*names[i].as_string()]) return false;
        return true;
    }
    static bool all_members(view schemas, view instance) {
        for (std::size_t i = 0; instance.is_object() && i < schemas.size(); ++i) {
            const auto [name, schema] = schemas.member(i);
            if (instance[name] && !accepts(schema, instance[name])) return false;
        }
        return true;
    }
    static bool no_other_members(view schema, view known, view instance) {
        for (std::size_t i = 0; instance.is_object() && i < instance.size(); ++i) {
            const auto [name, held] = instance.member(i);
            if (known[name]) continue;
            if (schema.as_bool() ? !*schema.as_bool() : !accepts(schema, held)) return false;
        }
        return true;
    }
    static bool all_names(view schema, view instance) {
        for (std::size_t i = 0; instance.is_object() && i < instance.size(); ++i)
            if (!accepts(schema, value::of(instance.member(i).first))) return false;
        return true;
    }
};

TEST(schema, file_is_what_the_table_of_keys_says) {
    const std::string expected = manifest_schema();
    if (std::getenv("QUOIN_WRITE_SCHEMA")) std::ofstream(config / "quoin.schema.json") << expected;
    EXPECT_EQ(content_of(config / "quoin.schema.json"), expected)
        << "run this test with QUOIN_WRITE_SCHEMA=1 to write the file anew";
}

void expect_same_keys(view schema, section in) {
    std::set<std::string> in_schema, in_table;
    for (std::size_t i = 0; i < schema["properties"].size(); ++i)
        in_schema.emplace(schema["properties"].member(i).first);
    for (const key_spec& key : manifest_keys())
        if (key.in == in) in_table.emplace(key.name);
    EXPECT_EQ(in_schema, in_table);
    EXPECT_EQ(schema["additionalProperties"].as_bool(), false);
}

TEST(schema, has_every_key_of_the_parser_and_no_other) {
    const value schema = from_json(content_of(config / "quoin.schema.json"));
    expect_same_keys(schema, section::manifest);
    expect_same_keys(schema["properties"]["plugins"], section::plugins);
    expect_same_keys(schema["properties"]["cache"], section::cache);
    expect_same_keys(schema["properties"]["providers"]["items"], section::provider);
}

TEST(keys, have_an_example_that_the_parser_accepts_and_a_sentence) {
    for (const key_spec& key : manifest_keys()) {
        std::string text(key.example);
        if (key.in == section::plugins) text = "plugins: {" + text + "}";
        if (key.in == section::cache) text = "cache: {" + text + "}";
        if (key.in == section::provider)
            text = "providers: [{" + std::string(key.name == "id" ? "" : "id: a, ") + text + "}]";
        if (key.name != "quoin") text = "quoin: 1\n" + text;
        EXPECT_THAT(problems_of(parse_manifest(text, "m.yaml").wrong), testing::IsEmpty()) << text;
        EXPECT_TRUE(key.doc.ends_with('.')) << key.name;
    }
}

TEST(keys, the_manifest_that_is_shipped_is_right) {
    EXPECT_THAT(problems_of(read_manifest(config / "quoin.yaml").wrong), testing::IsEmpty());
}

struct judged {
    bool good;
    std::string text;  // after "quoin: 1"
};
void PrintTo(const judged& what, std::ostream* to) {
    *to << what.text;
}
judged provider(bool good, const std::string& keys) {
    return {good, "providers: [{id: a.b, " + keys + "}]"};
}

class both : public testing::TestWithParam<judged> {};

TEST_P(both, schema_and_parser_agree) {
    const value schema = from_json(content_of(config / "quoin.schema.json"));
    const std::string text = "quoin: 1\n" + GetParam().text + "\n";
    faults wrong;
    const auto tree = read_yaml(text, {"m.yaml", 1, 1}, wrong);
    ASSERT_TRUE(tree);
    EXPECT_EQ(schema_judge::accepts(schema, to_value(*tree)), GetParam().good);
    EXPECT_EQ(parse_manifest(text, "m.yaml").wrong.empty(), GetParam().good);
}

INSTANTIATE_TEST_SUITE_P(
    manifests, both,
    testing::Values(
        judged{true, ""}, judged{true, "plugins: {}"},
        judged{true, "plugins: {folders: [], unlisted: ignore}"}, judged{true, "providers: []"},
        judged{false, "providers: {}"}, judged{false, "provider: []"}, judged{false, "plugins: []"},
        judged{false, "plugins: {folders: a}"}, judged{false, "plugins: {folders: [1]}"},
        judged{false, "plugins: {folders: ['']}"}, judged{false, "plugins: {folders: [a, a]}"},
        judged{false, "plugins: {unlisted: maybe}"}, judged{false, "plugins: {unlisted: 1}"},
        judged{false, "plugins: {other: 1}"}, judged{false, "providers: [a]"},
        judged{false, "providers: [{}]"}, judged{false, "providers: [{id: 5}]"},
        judged{false, "providers: [{id: 'a b'}]"}, judged{false, "providers: [{id: ''}]"},
        judged{false, "providers: [{id: " + std::string(256, 'a') + "}]"},
        judged{true, "providers: [{id: " + std::string(255, 'a') + "}]"}, provider(true, "library: x"),
        provider(true, "library: ../x/libx.so"), provider(false, "library: ''"),
        provider(false, "library: 1"), provider(false, "library: " + std::string(4097, 'a')),
        provider(true, "required: true"), provider(false, "required: yes"), provider(false, "required: 1"),
        provider(true, "priority: -2147483648"), provider(true, "priority: 2147483647"),
        provider(false, "priority: 2147483648"), provider(false, "priority: -2147483649"),
        provider(false, "priority: 1.5"), provider(false, "priority: '1'"), provider(false, "priority:"),
        provider(true, "priority: 0x10"), provider(true, "priorities: {}"),
        provider(true, "priorities: {a.b: 1}"), provider(false, "priorities: {a: b}"),
        provider(false, "priorities: {'': 1}"), provider(false, "priorities: [1]"),
        provider(true, "types: [a, b.c]"), provider(true, "types: []"), provider(false, "types: [a, a]"),
        provider(false, "types: a"), provider(false, "types: [1]"), provider(true, "on_error: skip"),
        provider(true, "on_error: fail"), provider(false, "on_error: ignore"),
        provider(true, "timeout_ms: 0"), provider(true, "timeout_ms: 86400000"),
        provider(false, "timeout_ms: -1"), provider(false, "timeout_ms: 86400001"),
        provider(true, "sha256: " + std::string(64, 'f')), provider(true, "sha256: " + std::string(64, 'F')),
        provider(false, "sha256: " + std::string(63, 'f')),
        provider(false, "sha256: " + std::string(64, 'g')), provider(true, "config: {}"),
        provider(true, "config: {a: [1, {b: null}]}"), provider(false, "config: []"),
        provider(false, "config: x"), provider(false, "colour: red")));

TEST(schema_and_parser, a_manifest_without_version_is_wrong) {
    const value schema = from_json(content_of(config / "quoin.schema.json"));
    EXPECT_FALSE(schema_judge::accepts(schema, from_json("{}")));
    EXPECT_FALSE(schema_judge::accepts(schema, from_json(R"({"quoin": 2})")));
    EXPECT_FALSE(parse_manifest("{}", "m.yaml").wrong.empty());
    EXPECT_FALSE(parse_manifest("quoin: 2", "m.yaml").wrong.empty());
}

// A schema has no words for it; the parser has.
TEST(schema_and_parser, two_providers_with_one_id_are_found_by_the_parser_alone) {
    const std::string text = "quoin: 1\nproviders: [{id: a}, {id: a}]\n";
    EXPECT_FALSE(parse_manifest(text, "m.yaml").wrong.empty());
}

}  // namespace
}  // namespace quoin::loader
