/* A private-tag decoder in C11, with abi.h and nothing else: the b-value of a diffusion image as GE scanners
 * write it, element 39 of their private block GEMS_PARM_01 in group 0043 (IS, four numbers, the first one
 * counts). Newer software adds 1,000,000,000 to it.
 *
 * `com.example.diffusion` of a subject is {"bValue": s/mm2, "source": the element}; images without the
 * element pass. A provider of standard attributes would ask DiffusionBValue (0018,9087) in the same way. */
#include <quoin/abi.h>

#include <stdlib.h>

#define TEXT(literal) \
    { literal, sizeof(literal) - 1 }

enum { added = 1000000000, most = 100000 };

struct decoder {
    quoin_provider table; /* what the host calls; its self points here */
    const quoin_host* host;
};

static quoin_result failed(const quoin_host* host, quoin_call* call, quoin_code code, quoin_str why) {
    host->set_error(call, code, why);
    return QUOIN_ERROR;
}

/* The first number of the element: 1 if there is one. It is an array, or one number where the file has one.
 */
static int first_number(const quoin_values* values, const quoin_value* element, int64_t* out) {
    const quoin_value* first = element;
    if (values->kind(element) == QUOIN_ARRAY) first = values->at(element, 0, NULL);
    return first && values->as_int(first, out);
}

static quoin_result answer(const quoin_host* host, quoin_call* call, int64_t b_value, quoin_str element,
                           const quoin_value** out) {
    const quoin_str b_value_name = TEXT("bValue"), source_name = TEXT("source");
    const quoin_build* const build = host->build;
    quoin_builder* const builder = build->create();
    quoin_value* made = NULL;
    if (builder) {
        build->begin_object(builder, NULL);
        build->key(builder, b_value_name);
        build->integer(builder, b_value);
        build->key(builder, source_name);
        build->string(builder, element);
        build->end(builder);
        if (build->finish(builder, &made) != QUOIN_OK) made = NULL;
        build->destroy(builder);
    }
    if (!made) {
        const quoin_str why = TEXT("out of memory");
        return failed(host, call, QUOIN_E_MEMORY, why);
    }
    *out = made;
    return QUOIN_VALUE;
}

static quoin_result QUOIN_CALL get(void* self, quoin_call* call, const quoin_request* request,
                                   const quoin_value** out) {
    const quoin_host* const host = ((struct decoder*)self)->host;
    const quoin_str instance_type = TEXT("instance"), element_name = TEXT("0043xx39:GEMS_PARM_01");
    quoin_request asked = {0};
    const quoin_value* instance = NULL;
    const quoin_value* element = NULL;
    int64_t number = 0;

    asked.struct_size = sizeof asked;
    asked.type = instance_type;
    asked.subjects = request->subjects;
    asked.subject_count = request->subject_count;
    const quoin_result result = host->get(call, &asked, &instance);
    if (result != QUOIN_VALUE) return result; /* nobody answers, or it failed: the host knows why */

    element = host->values->find(instance, element_name); /* inside of instance: good until unref */
    const int known = element && first_number(host->values, element, &number);
    host->values->unref(instance);
    if (!element) return QUOIN_PASS;
    if (known && number >= added) number -= added;
    if (!known || number < 0 || number > most) { /* never guess what a wrong number may mean */
        const quoin_str why =
            TEXT("the private b-value (0043,xx39 GEMS_PARM_01) is no number from 0 to 100000");
        return failed(host, call, QUOIN_E_FORMAT, why);
    }
    return answer(host, call, number, element_name, out);
}

static void QUOIN_CALL destroy(void* self) {
    free(self);
}

static quoin_result QUOIN_CALL create(const quoin_host* host, quoin_call* call, quoin_str id,
                                      const quoin_value* config, const quoin_provider** out) {
    struct decoder* made = NULL;
    (void)id; /* there is one provider in this library */
    if (host->values->count(config) > 0) {
        const quoin_str why = TEXT("expected no settings, found some; leave config out");
        return failed(host, call, QUOIN_E_CONFIG, why);
    }
    made = calloc(1, sizeof *made);
    if (!made) {
        const quoin_str why = TEXT("out of memory");
        return failed(host, call, QUOIN_E_MEMORY, why);
    }
    made->host = host;
    made->table.struct_size = sizeof made->table;
    made->table.self = made;
    made->table.get = get;
    made->table.destroy = destroy;
    *out = &made->table;
    return QUOIN_VALUE;
}

static const quoin_str types[] = {TEXT("com.example.diffusion")};

static const quoin_descriptor descriptor = {
    .struct_size = sizeof(quoin_descriptor),
    .flags = QUOIN_THREAD_SAFE | QUOIN_TRACKED,
    .id = TEXT("com.example.private-tag"),
    .name = TEXT("Private b-value"),
    .version = TEXT("1.0.0"),
    .vendor = TEXT("Example"),
    .description = TEXT("b-value from the private block GEMS_PARM_01"),
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
