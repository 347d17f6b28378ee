// A header as scanners write them, with what the large vendors add: what reading is measured on.
#include "sample_identity.hpp"

#include <dicom_writer/samples.hpp>

namespace dicom_writer::samples {
namespace {

data_set reference(int number) {
    return data_set{}
        .text(0x00081150, "UI", "1.2.840.10008.5.1.4.1.1.4")
        .text(0x00081155, "UI", "1.3.12.2.1107.5.2.32.35177.2024022910150180034" + std::to_string(number));
}

data_set code(std::string_view value, std::string_view meaning) {
    return data_set{}
        .text(0x00080100, "SH", value)
        .text(0x00080102, "SH", "DCM")
        .text(0x00080104, "LO", meaning);
}

// What the equipment and acquisition modules of PS3.3 have besides what the samples hold.
void add_acquisition(data_set& to, int number) {
    to.text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\M\\ND\\NORM")
        .text(0x00081010, "SH", "MRC35177")
        .text(0x00081040, "LO", "Radiology")
        .text(0x00081050, "PN", "Performing^Invented")
        .text(0x00081070, "PN", "Operator^Invented")
        .text(0x00081090, "LO", "Invented Scanner 3000")
        .sequence(0x00081032, {code("113014", "Study")})
        .sequence(0x00081111, {reference(1)})
        .sequence(0x00081140, {reference(2), reference(3), reference(4)})
        .text(0x00180015, "CS", "HEAD")
        .text(0x00180020, "CS", "SE\\IR")
        .text(0x00180021, "CS", "SK\\SP\\OSP")
        .text(0x00180022, "CS", "PFP")
        .text(0x00180023, "CS", "2D")
        .text(0x00180024, "SH", "*tir2d1_16")
        .text(0x00180025, "CS", "N")
        .text(0x00180080, "DS", "9000")
        .text(0x00180081, "DS", "93")
        .text(0x00180082, "DS", "2500")
        .text(0x00180083, "DS", "1")
        .text(0x00180084, "DS", "123.251432")
        .text(0x00180085, "SH", "1H")
        .text(0x00180086, "IS", "1")
        .text(0x00180087, "DS", "3")
        .text(0x00180088, "DS", "5.2")
        .text(0x00180089, "IS", "204")
        .text(0x00180091, "IS", "16")
        .text(0x00180093, "DS", "100")
        .text(0x00180094, "DS", "79.6875")
        .text(0x00180095, "DS", "287")
        .text(0x00181000, "LO", "35177")
        .text(0x00181020, "LO", "syngo MR B17")
        .text(0x00181030, "LO", "t2_tirm_tra_dark-fluid")
        .text(0x00181160, "SH", "BODY FILTER")
        .text(0x00181251, "SH", "Body")
        .numbers(0x00181310, "US", {0, 256, 204, 0})
        .text(0x00181312, "CS", "ROW")
        .text(0x00181314, "DS", "150")
        .text(0x00181315, "CS", "N")
        .text(0x00181316, "DS", "0.53742674")
        .text(0x00181318, "DS", "0")
        .text(0x00200012, "IS", std::to_string(number))
        .numbers(0x00280106, "US", {0})
        .numbers(0x00280107, "US", {1173})
        .text(0x00321060, "LO", "MR Head")
        .text(0x00400244, "DA", "20240229")
        .text(0x00400245, "TM", "101501.343000")
        .text(0x00400253, "SH", "MR20240229101501")
        .text(0x00400254, "LO", "Head^routine")
        .sequence(0x00400275, {data_set{}
                                   .text(0x00400007, "LO", "MR Head")
                                   .sequence(0x00400008, {code("MRHEAD", "MR Head")})
                                   .text(0x00400009, "SH", "1")
                                   .text(0x00401001, "SH", "A10055545")});
}

// Two blocks of a vendor: numbers and texts, and one long binary value.
void add_private(data_set& to, std::uint16_t group, std::string_view creator, int count) {
    to.private_creator(group, 0x10, creator);
    for (int i = 0; i < count; ++i) {
        const std::uint32_t tag = private_tag(group, 0x10, static_cast<std::uint8_t>(8 + i));
        switch (i % 4) {
            case 0:
                to.text(tag, "IS", std::to_string(1000 + i));
                break;
            case 1:
                to.text(tag, "LO", "value " + std::to_string(i));
                break;
            case 2:
                to.numbers(tag, "FD", {0.25 * i, -0.5, 1.0});
                break;
            default:
                to.text(tag, "SH", "NUMARIS/4");
        }
    }
}

}  // namespace

data_set typical_image(int number) {
    data_set tree = ct_image();
    add_acquisition(tree, number);
    tree.text(0x00080018, "UI",
              "1.3.12.2.1107.5.2.32.35177.2024022910150180034" + std::to_string(10000 + number));
    if (number % 2 == 0) {
        add_private(tree, 0x0019, "SIEMENS MR HEADER", 16);
        add_private(tree, 0x0029, "SIEMENS CSA HEADER", 8);
        tree.raw(0x002910A0, "OB", bytes(1500, 7));
        add_private(tree, 0x0051, "SIEMENS MR HEADER", 18);
    } else {
        for (const int group : {0x0009, 0x0019, 0x0021, 0x0023, 0x0027, 0x0043, 0x0045})
            add_private(tree, static_cast<std::uint16_t>(group), "GEMS_PARM_0" + std::to_string(group % 10),
                        13);
        tree.text(0x00204000, "LT", std::string(400, 'x'));
    }
    return tree;
}

}  // namespace dicom_writer::samples
