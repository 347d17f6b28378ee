// What a new instance begins with.
#include "referenced_fixture.hpp"

#include <set>
#include <thread>

namespace quoin {
namespace {

struct new_instances : referenced_fixture {
    void begin() {
        load(REFERENCED);
        replace_clock_and_uids();
        image(1, R"("PatientID":"7","FrameOfReferenceUID":"1.9")");
    }
};

TEST_F(new_instances, are_of_the_study_with_uids_of_their_own) {
    begin();
    const value found = of("NewInstanceData", {"image:1"});
    EXPECT_EQ(found["StudyInstanceUID"].as_string(), "1");
    EXPECT_EQ(found["PatientID"].as_string(), "7");
    EXPECT_EQ(found["SeriesInstanceUID"].as_string(), "1.2.1");
    EXPECT_EQ(found["SOPInstanceUID"].as_string(), "1.2.2");
    EXPECT_EQ(found["SeriesNumber"].as_int(), 50000);
    EXPECT_EQ(found["InstanceNumber"].as_int(), 1);
    EXPECT_EQ(to_json(found["SpecificCharacterSet"]), R"(["ISO_IR 192"])");
    EXPECT_EQ(found["Manufacturer"].as_string(), "Quoin");
    EXPECT_TRUE(found["OperatorsName"].is_null());
    EXPECT_EQ(found["InstanceCreationDate"].as_string(), "20240501");
    EXPECT_EQ(found["InstanceCreationTime"].as_string(), "123456.5");
    EXPECT_EQ(of("NewInstanceData", {"image:1"})["SOPInstanceUID"].as_string(), "1.2.4");  // never kept
}

TEST_F(new_instances, need_a_study) {
    load(REFERENCED);
    provide("naturalized", "photo", R"({"Modality":"XC"})");
    EXPECT_EQ(json("NewInstanceData", "photo"), "(none)");
    EXPECT_TRUE(notes("NewInstanceData", "photo", "no Study Instance UID"));
    EXPECT_EQ(json("NewInstanceData", "nothing"), "(none)");
}

TEST_F(new_instances, have_uids_that_nobody_had) {
    load(REFERENCED);
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string uid(of("newUID", {"SOPInstanceUID"}).as_string().value_or(""));
        ASSERT_TRUE(uid.starts_with("2.25.") && uid.size() <= 44 && uid.size() > 30 && uid[5] != '0') << uid;
        ASSERT_EQ(uid.find_first_not_of("0123456789."), std::string::npos);
        ASSERT_TRUE(seen.insert(uid).second);
    }
}

TEST_F(new_instances, asked_on_two_threads_at_once_are_two) {
    load(REFERENCED);
    image(1);
    std::vector<std::set<std::string>> uids(2);
    std::vector<std::thread> threads;
    for (auto& mine : uids)
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i)
                mine.emplace(host.get({.type = "NewInstanceData", .subjects = {"image:1"}})
                                 .answer["SOPInstanceUID"]
                                 .as_string()
                                 .value_or("?"));
        });
    for (std::thread& one : threads) one.join();
    uids[0].merge(uids[1]);
    EXPECT_EQ(uids[0].size(), 400U);
}

TEST_F(new_instances, take_what_a_site_answers_for_uids_at_its_word_if_it_is_one) {
    load(REFERENCED);
    image(1);
    host.add_provider({.id = "site", .types = {"newUID"}, .priority = {0, "test"}},
                      engine::make_callable_provider(
                          host, "site", [](call&, const request&) -> answer { return value::of("1.02"); }));
    EXPECT_EQ(error_of("NewInstanceData", {"image:1"}), "newUID: a UID is expected (PS3.5 9.1)");
}

TEST_F(new_instances, that_are_structure_sets_refer_to_their_images) {
    begin();
    image(2, R"("FrameOfReferenceUID":"1.9")");
    image(3, R"("FrameOfReferenceUID":"1.8")");
    const value found = of("RtssInstanceData", {"image:1", "image:2", "image:3"});
    EXPECT_EQ(found["SOPClassUID"].as_string(), "1.2.840.10008.5.1.4.1.1.481.3");
    EXPECT_EQ(found["Modality"].as_string(), "RTSTRUCT");
    EXPECT_EQ(found["SeriesNumber"].as_int(), 3201);
    EXPECT_EQ(found["StructureSetDate"].as_string(), "20240501");
    EXPECT_EQ(to_json(found["ROIContourSequence"]), "[]");
    EXPECT_EQ(found["FrameOfReferenceUID"].as_string(), "1.9");
    const view study = found["ReferencedFrameOfReferenceSequence"][0]["RTReferencedStudySequence"][0];
    EXPECT_EQ(study["ReferencedSOPInstanceUID"].as_string(), "1");
    const view series = study["RTReferencedSeriesSequence"];
    ASSERT_EQ(series.size(), 1U);
    EXPECT_EQ(series[0]["ContourImageSequence"].size(), 2U);  // the third is of another frame of reference
}

TEST_F(new_instances, that_are_structure_sets_refer_to_each_image_once_under_its_own_study) {
    begin();
    provide("naturalized", "image:2",
            R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SOPInstanceUID":"2.2.2","StudyInstanceUID":"2",)"
            R"("SeriesInstanceUID":"2.2","Modality":"CT","Rows":4,"Columns":8,"FrameOfReferenceUID":"1.9"})");
    const value found = of("RtssInstanceData", {"image:1", "image:2", "image:1"});
    const view studies = found["ReferencedFrameOfReferenceSequence"][0]["RTReferencedStudySequence"];
    ASSERT_EQ(studies.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(studies[i]["ReferencedSOPInstanceUID"].as_string(), i == 0 ? "1" : "2");
        const view series = studies[i]["RTReferencedSeriesSequence"];
        ASSERT_EQ(series.size(), 1U);
        EXPECT_EQ(series[0]["SeriesInstanceUID"].as_string(), i == 0 ? "1.1" : "2.2");
        EXPECT_EQ(series[0]["ContourImageSequence"].size(), 1U);
    }
}

TEST_F(new_instances, do_not_take_the_frame_of_an_ultrasound_volume_for_that_of_the_patient) {
    begin();
    image(2, R"("VolumeFrameOfReferenceUID":"1.7","ImagePositionVolume":[0,0,1],)"
             R"("ImageOrientationVolume":[1,0,0,0,1,0])");
    const value found = of("RtssInstanceData", {"image:2"});
    EXPECT_FALSE(found["FrameOfReferenceUID"]);
    EXPECT_EQ(to_json(found["ReferencedFrameOfReferenceSequence"]), "[]");
    const value plane = of("ImageData", {"image:2"});
    for (const char* const of_the_patient :
         {"FrameOfReferenceUID", "ImagePositionPatient", "ImageOrientationPatient"})
        EXPECT_FALSE(plane[of_the_patient]) << of_the_patient;
}

TEST_F(new_instances, are_created_from_defaults_base_values_and_predecessor) {
    begin();
    image(8, R"("SeriesNumber":12)");
    const value found = of(
        "createInstance", {"image:1"},
        R"({"type":"RtssInstanceData","base":{"StructureSetName":"mine","ContentCreatorName":"A^B","Manufacturer":""},)"
        R"("values":{"StructureSetLabel":"ROI","Rows":5},"predecessor":"image:8"})");
    EXPECT_EQ(found["StructureSetName"].as_string(), "mine");
    EXPECT_EQ(to_json(found["ContentCreatorName"]), R"({"Alphabetic":"A^B"})");
    EXPECT_TRUE(found["Manufacturer"].is_null());
    EXPECT_EQ(found["StructureSetLabel"].as_string(), "ROI");
    EXPECT_FALSE(found["Rows"]);
    EXPECT_EQ(found["SeriesNumber"].as_int(), 12);
    EXPECT_EQ(found["InstanceNumber"].as_int(), 9);
    EXPECT_EQ(found["PredecessorDocumentsSequence"].size(), 1U);
    EXPECT_EQ(error_of("createInstance", {"image:1"}, R"({"base":{"NoSuchWord":1}})"),
              "'NoSuchWord' is no keyword of an attribute (PS3.6)");
    EXPECT_EQ(error_of("createInstance", {"image:1"}, R"({"basis":{}})"),
              "createInstance: unknown option 'basis' (known: type, base, values, predecessor, dicomJson)");
    EXPECT_EQ(error_of("createInstance", {"image:1"}, R"({"predecessor":"image:7"})"),
              "image:7: cannot be a predecessor: an object with its UIDs is expected");
}

TEST_F(new_instances, are_dicom_json_on_request) {
    begin();
    const value found = of(
        "createInstance", {"image:1"},
        R"({"dicomJson":true,"base":{"PixelRepresentation":1,"SmallestImagePixelValue":-3,"ReferencedSeriesSequence":[{"SeriesInstanceUID":"1.1"}]}})");
    EXPECT_EQ(to_json(found["00100020"]), R"({"vr":"LO","Value":["7"]})");
    EXPECT_EQ(to_json(found["00100010"]), R"({"vr":"PN"})");
    EXPECT_EQ(to_json(found["00280106"]), R"({"vr":"SS","Value":[-3]})");
    EXPECT_EQ(to_json(found["00081115"]),
              R"({"vr":"SQ","Value":[{"0020000E":{"vr":"UI","Value":["1.1"]}}]})");
    EXPECT_EQ(found.member(0).first, "00080005");
}

struct configured_instances : referenced_fixture {
    std::string refused(std::string_view config) { return why_refused(REFERENCED, config); }
    /// The two providers of the library have each their own configuration.
    std::string refused_one(std::string_view id, std::string_view config) {
        return why_refused(REFERENCED, config, id);
    }
};

TEST_F(configured_instances, are_refused_with_the_key) {
    EXPECT_EQ(refused(R"({"uids":1})"), "unknown key 'uids' (known: values)");
    EXPECT_EQ(refused(R"({"values":{"NewInstance":{}}})"),
              "values.NewInstance: unknown (known: StudyData, SeriesData, ImageData, metaSrAnnotation, "
              "metaRTSSContour, metaSegBitmap)");
    EXPECT_EQ(refused(R"({"values":{"StudyData":{"Patient":1}}})"),
              "values.StudyData: 'Patient' is no keyword of an attribute (PS3.6)");
    EXPECT_EQ(refused(R"({"values":{"StudyData":{"ProcedureCodeSequence":1}}})"),
              "values.StudyData: ProcedureCodeSequence: a list of items, each with attributes by keyword, is "
              "expected");
}

TEST_F(configured_instances, say_what_the_configuration_says) {
    ASSERT_EQ(
        "",
        refused_one(
            "org.quoin.referenced",
            R"({"values":{"StudyData":{"AccessionNumber":"A1"},"metaSegBitmap":{"ImplementationVersionName":"ACME_1"}}})"));
    ASSERT_EQ(
        "",
        refused_one(
            "org.quoin.new-instances",
            R"({"uid_root":"1.2.840.99999","values":{"NewInstanceData":{"Manufacturer":"ACME","SeriesNumber":7},"RtssInstanceData":{"SeriesNumber":8}}})"));
    image(1);
    const value found = of("RtssInstanceData", {"image:1"});
    EXPECT_EQ(found["AccessionNumber"].as_string(), "A1");
    EXPECT_EQ(found["Manufacturer"].as_string(), "ACME");
    EXPECT_EQ(found["SeriesNumber"].as_int(), 8);
    EXPECT_EQ(of("NewInstanceData", {"image:1"})["SeriesNumber"].as_int(), 7);
    const std::string uid(found["SOPInstanceUID"].as_string().value_or(""));
    EXPECT_TRUE(uid.starts_with("1.2.840.99999.") && uid.size() <= 64) << uid;
    EXPECT_EQ(of("metaSegBitmap", {"image:1"})["ImplementationVersionName"]["Value"][0].as_string(),
              "ACME_1");
}

TEST_F(configured_instances, refuse_a_root_that_is_none) {
    for (const char* const root : {"1.02", "1..2", "", "abc", "1.2.3456789012345678901234567890123456789"})
        EXPECT_NE(refused_one("org.quoin.new-instances", R"({"uid_root":")" + std::string(root) + R"("})")
                      .find("uid_root: a root of UIDs is expected"),
                  std::string::npos)
            << root;
}

}  // namespace
}  // namespace quoin
