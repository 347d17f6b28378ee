// Samples of several frames: enhanced CT with functional groups, a dose grid.
#include "sample_identity.hpp"

#include <dicom_writer/samples.hpp>

#include <numeric>

namespace dicom_writer::samples {
namespace {

data_set frame_groups(int index, std::string_view position) {
    const int number = index + 1;
    return data_set{}
        .sequence(0x00209111, {data_set{}
                                   .text(0x00189074, "DT", "20240229101501." + std::to_string(number))
                                   .text(0x00209056, "SH", "1")
                                   .numbers(0x00209057, "UL", {number})
                                   .numbers(0x00209157, "UL", {1, number})})
        .sequence(0x00209113, {data_set{}.text(0x00200032, "DS", position)});
}

data_set shared_groups() {
    return data_set{}
        .sequence(0x00189329, {data_set{}
                                   .text(0x00089007, "CS", "ORIGINAL\\PRIMARY\\VOLUME\\NONE")
                                   .text(0x00089205, "CS", "MONOCHROME")
                                   .text(0x00089206, "CS", "VOLUME")
                                   .text(0x00089207, "CS", "NONE")})
        .sequence(0x00209116, {data_set{}.text(0x00200037, "DS", "1\\0\\0\\0\\0\\-1")})
        .sequence(0x00289110, {data_set{}.text(0x00180050, "DS", "1.5").text(0x00280030, "DS", "0.75\\0.5")})
        .sequence(0x00289132, {data_set{}.text(0x00281050, "DS", "50").text(0x00281051, "DS", "350")})
        .sequence(0x00289145, {data_set{}
                                   .text(0x00281052, "DS", "-1024")
                                   .text(0x00281053, "DS", "1")
                                   .text(0x00281054, "LO", "HU")});
}

data_set dimension(std::uint32_t index, std::uint32_t group) {
    return data_set{}
        .text(0x00209164, "UI", uid(600))
        .numbers(0x00209165, "AT", {index})
        .numbers(0x00209167, "AT", {group});
}

}  // namespace

data_set enhanced_ct() {
    data_set tree = identity("CT", "1.2.840.10008.5.1.4.1.1.2.1", 6);
    std::vector<int> pixels(std::size_t{3} * 8 * 8);
    std::iota(pixels.begin(), pixels.end(), 1000);
    pixel_format(tree, "MONOCHROME2", 8, 8, 16, 12)
        .text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\VOLUME\\NONE")
        .text(0x00089205, "CS", "MONOCHROME")
        .text(0x00089206, "CS", "VOLUME")
        .text(0x00089207, "CS", "NONE")
        .text(0x00200052, "UI", uid(700))
        .empty(0x00201040, "LO")
        .sequence(0x00209221, {data_set{}.text(0x00209164, "UI", uid(600))})
        .sequence(0x00209222, {dimension(0x00209056, 0x00209111), dimension(0x00209057, 0x00209111)})
        .text(0x00280008, "IS", "3")
        .sequence(0x52009229, {shared_groups()})
        .sequence(0x52009230, {frame_groups(0, "-1.75\\20\\2.625"), frame_groups(1, "-1.75\\21.5\\2.625"),
                               frame_groups(2, "-1.75\\23\\2.625")})
        .numbers(0x7fe00010, "OW", pixels);
    return tree;
}

data_set rt_dose() {
    data_set tree = identity("RTDOSE", "1.2.840.10008.5.1.4.1.1.481.2", 7);
    std::vector<int> little_endian_words;  // 32 bits a pixel, as OW: the low word first
    for (int i = 0; i < 3 * 4 * 4; ++i) {
        const int step = i * 5000;
        little_endian_words.push_back(step & 0xffff);
        little_endian_words.push_back(step >> 16);
    }
    pixel_format(tree, "MONOCHROME2", 4, 4, 32, 32)
        .text(0x00200032, "DS", "-6\\-8\\100")
        .text(0x00200037, "DS", "1\\0\\0\\0\\1\\0")
        .text(0x00200052, "UI", uid(700))
        .empty(0x00201040, "LO")
        .text(0x00280008, "IS", "3")
        .numbers(0x00280009, "AT", {0x3004000c})
        .text(0x00280030, "DS", "4\\3")
        .text(0x30040002, "CS", "GY")
        .text(0x30040004, "CS", "PHYSICAL")
        .text(0x3004000a, "CS", "PLAN")
        .text(0x3004000c, "DS", "0\\2.5\\5")
        .text(0x3004000e, "DS", "0.0001")
        .numbers(0x7fe00010, "OW", little_endian_words);
    return tree;
}

}  // namespace dicom_writer::samples
