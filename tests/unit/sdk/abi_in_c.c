/* abi.h is a C11 header: this file is compiled as C and does what a plugin in C does. */
#include <quoin/abi.h>
#include <quoin/ext/caller.h>
#include <quoin/ext/row.h>

#include <string.h>

static quoin_str text(const char* literal) {
    quoin_str out;
    out.ptr = literal;
    out.len = strlen(literal);
    return out;
}

/* {"rows": 512, "name": "C"} */
quoin_code quoin_test_build_in_c(const quoin_build* build, quoin_value** out) {
    quoin_builder* const builder = build->create();
    quoin_code code;
    if (!builder) return QUOIN_E_MEMORY;
    build->begin_object(builder, NULL);
    build->key(builder, text("rows"));
    build->integer(builder, 512);
    build->key(builder, text("name"));
    build->string(builder, text("C"));
    build->end(builder);
    code = build->finish(builder, out);
    build->destroy(builder);
    return code;
}

/* {"number": the object's rows, "what": "moulded in C", "who": the object's name} */
quoin_code quoin_test_mould_in_c(const quoin_values* values, const quoin_build* build,
                                 const quoin_value* object, const quoin_value** out) {
    const quoin_copied lines[3] = {
        {values->intern(text("rows")), values->intern(text("number")), QUOIN_PLAIN_INT, 0},
        {NULL, values->intern(text("what")), QUOIN_PLAIN_GIVEN, 0},
        {values->intern(text("name")), values->intern(text("who")), QUOIN_PLAIN_NAME, 0}};
    quoin_mould* mould = NULL;
    quoin_given given = {QUOIN_GIVEN_TEXT, 0, {0}};
    quoin_code code = build->create_mould(lines, 3, &mould);
    if (code != QUOIN_OK) return code;
    given.is.text = "moulded in C";
    given.count = (uint32_t)strlen(given.is.text);
    code = build->mould_object(mould, object, &given, out);
    build->destroy_mould(mould);
    return code;
}

int64_t quoin_test_read_in_c(const quoin_values* values, const quoin_value* object, const char* name) {
    int64_t out = -1;
    const quoin_value* const member = values->find(object, text(name));
    if (!member || !values->as_int(member, &out)) return -1;
    return out;
}

/* As a provider in C does: every other type has an answer, the rest pass. */
static void QUOIN_CALL answer_every_other(void* self, quoin_call* call, quoin_row* row) {
    const quoin_value* const answer = self;
    size_t i;
    (void)call;
    for (i = 0; i < row->count; ++i) {
        row->answers[i].result = i % 2 == 0 ? QUOIN_VALUE : QUOIN_PASS;
        row->answers[i].answer = i % 2 == 0 ? answer : NULL;
        row->at = i;
    }
}
const quoin_provider_row* quoin_test_rows_in_c(void) {
    static const quoin_provider_row rows = {sizeof rows, 0, answer_every_other};
    return &rows;
}

/* The same numbers as C++ sees. */
size_t quoin_test_size_in_c(int which) {
    switch (which) {
        case 0:
            return sizeof(quoin_values);
        case 1:
            return sizeof(quoin_build);
        case 2:
            return sizeof(quoin_host);
        case 3:
            return sizeof(quoin_provider);
        case 4:
            return sizeof(quoin_descriptor);
        case 5:
            return sizeof(quoin_plugin);
        case 6:
            return sizeof(quoin_host_caller);
        case 7:
            return sizeof(quoin_copied);
        case 8:
            return sizeof(quoin_given);
        case 9:
            return sizeof(quoin_row_answer);
        case 10:
            return sizeof(quoin_row);
        case 11:
            return sizeof(quoin_provider_row);
        default:
            return 0;
    }
}
