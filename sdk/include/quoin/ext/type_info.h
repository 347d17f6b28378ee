/* quoin/ext/type_info.h - extension "quoin.type-info/1": what the types of a provider mean.
 *
 * Plugin side, from quoin_provider::get_extension: static data. `quoin types` and the reference pages are
 * made of it, so that people can read what a type is about, what its answer holds and in which units, without
 * asking who wrote it. A provider may describe some of its types only. C++ providers use quoin/type_info.hpp.
 */
#ifndef QUOIN_EXT_TYPE_INFO_H
#define QUOIN_EXT_TYPE_INFO_H

#include <quoin/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QUOIN_EXT_TYPE_INFO "quoin.type-info/1"

/* One member of an answer. All text is in English, one line, and may be empty where nothing is said of it. */
typedef struct quoin_field_info {
    uint32_t struct_size;
    uint32_t reserved;
    quoin_str name; /* "rows"; a member of an object in an array: "regions[].unit". Empty: the whole answer */
    quoin_str
        kind; /* bool, int, real, string, object, bytes, any; with [] or [6] behind it for arrays of it */
    quoin_str unit;   /* "mm", "ms", as UCUM writes it; empty: none */
    quoin_str source; /* what it is made of, such as the keyword of a DICOM attribute; empty: computed */
    quoin_str about;
} quoin_field_info;

typedef struct quoin_type_info {
    uint32_t struct_size;
    uint32_t reserved;
    quoin_str type;
    quoin_str about;
    quoin_str subject;              /* what it is asked about; empty: an imageId */
    quoin_str standard;             /* where it is defined: "PS3.3 C.7.6.2" */
    const quoin_field_info* fields; /* (plugin) field_count structs, each as long as the first one says */
    size_t field_count;
} quoin_type_info;

typedef struct quoin_provider_type_info {
    uint32_t struct_size;
    uint32_t reserved;
    const quoin_type_info* types; /* (plugin) type_count structs, each as long as the first one says */
    size_t type_count;
} quoin_provider_type_info;

#ifdef __cplusplus
}
#endif
#endif /* QUOIN_EXT_TYPE_INFO_H */
