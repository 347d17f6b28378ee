// Access control lists are not read (library_trust.hpp).
#ifdef _WIN32

#include "file_owner.hpp"

namespace quoin::loader {

std::string other_owner(const std::filesystem::path&) {
    return {};
}

}  // namespace quoin::loader

#endif
