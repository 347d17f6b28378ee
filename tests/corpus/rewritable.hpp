// A file of the corpus as the tests' writer has it, so that it can be written in other forms.
#pragma once

#include <dicom_writer/data_set.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace quoin::corpus {

/// The public elements of a file, pixel data where they are small and not compressed. Nothing, and why, where
/// writing it in another form would change the object: a representation that the dictionary does not have,
/// which implicit VR cannot say.
struct rewritable {
    std::optional<dicom_writer::data_set> object;
    std::string why_not;
};
rewritable rewritable_of(const std::filesystem::path& file);

}  // namespace quoin::corpus
