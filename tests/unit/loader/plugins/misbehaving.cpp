// Does what no plugin may: while it is loaded (ON_LOAD), while its provider is made, or (SLOW) while it is
// asked.
#include <quoin/abi.h>

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace {

[[maybe_unused]] void misbehave() {
#if defined(ABORT)
    std::abort();
#elif defined(EXIT)
    std::exit(3);
#elif defined(HANG)
    for (;;) ::pause();
#elif defined(THREAD)
    static std::thread forever([] {
        for (;;) ::pause();
    });
    forever.detach();
#elif defined(THROW)
    throw std::runtime_error("not caught");
#endif
}

#ifdef ON_LOAD
const struct on_load {
    on_load() { misbehave(); }
} now;
#endif

constexpr char id[] = "com.example.misbehaving";
const quoin_descriptor only = [] {
    quoin_descriptor out{};
    out.struct_size = sizeof out;
    out.id = {id, sizeof id - 1};
    out.flags = QUOIN_THREAD_SAFE;
    return out;
}();
const quoin_descriptor* const descriptors[] = {&only};
const quoin_host* host = nullptr;

quoin_result QUOIN_CALL get(void*, [[maybe_unused]] quoin_call* call, const quoin_request*,
                            const quoin_value**) {
#ifdef SLOW
    while (!host->cancelled(call)) {
    }
#endif
    return QUOIN_PASS;
}

quoin_result QUOIN_CALL create(const quoin_host* from, quoin_call*, quoin_str, const quoin_value*,
                               const quoin_provider** out) {
#ifndef ON_LOAD
    misbehave();
#endif
    host = from;
    static const quoin_provider made = [] {
        quoin_provider table{};
        table.struct_size = sizeof table;
        table.get = get;
        return table;
    }();
    *out = &made;
    return QUOIN_VALUE;
}

const quoin_plugin plugin{sizeof(quoin_plugin), QUOIN_ABI_MAJOR, QUOIN_ABI_MINOR, 0, descriptors, 1, create};

}  // namespace

extern "C" QUOIN_EXPORT const quoin_plugin* QUOIN_CALL quoin_entry_1(void) {
    return &plugin;
}
