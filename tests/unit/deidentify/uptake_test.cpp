// Standardized uptake values are those of the original, though the weight and the times they are made of are gone.
#include "deidentify_fixture.hpp"

namespace quoin {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string pet =
    element("00080016", "UI", R"("1.2.840.10008.5.1.4.1.1.128")") + "," +
    element("00080021", "DA", R"("20200102")") + "," + element("00080022", "DA", R"("20200102")") + "," +
    element("00080031", "TM", R"("100000")") + "," + element("00080032", "TM", R"("100500")") + "," +
    element("00100020", "LO", R"("P1")") + "," + element("00100040", "CS", R"("M")") + "," +
    element("00101020", "DS", "1.8") + "," + element("00101030", "DS", "80") + "," +
    element("00540016", "SQ",
            "{" + element("00181072", "TM", R"("090000")") + "," + element("00181074", "DS", "370000000") +
                "," + element("00181075", "DS", "6586.2") + "}") +
    "," + element("00280051", "CS", R"("ATTN","DECY")") + "," + element("00541001", "CS", R"("BQML")") + "," +
    element("00541102", "CS", R"("START")");

struct uptake : deidentify_fixture {
    static value original(const std::string& elements) {
        struct plain : deidentify_fixture {
            void TestBody() override {}
        } host;
        host.start("{}");
        host.object("acme:1", elements);
        return host.ask("scalingModule", "acme:1").answer;
    }
    value now(const std::string& config, const std::string& elements) {
        start(config);
        object("acme:1", elements);
        return ask("scalingModule", "acme:1").answer;
    }
    void is_unchanged(const value& before, const value& after) {
        for (const char* factor : {"suvbw", "suvlbm", "suvlbmJanma", "suvbsa", "decayTime", "scanTimeOf",
                                   "attenuationCorrected", "assumed"}) {
            ASSERT_TRUE(before[factor]) << factor;
            EXPECT_EQ(to_json(after[factor]), to_json(before[factor])) << factor;
        }
    }
};

TEST_F(uptake, is_unchanged_by_the_basic_profile_and_shows_no_weight_or_time) {
    const value after = now(basic, pet);
    is_unchanged(original(pet), after);
    EXPECT_FALSE(naturalized("acme:1")["PatientWeight"]);
    const std::string inputs = to_json(after["inputs"]);
    for (const char* gone : {"PatientWeight", "PatientSize", "PatientSex", "20200102", "090000", "100000"})
        EXPECT_THAT(inputs, Not(HasSubstr(gone)));
    for (const char* kept : {"RadionuclideTotalDose", "RadionuclideHalfLife", "Units"})
        EXPECT_THAT(inputs, HasSubstr(kept));
}

TEST_F(uptake, is_unchanged_by_the_options_and_its_dates_are_the_objects) {
    const value after = now(with_both, pet);
    is_unchanged(original(pet), after);
    const std::string inputs = to_json(after["inputs"]);
    EXPECT_THAT(inputs, Not(HasSubstr("20200102")));
    EXPECT_THAT(inputs,
                HasSubstr(std::string(naturalized("acme:1")["SeriesDate"].as_string().value_or("?"))));
    EXPECT_THAT(inputs, HasSubstr("090000"));
}

TEST_F(uptake, that_somebody_answers_by_themselves_goes_before) {
    start(basic);
    object("acme:1", pet);
    engine::registration stands{
        .id = "site", .types = {"scalingModule"}, .thread_safe = true, .tracked = true};
    const value corrected = from_json(R"({"suvbw":0.5})");
    host.add_provider(std::move(stands),
                      engine::make_callable_provider(
                          host, "site", [=](call&, const request&) -> answer { return corrected; }));
    EXPECT_EQ(to_json(ask("scalingModule", "acme:1").answer), R"({"suvbw":0.5})");
}

TEST_F(uptake, of_values_in_functional_groups_is_not_taken_from_the_root) {
    const std::string shared =
        pet + "," + element("52009229", "SQ", "{" + element("0054000F", "SQ", "{}") + "}");
    EXPECT_TRUE(now(basic, shared)["unavailable"]) << "of what is left, with the reasons";
    EXPECT_FALSE(naturalized("acme:1")["deidentified"]["scalingModule"]);
}

TEST_F(uptake, that_was_unavailable_is_so_for_the_same_reasons) {
    const std::string without = pet.substr(0, pet.rfind(',' + std::string("\"00541102\"")));
    const value before = original(without);
    ASSERT_TRUE(before["unavailable"]);
    EXPECT_EQ(to_json(now(basic, without)), to_json(before));
}

TEST_F(uptake, of_a_dose_is_that_of_the_object) {
    const std::string dose = element("00080016", "UI", R"("1.2.840.10008.5.1.4.1.1.481.2")") + "," +
                             element("3004000E", "DS", "0.001") + "," + element("30040002", "CS", R"("GY")");
    const value before = original(dose);
    ASSERT_TRUE(before["DoseGridScaling"]);
    EXPECT_EQ(to_json(now(basic, dose)), to_json(before));
}

TEST_F(uptake, follows_the_object_when_it_changes) {
    const value before = now(basic, pet);
    std::string heavier = pet;
    const std::string weight = element("00101030", "DS", "80");
    heavier.replace(heavier.find(weight), weight.size(), element("00101030", "DS", "160"));
    object("acme:1", heavier);
    EXPECT_DOUBLE_EQ(*ask("scalingModule", "acme:1").answer["suvbw"].as_real(),
                     2 * *before["suvbw"].as_real());
}

}  // namespace
}  // namespace quoin
