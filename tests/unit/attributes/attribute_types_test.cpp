// Any attribute is a type.
#include "plugin_engine.hpp"

#include <dicom/attribute_path.hpp>

#include <algorithm>

namespace quoin {
namespace {

struct attribute_types : plugin_engine {
    attribute_types() { load(ATTRIBUTES); }
    void naturalized(std::string_view json) {
        load(FRAMES);
        provide("naturalized", "scan", json);
    }
};

TEST_F(attribute_types, are_keywords_and_tags) {
    naturalized(R"({"Rows":64,"DiffusionBValue":800.5,"PatientName":{"Alphabetic":"A^B"}})");
    EXPECT_EQ(json("Rows", "scan"), "64");
    EXPECT_EQ(json("DiffusionBValue", "scan"), "800.5");
    EXPECT_EQ(json("00189087", "scan"), "800.5");
    EXPECT_EQ(json("(0018,9087)", "scan"), "800.5");
    EXPECT_EQ(json("PatientName", "scan"), R"({"Alphabetic":"A^B"})");
    EXPECT_EQ(json("Columns", "scan"), "(none)");
}

TEST_F(attribute_types, one_without_value_is_null_and_no_missing_answer) {
    naturalized(R"({"Rows":null})");
    EXPECT_EQ(json("Rows", "scan"), "null");
}

TEST_F(attribute_types, names_that_are_no_attributes_stay_without_answer) {
    naturalized(R"({"Rows":64,"acme":1,"Acme":2,"0019xx0C:ACME":3})");
    for (const char* type : {"rows", "ROWS", "acme", "Acme", "imagePlaneModule", "Rows ", "0028001",
                             "(0028,0010", "0019xx0C", "com.acme.Rows", "00280010x"})
        EXPECT_EQ(json(type, "scan"), "(none)") << type;
}

TEST_F(attribute_types, private_ones_go_by_creator_or_by_their_tag_in_this_object) {
    naturalized(R"({"00190010":["OTHER"],"00190011":["SIEMENS MR HEADER"],"0019xx0C:SIEMENS MR HEADER":[1000],
                    "0019xx0C:OTHER":["x"],"00290010":["ACME"],"00290011":["ACME"],"0029xx01:ACME":["first"],
                    "00291101:ACME":["second"],"00111001":["nobody's"]})");
    EXPECT_EQ(json("0019xx0C:SIEMENS MR HEADER", "scan"), "[1000]");
    EXPECT_EQ(json("0019110C", "scan"), "[1000]");
    EXPECT_EQ(json("(0019,100c)", "scan"), R"(["x"])");
    EXPECT_EQ(json("00190011", "scan"), R"(["SIEMENS MR HEADER"])");
    EXPECT_EQ(json("00291101", "scan"), R"(["second"])");
    EXPECT_EQ(json("00291001", "scan"), R"(["first"])");
    EXPECT_EQ(json("00291101:ACME", "scan"), R"(["second"])");
    EXPECT_EQ(json("00111001", "scan"), R"(["nobody's"])");
    EXPECT_EQ(json("0019120C", "scan"), "(none)");
}

TEST_F(attribute_types, of_repeating_groups_are_kept_apart) {
    naturalized(R"({"OverlayRows":64,"OverlayRows:6002":8})");
    EXPECT_EQ(json("60000010", "scan"), "64");
    EXPECT_EQ(json("60020010", "scan"), "8");
    EXPECT_EQ(json("OverlayRows:6002", "scan"), "8");
    EXPECT_EQ(json("60040010", "scan"), "(none)");
}

TEST_F(attribute_types, paths_lead_into_sequences) {
    naturalized(R"({"DimensionIndexSequence":[{"DimensionIndexPointer":"00200032"},{"00190010":["A.B [1]"],
                    "0019xx0C:A.B [1]":[{"Rows":5}],"DimensionIndexPointer":"00209056"}],"PixelSpacing":[0.5,0.25],
                    "Rows":64})");
    EXPECT_EQ(json("DimensionIndexSequence[1].DimensionIndexPointer", "scan"), R"("00209056")");
    EXPECT_EQ(json("DimensionIndexSequence[0]", "scan"), R"({"DimensionIndexPointer":"00200032"})");
    EXPECT_EQ(json("00209222[1].00209165", "scan"), R"("00209056")");
    EXPECT_EQ(json("DimensionIndexSequence[1].0019xx0C:A.B [1][0].Rows", "scan"), "5")
        << "a creator may have dots and brackets in its name";
    EXPECT_EQ(json("DimensionIndexSequence[1].0019100C[0].Rows", "scan"), "5");
    EXPECT_EQ(json("PixelSpacing[1]", "scan"), "0.25");
    EXPECT_EQ(json("Rows[0]", "scan"), "64");
    EXPECT_EQ(json("DimensionIndexSequence[0].Rows", "scan"), "(none)");
}

TEST_F(attribute_types, a_path_that_does_not_fit_is_no_answer_and_explained) {
    naturalized(R"({"DimensionIndexSequence":[{"Rows":1}],"Rows":64,"PixelSpacing":null})");
    for (const char* path : {"DimensionIndexSequence[1].Rows", "DimensionIndexSequence.Rows", "Rows.Rows",
                             "Rows[1]", "DimensionIndexSequence[0].Rows.", "DimensionIndexSequence[x].Rows",
                             "DimensionIndexSequence[0]Rows", "DimensionIndexSequence[0", "PixelSpacing[0]",
                             "DimensionIndexSequence[99999999999999999999999].Rows"}) {
        EXPECT_EQ(json(path, "scan"), "(none)") << path;
        EXPECT_TRUE(notes(path, "scan", "the path")) << path;
    }
}

TEST_F(attribute_types, are_those_of_the_frame) {
    naturalized(R"({"NumberOfFrames":2,"PerFrameFunctionalGroupsSequence":[
        {"PlanePositionSequence":[{"ImagePositionPatient":[0.0,0.0,1.0]}]},
        {"PlanePositionSequence":[{"ImagePositionPatient":[0.0,0.0,2.0]}]}]})");
    EXPECT_EQ(json("ImagePositionPatient", "scan?frame=2"), "[0.0,0.0,2.0]");
    EXPECT_EQ(json("NumberOfFrames", "scan?frame=2"), "2");
    EXPECT_EQ(json("NumberOfFrames", "scan?frame=3"), "(none)") << "there is no such frame";
}

TEST_F(attribute_types, without_instances_are_those_of_the_object) {
    provide("naturalized", "scan", R"({"Rows":64})");
    EXPECT_EQ(json("Rows", "scan"), "64");
    EXPECT_EQ(json("Rows", "other"), "(none)");
}

TEST_F(attribute_types, a_provider_that_names_the_type_is_asked_before) {
    naturalized(R"({"Rows":64})");
    host.add_provider(
        {.id = "com.acme", .types = {"Rows"}, .priority = {0, "test"}},
        engine::make_callable_provider(host, "com.acme", [](call& asked, const request&) -> answer {
            return value::of(asked.next()->as_int().value_or(0) + 1);
        }));
    EXPECT_EQ(json("Rows", "scan"), "65");
}

TEST_F(attribute_types, types_of_others_that_name_no_attribute_have_no_such_provider_in_their_chains) {
    naturalized(R"({"Rows":64})");
    provide("Rows", "other", "65");
    const auto has_it = [&](std::string_view type) {
        const auto chain = host.chain(type);
        return std::find(chain.begin(), chain.end(), "org.quoin.attributes") != chain.end();
    };
    EXPECT_FALSE(has_it("instance"));
    EXPECT_FALSE(has_it("frameModule"));
    EXPECT_TRUE(has_it("Rows"));
    EXPECT_EQ(json("Rows", "scan"), "64");
}

TEST(attribute_path, names_are_judged_without_an_object) {
    for (const char* yes : {"Rows", "Rows[0]", "OverlayRows:6002", "00189087", "7fe00010", "(7FE0,0010)",
                            "0019xx0C:A", "0029110C:A", "PatientName.x", "FFFAFFFA"})
        EXPECT_TRUE(dicom::is_attribute_path(yes)) << yes;
    for (const char* no : {"instance", "rows", "Instance", "", "(", "(0018,908", "0018908", "frameModule",
                           "0019xx0C", "faceFeed_", "org.quoin.frames.shared"})
        EXPECT_FALSE(dicom::is_attribute_path(no)) << no;
}

}  // namespace
}  // namespace quoin
