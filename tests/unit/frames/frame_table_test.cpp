// All frames in one answer: typed arrays that agree with what each frame's instance says.
#include "frames_fixture.hpp"

#include <cmath>

namespace quoin {
namespace {

struct frame_table : frames_fixture {
    value table_of(const std::string& members) {
        const std::string id = "x:" + std::to_string(++objects_);
        provide("naturalized", id, "{" + members + "}");
        const engine::result found = ask("frameTable", id);
        EXPECT_EQ(found.outcome, QUOIN_VALUE) << found.error.message;
        return found.answer;
    }
    std::string last() const { return "x:" + std::to_string(objects_); }

 private:
    int objects_ = 0;
};

/// NaN is printed as null.
std::string column(const value& table, std::string_view name) {
    return table[name] ? frames_fixture::plain(to_json(table[name])) : "(absent)";
}

const std::string enhanced =
    R"("NumberOfFrames":3,"DimensionIndexSequence":[
        {"DimensionIndexPointer":"00209056","FunctionalGroupPointer":"00209111"},
        {"DimensionIndexPointer":"00209057","FunctionalGroupPointer":"00209111","DimensionDescriptionLabel":"slice"}],
    "SharedFunctionalGroupsSequence":[{
        "PlaneOrientationSequence":[{"ImageOrientationPatient":[0,1,0,0,0,-1]}],
        "PixelMeasuresSequence":[{"PixelSpacing":[0.5,0.25],"SliceThickness":2}]}],
    "PerFrameFunctionalGroupsSequence":[
        {"FrameContentSequence":[{"StackID":"a","InStackPositionNumber":2,"DimensionIndexValues":[1,2]}],
         "PlanePositionSequence":[{"ImagePositionPatient":[1.5,2,3]}],
         "MRDiffusionSequence":[{"DiffusionBValue":0}]},
        {"PlanePositionSequence":[{"ImagePositionPatient":[4.5,5,6]}],
         "PixelMeasuresSequence":[{"PixelSpacing":[9,8]}],
         "FrameContentSequence":[{"StackID":"b","InStackPositionNumber":1,"DimensionIndexValues":[2,1],
            "TemporalPositionIndex":3}]},
        {"FrameContentSequence":[{"StackID":"a","DimensionIndexValues":[1,1]}],
         "MRDiffusionSequence":[{"DiffusionBValue":800.5}]}])";

TEST_F(frame_table, has_a_column_for_each_attribute_and_a_row_for_each_frame) {
    const value table = table_of(enhanced);
    EXPECT_EQ(table["numberOfFrames"].as_int(), 3);
    EXPECT_EQ(table["coordinateSystem"].as_string(), "patient");
    EXPECT_EQ(column(table, "positionX"), "[1.5,4.5,null]");
    EXPECT_EQ(column(table, "positionY"), "[2,5,null]");
    EXPECT_EQ(column(table, "positionZ"), "[3,6,null]");
    EXPECT_EQ(column(table, "orientation"), "[0,1,0,0,0,-1,0,1,0,0,0,-1,0,1,0,0,0,-1]");
    EXPECT_EQ(column(table, "sliceLocation"), "[-1.5,-4.5,null]");
    EXPECT_EQ(column(table, "rowPixelSpacing"), "[0.5,9,0.5]");
    EXPECT_EQ(column(table, "columnPixelSpacing"), "[0.25,8,0.25]");
    EXPECT_EQ(column(table, "sliceThickness"), "[2,2,2]");
    EXPECT_EQ(column(table, "diffusionBValue"), "[0,null,800.5]");
    EXPECT_EQ(column(table, "stackId"), "[1,2,1]");
    EXPECT_EQ(column(table, "stackIds"), R"(["a","b"])");
    EXPECT_EQ(column(table, "inStackPositionNumber"), "[2,1,0]");
    EXPECT_EQ(column(table, "temporalPositionIndex"), "[0,3,0]");
    EXPECT_EQ(column(table, "dimensionIndexValues"), "[1,2,2,1,1,1]");
    EXPECT_EQ(column(table, "dimensions"),
              R"([{"pointer":"00209056","functionalGroup":"00209111"},)"
              R"({"pointer":"00209057","functionalGroup":"00209111","label":"slice"}])");
}

TEST_F(frame_table, has_no_column_that_no_frame_states) {
    const value table = table_of(enhanced);
    for (const char* name : {"spacingBetweenSlices", "effectiveEchoTime", "referencedSegmentNumber",
                             "sliceVector", "opticalPathIdentifier", "columnPositionInTotalImagePixelMatrix"})
        EXPECT_EQ(column(table, name), "(absent)") << name;
    EXPECT_EQ(to_json(table_of(R"("Rows":4)")), R"({"numberOfFrames":1})");
}

TEST_F(frame_table, is_of_typed_arrays) {
    const value table = table_of(enhanced);
    EXPECT_EQ(table["positionX"].shape()->dtype, QUOIN_F64);
    EXPECT_EQ(table["stackId"].shape()->dtype, QUOIN_I32);
}

TEST_F(frame_table, is_asked_of_the_object_or_of_any_of_its_frames) {
    const value table = table_of(enhanced);
    EXPECT_EQ(ask("frameTable", last() + "?frame=2").answer, table);
    EXPECT_EQ(ask("frameTable", last() + "?frame=4").outcome, QUOIN_PASS);
}

TEST_F(frame_table, does_not_apply_to_what_has_no_pixels) {
    provide("naturalized", "x:report", R"({"Modality":"SR"})");
    EXPECT_EQ(ask("frameTable", "x:report").outcome, QUOIN_PASS);
}

TEST_F(frame_table, has_a_vector_that_says_nothing_usable) {
    const value table = table_of(
        R"("NumberOfFrames":2,"SliceVector":[null,null],"PhaseVector":["x",2],"EnergyWindowVector":[1])");
    EXPECT_EQ(column(table, "sliceVector"), "[0,0]");
    EXPECT_EQ(column(table, "phaseVector"), "[0,2]");
    EXPECT_EQ(column(table, "energyWindowVector"), "[1,0]");
}

TEST_F(frame_table, skips_what_tells_of_another_instance_and_odd_shapes) {
    const value table = table_of(
        R"("NumberOfFrames":4,"PerFrameFunctionalGroupsSequence":[
        {"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3],"SOPInstanceUID":"9"}]},
        {"PlanePositionSequence":[{"ImagePositionPatient":[1,2]}],"FrameContentSequence":"x","PixelMeasuresSequence":[]},
        null, {"FrameContentSequence":[{"InStackPositionNumber":"x","DimensionIndexValues":[99999999999]}]}])");
    EXPECT_EQ(column(table, "positionX"), "(absent)");
    EXPECT_EQ(column(table, "inStackPositionNumber"), "(absent)");
}

TEST_F(frame_table, has_the_vectors_of_nuclear_medicine_and_the_place_of_each_frame) {
    const value table = table_of(
        R"("NumberOfFrames":4,"Modality":"NM","ImageType":["ORIGINAL","PRIMARY","RECON GATED TOMO"],
        "SpacingBetweenSlices":3,"TimeSlotVector":[1,1,2,2],"SliceVector":[1,2,1,2],"DetectorInformationSequence":[
        {"ImagePositionPatient":[1,2,3],"ImageOrientationPatient":[1,0,0,0,1,0]}])");
    EXPECT_EQ(column(table, "positionZ"), "[3,6,3,6]");
    EXPECT_EQ(column(table, "sliceLocation"), "[3,6,3,6]");
    EXPECT_EQ(column(table, "timeSlotVector"), "[1,1,2,2]");
    EXPECT_EQ(column(table, "sliceVector"), "[1,2,1,2]");
}

TEST_F(frame_table, of_a_dose_has_no_position_where_none_is_known_and_says_how_often) {
    const std::string dose = R"("NumberOfFrames":3,"ImagePositionPatient":[-10,-20,-30],)"
                             R"("ImageOrientationPatient":[1,0,0,0,1,0],"GridFrameOffsetVector":)";
    EXPECT_EQ(column(table_of(dose + "[0,2,4]"), "positionZ"), "[-30,-28,-26]");
    EXPECT_EQ(column(table_of(dose + "[-30,-28,-26]"), "positionZ"), "[-30,-28,-26]");
    EXPECT_EQ(column(table_of(dose + "[5,7,9]"), "positionZ"), "[-30,null,null]");
    EXPECT_TRUE(notes("frameTable", last(), "that of the object is kept (2 frames)"));
}

TEST_F(frame_table, of_volumes_of_ultrasound_is_in_their_space) {
    const value table = table_of(
        R"("NumberOfFrames":2,"SharedFunctionalGroupsSequence":[{
        "PlaneOrientationVolumeSequence":[{"ImageOrientationVolume":[1,0,0,0,1,0]}]}],
        "PerFrameFunctionalGroupsSequence":[
        {"PlanePositionVolumeSequence":[{"ImagePositionVolume":[0,0,1.5]}],
         "TemporalPositionSequence":[{"TemporalPositionTimeOffset":0.04}]},
        {"PlanePositionVolumeSequence":[{"ImagePositionVolume":[0,0,3]}]}])");
    EXPECT_EQ(table["coordinateSystem"].as_string(), "volume");
    EXPECT_EQ(column(table, "positionZ"), "[1.5,3]");
    EXPECT_EQ(column(table, "sliceLocation"), "[1.5,3]");
    EXPECT_EQ(column(table, "temporalPositionTimeOffset"), "[0.04,null]");
}

TEST_F(frame_table, agrees_with_the_instance_of_every_frame) {
    const std::vector<std::string> objects{
        enhanced,
        R"("NumberOfFrames":3,"ImagePositionPatient":[1,2,3],"ImageOrientationPatient":[1,0,0,0,1,0])",
        R"("NumberOfFrames":3,"ImagePositionPatient":[1,2,3],"ImageOrientationPatient":[0,1,0,0,0,-1],
           "GridFrameOffsetVector":[0,2])",
        R"("NumberOfFrames":4,"Modality":"NM","ImageType":["ORIGINAL","PRIMARY","TOMO"],"AngularViewVector":[1,2,3,4],
           "DetectorInformationSequence":[{"ImagePositionPatient":[1,2,3],"ImageOrientationPatient":[1,0,0,0,1,0]}])",
        R"("NumberOfFrames":2,"GridFrameOffsetVector":[0,2],"ImagePositionPatient":[9,9,9],
           "ImageOrientationPatient":[1,0,0,0,1,0],"SharedFunctionalGroupsSequence":[{
           "PlanePositionSequence":[{"ImagePositionPatient":[7,8,9]}]}])",
        R"("NumberOfFrames":2,"GridFrameOffsetVector":[0,2],"ImagePositionPatient":[9,9,9],
           "ImageOrientationPatient":[1,0,0,0,1,0],"PerFrameFunctionalGroupsSequence":[{
           "PlanePositionSequence":[{"ImagePositionPatient":[7,8,9]}]}])",
        R"("NumberOfFrames":2,"ImagePositionPatient":[9,9,9],"PixelSpacing":[1,1],
           "PerFrameFunctionalGroupsSequence":[{"PlanePositionSequence":[{"ImagePositionPatient":null}],
           "PixelMeasuresSequence":[{"PixelSpacing":null}]}])"};
    for (const std::string& members : objects) {
        const value table = table_of(members);
        const auto frames = table["numberOfFrames"].as_int().value_or(0);
        for (std::int64_t frame = 1; frame <= frames; ++frame) {
            const value instance = ask("instance", last() + "?frame=" + std::to_string(frame)).answer;
            const auto row = static_cast<std::size_t>(frame - 1);
            const auto same = [&](const char* name, view wanted, std::size_t index) {
                if (!table[name]) {
                    EXPECT_FALSE(wanted.as_real()) << members << name << frame;
                    return;
                }
                const double found = table[name].elements<double>()[index];
                if (wanted.as_real()) {
                    EXPECT_EQ(found, *wanted.as_real()) << members << name << frame;
                } else {
                    EXPECT_TRUE(std::isnan(found)) << members << name << frame;
                }
            };
            same("positionX", instance["ImagePositionPatient"][0], row);
            same("positionY", instance["ImagePositionPatient"][1], row);
            same("positionZ", instance["ImagePositionPatient"][2], row);
            for (std::size_t i = 0; i < 6; ++i)
                same("orientation", instance["ImageOrientationPatient"][i], row * 6 + i);
            same("rowPixelSpacing", instance["PixelSpacing"][0], row);
        }
    }
}

}  // namespace
}  // namespace quoin
