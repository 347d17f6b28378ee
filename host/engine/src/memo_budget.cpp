// What kept answers cost, and which go first.
//
// A memo stands in line from the moment something is kept for it. When the budget is exceeded, the front of
// the line goes, unless it was used since it was put in line: then it is put at the end. So an answer goes
// only after all that were not used for longer, and a hit need not move anything.
#include "memo_graph.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace quoin::engine {

namespace {

// What malloc adds, a slot of the table at its usual load, a place in line.
constexpr std::size_t beside_a_memo = 8 + 24 + 8;
constexpr std::size_t beside_a_subject = 8 + 24;

std::size_t bytes_of(const subject_entry& one) noexcept {
    return one.bytes() + beside_a_subject;
}

}  // namespace

std::uint64_t memo_graph::hash_of(const memo& of) noexcept {
    if (!of.extra || of.from == outside_fact) return combined(of.type->hash, of.subject->hash, of.from);
    std::vector<quoin_str> subjects{to_str(of.subject->text())};
    quoin_request request{};
    request.type = to_str(of.type->text);
    if (of.extra) {
        for (const std::string& one : of.extra->more) subjects.push_back(to_str(one));
        request.options = of.extra->options.get();
    }
    request.subjects = subjects.data();
    request.subject_count = subjects.size();
    return key_of(request, of.from).hash;
}

std::int64_t memo_graph::own_bytes(const memo& of) noexcept {
    std::size_t out =
        sizeof of + beside_a_memo + dependant_rooms[of.grown] * dependant_bytes + of.notes.bytes();
    if (of.extra) {
        out += sizeof(memo_extra);
        for (const std::string& one : of.extra->more)
            out += sizeof(std::string) + one.capacity() + later_subjects::bytes;
        // Not what would be freed with them: that changes while others hold them, and what was added is taken off again.
        out += tree::block_bytes(of.extra->options);
    }
    return static_cast<std::int64_t>(out);
}

void memo_graph::set_notes(memo& at, const taken_notes& to) {
    account(at, -static_cast<std::int64_t>(at.notes.bytes()));
    at.notes = notes_.keep(to);
    account(at, static_cast<std::int64_t>(at.notes.bytes()));
}

void memo_graph::line_up(memo& at) {
    const std::uint32_t now = tick_.load(std::memory_order_relaxed) + 1;
    tick_.store(now, std::memory_order_relaxed);
    at.used.store(now, std::memory_order_relaxed);
    if (at.queued_now) return;
    at.queued_now = true;
    at.queued = now;
    line_.push_back(&at);
    constexpr std::size_t few = 256;
    if (gone_in_line_ > few && gone_in_line_ > line_.size() / 2) clear_line_of_gone();
}

/// Where there is room for all, nobody would come upon those that were unlinked.
void memo_graph::clear_line_of_gone() {
    const auto gone =
        std::stable_partition(line_.begin(), line_.end(), [](const memo* one) { return !one->unlinked; });
    for (auto at = gone; at != line_.end(); ++at) {
        (*at)->queued_now = false;
        let_go(*at);
    }
    line_.erase(gone, line_.end());
    gone_in_line_ = 0;
}

void memo_graph::fit_into_budget() {
    // Two rounds: one that spares what was used, and one that does not. What is in use by somebody stays:
    // letting go of it would free nothing.
    std::size_t spared = line_.size();
    std::size_t looks = 2 * spared;
    while (bytes_ > max_bytes_ && looks != 0 && !line_.empty()) {
        --looks;
        fetch_ahead();
        memo* const at = line_.front();
        line_.pop_front();
        const std::uintptr_t word = at->word.load(std::memory_order_relaxed);
        if (at->unlinked || !memo::is_kept(word)) {
            at->queued_now = false;
            if (at->unlinked) {
                --gone_in_line_;
                let_go(at);
            }
            continue;
        }
        const bool was_used = at->used.load(std::memory_order_relaxed) != at->queued;
        const quoin_value* const answer = memo::answer_in(word);
        const bool in_use = at->value_units != 0 && !tree::holding_of(view(answer)).alone;
        if ((was_used && spared != 0) || in_use || at->computing != 0) {
            if (spared != 0) --spared;
            if (!was_used)
                drop_parts(*at);  // which go with it: not because of somebody who uses only the answer
            at->queued = at->used.load(std::memory_order_relaxed);
            line_.push_back(at);
            continue;
        }
        if (spared != 0) --spared;
        at->queued_now = false;
        ++at->type->drops;
        if (at->dependant_count == 0 && at->holders.load(std::memory_order_acquire) == 1) {
            unlink(*at);
        } else {
            drop_answer(*at);
            tidy(*at);
        }
    }
}

// What goes next has not been looked at for long: it is on its way from memory while others go.
void memo_graph::fetch_ahead() const noexcept {
#ifdef __GNUC__
    constexpr std::size_t soon = 4, sooner = 2;
    if (line_.size() <= soon) return;
    __builtin_prefetch(line_[soon]);
    __builtin_prefetch(reinterpret_cast<const char*>(line_[soon]) + 64);
    __builtin_prefetch(reinterpret_cast<const char*>(line_[soon] + 1) - 1);
    __builtin_prefetch(line_[sooner]->subject);
    const memo* const next = line_[1];
    table_.load(std::memory_order_relaxed)
        ->fetch(combined(next->type->hash, next->subject->hash, next->from));
    __builtin_prefetch(&subjects_[next->subject->hash & (subjects_.size() - 1)]);
#endif
}

// ---- subjects

void memo_graph::tell_slots() noexcept {
    table_.load(std::memory_order_relaxed)->tell(memo_slots_);
    subject_slots_.tell(subjects_.data(), sizeof(subject_slot), subjects_.size() - 1);
}

subject_entry* memo_graph::find_subject(std::string_view text, std::uint64_t hash) const noexcept {
    const std::size_t mask = subjects_.size() - 1;
    for (std::size_t i = hash & mask; subjects_[i].entry != nullptr; i = (i + 1) & mask)
        if (subjects_[i].hash == hash && subjects_[i].entry->text() == text) return subjects_[i].entry;
    return nullptr;
}

subject_entry* memo_graph::make_subject(std::string_view text, std::uint64_t hash) {
    if (subject_entry* const there = find_subject(text, hash)) {
        ++there->memos;
        return there;
    }
    if (subject_count_ + 1 > subjects_.size() / 4 * 3) {
        std::vector<subject_slot> larger(subjects_.size() * 2);
        subjects_.swap(larger);
        for (const subject_slot& one : larger)
            if (one.entry) place_subject(one);
        tell_slots();
    }
    void* const memory = spare_memory::take(sizeof(subject_entry) + text.size());
    auto* const made =
        ::new (memory) subject_entry{hash, nullptr, static_cast<std::uint32_t>(text.size()), 1};
    if (!text.empty()) std::memcpy(static_cast<void*>(made + 1), text.data(), text.size());
    place_subject({hash, made});
    ++subject_count_;
    bytes_ += bytes_of(*made);
    return made;
}

void memo_graph::place_subject(subject_slot what) noexcept {
    const std::size_t mask = subjects_.size() - 1;
    std::size_t i = what.hash & mask;
    while (subjects_[i].entry != nullptr) i = (i + 1) & mask;
    subjects_[i] = what;
}

void memo_graph::unlink_subject(subject_entry* what) noexcept {
    const std::size_t mask = subjects_.size() - 1;
    std::size_t i = what->hash & mask;
    while (subjects_[i].entry != what) i = (i + 1) & mask;
    subjects_[i] = {};
    // One behind it that was pushed on past this slot moves into it, and so on from where that one stood.
    for (std::size_t k = (i + 1) & mask; subjects_[k].entry != nullptr; k = (k + 1) & mask)
        if (((k - subjects_[k].hash) & mask) >= ((k - i) & mask)) {
            subjects_[i] = std::exchange(subjects_[k], {});
            i = k;
        }
    --subject_count_;
    bytes_ -= bytes_of(*what);
}

// ---- figures

statistics memo_graph::stats() {
    const lock held(*this);
    statistics out;
    out.max_bytes = max_bytes_;
    out.all.bytes = bytes_;
    for (const type_entry& one : types_) {
        if (one.text.empty()) continue;  // outside facts
        type_statistics& of = out.types.emplace_back();
        of = {one.text, one.entries, one.bytes, one.hits.sum(), one.misses, one.drops, one.recomputations};
        out.all.entries += of.entries;
        out.all.hits += of.hits;
        out.all.misses += of.misses;
        out.all.drops += of.drops;
        out.all.recomputations += of.recomputations;
    }
    std::sort(out.types.begin(), out.types.end(),
              [](const auto& a, const auto& b) { return a.type < b.type; });
    return out;
}

}  // namespace quoin::engine
