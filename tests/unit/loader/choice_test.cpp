// Which provider serves under an id, what disables one, and what the manifest changes of it.
#include "plugin_folder.hpp"

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class choice : public plugin_folder {};

TEST_F(choice, two_libraries_with_one_id_are_both_refused) {
    put("good", "plugins/liba.so");
    put("good", "plugins/libb.so");
    put("second", "plugins/libc.so");
    load_with();
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
    EXPECT_THAT(
        notes(),
        ElementsAre(
            "DIR/plugins/liba.so: provider 'com.example.good' refused: expected an id that no other library "
            "has, found it in DIR/plugins/libb.so too; remove one of the two, or name the one to use in the "
            "manifest with library:",
            "DIR/plugins/libb.so: provider 'com.example.good' refused: expected an id that no other library "
            "has, found it in DIR/plugins/liba.so too; remove one of the two, or name the one to use in the "
            "manifest with library:"));
}

TEST_F(choice, two_libraries_with_one_id_are_refused_also_where_the_manifest_lists_the_id) {
    put("good", "plugins/libgood.so");
    put("good", "plugins/libb.so");
    load_with("providers: [{id: com.example.good}]\n");
    EXPECT_THAT(ids(provider_state::active), IsEmpty());
    EXPECT_EQ(result.notes.size(), 2u);
    load_with("providers: [{id: com.example.good, required: true}]\n");
    EXPECT_EQ(result.errors.size(), 2u);
}

TEST_F(choice, the_library_that_the_manifest_names_wins) {
    put("good", "plugins/liba.so");
    put("good", "plugins/libb.so");
    load_with("providers:\n  - id: com.example.good\n    library: b\n    required: true\n");
    EXPECT_THAT(errors(), IsEmpty());
    ASSERT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
    EXPECT_EQ(without_root(result.providers[0].how.library), "DIR/plugins/libb.so");
    EXPECT_THAT(
        notes(),
        ElementsAre("DIR/plugins/liba.so: provider 'com.example.good' refused: expected an id that no other "
                    "library has, found it in DIR/plugins/libb.so, which the manifest names "
                    "(DIR/quoin.yaml:5); remove this file"));
}

TEST_F(choice, a_vendors_library_cannot_silently_take_a_built_ins_id) {
    put("builtin", "plugins/libacme.so");
    put("builtin", "own/libframes.so");
    options.builtin_folder = root / "own";
    options.builtin_names = {"frames"};
    load_with("providers: [{id: org.quoin.frames}]\n");
    EXPECT_THAT(ids(provider_state::active), IsEmpty());
    EXPECT_EQ(result.notes.size(), 2u);
}

TEST_F(choice, the_manifest_changes_what_the_descriptor_says) {
    put("good", "plugins/libgood.so");
    load_with(R"(providers:
  - id: com.example.good
    priority: 100
    priorities: { otherModule: 9000 }
    types: [otherModule]
    on_error: skip
    timeout_ms: 50
    config: { answer: { text: [1, 2.5, true, null, "5"] } }
)");
    EXPECT_THAT(errors(), IsEmpty());
    const auto providers = host.providers();
    ASSERT_EQ(providers.size(), 1u);
    const engine::registration& how = providers[0].second;
    EXPECT_EQ(how.priority.value, 100);
    EXPECT_EQ(without_root(how.priority.origin), "DIR/quoin.yaml:5");
    EXPECT_EQ(how.priority_for("otherModule").value, 9000);
    EXPECT_EQ(without_root(how.priority_for("otherModule").origin), "DIR/quoin.yaml:6");
    EXPECT_THAT(how.types, ElementsAre("otherModule"));
    EXPECT_EQ(how.on_error, engine::error_policy::skip);
    EXPECT_EQ(how.timeout.count(), 50);
    EXPECT_EQ(providers[0].first, result.providers[0].token);
    EXPECT_EQ(answer("otherModule"), R"({"text":[1,2.5,true,null,"5"]})");
    EXPECT_EQ(answer("exampleModule"), "no answer");
}

TEST_F(choice, a_provider_of_any_type_can_be_narrowed_to_any) {
    put("any_type", "plugins/libgood.so");
    load_with(
        "providers: [{id: com.example.good, types: [com.acme.new], priorities: {com.acme.new: 5}, "
        "config: {answer: 1}}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_EQ(answer("com.acme.new"), "1");
    EXPECT_EQ(answer("com.acme.old"), "no answer");
}

TEST_F(choice, a_type_that_is_not_served_is_a_problem) {
    put("good", "plugins/libgood.so");
    load_with(
        "providers:\n  - id: com.example.good\n    types: [exampelModule]\n    priorities: {thirdThing: "
        "1}\n");
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:5:13: 'types': expected a type that com.example.good serves, found "
                    "'exampelModule' (did you mean 'exampleModule'?); it serves exampleModule, otherModule",
                    "DIR/quoin.yaml:6:30: 'priorities': expected a type that com.example.good serves, "
                    "found 'thirdThing'; it serves exampleModule, otherModule"));
    EXPECT_THAT(host.providers(), IsEmpty());
}

TEST_F(choice, a_priority_of_a_type_that_is_narrowed_away_is_a_problem) {
    put("good", "plugins/libgood.so");
    load_with(
        "providers:\n  - id: com.example.good\n    types: [exampleModule]\n    priorities: {otherModule: "
        "1}\n");
    EXPECT_THAT(errors(),
                ElementsAre("DIR/quoin.yaml:6:31: 'priorities': expected a type that 'types' of this entry "
                            "lists, found 'otherModule'; add it there, or remove the priority"));
}

TEST_F(choice, a_provider_of_no_types_is_a_problem) {
    put("good", "plugins/libgood.so");
    load_with("providers:\n  - id: com.example.good\n    types: []\n");
    EXPECT_THAT(
        errors(),
        ElementsAre("DIR/quoin.yaml:5:12: 'types': expected at least one type, found none: the provider "
                    "would never be asked; remove the key to let it serve all of its types"));
}

TEST_F(choice, an_id_like_that_of_a_provider_without_entry_is_a_problem_also_where_libraries_are_refused) {
    put("good", "plugins/libgood.so");
    std::ofstream(root / "plugins/libjunk.so") << "text";
    load_with("providers: [{id: com.example.goood, config: {answer: 1}}]\n");
    EXPECT_THAT(
        errors(),
        ElementsAre(
            "DIR/quoin.yaml:3:18: 'id': expected a library with this provider in DIR/plugins, found none "
            "that has 'com.example.goood' (did you mean 'com.example.good'?); copy the library there, "
            "name it with library:, or remove the entry"));
    // It may be in the one that was refused, and is written like none that is there.
    load_with("providers: [{id: com.acme.far-away}]\n");
    EXPECT_THAT(errors(), IsEmpty());
}

TEST_F(choice, set_goes_over_the_manifest_and_over_descriptors) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    load_with("providers: [{id: com.example.second, priority: 1}]\n",
              {"com.example.good.priority=3", "com.example.second.priority=2",
               "com.example.good.config.answer=[/a,/b]"});
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good", "com.example.second"));
    EXPECT_EQ(host.providers()[0].second.priority.origin, "--set com.example.good.priority");
    EXPECT_EQ(answer("exampleModule"), R"(["/a","/b"])");
}

TEST_F(choice, set_does_not_change_the_order_of_registration) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    load_with({}, {"com.example.good.timeout_ms=3"});
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good", "com.example.second"));
}

TEST_F(choice, set_of_an_unknown_id_stops_the_start) {
    put("good", "plugins/libgood.so");
    load_with({}, {"com.example.god.priority=3"});
    EXPECT_THAT(
        errors(),
        ElementsAre("--set com.example.god.priority: no provider has such an id (did you mean "
                    "'com.example.good'?); 'quoin providers' lists the ids, and other keys begin with "
                    "plugins. or cache."));
    EXPECT_THAT(host.providers(), IsEmpty());
}

TEST_F(choice, set_can_name_the_library) {
    put("good", "plugins/liba.so");
    load_with("providers: [{id: com.example.good, library: gone}]\n", {"com.example.good.library=a"});
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.good"));
}

TEST_F(choice, disabled_ones_are_not_made) {
    put("good", "plugins/libwhatever.so");
    put("second", "plugins/libsecond.so");
    setenv("QUOIN_DISABLE", "com.example.good, com.acme.listed", 1);
    load_with("providers: [{id: com.acme.listed, library: gone}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(ids(provider_state::active), ElementsAre("com.example.second"));
    EXPECT_THAT(ids(provider_state::disabled), ElementsAre("com.example.good", "com.acme.listed"));
    EXPECT_EQ(setting_of("com.example.good.state"), "\"disabled\" (environment QUOIN_DISABLE)");
}

TEST_F(choice, a_disabled_providers_library_is_not_even_opened_where_its_name_is_known) {
    put_text("would be refused", "plugins/libbroken.so");
    put_text("would be refused", "plugins/libacme.so");
    setenv("QUOIN_DISABLE", "com.example.broken,com.acme.truth", 1);
    load_with("providers: [{id: com.acme.truth, library: acme}]\n");
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(notes(), IsEmpty());
}

TEST_F(choice, disabling_an_id_that_nobody_has_is_noted) {
    put("good", "plugins/libgood.so");
    setenv("QUOIN_DISABLE", "com.example.goood", 1);
    load_with();
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_THAT(
        notes(),
        ElementsAre("environment QUOIN_DISABLE: expected the id of a provider, found 'com.example.goood' "
                    "(did you mean 'com.example.good'?); nothing is disabled by it"));
}

TEST_F(choice, no_plugin_runs_while_the_manifest_is_wrong) {
    put("cannot_start", "plugins/libgood.so");
    load_with("providers: [{id: com.example.good, prioritee: 1}]\n");
    EXPECT_EQ(result.errors.size(), 1u);
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(result.providers, IsEmpty());
}

}  // namespace
}  // namespace quoin::loader
