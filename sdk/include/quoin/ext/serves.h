/* quoin/ext/serves.h - extension "quoin.serves/1": which of its types a provider serves as it is configured.
 *
 * Plugin side, from quoin_provider::get_extension: static data. A descriptor lists types for every
 * configuration that there may be; a provider that is switched off, or that can tell by a name that the type
 * is not its own, would be asked in vain each time. The host leaves it out of the chains of the types that it
 * says it does not serve. Of a provider that may be asked for any type this holds for types that some
 * provider names; for all others it is asked as ever. C++ providers override quoin::provider::serves.
 */
#ifndef QUOIN_EXT_SERVES_H
#define QUOIN_EXT_SERVES_H

#include <quoin/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QUOIN_EXT_SERVES "quoin.serves/1"

typedef struct quoin_provider_serves {
    uint32_t struct_size;
    uint32_t reserved;
    /* 0: get, add and clear would pass on every request of that type, and the provider is not asked; 1: it is.
     * Always the same for a type; must not call back into the host. self (plugin) is that of the provider.
     * [any] */
    int32_t(QUOIN_CALL* serves)(void* self, quoin_str type);
} quoin_provider_serves;

#ifdef __cplusplus
}
#endif
#endif /* QUOIN_EXT_SERVES_H */
