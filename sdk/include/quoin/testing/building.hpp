// quoin/testing/building.hpp - the table quoin_build of the test host.
#pragma once

#include <quoin/testing/making.hpp>
#include <quoin/testing/moulds.hpp>

namespace quoin::testing {

inline const quoin_build& plain_build() {
    static const quoin_build table = [] {
        quoin_build t{};
        t.struct_size = sizeof t;
        t.create = [] { return reinterpret_cast<quoin_builder*>(new (std::nothrow) maker); };
        t.destroy = [](quoin_builder* b) { delete reinterpret_cast<maker*>(b); };
        t.begin_object = [](quoin_builder* b, const quoin_value* base) {
            maker_of(b).begin(true, node_of(base));
        };
        t.begin_array = [](quoin_builder* b) { maker_of(b).begin(false, nullptr); };
        t.end = [](quoin_builder* b) { maker_of(b).end(); };
        t.key = [](quoin_builder* b, quoin_str name) { maker_of(b).key(to_view(name)); };
        t.key_interned = [](quoin_builder* b, const quoin_key* key) { maker_of(b).key(text_of(key), false); };
        t.null = [](quoin_builder* b) { maker_of(b).scalar(QUOIN_NULL, 0, 0); };
        t.boolean = [](quoin_builder* b, std::int32_t flag) { maker_of(b).scalar(QUOIN_BOOL, flag != 0, 0); };
        t.integer = [](quoin_builder* b, std::int64_t number) { maker_of(b).scalar(QUOIN_INT, number, 0); };
        t.real = [](quoin_builder* b, double number) { maker_of(b).scalar(QUOIN_REAL, 0, number); };
        t.string = [](quoin_builder* b, quoin_str text) { maker_of(b).string(to_view(text)); };
        t.value = [](quoin_builder* b, const quoin_value* existing) { maker_of(b).value(node_of(existing)); };
        t.typed = [](quoin_builder* b, quoin_dtype dtype, std::uint64_t count) {
            return maker_of(b).typed(dtype, count);
        };
        t.lazy = [](quoin_builder* b, const quoin_lazy* source) { maker_of(b).lazy(*source); };
        t.slice = [](quoin_builder* b, const quoin_value* source, std::uint64_t offset, quoin_dtype dtype,
                     std::uint64_t count) { maker_of(b).slice(node_of(source), offset, dtype, count); };
        t.finish = [](quoin_builder* b, quoin_value** out) { return maker_of(b).finish(out); };
        t.deferred = [](quoin_builder* b, const quoin_deferred* source) { maker_of(b).deferred(*source); };
        t.held_string = [](quoin_builder* b, quoin_str text) { maker_of(b).string(to_view(text)); };
        t.reals = [](quoin_builder* b, const double* numbers, std::size_t count) {
            maker_of(b).begin(false, nullptr);
            for (std::size_t i = 0; i < count; ++i) maker_of(b).scalar(QUOIN_REAL, 0, numbers[i]);
            maker_of(b).end();
        };
        t.copy = [](quoin_builder* b, const quoin_value* object, const quoin_copied* table, std::size_t count,
                    std::size_t* added) { return maker_of(b).copy(node_of(object), table, count, added); };
        t.create_mould = [](const quoin_copied* lines, std::size_t count, quoin_mould** out) {
            mould* made = nullptr;
            const quoin_code code = mould::create({lines, count}, &made);
            if (code == QUOIN_OK) *out = reinterpret_cast<quoin_mould*>(made);
            return code;
        };
        t.destroy_mould = [](quoin_mould* m) { delete reinterpret_cast<mould*>(m); };
        t.mould_object = [](quoin_mould* m, const quoin_value* object, const quoin_given* given,
                            const quoin_value** out) {
            return reinterpret_cast<const mould*>(m)->make(node_of(object), given, out);
        };
        t.why = [](quoin_builder* b, quoin_str* out) { *out = to_str(maker_of(b).why()); };
        return t;
    }();
    return table;
}

}  // namespace quoin::testing
