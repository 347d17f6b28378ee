// Changes of a manifest and its folders while the host runs.
#include "session_fixture.hpp"

namespace quoin::loader {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

class live_change : public session_folder {};

TEST_F(live_change, nothing_changed_is_nothing_to_tell) {
    put("good", "plugins/libgood.so");
    write_manifest();
    start();
    EXPECT_THAT(look(), IsEmpty());
}

TEST_F(live_change, a_library_that_is_dropped_in_is_loaded_once_it_is_still) {
    write_manifest();
    start();
    put("good", "plugins/libgood.so");
    EXPECT_FALSE(lives->poll(now));
    EXPECT_TRUE(lives->settling());
    now += session::settle / 2;
    EXPECT_FALSE(lives->poll(now));
    std::ofstream(root / "plugins/libgood.so", std::ios::app) << "more";
    now += session::settle / 2;
    EXPECT_FALSE(lives->poll(now));  // it grew: settling begins anew
    now += session::settle;
    const auto told = lives->poll(now);
    ASSERT_TRUE(told);
    EXPECT_THAT(told->added, ElementsAre("com.example.good"));
    EXPECT_THAT(host.types(), ElementsAre("exampleModule", "otherModule"));
}

TEST_F(live_change, a_library_is_replaced_by_rename) {
    put("good", "plugins/libgood.so");
    write_manifest("providers: [{id: com.example.good, config: {version: 1}}]\n");
    start();
    EXPECT_EQ(answer("exampleModule"), "\"1.2.3\"");
    put_by_rename("good_2", "plugins/libgood.so");
    EXPECT_THAT(one_change().changed, ElementsAre("com.example.good"));
    EXPECT_EQ(answer("exampleModule"), "\"2.0.0\"");
}

TEST_F(live_change, a_library_is_replaced_by_overwriting) {
    put("good", "plugins/libgood.so");
    write_manifest("providers: [{id: com.example.good, config: {version: 1}}]\n");
    start();
    put_over("good_2", "plugins/libgood.so");
    EXPECT_EQ(answer("exampleModule"), "\"1.2.3\"");
    EXPECT_THAT(one_change().changed, ElementsAre("com.example.good"));
    EXPECT_EQ(answer("exampleModule"), "\"2.0.0\"");
    put_over("good", "plugins/libgood.so");
    EXPECT_THAT(one_change().changed, ElementsAre("com.example.good"));
    EXPECT_EQ(answer("exampleModule"), "\"1.2.3\"");
}

TEST_F(live_change, a_library_that_is_removed_takes_its_provider_along) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    write_manifest();
    start();
    fs::remove(root / "plugins/libgood.so");
    EXPECT_THAT(one_change().removed, ElementsAre("com.example.good"));
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.second"));
}

TEST_F(live_change, a_library_that_is_removed_stays_mapped) {
    put("good", "plugins/libgood.so");
    write_manifest();
    start();
    const auto is_mapped = [&] {
        std::ifstream maps("/proc/self/maps");
        const std::string all{std::istreambuf_iterator<char>(maps), {}};
        return all.find((root / "cache/staged").string()) != std::string::npos;
    };
#ifdef __linux__
    ASSERT_TRUE(is_mapped());
    fs::remove(root / "plugins/libgood.so");
    EXPECT_THAT(one_change().removed, ElementsAre("com.example.good"));
    // Its threads and its values may outlive its provider.
    EXPECT_TRUE(is_mapped());
#endif
}

TEST_F(live_change, a_listed_library_that_is_removed_is_told_with_its_line) {
    put("good", "plugins/libacme.so");
    write_manifest("providers:\n  - id: com.example.good\n    library: acme\n");
    start();
    fs::remove(root / "plugins/libacme.so");
    const change told = one_change();
    EXPECT_TRUE(told.taken);
    EXPECT_THAT(told.removed, ElementsAre("com.example.good"));
    EXPECT_THAT(
        told.problems,
        ElementsAre("provider 'com.example.good' refused: DIR/quoin.yaml:5:14: 'library': expected "
                    "libacme.so in DIR/plugins, found no such file; copy it there, or correct the name"));
    EXPECT_THAT(host.chain("exampleModule"), IsEmpty());
}

TEST_F(live_change, an_entry_that_names_nobody_is_wrong_and_leaves_all_as_it_was) {
    put("good", "plugins/libacme.so");
    write_manifest("providers:\n  - id: com.example.good\n    library: acme\n    priority: 100\n");
    start();
    write_manifest("providers:\n  - id: com.example.goood\n    priority: 100\n");
    change told = one_change();
    EXPECT_FALSE(told.taken);
    EXPECT_THAT(
        told.problems,
        ElementsAre(
            "DIR/quoin.yaml:4:9: 'id': expected a library with this provider in DIR/plugins, found none "
            "that has 'com.example.goood' (did you mean 'com.example.good'?); copy the library there, "
            "name it with library:, or remove the entry"));
    EXPECT_EQ(host.providers().front().second.priority.value, 100);
    write_manifest("providers:\n  - id: com.example.good\n    library: acne\n    priority: 100\n");
    told = one_change();
    EXPECT_FALSE(told.taken);
    EXPECT_THAT(told.problems,
                ElementsAre("DIR/quoin.yaml:5:14: 'library': expected libacne.so in DIR/plugins, found "
                            "no such file (did you mean 'acme'?); copy it there, or correct the name"));
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good"));
    // Once it is there, the manifest is right.
    put("good", "plugins/libacne.so");
    EXPECT_TRUE(one_change().taken);
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good"));
}

TEST_F(live_change, a_library_that_is_gone_already_does_not_stop_other_changes) {
    put("good", "plugins/libacme.so");
    put("second", "plugins/libsecond.so");
    const std::string listed = "providers:\n  - id: com.example.good\n    library: acme\n";
    write_manifest(listed);
    start();
    fs::remove(root / "plugins/libacme.so");
    EXPECT_TRUE(one_change().taken);
    write_manifest(listed + "  - id: com.example.second\n    priority: 7\n");
    const change told = one_change();
    EXPECT_TRUE(told.taken);
    EXPECT_THAT(told.changed, ElementsAre("com.example.second"));
}

TEST_F(live_change, a_problem_that_ends_is_told) {
    write_manifest();
    std::ofstream(root / "plugins/libjunk.so") << "text";
    start();
    ASSERT_EQ(lives->now()->notes.size(), 1u);
    fs::remove(root / "plugins/libjunk.so");
    const change told = one_change();
    EXPECT_TRUE(told.taken);
    EXPECT_THAT(told.problems, IsEmpty());
    EXPECT_THAT(lives->now()->notes, IsEmpty());
}

TEST_F(live_change, a_required_library_that_is_removed_goes_on) {
    put("good", "plugins/libacme.so");
    write_manifest("providers:\n  - id: com.example.good\n    library: acme\n    required: true\n");
    start();
    fs::remove(root / "plugins/libacme.so");
    EXPECT_FALSE(one_change().taken);
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good"));
}

TEST_F(live_change, a_priority_is_edited) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    write_manifest();
    start();
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.second", "com.example.good"));
    write_manifest("providers: [{id: com.example.good, priority: 100}]\n");
    EXPECT_THAT(one_change().changed, ElementsAre("com.example.good"));
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good", "com.example.second"));
}

TEST_F(live_change, what_did_not_change_is_not_made_anew) {
    put("good", "plugins/libgood.so");
    put("second", "plugins/libsecond.so");
    write_manifest("providers: [{id: com.example.second, config: {answer: 1}}]\n");
    start();
    (void)answer("exampleModule");
    const auto before = host.calls();
    put("builtin", "plugins/libaaa.so");
    EXPECT_THAT(one_change().added, ElementsAre("org.quoin.frames"));
    for (const auto& [token, counts] : before)
        EXPECT_THAT(host.calls(), testing::Contains(testing::Field(
                                      &std::pair<std::uint64_t, engine::call_counts>::first, token)));
}

TEST_F(live_change, the_order_is_that_of_a_host_that_starts_now) {
    put("second", "plugins/libz.so");
    write_manifest();
    start();
    put("good", "plugins/liba.so");
    put("pair", "plugins/libm.so");
    (void)look();
    fs::remove(root / "plugins/liba.so");
    put("builtin", "plugins/libb.so");
    write_manifest("providers: [{id: org.quoin.frames, priority: 7}]\n");
    (void)look();
    engine::engine fresh;
    load_options same = options;
    const loaded started = load(fresh, same);
    EXPECT_THAT(started.errors, IsEmpty());
    EXPECT_EQ(host.chain("exampleModule"), fresh.chain("exampleModule"));
}

TEST_F(live_change, a_manifest_that_breaks_leaves_everything_and_is_told_until_it_is_mended) {
    put("good", "plugins/libgood.so");
    write_manifest("providers: [{id: com.example.good, config: {answer: 1}}]\n");
    start();
    write_manifest("providers: [{id: com.example.good, config: {answer: 2}, prioritee: 1}]\n");
    const change told = one_change();
    EXPECT_FALSE(told.taken);
    EXPECT_THAT(told.problems,
                ElementsAre("DIR/quoin.yaml:3:57: unknown key 'prioritee' (did you mean 'priority'?)"));
    EXPECT_EQ(answer("exampleModule"), "1");
    EXPECT_EQ(lives->now()->errors.size(), 1u);
    write_manifest("providers: [{id: com.example.good, config: {answer: 2}}]\n");
    EXPECT_TRUE(one_change().taken);
    EXPECT_EQ(answer("exampleModule"), "2");
    EXPECT_THAT(lives->now()->errors, IsEmpty());
}

TEST_F(live_change, a_manifest_that_is_gone_leaves_everything) {
    put("good", "plugins/libgood.so");
    write_manifest("providers: [{id: com.example.good, config: {answer: 1}}]\n");
    start();
    fs::remove(root / "quoin.yaml");
    EXPECT_FALSE(one_change().taken);
    EXPECT_EQ(answer("exampleModule"), "1");
    put("second", "plugins/libsecond.so");
    EXPECT_THAT(look(), IsEmpty());  // the same is wrong
    write_manifest();
    EXPECT_THAT(one_change().added, ElementsAre("com.example.second"));
}

TEST_F(live_change, a_library_that_is_replaced_by_a_bad_one_goes_on_as_it_was) {
    put("good", "plugins/libgood.so");
    write_manifest();
    start();
    put_text("half of a lib", "plugins/libgood.so");
    const change told = one_change();
    EXPECT_THAT(told.removed, IsEmpty());
    ASSERT_EQ(told.problems.size(), 1u);
    EXPECT_THAT(told.problems[0],
                testing::StartsWith(
                    "DIR/plugins/libgood.so: provider 'com.example.good' goes on as it was: expected a "
                    "shared library"));
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good"));
    EXPECT_THAT(reason_of("com.example.good"), testing::StartsWith("expected a shared library"));
    put_over("good", "plugins/libgood.so");
    (void)look();
    EXPECT_EQ(reason_of("com.example.good"), "");
}

TEST_F(live_change, a_config_that_is_refused_leaves_the_old_one) {
    put("good", "plugins/libgood.so");
    write_manifest("providers: [{id: com.example.good, priority: 5, config: {answer: 1}}]\n");
    start();
    put_over("cannot_start", "plugins/libgood.so");
    write_manifest("providers: [{id: com.example.good, priority: 9, config: {answer: 2}}]\n");
    const change told = one_change();
    EXPECT_THAT(
        told.problems,
        ElementsAre("DIR/plugins/libgood.so: provider 'com.example.good' goes on as it was: expected a "
                    "provider, found that it cannot be made (io): the licence server does not answer; mend "
                    "that, and start the host again"));
    EXPECT_EQ(answer("exampleModule"), "1");
    EXPECT_EQ(host.providers().at(0).second.priority.value, 5);
}

TEST_F(live_change, a_second_library_with_the_same_id_does_not_end_the_first) {
    put("good", "plugins/libgood.so");
    write_manifest();
    start();
    put("good_2", "plugins/libother.so");
    const change told = one_change();
    EXPECT_THAT(told.removed, IsEmpty());
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good"));
}

TEST_F(live_change, a_library_that_crashes_does_not_come_in) {
    put("good", "plugins/libgood.so");
    write_manifest();
    start();
    put("abort_on_load", "plugins/libbad.so");
    EXPECT_THAT(one_change().problems,
                ElementsAre(testing::HasSubstr("ends the process: killed by SIGABRT")));
    put_over("abort_on_load", "plugins/libgood.so");
    (void)look();
    EXPECT_THAT(host.chain("exampleModule"), ElementsAre("com.example.good"));
}

TEST_F(live_change, the_third_late_answer_puts_a_provider_into_quarantine_for_good) {
    put("slow", "plugins/libslow.so");
    put("second", "plugins/libsecond.so");
    write_manifest("providers: [{id: com.example.misbehaving, library: slow, timeout_ms: 50}]\n");
    start();
    EXPECT_FALSE(lives->late("com.example.misbehaving", now));
    EXPECT_FALSE(lives->late("com.example.misbehaving", now + std::chrono::seconds(119)));
    EXPECT_FALSE(lives->late("com.example.misbehaving", now + std::chrono::seconds(121)));
    const auto told = lives->late("com.example.misbehaving", now + std::chrono::seconds(122));
    ASSERT_TRUE(told);
    EXPECT_THAT(told->removed, ElementsAre("com.example.misbehaving"));
    const std::string why =
        "expected answers within its timeout of 50 ms, found it quarantined: 3 late answers within 120 s; "
        "replace the "
        "library by another build, or run: quoin providers --release com.example.misbehaving";
    EXPECT_EQ(reason_of("com.example.misbehaving"), why);
    EXPECT_EQ(host.providers().size(), 1u);
    // After a restart, and after a change of the manifest.
    lives.reset();
    host.remove_all_providers();
    start();
    EXPECT_EQ(reason_of("com.example.misbehaving"), why);
    EXPECT_THAT(release(options, "com.example.misbehaving"), testing::SizeIs(1));
    write_manifest("providers: [{id: com.example.misbehaving, library: slow, timeout_ms: 60}]\n");
    EXPECT_THAT(one_change().added, ElementsAre("com.example.misbehaving"));
}

TEST_F(live_change, a_required_provider_is_late_and_stays) {
    put("slow", "plugins/libslow.so");
    write_manifest(
        "providers: [{id: com.example.misbehaving, library: slow, timeout_ms: 50, required: true}]\n");
    start();
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(lives->late("com.example.misbehaving", now));
    EXPECT_EQ(host.providers().size(), 1u);
}

}  // namespace
}  // namespace quoin::loader
