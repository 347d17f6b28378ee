#include "random_frames.hpp"

#include <dicom_writer/samples.hpp>

#include <array>
#include <string>

namespace quoin {

using dicom_writer::data_set;

namespace {

constexpr std::uint32_t plane_position = 0x00209113, plane_orientation = 0x00209116,
                        pixel_measures = 0x00289110, frame_content = 0x00209111, slide_position = 0x0048021a,
                        volume_position = 0x0020930e, converted = 0x00209171, referenced_image = 0x00081140,
                        x_ray_geometry = 0x00189476, shared = 0x52009229, per_frame = 0x52009230;
constexpr std::uint32_t position = 0x00200032, orientation = 0x00200037, spacing = 0x00280030,
                        thickness = 0x00180050, slice_location = 0x00201041, sop_instance = 0x00080018;

}  // namespace

std::string random_frames::number() {
    static const std::array<std::string, 12> all{"0",      "-0",      "1",      "-120.5",
                                                 "2.625",  "0.1",     "1e-3",   "-7",
                                                 "33.333", "-1.5E+2", "100000", "0.30000000000000004"};
    return all[std::uniform_int_distribution<std::size_t>(0, all.size() - 1)(random_)];
}

std::string random_frames::numbers(int count) {
    std::string out = number();
    for (int i = 1; i < count; ++i) out += "\\" + number();
    return out;
}

data_set random_frames::object() {
    data_set out = dicom_writer::samples::enhanced_ct();
    items_ = std::uniform_int_distribution(1, 5)(random_);
    std::vector<data_set> groups;
    // What is unusual is so in one frame or in all of them.
    const int kind = chance(2) ? 0 : std::uniform_int_distribution(1, 16)(random_);
    const bool in_all = chance(2);
    const int odd = std::uniform_int_distribution(0, items_ - 1)(random_);
    for (int i = 0; i < items_; ++i) groups.push_back(frame(in_all || i == odd ? kind : 0));
    if (chance(3)) repeat(groups);
    out.text(0x00280008, "IS", std::to_string(items_)).sequence(per_frame, std::move(groups));
    if (chance(2)) change(out);
    return out;
}

data_set random_frames::frame(int kind) {
    data_set out;
    out.sequence(frame_content, {data_set{}.text(0x00209056, "SH", "1").numbers(0x00209057, "UL", {items_})});
    out.sequence(plane_position, {data_set{}.text(position, "DS", numbers(3))});
    if (kind != 0) change_frame(out, kind);
    return out;
}

/// What frames could share stands in the groups of each; in one perhaps otherwise.
void random_frames::repeat(std::vector<data_set>& frames) {
    const data_set measures = chance(3)
                                  ? data_set{}.text(thickness, "DS", number())
                                  : data_set{}.text(thickness, "DS", "2").text(spacing, "DS", "0.5\\0.25");
    const data_set lies = data_set{}.text(orientation, "DS", "0\\1\\0\\0\\0\\-1");
    for (data_set& one : frames) one.sequence(pixel_measures, {measures}).sequence(plane_orientation, {lies});
    data_set& odd = frames[std::uniform_int_distribution<std::size_t>(0, frames.size() - 1)(random_)];
    switch (std::uniform_int_distribution(1, 12)(random_)) {
        case 1:
            odd.sequence(pixel_measures,
                         {data_set{}.text(thickness, "DS", "2").text(spacing, "DS", "0.5\\2")});
            break;
        case 2:
            odd.remove(plane_orientation);
            break;
        case 3:
            odd.sequence(pixel_measures, {data_set{}.text(thickness, "DS", "2.0")});
            break;
        case 4:
            odd.sequence(converted, {data_set{}.text(spacing, "DS", "0.5\\0.25")});
            break;
        case 5:
            odd.sequence(plane_orientation, {data_set{}.empty(orientation, "DS")});
            break;
        case 6:
            odd.remove(pixel_measures).private_creator(0x2005, 0x10, "ACME").sequence(0x2005100f, {measures});
            break;
        case 7:
            odd.sequence(plane_orientation, {data_set{}, lies});
            break;
        default:
            break;
    }
}

void random_frames::change_frame(data_set& groups, int kind) {
    switch (kind) {
        case 1:
            groups.remove(plane_position);
            break;
        case 2:
            groups.sequence(plane_position, {data_set{}.empty(position, "DS")});
            break;
        case 3:
            groups.sequence(plane_position, {data_set{}.text(position, "DS", numbers(2))});
            break;
        case 4:
            groups.sequence(plane_position, {data_set{}.text(position, "DS", "1\\x\\3")});
            break;
        case 5:
            groups.sequence(plane_position, {data_set{}, data_set{}.text(position, "DS", numbers(3))});
            break;
        case 6:
            groups.sequence(plane_orientation, {data_set{}.text(orientation, "DS", "0\\1\\0\\0\\0\\-1")});
            break;
        case 7:
            groups.sequence(pixel_measures,
                            {data_set{}.text(spacing, "DS", "0.5\\0.25").text(thickness, "DS", number())});
            break;
        case 8:
            if (chance(2)) groups.remove(plane_position);
            groups.private_creator(0x2005, 0x10, "ACME")
                .sequence(0x2005100f,
                          {data_set{}.text(position, "DS", numbers(3)).text(spacing, "DS", "9\\8")});
            break;
        case 9:
            groups.sequence(converted, {data_set{}.text(slice_location, "DS", number())});
            break;
        case 10:
            if (chance(2)) groups.remove(plane_position);
            groups.sequence(referenced_image, {data_set{}
                                                   .text(sop_instance, "UI", "1.2.3")
                                                   .text(position, "DS", numbers(3))
                                                   .text(spacing, "DS", "9\\8")});
            break;
        case 11:
            groups.sequence(converted, {data_set{}.text(position, "DS", numbers(3))});
            break;
        case 12:
            groups.sequence(slide_position, {data_set{}
                                                 .text(0x0040072a, "DS", number())
                                                 .text(0x0040073a, "DS", number())
                                                 .text(0x0040074a, "DS", number())});
            break;
        case 13:
            groups.remove(plane_position)
                .sequence(volume_position, {data_set{}.numbers(0x00209301, "FD", {1, 2, 3})});
            break;
        case 14:
            groups.sequence(x_ray_geometry, {data_set{}.text(0x00181110, "DS", "1000")});
            break;
        case 15:
            groups.sequence(plane_position, {data_set{}.text(position, "DS", "1e400\\2\\3")});
            break;
        default:
            groups.sequence(plane_position, {});
    }
}

void random_frames::change_shared(data_set& groups) {
    switch (std::uniform_int_distribution(1, 5)(random_)) {
        case 1:
            groups.sequence(plane_position, {data_set{}.text(position, "DS", numbers(3))});
            break;
        case 2:
            groups.sequence(converted, {data_set{}.text(slice_location, "DS", number())});
            break;
        case 3:
            groups.sequence(plane_orientation, {data_set{}.text(orientation, "DS", numbers(6))});
            break;
        case 4:
            groups.sequence(pixel_measures, {data_set{}.text(spacing, "DS", "0\\-1")});
            break;
        default:
            groups.sequence(pixel_measures,
                            {data_set{}.text(thickness, "DS", "2\\3").text(0x00180088, "DS", "4")});
    }
}

void random_frames::change(data_set& object) {
    static const std::array<std::string, 9> classes{
        "1.2.840.10008.5.1.4.1.1.4.1",    "1.2.840.10008.5.1.4.1.1.12.1.1", "1.2.840.10008.5.1.4.1.1.20",
        "1.2.840.10008.5.1.4.1.1.481.2",  "1.2.840.10008.5.1.4.1.1.6.2",    "1.2.840.10008.5.1.4.1.1.11.1",
        "1.2.840.10008.5.1.4.1.1.77.1.6", "1.2.840.10008.5.1.4.1.1.66.4",   "1.2.3.4"};
    switch (std::uniform_int_distribution(1, 14)(random_)) {
        case 1:
            object.text(0x00080016, "UI", classes[std::uniform_int_distribution<std::size_t>(0, 8)(random_)]);
            break;
        case 2:
            object.text(0x00280008, "IS",
                        std::to_string(items_ + std::uniform_int_distribution(-2, 2)(random_)));
            break;
        case 3:
            object.remove(0x00280008);
            break;
        case 4:
            object.text(0x00280008, "IS", std::to_string(items_) + "\\9");
            break;
        case 5:
            object.text(slice_location, "DS", number()).text(position, "DS", numbers(3));
            break;
        case 6:
            object.text(position, "DS", numbers(3)).text(0x3004000c, "DS", numbers(items_));
            break;
        case 7:
            object.text(0x00080060, "CS", "NM")
                .sequence(0x00540022, {data_set{}
                                           .text(position, "DS", numbers(3))
                                           .text(orientation, "DS", "0\\1\\0\\0\\0\\-1")});
            break;
        case 8:
            object.text(0x00209311, "CS", "TILED_FULL")
                .numbers(0x00480006, "UL", {16})
                .numbers(0x00480007, "UL", {16});
            break;
        case 9:
            object.remove(shared);
            break;
        case 10:
            object.remove(0x00280010).remove(0x00280011).remove(0x7fe00010);
            break;
        case 11:
            object.text(0x00181164, "DS", "0.2\\0.2").text(spacing, "DS", "x");
            break;
        case 12:
            object.numbers(0x00280010, "US", {8, 9});
            break;
        case 13:
            object.remove(per_frame);
            break;
        default: {
            data_set groups;
            change_shared(groups);
            object.sequence(shared, {groups});
        }
    }
}

}  // namespace quoin
