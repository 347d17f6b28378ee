// Type `bulkData`: what the BulkDataURIs of dicomJson stand for.
#include "plugin_engine.hpp"

namespace quoin {
namespace {

struct bulk_data : plugin_engine {
    bulk_data() {
        load(ATTRIBUTES);
        builder made;
        made.object().key("LUTData").add(std::span<const std::uint16_t>(words));
        made.member("Rows", 5).key("IconImageSequence").array().object().end().object();
        made.key("PixelData").add(std::span<const std::uint8_t>(bytes)).end().end();
        made.key("PixelData").object().member("BulkDataURI", "acme:elsewhere").end();
        made.key("OverlayData").object().member("BulkDataURI", "acme:nowhere").end();
        const value object = made.end().finish();
        answer_with("naturalized", "a b&c", object);
        builder elsewhere;
        answer_with("bulkData", "acme:elsewhere",
                    elsewhere.add(std::span<const std::uint8_t>(bytes)).finish());
    }
    void answer_with(const std::string& type, const std::string& subject, const value& kept) {
        host.add_provider({.id = "test-" + subject, .types = {type}, .priority = {0, "test"}},
                          engine::make_callable_provider(host, "test-" + subject,
                                                         [=](call&, const request& asked) -> answer {
                                                             if (asked.subject() != subject) return pass;
                                                             return kept;
                                                         }));
    }
    std::string with_options(const std::string& uri, std::string_view options) {
        const engine::result found =
            host.get({.type = "bulkData", .subjects = {uri}, .options = from_json(options)});
        return found.outcome == QUOIN_VALUE ? to_json(found.answer) : found.error.message;
    }
    const std::vector<std::uint16_t> words{1, 2, 3, 4};
    const std::vector<std::uint8_t> bytes{1, 2, 3, 4, 5, 6};
    const std::string of = "?of=a%20b%26c";
};

TEST_F(bulk_data, is_found_by_its_uri) {
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00283006" + of), "[1,2,3,4]");
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00880200/1/7FE00010" + of), R"({"InlineBinary":"AQIDBAUG"})");
}

TEST_F(bulk_data, a_part_is_named_in_the_uri_or_in_options) {
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00283006" + of + "&offset=2&length=4"), "[2,3]");
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00283006" + of + "&offset=4"), "[3,4]");
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00283006" + of + "&length=2"), "[1]");
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00283006" + of + "&offset=1&length=2"),
              R"({"InlineBinary":"AAI="})")
        << "bytes, where the part does not fall on elements";
    EXPECT_EQ(with_options("quoin:bulkdata/00283006" + of, R"({"offset":2,"length":4})"), "[2,3]");
    EXPECT_EQ(with_options("quoin:bulkdata/00283006" + of + "&offset=2&length=4", R"({"offset":2})"), "[3]")
        << "options count in the part that the URI chooses";
}

TEST_F(bulk_data, a_part_past_the_end_is_refused) {
    for (const char* part : {"&offset=9", "&offset=2&length=7", "&length=9", "&offset=18446744073709551615",
                             "&offset=8&length=18446744073709551615"})
        EXPECT_NE(json("bulkData", "quoin:bulkdata/00283006" + of + part).find("past the end"),
                  std::string::npos)
            << part;
    EXPECT_NE(with_options("quoin:bulkdata/00283006" + of, R"({"offset":-1})").find("whole number"),
              std::string::npos);
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00283006" + of + "&offset=8"), "[]");
}

TEST_F(bulk_data, uris_that_are_wrong_say_so_and_those_of_others_pass) {
    for (const char* wrong :
         {"quoin:bulkdata/0028300?of=x", "quoin:bulkdata/00283006", "quoin:bulkdata/?of=x",
          "quoin:bulkdata/00880200/1?of=x", "quoin:bulkdata/00880200/x/7FE00010?of=x",
          "quoin:bulkdata/00283006?of=%4", "quoin:bulkdata/00283006?of=x&path=/etc/passwd"})
        EXPECT_TRUE(json("bulkData", wrong).starts_with("(error: bulk data URI: ")) << wrong;
    EXPECT_EQ(json("bulkData", "file:/etc/passwd"), "(none)");
    EXPECT_EQ(json("bulkData", "https://server/bulk/1"), "(none)");
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00283006?of=unknown"), "(none)");
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/00280011" + of), "(none)");
    EXPECT_NE(json("bulkData", "quoin:bulkdata/00280010" + of).find("no bulk data"), std::string::npos);
}

TEST_F(bulk_data, that_the_object_has_elsewhere_is_asked_for_there) {
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/7FE00010" + of + "&offset=5"), R"({"InlineBinary":"Bg=="})");
    EXPECT_EQ(json("bulkData", "quoin:bulkdata/60003000" + of), "(none)");
    EXPECT_TRUE(notes("bulkData", "quoin:bulkdata/60003000" + of, "no provider resolves"));
}

}  // namespace
}  // namespace quoin
