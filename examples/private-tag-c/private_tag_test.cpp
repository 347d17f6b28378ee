#include <quoin/test_host.hpp>

#include <gtest/gtest.h>

namespace {

constexpr const char* type = "com.example.diffusion";

struct private_tag : testing::Test {
    quoin::test_host host;
    const quoin_plugin& plugin = quoin::test_host::load(QUOIN_PLUGIN_FILE);
    quoin::test_provider provider = host.create(plugin, "com.example.private-tag");

    /// The answer about an instance with that element.
    template <class Content>
    quoin::test_result with_element(Content content) {
        host.on_get("instance", "x:1",
                    quoin::builder().object().member("0043xx39:GEMS_PARM_01", content).end().finish());
        return provider.get(type, "x:1");
    }
    quoin::test_result with_numbers(std::int64_t first) {
        return with_element([=](quoin::builder& b) { b.array().add(first).add(8).add(0).add(0).end(); });
    }
};

}  // namespace

TEST_F(private_tag, the_first_number_is_the_b_value_with_and_without_what_newer_software_adds) {
    EXPECT_EQ(with_numbers(750).value["bValue"].as_int(), 750);
    EXPECT_EQ(with_numbers(1000001500).value["bValue"].as_int(), 1500);
    EXPECT_EQ(with_numbers(0).value["bValue"].as_int(), 0);
    EXPECT_EQ(with_element(750).value["bValue"].as_int(), 750) << "one number is no array";
    EXPECT_EQ(with_numbers(750).value["source"].as_string(), "0043xx39:GEMS_PARM_01");
    provider.destroy();
    EXPECT_EQ(host.references(), 0);
    EXPECT_EQ(host.builders(), 0);
}

TEST_F(private_tag, images_without_it_pass) {
    EXPECT_TRUE(provider.get(type, "x:1").passed()) << "no instance";
    host.on_get("instance", "x:1", quoin::builder().object().end().finish());
    EXPECT_TRUE(provider.get(type, "x:1").passed());
}

TEST_F(private_tag, what_cannot_be_a_b_value_is_an_error_and_no_guess) {
    for (const auto& wrong : {with_numbers(-1), with_numbers(500'000), with_element("750"),
                              with_element([](quoin::builder& b) { b.array().end(); })}) {
        EXPECT_EQ(wrong.code, QUOIN_E_FORMAT);
        EXPECT_EQ(wrong.message,
                  "the private b-value (0043,xx39 GEMS_PARM_01) is no number from 0 to 100000");
    }
}

TEST_F(private_tag, why_the_instance_failed_is_handed_on) {
    host.on_get("instance", "x:1", quoin::test_host::failing(QUOIN_E_STALE, "the file changed"));
    const auto got = provider.get(type, "x:1");
    EXPECT_EQ(got.code, QUOIN_E_STALE);
    EXPECT_EQ(got.message, "the file changed");
}

TEST_F(private_tag, settings_are_refused) {
    EXPECT_EQ(host.refusal(plugin, "com.example.private-tag",
                           quoin::builder().object().member("a", 1).end().finish()),
              "expected no settings, found some; leave config out");
}
