// --set, resolved by the ids that are known.
#include "overrides.hpp"

#include <loader/manifest.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct outcome {
    manifest settings;
    std::vector<problem> problems;
};

outcome with_sets(const std::vector<std::string>& sets, bool ids_complete = true) {
    manifest_text text = parse_manifest(R"(quoin: 1
plugins: {folders: [plugins]}
providers:
  - id: com.acme
    priority: 1
    config: {deep: {kept: 1}, list: [1]}
  - id: com.acme.ground-truth
    priority: 2
)",
                                        "m.yaml");
    EXPECT_THAT(problems_of(text.wrong), IsEmpty());
    const std::vector<std::string> ids{"com.acme", "com.acme.ground-truth", "com.other.dropped-in"};
    std::vector<override_text> overrides;
    for (const auto& one : sets)
        if (auto read = read_override(one, text.wrong)) overrides.push_back(*read);
    apply_overrides(text.tree, overrides, override_stage::before_scan, {ids.begin(), ids.begin() + 2}, true,
                    text.wrong);
    apply_overrides(text.tree, overrides, override_stage::after_scan, ids, ids_complete, text.wrong);
    return {settings_of(text.tree, "m.yaml"), problems_of(text.wrong)};
}

TEST(overrides, the_longest_known_id_is_meant) {
    const auto [m, problems] = with_sets({"com.acme.ground-truth.priority=5", "com.acme.priority=-6"});
    EXPECT_THAT(problems, IsEmpty());
    EXPECT_EQ(m.providers[0].priority->value, -6);
    EXPECT_EQ(m.providers[1].priority->value, 5);
    EXPECT_EQ(m.providers[1].priority->from.origin(), "--set com.acme.ground-truth.priority");
}

TEST(overrides, a_discovered_provider_gets_an_entry_that_is_not_of_the_file) {
    const auto [m, problems] =
        with_sets({"com.other.dropped-in.on_error=skip", "com.other.dropped-in.timeout_ms=9"});
    EXPECT_THAT(problems, IsEmpty());
    ASSERT_EQ(m.providers.size(), 3u);
    EXPECT_EQ(m.providers[2].id.value, "com.other.dropped-in");
    EXPECT_EQ(m.providers[2].id.from.line, 0);
    EXPECT_EQ(m.providers[2].on_error.value, engine::error_policy::skip);
    EXPECT_EQ(m.providers[2].timeout.value.count(), 9);
}

TEST(overrides, values_are_yaml) {
    const auto [m, problems] =
        with_sets({"com.acme.config.roots=[/a,/b]", "com.acme.config.deep.added={x: true}",
                   "com.acme.priorities.com.acme.groundTruth=77", "plugins.unlisted=ignore",
                   "plugins.folders=[one, two]"});
    EXPECT_THAT(problems, IsEmpty());
    EXPECT_EQ(m.providers[0].config.find("roots")->items[1].text, "/b");
    EXPECT_EQ(m.providers[0].config.find("deep")->find("kept")->text, "1");
    EXPECT_EQ(m.providers[0].config.find("deep")->find("added")->find("x")->text, "true");
    EXPECT_EQ(m.providers[0].priorities.at("com.acme.groundTruth").value, 77);
    EXPECT_EQ(m.unlisted.value, unlisted_policy::ignore);
    EXPECT_EQ(m.folders[1].value, "two");
}

TEST(overrides, keys_with_dots_are_those_that_are_there) {
    const auto [m, problems] =
        with_sets({"com.acme.config={types: {com.acme.note: one, com.acme: 2}}",
                   "com.acme.config.types.com.acme.note=pair", "com.acme.config.types.org.new=3"});
    EXPECT_THAT(problems, IsEmpty());
    const node& types = *m.providers[0].config.find("types");
    ASSERT_EQ(types.members.size(), 3u) << "no map beside them";
    EXPECT_EQ(types.find("com.acme.note")->text, "pair");
    EXPECT_EQ(types.find("org")->find("new")->text, "3");
}

TEST(overrides, the_later_of_two_wins) {
    EXPECT_EQ(with_sets({"com.acme.priority=5", "com.acme.priority=6"}).settings.providers[0].priority->value,
              6);
}

struct one_line {
    const char* set;
    const char* problem;
};

TEST(overrides, every_fault_has_its_line) {
    const one_line faults[] = {
        {"com.acme.priority",
         "--set com.acme.priority: expected KEY=VALUE; write it like --set "
         "com.acme.ground-truth.priority=5"},
        {"=5", "--set =5: expected KEY=VALUE; write it like --set com.acme.ground-truth.priority=5"},
        {"com.acme.prioritee=5",
         "--set com.acme.prioritee: unknown key 'prioritee' (did you mean 'priority'?)"},
        {"com.acme.colour=5",
         "--set com.acme.colour: unknown key 'colour'; a provider has id, library, required, "
         "priority, priorities, types, on_error, timeout_ms, sha256, config"},
        {"com.acme.priority=high",
         "--set com.acme.priority: 'priority': expected a whole number from -2147483648 to "
         "2147483647, found the text 'high'; write it like priority: 100"},
        {"com.acme.priority=",
         "--set com.acme.priority: 'priority': expected a whole number from -2147483648 to "
         "2147483647, found nothing; write it like priority: 100"},
        {"com.acme.priority.x=1",
         "--set com.acme.priority.x: unknown key 'priority.x': 'priority' holds no keys; write it "
         "like --set com.acme.ground-truth.priority=5"},
        {"com.acme.id=b",
         "--set com.acme.id: an id cannot be set; set its keys, such as priority; write it like --set "
         "com.acme.ground-truth.priority=5"},
        {"com.acme=5",
         "--set com.acme: expected a key of the provider after its id; write it like --set "
         "com.acme.ground-truth.priority=5"},
        {"com.acne.ground-truth.priority=5",
         "--set com.acne.ground-truth.priority: no provider has such an id (did you mean "
         "'com.acme.ground-truth'?); 'quoin "
         "providers' lists the ids, and other keys begin with plugins. or cache."},
        {"org.none.priority=5",
         "--set org.none.priority: no provider has such an id; 'quoin providers' lists the ids, and "
         "other keys begin with plugins. or cache."},
        {"plugins.unlistd=load", "--set plugins.unlistd: unknown key 'unlistd' (did you mean 'unlisted'?)"},
        {"plugins.unlisted=maybe",
         "--set plugins.unlisted: 'unlisted': expected load or ignore, found the text 'maybe'; "
         "write it like unlisted: load"},
        {"com.acme.config.roots=[/a",
         "--set com.acme.config.roots: expected YAML, found '[' without its ']'; close it, or the quotes of "
         "a text in it"},
        {"com.acme.config.list.x=1",
         "--set com.acme.config.list.x: 'list' is no map that could hold 'x' (m.yaml:6); set "
         "the whole of it"},
        {"com.acme.config..x=1",
         "--set com.acme.config..x: expected names with single dots between, found "
         "'com.acme.config..x'; leave a dot out"},
    };
    for (const one_line& each : faults)
        EXPECT_THAT(with_sets({each.set}).problems, ElementsAre(each.problem));
}

TEST(overrides, a_path_of_100_000_parts_is_refused_without_recursing) {
    std::string path = "com.acme.config";
    for (int i = 0; i < 100'000; ++i) path += ".a";
    EXPECT_THAT(
        with_sets({path + "=1"}).problems,
        ElementsAre("--set " + path.substr(0, 60) + "..: expected at most 64 levels; write it flatter"));
}

TEST(overrides, an_unknown_id_is_no_fault_while_not_all_ids_are_known) {
    EXPECT_THAT(with_sets({"org.none.priority=5"}, false).problems, IsEmpty());
}

}  // namespace
}  // namespace quoin::loader
