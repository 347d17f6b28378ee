#include "manifest_location.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/runtime_symbol_info.hpp>

#include <cstdlib>
#include <system_error>

namespace quoin::cli {

manifest_location find_manifest(const std::optional<std::string>& option,
                                const std::filesystem::path& program) {
    if (option) return {*option, {*option}};
    if (const char* const named = std::getenv("QUOIN_CONFIG"); named && *named) return {named, {named}};
    manifest_location out;
    const std::filesystem::path above = program.parent_path().parent_path();
    for (const char* const place : {"config/quoin.yaml", "lib/quoin/config/quoin.yaml"}) {
        out.looked.push_back(above / place);
        std::error_code ignored;
        if (std::filesystem::is_regular_file(out.looked.back(), ignored)) {
            out.found = out.looked.back();
            break;
        }
    }
    return out;
}

std::filesystem::path running_program() {
    std::error_code failed;
    std::filesystem::path out = boost::dll::program_location(failed);
    return failed ? std::filesystem::path() : out;
}

}  // namespace quoin::cli
