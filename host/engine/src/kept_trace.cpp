#include "kept_trace.hpp"

#include "ticks.hpp"

#include <algorithm>
#include <unordered_set>

namespace quoin::engine {

namespace {

// Answers share what they rest on, and a trace is a tree: what is below so many walks is cut, visibly.
constexpr int most_walks = 2000;

class telling {
 public:
    explicit telling(const provider_table& table) : table_(table) {}

    void tell(const memo& of, const chain& asked, trace_walk& into) {
        const std::uintptr_t word = of.word.load(std::memory_order_relaxed);
        into.type = of.type->text;
        into.subjects = {std::string(of.subject->text())};
        if (of.extra) into.subjects.insert(into.subjects.end(), of.extra->more.begin(), of.extra->more.end());
        into.kept = true;
        into.since_ms = of.since_ms;
        into.time = time_of(lengthened(of.took));
        // One that is here without its answer was let go of; what it came to is not known any more.
        into.outcome = memo::answer_in(word) ? QUOIN_VALUE : QUOIN_PASS;
        into.let_go = !memo::is_kept(word);
        if (++walks_ > most_walks) {
            into.cut = true;
            return;
        }
        const std::size_t end =
            std::min<std::size_t>(of.asked_to == whole_chain ? asked.size() : of.asked_to + 1u, asked.size());
        for (std::size_t i = of.from; i < end; ++i) {
            trace_step& step = *into.asked.emplace_back(std::make_unique<trace_step>());
            step.provider = asked[i]->how.id;
            step.stands_at = asked[i]->how.priority_for(of.type->text);
            step.result = i == of.asked_to && memo::answer_in(word) ? trace_step::outcome::answered
                                                                    : trace_step::outcome::passed;
            flat_notes::each(of.notes.flat(), [&](std::uint16_t position, std::string_view line) {
                if (position == i) step.notes.emplace_back(line);
            });
            for (const edge& on : of.edges()) {
                if (on.asked_at != i || on.on->from == outside_fact) continue;
                auto& walks = on.by_next ? step.nexts : step.queries;
                tell(*on.on, table_.chain_of(on.on->type->hashed()), walks.emplace_back());
            }
        }
        for (std::size_t i = end; i < asked.size(); ++i) into.not_asked.push_back(asked[i]->how.id);
    }

 private:
    const provider_table& table_;
    int walks_ = 0;
};

}  // namespace

void tell_kept(memo_graph::lock&, const memo& of, const chain& asked, const provider_table& table,
               trace_walk& into) {
    telling(table).tell(of, asked, into);
}

void tell_facts(memo_graph::lock&, const memo& of, const provider_table& table, trace_walk& into) {
    std::unordered_set<const memo*> seen{&of};
    std::vector<const memo*> open{&of};
    while (!open.empty()) {
        const memo* const at = open.back();
        open.pop_back();
        const std::uint64_t changed = at->changed.load(std::memory_order_relaxed);
        if (at->from == outside_fact) {
            into.facts.push_back({std::string(at->subject->text()), {}, {}, at->since_ms, {}, changed});
            continue;
        }
        bool asks = false;
        for (const edge& one : at->edges()) {
            asks = true;
            if (seen.insert(one.on).second) open.push_back(one.on);
        }
        if (asks) continue;
        const chain& asked = table.chain_of(at->type->hashed());
        into.facts.push_back({{},
                              at->type->text,
                              at->asked_to < asked.size() ? asked[at->asked_to]->how.id : std::string(),
                              at->since_ms,
                              std::string(at->subject->text()),
                              changed});
    }
    std::sort(into.facts.begin(), into.facts.end(), [](const trace_fact& a, const trace_fact& b) {
        return std::tie(a.outside, a.type, a.subject) < std::tie(b.outside, b.type, b.subject);
    });
}

}  // namespace quoin::engine
