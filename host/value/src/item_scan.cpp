#include "item_scan.hpp"

#include "deferred_members.hpp"
#include "key_table.hpp"
#include "node.hpp"
#include "object_members.hpp"

#include <new>
#include <span>
#include <vector>

namespace quoin::tree {
namespace {

const quoin_value* item_of(const quoin_value* array, std::uint32_t index) noexcept {
    return resolved(inside<quoin_value>(block_of(array), array->part.offset) + index);
}

std::string_view to_text(quoin_str text) noexcept {
    return text.len == 0 ? std::string_view{} : std::string_view{text.ptr, text.len};
}

wanted_key name_of(quoin_str name, const quoin_key* key) noexcept {
    return key ? wanted(key) : wanted(to_text(name));
}

quoin_scalar scalar_of(const quoin_value* from) noexcept {
    quoin_scalar out{};
    out.kind = from->kind;
    if (from->kind == QUOIN_REAL)
        out.real = from->real;
    else if (from->kind == QUOIN_BOOL || from->kind == QUOIN_INT)
        out.integer = from->integer;
    else if (from->kind == QUOIN_STRING)
        out.text = {text_of(from).data(), text_of(from).size()};
    return out;
}

/// In place of an array's name: each array of the item.
constexpr std::string_view any_array = "*";

class item_scan {
 public:
    item_scan(std::span<const quoin_wanted> wanted, const quoin_listener& to) : to_(to) {
        members_.reserve(wanted.size());
        for (const quoin_wanted& one : wanted) {
            const std::string_view in = to_text(one.in);
            // Those in one array mostly stand together.
            if (groups_.empty() || groups_.back().in != in)
                groups_.push_back({in, name_of(one.in, one.in_key), members_.size(), members_.size()});
            members_.push_back(name_of(one.member, one.member_key));
            names_array_.push_back(in == any_array && one.member.len == 0);
            ++groups_.back().end;
        }
    }

    quoin_code run(const quoin_value* array) {
        for (std::uint32_t i = 0; i < array->part.count; ++i)
            if (const quoin_value* const item = item_of(array, i); item->kind == QUOIN_OBJECT)
                if (const quoin_code code = tell(i, item); code != QUOIN_OK) return code;
        return QUOIN_OK;
    }

 private:
    /// Members that are wanted of one array, or of the item itself.
    struct group {
        std::string_view in;
        wanted_key array;
        std::size_t first, end;
    };

    quoin_code tell(std::uint64_t number, const quoin_value* item) {
        for (const group& one : groups_)
            if (const quoin_code code =
                    one.in == any_array ? tell_each_array(number, item, one)
                    : one.in.empty()    ? tell_members(number, item, one)
                                     : tell_members(number, first_object(find_member(item, one.array)), one);
                code != QUOIN_OK)
                return code;
        return QUOIN_OK;
    }
    quoin_code tell_each_array(std::uint64_t number, const quoin_value* item, const group& of) {
        for (std::uint32_t i = 0; i < item->part.count; ++i) {
            const quoin_value* const object = first_object(member_at(item, i, &array_name_));
            if (const quoin_code code = tell_members(number, object, of); code != QUOIN_OK) return code;
        }
        return QUOIN_OK;
    }
    /// Of an object, or of none.
    quoin_code tell_members(std::uint64_t number, const quoin_value* object, const group& of) {
        if (!object) return QUOIN_OK;
        for (std::size_t which = of.first; which < of.end; ++which) {
            values_.clear();
            if (names_array_[which]) {
                quoin_scalar name{};
                name.kind = QUOIN_STRING;
                name.text = {array_name_.data(), array_name_.size()};
                values_.push_back(name);
                if (const quoin_code code = to_.told(to_.context, number, which, values_.data(), 1);
                    code != QUOIN_OK)
                    return code;
                continue;
            }
            const quoin_value* const found = find_member(object, members_[which]);
            if (!found) continue;
            if (found->kind == QUOIN_ARRAY)
                for (std::uint32_t i = 0; i < found->part.count; ++i)
                    values_.push_back(scalar_of(item_of(found, i)));
            else if (found->kind != QUOIN_NULL)
                values_.push_back(scalar_of(found));
            if (const quoin_code code = to_.told(to_.context, number, which, values_.data(), values_.size());
                code != QUOIN_OK)
                return code;
        }
        return QUOIN_OK;
    }
    static const quoin_value* first_object(const quoin_value* array) noexcept {
        if (!array || array->kind != QUOIN_ARRAY || array->part.count == 0) return nullptr;
        const quoin_value* const first = item_of(array, 0);
        return first->kind == QUOIN_OBJECT ? first : nullptr;
    }

    const quoin_listener& to_;
    std::vector<group> groups_;
    std::vector<wanted_key> members_;
    std::vector<bool> names_array_;  // of members_: the name of the array is told in place of a member
    std::string_view array_name_;    // of the array at hand, where each is gone through
    std::vector<quoin_scalar> values_;
};

}  // namespace

quoin_code scan(const quoin_value* object, quoin_str name, const quoin_key* key, const quoin_wanted* wanted,
                std::size_t count, const quoin_listener& to) noexcept {
    if (object->kind != QUOIN_OBJECT) return QUOIN_E_NOT_FOUND;
    const wanted_key array = name_of(name, key);
    if (const quoin_value* const owner = owner_of_member(object, array); owner && is_deferred(owner)) {
        const quoin_deferred& source = deferred_of(owner)->what;
        const quoin_code code = source.scan
                                    ? source.scan(source.context, source.part, name, key, wanted, count, &to)
                                    : QUOIN_E_UNSUPPORTED;
        if (code != QUOIN_E_UNSUPPORTED) return code;
    }
    const quoin_value* const items = find_member(object, array);
    if (!items) return QUOIN_E_NOT_FOUND;
    if (const quoin_code code = failure_code(items); code != QUOIN_OK) return code;
    if (items->kind != QUOIN_ARRAY) return QUOIN_E_NOT_FOUND;
    try {
        return item_scan({wanted, count}, to).run(items);
    } catch (const std::bad_alloc&) {
        return QUOIN_E_MEMORY;
    }
}

}  // namespace quoin::tree
