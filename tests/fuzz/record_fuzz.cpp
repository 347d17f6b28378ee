// Records and answers of quoin-scan: every text is one that prints and reads back the same, or none.
#include "scan_record.hpp"
#include "scan_task.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace quoin::loader;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto read = record_of(text, "/p/libx.so")) {
        const std::string once = text_of(*read);
        const auto back = record_of(once, "/p/libx.so");
        if (!back || text_of(*back) != once) std::abort();
    }
    if (const auto answer = answer_of(text, "/p/libx.so")) {
        const std::string once = text_of(*answer);
        const auto back = answer_of(once, "/p/libx.so");
        if (!back || text_of(*back) != once) std::abort();
    }
    return 0;
}
