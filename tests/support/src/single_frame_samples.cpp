// Samples of one frame: CT, digital X-ray, ultrasound, palette color, overlays.
#include "sample_identity.hpp"

#include <dicom_writer/samples.hpp>

#include <array>

namespace dicom_writer::samples {
namespace {

struct disc {
    int column, row, radius;  ///< pixels
    int hounsfield;
};

// Later ones lie over earlier ones.
constexpr std::array phantom = std::to_array<disc>({
    {32, 32, 28, 1000},  // bone
    {32, 32, 26, 0},     // water
    {22, 20, 6, -100},   // fat
    {42, 22, 4, 60},     // liver
    {24, 44, 3, 400},    // bone inside
    {44, 42, 2, -800},   // lung
});

constexpr int ct_size = 64;
constexpr int ct_intercept = -1024;

std::vector<int> ct_pixels() {
    std::vector<int> stored;
    stored.reserve(std::size_t{ct_size} * ct_size);
    for (int row = 0; row < ct_size; ++row) {
        for (int column = 0; column < ct_size; ++column) {
            int hounsfield = -1000;
            for (const disc& one : phantom) {
                const int x = column - one.column;
                const int y = row - one.row;
                if (x * x + y * y <= one.radius * one.radius) hounsfield = one.hounsfield;
            }
            stored.push_back(hounsfield - ct_intercept);
        }
    }
    return stored;
}

data_set ultrasound_region(int spatial_format, int unit_x, int unit_y, std::array<int, 4> box, double step_x,
                           double step_y) {
    data_set region;
    region.numbers(0x00186012, "US", {spatial_format})
        .numbers(0x00186014, "US", {spatial_format == 1 ? 1 : 3})
        .numbers(0x00186016, "UL", {0})
        .numbers(0x00186018, "UL", {box[0]})
        .numbers(0x0018601a, "UL", {box[1]})
        .numbers(0x0018601c, "UL", {box[2]})
        .numbers(0x0018601e, "UL", {box[3]})
        .numbers(0x00186020, "SL", {0})
        .numbers(0x00186022, "SL", {-2})
        .numbers(0x00186024, "US", {unit_x})
        .numbers(0x00186026, "US", {unit_y})
        .numbers(0x0018602c, "FD", {step_x})
        .numbers(0x0018602e, "FD", {step_y});
    return region;
}

}  // namespace

data_set ct_image() {
    data_set tree = identity("CT", "1.2.840.10008.5.1.4.1.1.2", 1);
    pixel_format(tree, "MONOCHROME2", ct_size, ct_size, 16, 12)
        .text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
        .text(0x00180015, "CS", "HEAD")
        .text(0x00180050, "DS", "2.5")
        .text(0x00180060, "DS", "120")
        .text(0x00185100, "CS", "HFS")
        .text(0x00200012, "IS", "1")
        .text(0x00200032, "DS", "-15.380852\\-15.380852\\-42.5")
        .text(0x00200037, "DS", "1\\0\\0\\0\\1\\0")
        .text(0x00200052, "UI", uid(700))
        .empty(0x00201040, "LO")
        .text(0x00201041, "DS", "-42.5")
        .text(0x00280030, "DS", "0.488281\\0.488281")
        .text(0x00281050, "DS", "40\\500")
        .text(0x00281051, "DS", "400\\2000")
        .text(0x00281052, "DS", std::to_string(ct_intercept))
        .text(0x00281053, "DS", "1")
        .text(0x00281054, "LO", "HU")
        .text(0x00281055, "LO", "SOFT\\BONE")
        .numbers(0x7fe00010, "OW", ct_pixels());
    return tree;
}

data_set dx_image() {
    data_set tree = identity("DX", "1.2.840.10008.5.1.4.1.1.1.1", 2);
    std::vector<int> pixels(std::size_t{8} * 6);
    for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<int>(i) * 64;
    pixel_format(tree, "MONOCHROME1", 8, 6, 16, 12)
        .text(0x00080008, "CS", "DERIVED\\PRIMARY")
        .text(0x00080068, "CS", "FOR PRESENTATION")
        .text(0x00180015, "CS", "CHEST")
        .text(0x00181110, "DS", "1800")
        .text(0x00181111, "DS", "1500")
        .text(0x00181114, "DS", "1.2")
        .text(0x00181164, "DS", "0.143\\0.139")
        .text(0x00185101, "CS", "PA")
        .text(0x00200020, "CS", "L\\F")
        .text(0x00281040, "CS", "LIN")
        .numbers(0x00281041, "SS", {-1})
        .text(0x00281050, "DS", "2048")
        .text(0x00281051, "DS", "4096")
        .text(0x20500020, "CS", "INVERSE")
        .numbers(0x7fe00010, "OW", pixels);
    return tree;
}

data_set us_image() {
    data_set tree = identity("US", "1.2.840.10008.5.1.4.1.1.6.1", 3);
    bytes pixels;
    for (int i = 0; i < 16 * 12 * 3; ++i) pixels.push_back(static_cast<std::uint8_t>(i % 251));
    constexpr int centimetres = 3;
    constexpr int seconds = 4;
    constexpr int centimetres_per_second = 7;
    pixel_format(tree, "RGB", 16, 12, 8, 8)
        .text(0x00080008, "CS", "ORIGINAL\\PRIMARY")
        .sequence(0x00186011,
                  {ultrasound_region(1, centimetres, centimetres, {0, 0, 11, 7}, 0.025, 0.03),
                   ultrasound_region(3, seconds, centimetres_per_second, {0, 8, 11, 15}, 0.005, -1.5)})
        .numbers(0x00280002, "US", {3})
        .numbers(0x00280006, "US", {0})
        .raw(0x7fe00010, "OB", std::move(pixels));
    return tree;
}

data_set palette_image() {
    data_set tree = identity("OT", "1.2.840.10008.5.1.4.1.1.7", 4);
    pixel_format(tree, "PALETTE COLOR", 4, 4, 8, 8)
        .text(0x00080064, "CS", "WSD")
        .numbers(0x00281101, "US", {4, 0, 16})
        .numbers(0x00281102, "US", {4, 0, 16})
        .numbers(0x00281103, "US", {4, 0, 16})
        .numbers(0x00281201, "OW", {0x0000, 0xffff, 0x8000, 0x0102})
        .numbers(0x00281202, "OW", {0x0000, 0x8000, 0xffff, 0x0304})
        .numbers(0x00281203, "OW", {0x0000, 0x0001, 0x4000, 0x0506})
        .raw(0x7fe00010, "OB", {0, 1, 2, 3, 1, 2, 3, 0, 2, 3, 0, 1, 3, 0, 1, 2});
    return tree;
}

data_set image_with_overlays() {
    data_set tree = ct_image();
    std::vector<int> diagonal(std::size_t{ct_size} * ct_size / 16, 0);
    for (int i = 0; i < ct_size; ++i)
        diagonal[static_cast<std::size_t>((i * ct_size + i) / 16)] |= 1 << (i % 16);
    tree.text(0x00080018, "UI", uid(5))
        .numbers(0x60000010, "US", {ct_size})
        .numbers(0x60000011, "US", {ct_size})
        .text(0x60000022, "LO", "Diagonal")
        .text(0x60000040, "CS", "G")
        .numbers(0x60000050, "SS", {1, 1})
        .numbers(0x60000100, "US", {1})
        .numbers(0x60000102, "US", {0})
        .text(0x60001500, "LO", "first")
        .numbers(0x60003000, "OW", diagonal)
        .numbers(0x60020010, "US", {8})
        .numbers(0x60020011, "US", {4})
        .text(0x60020022, "LO", "Region")
        .text(0x60020040, "CS", "R")
        .numbers(0x60020050, "SS", {5, 9})
        .numbers(0x60020100, "US", {1})
        .numbers(0x60020102, "US", {0})
        .text(0x60021301, "IS", "12")
        .text(0x60021302, "DS", "41.5")
        .text(0x60021303, "DS", "3.25")
        .text(0x60021500, "LO", "second")
        .numbers(0x60023000, "OW", {0x6ff6, 0x06f6});
    return tree;
}

}  // namespace dicom_writer::samples
