// An engine with the providers of a random world in it.
#pragma once

#include "random_world.hpp"
#include "row_provider.hpp"

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

inline int type_number(std::string_view type) {
    return type.back() - '0';
}

/// "p2.0"; "p0.2" where it stands for all types.
inline std::string provider_id(const layout& how, int type, int index) {
    return "p" + std::to_string(how.first_type(type, index)) + "." + std::to_string(index);
}

/// A member, or all of one provider. A fact says which member is to take it: [member, number].
class world_provider final : public row_provider {
 public:
    world_provider(engine& host, const std::string& id, std::vector<std::string> names, shared_facts& facts,
                   int index, const layout& how, const member& what)
        : row_provider(
              host, id, std::move(names),
              [this](call& services, const request& asked) -> quoin::answer {
                  through with(services);
                  return said(with, asked.type(), asked.subject());
              },
              [this](call& services, quoin_row& asked) {
                  answer_row(services, asked);
                  return true;
              }),
          facts_(facts),
          index_(index),
          answers_rows_(what.answers_rows),
          is_careful_(what.is_careful) {
        for (int type = 0; type < types; ++type)
            rules_[static_cast<std::size_t>(type)] = how.of(type, index).by;
    }

    /// Of all of them: types that were answered in rows of several.
    static inline std::atomic<std::uint64_t> answered_together{0};

    bool answers_rows() const noexcept override { return answers_rows_; }
    quoin_result add(quoin_call&, const quoin_request& request, const quoin_value*&) noexcept override {
        const view payload(request.payload);
        if (payload[0].as_int() != index_) return QUOIN_PASS;
        facts_.at(type_number(to_view(request.type)), index_, number_of(to_view(request.subjects[0]))) =
            static_cast<int>(payload[1].as_int().value_or(0));
        return QUOIN_VALUE;
    }
    void clear(std::string_view type, std::string_view subject) noexcept override {
        for (int i = 0; i < subjects; ++i)
            if (subject.empty() || number_of(subject) == i) facts_.at(type_number(type), index_, i) = nothing;
    }

 private:
    struct through : asker {
        explicit through(call& services) : of(services) {}
        static found number(const std::optional<value>& from) {
            return from ? found(static_cast<int>(from->as_int().value_or(-999))) : std::nullopt;
        }
        found ask(int other, int subject) override {
            has_asked = true;
            return number(of.get(type_name(other), subject_name(subject)));
        }
        found next() override { return number(of.next()); }
        call& of;
        bool has_asked = false;
    };
    struct needs_more {};
    /// Asks one type of the subject only.
    struct in_a_row : through {
        in_a_row(call& services, int subject, int& type)
            : through(services), subject_(subject), type_(type) {}
        found ask(int other, int subject) override {
            if (subject != subject_ || (type_ >= 0 && other != type_)) throw needs_more{};
            type_ = other;
            return through::ask(other, subject);
        }
        found next() override { throw needs_more{}; }

     private:
        int subject_;
        int& type_;
    };

    quoin::answer said(asker& with, std::string_view type, std::string_view about) {
        const int of = type_number(type), subject = number_of(about);
        try {
            const found out = world::answer(rules_[static_cast<std::size_t>(of)], of, subject,
                                            facts_.at(of, index_, subject).load(), with);
            if (!out) return pass;
            return value::of(*out);
        } catch (const failed&) {
            throw error(QUOIN_E_FORMAT, "the fact is one that fails");
        }
    }
    void answer_row(call& services, quoin_row& asked) {
        quoin::row in(asked);
        int type = -1;
        for (std::size_t i = 0; i < in.size(); ++i) {
            in.begin(i);
            in_a_row careful(services, number_of(in.subject()), type);
            through careless(services);
            through& with = is_careful_ ? careful : careless;
            try {
                quoin::answer what = said(with, in.type(i), in.subject());
                // All that is answered in a row rests on what one of them asked for: were this one answered there, more
                // would be walked for it than it needs.
                if (!with.has_asked) throw needs_more{};
                in.answer(i, std::move(what));
                if (in.size() > 1) ++answered_together;
            } catch (const needs_more&) {  // left to get, as what fails is
            } catch (const error&) {
            }
        }
    }

    shared_facts& facts_;
    int index_;
    bool answers_rows_, is_careful_;
    std::array<rule, types> rules_;
};

/// Puts a member into the engine's chain, or all that are one provider.
inline engine::token put_in(engine& into, shared_facts& facts, int type, int index, const layout& how) {
    registration stands;
    stands.id = provider_id(how, type, index);
    how.each_type(type, index, [&](int each) {
        stands.types.push_back(type_name(each));
        stands.priorities[type_name(each)] = {how.of(each, index).priority, "test"};
    });
    const member& what = how.of(how.first_type(type, index), index);
    stands.thread_safe = true;
    stands.tracked = what.tracked;
    auto made = std::make_shared<world_provider>(into, stands.id, stands.types, facts, index, how, what);
    return into.add_provider(std::move(stands), std::move(made));
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
            one.answers_rows = by.below(3) != 0;
            one.is_careful = by.below(8) != 0;
        }
    out.is_wide = by.below(2) == 0;
    if (!out.is_wide) return out;
    // Most are made of the last type, as modules are of the instance.
    constexpr std::array<int, 4> kinds{0, 1, 1, 5};
    for (int type = 0; type < types - 1; ++type)
        for (int i = 0; i < most_providers; ++i)
            if (by.below(4) != 0)
                out.of(type, i).by = {kinds[static_cast<std::size_t>(by.below(4))], types - 2 - type,
                                      by.below(subjects), by.below(5)};
    const member& all = out.of(0, most_providers - 1);
    for (int type = 1; type < types; ++type) {
        member& one = out.of(type, most_providers - 1);
        one.tracked = all.tracked;
        one.present = all.present;
    }
    return out;
}

}  // namespace quoin::engine::world
