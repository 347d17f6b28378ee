// settings.hpp - the `config` of org.quoin.dicom-json in the manifest.
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace quoin::dicom_json {

struct settings {
    std::vector<std::string> roots;     ///< roots: folders below which files may be read; absolute
    bool strict = false;                ///< strict: what would be tolerated is an error
    std::uint64_t inline_bytes = 1024;  ///< inline_bytes: bulk data of dicomJson up to this size are inline
    std::uint64_t max_file_bytes = std::uint64_t{256} << 20;  ///< max_file_bytes: larger files are refused

    /// Throws quoin::error QUOIN_E_CONFIG naming the key: unknown, or of the wrong kind.
    static settings from(view config);
};

}  // namespace quoin::dicom_json
