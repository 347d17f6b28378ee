/* A provider in C11, with abi.h and nothing else: `com.example.pixelCount` is how many pixels an image has.
 * It asks imagePixelModule of the same subject, whoever answers that, and passes where there is no answer. */
#include <quoin/abi.h>

#include <stdlib.h>

#define TEXT(literal) \
    { literal, sizeof(literal) - 1 }

struct pixel_count {
    quoin_provider table; /* what the host calls; its self points here */
    const quoin_host* host;
};

static int member_int(const quoin_values* values, const quoin_value* object, quoin_str name, int64_t* out) {
    const quoin_value* const found = values->find(object, name);
    return found && values->as_int(found, out);
}

static quoin_result QUOIN_CALL get(void* self, quoin_call* call, const quoin_request* request,
                                   const quoin_value** out) {
    const quoin_host* const host = ((struct pixel_count*)self)->host;
    const quoin_str rows_name = TEXT("rows"), columns_name = TEXT("columns");
    const quoin_str pixel_module = TEXT("imagePixelModule");
    quoin_request asked = {0};
    const quoin_value* pixels = NULL;
    int64_t rows = 0;
    int64_t columns = 0;
    int known = 0;

    asked.struct_size = sizeof asked;
    asked.type = pixel_module;
    asked.subjects = request->subjects;
    asked.subject_count = request->subject_count;
    const quoin_result result = host->get(call, &asked, &pixels);
    if (result != QUOIN_VALUE) return result; /* nobody answers, or it failed: the host knows why */

    known = member_int(host->values, pixels, rows_name, &rows) &&
            member_int(host->values, pixels, columns_name, &columns);
    host->values->unref(pixels);
    if (!known || rows < 0 || columns < 0 || rows > INT32_MAX || columns > INT32_MAX) return QUOIN_PASS;

    quoin_builder* const builder = host->build->create();
    quoin_value* made = NULL;
    if (builder) {
        host->build->integer(builder, rows * columns);
        if (host->build->finish(builder, &made) != QUOIN_OK) made = NULL;
        host->build->destroy(builder);
    }
    if (!made) {
        const quoin_str message = TEXT("out of memory");
        host->set_error(call, QUOIN_E_MEMORY, message);
        return QUOIN_ERROR;
    }
    *out = made;
    return QUOIN_VALUE;
}

static void QUOIN_CALL destroy(void* self) {
    free(self);
}

static quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call* call, quoin_str id,
                                      const quoin_value* config, const quoin_provider** out) {
    struct pixel_count* const made = calloc(1, sizeof *made);
    (void)id; /* there is one provider in this library */
    (void)config;
    if (!made) {
        const quoin_str message = TEXT("out of memory");
        host->set_error(call, QUOIN_E_MEMORY, message);
        return QUOIN_ERROR;
    }
    made->host = host;
    made->table.struct_size = sizeof made->table;
    made->table.self = made;
    made->table.get = get;
    made->table.destroy = destroy;
    *out = &made->table;
    return QUOIN_VALUE;
}

static const quoin_str types[] = {TEXT("com.example.pixelCount")};

static const quoin_descriptor descriptor = {
    .struct_size = sizeof(quoin_descriptor),
    .flags = QUOIN_THREAD_SAFE | QUOIN_TRACKED,
    .id = TEXT("com.example.pixel-count"),
    .name = TEXT("Pixel count"),
    .version = TEXT("1.0.0"),
    .vendor = TEXT("Example"),
    .description = TEXT("rows times columns"),
    .licence = TEXT("MIT"),
    .types = types,
    .type_count = sizeof types / sizeof *types,
};

static const quoin_descriptor* const descriptors[] = {&descriptor};

static const quoin_plugin plugin = {
    .struct_size = sizeof(quoin_plugin),
    .abi_major = QUOIN_ABI_MAJOR,
    .abi_minor = QUOIN_ABI_MINOR,
    .descriptors = descriptors,
    .descriptor_count = sizeof descriptors / sizeof *descriptors,
    .create = create,
};

QUOIN_EXPORT const quoin_plugin* QUOIN_CALL quoin_entry_1(void) {
    return &plugin;
}
