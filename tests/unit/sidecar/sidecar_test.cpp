// Files with their metadata beside them.
#include "image_bytes.hpp"
#include "name_pattern.hpp"

#include <plugin_engine.hpp>

#include <filesystem>
#include <fstream>

namespace quoin {
namespace {

struct sidecars : plugin_engine {
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "quoin-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = std::filesystem::canonical(name);
        const std::string roots = R"({"roots":[")" + folder.string() + R"("]})";
        load(FRAMES);
        load(DICOM_MODULES);
        load(DICOM_FILES, roots);
        load(SIDECAR, roots);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    std::string file(const std::string& name, std::string_view content = "x") {
        std::ofstream(folder / name, std::ios::binary) << content;
        return (folder / name).string();
    }
    /// The answer, or the error without the folder's path.
    std::string of(const std::string& type, const std::string& subject) {
        std::string out = json(type, subject);
        const std::string path = folder.string() + "/";
        for (std::size_t at = 0; (at = out.find(path)) != std::string::npos;) out.erase(at, path.size());
        return out;
    }
    std::string naturalized(const std::string& name) { return of("naturalized", (folder / name).string()); }

    std::filesystem::path folder;
};

TEST_F(sidecars, have_names_with_their_groups) {
    file("n.tif");
    file("n.tif.json", R"({"PatientName":"Yamada^Tarou=\u5c71\u7530^\u592a\u90ce","OperatorsName":"=B=C"})");
    EXPECT_EQ(
        naturalized("n.tif"),
        "{\"OperatorsName\":[{\"Ideographic\":\"B\",\"Phonetic\":\"C\"}],"
        "\"PatientName\":{\"Alphabetic\":\"Yamada^Tarou\",\"Ideographic\":\"\u5c71\u7530^\u592a\u90ce\"}}");
    file("o.tif");
    file("o.tif.json", R"({"PatientName":"A=B=C=D"})");
    EXPECT_THAT(naturalized("o.tif"), ::testing::HasSubstr("at most three groups"));
}

TEST_F(sidecars, in_json_and_yaml_are_the_object) {
    file("a.tif");
    file(
        "a.tif.json",
        R"({"PatientID":7,"PatientName":"Doe^Jane","PixelSpacing":[0.5,"0.25"],"PatientBirthDate":19700101})");
    EXPECT_EQ(
        naturalized("a.tif"),
        R"({"PatientBirthDate":"19700101","PatientID":"7","PatientName":{"Alphabetic":"Doe^Jane"},"PixelSpacing":[0.5,0.25]})");
    file("b.nii.gz");
    file("b.nii.gz.yaml",
         "Modality: MR\nSoftwareVersions: '1'\nRows: '4'\nProcedureCodeSequence:\n  - CodeValue: 5\n");
    EXPECT_EQ(
        naturalized("b.nii.gz"),
        R"({"Modality":"MR","ProcedureCodeSequence":[{"CodeValue":"5"}],"Rows":4,"SoftwareVersions":["1"]})");
}

TEST_F(sidecars, takes_modules_by_their_names_and_attributes_in_parts) {
    file("p.tif", "x");
    file(
        "p.tif.json",
        R"({"patientModule":{"patientId":"7"},"imagePlaneModule":{"rowPixelSpacing":0.5,"columnPixelSpacing":0.25,)"
        R"("rowCosines":[1,0,0],"columnCosines":[0,1,0]}})");
    EXPECT_EQ(
        naturalized("p.tif"),
        R"({"ImageOrientationPatient":[1.0,0.0,0.0,0.0,1.0,0.0],"PatientID":"7","PixelSpacing":[0.5,0.25]})");
    for (const auto& [text, line] : std::vector<std::pair<std::string, std::string>>{
             {R"({"imagePlaneModule":{"rowPixelSpacing":0.5}})",
              "imagePlaneModule.rowPixelSpacing: columnPixelSpacing is expected beside it"},
             {R"({"imagePlaneModule":{"pixelSpacing":[1,1],"rowPixelSpacing":0.5,"columnPixelSpacing":1}})",
              "imagePlaneModule.rowPixelSpacing: pixelSpacing says something else"},
             {R"({"imagePlaneModule":{"rowCosines":[1,0]}})",
              "imagePlaneModule.rowCosines: 3 numbers are expected"},
             {R"({"imagePlaneModule":{"rowPixelSpacing":"wide"}})",
              "imagePlaneModule.rowPixelSpacing: 1 number is expected"},
             {R"({"scalingModule":{"suvbw":1}})",
              "scalingModule.suvbw: is of no attribute, so it cannot be stated"},
             {R"({"patientModule":5})", "patientModule: members are expected"}}) {
        file("q.tif", "x");
        file("q.tif.json", text);
        EXPECT_EQ(naturalized("q.tif"), "(error: q.tif.json: " + line + ")");
    }
}

TEST_F(sidecars, by_module_are_the_same_attributes) {
    file("a.tif");
    file("a.tif.yaml",
         "modules:\n  patientModule: {patientId: '7', patientName: Doe^Jane}\n  imagePlaneModule: "
         "{pixelSpacing: [1, 2]}\nPatientID: '8'\n");
    EXPECT_EQ(naturalized("a.tif"),
              R"({"PatientID":"8","PatientName":{"Alphabetic":"Doe^Jane"},"PixelSpacing":[1.0,2.0]})");
    EXPECT_EQ(of("patientModule", (folder / "a.tif").string()),
              R"({"patientId":"8","patientName":{"Alphabetic":"Doe^Jane"}})");
    file("b.tif");
    file("b.tif.yaml", "modules: {scalingModule: {suvbw: 1}}\n");
    EXPECT_EQ(naturalized("b.tif"),
              "(error: b.tif.yaml: modules.scalingModule.suvbw: is of no attribute, so it cannot be stated)");
}

TEST_F(sidecars, of_a_png_need_not_say_its_size) {
    file("photo.png", png(20, 10, 8, 2));
    file("photo.png.json", R"({"Modality":"XC"})");
    const std::string subject = (folder / "photo.png").string();
    const value pixels = ask("imagePixelModule", subject).answer;
    EXPECT_EQ(pixels["rows"].as_int(), 10);
    EXPECT_EQ(pixels["columns"].as_int(), 20);
    EXPECT_EQ(pixels["samplesPerPixel"].as_int(), 3);
    EXPECT_EQ(pixels["bitsAllocated"].as_int(), 8);
    EXPECT_EQ(pixels["photometricInterpretation"].as_string(), "RGB");
    EXPECT_TRUE(notes("naturalized", subject, "are those of the PNG header"));
}

TEST_F(sidecars, without_a_spacing_say_that_it_is_a_default) {
    file("photo.jpg", jpeg(20, 10, 8, 3));
    file("photo.jpg.json", R"({"Modality":"XC"})");
    const value plane = ask("imagePlaneModule", (folder / "photo.jpg").string()).answer;
    EXPECT_EQ(plane["usingDefaultValues"].as_bool(), true);
    EXPECT_EQ(plane["pixelSpacingOrigin"].as_string(), "default");
    EXPECT_EQ(ask("generalImageModule", (folder / "photo.jpg").string())
                  .answer["lossyImageCompression"]
                  .as_string(),
              "01");
}

TEST_F(sidecars, that_contradict_the_image_are_an_error) {
    file("photo.png", png(20, 10, 8, 2));
    file("photo.png.json", R"({"Rows":11})");
    EXPECT_EQ(naturalized("photo.png"),
              "(error: photo.png: Rows is written as another number than the 10 that the image has)");
}

TEST_F(sidecars, of_a_folder_hold_for_the_files_they_match_and_what_is_beside_goes_before) {
    file("metadata.yaml",
         "files:\n  - match: ['*.tif', '*.png']\n    Modality: XC\n    PatientID: '1'\n  - match: b?.tif\n   "
         " PatientID: '2'\n");
    for (const char* const name : {"a.tif", "b1.tif", "c.tif", "d.gif"}) file(name);
    file("c.tif.yml", "PatientID: '3'\n");
    EXPECT_EQ(naturalized("a.tif"), R"({"Modality":"XC","PatientID":"1"})");
    EXPECT_EQ(naturalized("b1.tif"), R"({"Modality":"XC","PatientID":"2"})");
    EXPECT_EQ(naturalized("c.tif"), R"({"Modality":"XC","PatientID":"3"})");
    EXPECT_NE(naturalized("d.gif").find("error"),
              std::string::npos);  // nothing is written of it: the sources are asked
}

TEST_F(sidecars, that_change_come_or_go_are_noticed) {
    const std::string image = file("a.tif");
    file("a.tif.yaml", "PatientID: '1'\n");
    EXPECT_EQ(naturalized("a.tif"), R"({"PatientID":"1"})");
    file("a.tif.yaml", "PatientID: '22'\n");
    EXPECT_EQ(naturalized("a.tif"), R"({"PatientID":"22"})");
    EXPECT_EQ(of("naturalized", image + "?frame=1"), R"({"PatientID":"22"})");
    file("metadata.yaml", "files: [{match: '*', Modality: OT}]\n");
    EXPECT_EQ(naturalized("a.tif"), R"({"Modality":"OT","PatientID":"22"})");
    std::filesystem::remove(folder / "a.tif.yaml");
    EXPECT_EQ(naturalized("a.tif"), R"({"Modality":"OT"})");
    std::filesystem::remove(folder / "metadata.yaml");
    EXPECT_NE(naturalized("a.tif").find("error"), std::string::npos);
}

TEST_F(sidecars, are_not_taken_for_dicom) {
    file("metadata.yaml", "files: [{match: '*', Modality: OT}]\n");
    for (const char* const name : {"a.dcm", "IM0001", "1.2.840.1", "A.IMA"}) {
        file(name);
        EXPECT_NE(naturalized(name).find("error"), std::string::npos) << name;
    }
    const std::string disguised = file("a.img", std::string(128, '\0') + "DICM");
    EXPECT_TRUE(notes("naturalized", disguised, "it is a DICOM file"));
    EXPECT_EQ(json("naturalized", "wadors:https://server/a.png"), "(none)");
}

TEST_F(sidecars, outside_of_the_roots_are_not_read) {
    EXPECT_NE(json("naturalized", "/etc/hostname.png").find("outside"),
              std::string::npos);  // said by the source of files
}

TEST_F(sidecars, that_are_wrong_say_where) {
    struct {
        const char* written;
        const char* said;
    } const cases[] = {
        {"PatinetID: 1\n", "'PatinetID' is no keyword of an attribute (PS3.6)"},
        {"Rows: many\n", "Rows: a whole number is expected"},
        {"PixelSpacing: [a, b]\n", "PixelSpacing: a number is expected"},
        {"PixelSpacing: [1, 2, 3]\n", "PixelSpacing: more values than the 2 that it may have"},
        {"Rows: [1, 2]\n", "Rows: more values than the 1 that it may have"},
        {"SOPInstanceUID: 1.2\n",
         "SOPInstanceUID: a text (in quotes where it looks like a number) is expected"},
        {"PatientName: {First: Jane}\n",
         "PatientName: a name, as Doe^Jane, or {Alphabetic, Ideographic, Phonetic} is expected"},
        {"ProcedureCodeSequence: 5\n",
         "ProcedureCodeSequence: a list of items, each with attributes by keyword, is expected"},
        {"PixelData: x\n", "PixelData: bulk data cannot be written here"},
        {"modules: 5\n", "modules: {TYPE: {member: value}} is expected"},
        {"- a\n", "attributes by keyword are expected, as Modality: XC"},
    };
    for (const auto& [written, said] : cases) {
        file("a.tif");
        file("a.tif.yaml", written);
        EXPECT_EQ(naturalized("a.tif"), "(error: a.tif.yaml: " + std::string(said) + ")");
    }
    file("a.tif.json", "{}");
    file("a.tif.yaml", "Rows: 1\n");
    EXPECT_EQ(naturalized("a.tif"),
              "(error: a.tif: metadata are both in .json and .yaml: one of the two is expected)");
    file("b.tif");
    file("b.tif.json", R"({"Rows":1} x)");
    EXPECT_EQ(naturalized("b.tif"), "(error: b.tif.json: no JSON at byte 11: something follows its end)");
    file("metadata.yaml", "files: [{Modality: XC}]\n");
    file("c.tif");
    EXPECT_EQ(naturalized("c.tif"), "(error: metadata.yaml: files[0]: match is expected)");
    EXPECT_EQ(why_refused(SIDECAR, R"({"root":[]})"), "unknown key 'root' (known: roots)");
}

TEST(name_pattern, has_stars_and_question_marks) {
    using sidecar::matches_name;
    EXPECT_TRUE(matches_name("*.png", "a.png"));
    EXPECT_TRUE(matches_name("*", ""));
    EXPECT_TRUE(matches_name("a*b*c", "aXbbYc"));
    EXPECT_TRUE(matches_name("IM?.png", "IM1.png"));
    EXPECT_FALSE(matches_name("IM?.png", "IM10.png"));
    EXPECT_FALSE(matches_name("*.png", "a.png.json"));
    EXPECT_FALSE(matches_name("", "a"));
    EXPECT_FALSE(matches_name("a*b", "a*c"));
    EXPECT_TRUE(matches_name("a*b", "a*b"));
}

}  // namespace
}  // namespace quoin
