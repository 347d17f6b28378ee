// All modules of an instance at once: the same, notes included, as one after the other, and as those of an instance that
// says the same in a way that only a builder makes modules of (module_set).
#include "modules_fixture.hpp"

#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>
#include <engine/found.hpp>

#include <map>
#include <random>

namespace quoin {
namespace {

/// What instances are made of: a keyword and what may stand there, as JSON. Plain first; no choice is nothing.
struct attribute {
    std::string_view keyword;
    std::vector<std::string_view> values;
};

const std::vector<attribute>& attributes() {
    static const std::vector<attribute> all{
        {"SOPClassUID",
         {R"("1.2.840.10008.5.1.4.1.1.2")", R"("1.2.840.10008.5.1.4.1.1.128")",
          R"("1.2.840.10008.5.1.4.1.1.20")", R"("1.2.840.10008.5.1.4.1.1.11.1")", R"("9.9")"}},
        {"SOPInstanceUID", {R"("1.2.3.4")", R"("")", "7"}},
        {"TransferSyntaxUID", {R"("1.2.840.10008.1.2.1")", R"("1.2.840.10008.1.2.4.100")", R"("")"}},
        {"AvailableTransferSyntaxUID", {R"(["1.2.840.10008.1.2.1"])"}},
        {"Modality", {R"("CT")", R"("PT")", R"("NM")"}},
        {"PatientID", {R"("P1")", R"(" padded")", R"(["a","b"])"}},
        {"PatientName",
         {R"({"Alphabetic":"A^B"})", R"({"Alphabetic":"A^B^of more","Phonetic":"C"})", R"("A^B")",
          R"([{"Alphabetic":"A^B"}])", "{}", R"({"Alphabetic":"","Ideographic":"C"})", "null", "7"}},
        {"PatientBirthDate", {R"("19700101")", "null"}},
        {"PatientSex", {R"("O")", "1.5"}},
        {"PatientWeight", {"80.5", "80", R"("80.5")", R"("heavy")"}},
        {"SeriesInstanceUID", {R"("1.2.3")", R"(["1.2.3"])"}},
        {"SeriesNumber", {"2", "2.0", R"("2")", R"("two")"}},
        {"InstanceNumber", {"17", "[17,18]"}},
        {"FrameOfReferenceUID", {R"("1.2.5")", R"(["","1.2.5"])", R"("")"}},
        {"ImagePositionPatient", {"[1.5,2,-3]", R"(["1","2","3"])", R"("1\\2\\3")", "[1,2]", "[]"}},
        {"ImageOrientationPatient", {"[1,0,0,0,1,0]", "[1,0,0,1,0,0]", R"("none")", "[0.1]"}},
        {"SliceThickness", {"2.5", R"("2.5")", "null"}},
        {"Rows", {"512", R"("512")"}},
        {"Columns", {"512", "[512]"}},
        {"PixelSpacing", {"[0.5,0.5]", R"(["0.5","0.5"])", "0.5", "[0,0]"}},
        {"BitsAllocated", {"16", R"("16")"}},
        {"BitsStored", {"12"}},
        {"PixelRepresentation", {"1", "0", R"("1")"}},
        {"SmallestImagePixelValue", {"-2000", "63536", "7", R"("7")", "[7,8]", "2.5"}},
        {"PixelPaddingValue", {"63536", "-1", "null"}},
        {"PixelAspectRatio", {"[1,1]", "[1]"}},
        {"RedPaletteColorLookupTableDescriptor", {"[0,0,16]", "[1]"}},
        {"WindowCenter", {"[40,400]", "40", R"("40")", "[40]", R"(["a"])"}},
        {"WindowWidth", {"[80,2000]", "80", "[]"}},
        {"VOILUTSequence", {"[]", R"([{"LUTDescriptor":[2,0,16]}])", "{}"}},
        {"RescaleIntercept", {"-1024", "-1024.5", R"("-1024")"}},
        {"RescaleSlope", {"1", "1.0"}},
        {"ModalityLUTSequence", {"null", R"([{"LUTDescriptor":"x"}])"}},
        {"ImageType", {R"(["ORIGINAL","PRIMARY","RECON TOMO"])", R"("ORIGINAL")"}},
        {"NumberOfFrames", {"1", R"("3")"}},
        {"FrameTime", {"33.3", R"("33.3")"}},
        {"OverlayRows", {"4"}},
        {"Units", {R"("BQML")"}},
        {"RadiopharmaceuticalInformationSequence", {R"([{"RadionuclideTotalDose":3.5}])", "[]", R"("x")"}},
        {"SequenceOfUltrasoundRegions", {R"([{"RegionSpatialFormat":1,"PhysicalDeltaX":0.1}])", "{}"}}};
    return all;
}

/// The same in another form: text, which may as well come as an array of one.
std::string wrapped(std::string_view json) {
    return json.starts_with('"') ? "[" + std::string(json) + "]" : std::string(json);
}

struct rows_of_modules : plugin_engine {
    void SetUp() override {
        load(DICOM_MODULES);
        load(CALIBRATION);
        host.add_provider(
            {.id = "instances", .types = {"instance"}, .thread_safe = true, .tracked = true},
            engine::make_callable_provider(host, "instances", [this](call&, const request& asked) -> answer {
                const auto found = instances_.find(asked.subject());
                return found == instances_.end() ? answer(pass) : answer(found->second);
            }));
        for (const auto& [token, how] : host.providers())
            if (how.id == "org.quoin.dicom-modules")
                for (const std::string& type : how.types)
                    if (type != "moduleSchema" && !type.starts_with("org.")) modules.push_back(type);
        ASSERT_GT(modules.size(), 20U);
        // That modules are made of nothing else is learned with the first image.
        for (const std::string& type : modules)
            ask(type, with(value(from_json(R"({"Rows":1,"Columns":1})"))));
    }

    std::string with(value instance) {
        std::string subject = "image:" + std::to_string(instances_.size());
        instances_.emplace(subject, std::move(instance));
        return subject;
    }
    /// Outcome and notes of each module.
    std::map<std::string, std::string> in_a_row(const std::string& subject) {
        std::vector<engine::found> got(modules.size());
        EXPECT_EQ(ask("instance", subject).outcome, QUOIN_VALUE);
        host.get_row(modules, subject, got);
        std::map<std::string, std::string> out;
        for (std::size_t i = 0; i < got.size(); ++i)
            out[modules[i]] = told(std::move(got[i]).whole(), modules[i], subject);
        return out;
    }
    std::map<std::string, std::string> one_by_one(const std::string& subject) {
        std::map<std::string, std::string> out;
        for (const std::string& type : modules) out[type] = told(ask(type, subject), type, subject);
        return out;
    }
    std::uint64_t calls() const {
        std::uint64_t out = 0;
        for (const auto& one : host.calls()) out += one.second.calls;
        return out;
    }

    std::vector<std::string> modules;

 private:
    std::string told(const engine::result& got, const std::string& type, const std::string& subject) {
        std::string out = got.outcome == QUOIN_VALUE  ? to_json(got.answer)
                          : got.outcome == QUOIN_PASS ? "(none)"
                                                      : "(error: " + got.error.message + ")";
        const value why = host.explain({.type = type, .subjects = {subject}});
        for (std::size_t i = 0; i < why["asked"].size(); ++i) {
            const view one = why["asked"][i];
            if (one["notes"]) out += " " + to_json(one["provider"]) + to_json(one["notes"]);
        }
        return out;
    }

    std::map<std::string, value, std::less<>> instances_;
};

TEST_F(rows_of_modules, are_the_modules_one_by_one_whatever_the_instance_is) {
    std::mt19937 draw(20'26);
    const auto below = [&draw](std::size_t limit) { return static_cast<std::size_t>(draw() % limit); };
    std::size_t answered = 0;
    for (int round = 0; round < 800; ++round) {
        std::string members, others;
        const std::size_t how_odd = 1 + below(6);
        for (const attribute& one : attributes()) {
            if (below(4) == 0) continue;
            const bool is_plain = below(how_odd) == 0;
            const std::string_view json = one.values[is_plain ? 0 : below(one.values.size())];
            const std::string before = (members.empty() ? "\"" : ",\"") + std::string(one.keyword) + "\":";
            members += before + std::string(json);
            others += before + wrapped(json);
        }
        SCOPED_TRACE(members);
        const value written = from_json("{" + members + "}"), in_arrays = from_json("{" + others + "}");
        const auto row = in_a_row(with(written));
        ASSERT_EQ(row, one_by_one(with(written)));
        ASSERT_EQ(row, in_a_row(with(by_keys(written)))) << "with keys of the process";
        ASSERT_EQ(row, one_by_one(with(in_arrays))) << "with text in arrays of one";
        for (const auto& [type, what] : row) answered += what.starts_with('{') ? 1 : 0;
    }
    EXPECT_GT(answered, 5'000U);
}

constexpr std::string_view ct = R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SOPInstanceUID":"1.2.3",
    "TransferSyntaxUID":"1.2.840.10008.1.2.1","PatientID":"P1","PatientSex":"O","SeriesInstanceUID":"1.2",
    "Rows":512,"Columns":512,"ImagePositionPatient":[0,0,1],"ImageOrientationPatient":[1,0,0,0,1,0],
    "PixelSpacing":[0.5,0.5],"PixelRepresentation":1,"PixelPaddingValue":-2000,"WindowCenter":[40],
    "WindowWidth":[400],"RescaleIntercept":-1024,"RescaleSlope":1})";

TEST_F(rows_of_modules, ask_each_module_once_and_keep_it) {
    const std::string image = with(from_json(ct));
    ask("instance", image);
    const std::uint64_t before = calls();
    std::vector<engine::found> got(modules.size());
    host.get_row(modules, image, got);
    const std::uint64_t calibration_too = 1;  // which passes on the plane
    EXPECT_EQ(calls() - before, modules.size() + calibration_too);
    for (const std::string& type : modules) EXPECT_TRUE(host.kept(type, image)) << type;
    host.get_row(modules, image, got);
    EXPECT_EQ(calls() - before, modules.size() + calibration_too);
}

TEST_F(rows_of_modules, leave_what_takes_more_than_the_instance) {
    builder made;
    made.object(from_json(ct)).member("TransferSyntaxUID", "1.2.840.10008.1.2.4.70");
    const std::vector<std::uint8_t> fragments{0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0, 0xFE,
                                              0xFF, 0x00, 0xE0, 2,    0, 0, 0, 7, 7};
    const std::string image =
        with(made.member("PixelData", std::span<const std::uint8_t>(fragments)).end().finish());
    ask("instance", image);
    const std::uint64_t before = calls();
    std::vector<engine::found> got(modules.size());
    host.get_row(modules, image, got);
    const std::uint64_t plane_of_calibration = 1, frame_data_alone = 1, its_fragments = 1;
    EXPECT_EQ(calls() - before, modules.size() + plane_of_calibration + frame_data_alone + its_fragments);
    EXPECT_EQ(in_a_row(image), one_by_one(image));
}

TEST_F(rows_of_modules, of_a_calibrated_image_have_the_calibrated_plane) {
    const std::string image = with(from_json(ct));
    ASSERT_EQ(host.add({.type = "calibratedPixelSpacing", .subjects = {image}},
                       from_json(R"({"rowPixelSpacing":0.25,"columnPixelSpacing":0.25})"))
                  .outcome,
              QUOIN_VALUE);
    const auto row = in_a_row(image);
    EXPECT_NE(row.at("imagePlaneModule").find(R"("rowPixelSpacing":0.25)"), std::string::npos)
        << row.at("imagePlaneModule");
    EXPECT_EQ(row, one_by_one(image));
}

TEST_F(rows_of_modules, images_of_a_series_share_what_they_say_alike) {
    std::string other(ct);
    other.replace(other.find("1.2.3"), 5, "1.2.4");
    const std::string first = with(from_json(ct)), second = with(from_json(other));
    for (const char* type : {"patientModule", "modalityLutModule", "imagePixelModule", "transferSyntax"})
        EXPECT_EQ(ask(type, first).answer.get(), ask(type, second).answer.get()) << type;
    EXPECT_NE(json("sopCommonModule", first), json("sopCommonModule", second));
}

TEST_F(rows_of_modules, images_of_a_patient_share_the_module_with_the_name_in_it) {
    const auto image_of = [this](const std::string& number, const std::string& name) {
        return with(
            by_keys(from_json(R"({"SOPInstanceUID":")" + number + R"(","PatientID":"P1","PatientName":)" +
                              name + R"(,"PatientBirthDate":"19700101"})")));
    };
    const std::string name = R"({"Alphabetic":"Doe^Jane","Ideographic":"\u5C71"})";
    const value first = ask("patientModule", image_of("1.2.3", name)).answer,
                second = ask("patientModule", image_of("1.2.4", name)).answer,
                other = ask("patientModule", image_of("1.2.5", R"({"Alphabetic":"Doe^John"})")).answer;
    ASSERT_TRUE(first);
    EXPECT_EQ(first.get(), second.get());
    EXPECT_EQ(to_json(first), R"({"patientId":"P1","patientName":{"Alphabetic":"Doe^Jane","Ideographic":")"
                              "\xE5\xB1\xB1"
                              R"("},"patientBirthDate":"19700101"})");
    EXPECT_NE(first.get(), other.get());
    EXPECT_EQ(to_json(other),
              R"({"patientId":"P1","patientName":{"Alphabetic":"Doe^John"},"patientBirthDate":"19700101"})");
}

struct files_of_a_series : plugin_engine {};

TEST_F(files_of_a_series, share_the_module_of_their_patient) {
    load(DICOM_FILES);
    load(FRAMES);
    load(DICOM_MODULES);
    const auto add = [this](const std::string& subject, const std::string& uid) {
        auto image = dicom_writer::samples::ct_image();
        const dicom_writer::bytes content = dicom_writer::write(
            image.text(0x00080018, "UI", uid).text(0x00100010, "PN", "Sample^Quoin=Ideo^Graphic"));
        builder payload;
        payload.add(std::span<const std::uint8_t>(content));
        EXPECT_EQ(host.add({.type = "naturalized", .subjects = {subject}}, payload.finish()).outcome,
                  QUOIN_VALUE);
    };
    add("x:1", "1.2.3");
    add("x:2", "1.2.4");
    const value first = ask("patientModule", "x:1").answer, second = ask("patientModule", "x:2").answer;
    EXPECT_EQ(to_json(first["patientName"]), R"({"Alphabetic":"Sample^Quoin","Ideographic":"Ideo^Graphic"})");
    EXPECT_EQ(first.get(), second.get());
    EXPECT_NE(json("sopCommonModule", "x:1"), json("sopCommonModule", "x:2"));
}

}  // namespace
}  // namespace quoin
