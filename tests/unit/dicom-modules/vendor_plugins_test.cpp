// The example plugins, above the built-in modules: what they change, add and leave alone. What they do by
// themselves is tested where they are, in examples/.
#include "modules_fixture.hpp"

namespace quoin {
namespace {

constexpr const char* rule = R"({"rules":[{"where":{"Manufacturer":"Example"},"factor":1.5}]})";

struct vendor_plugins : modules_fixture {
    const std::string image =
        R"("Rows":4,"Columns":8,"Manufacturer":"Example","PixelSpacing":[0.5,0.25],"SliceThickness":2.5)";
};

TEST_F(vendor_plugins, site_corrects_the_spacing_and_nothing_else) {
    const std::string subject = with_instance(image);
    const value before = ask("imagePlaneModule", subject).answer;
    load(SITE_SPACING, rule);
    const value after = ask("imagePlaneModule", subject).answer;
    EXPECT_EQ(to_json(after["pixelSpacing"]), "[0.75,0.375]");
    EXPECT_EQ(after["rowPixelSpacing"].as_real(), 0.75);
    EXPECT_EQ(after["columnPixelSpacing"].as_real(), 0.375);
    EXPECT_EQ(after["pixelSpacingOrigin"].as_string(), "com.example.site-spacing");
    EXPECT_EQ(after["sliceThickness"], before["sliceThickness"]);
    EXPECT_EQ(after.size(), before.size());
    EXPECT_TRUE(notes("imagePlaneModule", subject, "corrected by the site's phantom"));
}

TEST_F(vendor_plugins, site_does_not_correct_what_is_only_a_default) {
    load(SITE_SPACING, rule);
    EXPECT_EQ(
        answer_of("imagePlaneModule", R"("Rows":4,"Columns":8,"Manufacturer":"Example")")["rowPixelSpacing"]
            .as_real(),
        1.0);
    EXPECT_EQ(of("imagePlaneModule", R"("Modality":"SR")"), "(none)");
}

TEST_F(vendor_plugins, in_c_decodes_a_private_tag_of_the_instance) {
    load(PRIVATE_TAG);
    EXPECT_EQ(of("com.example.diffusion", R"("0043xx39:GEMS_PARM_01":[1000000750,8,0,0])"),
              R"({"bValue":750,"source":"0043xx39:GEMS_PARM_01"})");
    EXPECT_EQ(of("com.example.diffusion", R"("Modality":"SR")"), "(none)");
}

}  // namespace
}  // namespace quoin
