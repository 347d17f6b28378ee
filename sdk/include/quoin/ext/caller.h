/* quoin/ext/caller.h - extension "quoin.caller/1": on whose behalf the host works.
 *
 * Host side, from quoin_host::get_extension. A command that a user types may read whatever the user may read;
 * a server works for callers who have no rights on its disk, and a provider then touches only what its
 * configuration names. A host without this extension is to be treated as a server. */
#ifndef QUOIN_EXT_CALLER_H
#define QUOIN_EXT_CALLER_H

#include <quoin/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QUOIN_EXT_CALLER "quoin.caller/1"

typedef struct quoin_host_caller {
    uint32_t struct_size;
    uint32_t reserved;
    /* 1: queries may read what this process may read; 0: only what the configuration allows.
     * The same for the life of the host. host (host). [any] */
    int32_t(QUOIN_CALL* may_read_anything)(const quoin_host* host);
} quoin_host_caller;

#ifdef __cplusplus
}
#endif
#endif /* QUOIN_EXT_CALLER_H */
