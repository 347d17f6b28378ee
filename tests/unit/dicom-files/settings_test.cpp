#include "files_fixture.hpp"

namespace quoin {
namespace {

std::string why(std::string_view config) {
    return files_host(works_for::server, config).refused();
}

TEST(settings, what_is_right_is_taken) {
    EXPECT_EQ(why("{}"), "");
    EXPECT_EQ(
        why(R"({"roots":["/data"],"strict":false,"max_header_bytes":65536,"max_inflated_bytes":65536})"), "");
}

TEST(settings, what_is_wrong_is_named) {
    EXPECT_NE(why(R"({"rots":["/data"]})")
                  .find("unknown key 'rots' (known: roots, strict, inline_bytes, max_header_bytes, "
                        "max_inflated_bytes)"),
              std::string::npos)
        << why(R"({"rots":["/data"]})");
    EXPECT_NE(why(R"({"roots":"/data"})").find("roots: an array of absolute folders"), std::string::npos);
    EXPECT_NE(why(R"({"roots":["data"]})").find("roots[0]: an absolute folder"), std::string::npos);
    EXPECT_NE(why(R"({"strict":"yes"})").find("strict: true or false"), std::string::npos);
    EXPECT_NE(why(R"({"max_header_bytes":-1})").find("max_header_bytes: a number of bytes"),
              std::string::npos);
}

struct limits : files_fixture {};

TEST_F(limits, a_header_above_max_header_bytes_is_refused) {
    auto tree = image(7);
    tree.text(0x00204000, "UT", std::string(50'000, 'x'));
    const std::string file = write("long.dcm", dicom_writer::write(tree));
    EXPECT_EQ(command.outcome(file), "value");
    const files_host small(works_for::user, R"({"max_header_bytes":20000})");
    EXPECT_TRUE(small.outcome(file).starts_with("limit: ")) << small.outcome(file);
}

}  // namespace
}  // namespace quoin
