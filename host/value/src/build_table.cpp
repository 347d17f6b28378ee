// The table with which values are made, and the store of builders that makes them cheap.
#include "mould.hpp"
#include "tree_builder.hpp"

#include <new>

namespace {

std::string_view to_text(quoin_str text) noexcept {
    return text.len == 0 ? std::string_view{} : std::string_view{text.ptr, text.len};
}

// Builders of this thread that wait for their next use, with their scratch. A thread's store may end before
// the thread's last builder does (statics of threads end in an order that nobody controls), hence `closed`.
struct spare_builders {
    quoin_builder* first = nullptr;
    int count = 0;
    bool closed = false;
};
constexpr int max_spare = 4;
thread_local constinit spare_builders spare;

struct spare_closer {
    ~spare_closer() {
        spare.closed = true;
        while (spare.first) {
            quoin_builder* const next = spare.first->next_spare;
            delete spare.first;
            spare.first = next;
        }
    }
};

quoin_builder* QUOIN_CALL create() noexcept {
    if (quoin_builder* const kept = spare.first) {
        spare.first = kept->next_spare;
        --spare.count;
        return kept;
    }
    return new (std::nothrow) quoin_builder;
}

void QUOIN_CALL destroy(quoin_builder* builder) noexcept {
    if (!builder) return;
    builder->reset();
    if (spare.closed || spare.count == max_spare) {
        delete builder;
        return;
    }
    thread_local spare_closer closer;
    static_cast<void>(closer);
    builder->next_spare = spare.first;
    spare.first = builder;
    ++spare.count;
}

void QUOIN_CALL begin_object(quoin_builder* builder, const quoin_value* base) noexcept {
    builder->begin_object(base);
}
void QUOIN_CALL begin_array(quoin_builder* builder) noexcept {
    builder->begin_array();
}
void QUOIN_CALL end(quoin_builder* builder) noexcept {
    builder->end();
}
void QUOIN_CALL key(quoin_builder* builder, quoin_str name) noexcept {
    builder->key(to_text(name));
}
void QUOIN_CALL key_interned(quoin_builder* builder, const quoin_key* name) noexcept {
    builder->key(name);
}
void QUOIN_CALL null(quoin_builder* builder) noexcept {
    builder->scalar(QUOIN_NULL, 0);
}
void QUOIN_CALL boolean(quoin_builder* builder, std::int32_t flag) noexcept {
    builder->scalar(QUOIN_BOOL, flag != 0 ? 1 : 0);
}
void QUOIN_CALL integer(quoin_builder* builder, std::int64_t number) noexcept {
    builder->scalar(QUOIN_INT, number);
}
void QUOIN_CALL real(quoin_builder* builder, double number) noexcept {
    builder->real(number);
}
void QUOIN_CALL string(quoin_builder* builder, quoin_str text) noexcept {
    builder->string(to_text(text));
}
void QUOIN_CALL value(quoin_builder* builder, const quoin_value* existing) noexcept {
    builder->value(existing);
}
void* QUOIN_CALL typed(quoin_builder* builder, quoin_dtype dtype, std::uint64_t count) noexcept {
    return builder->typed(dtype, count);
}
void QUOIN_CALL lazy(quoin_builder* builder, const quoin_lazy* source) noexcept {
    builder->lazy(*source);
}
void QUOIN_CALL slice(quoin_builder* builder, const quoin_value* source, std::uint64_t offset,
                      quoin_dtype dtype, std::uint64_t count) noexcept {
    builder->slice(source, offset, dtype, count);
}
quoin_code QUOIN_CALL finish(quoin_builder* builder, quoin_value** out) noexcept {
    return builder->finish(out);
}
void QUOIN_CALL why(quoin_builder* builder, quoin_str* out) noexcept {
    const std::string_view text = builder->why();
    *out = {text.data(), text.size()};
}
void QUOIN_CALL deferred(quoin_builder* builder, const quoin_deferred* source) noexcept {
    builder->deferred(*source);
}
void QUOIN_CALL held_string(quoin_builder* builder, quoin_str text) noexcept {
    builder->held_string(to_text(text));
}
void QUOIN_CALL reals(quoin_builder* builder, const double* numbers, std::size_t count) noexcept {
    builder->reals({numbers, count});
}
std::size_t QUOIN_CALL copy(quoin_builder* builder, const quoin_value* object, const quoin_copied* table,
                            std::size_t count, std::size_t* added) noexcept {
    return builder->copy(object, {table, count}, added);
}
quoin_code QUOIN_CALL create_mould(const quoin_copied* table, std::size_t count, quoin_mould** out) noexcept {
    return quoin_mould::create({table, count}, out);
}
void QUOIN_CALL destroy_mould(quoin_mould* mould) noexcept {
    delete mould;
}
quoin_code QUOIN_CALL mould_object(quoin_mould* mould, const quoin_value* object, const quoin_given* given,
                                   const quoin_value** out) noexcept {
    return mould->make(object, given, out);
}

constexpr quoin_build table{sizeof(quoin_build),
                            0,
                            &create,
                            &destroy,
                            &begin_object,
                            &begin_array,
                            &end,
                            &key,
                            &key_interned,
                            &null,
                            &boolean,
                            &integer,
                            &real,
                            &string,
                            &value,
                            &typed,
                            &lazy,
                            &slice,
                            &finish,
                            &why,
                            &deferred,
                            &held_string,
                            &reals,
                            &copy,
                            &create_mould,
                            &destroy_mould,
                            &mould_object};

}  // namespace

extern "C" const quoin_build* quoin_host_build(void) {
    return &table;
}
