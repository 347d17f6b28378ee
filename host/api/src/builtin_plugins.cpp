#include "builtin_plugins.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/runtime_symbol_info.hpp>

#include <system_error>

namespace quoin::detail {

namespace fs = std::filesystem;

fs::path builtin_folder() {
    std::error_code failed;
    const fs::path program = boost::dll::program_location(failed);
    if (failed) return {};
    const fs::path above = program.parent_path().parent_path();
    for (const fs::path& candidate : {above / "plugins", above / "lib" / "quoin" / "plugins"})
        if (fs::is_directory(candidate, failed)) return candidate;
    return {};
}

fs::path scanner_program(const fs::path& builtins) {
    std::error_code failed;
    const fs::path program = boost::dll::program_location(failed);
    const fs::path above = program.parent_path().parent_path();
    fs::path out;
    for (const fs::path& folder : {program.parent_path(), above / "bin", above / "lib" / "quoin",
                                   builtins.parent_path(), builtins.parent_path() / "bin"}) {
        if (folder.empty()) continue;
        out = folder / "quoin-scan";
        if (fs::is_regular_file(out, failed)) return out;
    }
    return out;
}

std::vector<std::string> builtin_names() {
    std::vector<std::string> out;
    std::string all = QUOIN_BUILTINS;  // "dicom-files,dicom-modules"
    for (std::size_t from = 0; from < all.size();) {
        const std::size_t end = std::min(all.find(',', from), all.size());
        out.push_back(all.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

}  // namespace quoin::detail
