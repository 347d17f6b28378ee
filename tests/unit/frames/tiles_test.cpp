// Whole-slide images: where a tile is, when its place is implied (TILED_FULL, PS3.3 C.7.6.17.3) and when it
// is written (TILED_SPARSE).
#include "frames_fixture.hpp"

namespace quoin {
namespace {

struct tiles : frames_fixture {
    void object(const std::string& members) { provide("naturalized", "x:1", "{" + members + "}"); }
    /// "column row | x y z" of a frame, as the instance has them.
    std::string place(int frame) {
        const std::string id = "x:1?frame=" + std::to_string(frame);
        std::string out = of(id, "ColumnPositionInTotalImagePixelMatrix") + " " +
                          of(id, "RowPositionInTotalImagePixelMatrix") + " |";
        for (const char* axis : {"X", "Y", "Z"})
            out += " " + of(id, std::string(axis) + "OffsetInSlideCoordinateSystem");
        return plain(out);
    }
};

// 5 x 3 pixels in tiles of 2 x 2: 3 tiles across, 2 down. Turned by 180 degrees on the slide, as most are.
const std::string matrix =
    R"("DimensionOrganizationType":"TILED_FULL","Rows":2,"Columns":2,)"
    R"("TotalPixelMatrixColumns":5,"TotalPixelMatrixRows":3,"ImageOrientationSlide":[-1,0,0,0,-1,0],)"
    R"("TotalPixelMatrixOriginSequence":[{"XOffsetInSlideCoordinateSystem":20,"YOffsetInSlideCoordinateSystem":40}],)"
    R"("SharedFunctionalGroupsSequence":[{"PixelMeasuresSequence":[{"PixelSpacing":[0.5,0.25],)"
    R"("SpacingBetweenSlices":0.002}]}],)";

TEST_F(tiles, vary_along_rows_then_down_columns) {
    object(matrix + R"("NumberOfFrames":6)");
    EXPECT_EQ(place(1), "1 1 | 20 40 0");
    EXPECT_EQ(place(2), "3 1 | 19.5 40 0");
    EXPECT_EQ(place(3), "5 1 | 19 40 0");
    EXPECT_EQ(place(4), "1 3 | 20 39 0");
    EXPECT_EQ(place(6), "5 3 | 19 39 0");
    EXPECT_EQ(place(7), "(none) (none) | (none) (none) (none)");
    EXPECT_EQ(of("x:1?frame=2", "framePosition"), R"("computed")");
}

TEST_F(tiles, have_their_place_in_the_plane) {
    load(DICOM_MODULES);
    object(matrix + R"("NumberOfFrames":12,"TotalPixelMatrixFocalPlanes":2)");
    const value plane = ask("imagePlaneModule", "x:1?frame=12").answer;
    EXPECT_EQ(plane["coordinateSystem"].as_string(), "slide");
    EXPECT_EQ(plain(to_json(plane["imagePositionPatient"])), "[19,39,0.002]");
    EXPECT_EQ(plain(to_json(plane["imageOrientationPatient"])), "[-1,0,0,0,-1,0]");
    EXPECT_EQ(plain(to_json(plane["pixelSpacing"])), "[0.5,0.25]");
    EXPECT_EQ(to_json(plane["defaulted"]), "[]");
}

TEST_F(tiles, that_are_sparse_have_their_written_place_in_the_plane) {
    load(DICOM_MODULES);
    object(R"("DimensionOrganizationType":"TILED_SPARSE","Rows":2,"Columns":2,"NumberOfFrames":2,
        "TotalPixelMatrixColumns":5,"TotalPixelMatrixRows":3,"ImageOrientationSlide":[-1,0,0,0,-1,0],
        "PerFrameFunctionalGroupsSequence":[{"PlanePositionSlideSequence":[{"XOffsetInSlideCoordinateSystem":1,
        "YOffsetInSlideCoordinateSystem":2,"ZOffsetInSlideCoordinateSystem":0}]},{"PlanePositionSlideSequence":[
        {"XOffsetInSlideCoordinateSystem":3,"YOffsetInSlideCoordinateSystem":4,"ZOffsetInSlideCoordinateSystem":5000}]}])");
    const value plane = ask("imagePlaneModule", "x:1?frame=2").answer;
    EXPECT_EQ(plain(to_json(plane["imagePositionPatient"])), "[3,4,5]");
    EXPECT_EQ(to_json(plane["defaulted"]), R"(["pixelSpacing"])");
}

TEST_F(tiles, have_the_optical_path_that_a_shared_group_states) {
    std::string shared = matrix;
    const std::string measures = R"([{"PixelMeasuresSequence")";
    shared.replace(
        shared.find(measures), measures.size(),
        R"([{"OpticalPathIdentificationSequence":[{"OpticalPathIdentifier":"B"}],"PixelMeasuresSequence")");
    object(
        shared +
        R"("NumberOfFrames":6,"OpticalPathSequence":[{"OpticalPathIdentifier":"A"},{"OpticalPathIdentifier":"B"}],)"
        R"("NumberOfOpticalPaths":1)");
    EXPECT_EQ(of("x:1?frame=2", "OpticalPathIdentifier"), R"("B")");
    EXPECT_EQ(to_json(ask("frameTable", "x:1").answer["opticalPathIdentifiers"]), R"(["B"])");
}

TEST_F(tiles, whose_place_is_not_known_have_a_default_that_is_said) {
    load(DICOM_MODULES);
    object(matrix + R"("NumberOfFrames":5)");  // of six tiles
    const value plane = ask("imagePlaneModule", "x:1?frame=2").answer;
    EXPECT_EQ(plane["coordinateSystem"].as_string(), "slide");
    EXPECT_EQ(to_json(plane["defaulted"]), R"(["imagePositionPatient"])");
}

// The numbers that another program wrote for the same tiles in a sparse image.
TEST_F(tiles, are_where_a_sparse_copy_of_the_image_says) {
    object(R"("DimensionOrganizationType":"TILED_FULL","Rows":10,"Columns":10,"NumberOfFrames":25,
        "TotalPixelMatrixColumns":50,"TotalPixelMatrixRows":50,"TotalPixelMatrixFocalPlanes":1,
        "ImageOrientationSlide":[0,-1,0,-1,0,0],"TotalPixelMatrixOriginSequence":[
        {"XOffsetInSlideCoordinateSystem":23.449873,"YOffsetInSlideCoordinateSystem":25.691574}],
        "SharedFunctionalGroupsSequence":[{"PixelMeasuresSequence":[{"PixelSpacing":[0.000499,0.000499]}]}])");
    const value frame = ask("instance", "x:1?frame=7").answer;
    EXPECT_EQ(frame["ColumnPositionInTotalImagePixelMatrix"].as_int(), 11);
    EXPECT_EQ(frame["RowPositionInTotalImagePixelMatrix"].as_int(), 11);
    EXPECT_NEAR(frame["XOffsetInSlideCoordinateSystem"].as_real().value_or(0), 23.444883, 1e-9);
    EXPECT_NEAR(frame["YOffsetInSlideCoordinateSystem"].as_real().value_or(0), 25.686584, 1e-9);
}

TEST_F(tiles, then_towards_the_coverslip_with_offsets_in_micrometres) {
    object(matrix + R"("NumberOfFrames":12,"TotalPixelMatrixFocalPlanes":2)");
    EXPECT_EQ(place(7), "1 1 | 20 40 2");
    EXPECT_EQ(place(12), "5 3 | 19 39 2");
}

TEST_F(tiles, then_by_optical_path) {
    object(matrix + R"("NumberOfFrames":24,"TotalPixelMatrixFocalPlanes":2,"NumberOfOpticalPaths":2,
        "OpticalPathSequence":[{"OpticalPathIdentifier":"red"},{"OpticalPathIdentifier":"blue"}])");
    EXPECT_EQ(place(13), "1 1 | 20 40 0");
    EXPECT_EQ(of("x:1?frame=12", "OpticalPathIdentifier"), R"("red")");
    EXPECT_EQ(of("x:1?frame=13", "OpticalPathIdentifier"), R"("blue")");
    EXPECT_EQ(place(24), "5 3 | 19 39 2");
}

TEST_F(tiles, of_a_segmentation_vary_by_segment_and_those_of_a_label_map_do_not) {
    const std::string two = R"("SegmentSequence":[{"SegmentNumber":1},{"SegmentNumber":5}],)";
    object(matrix + two + R"("SegmentationType":"BINARY","NumberOfFrames":12)");
    EXPECT_EQ(place(7), "1 1 | 20 40 0");
    EXPECT_EQ(of("x:1?frame=6", "ReferencedSegmentNumber"), "1");
    EXPECT_EQ(of("x:1?frame=7", "ReferencedSegmentNumber"), "5");
    provide("naturalized", "x:labels",
            "{" + matrix + two + R"("SegmentationType":"LABELMAP","NumberOfFrames":6})");
    EXPECT_EQ(of("x:labels?frame=6", "ColumnPositionInTotalImagePixelMatrix"), "5");
    EXPECT_EQ(of("x:labels?frame=6", "ReferencedSegmentNumber"), "(absent)");
}

TEST_F(tiles, of_a_concatenation_are_counted_through) {
    object(matrix + R"("NumberOfFrames":3,"ConcatenationUID":"1.2","ConcatenationFrameOffsetNumber":3)");
    EXPECT_EQ(place(1), "1 3 | 20 39 0");
    EXPECT_EQ(place(3), "5 3 | 19 39 0");
}

TEST_F(tiles, that_do_not_add_up_have_no_known_place) {
    object(matrix + R"("NumberOfFrames":5)");
    EXPECT_EQ(place(2), "(absent) (absent) | (absent) (absent) (absent)");
    EXPECT_TRUE(notes("instance", "x:1?frame=2", "the number of frames is not that of the tiles"));
    provide(
        "naturalized", "x:part",
        "{" + matrix + R"("NumberOfFrames":4,"ConcatenationUID":"1.2","ConcatenationFrameOffsetNumber":3})");
    EXPECT_EQ(of("x:part?frame=1", "RowPositionInTotalImagePixelMatrix"), "(absent)");
}

TEST_F(tiles, of_hostile_sizes_are_survived) {
    object(
        R"("DimensionOrganizationType":"TILED_FULL","Rows":1,"Columns":1,"TotalPixelMatrixColumns":4294967295,
        "TotalPixelMatrixRows":4294967295,"TotalPixelMatrixFocalPlanes":4294967295,"NumberOfFrames":2)");
    EXPECT_EQ(of("x:1?frame=2", "RowPositionInTotalImagePixelMatrix"), "(absent)");
    provide("naturalized", "x:no-size",
            R"({"DimensionOrganizationType":"TILED_FULL","TotalPixelMatrixColumns":5,"NumberOfFrames":2})");
    EXPECT_EQ(of("x:no-size?frame=2", "RowPositionInTotalImagePixelMatrix"), "(absent)");
}

TEST_F(tiles, without_a_spacing_have_a_place_in_the_matrix_only) {
    object(R"("DimensionOrganizationType":"TILED_FULL","Rows":2,"Columns":2,"TotalPixelMatrixColumns":4,
        "TotalPixelMatrixRows":2,"NumberOfFrames":2)");
    EXPECT_EQ(place(2), "3 1 | (absent) (absent) (absent)");
}

TEST_F(tiles, in_a_sparse_image_are_where_it_says) {
    object(R"("DimensionOrganizationType":"TILED_SPARSE","Rows":2,"Columns":2,"TotalPixelMatrixColumns":5,
        "TotalPixelMatrixRows":3,"NumberOfFrames":2,"PerFrameFunctionalGroupsSequence":[{},
        {"PlanePositionSlideSequence":[{"ColumnPositionInTotalImagePixelMatrix":5,"RowPositionInTotalImagePixelMatrix":3,
          "XOffsetInSlideCoordinateSystem":19,"YOffsetInSlideCoordinateSystem":39,"ZOffsetInSlideCoordinateSystem":0.5}]}])");
    EXPECT_EQ(place(2), "5 3 | 19 39 0.5");
    EXPECT_EQ(place(1), "(absent) (absent) | (absent) (absent) (absent)");
    EXPECT_EQ(of("x:1?frame=2", "framePosition"), "(absent)");
}

TEST_F(tiles, that_say_where_they_are_are_there_in_a_full_image_too) {
    object(matrix + R"("NumberOfFrames":6,"PerFrameFunctionalGroupsSequence":[{},
        {"PlanePositionSlideSequence":[{"ColumnPositionInTotalImagePixelMatrix":7,"RowPositionInTotalImagePixelMatrix":8}]}])");
    EXPECT_EQ(place(2), "7 8 | (absent) (absent) (absent)");
    EXPECT_EQ(place(3), "5 1 | 19 40 0");
    const value table = ask("frameTable", "x:1").answer;
    EXPECT_EQ(to_json(table["columnPositionInTotalImagePixelMatrix"]), "[1,7,5,1,3,5]");
    EXPECT_EQ(to_json(table["rowPositionInTotalImagePixelMatrix"]), "[1,8,1,3,3,3]");
    EXPECT_EQ(plain(to_json(table["positionX"])), "[20,null,19,20,19.5,19]");
}

TEST_F(tiles, have_positions_of_the_slide) {
    object(matrix + R"("NumberOfFrames":6)");
    EXPECT_EQ(plain(json("PlanePosition", "x:1?frame=6")),
              R"({"xOffsetInSlideCoordinateSystem":19,"yOffsetInSlideCoordinateSystem":39,)"
              R"("zOffsetInSlideCoordinateSystem":0,"columnPositionInTotalImagePixelMatrix":5,)"
              R"("rowPositionInTotalImagePixelMatrix":3,"origin":"computed"})");
    EXPECT_EQ(json("PlaneOrientation", "x:1?frame=6"),
              R"({"imageOrientationSlide":[-1,0,0,0,-1,0],"origin":"object"})");
}

TEST_F(tiles, are_all_in_the_frame_table_in_mm) {
    object(matrix + R"("NumberOfFrames":12,"TotalPixelMatrixFocalPlanes":2,
        "OpticalPathSequence":[{"OpticalPathIdentifier":"only"}])");
    const value table = ask("frameTable", "x:1").answer;
    EXPECT_EQ(table["coordinateSystem"].as_string(), "slide");
    ASSERT_EQ(table["positionX"].size(), 12u);
    EXPECT_EQ(table["positionX"].elements<double>()[11], 19);
    EXPECT_EQ(table["positionY"].elements<double>()[11], 39);
    EXPECT_EQ(table["positionZ"].elements<double>()[11], 0.002);
    EXPECT_EQ(table["columnPositionInTotalImagePixelMatrix"].elements<std::int32_t>()[11], 5);
    EXPECT_EQ(table["rowPositionInTotalImagePixelMatrix"].elements<std::int32_t>()[11], 3);
    EXPECT_EQ(to_json(table["opticalPathIdentifiers"]), R"(["only"])");
    EXPECT_EQ(table["orientation"].elements<double>()[6 * 11], -1);
    EXPECT_EQ(table["columnPixelSpacing"].elements<double>()[11], 0.25);
}

}  // namespace
}  // namespace quoin
