// text_files.hpp - files of DICOM JSON: one object, or an array of them.
#pragma once

#include "object_reader.hpp"

#include <dicom/bytes.hpp>
#include <dicom/file_access.hpp>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom_json {

/// The objects of a text: one, or those of an array. `name` stands before the reason in errors. Throws
/// quoin::error QUOIN_E_FORMAT.
std::vector<std::shared_ptr<const json_object>> read_objects(const json_tokens& in, std::string_view name);

/// Reads files. The last one is kept, so that asking about instance after instance of a series reads it once.
/// Any thread.
class text_files {
 public:
    /// The object of a file: "x.json", or of an array "x.json/instances/2" (counted from 1) or
    /// "x.json/instances/UID". Throws quoin::error: as file_access::open and read_objects; QUOIN_E_NOT_FOUND
    /// for an instance that is not there, QUOIN_E_INVALID where several are there and none is named,
    /// QUOIN_E_LIMIT above `most` bytes.
    /// `seen` hears what the file was, before what is in it can fail.
    std::shared_ptr<const json_object> read(
        const std::string& path, const dicom::file_access& access, std::uint64_t most,
        const std::function<void(const std::string& file, const dicom::file_identity&)>& seen = {});

 private:
    struct known_file {
        std::string path;
        dicom::file_identity identity;
        std::vector<std::shared_ptr<const json_object>> objects;
    };
    std::shared_ptr<const known_file> file(const dicom::opened_file& opened, const std::string& path,
                                           std::uint64_t most);

    std::mutex guard_;
    std::shared_ptr<const known_file> last_;
};

}  // namespace quoin::dicom_json
