/* A well-behaved plugin that makes a provider of whatever id: the benchmark changes the one in its descriptor
 * in copies of the library. */
#include <quoin/abi.h>

#define TEXT(literal) \
    { literal, sizeof(literal) - 1 }

static quoin_result QUOIN_CALL get(void* self, quoin_call* call, const quoin_request* request,
                                   const quoin_value** out) {
    (void)self;
    (void)call;
    (void)request;
    (void)out;
    return QUOIN_PASS;
}

static const quoin_provider passing = {.struct_size = sizeof passing, .get = get};

static quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call* call, quoin_str id,
                                      const quoin_value* config, const quoin_provider** out) {
    (void)host;
    (void)call;
    (void)id;
    (void)config;
    *out = &passing;
    return QUOIN_VALUE;
}

static const quoin_str types[] = {TEXT("imagePlaneModule")};
static const quoin_descriptor only = {.struct_size = sizeof only,
                                      .flags = QUOIN_THREAD_SAFE,
                                      .id = TEXT("com.example.bench-000"),
                                      .version = TEXT("1.0.0"),
                                      .types = types,
                                      .type_count = 1};
static const quoin_descriptor* const descriptors[] = {&only};
static const quoin_plugin plugin = {.struct_size = sizeof plugin,
                                    .abi_major = QUOIN_ABI_MAJOR,
                                    .abi_minor = QUOIN_ABI_MINOR,
                                    .descriptors = descriptors,
                                    .descriptor_count = 1,
                                    .create = create};

QUOIN_EXPORT const quoin_plugin* QUOIN_CALL quoin_entry_1(void) {
    return &plugin;
}
