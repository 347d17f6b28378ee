/* A well-behaved plugin that makes a provider of whatever id: the benchmark changes the one in its descriptor
 * in copies of the library. It passes for one type and gives a value that it made at the start for another. */
#include <quoin/abi.h>

#define TEXT(literal) \
    { literal, sizeof(literal) - 1 }

static const quoin_values* values;
static const quoin_value* prepared;

static quoin_result QUOIN_CALL get(void* self, quoin_call* call, const quoin_request* request,
                                   const quoin_value** out) {
    (void)self;
    (void)call;
    if (request->type.len != 8) return QUOIN_PASS;
    values->ref(prepared);
    *out = prepared;
    return QUOIN_VALUE;
}

static const quoin_provider passing = {.struct_size = sizeof passing, .get = get};

static quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call* call, quoin_str id,
                                      const quoin_value* config, const quoin_provider** out) {
    (void)call;
    (void)id;
    (void)config;
    if (!prepared) {
        quoin_builder* const builder = host->build->create();
        if (!builder) return QUOIN_ERROR;
        host->build->begin_object(builder, 0);
        const quoin_str rows = TEXT("rows");
        host->build->key(builder, rows);
        host->build->integer(builder, 512);
        host->build->end(builder);
        quoin_value* value = 0;
        const quoin_code made = host->build->finish(builder, &value);
        host->build->destroy(builder);
        if (made != QUOIN_OK) return QUOIN_ERROR;
        values = host->values;
        prepared = value;
    }
    *out = &passing;
    return QUOIN_VALUE;
}

static const quoin_str types[] = {TEXT("imagePlaneModule"), TEXT("prepared")};
static const quoin_descriptor only = {.struct_size = sizeof only,
                                      .flags = QUOIN_THREAD_SAFE,
                                      .id = TEXT("com.example.bench-000"),
                                      .version = TEXT("1.0.0"),
                                      .types = types,
                                      .type_count = 2};
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
