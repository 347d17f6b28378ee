// The effective configuration: what holds, and who said so.
#include "plugin_folder.hpp"

namespace quoin::loader {
namespace {

using testing::IsEmpty;

class settings : public plugin_folder {};

TEST_F(settings, every_setting_has_its_origin) {
    put("good", "plugins/libgood.so");
    put("any_type", "more/libany.so");
    load_text(R"(quoin: 1
plugins:
  folders: [plugins]
providers:
  - id: com.example.good
    library: good
    priorities: { otherModule: 9000 }
    on_error: skip
    config:
      roots: [/a]
      nested: { x: 1 }
)",
              {"com.example.good.config.nested.y=two", "com.example.good.timeout_ms=5"});
    EXPECT_THAT(errors(), IsEmpty());
    EXPECT_EQ(setting_of("plugins.folders"), "[\"plugins\"] (DIR/quoin.yaml:3)");
    EXPECT_EQ(setting_of("plugins.unlisted"), "\"load\" (default)");
    EXPECT_EQ(setting_of("com.example.good.library"), "\"DIR/plugins/libgood.so\" (DIR/quoin.yaml:6)");
    EXPECT_EQ(setting_of("com.example.good.required"), "false (default)");
    EXPECT_EQ(setting_of("com.example.good.priority"), "7 (descriptor of libgood.so)");
    EXPECT_EQ(setting_of("com.example.good.priorities.otherModule"), "9000 (DIR/quoin.yaml:7)");
    EXPECT_EQ(setting_of("com.example.good.types"),
              "[\"exampleModule\",\"otherModule\"] (descriptor of libgood.so)");
    EXPECT_EQ(setting_of("com.example.good.on_error"), "\"skip\" (DIR/quoin.yaml:8)");
    EXPECT_EQ(setting_of("com.example.good.timeout_ms"), "5 (--set com.example.good.timeout_ms)");
    EXPECT_EQ(setting_of("com.example.good.config.roots"), "[\"/a\"] (DIR/quoin.yaml:10)");
    EXPECT_EQ(setting_of("com.example.good.config.nested.x"), "1 (DIR/quoin.yaml:11)");
    EXPECT_EQ(setting_of("com.example.good.config.nested.y"),
              "\"two\" (--set com.example.good.config.nested.y)");
    EXPECT_EQ(setting_of("com.example.good.sha256"), "");
    EXPECT_EQ(setting_of("com.example.good.state"), "");
}

TEST_F(settings, a_provider_that_nobody_lists_has_defaults) {
    put("any_type", "plugins/libany.so");
    load_with();
    EXPECT_EQ(setting_of("com.example.good.library"), "\"DIR/plugins/libany.so\" (found by id)");
    EXPECT_EQ(setting_of("com.example.good.types"), "null (descriptor of libany.so)");
    EXPECT_EQ(setting_of("com.example.good.config"), "{} (default)");
    EXPECT_EQ(setting_of("com.example.good.on_error"), "\"fail\" (default)");
}

TEST_F(settings, a_refused_provider_says_so) {
    put("refuses_config", "plugins/libgood.so");
    load_with("providers: [{id: com.example.good, config: {}}]\n");
    EXPECT_EQ(setting_of("com.example.good.state"),
              "\"refused\" (expected a config that it accepts (DIR/quoin.yaml:3), found: expected "
              "'endpoint', found none; "
              "write endpoint: URL)");
}

}  // namespace
}  // namespace quoin::loader
