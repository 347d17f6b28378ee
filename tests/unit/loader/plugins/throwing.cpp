// Lets C++ exceptions out, which no plugin may.
#include <quoin/abi.h>

#include <stdexcept>

namespace {

constexpr char id[] = "com.example.throwing";
const quoin_descriptor only = [] {
    quoin_descriptor out{};
    out.struct_size = sizeof out;
    out.id = {id, sizeof id - 1};
    return out;
}();
const quoin_descriptor* const descriptors[] = {&only};

quoin_result QUOIN_CALL create(const quoin_host*, quoin_call*, quoin_str, const quoin_value*,
                               const quoin_provider**) {
    throw std::runtime_error("from create");
}

const quoin_plugin plugin{sizeof(quoin_plugin), QUOIN_ABI_MAJOR, QUOIN_ABI_MINOR, 0, descriptors, 1, create};

}  // namespace

extern "C" QUOIN_EXPORT const quoin_plugin* QUOIN_CALL quoin_entry_1(void) {
#ifdef ENTRY_THROWS
    (void)plugin;
    throw std::runtime_error("from entry");
#else
    return &plugin;
#endif
}
