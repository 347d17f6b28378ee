#include "reading.hpp"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace quoin::dicom::tests {

scratch_folder::scratch_folder() {
    static std::atomic<int> number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("quoin-dicom-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(path_);
}

scratch_folder::~scratch_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string scratch_folder::file(std::string_view name, const std::vector<std::uint8_t>& content) const {
    const std::filesystem::path at = path_ / name;
    std::ofstream out(at, std::ios::binary);
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    return at.string();
}

std::string object::json(std::string_view key) const {
    const view found = naturalized[key];
    return found ? to_json(found) : "absent";
}

std::string object::said() const {
    std::string out;
    for (const finding& one : tolerated) out += one.line() + "\n";
    return out;
}

object read_file(const std::string& path, const read_limits& limits) {
    const auto file = file_source::open(path);
    data_set found = read_part10(*file, limits);
    const std::uint64_t bytes_read = file->bytes_read();
    const bulk_place bulk{path, file->identity(), {}};
    value object = naturalize(found, bulk);
    check_values(found, bulk);
    return {std::move(object), found.tolerated.all(), bytes_read};
}

object read_bytes(const std::vector<std::uint8_t>& content, const read_limits& limits) {
    builder made;
    made.add(std::span<const std::uint8_t>(content));
    const value kept = made.finish();
    const auto bytes = kept.elements<std::uint8_t>();
    memory_source source({bytes.data(), bytes.size()});
    data_set found = read_part10(source, limits);
    value object = naturalize(found, {{}, {}, kept});
    check_values(found, {{}, {}, kept});
    return {std::move(object), found.tolerated.all(), 0};
}

object read(const dicom_writer::data_set& tree, const dicom_writer::write_options& how) {
    return read_bytes(dicom_writer::write(tree, how));
}

std::string refusal(const std::vector<std::uint8_t>& content) {
    try {
        read_bytes(content);
        return {};
    } catch (const read_error& e) {
        return e.what();
    }
}

std::string data_set_json(const object& of) {
    builder without;
    without.object();
    for (std::size_t i = 0; i < of.naturalized.size(); ++i) {
        const auto [key, member] = of.naturalized.member(i);
        const bool meta = key.starts_with("FileMeta") || key.starts_with("MediaStorage") ||
                          key.starts_with("Implementation") || key == "TransferSyntaxUID" ||
                          key == "detectedTransferSyntaxUID";
        if (!meta) without.member(key, member);
    }
    return to_json(without.end().finish(), {.lazy_limit = 1 << 20});
}

dicom_writer::data_set some_data_set() {
    using dicom_writer::data_set;
    return data_set{}
        .text(0x00080005, "CS", "ISO_IR 192")
        .text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL")
        .text(0x00080060, "CS", "CT")
        .text(0x00100010, "PN", "M\xC3\xBCller^Anna=\xE6\xA0\x91")
        .text(0x00180050, "DS", "2.5 ")
        .text(0x00200013, "IS", "7")
        .numbers(0x00280010, "US", {64})
        .numbers(0x00280011, "US", {64})
        .numbers(0x00280103, "US", {1})
        .numbers(0x00280106, "SS", {-5})
        .numbers(0x00189087, "FD", {1000.5})
        .numbers(0x00209165, "AT", {0x00189087})
        .sequence(0x00081140, {data_set{}.text(0x00081155, "UI", "2.25.7"), data_set{}})
        .sequence(0x00400555,
                  {data_set{}.sequence(0x0040A043, {data_set{}.text(0x00080100, "SH", "121071"),
                                                    data_set{}.text(0x00080104, "LO", "\xE6\xA0\x91")})})
        .sequence(0x00540016, {});
}

}  // namespace quoin::dicom::tests
