// An engine with the providers of a random world in it.
#pragma once

#include "fact_provider.hpp"
#include "random_world.hpp"

#include <mutex>

namespace quoin::engine::world {

/// The facts as the providers of the engine hold them; any thread.
class shared_facts {
 public:
    shared_facts() {
        for (auto& one : held_)
            for (auto& two : one)
                for (auto& three : two) three = nothing;
    }
    std::atomic<int>& at(int type, int member, int subject) {
        return held_[static_cast<std::size_t>(type)][static_cast<std::size_t>(member)]
                    [static_cast<std::size_t>(subject)];
    }

 private:
    std::array<std::array<std::array<std::atomic<int>, subjects>, most_providers>, types> held_;
};

inline int number_of(std::string_view subject) {
    return subject.back() - '0';
}

/// Puts a member into the engine's chain.
inline engine::token put_in(engine& into, shared_facts& facts, int type, int index, const member& what) {
    const std::string id = "p" + std::to_string(type) + "." + std::to_string(index);
    const rule by = what.by;
    const auto get = [&facts, by, type, index](call& services, const request& asked) -> quoin::answer {
        struct through : asker {
            call* of;
            static found number(const std::optional<value>& from) {
                return from ? found(static_cast<int>(from->as_int().value_or(-999))) : std::nullopt;
            }
            found ask(int other, int subject) override {
                return number(of->get(type_name(other), subject_name(subject)));
            }
            found next() override { return number(of->next()); }
        } with;
        with.of = &services;
        const int subject = number_of(asked.subject());
        const int fact = facts.at(type, index, subject).load();
        try {
            const found out = world::answer(by, type, subject, fact, with);
            if (!out) return pass;
            return value::of(*out);
        } catch (const failed&) {
            throw error(QUOIN_E_FORMAT, "the fact is one that fails");
        }
    };
    // A fact says which member is to take it: [member, number].
    const auto take = [&facts, type, index](std::string_view subject, view payload) {
        if (payload[0].as_int() != index) return false;
        facts.at(type, index, number_of(subject)) = static_cast<int>(payload[1].as_int().value_or(0));
        return true;
    };
    const auto forget = [&facts, type, index](std::string_view subject) {
        for (int i = 0; i < subjects; ++i)
            if (subject.empty() || number_of(subject) == i) facts.at(type, index, i) = nothing;
    };
    registration stands;
    stands.id = id;
    stands.types = {type_name(type)};
    stands.priority = {what.priority, "test"};
    stands.thread_safe = true;
    stands.tracked = what.tracked;
    return into.add_provider(std::move(stands), std::make_shared<fact_provider>(into, id, get, take, forget));
}

inline value fact_for(int member, int number) {
    return builder().array().add(member).add(number).end().finish();
}

/// "12", "(none)", "(error format)".
inline std::string text_of(const result& found) {
    if (found.outcome == QUOIN_PASS) return "(none)";
    if (found.outcome == QUOIN_ERROR) return "(error " + std::string(code_name(found.error.code)) + ")";
    return std::to_string(found.answer.as_int().value_or(-999));
}
inline std::string text_of(const layout& how, const facts& with, int type, int subject) {
    try {
        const found out = naive(how, with).ask(type, subject);
        return out ? std::to_string(*out) : "(none)";
    } catch (const failed&) {
        return "(error format)";
    }
}

struct draw {
    std::mt19937_64 from;
    int below(int limit) { return static_cast<int>(from() % static_cast<std::uint64_t>(limit)); }
};

inline layout random_layout(draw& by, bool with_failures, bool with_volatile) {
    layout out;
    for (int type = 0; type < types; ++type)
        for (auto& one : out.members[static_cast<std::size_t>(type)]) {
            one.by = {by.below(with_failures ? 8 : 7), by.below(2), by.below(subjects), by.below(5)};
            one.priority = by.below(3);
            one.tracked = !with_volatile || by.below(8) != 0;
            one.present = by.below(3) != 0;
        }
    return out;
}

}  // namespace quoin::engine::world
