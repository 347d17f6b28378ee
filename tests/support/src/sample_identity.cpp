#include "sample_identity.hpp"

namespace dicom_writer::samples {

std::string uid(int number) {
    return "2.25.31415926535897932384626433832795" + std::to_string(1000 + number);
}

data_set identity(std::string_view modality, std::string_view sop_class, int number) {
    const std::string instance = std::to_string(number);
    data_set tree;
    tree.text(0x00080005, "CS", "ISO_IR 192")
        .text(0x00080012, "DA", "20240229")
        .text(0x00080013, "TM", "101502")
        .text(0x00080016, "UI", sop_class)
        .text(0x00080018, "UI", uid(number))
        .text(0x00080020, "DA", "20240229")
        .text(0x00080021, "DA", "20240229")
        .text(0x00080022, "DA", "20240229")
        .text(0x00080023, "DA", "20240229")
        .text(0x00080030, "TM", "101500")
        .text(0x00080031, "TM", "101501.25")
        .text(0x00080032, "TM", "101501.5")
        .text(0x00080033, "TM", "101502")
        .text(0x00080050, "SH", "QUOIN-A1")
        .text(0x00080060, "CS", modality)
        .text(0x00080070, "LO", "Quoin")
        .text(0x00080080, "LO", "Invented Hospital")
        .text(0x00080090, "PN", "Referrer^Invented")
        .text(0x00081030, "LO", "Invented study")
        .text(0x0008103e, "LO", "Sample " + std::string(modality))
        .text(0x00100010, "PN", "Sample^Quoin")
        .text(0x00100020, "LO", "QUOIN-0001")
        .text(0x00100030, "DA", "19700101")
        .text(0x00100040, "CS", "O")
        .text(0x00101010, "AS", "054Y")
        .text(0x00101020, "DS", "1.75")
        .text(0x00101030, "DS", "70.5")
        .text(0x0020000d, "UI", uid(900))
        .text(0x0020000e, "UI", uid(800 + number))
        .text(0x00200010, "SH", "QUOIN-S1")
        .text(0x00200011, "IS", instance)
        .text(0x00200013, "IS", "1");
    return tree;
}

data_set& pixel_format(data_set& tree, std::string_view photometric, int rows, int columns,
                       int bits_allocated, int bits_stored) {
    return tree.numbers(0x00280002, "US", {1})
        .text(0x00280004, "CS", photometric)
        .numbers(0x00280010, "US", {rows})
        .numbers(0x00280011, "US", {columns})
        .numbers(0x00280100, "US", {bits_allocated})
        .numbers(0x00280101, "US", {bits_stored})
        .numbers(0x00280102, "US", {bits_stored - 1})
        .numbers(0x00280103, "US", {0});
}

}  // namespace dicom_writer::samples
