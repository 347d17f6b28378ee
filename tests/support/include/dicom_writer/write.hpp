// dicom_writer/write.hpp - a data set as the bytes of a file, in any transfer syntax and wrong in any way
// asked for.
#pragma once

#include <dicom_writer/data_set.hpp>
#include <dicom_writer/transfer_syntax.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace dicom_writer {

/// Group length of the file meta information (0002,0000).
enum class group_length : std::uint8_t { right, absent, wrong };

struct write_options {
    std::string transfer_syntax{explicit_vr_little_endian};
    std::optional<encoding> written_as =
        {};  ///< when the data set is not written as the transfer syntax says

    bool preamble = true;  ///< 128 NUL and "DICM"
    bool meta = true;      ///< group 0002, always explicit VR little endian
    group_length meta_length = group_length::right;
    std::uint32_t wrong_meta_length = 0;  ///< what group_length::wrong writes
    bool transfer_syntax_element = true;  ///< (0002,0010)

    lengths form = {};  ///< of sequences and items that have no form of their own
    bool pad = true;    ///< false: every odd length stays odd

    std::optional<std::size_t> cut_at = {};  ///< nothing after this many bytes is written
};

/// The file. Throws std::invalid_argument for a number that its VR cannot hold, std::length_error for a value
/// too long for the length field of its VR.
bytes write(const data_set& tree, const write_options& options = {});

/// The same into a file, which is replaced. Throws std::runtime_error with the path when it cannot be
/// written.
void write_file(const data_set& tree, const std::filesystem::path& path, const write_options& options = {});

/// Where the first element `tag` of the top level begins in write(tree, options), in bytes from the start of
/// the file, for tests of what an error names. In a deflated syntax: from the start of the inflated data set.
/// Throws std::out_of_range where there is none.
std::size_t offset_of(const data_set& tree, std::uint32_t tag, const write_options& options = {});

}  // namespace dicom_writer
