// Factors to SUV and to dose, worked by hand after the formulas of the QIBA pseudo-code:
//     suvbw = weight [g] / (dose [Bq] * 2^(-time since injection / half-life))
#include <plugin_engine.hpp>

#include <gmock/gmock.h>

#include <cmath>

namespace quoin {
namespace {

using ::testing::HasSubstr;

/// Members of an object that tests take out or put in.
using members = std::map<std::string, std::string>;

const members bqml{{"SOPClassUID", R"("1.2.840.10008.5.1.4.1.1.128")"},
                   {"Units", R"("BQML")"},
                   {"DecayCorrection", R"("START")"},
                   {"CorrectedImage", R"(["ATTN","DECY"])"},
                   {"PatientWeight", "80.0"},
                   {"PatientSize", "1.8"},
                   {"PatientSex", R"("M")"},
                   {"SeriesDate", R"("20200102")"},
                   {"SeriesTime", R"("100000")"},
                   {"AcquisitionDate", R"("20200102")"},
                   {"AcquisitionTime", R"("100500")"}};

struct scaling : plugin_engine {
    void SetUp() override { load(SCALING); }
    value of(const members& with, const std::string& start = R"("RadiopharmaceuticalStartTime":"090000")",
             const std::string& dose = "370000000.0") {
        members all = with;
        if (!all.contains("RadiopharmaceuticalInformationSequence"))
            all["RadiopharmaceuticalInformationSequence"] = R"([{"RadionuclideTotalDose":)" + dose +
                                                            R"(,"RadionuclideHalfLife":6586.2)" +
                                                            (start.empty() ? "" : "," + start) + "}]";
        std::string text;
        for (const auto& [name, content] : all)
            if (!content.empty()) text += (text.empty() ? "{\"" : ",\"") + name + "\":" + content;
        subject_ = "acme:" + std::to_string(++images_);
        provide("instance", subject_, text + "}");
        const engine::result found = ask("scalingModule", subject_);
        EXPECT_NE(found.outcome, QUOIN_ERROR) << found.error.message;
        return found.answer;
    }
    static members with(members some) {
        some.insert(bqml.begin(), bqml.end());
        return some;
    }
    double suv(const members& some, const std::string& start = R"("RadiopharmaceuticalStartTime":"090000")") {
        return of(with(some), start)["suvbw"].as_real().value_or(-1);
    }
    /// The reasons, when they are the only member.
    std::string why(const members& some,
                    const std::string& start = R"("RadiopharmaceuticalStartTime":"090000")",
                    const std::string& dose = "370000000.0") {
        const value found = of(with(some), start, dose);
        return found.size() == 1 ? to_json(found["unavailable"]) : to_json(found);
    }
    std::string subject_;
    int images_ = 0;
};

double after(double seconds) {
    return 80000 / (3.7e8 * std::exp2(-seconds / 6586.2));
}
constexpr double digits = 1e-9;

TEST_F(scaling, of_becquerels_by_weight_surface_and_lean_mass) {
    const value found = of(bqml);
    EXPECT_NEAR(*found["suvbw"].as_real(), 3.158133505e-4, 5e-14);
    EXPECT_NEAR(*found["suvbsa"].as_real(), 7.881205151e-5, 5e-14);
    EXPECT_NEAR(*found["suvlbm"].as_real(), 2.538203595e-4, 5e-14);
    // 9270 * 80 / (6680 + 216 * 80 / 1.8^2) = 61.768.. kg of 80
    EXPECT_NEAR(*found["suvlbmJanma"].as_real(),
                3.158133505e-4 / 80 * (741600 / (6680 + 216 * 24.691358024691358)), 1e-12);
    EXPECT_EQ(found["decayTime"].as_real(), 3600.0);
    EXPECT_EQ(found["scanTimeOf"].as_string(), "SeriesTime");
    EXPECT_EQ(found["attenuationCorrected"].as_bool(), true);
    EXPECT_FALSE(found["missing"]);
}

TEST_F(scaling, says_what_it_used_and_where_that_stands) {
    const std::string inputs = to_json(of(bqml)["inputs"]);
    for (const char* one :
         {R"x({"attribute":"PatientWeight","tag":"(0010,1030)","value":80.0})x",
          R"x({"attribute":"RadionuclideHalfLife","tag":"(0018,1075)","value":6586.2})x",
          R"x({"attribute":"SeriesTime","tag":"(0008,0031)","text":"100000"})x",
          R"x({"attribute":"RadiopharmaceuticalStartTime","tag":"(0018,1072)","text":"090000"})x"})
        EXPECT_THAT(inputs, HasSubstr(one));
}

TEST_F(scaling, of_a_woman_has_her_lean_mass) {
    const value found = of(with({{"PatientSex", R"("F")"}}));
    EXPECT_NEAR(*found["suvlbm"].as_real(), after(3600) / 80 * (1.07 * 80 - 148 * std::pow(80.0 / 180, 2)),
                digits);
    EXPECT_NEAR(*found["suvlbmJanma"].as_real(), after(3600) / 80 * (741600 / (8780 + 244 * 80 / 3.24)),
                digits);
}

TEST_F(scaling, another_sex_or_no_size_does_not_cost_the_weight) {
    const value other = of(with({{"PatientSex", R"("O")"}}));
    EXPECT_NEAR(*other["suvbw"].as_real(), after(3600), digits);
    EXPECT_TRUE(other["suvbsa"]);
    EXPECT_FALSE(other["suvlbm"]);
    EXPECT_EQ(to_json(other["missing"]),
              R"(["PatientSex (0010,0040) is neither M nor F: no lean body mass"])");
    const value sizeless = of(with({{"PatientSize", ""}}));
    EXPECT_NEAR(*sizeless["suvbw"].as_real(), after(3600), digits);
    EXPECT_EQ(to_json(sizeless["missing"]), R"(["PatientSize (0010,1020) is missing"])");
    EXPECT_THAT(to_json(of(with({{"PatientSize", "180.0"}}))["missing"]),
                HasSubstr("it may be written in cm"));
}

TEST_F(scaling, begins_with_the_series_and_with_the_acquisition_where_the_series_was_made_later) {
    EXPECT_NEAR(suv({{"SeriesTime", R"("110000")"}}), 3.259435093e-4, 5e-14);
    EXPECT_TRUE(notes("scalingModule", subject_, "the series was made after"));
    EXPECT_THAT(to_json(of(with({{"SeriesTime", R"("110000")"}}))["assumed"]),
                HasSubstr("the scan is taken to begin when this image was acquired"));
}

TEST_F(scaling, of_a_remade_series_begins_as_its_frame_reference_time_says) {
    // 300 s of acquisition around a mean that lies 600 s after the start of the scan
    const double constant = std::log(2) / 6586.2, during = constant * 300;
    const double mean = std::log(during / (1 - std::exp(-during))) / constant;
    EXPECT_NEAR(suv({{"SeriesTime", R"("110000")"},
                     {"FrameReferenceTime", "600000.0"},
                     {"ActualFrameDuration", "300000"}}),
                after(3900 - 600 + mean), digits);
}

TEST_F(scaling, of_an_enhanced_object_takes_the_time_of_the_frame_then_that_of_the_object) {
    const auto enhanced = [](const char* attribute, members more = {}) {
        more.insert(
            {{"AcquisitionDate", ""}, {"AcquisitionTime", ""}, {attribute, R"("20200102100500.000")"}});
        return with(more);
    };
    const members not_corrected{{"DecayCorrection", R"("NONE")"}, {"CorrectedImage", R"(["ATTN"])"}};
    for (const char* const attribute : {"FrameAcquisitionDateTime", "AcquisitionDateTime"}) {
        EXPECT_NEAR(*of(enhanced(attribute))["suvbw"].as_real(), after(3600), digits) << attribute;
        const value found = of(enhanced(attribute, not_corrected));
        EXPECT_NEAR(*found["suvbw"].as_real(), after(3900), digits) << attribute;
        EXPECT_EQ(found["scanTimeOf"].as_string(), attribute);
    }
    const value both =
        of(enhanced("AcquisitionDateTime",
                    {{"FrameAcquisitionDateTime", R"("20200102101000")"}, {"SeriesTime", R"("110000")"}}));
    EXPECT_NEAR(*both["suvbw"].as_real(), after(4200), digits);
    EXPECT_EQ(both["scanTimeOf"].as_string(), "FrameAcquisitionDateTime");
    EXPECT_EQ(of(with({{"AcquisitionDateTime", R"("20200102113000")"},
                       {"SeriesTime", R"("110000")"}}))["scanTimeOf"]
                  .as_string(),
              "AcquisitionTime");
    EXPECT_THAT(to_json(of(with({{"AcquisitionDate", ""},
                                 {"AcquisitionTime", ""},
                                 {"AcquisitionDateTime", R"("20200102100500+0100")"}}))),
                HasSubstr("AcquisitionDateTime (0008,002A) has an offset from UTC"));
}

TEST_F(scaling, of_an_acquisition_time_that_is_none_takes_no_other_in_its_place) {
    EXPECT_THAT(why({{"AcquisitionTime", R"("25:00")"}, {"AcquisitionDateTime", R"("20200102100500")"}}),
                HasSubstr("AcquisitionTime (0008,0032) or AcquisitionDate is missing or no time"));
}

TEST_F(scaling, of_ge_begins_with_the_scan_time_of_its_own) {
    EXPECT_NEAR(suv({{"SeriesTime", R"("110000")"}, {"0009xx0D:GEMS_PETD_01", R"("20200102093000.00")"}}),
                after(1800), digits);
    EXPECT_NEAR(suv({{"SeriesTime", R"("110000")"},
                     {"TimezoneOffsetFromUTC", R"("+0100")"},
                     {"0009xx0D:GEMS_PETD_01", R"("20200102103000.00+0200")"}}),
                suv({{"SeriesTime", R"("110000")"}, {"0009xx0D:GEMS_PETD_01", R"("20200102093000.00")"}}),
                digits)
        << "its own offset from UTC";
    EXPECT_NEAR(suv({{"0009xx0D:GEMS_PETD_01", R"("20200102093000.00")"}}), after(3600), digits)
        << "only where the series is later than the acquisition";
}

TEST_F(scaling, of_what_was_injected_before_midnight) {
    const members night{{"SeriesTime", R"("003000")"}, {"AcquisitionTime", R"("003012")"}};
    EXPECT_NEAR(suv(night, R"("RadiopharmaceuticalStartTime":"233000")"), after(3600), digits);
    EXPECT_NEAR(suv(night, R"("RadiopharmaceuticalStartDateTime":"20200101233000.000")"), after(3600),
                digits);
    EXPECT_NEAR(
        suv({},
            R"("RadiopharmaceuticalStartTime":"080000","RadiopharmaceuticalStartDateTime":"20200102090000")"),
        after(3600), digits)
        << "date and time go before the time";
}

TEST_F(scaling, says_in_the_answer_on_which_day_it_takes_the_injection_to_be) {
    const members night{{"SeriesTime", R"("003000")"}, {"AcquisitionTime", R"("003012")"}};
    EXPECT_THAT(to_json(of(with(night), R"("RadiopharmaceuticalStartTime":"233000")")["assumed"]),
                HasSubstr("the injection is taken to be on the day before the scan"));
    EXPECT_THAT(to_json(of(with({}), R"("RadiopharmaceuticalStartTime":"090000")")["assumed"]),
                HasSubstr("the injection is taken to be on the day of the scan"));
    EXPECT_FALSE(of(with({}), R"("RadiopharmaceuticalStartDateTime":"20200102090000")")["assumed"])
        << "nothing is assumed where it is stated";
}

TEST_F(scaling, refuses_settings_that_it_does_not_have) {
    EXPECT_THAT(why_refused(SCALING, R"({"suv":"bw"})"), HasSubstr("unknown key 'suv'"));
}

TEST_F(scaling, knows_time_zones_or_says_that_it_does_not) {
    EXPECT_NEAR(suv({{"TimezoneOffsetFromUTC", R"("+0200")"}},
                    R"("RadiopharmaceuticalStartDateTime":"20200102080000+0100")"),
                after(3600), digits);
    EXPECT_THAT(why({}, R"("RadiopharmaceuticalStartDateTime":"20200102080000+0100")"),
                HasSubstr("offset from UTC"));
}

TEST_F(scaling, corrected_to_the_injection_does_not_decay_again) {
    EXPECT_NEAR(suv({{"DecayCorrection", R"("ADMIN")"}, {"SeriesTime", ""}, {"AcquisitionTime", ""}}),
                2.162162162e-4, 5e-14);
}

TEST_F(scaling, not_corrected_decays_until_the_acquisition) {
    EXPECT_NEAR(suv({{"DecayCorrection", R"("NONE")"}, {"CorrectedImage", R"(["ATTN"])"}}), after(3900),
                digits);
}

TEST_F(scaling, without_attenuation_correction_says_so) {
    const value found = of(with({{"CorrectedImage", R"(["DECY"])"}}));
    EXPECT_NEAR(*found["suvbw"].as_real(), after(3600), digits);
    EXPECT_EQ(found["attenuationCorrected"].as_bool(), false);
}

TEST_F(scaling, of_grams_is_one_and_the_others_are_in_proportion) {
    const value found = of(with({{"Units", R"("GML")"}, {"RadiopharmaceuticalInformationSequence", "[]"}}));
    EXPECT_EQ(found["suvbw"].as_real(), 1.0);
    EXPECT_NEAR(*found["suvlbm"].as_real(), 2.538203595e-4 / 3.158133505e-4, digits);
    EXPECT_NEAR(*found["suvbsa"].as_real(), 7.881205151e-5 / 3.158133505e-4, digits);
    EXPECT_THAT(why({{"Units", R"("GML")"}, {"SUVType", R"("LBM")"}}), HasSubstr("SUVType (0054,1006)"));
}

TEST_F(scaling, of_counts_takes_the_factors_of_philips) {
    const members counts{{"Units", R"("CNTS")"}};
    members factor = counts, activity = counts;
    factor["7053xx00:Philips PET Private Group"] = R"("0.000587")";
    activity["7053xx00:Philips PET Private Group"] = R"("0.0")";
    activity["7053xx09:Philips PET Private Group"] = "1.5";
    EXPECT_NEAR(suv(factor), 0.000587, digits);
    EXPECT_NEAR(suv(activity), 1.5 * after(3600), digits);
    EXPECT_THAT(why(counts), HasSubstr("neither factor of the Philips PET private group"));
}

TEST_F(scaling, that_cannot_be_computed_says_why_and_nothing_else) {
    EXPECT_EQ(why({{"PatientWeight", ""}}), R"(["PatientWeight (0010,1030) is missing"])");
    EXPECT_EQ(why({{"PatientWeight", "0.0"}}), R"(["PatientWeight (0010,1030) is not a number above 0"])");
    EXPECT_THAT(why({{"Units", ""}}), HasSubstr("Units (0054,1001) is missing"));
    EXPECT_THAT(why({{"Units", R"("PROPCNTS")"}}), HasSubstr("none of BQML, GML and CNTS"));
    EXPECT_THAT(why({{"DecayCorrection", ""}}), HasSubstr("DecayCorrection (0054,1102)"));
    EXPECT_THAT(why({{"CorrectedImage", R"(["ATTN"])"}}), HasSubstr("does not say DECY"));
    EXPECT_THAT(why({{"DecayCorrection", R"("NONE")"}}), HasSubstr("is NONE, and CorrectedImage"));
    EXPECT_THAT(why({{"SeriesDate", ""}}), HasSubstr("SeriesTime (0008,0031) or SeriesDate is missing"));
    EXPECT_THAT(why({}, ""), HasSubstr("RadiopharmaceuticalStartDateTime (0018,1078) and"));
    EXPECT_THAT(why({}, R"("RadiopharmaceuticalStartDateTime":"20200103090000")"),
                HasSubstr("is after the scan"));
    EXPECT_THAT(why({}, R"("RadiopharmaceuticalStartTime":"090000")", "370.0"), HasSubstr("written in MBq"));
    EXPECT_THAT(why({{"RadiopharmaceuticalInformationSequence", "[{},{}]"}}), HasSubstr("has several items"));
}

TEST_F(scaling, of_a_dose_has_its_units_and_what_was_summed) {
    const value found = of({{"SOPClassUID", R"("1.2.840.10008.5.1.4.1.1.481.2")"},
                            {"DoseGridScaling", "0.001"},
                            {"DoseUnits", R"("GY")"},
                            {"DoseType", R"("PHYSICAL")"},
                            {"DoseSummationType", R"("PLAN")"}});
    EXPECT_EQ(found["DoseGridScaling"].as_real(), 0.001);
    EXPECT_EQ(found["DoseUnit"].as_string(), "GY");
    EXPECT_EQ(found["DoseType"].as_string(), "PHYSICAL");
    EXPECT_EQ(found["DoseSummation"].as_string(), "PLAN");
    EXPECT_EQ(to_json(of({{"SOPClassUID", R"("1.2.840.10008.5.1.4.1.1.481.2")"}})),
              R"({"unavailable":["DoseGridScaling (3004,000E) is missing"]})");
}

TEST_F(scaling, of_anything_else_is_no_answer) {
    of({{"SOPClassUID", R"("1.2.840.10008.5.1.4.1.1.2")"}, {"Modality", R"("PT")"}});
    EXPECT_EQ(json("scalingModule", subject_), "(none)");
}

}  // namespace
}  // namespace quoin
