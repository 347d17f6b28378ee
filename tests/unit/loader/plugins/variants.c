/* One plugin whose provider answers every type with the `answer` of its config, and by macros all ways in
 * which a library can be wrong. */
#include <quoin/abi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef BROKEN_ID
#define PLUGIN_ID "com\xFF"
#endif
#ifdef BROKEN_VERSION
#define PLUGIN_VERSION "1.0\xFF"
#endif
#ifndef PLUGIN_ID
#define PLUGIN_ID "com.example.good"
#endif
#ifndef PLUGIN_VERSION
#define PLUGIN_VERSION "1.2.3"
#endif
#ifndef ENTRY
#define ENTRY quoin_entry_1
#endif
#ifndef MAJOR
#define MAJOR QUOIN_ABI_MAJOR
#endif
#ifndef MINOR
#define MINOR QUOIN_ABI_MINOR
#endif
#ifndef MIN_HOST_MINOR
#define MIN_HOST_MINOR 0
#endif
#ifndef PLUGIN_SIZE
#define PLUGIN_SIZE sizeof(quoin_plugin)
#endif
#ifndef DESCRIPTOR_SIZE
#define DESCRIPTOR_SIZE sizeof(quoin_descriptor)
#endif

#define TEXT(literal) \
    { literal, sizeof(literal) - 1 }

struct state {
    quoin_provider table;
    const quoin_host* host;
    const quoin_value* answer;
    int tells_version; /* where the config holds `version` */
};

static quoin_result QUOIN_CALL get(void* self, quoin_call* call, const quoin_request* request,
                                   const quoin_value** out) {
    struct state* const me = self;
    (void)call;
    (void)request;
    if (!me->answer) {
        static const quoin_str version = TEXT(PLUGIN_VERSION);
        quoin_builder* const build = me->tells_version ? me->host->build->create() : NULL;
        quoin_value* made = NULL;
        if (!build) return QUOIN_PASS;
        me->host->build->string(build, version);
        me->host->build->finish(build, &made);
        me->host->build->destroy(build);
        *out = made;
        return made ? QUOIN_VALUE : QUOIN_ERROR;
    }
    me->host->values->ref(me->answer);
    *out = me->answer;
    return QUOIN_VALUE;
}

static void QUOIN_CALL destroy(void* self) {
    struct state* const me = self;
    me->host->values->unref(me->answer);
    free(me);
}

#ifndef NO_CREATE
static quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call* call, quoin_str id,
                                      const quoin_value* config, const quoin_provider** out) {
    static const quoin_str key = TEXT("answer");
    static const quoin_str version_key = TEXT("version");
    struct state* const me = calloc(1, sizeof *me);
    (void)id;
    (void)call;
    if (!me) return QUOIN_ERROR;
#ifdef REFUSES_CONFIG
    static const quoin_str why = TEXT("expected 'endpoint', found none; write endpoint: URL");
    host->set_error(call, QUOIN_E_CONFIG, why);
    free(me);
    return QUOIN_ERROR;
#endif
#ifdef PRINTS
    printf("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"forged\"}\n");
    fflush(stdout);
#endif
#ifdef REFUSES_IN_LATIN_1
    static const quoin_str latin = TEXT("/data/M\xFCller is not there");
    host->set_error(call, QUOIN_E_IO, latin);
    free(me);
    return QUOIN_ERROR;
#endif
#ifdef REFUSES_CONFIG_IN_SHORT
    static const quoin_str in_short = TEXT("unknown setting");
    host->set_error(call, QUOIN_E_CONFIG, in_short);
    free(me);
    return QUOIN_ERROR;
#endif
#ifdef CANNOT_START
    static const quoin_str reason = TEXT("the licence server does not answer");
    host->set_error(call, QUOIN_E_IO, reason);
    free(me);
    return QUOIN_ERROR;
#endif
    me->table.struct_size = sizeof me->table;
    me->table.self = me;
    me->table.get = get;
    me->table.destroy = destroy;
    me->host = host;
    me->answer = host->values->find(config, key);
    host->values->ref(me->answer);
    me->tells_version = host->values->find(config, version_key) != NULL;
    *out = &me->table;
    return QUOIN_VALUE;
}
#endif

#ifdef EMPTY_TYPE
static const quoin_str types[] = {TEXT("exampleModule"), TEXT("")};
#elif defined(TYPE_TWICE)
static const quoin_str types[] = {TEXT("exampleModule"), TEXT("exampleModule")};
#else
static const quoin_str types[] = {TEXT("exampleModule"), TEXT("otherModule")};
#endif

#if defined(ANY_TYPE)
#define TYPES NULL
#define TYPE_COUNT 0
#elif defined(NULL_TYPES)
#define TYPES NULL
#define TYPE_COUNT 2
#elif defined(NO_TYPES)
#define TYPES types
#define TYPE_COUNT 0
#else
#define TYPES types
#define TYPE_COUNT 2
#endif

static const quoin_descriptor first = {.struct_size = DESCRIPTOR_SIZE,
                                       .priority = 7,
                                       .flags = QUOIN_THREAD_SAFE,
                                       .id = TEXT(PLUGIN_ID),
                                       .name = TEXT("Example"),
                                       .version = TEXT(PLUGIN_VERSION),
                                       .vendor = TEXT("Example Ltd"),
                                       .description = TEXT("Answers with its configuration."),
                                       .licence = TEXT("MIT"),
                                       .types = TYPES,
                                       .type_count = TYPE_COUNT};
#ifdef SECOND_ID
static const quoin_descriptor other = {
    .struct_size = DESCRIPTOR_SIZE, .id = TEXT(SECOND_ID), .types = TYPES, .type_count = TYPE_COUNT};
static const quoin_descriptor* const descriptors[] = {&first, &other};
#elif defined(NULL_DESCRIPTOR)
static const quoin_descriptor* const descriptors[] = {&first, NULL};
#else
static const quoin_descriptor* const descriptors[] = {&first};
#endif
#ifndef DESCRIPTOR_COUNT
#define DESCRIPTOR_COUNT (sizeof descriptors / sizeof *descriptors)
#endif

static const quoin_plugin plugin = {.struct_size = PLUGIN_SIZE,
                                    .abi_major = MAJOR,
                                    .abi_minor = MINOR,
                                    .min_host_minor = MIN_HOST_MINOR,
#ifdef NULL_LIST
                                    .descriptors = NULL,
#else
                                    .descriptors = descriptors,
#endif
                                    .descriptor_count = DESCRIPTOR_COUNT,
#ifndef NO_CREATE
                                    .create = create
#endif
};

#ifdef EXTRA_SYMBOLS
QUOIN_EXPORT int leaked_one(void);
QUOIN_EXPORT int leaked_one(void) {
    return 1;
}
QUOIN_EXPORT int leaked_two(void);
QUOIN_EXPORT int leaked_two(void) {
    return 2;
}
QUOIN_EXPORT int leaked_three(void);
QUOIN_EXPORT int leaked_three(void) {
    return 3;
}
QUOIN_EXPORT int leaked_four(void);
QUOIN_EXPORT int leaked_four(void) {
    return 4;
}
#endif

#ifdef UNDEFINED_SYMBOL
int acme_never_defined(void);
#endif
#ifdef USES_DEPENDENCY
int loader_test_dependency(void);
#endif

QUOIN_EXPORT const quoin_plugin* QUOIN_CALL ENTRY(void);
QUOIN_EXPORT const quoin_plugin* QUOIN_CALL ENTRY(void) {
#ifdef UNDEFINED_SYMBOL
    if (acme_never_defined()) return NULL;
#endif
#ifdef USES_DEPENDENCY
    if (!loader_test_dependency()) return NULL;
#endif
#ifdef NULL_ENTRY
    return NULL;
#else
    return &plugin;
#endif
}

/* So that variants that leave some of it out compile without warnings. */
void variants_unused(void);
void variants_unused(void) {
    (void)types;
    (void)descriptors;
    (void)get;
    (void)destroy;
    (void)plugin;
}
