#include "settings.hpp"

#include <dicom/source_settings.hpp>

namespace quoin::dicom_files {

settings settings::from(view config) {
    settings out;
    for (std::size_t i = 0; i < config.size(); ++i) {
        const auto [key, given] = config.member(i);
        if (key == "roots")
            out.roots = dicom::folders_of(key, given);
        else if (key == "strict")
            out.strict = dicom::flag_of(key, given);
        else if (key == "inline_bytes")
            out.inline_bytes = dicom::bytes_of(key, given, 0);
        else if (key == "max_header_bytes")
            out.limits.header_bytes = dicom::bytes_of(key, given, 1024);
        else if (key == "max_inflated_bytes")
            out.limits.inflated_bytes = dicom::bytes_of(key, given, 1024);
        else
            dicom::refuse_setting(
                "unknown key '" + std::string(key) +
                "' (known: roots, strict, inline_bytes, max_header_bytes, max_inflated_bytes)");
    }
    return out;
}

}  // namespace quoin::dicom_files
