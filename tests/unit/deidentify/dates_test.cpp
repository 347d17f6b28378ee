// Retain Longitudinal Temporal Information With Modified Dates (PS3.15 E.3.6): all dates of a patient go back by the
// same number of whole days.
#include "deidentify_fixture.hpp"

#include <chrono>

namespace quoin {
namespace {

using namespace std::chrono;

std::optional<sys_days> day_of(std::string_view text) {
    if (text.size() < 8) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        return std::stoi(std::string(text.substr(at, digits)));
    };
    const year_month_day out(year(number(0, 4)), month(static_cast<unsigned>(number(4, 2))),
                             day(static_cast<unsigned>(number(6, 2))));
    return out.ok() ? std::optional(sys_days(out)) : std::nullopt;
}

struct modified_dates : deidentify_fixture {
    void SetUp() override { start(with_dates); }
    std::string date(const std::string& image, const char* keyword) {
        return std::string(naturalized(image)[keyword].as_string().value_or(""));
    }
    void study(const std::string& image, const std::string& patient, const std::string& date) {
        object(image, element("00080020", "DA", '"' + date + '"') + "," +
                          element("00080030", "TM", R"("101112.5")") + "," +
                          element("00100020", "LO", '"' + patient + '"'));
    }
};

TEST_F(modified_dates, of_one_patient_are_as_far_apart_as_they_were) {
    study("a:1", "P1", "20200228");
    study("a:2", "P1", "20200301");
    const auto first = day_of(date("a:1", "StudyDate")), second = day_of(date("a:2", "StudyDate"));
    ASSERT_TRUE(first && second);
    EXPECT_EQ((*second - *first).count(), 2) << "2020 is a leap year";
    const auto back = (*day_of("20200228") - *first).count();
    EXPECT_GE(back, 1);
    EXPECT_LE(back, 3652);
    EXPECT_EQ(date("a:1", "StudyTime"), "101112.5") << "times of day stay";
}

TEST_F(modified_dates, of_several_patients_are_moved_by_days_of_their_own) {
    std::set<std::string> seen;
    for (int i = 0; i < 20; ++i) {
        const std::string image = "b:" + std::to_string(i);
        study(image, "P" + std::to_string(i), "20200228");
        seen.insert(date(image, "StudyDate"));
    }
    EXPECT_GT(seen.size(), 15U);
}

TEST_F(modified_dates, are_those_of_the_study_where_there_is_no_patient_id) {
    const std::string one = element("00080020", "DA", R"("20200228")");
    object("c:1", one + "," + element("0020000D", "UI", R"("1.2.3.1")"));
    object("c:2", one + "," + element("0020000D", "UI", R"("1.2.3.1")"));
    object("c:3", one + "," + element("0020000D", "UI", R"("1.2.3.2")"));
    EXPECT_EQ(date("c:1", "StudyDate"), date("c:2", "StudyDate"));
    EXPECT_NE(date("c:1", "StudyDate"), date("c:3", "StudyDate"));
}

TEST_F(modified_dates, keep_how_they_are_written) {
    const auto moved = [&](const std::string& tag, const std::string& vr, const std::string& text,
                           const char* keyword) {
        const std::string image = "d:" + text;
        object(image, element(tag, vr, '"' + text + '"') + "," + element("00100020", "LO", R"("P1")"));
        return to_json(naturalized(image)[keyword]);
    };
    const auto is = [](const char* pattern) { return testing::MatchesRegex(pattern); };
    EXPECT_THAT(moved("0008002A", "DT", "20200229112233.25+0100", "AcquisitionDateTime"),
                is("\"20[0-9]{6}112233.25.0100\""));
    EXPECT_THAT(moved("0008002A", "DT", "202002", "AcquisitionDateTime"), is("\"20[0-9]{4}\""));
    EXPECT_THAT(moved("0008002A", "DT", "2020", "AcquisitionDateTime"), is("\"20[0-9]{2}\""));
    EXPECT_THAT(moved("00080020", "DA", "2020.02.29", "StudyDate"),
                is("\"20[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\""));
    EXPECT_EQ(moved("00080020", "DA", "20200231", "StudyDate"), "null")
        << "no date: nothing to move, and nothing to show";
    EXPECT_EQ(moved("00080020", "DA", "last week", "StudyDate"), "null");
}

TEST_F(modified_dates, are_emptied_where_something_else_stands_behind_them) {
    const auto moved = [&](const std::string& text) {
        const std::string image = "h:" + text;
        object(image,
               element("0008002A", "DT", '"' + text + '"') + "," + element("00100020", "LO", R"("P1")"));
        return to_json(naturalized(image)["AcquisitionDateTime"]);
    };
    for (const char* const odd :
         {"20200315 Secretname", "2020-Secretname", "2020-03-15", "20200315-20200320", "20200315Smith",
          "2020031511223", "20200315112233.", "20200315112233.1234567", "202003+9900", "20200315+01"})
        EXPECT_EQ(moved(odd), "null") << odd;
    for (const char* const right : {"2020-0500", "20200315+0100", "2020031511", "20200315112233.123456-0330"})
        EXPECT_NE(moved(right), "null") << right;
}

TEST_F(modified_dates, in_items_are_moved_with_the_others) {
    object("e:1", element("00080020", "DA", R"("20200228")") + "," + element("00100020", "LO", R"("P1")") +
                      "," +
                      element("00081115", "SQ", "{" + element("00080021", "DA", R"("20200228")") + "}"));
    const value now = naturalized("e:1");
    EXPECT_EQ(to_json(now["ReferencedSeriesSequence"][0]["SeriesDate"]), to_json(now["StudyDate"]));
}

TEST_F(modified_dates, leave_the_birth_date_out) {
    object("f:1", element("00100030", "DA", R"("19500101")") + "," + element("00100020", "LO", R"("P1")"));
    EXPECT_TRUE(naturalized("f:1")["PatientBirthDate"].is_null());
}

TEST_F(modified_dates, keep_the_zone_that_times_are_in) {
    object("g:1", element("00080201", "SH", R"("+0100")"));
    EXPECT_EQ(naturalized("g:1")["TimezoneOffsetFromUTC"].as_string(), "+0100");
}

}  // namespace
}  // namespace quoin
