// Providers without settings say so when they are given some: a slip in a manifest is not passed over.
#include <plugin_engine.hpp>

namespace quoin {
namespace {

struct without_settings : plugin_engine, testing::WithParamInterface<const char*> {};

TEST_P(without_settings, refuses_a_key_by_its_name) {
    EXPECT_EQ(why_refused(GetParam(), R"({"frmaes":1})"),
              "unknown key 'frmaes' (this provider has no settings); remove it");
}
TEST_P(without_settings, takes_none) {
    EXPECT_EQ(why_refused(GetParam(), "{}"), "");
}

INSTANTIATE_TEST_SUITE_P(built_in, without_settings,
                         testing::Values(ATTRIBUTES, FRAMES, DICOM_MODULES, SCALING, WAVEFORM));

}  // namespace
}  // namespace quoin
