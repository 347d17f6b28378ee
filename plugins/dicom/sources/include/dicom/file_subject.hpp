// dicom/file_subject.hpp - what a subject names: a file, something that may be one, or nothing of ours.
#pragma once

#include <string>
#include <string_view>

namespace quoin::dicom {

/// A subject without what names a frame in it: `?frame=N`, `&frame=N`, `/frames/N` and `#N`, of one image all
/// the same. "dicomfile:" subjects lose any fragment `#...`.
std::string without_frame(std::string_view subject);

enum class naming {
    scheme,  ///< "dicomfile:PATH"
    path,    ///< no scheme, and a '/' or a '.' in it: meant as a path
    word,    ///< no scheme and neither: a path only if such a file exists
    other,   ///< another scheme, as "wadors:": a path only if such a file exists
};

struct file_subject {
    naming how;
    std::string_view path;  ///< as it stands, frame part included; part of the text that was parsed
};
file_subject parse_file_subject(std::string_view text) noexcept;

}  // namespace quoin::dicom
