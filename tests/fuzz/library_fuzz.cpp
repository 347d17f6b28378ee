// Files under the name of a library: each is one or is refused in one printable line, without reading beyond it.
#include "library_scan.hpp"

#include <quoin/value.hpp>

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin::loader;
    static const int file = ::memfd_create("library", MFD_CLOEXEC);
    static const std::string path = "/proc/self/fd/" + std::to_string(file);
    if (file < 0 || ::ftruncate(file, 0) != 0 || ::pwrite(file, data, size, 0) != static_cast<ssize_t>(size))
        std::abort();
    const auto found = inspect_library(path);
    const std::string why = refusal_of_facts(found);
    for (const char c : why)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
    quoin::value::of(why);  // throws where it is no UTF-8
    (void)needs_its_folder(found);
    return 0;
}
