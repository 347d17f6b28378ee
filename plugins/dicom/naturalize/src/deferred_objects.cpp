#include "deferred_objects.hpp"

#include "item_scan.hpp"
#include "object_values.hpp"
#include "plain_values.hpp"

#include <new>

namespace quoin::dicom {

namespace {

/// Nothing may be thrown across the boundary.
template <class Body>
quoin_code guarded(Body&& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return QUOIN_E_MEMORY;
    } catch (const error& e) {
        return e.code();
    } catch (...) {
        return QUOIN_E_FAILED;
    }
}

}  // namespace

object_group::object_group(std::shared_ptr<const kept_data_set> of, std::span<const object_range> objects)
    : of_(std::move(of)),
      objects_(std::make_unique<object[]>(objects.size())),
      count_(static_cast<std::uint32_t>(objects.size())) {
    for (std::size_t i = 0; i < objects.size(); ++i) objects_[i].range = objects[i];
}

object_group::~object_group() {
    for (std::uint32_t i = 0; i < count_; ++i) delete objects_[i].table.load(std::memory_order_relaxed);
}

object_group* object_group::make(std::shared_ptr<const kept_data_set> of,
                                 std::span<const object_range> objects) {
    return new object_group(std::move(of), objects);
}

void object_group::release() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
}

void object_group::add(quoin_builder* out, std::uint32_t part) {
    references_.fetch_add(1, std::memory_order_relaxed);
    quoin_deferred source{};
    source.struct_size = sizeof source;
    source.count = objects_[part].range.members;
    source.context = this;
    source.part = part;
    source.name = &name;
    source.find = &find;
    source.make = &make_member;
    source.release = &release_one;
    source.scalar = &scalar;
    source.scan = &scan;
    source.bytes = of_->uncounted_bytes();
    quoin::detail::build().deferred(out, &source);
}

const member_table& object_group::made_table(const object& of) const {
    auto fresh = std::make_unique<const member_table>(of_->in, of.range);
    const member_table* known = nullptr;
    if (of.table.compare_exchange_strong(known, fresh.get(), std::memory_order_acq_rel,
                                         std::memory_order_acquire))
        return *fresh.release();
    return *known;
}

quoin_code QUOIN_CALL object_group::name(void* context, std::uint64_t part, std::uint32_t index,
                                         quoin_str* out) {
    return guarded([&] {
        *out = to_str(static_cast<const object_group*>(context)->table(part).name(index));
        return QUOIN_OK;
    });
}

quoin_code QUOIN_CALL object_group::find(void* context, std::uint64_t part, quoin_str name,
                                         const quoin_key* key, std::uint32_t* index) {
    return guarded([&]() -> quoin_code {
        *index = static_cast<const object_group*>(context)->table(part).find(to_view(name), key);
        return *index == member_table::none ? QUOIN_E_NOT_FOUND : QUOIN_OK;
    });
}

quoin_code QUOIN_CALL object_group::make_member(void* context, std::uint64_t part, std::uint32_t index,
                                                quoin_builder* out) {
    return guarded([&] {
        const auto* const group = static_cast<const object_group*>(context);
        const std::uint32_t entry = group->table(part).entry(index);
        const element& of = group->of_->in.elements[entry];
        const surroundings& around = group->objects_[part].range.holds;
        if (of.is_sequence())
            object_values(out, group->of_->in, group->of_->bulk, nullptr, group->of_).member(entry, around);
        else
            attribute_values(out, group->of_->in, group->of_->bulk, nullptr).add(of, around);
        return QUOIN_OK;
    });
}

quoin_code QUOIN_CALL object_group::scalar(void* context, std::uint64_t part, std::uint32_t index,
                                           quoin_scalar* out) {
    return guarded([&]() -> quoin_code {
        const auto* const group = static_cast<const object_group*>(context);
        const data_set& in = group->of_->in;
        const element& of = in.elements[group->table(part).entry(index)];
        return plain_value(in, of, group->objects_[part].range.holds, *out) ? QUOIN_OK : QUOIN_E_UNSUPPORTED;
    });
}

quoin_code QUOIN_CALL object_group::scan(void* context, std::uint64_t part, quoin_str name,
                                         const quoin_key* key, const quoin_wanted* wanted, std::size_t count,
                                         const quoin_listener* to) {
    return guarded([&]() -> quoin_code {
        const auto* const group = static_cast<const object_group*>(context);
        const member_table& members = group->table(part);
        const std::uint32_t index = members.find(to_view(name), key);
        if (index == member_table::none) return QUOIN_E_NOT_FOUND;
        const std::uint32_t entry = members.entry(index);
        if (!group->of_->in.elements[entry].is_sequence()) return QUOIN_E_NOT_FOUND;
        item_scan scanned(group->of_->in, group->of_->bulk, {wanted, count}, *to);
        if (!scanned.knows_all()) return QUOIN_E_UNSUPPORTED;
        return scanned.run(entry, group->objects_[part].range.holds);
    });
}

void QUOIN_CALL object_group::release_one(void* context, std::uint64_t) {
    static_cast<object_group*>(context)->release();
}

}  // namespace quoin::dicom
