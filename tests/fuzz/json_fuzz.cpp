// Whatever parses, prints as JSON that parses to the same value, and printing that again gives the same text.
#include <quoin/json.hpp>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try {
        const quoin::value first = quoin::from_json(text);
        const std::string printed = quoin::to_json(first);
        const quoin::value second = quoin::from_json(printed);
        if (!(first == second) || quoin::to_json(second) != printed) std::abort();
        if (!(quoin::from_json(quoin::to_json(first, {.indent = 2})) == first)) std::abort();
    } catch (const quoin::error& e) {
        if (e.code() != QUOIN_E_FORMAT) std::abort();
    }
    return 0;
}
