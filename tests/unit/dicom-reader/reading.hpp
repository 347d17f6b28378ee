// Bytes in, naturalized object and findings out: as a file on disk, as the plugin reads it, and from memory.
#pragma once

#include <dicom/naturalize.hpp>
#include <dicom/part10.hpp>
#include <dicom_writer/data_set.hpp>
#include <dicom_writer/write.hpp>
#include <quoin/json.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom::tests {

/// A folder that goes when this does.
class scratch_folder {
 public:
    scratch_folder();
    ~scratch_folder();
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    std::string file(std::string_view name, const std::vector<std::uint8_t>& content) const;
    const std::filesystem::path& path() const noexcept { return path_; }

 private:
    std::filesystem::path path_;
};

struct object {
    value naturalized;
    std::vector<finding> tolerated;
    std::uint64_t bytes_read = 0;

    view operator[](std::string_view key) const { return naturalized[key]; }
    /// JSON of a member, "absent" where there is none.
    std::string json(std::string_view key) const;
    /// All lines of what was tolerated.
    std::string said() const;
};

object read_file(const std::string& path, const read_limits& limits = {});
object read_bytes(const std::vector<std::uint8_t>& content, const read_limits& limits = {});
object read(const dicom_writer::data_set& tree, const dicom_writer::write_options& how = {});

/// The line of the read_error that reading these bytes ends in; empty where it does not.
std::string refusal(const std::vector<std::uint8_t>& content);

/// JSON of the object without group 0002, which tells how it was written.
std::string data_set_json(const object& of);

/// A few elements of each kind, with nested sequences.
dicom_writer::data_set some_data_set();

}  // namespace quoin::dicom::tests
