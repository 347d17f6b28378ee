// object.hpp - a DICOM object read: its value, and what was tolerated on the way.
#pragma once

#include "settings.hpp"

#include <dicom/file_access.hpp>
#include <dicom/finding.hpp>
#include <quoin/quoin.hpp>

#include <string_view>

namespace quoin::dicom_files {

struct object {
    value content;  ///< naturalized, or the JSON model
    dicom::findings tolerated;
};

struct wanted {
    std::string_view model_of = {};  ///< the JSON model instead; the subject that URIs of its bulk data name
    bool values_checked = false;     ///< `tolerated` also has what is wrong with single values
};

/// `name` stands before the reason in errors. Throws quoin::error: QUOIN_E_FORMAT, QUOIN_E_LIMIT, QUOIN_E_IO;
/// with `strict` also QUOIN_E_FORMAT for the first thing that would be tolerated, in values too.
object read_object(dicom::opened_file& file, std::string_view name, const settings& how,
                   const wanted& what = {});
/// The same of a Part 10 file in memory, a typed array of u8; the value refers to it.
object read_object(view bytes, std::string_view name, const settings& how, const wanted& what = {});

}  // namespace quoin::dicom_files
