/* quoin/ext/row.h - extension "quoin.row/1": several types of one subject, answered in one call.
 *
 * Plugin side, from quoin_provider::get_extension: static data. Whoever wants all modules of an image asks for them
 * at once; a provider that makes many of them of one answer, as of the instance, has that answer, and what it finds
 * out about it, once for all. The host calls get_row only of a provider that is QUOIN_THREAD_SAFE and QUOIN_TRACKED and
 * where it may: it asks type by type, with get, whenever it wants to, and what that comes to must be the same.
 * C++ providers override quoin::provider::get_row.
 */
#ifndef QUOIN_EXT_ROW_H
#define QUOIN_EXT_ROW_H

#include <quoin/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QUOIN_EXT_ROW "quoin.row/1"

/* One of the types, and what the provider says to it. */
typedef struct quoin_row_answer {
    quoin_str type; /* (borrow) */
    /* Comes as QUOIN_ERROR; QUOIN_VALUE or QUOIN_PASS is what get would have come to. Left as it is: the type is asked
     * by itself, and where that fails, get says why. */
    quoin_result result;
    int32_t place; /* of the type among those of the provider's descriptor; -1 where it does not name it */
    const quoin_value* answer; /* (own) with QUOIN_VALUE; comes as null */
} quoin_row_answer;

typedef struct quoin_row {
    uint32_t struct_size;
    uint32_t reserved;
    quoin_str subject;         /* (borrow) of all of them; without options */
    quoin_row_answer* answers; /* (borrow) */
    size_t count;
    size_t at; /* which of the answers the provider is at, comes as 0: what it notes is noted with that one */
} quoin_row;

typedef struct quoin_provider_row {
    uint32_t struct_size;
    uint32_t reserved;
    /* Fills row (borrow). The provider may ask the host for the one answer that its answers of these types rest
     * on, about the same subject; all answers of the row then rest on it. Whatever else it asks, next and other
     * extensions included, fails with QUOIN_E_UNSUPPORTED, and what it answers in the row is not used: what needs
     * more than that one answer is to be left to get. self (plugin), call (borrow). [provider] */
    void(QUOIN_CALL* get_row)(void* self, quoin_call* call, quoin_row* row);
} quoin_provider_row;

#ifdef __cplusplus
}
#endif
#endif /* QUOIN_EXT_ROW_H */
