// The config of org.quoin.deidentify: what it takes, and what it says of what it does not.
#include "deidentify_fixture.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace quoin {
namespace {

struct deidentify_settings : deidentify_fixture {
    /// What is said in place of every answer.
    static std::string refused(const std::string& config) {
        struct another : deidentify_fixture {
            void TestBody() override {}
        } host;
        host.load(DICOM_JSON);
        host.load(DEIDENTIFY, config);
        host.object("acme:1", element("00100020", "LO", R"("P1")"));
        return host.json("naturalized", "acme:1");
    }
    static std::string in_place_of_answers(const std::string& line) {
        return "(error: config of org.quoin.deidentify: " + line +
               "; nothing is answered until it is mended)";
    }
};

TEST_F(deidentify_settings, without_a_profile_it_stands_in_no_chain) {
    const auto chain_with = [](const std::string& config) {
        struct another : deidentify_fixture {
            void TestBody() override {}
        } host;
        host.load(FRAMES);
        host.load(DEIDENTIFY, config);
        return host.host.chain("instance");
    };
    using testing::ElementsAre;
    EXPECT_THAT(chain_with("{}"), ElementsAre("org.quoin.frames"));
    EXPECT_THAT(chain_with(basic), ElementsAre("org.quoin.deidentify", "org.quoin.frames"));
    EXPECT_THAT(chain_with(R"({"profile":"full"})"), ElementsAre("org.quoin.deidentify", "org.quoin.frames"))
        << "what is wrong in the config must keep everything from being answered";
}

TEST_F(deidentify_settings, that_are_wrong_stand_in_the_place_of_every_answer) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"({"options":["clean-descriptors"]})",
         "profile: basic is missing; without it nothing would be de-identified"},
        {R"({"profile":"full"})", "profile: basic is expected, the only one there is"},
        {R"({"profile":"basic","options":["retain-uids"]})",
         "options: a list of retain-dates-modified and clean-descriptors is expected"},
        {R"({"profile":"basic","options":"clean-descriptors"})",
         "options: a list of retain-dates-modified and clean-descriptors is expected"},
        {R"({"profile":"basic","secret":"short"})",
         "secret: at least 16 bytes are expected, and at most 4096; openssl rand -hex 32 makes some"},
        {R"({"profile":"basic","secret":1234567890123456789})", "secret: a text in quotes is expected"},
        {R"({"profile":"basic","secret_file":"secret"})",
         "secret_file: an absolute path is expected, as /etc/quoin/secret"},
        {R"({"profile":"basic","secret_file":"/nowhere/secret"})",
         "secret_file: /nowhere/secret cannot be read; it is expected to hold the secret"},
        {R"({"profile":"basic","secret_file":"/"})",
         "secret_file: / cannot be read; it is expected to hold the secret"},
        {R"({"profile":"basic",)" + secret + R"(,"secret_file":"/nowhere/secret"})",
         "secret and secret_file: one of them is expected, not both"},
        {R"({"profile":"basic","words":"Knee"})", "words: a list of words is expected"},
        {R"({"profile":"basic","words":[1]})", "words: a list of words is expected"},
        {R"({"profile":"basic","option":[]})",
         "unknown key 'option' (known: profile, options, secret, secret_file, words)"},
    };
    for (const auto& [config, line] : wrong) EXPECT_EQ(refused(config), in_place_of_answers(line)) << config;
}

TEST_F(deidentify_settings, read_the_secret_from_a_file_without_the_end_of_its_line) {
    std::string folder = (std::filesystem::temp_directory_path() / "quoin-secret-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    const std::string path = folder + "/secret";
    std::ofstream(path) << "0123456789abcdef\n";
    start(R"({"profile":"basic","secret_file":")" + path + R"("})");
    struct inline_secret : deidentify_fixture {
        void TestBody() override {}
    } other;
    other.start(basic);
    const std::string elements = element("0020000D", "UI", R"("1.2.840.99999.1")");
    object("acme:1", elements);
    other.object("acme:1", elements);
    EXPECT_EQ(to_json(naturalized("acme:1")["StudyInstanceUID"]),
              to_json(other.naturalized("acme:1")["StudyInstanceUID"]));
    std::ofstream(path) << "short\n";
    EXPECT_EQ(refused(R"({"profile":"basic","secret_file":")" + path + R"("})"),
              in_place_of_answers("secret_file: at least 16 bytes are expected, and at most 4096; openssl "
                                  "rand -hex 32 makes some"));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace quoin
