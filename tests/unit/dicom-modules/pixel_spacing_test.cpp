// The size of a pixel: plain, projected, calibrated, or not known.
#include "modules_fixture.hpp"

namespace quoin {
namespace {

struct pixel_spacing : modules_fixture {
    struct found {
        double row, column;
        std::string origin, type;
        bool operator==(const found&) const = default;
    };
    found spacing(const std::string& members) {
        const value plane = answer_of("imagePlaneModule", R"("Rows":1,"Columns":1,)" + members);
        EXPECT_EQ(plane["pixelSpacing"][0].as_real(), plane["rowPixelSpacing"].as_real());
        EXPECT_EQ(plane["pixelSpacing"][1].as_real(), plane["columnPixelSpacing"].as_real());
        return {plane["rowPixelSpacing"].as_real().value_or(-1),
                plane["columnPixelSpacing"].as_real().value_or(-1),
                std::string(plane["pixelSpacingOrigin"].as_string().value_or("(none)")),
                std::string(plane["pixelSpacingType"].as_string().value_or("(none)"))};
    }
    found dx(const std::string& members) {
        return spacing(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.1.1")" +
                       (members.empty() ? "" : "," + members));
    }
};

void PrintTo(const pixel_spacing::found& f, std::ostream* out) {
    *out << f.row << " x " << f.column << " by " << f.origin << ", " << f.type;
}

const std::string imager = R"("ImagerPixelSpacing":[0.2,0.2])";
const std::string pixel_01 = R"("PixelSpacing":[0.1,0.1])";

TEST_F(pixel_spacing, at_the_detector_is_divided_by_the_magnification) {
    EXPECT_EQ(dx(imager + R"(,"EstimatedRadiographicMagnificationFactor":1.25)"),
              (found{0.16, 0.16, "ImagerPixelSpacing", "ERMF"}));
    EXPECT_EQ(dx(R"("ImagerPixelSpacing":[0.2,0.4],"EstimatedRadiographicMagnificationFactor":2.0)"),
              (found{0.1, 0.2, "ImagerPixelSpacing", "ERMF"}));
}

TEST_F(pixel_spacing, magnification_comes_from_distances_also_when_they_are_strings) {
    const found expected{0.16, 0.16, "ImagerPixelSpacing", "ERMF"};
    EXPECT_EQ(dx(imager + R"(,"DistanceSourceToDetector":1000,"DistanceSourceToPatient":800)"), expected);
    EXPECT_EQ(dx(imager + R"(,"DistanceSourceToDetector":"1000","DistanceSourceToPatient":"800")"), expected);
    EXPECT_EQ(dx(imager + R"(,"DistanceSourceToDetector":1000,"DistanceSourceToEntrance":500)"),
              (found{0.1, 0.1, "ImagerPixelSpacing", "ERMF"}));
}

TEST_F(pixel_spacing, below_that_of_the_detector_is_corrected_already) {
    EXPECT_EQ(dx(pixel_01 + "," + imager), (found{0.1, 0.1, "PixelSpacing", "ERMF"}));
    EXPECT_EQ(dx(pixel_01 + "," + imager + R"(,"PixelSpacingCalibrationType":"FIDUCIAL")"),
              (found{0.1, 0.1, "PixelSpacing", "Calibrated"}));
    EXPECT_EQ(dx(pixel_01 + "," + imager + R"(,"PixelSpacingCalibrationType":"GEOMETRY")"),
              (found{0.1, 0.1, "PixelSpacing", "ERMF"}));
    EXPECT_EQ(dx(R"("PixelSpacing":[0.3,0.3],)" + imager), (found{0.3, 0.3, "PixelSpacing", "Proj"}));
}

TEST_F(pixel_spacing, is_not_enlarged_by_a_magnification_of_one_or_less) {
    const found expected{0.2, 0.2, "ImagerPixelSpacing", "Proj"};
    EXPECT_EQ(dx(imager + R"(,"EstimatedRadiographicMagnificationFactor":0.8)"), expected);
    EXPECT_EQ(dx(imager + R"(,"EstimatedRadiographicMagnificationFactor":1.0)"), expected);
    EXPECT_EQ(dx(imager + R"(,"DistanceSourceToDetector":800,"DistanceSourceToPatient":1000)"), expected);
    EXPECT_EQ(dx(imager), expected);
}

TEST_F(pixel_spacing, stated_magnification_of_one_is_not_overruled_by_distances) {
    EXPECT_EQ(dx(imager + R"(,"EstimatedRadiographicMagnificationFactor":1.0,
                 "DistanceSourceToDetector":1000,"DistanceSourceToPatient":800)"),
              (found{0.2, 0.2, "ImagerPixelSpacing", "Proj"}));
}

TEST_F(pixel_spacing, stated_and_corrected_is_not_thrown_away_for_a_magnification) {
    EXPECT_EQ(dx(pixel_01 + "," + imager + R"(,"EstimatedRadiographicMagnificationFactor":1.25)"),
              (found{0.1, 0.1, "PixelSpacing", "ERMF"}));
    EXPECT_EQ(
        dx(R"("PixelSpacing":[0.2,0.2],)" + imager + R"(,"EstimatedRadiographicMagnificationFactor":1.25)"),
        (found{0.16, 0.16, "ImagerPixelSpacing", "ERMF"}))
        << "equal to that of the detector: not corrected yet";
}

TEST_F(pixel_spacing, of_a_projection_without_the_detectors_is_of_unknown_worth) {
    EXPECT_EQ(dx(pixel_01), (found{0.1, 0.1, "PixelSpacing", "Unknown"}));
    EXPECT_EQ(dx(""), (found{1, 1, "default", "Unknown"}));
}

TEST_F(pixel_spacing, geometry_that_corrected_nothing_is_noted) {
    const std::string image = with_instance(
        R"("Rows":1,"Columns":1,"SOPClassUID":"1.2.840.10008.5.1.4.1.1.1","PixelSpacing":[0.2,0.2],)" +
        imager + R"(,"PixelSpacingCalibrationType":"GEOMETRY")");
    EXPECT_TRUE(notes("imagePlaneModule", image, "equals ImagerPixelSpacing"));
}

TEST_F(pixel_spacing, of_other_images_is_not_corrected) {
    const std::string ct = R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2",)";
    EXPECT_EQ(spacing(ct + pixel_01 + "," + imager + R"(,"EstimatedRadiographicMagnificationFactor":1.25)"),
              (found{0.1, 0.1, "PixelSpacing", "(none)"}));
}

TEST_F(pixel_spacing, of_a_scanned_film_or_a_radiotherapy_image_has_another_name) {
    EXPECT_EQ(spacing(R"("NominalScannedPixelSpacing":[0.1,0.2])"),
              (found{0.1, 0.2, "NominalScannedPixelSpacing", "Scanned"}));
    EXPECT_EQ(spacing(R"("ImagePlanePixelSpacing":[0.3,0.3])"),
              (found{0.3, 0.3, "ImagePlanePixelSpacing", "RTImage"}));
}

TEST_F(pixel_spacing, of_ultrasound_is_that_of_its_regions_where_they_all_say_the_same) {
    const auto region = [](const char* delta, const char* unit = "3") {
        return R"({"RegionSpatialFormat":1,"PhysicalUnitsXDirection":)" + std::string(unit) +
               R"(,"PhysicalUnitsYDirection":3,"PhysicalDeltaX":)" + delta + R"(,"PhysicalDeltaY":-0.02})";
    };
    const auto regions = [&](const std::string& list) {
        return R"("SequenceOfUltrasoundRegions":[)" + list + "]";
    };
    const found in_regions{0.2, 0.1, "SequenceOfUltrasoundRegions", "Region"};
    const found by_default{1, 1, "default", "(none)"};
    EXPECT_EQ(spacing(regions(region("0.01"))), in_regions);
    EXPECT_EQ(spacing(regions(region("0.01") + "," + region("0.01"))), in_regions);
    EXPECT_EQ(spacing(regions(region("0.01") + "," + region("0.03"))), by_default);
    EXPECT_EQ(spacing(regions(region("0.01", "4"))), by_default) << "seconds are no length";
    EXPECT_EQ(spacing(regions("")), by_default);
}

TEST_F(pixel_spacing, that_is_no_spacing_is_not_used) {
    for (const char* odd : {"[0.0,0.0]", "[-1.0,1.0]", "[0.5]", "[0.5,0.5,0.5]", R"(["a","b"])"}) {
        const std::string image = with_instance(R"("Rows":1,"Columns":1,"PixelSpacing":)" + std::string(odd));
        EXPECT_EQ(ask("imagePlaneModule", image).answer["pixelSpacingOrigin"].as_string(), "default") << odd;
        EXPECT_TRUE(notes("imagePlaneModule", image, "PixelSpacing is not two lengths above 0")) << odd;
    }
}

}  // namespace
}  // namespace quoin
