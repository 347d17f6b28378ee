// The example plugins, above the built-in modules: what they change, add and leave alone.
#include "modules_fixture.hpp"

namespace quoin {
namespace {

struct vendor_plugins : modules_fixture {
    const std::string image = R"("Rows":4,"Columns":8,"PixelSpacing":[0.5,0.25],"SliceThickness":2.5)";
};

TEST_F(vendor_plugins, site_corrects_the_spacing_and_nothing_else) {
    const std::string subject = with_instance(image);
    const value before = ask("imagePlaneModule", subject).answer;
    load(ACME_TRUTH, R"({"spacingFactor":1.5})");
    const value after = ask("imagePlaneModule", subject).answer;
    EXPECT_EQ(to_json(after["pixelSpacing"]), "[0.75,0.375]");
    EXPECT_EQ(after["rowPixelSpacing"].as_real(), 0.75);
    EXPECT_EQ(after["columnPixelSpacing"].as_real(), 0.375);
    EXPECT_EQ(after["pixelSpacingOrigin"].as_string(), "com.acme.ground-truth");
    EXPECT_EQ(after["sliceThickness"], before["sliceThickness"]);
    EXPECT_EQ(after.size(), before.size());
    EXPECT_TRUE(notes("imagePlaneModule", subject, "corrected by the site's phantom"));
}

TEST_F(vendor_plugins, site_corrects_also_without_a_configuration) {
    load(ACME_TRUTH);
    EXPECT_EQ(answer_of("imagePlaneModule", image)["rowPixelSpacing"].as_real(), 0.5 * 1.02);
}

TEST_F(vendor_plugins, site_does_not_correct_what_is_only_a_default) {
    load(ACME_TRUTH);
    EXPECT_EQ(answer_of("imagePlaneModule", R"("Rows":4,"Columns":8)")["rowPixelSpacing"].as_real(), 1.0);
    EXPECT_EQ(of("imagePlaneModule", R"("Modality":"SR")"), "(none)");
}

TEST_F(vendor_plugins, site_knows_its_ground_truth) {
    load(ACME_TRUTH, R"({"groundTruth":{"x:1":{"lesions":3}}})");
    EXPECT_EQ(json("com.acme.groundTruth", "x:1"), R"({"lesions":3})");
    EXPECT_EQ(json("com.acme.groundTruth", "x:2"), "(none)");
}

TEST_F(vendor_plugins, site_refuses_a_configuration_that_cannot_be_meant) {
    EXPECT_EQ(why_refused(ACME_TRUTH, R"({"spacingFactr":1.5})"),
              "unknown setting 'spacingFactr' (known: spacingFactor, groundTruth)");
    EXPECT_EQ(why_refused(ACME_TRUTH, R"({"spacingFactor":"big"})"),
              "spacingFactor must be a number between 0.5 and 2");
}

TEST_F(vendor_plugins, in_c_counts_pixels_by_asking_another_module) {
    load(PIXEL_COUNT);
    EXPECT_EQ(of("com.example.pixelCount", image), "32");
    EXPECT_EQ(of("com.example.pixelCount", R"("Modality":"SR")"), "(none)");
    EXPECT_EQ(of("com.example.pixelCount", R"("Columns":8,"PixelData":[])"), "(none)");
}

TEST_F(vendor_plugins, in_c_hands_on_why_another_module_failed) {
    load(PIXEL_COUNT);
    provide("instance", "odd:1", "[1]");
    const engine::result found = ask("com.example.pixelCount", "odd:1");
    EXPECT_EQ(found.outcome, QUOIN_ERROR);
    EXPECT_EQ(found.error.code, QUOIN_E_INVALID);
    EXPECT_EQ(found.error.provider, "org.quoin.dicom-modules");
}

}  // namespace
}  // namespace quoin
