// What an application keeps for others: by subject, the first of several, a matrix between two.
#include <plugin_engine.hpp>

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace quoin {
namespace {

using ::testing::HasSubstr;
using subjects = std::vector<std::string>;

struct memory_store : plugin_engine {
    void SetUp() override { load(MEMORY_STORE, R"({"types":{"com.acme.note":"one"}})"); }
    std::string add(const std::string& type, subjects about, const value& payload,
                    const value& options = {}) {
        const engine::result found =
            host.add({.type = type, .subjects = std::move(about), .options = options}, payload);
        if (found.outcome == QUOIN_ERROR) return found.error.message;
        return found.outcome == QUOIN_VALUE ? "taken" : "(nobody)";
    }
    std::string add(const std::string& type, subjects about, const char* payload) {
        return add(type, std::move(about), from_json(payload));
    }
    std::string get(const std::string& type, subjects about, const value& options = {}) {
        const engine::result found =
            host.get({.type = type, .subjects = std::move(about), .options = options});
        if (found.outcome == QUOIN_ERROR) return found.error.message;
        return found.outcome == QUOIN_VALUE ? to_json(found.answer) : "(none)";
    }
};

const std::string note = "com.acme.note", retrieve = "imageRetrieveConfiguration",
                  registration = "spatialRegistrationModule";
const value everything = from_json(R"({"all":true})");

TEST_F(memory_store, keeps_a_value_for_exactly_its_subject) {
    EXPECT_EQ(get(note, {"a"}), "(none)");
    ASSERT_EQ(add(note, {"a"}, R"({"text":1})"), "taken");
    EXPECT_EQ(get(note, {"a"}), R"({"text":1})") << "that there was none is not remembered";
    EXPECT_EQ(get(note, {"a?frame=1"}), "(none)");
    ASSERT_EQ(add(note, {"a"}, "2"), "taken");
    EXPECT_EQ(get(note, {"a"}), "2") << "the last counts";
    ASSERT_EQ(add(note, {"b"}, "3"), "taken");
    host.clear(note, "a");
    EXPECT_EQ(get(note, {"a"}), "(none)");
    EXPECT_EQ(get(note, {"b"}), "3");
    host.clear(note);
    EXPECT_EQ(get(note, {"b"}), "(none)");
}

TEST_F(memory_store, takes_only_the_types_of_its_config) {
    EXPECT_EQ(add("com.acme.other", {"a"}, "1"), "(nobody)");
    EXPECT_EQ(add("genericViewportDisplaySet", {"set:1"}, "[1]"), "taken");
    EXPECT_EQ(get("genericViewportDisplaySet", {"set:1"}), "[1]");
}

TEST_F(memory_store, answers_of_several_subjects_the_first_that_has_a_value) {
    ASSERT_EQ(add(retrieve, {"1.2.840.10008.1.2.4.90"}, R"("lossless")"), "taken");
    ASSERT_EQ(add(retrieve, {"volume"}, R"("any volume")"), "taken");
    EXPECT_EQ(get(retrieve, {"volume:1", "1.2.840.10008.1.2.4.90", "volume"}), R"("lossless")");
    EXPECT_EQ(get(retrieve, {"volume:1", "1.2.840.10008.1.2.1", "volume"}), R"("any volume")");
    EXPECT_EQ(get(retrieve, {"volume:1", "stack"}), "(none)");
    ASSERT_EQ(add(retrieve, {"volume:1"}, R"("its own")"), "taken");
    EXPECT_EQ(get(retrieve, {"volume:1", "1.2.840.10008.1.2.4.90", "volume"}), R"("its own")")
        << "a kept answer hears of every subject";
}

TEST_F(memory_store, can_be_set_aside_and_restored) {
    ASSERT_EQ(add(retrieve, {"volume"}, "1"), "taken");
    const value aside = host.get({.type = retrieve, .subjects = {"*"}, .options = everything}).answer;
    EXPECT_EQ(to_json(aside), R"({"volume":1})");
    host.clear(retrieve);
    ASSERT_EQ(add(retrieve, {"stack"}, "2"), "taken");
    EXPECT_EQ(get(retrieve, {"*"}, everything), R"({"stack":2})");
    ASSERT_EQ(add(retrieve, {"*"}, aside, everything), "taken");
    EXPECT_EQ(get(retrieve, {"volume"}), "1");
    EXPECT_EQ(get(retrieve, {"stack"}), "(none)");
    EXPECT_EQ(get(retrieve, {"*"}, everything), R"({"volume":1})");
}

TEST_F(memory_store, registration_the_other_way_round_is_the_inverse) {
    ASSERT_EQ(add(registration, {"a", "b"}, "[1,0,0,0, 0,2,0,0, 0,0,1,0, 0.5,0.75,0.25,1]"), "taken");
    EXPECT_EQ(get(registration, {"a", "b"}), "[1,0,0,0,0,2,0,0,0,0,1,0,0.5,0.75,0.25,1]");
    EXPECT_EQ(get(registration, {"b", "a"}),
              "[1.0,0.0,0.0,0.0,0.0,0.5,0.0,0.0,0.0,0.0,1.0,0.0,-0.5,-0.375,-0.25,1.0]");
    EXPECT_EQ(get(registration, {"a", "c"}), "(none)");
    EXPECT_EQ(get(registration, {"a"}), "(none)");
    ASSERT_EQ(add(registration, {"b", "a"}, "[2,0,0,0, 0,2,0,0, 0,0,2,0, 0,0,0,1]"), "taken");
    EXPECT_EQ(get(registration, {"a", "b"}),
              "[0.5,0.0,0.0,0.0,0.0,0.5,0.0,0.0,0.0,0.0,0.5,0.0,0.0,0.0,0.0,1.0]")
        << "the two directions never disagree";
    host.clear(registration, "a");
    EXPECT_EQ(get(registration, {"b", "a"}), "(none)");
    EXPECT_EQ(get(registration, {"a", "b"}), "(none)");
}

TEST_F(memory_store, registration_with_its_inverse_is_the_identity) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> number(-100, 100);
    for (int round = 0; round < 200; ++round) {
        std::array<double, 16> there{};
        for (double& one : there) one = number(random);
        builder made;
        made.array();
        for (const double one : there) made.add(one);
        ASSERT_EQ(add(registration, {"a", "b"}, made.end().finish()), "taken");
        const value back = host.get({.type = registration, .subjects = {"b", "a"}}).answer;
        for (std::size_t row = 0; row < 4; ++row)
            for (std::size_t column = 0; column < 4; ++column) {
                double sum = 0;
                for (std::size_t i = 0; i < 4; ++i)
                    sum += there[row * 4 + i] * back[i * 4 + column].as_real().value_or(NAN);
                EXPECT_NEAR(sum, row == column ? 1 : 0, 1e-8) << round;
            }
    }
}

TEST_F(memory_store, registration_that_is_none_is_refused) {
    EXPECT_THAT(add(registration, {"a", "b"}, "[1,2,3]"), HasSubstr("16 finite numbers"));
    EXPECT_THAT(add(registration, {"a", "b"}, "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]"),
                HasSubstr("has no inverse"));
    EXPECT_THAT(add(registration, {"a"}, "[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1]"), HasSubstr("two subjects"));
    EXPECT_EQ(get(registration, {"a", "b"}), "(none)");
}

TEST(memory_store_settings, that_are_wrong_are_refused) {
    struct : plugin_engine {
        void TestBody() override {}
    } with;
    EXPECT_THAT(with.why_refused(MEMORY_STORE, R"({"types":{"x":"two"}})"),
                HasSubstr("types.x: one, first or pair"));
    EXPECT_THAT(with.why_refused(MEMORY_STORE, R"({"type":{}})"), HasSubstr("unknown key 'type'"));
}

}  // namespace
}  // namespace quoin
