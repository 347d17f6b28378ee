#include "memo_graph.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <ctime>

namespace quoin::engine {

namespace {

// A plugin that may be asked for any type could be asked for endlessly many: what comes later is not kept.
constexpr std::size_t max_types = 4096;

}  // namespace

void memo_holder::release() noexcept {
    memo* const mine = std::exchange(held_, nullptr);
    if (!mine || mine->holders.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    // The graph's own hold went before, so it is unlinked. Maybe this thread has the lock: later, then.
    memo* top = of_->orphans_.load(std::memory_order_relaxed);
    do mine->next_of_subject = top;
    while (!of_->orphans_.compare_exchange_weak(top, mine, std::memory_order_release));
}

memo_graph::lock::~lock() {
    if (held_.owns_lock()) pause();
}

void memo_graph::lock::pause() {
    unlinked_things::batch freeable;
    if (of_.orphans_.load(std::memory_order_relaxed)) of_.bury_orphans();
    of_.unlinked_.take_freeable(freeable);
    held_.unlock();
    unlinked_things::free_all(freeable);
}

memo_graph::memo_graph(const cache_settings& how)
    : recheck_ms_(0), verify_(false), table_(new memo_table), max_bytes_(0), subjects_(64) {
    tell_slots();
    set(how);
}

void memo_graph::set(const cache_settings& how) {
    const lock held(*this);
    recheck_ms_ = static_cast<std::uint32_t>(how.recheck.count());
    verify_ = how.verify;
    max_bytes_ = how.max_bytes;
    fit_into_budget();
}

std::chrono::milliseconds memo_graph::recheck() {
    const lock held(*this);
    const type_entry* const outside = by_type_.find({{}, tree::wide_text_hash({})});
    if (!outside || outside->bytes == 0) return {};
    return std::chrono::milliseconds(std::max<std::uint32_t>(recheck_ms_, 100));
}

memo_graph::~memo_graph() {
    std::vector<memo*> all;
    const memo_table* const table = table_.load();
    table->each([&](memo& one) { all.push_back(&one); });
    for (memo* const one : all) {
        one->edge_count = 0;  // all go: nothing needs untying
        delete one->parts.exchange(nullptr);
        std::free(one->dependants);
        one->dependants = nullptr;
        one->unlinked = true;
        if (!one->queued_now) let_go(one);
    }
    for (memo* const one : line_) let_go(one);
    bury_orphans();
    delete table;
}

std::uint32_t memo_graph::now_ms() noexcept {
#ifdef CLOCK_MONOTONIC_COARSE
    std::timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);  // as above
    return static_cast<std::uint32_t>(now.tv_sec * 1000 + now.tv_nsec / 1'000'000);
#else
    using namespace std::chrono;
    return static_cast<std::uint32_t>(
        duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count());
#endif
}

bool memo_graph::is_fresh(std::uint32_t checked_ms) const noexcept {
    const std::uint32_t recheck = recheck_ms_.load(std::memory_order_relaxed);
    return recheck != 0 && now_ms() - checked_ms < recheck;
}

std::int64_t memo_graph::unix_ms() noexcept {
#ifdef CLOCK_REALTIME_COARSE
    std::timespec now{};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);  // a tenth of the price; some milliseconds do not matter
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
#else
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
#endif
}

// ---- memos and their keys

type_entry* memo_graph::type_of(lock&, const tree::hashed_text& type) {
    if (type_entry* const there = by_type_.find(type)) return there;
    if (types_.size() >= max_types) return nullptr;
    type_entry& made = types_.emplace_back();
    made.text = type.text;
    made.hash = type.hash;
    by_type_.add(type.hash, made);
    return &made;
}

memo* memo_graph::find_or_make(lock& held, const query_key& key) {
    if (memo* const there = find(key)) return there;
    type_entry* const type = type_of(held, key.hashed_type());
    if (!type) return nullptr;
    memo_table* table = table_.load(std::memory_order_relaxed);
    if (table->is_full()) {
        memo_table* const larger = table->grown().release();
        table_.store(larger, std::memory_order_seq_cst);
        tell_slots();
        unlinked_.add(table, [](void* old) { delete static_cast<memo_table*>(old); });
        table = larger;
    }
    auto made = std::make_unique_for_overwrite<memo>();  // its members say what they begin with
    made->type = type;
    made->from = key.from;
    if (!key.is_plain() || key.from == outside_fact) {
        made->extra = std::make_unique<memo_extra>();
        for (std::size_t i = 1; i < key.subjects.size(); ++i)
            made->extra->more.emplace_back(to_view(key.subjects[i]));
        made->extra->options = value(key.options);
    }
    made->subject = make_subject(to_view(key.subjects[0]), key.subject_hash);
    if (made->extra) later_subjects_.add(*made);  // may throw: nothing leads to the memo yet
    made->next_of_subject = made->subject->first;
    made->subject->first = made.get();
    memo* const out = made.release();
    table->insert(out, key.hash);
    account(*out, own_bytes(*out));
    return out;
}

void memo_graph::unlink(memo& at) {
    untie(at);
    drop_parts(at);
    if (at.queued_now) {
        drop_answer(at);  // the memo stays until it comes to the front
        ++gone_in_line_;
    } else if (const std::uintptr_t word = at.word.load(std::memory_order_relaxed); memo::is_kept(word)) {
        set_word(at, word | memo::not_good);  // its answer is freed with it
        discount_answer(at);
    }
    if (at.extra) later_subjects_.remove(at);
    table_.load(std::memory_order_relaxed)->erase(&at, hash_of(at));
    memo** link = &at.subject->first;
    while (*link != &at) link = &(*link)->next_of_subject;
    *link = at.next_of_subject;
    at.good = false;
    at.unlinked = true;
    at.marked.store(~std::uint64_t{0}, std::memory_order_release);
    account(at, -own_bytes(at));
    std::free(at.dependants);
    at.dependants = nullptr;
    at.grown = 0;
    if (!at.queued_now) let_go(&at);
}

void memo_graph::tidy(lock&, memo& at) {
    tidy(at);
}

void memo_graph::tidy(memo& at) {
    if (at.unlinked || at.dependant_count != 0 || at.computing != 0) return;
    // Whoever holds it counts on hearing of changes; it is tidied when they are done with it.
    if (at.holders.load(std::memory_order_acquire) > 1) return;
    if (at.from == outside_fact || !memo::is_kept(at.word.load(std::memory_order_relaxed))) unlink(at);
}

void memo_graph::done_with(lock& held, recorder& of) {
    for (reading& one : of.read) done_with(held, one.what);
    of.read.clear();
}

void memo_graph::done_with(lock&, memo_holder& of) {
    memo* const at = of.get();
    if (!at || at->unlinked) return of.release();
    of.release();  // not the last: the graph is one
    tidy(*at);
}

void memo_graph::let_go(memo* what) {
    if (what->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) bury(what);
}

void memo_graph::bury(memo* what) {
    if (--what->subject->memos == 0) {
        unlink_subject(what->subject);
        what->last_of_subject = true;
    }
    unlinked_.add(what, [](void* gone) { delete static_cast<memo*>(gone); });
}

void memo_graph::bury_orphans() {
    memo* one = orphans_.exchange(nullptr, std::memory_order_acquire);
    while (one) {
        memo* const next = one->next_of_subject;
        bury(one);
        one = next;
    }
}

// ---- what rests on what

bool memo_graph::still_holds(const recorder& of) noexcept {
    return std::all_of(of.read.begin(), of.read.end(), [](const reading& one) {
        return one.what->marked.load(std::memory_order_acquire) == one.marked;
    });
}

/// Whether the edges are those already: the usual case where something is computed again.
bool memo_graph::is_tied(const memo& at, const recorder& by) noexcept {
    const std::span<const edge> edges = at.edges();
    return std::equal(by.read.begin(), by.read.end(), edges.begin(), edges.end(),
                      [](const reading& now, const edge& before) {
                          return now.what.get() == before.on && now.asked_at == before.asked_at &&
                                 now.by_next == before.by_next;
                      });
}

void memo_graph::make_room_for_dependants(memo& on) {
    const std::uint32_t before = dependant_rooms[on.grown], room = dependant_rooms[on.grown + 1U];
    auto* const larger = static_cast<memo**>(std::realloc(on.dependants, room * dependant_bytes));
    if (!larger) throw std::bad_alloc();
    std::memmove(larger + room, larger + before, before * sizeof(std::uint32_t));
    account(on, static_cast<std::int64_t>((room - before) * dependant_bytes));
    on.dependants = larger;
    ++on.grown;
}

void memo_graph::tie(memo& at, const recorder& by) {
    if (by.read.empty()) return;
    if (by.read.size() > 1) {
        at.many_edges = new edge[by.read.size()];
        at.has_many_edges = true;
    }
    for (const reading& one : by.read) {
        memo& on = *one.what.get();
        if (on.dependant_count == dependant_rooms[on.grown]) make_room_for_dependants(on);
        on.dependants[on.dependant_count] = &at;
        on.edge_numbers()[on.dependant_count] = at.edge_count++;
        at.edges().back() = {&on, on.dependant_count++, one.asked_at, one.by_next};
    }
    if (at.has_many_edges) account(at, static_cast<std::int64_t>(at.edge_count * sizeof(edge)));
}

loose_edges memo_graph::untied(memo& at) {
    loose_edges out{.count = at.edge_count};
    for (const edge& mine : at.edges()) {
        memo& on = *mine.on;
        // The last one takes its place.
        const std::uint32_t gone = --on.dependant_count;
        if (mine.back == gone) continue;
        memo* const last = on.dependants[mine.back] = on.dependants[gone];
        const std::uint32_t its_edge = on.edge_numbers()[mine.back] = on.edge_numbers()[gone];
        last->edges()[its_edge].back = mine.back;
    }
    if (at.has_many_edges) {
        account(at, -static_cast<std::int64_t>(at.edge_count * sizeof(edge)));
        out.many.reset(at.many_edges);
        at.has_many_edges = false;
    } else if (at.edge_count != 0) {
        out.one = at.one_edge;
    }
    at.edge_count = 0;
    return out;
}

void memo_graph::untie(memo& at) {
    const loose_edges before = untied(at);
    for (const edge& one : before.all()) tidy(*one.on);
}

void memo_graph::mark(memo& at, bool own_facts) {
    const std::uint64_t now = ++marks_;
    // The word first: a reader loads `marked` and then the word, so one that finds the new number does not find
    // the answer good any more. Otherwise the old answer would pass for one that was read after the change.
    const auto reach = [&](memo& one) {
        if (!one.good) return;
        one.good = false;
        set_word(one, one.word.load(std::memory_order_relaxed) | memo::not_good);
        one.marked.store(now, std::memory_order_release);
        spreading_.push_back(&one);
    };
    reach(at);
    if (own_facts) {
        at.dirty = true;
        at.marked.store(now, std::memory_order_release);
    }
    while (!spreading_.empty()) {
        memo* const from = spreading_.back();
        spreading_.pop_back();
        for (std::uint32_t i = 0; i < from->dependant_count; ++i) reach(*from->dependants[i]);
    }
}

// One that is being computed may be good, where another thread computed it too and was faster: how far the
// one that still computes gets in the chain is not known.
void memo_graph::change(lock&, std::string_view type, std::string_view subject, int first_position,
                        int last_position) {
    const auto look_at = [&](memo& one) {
        each_part(one, [&](part& at, const part_type& of) {
            const bool was_asked = at.asked_to >= first_position;
            if ((type.empty() || of.part->text == type) && (was_asked || !part::is_kept(at.word)))
                change_part(at, of);
        });
        if (one.from == outside_fact || (!type.empty() && one.type->text != type)) return;
        const bool was_asked = one.from <= last_position && first_position <= one.asked_to;
        if (was_asked || !one.good || one.computing != 0) mark(one, true);
    };
    if (subject.empty()) {
        table_.load(std::memory_order_relaxed)->each(look_at);
    } else {
        if (const subject_entry* const about = find_subject(subject, tree::wide_text_hash(subject)))
            for (memo* one = about->first; one; one = one->next_of_subject) look_at(*one);
        later_subjects_.each(subject, look_at);
    }
    announce();
}

std::vector<type_entry*> memo_graph::types(lock&) {
    std::vector<type_entry*> out;
    out.reserve(types_.size());
    for (type_entry& one : types_) out.push_back(&one);
    return out;
}

std::vector<std::string> memo_graph::subjects_of(lock&, const type_entry& type) const {
    std::vector<std::string> out;
    table_.load(std::memory_order_relaxed)->each([&](const memo& one) {
        each_part(one, [&](const part&, const part_type& of) {
            if (of.part == &type) out.emplace_back(one.subject->text());
        });
        if (one.type != &type || one.from == outside_fact) return;
        out.emplace_back(one.subject->text());
        if (one.extra) out.insert(out.end(), one.extra->more.begin(), one.extra->more.end());
    });
    return out;
}

// ---- keeping

bool memo_graph::rests_outside(const recorder& what) noexcept {
    return std::any_of(what.read.begin(), what.read.end(), [](const reading& one) {
        return (one.what->word.load(std::memory_order_relaxed) & memo::rests_outside) != 0;
    });
}

/// When the one of them was looked at that was looked at longest ago.
std::uint32_t memo_graph::looked_at_last(const recorder& what) noexcept {
    std::uint32_t age = 0;
    const std::uint32_t now = now_ms();
    for (const reading& one : what.read)
        if ((one.what->word.load(std::memory_order_relaxed) & memo::rests_outside) != 0)
            age = std::max(age, now - one.what->checked_ms.load(std::memory_order_relaxed));
    return now - age;
}

void memo_graph::keep(lock&, memo& at, recorder& by, const value& answer, bool same, std::uint32_t took,
                      bool is_good) {
    const std::uintptr_t before = at.word.load(std::memory_order_relaxed);
    const bool was_kept = memo::is_kept(before);
    loose_edges edges_before;
    if (!is_tied(at, by)) {
        edges_before = untied(at);
        tie(at, by);
    }
    if (was_kept ? !same : !at.good) {
        at.changed.store(revision_.load(std::memory_order_relaxed), std::memory_order_relaxed);
        at.since_ms = unix_ms();
    }
    const std::uintptr_t outside = rests_outside(by) ? memo::rests_outside : 0;
    if (outside != 0) at.checked_ms.store(looked_at_last(by), std::memory_order_relaxed);
    at.asked_to = by.asked_to;
    at.took = took;
    at.verified = revision_.load(std::memory_order_relaxed);
    at.read_chains = by.read_chains;
    at.dirty = false;
    at.good = is_good;
    // Whoever looks without the lock finds it from here on, and must not find it good where it is not.
    const std::uintptr_t state = outside | (is_good ? 0 : memo::not_good);
    if (was_kept && same) {
        set_word(at, (before & ~(memo::not_good | memo::rests_outside)) | state);
    } else {
        if (was_kept) ++at.type->drops;
        drop_answer(at);
        std::uintptr_t word = memo::no_answer;
        if (answer) {
            const tree::holding held = tree::holding_of(answer);
            at.value_units = static_cast<std::uint32_t>(std::min<std::size_t>(held.bytes / 16, 0xFFFF'FFFF));
            account(at, std::int64_t{at.value_units} * 16);
            word = reinterpret_cast<std::uintptr_t>(value(answer).release());
        }
        ++at.type->entries;
        // Nothing is unlinked by it (drop_answer did that), so it need not be in the one order of epoch.hpp.
        at.word.store(word | state, std::memory_order_release);
    }
    if (at.notes || by.notes.count() != 0) set_notes(at, by.notes);
    for (const edge& one : edges_before.all()) tidy(*one.on);
    line_up(at);
    fit_into_budget();
}

void memo_graph::stands(lock&, memo& at, const recorder& by) {
    if (rests_outside(by)) at.checked_ms.store(looked_at_last(by), std::memory_order_relaxed);
    at.verified = revision_.load(std::memory_order_relaxed);
    at.good = true;
    set_word(at, at.word.load(std::memory_order_relaxed) & ~memo::not_good);
}

void memo_graph::drop_answer(memo& at) {
    const std::uintptr_t before = at.word.load(std::memory_order_relaxed);
    if (!memo::is_kept(before)) return;
    drop_parts(at);
    set_word(at, before & (memo::not_good | memo::rests_outside));
    if (const quoin_value* const answer = memo::answer_in(before))
        unlinked_.add(const_cast<quoin_value*>(answer),
                      [](void* old) { detail::values().unref(static_cast<const quoin_value*>(old)); });
    discount_answer(at);
}

void memo_graph::discount_answer(memo& at) noexcept {
    account(at, -std::int64_t{at.value_units} * 16);
    at.value_units = 0;
    if (at.from != outside_fact) --at.type->entries;
}

void memo_graph::forget(lock&, memo& at) {
    if (at.unlinked) return;
    if (memo::is_kept(at.word.load(std::memory_order_relaxed))) ++at.type->drops;
    drop_answer(at);
    mark(at, true);  // whoever rests on it has to ask anew
    untie(at);
    tidy(at);
}

// ---- facts outside

memo* memo_graph::outside(lock& held, std::string_view name, const fact_stamp& stamp) {
    const quoin_str subject = to_str(name);
    memo* const at = find_or_make(held, plain_key("", subject, outside_fact));
    if (!at) return nullptr;
    if (!at->good) {
        at->extra->stamp = stamp;
        at->good = true;
        at->changed.store(revision_.load(std::memory_order_relaxed), std::memory_order_relaxed);
        at->since_ms = unix_ms();
        set_word(*at, memo::no_answer | memo::rests_outside);
        at->checked_ms.store(now_ms(), std::memory_order_relaxed);
    } else {
        looked_at(held, *at, stamp);
    }
    return at;
}

void memo_graph::looked_at(lock&, memo& fact, const fact_stamp& stamp) {
    if (fact.unlinked) return;
    fact.checked_ms.store(now_ms(), std::memory_order_relaxed);
    if (fact.extra->stamp == stamp) return;
    fact.extra->stamp = stamp;
    mark(fact, false);
    fact.good = true;  // known again, as something else
    fact.changed.store(next_revision(), std::memory_order_relaxed);
    fact.since_ms = unix_ms();
    set_word(fact, memo::no_answer | memo::rests_outside);
    announce();
}

std::vector<memo_holder> memo_graph::to_look_at(lock&, memo& of) {
    std::vector<memo_holder> out;
    std::unordered_set<memo*> seen{&of};
    std::vector<memo*> open{&of};
    std::uint32_t age = 0;
    const std::uint32_t now = now_ms();
    while (!open.empty()) {
        memo* const at = open.back();
        open.pop_back();
        if (at->from == outside_fact) {
            const std::uint32_t checked = at->checked_ms.load(std::memory_order_relaxed);
            age = std::max(age, now - checked);
            if (!is_fresh(checked) && at->hold()) out.emplace_back(*this, at);
        }
        for (const edge& one : at->edges()) {
            memo* const on = one.on;
            if ((on->word.load(std::memory_order_relaxed) & memo::rests_outside) != 0 &&
                seen.insert(on).second)
                open.push_back(on);
        }
    }
    if (out.empty()) of.checked_ms.store(now - age, std::memory_order_relaxed);
    return out;
}

}  // namespace quoin::engine
