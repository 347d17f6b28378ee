#include "dicom/uids.hpp"

#include <algorithm>
#include <atomic>

#include "uids_table.hpp"

namespace quoin::dicom {

namespace {

template <typename Row, std::size_t Count>
const Row* row_of(const Row (&table)[Count], std::string_view uid) noexcept {
    const Row* row = std::ranges::lower_bound(table, uid, {}, &Row::uid);
    return row != std::end(table) && row->uid == uid ? row : nullptr;
}

static_assert(std::ranges::is_sorted(transfer_syntaxes, {}, &transfer_syntax::uid));
static_assert(std::ranges::is_sorted(storage_classes, {}, &storage_class::uid));

}  // namespace

const transfer_syntax* find_transfer_syntax(std::string_view uid) noexcept {
    // Mostly that of the object before.
    static constinit std::atomic<const transfer_syntax*> found_last{nullptr};
    const transfer_syntax* const last = found_last.load(std::memory_order_relaxed);
    if (last != nullptr && last->uid == uid) return last;
    const transfer_syntax* const found = row_of(transfer_syntaxes, uid);
    if (found != nullptr) found_last.store(found, std::memory_order_relaxed);
    return found;
}

const storage_class* find_storage_class(std::string_view uid) noexcept {
    return row_of(storage_classes, uid);
}

const storage_class* find_storage_class_keyword(std::string_view keyword) noexcept {
    const auto* const row = std::ranges::find(storage_classes, keyword, &storage_class::keyword);
    return row != std::end(storage_classes) ? row : nullptr;
}

}  // namespace quoin::dicom
