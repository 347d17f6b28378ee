/* quoin/abi.h - the Quoin metadata provider ABI, major 1. C11 and C++20; needs nothing but a C compiler.
 *
 * A plugin is a shared library that exports one function, quoin_entry_1. The host calls it to learn which
 * providers the library holds, creates those the manifest wants, and asks them queries. Everything that
 * crosses the boundary is declared here: fixed-width numbers, size-prefixed structs that only ever grow at
 * the end, and opaque pointers. Never across: exceptions, longjmp, exit, STL types, C enums, long,
 * bit-fields, varargs, FILE*, memory that the other side must free.
 *
 * All text is UTF-8 and not NUL-terminated. A quoin_str is (borrow) wherever it is an argument.
 *
 * Thread tags. Every function's comment ends in one:
 *   [any]      any thread, also several at once
 *   [call]     only inside the get, add or create the quoin_call was given to, on that thread
 *   [build]    any thread, but one at a time for one builder
 *   [control]  any thread, never while another call on the same provider runs
 *   [provider] any thread; several at once if the descriptor says QUOIN_THREAD_SAFE, else one at a time in
 * the whole process (one lane for all providers that do not say so, which therefore cannot deadlock)
 *
 * Owner tags. Every pointer has one:
 *   (borrow)   good until the function returns
 *   (own)      one reference passes to the receiver
 *   (host)     the host's, good until the provider's destroy returns
 *   (plugin)   the plugin's, good as long as the library is mapped
 *   (value)    inside a value, good as long as a reference to that value is held
 */
#ifndef QUOIN_ABI_H
#define QUOIN_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef _WIN32
#define QUOIN_CALL __cdecl
#define QUOIN_EXPORT __declspec(dllexport)
#else
#define QUOIN_CALL
#define QUOIN_EXPORT __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The major is also the number in quoin_entry_1. A host loads a plugin of its own major whose min_host_minor
 * is not above the host's minor. A plugin reads a struct member of a later minor only where struct_size
 * covers it. */
#define QUOIN_ABI_MAJOR 1u
#define QUOIN_ABI_MINOR 0u

typedef struct quoin_str {
    const char* ptr; /* (borrow) may be null when len is 0 */
    size_t len;      /* in bytes */
} quoin_str;

/* An immutable tree, or any node inside one: nodes are referred to and counted like trees. Atomically
 * counted. */
typedef struct quoin_value quoin_value;
/* A key of objects that the whole process knows; looked up by pointer instead of by text. Never freed. */
typedef struct quoin_key quoin_key;
/* A value in the making. */
typedef struct quoin_builder quoin_builder;
/* One call of the host into a provider: its chain, deadline, cancel flag, error and notes. */
typedef struct quoin_call quoin_call;

/* ---- Outcomes and errors -------------------------------------------------------------------- */

/* What get, add and next come to. Any other number is taken as QUOIN_ERROR. */
typedef int32_t quoin_result;
#define QUOIN_VALUE 0 /* *out holds an (own) value; a null value is an answer too and ends the search */
#define QUOIN_PASS 1  /* "not mine": *out untouched, the next provider is asked */
#define QUOIN_ERROR \
    (-1) /* the reason was given to set_error; the query fails (unless the manifest says skip) */

/* Why something failed. QUOIN_OK is no error. Names in messages and JSON are the lower-case tails: "io",
 * "format". */
typedef int32_t quoin_code;
#define QUOIN_OK 0
#define QUOIN_E_FAILED 1      /* anything that has no better code */
#define QUOIN_E_INVALID 2     /* the request or an argument is wrong */
#define QUOIN_E_NOT_FOUND 3   /* the subject names something that is not there */
#define QUOIN_E_DENIED 4      /* no permission, or outside what the configuration allows */
#define QUOIN_E_IO 5          /* reading or writing failed */
#define QUOIN_E_FORMAT 6      /* the bytes are not what they should be */
#define QUOIN_E_UNSUPPORTED 7 /* understood, but not handled by this version */
#define QUOIN_E_LIMIT 8       /* larger or deeper than a limit allows */
#define QUOIN_E_MEMORY 9      /* out of memory */
#define QUOIN_E_TIMEOUT 10    /* the deadline passed */
#define QUOIN_E_CANCELLED 11  /* the caller gave up */
#define QUOIN_E_CYCLE 12      /* a query asked itself */
#define QUOIN_E_STALE 13      /* a lazy value's file changed after the value was made */
#define QUOIN_E_CONFIG 14     /* the provider's configuration is wrong (from create) */

/* ---- Values --------------------------------------------------------------------------------- */

typedef int32_t quoin_kind;
#define QUOIN_NULL 0
#define QUOIN_BOOL 1
#define QUOIN_INT 2    /* int64_t */
#define QUOIN_REAL 3   /* double */
#define QUOIN_STRING 4 /* UTF-8 */
#define QUOIN_ARRAY 5  /* of values */
#define QUOIN_OBJECT 6 /* unique keys, in insertion order */
#define QUOIN_TYPED 7  /* numbers of one type, contiguous, 64-byte aligned, little endian in lazy sources */

typedef int32_t quoin_dtype;
#define QUOIN_U8 1 /* also plain bytes */
#define QUOIN_I8 2
#define QUOIN_U16 3
#define QUOIN_I16 4
#define QUOIN_U32 5
#define QUOIN_I32 6
#define QUOIN_U64 7
#define QUOIN_I64 8
#define QUOIN_F32 9
#define QUOIN_F64 10

typedef struct quoin_typed {
    const void* data; /* (value) null where only the shape was asked for, or when count is 0 */
    uint64_t count;   /* elements, not bytes */
    quoin_dtype dtype;
    int32_t lazy; /* 1 = still where its source is; typed_data reads it */
} quoin_typed;

/* A value that is no tree. */
typedef struct quoin_scalar {
    quoin_kind kind; /* QUOIN_NULL, _BOOL, _INT, _REAL or _STRING */
    int32_t reserved;
    int64_t integer; /* of a bool (0 or 1) and an int */
    double real;
    quoin_str text; /* (plugin) UTF-8 that the context holds until its release; (borrow) in told */
} quoin_scalar;

/* A member that is wanted of each of many objects, for scan: of the object itself, or of the first item of an
 * array that it has (in DICOM: of a sequence). "*" in place of the name of that array: of each that it has, array
 * by array; no name of the member beside it: the name of the array that has that item, as a text. */
typedef struct quoin_wanted {
    quoin_str in;            /* (borrow) the name of that array; empty: the object itself has the member */
    quoin_str member;        /* (borrow) its name; empty, in "*": the array's name is told */
    const quoin_key* in_key; /* (host) the keys of these names, where who asks has them, else null */
    const quoin_key* member_key; /* (host) */
} quoin_wanted;

/* Who hears from scan. */
typedef struct quoin_listener {
    uint32_t struct_size;
    uint32_t reserved;
    void* context; /* (borrow) passed to told */
    /* Member number which of wanted, of object number item: values (borrow) holds count scalars, the one that
     * the member is or those of the array that it is, none where it is null; a tree among them is told by its
     * kind alone. QUOIN_OK to go on, anything else ends the scan. context (borrow). [call] */
    quoin_code(QUOIN_CALL* told)(void* context, uint64_t item, size_t which, const quoin_scalar* values,
                                 size_t count);
} quoin_listener;

/* Reading values. The same table for every provider of the process. */
typedef struct quoin_values {
    uint32_t struct_size;
    uint32_t reserved;

    /* Takes one more reference on the tree that holds value (borrow); null is ignored. [any] */
    void(QUOIN_CALL* ref)(const quoin_value* value);
    /* Gives one reference back; the last one frees the tree. value (own); null is ignored. [any] */
    void(QUOIN_CALL* unref)(const quoin_value* value);
    /* A QUOIN_ kind. value (borrow). [any] */
    quoin_kind(QUOIN_CALL* kind)(const quoin_value* value);
    /* 1 and *out (borrow) set to 0 or 1 where value (borrow) is a bool, else 0. [any] */
    int32_t(QUOIN_CALL* as_bool)(const quoin_value* value, int32_t* out);
    /* 1 and *out (borrow) set where value (borrow) is an int, else 0. [any] */
    int32_t(QUOIN_CALL* as_int)(const quoin_value* value, int64_t* out);
    /* 1 and *out (borrow) set where value (borrow) is a real or an int, else 0. [any] */
    int32_t(QUOIN_CALL* as_real)(const quoin_value* value, double* out);
    /* 1 and *out (borrow) set to text (value) where value (borrow) is a string, else 0. [any] */
    int32_t(QUOIN_CALL* as_string)(const quoin_value* value, quoin_str* out);
    /* Items of an array, members of an object (its base's included), elements of a typed array; else 0.
     * value (borrow). [any] */
    size_t(QUOIN_CALL* count)(const quoin_value* value);
    /* Item or member number index: returns (value), null past the end. An object's base comes first, in the
     * base's order, with the members that the object overrides in their place. value (borrow); *key (borrow),
     * may be null, is set to text (value), empty for an array. [any] */
    const quoin_value*(QUOIN_CALL* at)(const quoin_value* value, size_t index, quoin_str* key);
    /* The member of that name: returns (value), null where there is none or value (borrow) is no object.
     * [any] */
    const quoin_value*(QUOIN_CALL* find)(const quoin_value* value, quoin_str name);
    /* find by a key (host) that intern gave: no hashing, no comparing of text. Returns (value), null where
     * there is none; value (borrow). [any] */
    const quoin_value*(QUOIN_CALL* find_key)(const quoin_value* value, const quoin_key* key);
    /* The object that value (borrow) overrides: returns (value), null where it has none. [any] */
    const quoin_value*(QUOIN_CALL* base)(const quoin_value* value);
    /* Shape of a typed array, without reading a lazy one: QUOIN_OK, or QUOIN_E_INVALID where value (borrow)
     * is none. *out (borrow); out->data is null for a lazy one that was not read yet. [any] */
    quoin_code(QUOIN_CALL* typed_shape)(const quoin_value* value, quoin_typed* out);
    /* The elements of a typed array; a lazy one is read once and then kept by value (borrow). *out (borrow)
     * holds data (value). QUOIN_E_IO, QUOIN_E_STALE or QUOIN_E_MEMORY where reading fails. [any] */
    quoin_code(QUOIN_CALL* typed_data)(const quoin_value* value, quoin_typed* out);
    /* Copies count elements from element first to out (borrow), which must hold them, and keeps nothing: the
     * way to read a part of a large lazy array. Errors as typed_data, and QUOIN_E_INVALID past the end. value
     * (borrow). [any] */
    quoin_code(QUOIN_CALL* typed_read)(const quoin_value* value, uint64_t first, uint64_t count, void* out);
    /* 1 where both trees hold the same: kinds, numbers (NaN equals NaN, an int never a real), text, order of
     * keys, elements (lazy ones by their source, else by their bytes). a (borrow), b (borrow). [any] */
    int32_t(QUOIN_CALL* equal)(const quoin_value* a, const quoin_value* b);
    /* The process-wide key of that text: returns (host), valid for ever; null where a million keys exist
     * already or memory is out: then use the text itself. For names that your code knows, not for names from
     * input. [any] */
    const quoin_key*(QUOIN_CALL* intern)(quoin_str name);
    /* 1 and count numbers copied to out (borrow) where value (borrow) is an array of exactly that many reals
     * and ints, or the one number; else 0, and what is in out is not known. [any] */
    int32_t(QUOIN_CALL* as_reals)(const quoin_value* value, double* out, size_t count);
    /* Reads members of many objects at once: of those in the array that value (borrow) has as member name.
     * key (host) is the key of the name where who asks has it, else null. Tells to (borrow) of each of count
     * members of wanted (borrow) that an object has, object by object, and of one object in the order of
     * wanted. A deferred object may tell them without a value being made or kept, so this is the way to read
     * a little of each of very many. QUOIN_OK when all is told, else what told returned; QUOIN_E_NOT_FOUND
     * where value has no array of that name, QUOIN_E_MEMORY. [any] */
    quoin_code(QUOIN_CALL* scan)(const quoin_value* value, quoin_str name, const quoin_key* key,
                                 const quoin_wanted* wanted, size_t count, const quoin_listener* to);
} quoin_values;

/* Where the elements of a lazy array are: in a file, or behind a function of the plugin. */
typedef struct quoin_lazy {
    uint32_t struct_size;
    quoin_dtype dtype;
    uint64_t count;     /* elements */
    int32_t big_endian; /* 1: the source holds the most significant byte first; the host swaps */
    int32_t reserved;
    quoin_str uri;         /* what JSON shows as BulkDataURI; empty: made from path and offset */
    quoin_str path;        /* a file, when read is null */
    uint64_t offset;       /* of the first element in it, bytes */
    uint64_t file_size;    /* identity of the file at that time; a file that differs when it is read */
    int64_t file_mtime_ns; /* gives QUOIN_E_STALE; all three 0: not checked */
    uint64_t file_inode;
    void* context; /* (plugin) passed to read and release */
    /* Copies size bytes from byte offset of the array to out (borrow): QUOIN_OK or an error. Must not call
     * back into the host. May run after the provider is destroyed. context (plugin). [any] */
    quoin_code(QUOIN_CALL* read)(void* context, uint64_t offset, void* out, size_t size);
    /* Called once, when the last reference is gone. context (plugin). Null: nothing to release. [any] */
    void(QUOIN_CALL* release)(void* context);
} quoin_lazy;

/* An object whose members are made when they are asked for, one by one, and then kept: of a large source that
 * knows by an index what it holds. To all who read it it is an object like any other.
 *
 * The functions may run on any thread and several at once, after the provider is destroyed too; they must not
 * call back into the object they belong to. A member that cannot be made is there all the same, as a lazy
 * array of one byte whose typed_data and whose JSON fail with that code: so that nothing is lost in silence.
 * It is tried anew each time it is asked for. */
typedef struct quoin_deferred {
    uint32_t struct_size;
    uint32_t count; /* members */
    void* context;  /* (plugin) passed to every function below */
    uint64_t part;  /* passed along: tells objects that share a context apart */
    /* The name of member index, below count: QUOIN_OK and *out (borrow) set to UTF-8 text that is good until
     * release; no two members have the same. context (plugin). [any] */
    quoin_code(QUOIN_CALL* name)(void* context, uint64_t part, uint32_t index, quoin_str* out);
    /* The number of the member of that name: QUOIN_OK and *index (borrow), or QUOIN_E_NOT_FOUND. key (host)
     * is the key of the name where who asks has it, else null. context (plugin). [any] */
    quoin_code(QUOIN_CALL* find)(void* context, uint64_t part, quoin_str name, const quoin_key* key,
                                 uint32_t* index);
    /* Adds the value of member index to builder (borrow): one value, whose trees may be deferred again.
     * QUOIN_OK, or why not. context (plugin). [any] */
    quoin_code(QUOIN_CALL* make)(void* context, uint64_t part, uint32_t index, quoin_builder* builder);
    /* Called once for this object, when the last reference is gone. context (plugin). Null: nothing to
     * release. [any] */
    void(QUOIN_CALL* release)(void* context, uint64_t part);
    /* make for members that are no tree, without a builder: QUOIN_OK and *out (borrow), which comes with
     * zeros; anything else: make is called. Null: make is called always. context (plugin). [any] */
    quoin_code(QUOIN_CALL* scalar)(void* context, uint64_t part, uint32_t index, quoin_scalar* out);
    /* Memory in bytes that context keeps for this object and the host does not know of, counted against its
     * budget of kept answers. Of objects that share a context one says it. 0: none to speak of. */
    uint64_t bytes;
    /* scan of quoin_values for the member of that name, without values: QUOIN_OK when to (borrow) was told of
     * all of wanted (borrow), else what told returned; QUOIN_E_UNSUPPORTED before anything is told, where it
     * cannot: then the host goes through the values. Null: it always does. key (host) may be null. context
     * (plugin). [any] */
    quoin_code(QUOIN_CALL* scan)(void* context, uint64_t part, quoin_str name, const quoin_key* key,
                                 const quoin_wanted* wanted, size_t wanted_count, const quoin_listener* to);
} quoin_deferred;

/* How a member has to be for copy, and for a mould. */
typedef int32_t quoin_plain;
#define QUOIN_PLAIN_NONE 0  /* copy stops wherever the member is */
#define QUOIN_PLAIN_TEXT 1  /* a string that is not empty and begins with neither a space nor NUL */
#define QUOIN_PLAIN_INT 2   /* an int */
#define QUOIN_PLAIN_REAL 3  /* a finite real, or an int: copied as a real */
#define QUOIN_PLAIN_REALS 4 /* an array of 1 to 8 finite reals and ints: copied as reals */
#define QUOIN_PLAIN_GIVEN \
    5 /* of a mould: nothing is looked for, whoever uses the mould gives it; else as NONE */
#define QUOIN_PLAIN_NAME \
    6 /* an object of 1 to 4 members by keys of intern, each as TEXT; without a base, and not deferred */

/* A member that copy or a mould looks for. */
typedef struct quoin_copied {
    const quoin_key* from; /* (host) the member's key; null: copy stops here */
    const quoin_key* to;   /* (host) the copy's key; null: copy stops here */
    quoin_plain plain;
    int32_t reserved;
} quoin_copied;

/* What is given to a mould for one of its members that are QUOIN_PLAIN_GIVEN. */
#define QUOIN_GIVEN_NONE 0  /* nothing: the object has no such member */
#define QUOIN_GIVEN_FLAG 1  /* a bool: integer, 0 or 1 */
#define QUOIN_GIVEN_INT 2   /* integer */
#define QUOIN_GIVEN_REAL 3  /* real */
#define QUOIN_GIVEN_TEXT 4  /* a string: count bytes at text, UTF-8 */
#define QUOIN_GIVEN_REALS 5 /* an array: count numbers at reals */
#define QUOIN_GIVEN_TEXTS 6 /* an array: count strings at texts, UTF-8 */
typedef struct quoin_given {
    int32_t what; /* a QUOIN_GIVEN_ */
    uint32_t count;
    union {
        int64_t integer;
        double real;
        const char* text;       /* (borrow) */
        const double* reals;    /* (borrow) */
        const quoin_str* texts; /* (borrow) */
    } is;
} quoin_given;

/* Makes objects of one kind again and again: of plain members of another object under new names, and of what is
 * given. Those made one after the other are often equal, as what the images of a series say about their
 * patient: an object that would equal the one before may be that one. */
typedef struct quoin_mould quoin_mould;

/* Making values: begin_object, key, string, .., end, finish. A builder remembers its first misuse (a key
 * outside an object, a key twice, two roots, text that is no UTF-8, more than 1,000 levels) and reports it at
 * finish; calls in between are ignored. A tree is one block of memory whatever it holds. Builders are cheap
 * to make and to reuse. */
typedef struct quoin_build {
    uint32_t struct_size;
    uint32_t reserved;

    /* A new builder: returns (own), to be given back with destroy; null = out of memory. [any] */
    quoin_builder*(QUOIN_CALL* create)(void);
    /* Frees the builder (own) and what it holds; null is ignored. [build] */
    void(QUOIN_CALL* destroy)(quoin_builder* builder);
    /* Opens an object. base (borrow), may be null: an object whose members this one has unless it overrides
     * them; it is referred to, not copied. builder (borrow). [build] */
    void(QUOIN_CALL* begin_object)(quoin_builder* builder, const quoin_value* base);
    /* Opens an array. builder (borrow). [build] */
    void(QUOIN_CALL* begin_array)(quoin_builder* builder);
    /* Closes the innermost object or array. builder (borrow). [build] */
    void(QUOIN_CALL* end)(quoin_builder* builder);
    /* Names the member that comes next; copied. builder (borrow). [build] */
    void(QUOIN_CALL* key)(quoin_builder* builder, quoin_str name);
    /* key by a key (host) that intern gave; stores no text. builder (borrow). [build] */
    void(QUOIN_CALL* key_interned)(quoin_builder* builder, const quoin_key* key);
    /* builder (borrow). [build] */
    void(QUOIN_CALL* null)(quoin_builder* builder);
    /* flag: 0 is false, anything else true. builder (borrow). [build] */
    void(QUOIN_CALL* boolean)(quoin_builder* builder, int32_t flag);
    /* builder (borrow). [build] */
    void(QUOIN_CALL* integer)(quoin_builder* builder, int64_t number);
    /* builder (borrow). [build] */
    void(QUOIN_CALL* real)(quoin_builder* builder, double number);
    /* text is copied. builder (borrow). [build] */
    void(QUOIN_CALL* string)(quoin_builder* builder, quoin_str text);
    /* A value that exists: scalars are copied, trees referred to. value (borrow), builder (borrow). [build]
     */
    void(QUOIN_CALL* value)(quoin_builder* builder, const quoin_value* value);
    /* A typed array of count elements, to be filled by the caller: returns memory (borrow) that is good until
     * the next call on this builder (borrow) and is not cleared; null on misuse or when memory is out.
     * [build] */
    void*(QUOIN_CALL* typed)(quoin_builder* builder, quoin_dtype dtype, uint64_t count);
    /* A lazy typed array; *source (borrow) is copied, text included; context and the functions in it are not.
     * release is called also where the builder reports an error. builder (borrow). [build] */
    void(QUOIN_CALL* lazy)(quoin_builder* builder, const quoin_lazy* source);
    /* A typed array of count elements that are a part of another one, from byte offset on; refers to source
     * (borrow), copies only where the part is not aligned for its dtype. builder (borrow). [build] */
    void(QUOIN_CALL* slice)(quoin_builder* builder, const quoin_value* source, uint64_t offset,
                            quoin_dtype dtype, uint64_t count);
    /* Ends the tree: QUOIN_OK and *out (own), or an error with *out untouched. Either way builder (borrow) is
     * empty and can be used again. [build] */
    quoin_code(QUOIN_CALL* finish)(quoin_builder* builder, quoin_value** out);
    /* What was misused first, since the last finish or in what the last finish refused: empty if nothing.
     * *out (borrow) is set to text that is good until the next call on builder (borrow). [build] */
    void(QUOIN_CALL* why)(quoin_builder* builder, quoin_str* out);
    /* A deferred object; *source (borrow) is copied, context and what is behind it are not. release is called
     * also where the builder reports an error. builder (borrow). [build] */
    void(QUOIN_CALL* deferred)(quoin_builder* builder, const quoin_deferred* source);
    /* string, of text that the context of a deferred object holds until its release: what make adds as the
     * whole of a member is then referred to. Everywhere else it is copied. builder (borrow). [build] */
    void(QUOIN_CALL* held_string)(quoin_builder* builder, quoin_str text);
    /* An array of count reals; numbers (borrow) are copied. builder (borrow). [build] */
    void(QUOIN_CALL* reals)(quoin_builder* builder, const double* numbers, size_t count);
    /* Adds what object (borrow) has of count members to the open object, in the order of table (borrow): those
     * that are plain, each under its new key. Returns how many of the table are done with: count, or the place
     * of the first that is there, not null and not plain; what becomes of that one is for the caller to say.
     * *added (borrow) is set to the number of members added. What is no object, null included, has none.
     * builder (borrow). [build] */
    size_t(QUOIN_CALL* copy)(quoin_builder* builder, const quoin_value* object, const quoin_copied* table,
                             size_t count, size_t* added);
    /* A new mould of count members, which its objects have in this order; table (borrow) is copied: QUOIN_OK
     * and *out (own), to be given back with destroy_mould. QUOIN_E_INVALID where a line has no to, or the same
     * as another one; QUOIN_E_LIMIT for more than 64 lines; QUOIN_E_MEMORY. [any] */
    quoin_code(QUOIN_CALL* create_mould)(const quoin_copied* table, size_t count, quoin_mould** out);
    /* Frees the mould (own); null is ignored. What was made with it stays. [any] */
    void(QUOIN_CALL* destroy_mould)(quoin_mould* mould);
    /* An object of what object (borrow) has of the mould's members and of what is given (borrow), one for each
     * line that is QUOIN_PLAIN_GIVEN, in their order; null where there are none. QUOIN_OK and *out (own), or
     * null in *out where the object would have no member. QUOIN_E_UNSUPPORTED where a member is there, not
     * null and not plain: such an object is made with a builder. QUOIN_E_INVALID where what is given is
     * nothing of the above, or no UTF-8; QUOIN_E_LIMIT, QUOIN_E_MEMORY. What is no object, null included, has
     * no members. Objects that are equal may be one, and one may have another for its base. mould (borrow). [any] */
    quoin_code(QUOIN_CALL* mould_object)(quoin_mould* mould, const quoin_value* object,
                                         const quoin_given* given, const quoin_value** out);
} quoin_build;

/* ---- Queries -------------------------------------------------------------------------------- */

typedef struct quoin_request {
    uint32_t struct_size;
    uint32_t reserved;
    quoin_str type;            /* "imagePlaneModule" */
    const quoin_str* subjects; /* (borrow) usually one imageId; never empty in a call of the host */
    size_t subject_count;
    const quoin_value* options; /* (borrow) an object, or null */
    const quoin_value* payload; /* (borrow) the fact of an add, else null */
} quoin_request;

/* Levels of log. */
#define QUOIN_LOG_TRACE 0
#define QUOIN_LOG_DEBUG 1
#define QUOIN_LOG_INFO 2
#define QUOIN_LOG_WARNING 3
#define QUOIN_LOG_ERROR 4

/* Which subjects are meant. */
typedef struct quoin_subject_test {
    uint32_t struct_size;
    uint32_t reserved;
    void* context; /* (borrow) passed to matches */
    /* 1 where subject is one of them, else 0; may get a subject more than once, and must not call the host.
     * context (borrow). [call] */
    int32_t(QUOIN_CALL* matches)(void* context, quoin_str subject);
} quoin_subject_test;

/* What the host does for one provider. Handed to create, good until destroy returns. */
typedef struct quoin_host {
    uint32_t struct_size;
    uint32_t abi_minor;         /* of the host */
    void* context;              /* (host) */
    const quoin_values* values; /* (host) for the whole process: may be used after destroy too */
    const quoin_build* build;   /* (host) as values */

    /* One line for the host's log. No names, identifiers, dates or UIDs of patients. host (host). [any] */
    void(QUOIN_CALL* log)(const struct quoin_host* host, int32_t level, quoin_str message);
    /* The host's side of an extension, such as "quoin.caller/1": returns (host), null where it has none; host
     * (host). The files in quoin/ext/ say what each is. [any] */
    const void*(QUOIN_CALL* get_extension)(const struct quoin_host* host, quoin_str id);
    /* Says that answers of this provider to type about subject are no longer good; an empty subject means all
     * of the type, an empty type all types. Never calls back into the provider. host (host). [any] */
    void(QUOIN_CALL* invalidate)(const struct quoin_host* host, quoin_str type, quoin_str subject);

    /* Asks a query from the top of its chain: QUOIN_VALUE with *out (own), QUOIN_PASS where nobody answers,
     * QUOIN_ERROR where it failed (last_error says why; to hand the failure on, just return QUOIN_ERROR).
     * call (borrow), request (borrow). [call] */
    quoin_result(QUOIN_CALL* get)(quoin_call* call, const quoin_request* request, const quoin_value** out);
    /* Asks the rest of the own chain, below the provider that is being asked. request (borrow) null: the
     * request as it came; else its subjects, options and payload go on, its type must be the same or empty.
     * In add it offers the payload on. call (borrow), *out (own). [call] */
    quoin_result(QUOIN_CALL* next)(quoin_call* call, const quoin_request* request, const quoin_value** out);
    /* Gives the reason of an error; copied, the last one wins. call (borrow). [call] */
    void(QUOIN_CALL* set_error)(quoin_call* call, quoin_code code, quoin_str message);
    /* The code and text of the last error of get or next or set_error on call (borrow): QUOIN_OK and empty if
     * none. *message (borrow), may be null, is set to text that is good until the next function on this call.
     * [call] */
    quoin_code(QUOIN_CALL* last_error)(quoin_call* call, quoin_str* message);
    /* 1 once the deadline passed or the caller gave up: return QUOIN_ERROR soon; poll it in loops.
     * call (borrow). [any] */
    int32_t(QUOIN_CALL* cancelled)(quoin_call* call);
    /* A line for explain: what was assumed, defaulted or tolerated. No patient data; copied. call (borrow).
     * [call] */
    void(QUOIN_CALL* note)(quoin_call* call, quoin_str message);
    /* invalidate for every subject that was asked about and that which (borrow) accepts: for a provider that
     * knows by the name of a subject whom a change is about, and not under which names it was asked. Change
     * what the answers are made of before. host (host). [any] */
    void(QUOIN_CALL* invalidate_where)(const struct quoin_host* host, quoin_str type,
                                       const quoin_subject_test* which);
} quoin_host;

/* ---- Plugins -------------------------------------------------------------------------------- */

/* A live provider: made by create, ended by destroy. */
typedef struct quoin_provider {
    uint32_t struct_size;
    uint32_t reserved;
    void* self; /* (plugin) passed to every function below */

    /* Answers, passes or fails. self (plugin), call (borrow), request (borrow), *out (own). [provider] */
    quoin_result(QUOIN_CALL* get)(void* self, quoin_call* call, const quoin_request* request,
                                  const quoin_value** out);
    /* Takes the fact request->payload about the subjects (QUOIN_VALUE; *out (own) may stay null), passes or
     * fails. Null: takes no facts. self (plugin), call (borrow), request (borrow). [provider] */
    quoin_result(QUOIN_CALL* add)(void* self, quoin_call* call, const quoin_request* request,
                                  const quoin_value** out);
    /* Forgets the facts of type about subject; an empty subject means all of the type. Null: holds no facts.
     * self (plugin). [provider] */
    void(QUOIN_CALL* clear)(void* self, quoin_str type, quoin_str subject);
    /* The provider's side of an extension: returns (plugin), null where it has none. Null: has none at all.
     * self (plugin). [any] */
    const void*(QUOIN_CALL* get_extension)(void* self, quoin_str id);
    /* The last call: no other runs and none follows. Join your threads, give back every value. self (own).
     * [control] */
    void(QUOIN_CALL* destroy)(void* self);
} quoin_provider;

/* Descriptor flags. */
#define QUOIN_THREAD_SAFE (UINT64_C(1) << 0) /* get, add and clear may run on several threads at once */
#define QUOIN_TRACKED (UINT64_C(1) << 1)     /* same request, same answer, until add, clear or invalidate */
#define QUOIN_BLOCKING (UINT64_C(1) << 2) /* waits for disk or network: keep off latency-critical threads */

/* What one provider of the library is. Static data. */
typedef struct quoin_descriptor {
    uint32_t struct_size;
    int32_t
        priority; /* where the manifest gives none; 0 is the usual one. Built-ins: -1000 and below, but for one */
    uint64_t flags;    /* QUOIN_THREAD_SAFE .. or-ed; unknown bits are ignored */
    quoin_str id;      /* reverse domain name, "com.acme.ground-truth": letters, digits, '.', '-', '_' */
    quoin_str name;    /* for people */
    quoin_str version; /* semantic version of the provider */
    quoin_str vendor;
    quoin_str description;  /* one line */
    quoin_str licence;      /* SPDX identifier */
    const quoin_str* types; /* (plugin) the types it serves; null: it may be asked for any type */
    size_t type_count;
} quoin_descriptor;

/* What the library is. Static data. */
typedef struct quoin_plugin {
    uint32_t struct_size;
    uint32_t abi_major;                         /* QUOIN_ABI_MAJOR of the header it was built with */
    uint32_t abi_minor;                         /* QUOIN_ABI_MINOR of that header */
    uint32_t min_host_minor;                    /* the oldest host minor it can work with */
    const quoin_descriptor* const* descriptors; /* (plugin) pointers, so that descriptors can grow */
    size_t descriptor_count;
    /* Makes the provider of that id. config (borrow) is an object, never null. host (host). QUOIN_VALUE and
     * *out (plugin), valid until its destroy returns, or QUOIN_ERROR with set_error on call (borrow): the
     * host then refuses this provider and goes on. [control] */
    quoin_result(QUOIN_CALL* create)(const quoin_host* host, quoin_call* call, quoin_str id,
                                     const quoin_value* config, const quoin_provider** out);
} quoin_plugin;

/* The one symbol a plugin exports; the number is the ABI major. Returns (plugin) static data. No allocation,
 * no files, no threads in it. [any] */
QUOIN_EXPORT const quoin_plugin* QUOIN_CALL quoin_entry_1(void);

#ifdef __cplusplus
}
#endif
#endif /* QUOIN_ABI_H */
