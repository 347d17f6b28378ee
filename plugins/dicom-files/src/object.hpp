// object.hpp - a DICOM object read: its naturalized value, and what was tolerated on the way.
#pragma once

#include "access.hpp"
#include "settings.hpp"

#include <dicom/finding.hpp>
#include <quoin/quoin.hpp>

#include <string_view>

namespace quoin::dicom_files {

struct object {
    value naturalized;
    dicom::findings tolerated;
};

/// `name` stands before the reason in errors. Throws quoin::error: QUOIN_E_FORMAT, QUOIN_E_LIMIT, QUOIN_E_IO;
/// with `strict` also QUOIN_E_FORMAT for the first thing that would be tolerated.
object read_object(opened_file& file, std::string_view name, const settings& how);
/// The same of a Part 10 file in memory, a typed array of u8; the value refers to it.
object read_object(view bytes, std::string_view name, const settings& how);

}  // namespace quoin::dicom_files
