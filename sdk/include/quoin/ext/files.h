/* quoin/ext/files.h - extension "quoin.files/1": files that an answer rests on.
 *
 * Host side, from quoin_host::get_extension. A tracked provider that reads files says which, and as what it
 * found them; the host keeps the answer, looks at the files again from time to time (`cache.revalidate_ms` of
 * the manifest), and drops the answer, and what was made of it, when one is another. A provider whose host
 * does not have this extension must not say that it is tracked: ask for it in create, and refuse without it.
 */
#ifndef QUOIN_EXT_FILES_H
#define QUOIN_EXT_FILES_H

#include <quoin/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QUOIN_EXT_FILES "quoin.files/1"

typedef struct quoin_host_files {
    uint32_t struct_size;
    uint32_t reserved;
    /* The outcome of this call (borrow), an answer or a pass, rests on the file of that absolute path as it
     * was: its size in bytes, the time of its last change in nanoseconds since 1970, its inode number, as
     * stat gives them, links followed; all three 0: there was none. Say it of the file that was opened, so
     * that one that is replaced meanwhile is found. [call] */
    void(QUOIN_CALL* rests_on)(quoin_call* call, quoin_str path, uint64_t size, int64_t mtime_ns,
                               uint64_t inode);
} quoin_host_files;

#ifdef __cplusplus
}
#endif
#endif /* QUOIN_EXT_FILES_H */
