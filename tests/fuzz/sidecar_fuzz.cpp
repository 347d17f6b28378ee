// Any text as metadata beside a file: refused, or attributes of the dictionary come of it. The first byte chooses JSON,
// YAML, or the metadata.yaml of a folder.
#include "../../plugins/sidecar/src/written_metadata.hpp"

#include <dicom/dictionary.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin;
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string_view name = data[0] % 3 == 0 ? "a.png.json" : "a.png.yaml";
    sidecar::attributes found;
    try {
        const value written = sidecar::read_written(text, name);
        if (data[0] % 3 == 2)
            sidecar::take_folder_entries(written, name, "a.png", found);
        else
            sidecar::take_entry(written, name, found);
    } catch (const error&) {
        return 0;
    }
    for (const auto& [keyword, content] : found)
        if (dicom::find_keyword(keyword) == nullptr || !content) std::abort();
    return 0;
}
