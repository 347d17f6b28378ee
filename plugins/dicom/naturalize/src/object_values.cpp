#include "object_values.hpp"

namespace quoin::dicom {

namespace {

const quoin_build& build() noexcept {
    return quoin::detail::build();
}

/// A sequence of fewer entries is decoded as a whole: it is one small tree, and made faster than what
/// deferring its items would take.
constexpr std::uint32_t deferred_from = 64;
/// Items of fewer entries are no larger decoded than deferred.
constexpr std::uint32_t entries_an_item = 8;

}  // namespace

void object_values::member(std::size_t entry, const surroundings& around) {
    const std::size_t next = value_of(entry, around);
    if (!open_.empty()) go_through(next);
}

void object_values::object(const object_range& of) {
    build().begin_object(out_, nullptr);
    open_.push_back({of});
    go_through(of.first);
}

/// Without recursion: a file may nest as deep as the limits allow.
void object_values::go_through(std::size_t at) {
    while (!open_.empty()) {
        if (at == open_.back().of.end) {
            build().end(out_);
            open_.pop_back();
        } else {
            at = open_.back().sequence ? enter_item(at) : attribute(at);
        }
    }
}

std::size_t object_values::enter_item(std::size_t at) {
    build().begin_object(out_, nullptr);
    open_.push_back({item_range(in_, static_cast<std::uint32_t>(at), open_.back().of.holds, said_)});
    return at + 1;
}

std::size_t object_values::attribute(std::size_t at) {
    const element& of = in_.elements[at];
    if (!is_member(of)) return in_.next(at);
    name(of.tag, find(of.tag));
    return value_of(at, open_.back().of.holds);
}

void object_values::name(std::uint32_t tag, const dictionary_entry* known) {
    if (has_plain_name(tag, known)) {
        if (const quoin_key* const key = key_of(*known); key != nullptr)
            build().key_interned(out_, key);
        else
            build().key(out_, to_str(known->keyword));
        return;
    }
    level& in = open_.back();
    if (!in.blocks) in.blocks = std::make_unique<private_blocks>(in_, in.of);
    room_.clear();
    append_odd_name(room_, tag, known, *in.blocks);
    build().key(out_, to_str(room_));
}

/// Adds the value, or opens the array that it is; returns the entry to go on with.
std::size_t object_values::value_of(std::size_t at, const surroundings& around) {
    const element& of = in_.elements[at];
    if (!of.is_sequence()) {
        values_.add(of, around);
        return at + 1;
    }
    build().begin_array(out_);
    if (defer_items(at, around)) {
        build().end(out_);
        return in_.next(at);
    }
    const auto end = static_cast<std::uint32_t>(in_.next(at));
    open_.push_back({{static_cast<std::uint32_t>(at + 1), end, 0, true, around}, true});
    return at + 1;
}

bool object_values::defer_items(std::size_t at, const surroundings& around) {
    const std::uint32_t entries = in_.elements[at].length;
    if (!keep_ || entries < deferred_from) return false;
    std::size_t items = 0;
    for (std::size_t item = at + 1; item < in_.next(at); item = in_.next(item)) ++items;
    if (items * entries_an_item > entries) return false;

    std::vector<object_range> ranges;
    ranges.reserve(items);
    for (std::size_t item = at + 1; item < in_.next(at); item = in_.next(item))
        ranges.push_back(item_range(in_, static_cast<std::uint32_t>(item), around, said_));
    object_group* const group = object_group::make(keep_, ranges);
    for (std::uint32_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].members != 0) {
            group->add(out_, i);
        } else {
            build().begin_object(out_, nullptr);
            build().end(out_);
        }
    }
    group->release();
    return true;
}

}  // namespace quoin::dicom
