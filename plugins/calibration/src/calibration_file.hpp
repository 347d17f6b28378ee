// calibration_file.hpp - calibrations that outlive the process: a YAML file that people may edit too.
//
//     calibrations:
//       - imageId: dicomfile:/data/knee.dcm   # or  series: 1.2.3  (its Series Instance UID)
//         scope: instance                     # frame (unless said), instance or series
//         rowPixelSpacing: 0.2
//         columnPixelSpacing: 0.2
//
// What an entry says besides is that of calibratedPixelSpacing. Of two entries for the same, the later counts.
#pragma once

#include "calibration.hpp"

#include <dicom/bytes.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace quoin::calibration {

/// One state of the file.
struct file_content {
    struct entry {
        target of;
        value content;
    };
    dicom::file_identity stamp;
    std::map<std::string, entry> entries;  ///< by target::key
};

/// Any thread.
class calibration_file {
 public:
    explicit calibration_file(std::string path) : path_(std::move(path)) {}
    const std::string& path() const noexcept { return path_; }

    /// As it is now, read again only where it changed; a file that is not there is empty. Throws error
    /// naming the entry where it is wrong.
    std::shared_ptr<const file_content> read();
    /// Writes one entry. Throws error; then the file is as it was.
    void put(const target& of, const value& content);
    /// Takes out those that the subject names, all where it is empty; returns their keys.
    std::vector<std::string> forget(std::string_view subject);

 private:
    const std::string path_;
    std::mutex guard_;
    std::shared_ptr<const file_content> last_;
};

/// Throws error naming the place, as "NAME: calibrations[0]: ..".
std::map<std::string, file_content::entry> parse_calibrations(const std::string& text,
                                                              const std::string& name);
std::string print_calibrations(const std::map<std::string, file_content::entry>& entries);

}  // namespace quoin::calibration
