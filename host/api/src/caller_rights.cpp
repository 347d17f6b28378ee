#include "caller_rights.hpp"

namespace quoin::detail {

const quoin_host_caller* caller_rights(bool granted) noexcept {
    static constexpr quoin_host_caller with{sizeof(quoin_host_caller), 0,
                                            [](const quoin_host*) { return 1; }};
    static constexpr quoin_host_caller without{sizeof(quoin_host_caller), 0,
                                               [](const quoin_host*) { return 0; }};
    return granted ? &with : &without;
}

}  // namespace quoin::detail
