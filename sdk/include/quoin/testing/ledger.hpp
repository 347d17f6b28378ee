// quoin/testing/ledger.hpp - what a plugin holds: the value tables with every reference counted.
#pragma once

#include <quoin/testing/tables.hpp>

#include <cstdint>
#include <mutex>
#include <unordered_set>

namespace quoin::testing {

/// Counts of the whole process, since plugins are handed one table for all of their providers.
class ledger {
 public:
    static ledger& instance() {
        static ledger one;
        return one;
    }
    void took(const quoin_value* value, std::int64_t references = 1) {
        if (!value) return;
        const std::lock_guard hold(guard_);
        held_ += references;
        seen_.insert(value);
    }
    void gave_back(const quoin_value* value) {
        if (!value) return;
        const std::lock_guard hold(guard_);
        if (--held_ < 0) gave_back_too_many_ = true;
    }
    void builder(int change) {
        const std::lock_guard hold(guard_);
        builders_ += change;
    }
    void mould(int change) {
        const std::lock_guard hold(guard_);
        moulds_ += change;
    }
    /// Whether the plugin can have got that pointer from the host.
    bool knows(const quoin_value* value) const {
        const std::lock_guard hold(guard_);
        return seen_.contains(value);
    }
    /// Forgets where values were, once none is held: addresses are used again.
    void forget() {
        const std::lock_guard hold(guard_);
        if (held_ == 0) seen_.clear();
    }
    std::int64_t references() const {
        const std::lock_guard hold(guard_);
        return held_;
    }
    std::int64_t builders() const {
        const std::lock_guard hold(guard_);
        return builders_;
    }
    std::int64_t moulds() const {
        const std::lock_guard hold(guard_);
        return moulds_;
    }
    bool gave_back_too_many() const {
        const std::lock_guard hold(guard_);
        return gave_back_too_many_;
    }

 private:
    mutable std::mutex guard_;
    std::unordered_set<const quoin_value*> seen_;
    std::int64_t held_ = 0, builders_ = 0, moulds_ = 0;
    bool gave_back_too_many_ = false;
};

/// plain_values() that writes to the ledger: what plugins are given.
inline const quoin_values& counted_values() {
    static const quoin_values table = [] {
        quoin_values t = plain_values();
        t.ref = [](const quoin_value* value) {
            ledger::instance().took(value);
            plain_values().ref(value);
        };
        t.unref = [](const quoin_value* value) {
            ledger::instance().gave_back(value);
            plain_values().unref(value);
        };
        t.at = [](const quoin_value* value, std::size_t index, quoin_str* key) {
            const quoin_value* const found = plain_values().at(value, index, key);
            ledger::instance().took(found, 0);
            return found;
        };
        t.find = [](const quoin_value* value, quoin_str name) {
            const quoin_value* const found = plain_values().find(value, name);
            ledger::instance().took(found, 0);
            return found;
        };
        t.find_key = [](const quoin_value* value, const quoin_key* key) {
            const quoin_value* const found = plain_values().find_key(value, key);
            ledger::instance().took(found, 0);
            return found;
        };
        t.base = [](const quoin_value* value) {
            const quoin_value* const found = plain_values().base(value);
            ledger::instance().took(found, 0);
            return found;
        };
        return t;
    }();
    return table;
}

/// plain_build() that writes to the ledger.
inline const quoin_build& counted_build() {
    static const quoin_build table = [] {
        quoin_build t = plain_build();
        t.create = [] {
            quoin_builder* const made = plain_build().create();
            if (made) ledger::instance().builder(1);
            return made;
        };
        t.destroy = [](quoin_builder* builder) {
            if (builder) ledger::instance().builder(-1);
            plain_build().destroy(builder);
        };
        t.finish = [](quoin_builder* builder, quoin_value** out) {
            const quoin_code code = plain_build().finish(builder, out);
            if (code == QUOIN_OK) ledger::instance().took(*out);
            return code;
        };
        t.create_mould = [](const quoin_copied* lines, std::size_t count, quoin_mould** out) {
            const quoin_code code = plain_build().create_mould(lines, count, out);
            if (code == QUOIN_OK) ledger::instance().mould(1);
            return code;
        };
        t.destroy_mould = [](quoin_mould* mould) {
            if (mould) ledger::instance().mould(-1);
            plain_build().destroy_mould(mould);
        };
        t.mould_object = [](quoin_mould* mould, const quoin_value* object, const quoin_given* given,
                            const quoin_value** out) {
            const quoin_code code = plain_build().mould_object(mould, object, given, out);
            if (code == QUOIN_OK) ledger::instance().took(*out);
            return code;
        };
        return t;
    }();
    return table;
}

}  // namespace quoin::testing
