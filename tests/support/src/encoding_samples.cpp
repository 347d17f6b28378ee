// Samples about how elements are encoded rather than what they mean: private elements, every VR, deep
// nesting.
#include "sample_identity.hpp"

#include <dicom_writer/samples.hpp>

#include <cstdint>
#include <limits>

namespace dicom_writer::samples {

data_set image_with_private_elements() {
    const data_set item = data_set{}
                              .text(0x00080060, "CS", "CT")
                              .private_creator(0x0011, 0x20, "QUOIN INNER")
                              .numbers(private_tag(0x0011, 0x20, 0x01), "SL", {-7});
    return ct_image()
        .text(0x00080018, "UI", uid(8))
        .private_creator(0x0009, 0x10, "QUOIN ONE")
        .private_creator(0x0009, 0x11, "QUOIN TWO")
        .text(private_tag(0x0009, 0x10, 0x01), "LO", "first")
        .numbers(private_tag(0x0009, 0x10, 0x02), "FD", {0.5, -2.25})
        .text(private_tag(0x0009, 0x11, 0x01), "LO", "second")
        .raw(private_tag(0x0009, 0x11, 0x02), "UN", {'7', '\\', '8', ' '})
        .private_creator(0x0011, 0x20, "QUOIN THREE")
        .sequence(private_tag(0x0011, 0x20, 0x10), {item, data_set{}})
        .text(0x00133001, "LO", "no creator");
}

data_set every_vr() {
    return data_set{}
        .text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.66")
        .text(0x00080018, "UI", uid(9))
        .text(0x00080020, "DA", "20240229")
        .text(0x0008002a, "DT", "20240229101501.5+0100")
        .text(0x00080030, "TM", "101501.123456")
        .text(0x00080054, "AE", "QUOIN")
        .text(0x00080060, "CS", "OT")
        .text(0x00080070, "LO", "Quoin works")
        .text(0x00080081, "ST", "1 Invented Street\r\nNowhere")
        .text(0x00080119, "UC", "a long code value")
        .numbers(0x00081161, "UL", {1, 4294967295})
        .text(0x00081190, "UR", "https://example.org/studies/1")
        .sequence(0x00081140, {data_set{}.text(0x00081155, "UI", uid(1)), data_set{}})
        .numbers(0x00089459, "FL", {0.5, -1.25e-3})
        .text(0x00100010, "PN", "Sample^Quoin=Ideo^Graphic=Pho^Netic")
        .text(0x00101010, "AS", "054Y")
        .text(0x001021b0, "LT", "Several lines,\r\nwith a \\ that separates nothing.")
        .numbers(0x00186020, "SL", {-2147483648, 2147483647})
        .numbers(0x00189073, "FD", {3.141592653589793, -1e300})
        .numbers(0x00189219, "SS", {-32768, 32767})
        .text(0x00200010, "SH", "QUOIN-S1")
        .text(0x00200013, "IS", "-12\\+34")
        .numbers(0x00280009, "AT", {0x00181063, 0x7fe00010})
        .numbers(0x00280010, "US", {65535})
        .text(0x00280030, "DS", "0.488281\\1.5e-1")
        .numbers(0x00281201, "OW", {0x0102, 0xfffe})
        .raw(0x00282000, "OB", {1, 2, 255, 0})
        .text(0x0040a160, "UT", "unlimited\\text")
        .numbers(0x00660016, "OF", {0.1F, 2.5F, -3})
        .numbers(0x00660022, "OD", {0.1, 2.5, -3})
        .numbers(0x00660040, "OL", {1, 2, 4294967295})
        .numbers(0x00720082, "SV", {std::numeric_limits<std::int64_t>::min(), 9007199254740993})
        .numbers(0x00720083, "UV", {std::numeric_limits<std::uint64_t>::max(), 1})
        .private_creator(0x0009, 0x10, "QUOIN ONE")
        .raw(private_tag(0x0009, 0x10, 0x01), "UN", {0xde, 0xad, 0xbe, 0xef})
        .numbers(0x7fe00001, "OV", {0, 4294967296});
}

bytes nested_sequences(std::size_t depth) {
    const bytes open = {0x40, 0x00, 0x30, 0xa7, 'S',  'Q',  0,    0,    0xff, 0xff,
                        0xff, 0xff, 0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff};
    const bytes close = {0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0};
    bytes out;
    out.reserve(depth * (open.size() + close.size()));
    for (std::size_t i = 0; i < depth; ++i) out.insert(out.end(), open.begin(), open.end());
    for (std::size_t i = 0; i < depth; ++i) out.insert(out.end(), close.begin(), close.end());
    return out;
}

}  // namespace dicom_writer::samples
