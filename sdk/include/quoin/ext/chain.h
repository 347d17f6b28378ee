/* quoin/ext/chain.h - extension "quoin.chain/1": who is asked first.
 *
 * Host side, from quoin_host::get_extension. A provider may know a quicker way to what another one answers:
 * all frames of an object at once instead of one after the other, say. It may take that way only where nobody
 * stands before the other one and would have answered otherwise; this tells. A host without this extension
 * cannot tell: then only the usual way is sure.
 */
#ifndef QUOIN_EXT_CHAIN_H
#define QUOIN_EXT_CHAIN_H

#include <quoin/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QUOIN_EXT_CHAIN "quoin.chain/1"

typedef struct quoin_host_chain {
    uint32_t struct_size;
    uint32_t reserved;
    /* 1 where one provider that names both types stands first in the chains of both, as the query of call
     * (borrow) sees them; else 0, also where it may be asked for any type: it then says nothing about these.
     * The outcome of this call rests on it, and is computed anew when another provider comes to stand first in
     * one of these chains. [call] */
    int32_t(QUOIN_CALL* same_first)(quoin_call* call, quoin_str type_a, quoin_str type_b);
} quoin_host_chain;

#ifdef __cplusplus
}
#endif
#endif /* QUOIN_EXT_CHAIN_H */
