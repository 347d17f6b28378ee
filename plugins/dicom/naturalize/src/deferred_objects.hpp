// deferred_objects.hpp - objects of a data set as deferred objects of the SDK: nothing of them is decoded
// until it is asked for.
#pragma once

#include "member_table.hpp"
#include "object_range.hpp"

#include <dicom/naturalize.hpp>

#include <atomic>
#include <memory>
#include <span>

namespace quoin::dicom {

/// What the values of a data set need as long as one of them is there: its header bytes and index, and where
/// bulk data are.
struct kept_data_set {
    kept_data_set(data_set&& of, value bytes, bulk_place place)
        : in(std::move(of)), memory(std::move(bytes)), bulk(std::move(place)) {}
    data_set in;
    value memory;  ///< the bytes, where the object came as bytes
    bulk_place bulk;
    mutable std::atomic<bool> is_counted = false;

    /// Bytes of the header and its index; 0 from the second time on, for one object says it.
    std::uint64_t uncounted_bytes() const noexcept {
        if (is_counted.exchange(true, std::memory_order_relaxed)) return 0;
        return in.bytes.size() + in.elements.size() * sizeof(element) + in.left.size() * sizeof(left_value);
    }
};

/// Objects of one data set that share their memory: the whole, or the items of a sequence. Ends with the last
/// of its deferred objects.
class object_group {
 public:
    /// Of `objects`, which are copied; throws std::bad_alloc.
    static object_group* make(std::shared_ptr<const kept_data_set> of, std::span<const object_range> objects);
    /// Adds object number `part` to a builder.
    void add(quoin_builder* out, std::uint32_t part);
    /// Gives back what make gave: the group lives on in the objects that were added.
    void release() noexcept;

 private:
    struct object {
        object_range range{};
        mutable std::atomic<const member_table*> table{nullptr};
    };
    object_group(std::shared_ptr<const kept_data_set> of, std::span<const object_range> objects);
    ~object_group();

    const member_table& table(std::uint64_t part) const {
        const member_table* const made = objects_[part].table.load(std::memory_order_acquire);
        return made != nullptr ? *made : made_table(objects_[part]);
    }
    const member_table& made_table(const object& of) const;
    static quoin_code QUOIN_CALL name(void*, std::uint64_t, std::uint32_t, quoin_str*);
    static quoin_code QUOIN_CALL find(void*, std::uint64_t, quoin_str, const quoin_key*, std::uint32_t*);
    static quoin_code QUOIN_CALL make_member(void*, std::uint64_t, std::uint32_t, quoin_builder*);
    static quoin_code QUOIN_CALL scalar(void*, std::uint64_t, std::uint32_t, quoin_scalar*);
    static quoin_code QUOIN_CALL scan(void*, std::uint64_t, quoin_str, const quoin_key*, const quoin_wanted*,
                                      std::size_t, const quoin_listener*);
    static void QUOIN_CALL release_one(void*, std::uint64_t);

    std::shared_ptr<const kept_data_set> of_;
    std::unique_ptr<object[]> objects_;
    std::uint32_t count_;
    std::atomic<std::uint64_t> references_{1};
};

}  // namespace quoin::dicom
