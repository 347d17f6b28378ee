// What add takes, and under which imageId it is found again.
#include <plugin_engine.hpp>

namespace quoin {
namespace {

constexpr std::string_view object = R"({"00280010":{"vr":"US","Value":[7]}})";

std::string instance(int number, int rows) {
    return R"({"00080018":{"vr":"UI","Value":["1.3.)" + std::to_string(number) +
           R"("]},"0020000D":{"vr":"UI","Value":["1.1"]},"0020000E":{"vr":"UI","Value":["1.2"]},)" +
           R"("00280010":{"vr":"US","Value":[)" + std::to_string(rows) + "]}}";
}

struct json_facts : plugin_engine {
    json_facts() {
        load(DICOM_JSON);
        load(DICOM_FILES);
    }
    /// "taken", "passed" or the error.
    std::string add(const std::string& subject, view payload) {
        const engine::result added = host.add({.type = "naturalized", .subjects = {subject}}, payload);
        if (added.outcome == QUOIN_VALUE) return "taken";
        return added.outcome == QUOIN_PASS ? "passed" : added.error.message;
    }
    std::string rows(const std::string& subject) {
        const engine::result found = ask("naturalized", subject);
        return found.outcome == QUOIN_VALUE ? to_json(found.answer["Rows"]) : found.error.message;
    }
    static value bytes_of(std::string_view text) {
        builder made;
        made.add(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
        return made.finish();
    }
    const std::string series = "wadors:https://s/dicomweb/studies/1.1/series/1.2";
};

TEST_F(json_facts, objects_come_as_values_text_and_bytes) {
    EXPECT_EQ(add("acme:1", from_json(object)), "taken");
    EXPECT_EQ(add("acme:2#3", value::of(object)), "taken");
    EXPECT_EQ(add("acme:3", bytes_of("\xEF\xBB\xBF \n" + std::string(object))), "taken");
    EXPECT_EQ(add("acme:4", from_json("[" + std::string(object) + "]")), "taken");
    for (const char* subject : {"acme:1", "acme:1?frame=2", "acme:2", "acme:3", "acme:4/frames/1"})
        EXPECT_EQ(rows(subject), "7") << subject;
    EXPECT_EQ(rows("acme:5"), "");
}

TEST_F(json_facts, the_last_one_counts_until_it_is_cleared) {
    add("acme:1", from_json(object));
    add("acme:1", from_json(R"({"00280010":{"vr":"US","Value":[8]}})"));
    EXPECT_EQ(rows("acme:1"), "8");
    host.clear("naturalized", "acme:1?frame=2");
    EXPECT_EQ(rows("acme:1"), "");
}

TEST_F(json_facts, each_instance_of_a_series_has_its_own_image_id) {
    const std::string both = "[" + instance(1, 5) + "," + instance(2, 6) + "]";
    for (const char* subject : {"wadors:https://s/dicomweb/studies/1.1/series/1.2",
                                "https://s/dicomweb/studies/1.1/series/1.2/metadata", "https://s/dicomweb",
                                "https://s/dicomweb/studies/1.1/metadata?x=1"}) {
        EXPECT_EQ(add(subject, value::of(both)), "taken") << subject;
        EXPECT_EQ(rows(series + "/instances/1.3.1"), "5") << subject;
        EXPECT_EQ(rows(series + "/instances/1.3.2/frames/1"), "6") << subject;
        host.clear("naturalized", "");
        EXPECT_EQ(rows(series + "/instances/1.3.1"), "");
    }
    EXPECT_EQ(add("any", from_json(R"({"baseUrl":"https://s/dicomweb","instances":)" + both + "}")), "taken");
    EXPECT_EQ(rows(series + "/instances/1.3.2"), "6");
    EXPECT_EQ(add(series, from_json("[" + instance(3, 9) + "]")), "taken");
    EXPECT_EQ(rows(series + "/instances/1.3.3"), "9");
    host.clear("naturalized", series);
    EXPECT_EQ(rows(series + "/instances/1.3.2"), "");
}

TEST_F(json_facts, the_response_of_one_instance_is_kept_for_it) {
    EXPECT_EQ(add(series + "/instances/1.3.1/frames/1", from_json("[" + instance(1, 5) + "]")), "taken");
    EXPECT_EQ(rows(series + "/instances/1.3.1"), "5");
}

TEST_F(json_facts, several_instances_without_a_place_are_refused) {
    const std::string both = "[" + instance(1, 5) + "," + instance(2, 6) + "]";
    EXPECT_NE(add("acme:1", value::of(both)).find("the URL of their series"), std::string::npos);
    EXPECT_NE(add(series, value::of("[" + instance(1, 5) + "," + std::string(object) + "]"))
                  .find("instance 2 of the array has no StudyInstanceUID"),
              std::string::npos);
    EXPECT_EQ(rows(series + "/instances/1.3.1"), "") << "all or nothing";
    EXPECT_NE(add(series, value::of("[]")).find("no instance"), std::string::npos);
}

TEST_F(json_facts, what_is_no_dicom_json_is_passed_on_or_refused) {
    EXPECT_EQ(add("acme:1", from_json(R"({"rows":5})")), "passed");
    EXPECT_EQ(add("acme:1", from_json("[5]")), "passed");
    EXPECT_EQ(add("acme:1", from_json("[]")), "passed");
    EXPECT_EQ(add("acme:1", value::of(5)), "passed");
    EXPECT_NE(add("acme:1", value::of("{\"x\":1}")).find("no DICOM JSON"), std::string::npos);
    EXPECT_NE(add("acme:1", value::of("{")).find("wrong at byte"), std::string::npos);
    const engine::result other = host.add({.type = "calibration", .subjects = {"acme:1"}}, from_json(object));
    EXPECT_EQ(other.outcome, QUOIN_PASS);
}

TEST_F(json_facts, dicom_json_and_warnings_are_answered_too) {
    add("acme:1",
        value::of(
            R"({"00280010":{"vr":"US","Value":["7"]},"7FE00010":{"vr":"OW","BulkDataURI":"x"},)"
            R"("00020010":{"vr":"UI","Value":["1.2"]},"00081140":{"vr":"SQ","Value":[{"00280010":{"vr":"US"}}]}})"));
    EXPECT_EQ(
        json("dicomJson", "acme:1"),
        R"({"00081140":{"vr":"SQ","Value":[{"00280010":{"vr":"US"}}]},"00280010":{"vr":"US","Value":[7]},)"
        R"("7FE00010":{"vr":"OW","BulkDataURI":"x"}})");
    add("acme:2", value::of(R"({"00280010":{"vr":"US","Value":[-7]}})"));
    EXPECT_EQ(
        json("warnings", "acme:2"),
        R"([{"offset":2,"tag":"00280010","what":"no integer: the value is out of the range that can be represented"}])");
    EXPECT_TRUE(notes("naturalized", "acme:2", "(0028,0010): no integer"));
}

struct strict_json : plugin_engine {};

TEST_F(strict_json, is_refused_when_it_is_added) {
    load(DICOM_JSON, R"({"strict":true})");
    const engine::result added = host.add({.type = "naturalized", .subjects = {"acme:1"}},
                                          from_json(R"({"00280010":{"vr":"US","Value":[-7]}})"));
    EXPECT_EQ(added.error.code, QUOIN_E_FORMAT);
    EXPECT_NE(added.error.message.find("(0028,0010)"), std::string::npos) << added.error.message;
}

}  // namespace
}  // namespace quoin
