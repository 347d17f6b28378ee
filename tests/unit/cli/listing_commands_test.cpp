#include "listing_commands.hpp"

#include "host_fixture.hpp"
#include "providers_command.hpp"
#include "terminal_text.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace quoin::cli {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class ListingCommands : public HostFixture {};

TEST_F(ListingCommands, the_table_of_providers_has_the_order_of_asking_and_fits) {
    std::vector<std::string> many;
    for (int i = 0; i < 40; ++i) many.push_back("aVeryLongTypeNameOfAVendor" + std::to_string(i));
    provide("com.vendor-with-a-name." + std::string(80, 'x'), many, 7,
            [](call&, const request&) -> answer { return pass; });
    EXPECT_EQ(list_providers(on, listing_format::table, to), exit_code::answered);
    const std::string text = out.take();
    EXPECT_THAT(text, StartsWith("#  id"));
    EXPECT_THAT(text, HasSubstr("\n1  com.vendor"));
    EXPECT_THAT(text, HasSubstr(" +39"));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100U) << line;
}

TEST_F(ListingCommands, providers_as_json_hold_everything) {
    list_providers(on, listing_format::json, to);
    const value all = from_json(out.take());
    ASSERT_TRUE(all.is_array());
    EXPECT_EQ(all.size(), 4U);
}

TEST_F(ListingCommands, config_in_every_format) {
    EXPECT_EQ(list_config(on, listing_format::json, to), exit_code::answered);
    EXPECT_TRUE(from_json(out.take()).is_array());
    EXPECT_EQ(list_config(on, listing_format::table, to), exit_code::answered);
    EXPECT_THAT(out.take(), StartsWith("setting"));
    EXPECT_EQ(list_config(on, listing_format::yaml, to), exit_code::answered);
}

}  // namespace quoin::cli
