#include <quoin/test_host.hpp>

#include <gtest/gtest.h>

namespace {

constexpr const char* type = "com.example.pixelCount";

struct pixel_count : testing::Test {
    quoin::test_host host;
    const quoin_plugin& plugin = quoin::test_host::load(QUOIN_PLUGIN_FILE);
    quoin::test_provider provider = host.create(plugin, "com.example.pixel-count");

    quoin::test_result of(std::int64_t rows, std::int64_t columns) {
        host.on_get("imagePixelModule", "x:1",
                    quoin::builder().object().member("rows", rows).member("columns", columns).end().finish());
        return provider.get(type, "x:1");
    }
};

}  // namespace

TEST_F(pixel_count, is_rows_times_columns_of_whoever_answers_the_pixel_module) {
    EXPECT_EQ(of(4, 8).value.as_int(), 32);
    EXPECT_EQ(of(0, 8).value.as_int(), 0);
    EXPECT_EQ(of(65535, 65535).value.as_int(), 65535LL * 65535);
    provider.destroy();
    EXPECT_EQ(host.references(), 0);
    EXPECT_EQ(host.builders(), 0);
}

TEST_F(pixel_count, without_rows_or_a_pixel_module_it_passes) {
    EXPECT_TRUE(provider.get(type, "x:1").passed());
    host.on_get("imagePixelModule", "x:1", quoin::builder().object().member("rows", 4).end().finish());
    EXPECT_TRUE(provider.get(type, "x:1").passed());
}

TEST_F(pixel_count, numbers_that_no_image_has_are_an_error) {
    EXPECT_EQ(of(-1, 8).code, QUOIN_E_FORMAT);
    EXPECT_EQ(of(INT64_MAX, INT64_MAX).message, "rows or columns are no numbers of an image");
}

TEST_F(pixel_count, why_another_module_failed_is_handed_on) {
    host.on_get("imagePixelModule", "x:1", quoin::test_host::failing(QUOIN_E_STALE, "the file changed"));
    EXPECT_EQ(provider.get(type, "x:1").message, "the file changed");
}

TEST_F(pixel_count, settings_are_refused) {
    EXPECT_EQ(host.refusal(plugin, "com.example.pixel-count",
                           quoin::builder().object().member("a", 1).end().finish()),
              "expected no settings, found some; leave config out");
}
