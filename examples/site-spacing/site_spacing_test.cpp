#include <quoin/test_host.hpp>

#include <gtest/gtest.h>

namespace {

constexpr const char* id = "com.example.site-spacing";
constexpr const char* type = "imagePlaneModule";

quoin::value config(std::string_view serial, double factor) {
    return quoin::builder()
        .object()
        .member("rules",
                [&](quoin::builder& b) {
                    b.array().object();
                    b.member("where", [&](quoin::builder& w) {
                        w.object().member("DeviceSerialNumber", serial).end();
                    });
                    b.member("factor", factor).end().end();
                })
        .end()
        .finish();
}

struct site_spacing : testing::Test {
    quoin::test_host host;
    const quoin_plugin& plugin = quoin::test_host::load(QUOIN_PLUGIN_FILE);
    quoin::test_provider provider = host.create(plugin, id, config("4711", 1.5));
    const quoin::value plane = quoin::builder()
                                   .object()
                                   .member("rowPixelSpacing", 0.5)
                                   .member("columnPixelSpacing", 0.25)
                                   .member("sliceThickness", 2.5)
                                   .end()
                                   .finish();

    site_spacing() {
        host.on_next(plane);
        host.on_get("instance", "x:1",
                    quoin::builder().object().member("DeviceSerialNumber", "4711").end().finish());
        host.on_get("instance", "x:2",
                    quoin::builder().object().member("DeviceSerialNumber", "4712").end().finish());
    }
};

}  // namespace

TEST_F(site_spacing, images_of_that_scanner_are_corrected_and_nothing_else_of_them) {
    const auto got = provider.get(type, "x:1");
    EXPECT_EQ(got.value["rowPixelSpacing"].as_real(), 0.75);
    EXPECT_EQ(got.value["columnPixelSpacing"].as_real(), 0.375);
    EXPECT_EQ(got.value["pixelSpacing"][1].as_real(), 0.375);
    EXPECT_EQ(got.value["pixelSpacingOrigin"].as_string(), id);
    EXPECT_EQ(got.value["sliceThickness"].as_real(), 2.5);
    EXPECT_EQ(got.notes, std::vector<std::string>{"pixel spacing corrected by the site's phantom"});
}

TEST_F(site_spacing, other_images_are_left_as_they_are) {
    EXPECT_EQ(provider.get(type, "x:2").value.get(), plane.get()) << "another scanner";
    EXPECT_EQ(provider.get(type, "x:3").value.get(), plane.get()) << "an unknown one";
    auto without_rules = host.create(plugin, id);
    EXPECT_EQ(without_rules.get(type, "x:1").value.get(), plane.get());
}

TEST_F(site_spacing, what_is_only_a_default_is_not_corrected) {
    const auto guessed =
        quoin::builder().object(plane).member("pixelSpacingOrigin", "default").end().finish();
    host.on_next(guessed);
    EXPECT_EQ(provider.get(type, "x:1").value.get(), guessed.get());
}

TEST_F(site_spacing, where_nobody_has_an_answer_there_is_none_and_a_failure_stays_one) {
    host.on_next([](const quoin::request&) { return quoin::pass; });
    EXPECT_TRUE(provider.get(type, "x:1").passed());
    host.on_next(quoin::test_host::failing(QUOIN_E_FORMAT, "no image"));
    EXPECT_EQ(provider.get(type, "x:1").message, "no image");
    host.on_next(plane);
    host.on_get("instance", "x:1", quoin::test_host::failing(QUOIN_E_IO, "the disk is gone"));
    EXPECT_EQ(provider.get(type, "x:1").message, "the disk is gone");
}

TEST_F(site_spacing, a_rule_that_cannot_be_meant_is_refused) {
    EXPECT_EQ(host.refusal(plugin, id, config("4711", 20)), "expected a factor between 0.5 and 2 in rule 1");
    EXPECT_EQ(host.refusal(plugin, id, quoin::builder().object().member("rule", 1).end().finish()),
              "unknown setting 'rule' in config (known: rules)");
    EXPECT_EQ(host.refusal(plugin, id, quoin::builder().object().member("rules", 1).end().finish()),
              "rules must be a list");
    const auto no_condition =
        quoin::builder()
            .object()
            .member("rules", [](quoin::builder& b) { b.array().object().member("factor", 1.5).end().end(); })
            .end()
            .finish();
    EXPECT_EQ(host.refusal(plugin, id, no_condition),
              "expected 'where' with attributes in rule 1; write where: { DeviceSerialNumber: \"4711\" }");
}
