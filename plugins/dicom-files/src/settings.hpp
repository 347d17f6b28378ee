// settings.hpp - the `config` of org.quoin.dicom-files in the manifest.
#pragma once

#include <dicom/elements.hpp>
#include <quoin/quoin.hpp>

#include <string>
#include <vector>

namespace quoin::dicom_files {

struct settings {
    std::vector<std::string> roots;     ///< roots: folders below which files may be read; absolute
    bool strict = false;                ///< strict: what would be tolerated is an error
    std::uint64_t inline_bytes = 1024;  ///< inline_bytes: bulk data of dicomJson up to this size are inline
    dicom::read_limits limits;          ///< max_header_bytes, max_inflated_bytes

    /// Throws quoin::error QUOIN_E_CONFIG naming the key: unknown, or of the wrong kind.
    static settings from(view config);
};

}  // namespace quoin::dicom_files
