// Random providers over random facts, said once and asked in three ways: by the engine, by a naive evaluation
// that keeps nothing, and by an ideal engine that keeps everything and computes only what it must.
//
// A type has a chain of up to three providers. Each holds a number or nothing for each subject, and has one
// of a few rules: what it asks, when it passes, what it makes of the answers. A provider asks types with a
// higher number only, so that nothing asks itself.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

namespace quoin::engine::world {

inline constexpr int types = 6, subjects = 4, most_providers = 3;
inline constexpr int nothing = -1;

inline std::string type_name(int type) {
    return "t" + std::to_string(type);
}
inline std::string subject_name(int subject) {
    return "image:" + std::to_string(subject);
}

struct failed {};
using found = std::optional<int>;

/// What a provider can do while it answers.
struct asker {
    virtual ~asker() = default;
    virtual found ask(int type, int subject) = 0;
    virtual found next() = 0;
};

struct rule {
    int kind = 0, other = 0, sibling = 0, salt = 0;
};

/// The one place that says how a provider answers. `fact` is what it holds for the subject.
inline found answer(const rule& by, int type, int subject, int fact, asker& with) {
    const int later = type + 1 + by.other;
    const bool has_later = later < types;
    switch (by.kind) {
        case 0:  // its own fact
            if (fact == nothing) return std::nullopt;
            return fact;
        case 1: {  // another type of the subject, and its fact
            if (!has_later) return fact == nothing ? found() : found(fact + by.salt);
            const found one = with.ask(later, subject);
            if (!one) return std::nullopt;
            return *one * 3 + fact + by.salt;
        }
        case 2: {  // wraps the rest of its chain
            const found below = with.next();
            if (!below) return fact == nothing ? found() : found(fact);
            return *below + 100 + fact;
        }
        case 3: {  // what all subjects of a group have in common
            if (!has_later) return std::nullopt;
            const found shared = with.ask(later, by.sibling);
            return shared ? found(*shared + subject) : std::nullopt;
        }
        case 4: {  // which question it asks depends on the answer to another one
            if (!has_later) return fact == nothing ? found() : found(fact);
            const found first = with.ask(later, subject);
            if (first && *first % 2 == 0) return with.ask(types - 1, by.sibling);
            const found second = with.ask(later, by.sibling);
            if (!second) return std::nullopt;
            return first.value_or(0) + *second;
        }
        case 5: {  // forgets most of what it reads: later answers stay equal
            if (!has_later) return fact == nothing ? found() : found(fact / 4);
            const found one = with.ask(later, subject);
            return one ? found(*one / 8) : std::nullopt;
        }
        case 6:  // asks the rest of its chain, and passes
            with.next();
            return std::nullopt;
        default:  // fails for some facts
            if (fact == 3) throw failed{};
            if (fact == nothing) return std::nullopt;
            return fact + 7;
    }
}

/// A provider of a type: which rule, which priority, in which order it came, whether it is in the chain.
struct member {
    rule by;
    int priority = 0;
    std::uint64_t came = 0;
    bool present = false;
    bool tracked = true;
    bool answers_rows = false;
    bool is_careful = true;  ///< in a row it asks one type of the subject only, and leaves what needs more
};

/// The members in the order of asking.
using chain_of_members = std::vector<int>;

struct facts {
    // of type, member, subject
    std::array<std::array<std::array<int, subjects>, most_providers>, types> held;
    facts() {
        for (auto& one : held)
            for (auto& two : one) two.fill(nothing);
    }
};

struct layout {
    std::array<std::array<member, most_providers>, types> members;
    bool is_wide = false;  ///< the last members of all types are one provider

    /// Its type where it stands for all of them.
    int first_type(int type, int index) const { return is_wide && index == most_providers - 1 ? 0 : type; }
    /// Calls it with all types of a provider.
    template <class Body>
    void each_type(int type, int index, Body body) const {
        if (!is_wide || index != most_providers - 1) return body(type);
        for (int each = 0; each < types; ++each) body(each);
    }
    member& of(int type, int index) {
        return members[static_cast<std::size_t>(type)][static_cast<std::size_t>(index)];
    }
    const member& of(int type, int index) const {
        return members[static_cast<std::size_t>(type)][static_cast<std::size_t>(index)];
    }
    void put(int type, int index, bool present, std::uint64_t came) {
        each_type(type, index, [&](int each) {
            of(each, index).present = present;
            if (present) of(each, index).came = came;
        });
    }

    chain_of_members chain(int type) const {
        chain_of_members out;
        const auto& of = members[static_cast<std::size_t>(type)];
        for (int i = 0; i < most_providers; ++i)
            if (of[static_cast<std::size_t>(i)].present) out.push_back(i);
        std::sort(out.begin(), out.end(), [&](int a, int b) {
            const auto &x = of[static_cast<std::size_t>(a)], &y = of[static_cast<std::size_t>(b)];
            return x.priority != y.priority ? x.priority > y.priority : x.came > y.came;
        });
        return out;
    }
};

inline int held(const facts& of, int type, int member, int subject) {
    return of.held[static_cast<std::size_t>(type)][static_cast<std::size_t>(member)]
                  [static_cast<std::size_t>(subject)];
}

/// Evaluates and keeps nothing.
class naive {
 public:
    naive(const layout& how, const facts& with) : how_(how), with_(with) {}

    found ask(int type, int subject, std::size_t from = 0) const {
        const chain_of_members chain = how_.chain(type);
        for (std::size_t i = from; i < chain.size(); ++i) {
            struct here : asker {
                const naive* of;
                int type, subject;
                std::size_t at;
                std::optional<found> below;
                found ask(int other, int about) override { return of->ask(other, about); }
                found next() override {
                    below = of->ask(type, subject, at + 1);
                    return *below;
                }
            } with;
            with.of = this;
            with.type = type;
            with.subject = subject;
            with.at = i;
            const auto& by = how_.members[static_cast<std::size_t>(type)][static_cast<std::size_t>(chain[i])];
            if (const found out = answer(by.by, type, subject, held(with_, type, chain[i], subject), with))
                return out;
            if (with.below) return *with.below;
        }
        return std::nullopt;
    }

 private:
    const layout& how_;
    const facts& with_;
};

/// Keeps everything, and walks a chain only where a fact that the walk rests on by itself changed, or an
/// answer that it read is another one now. `walks` counts.
class ideal {
 public:
    ideal(const layout& how, const facts& with) : how_(how), with_(with) {}

    std::uint64_t walks = 0;

    void changed(int type, int subject) { ++versions_[{type, subject}]; }
    void chain_changed(int type) {
        for (int i = 0; i < subjects; ++i) changed(type, i);
    }

    found ask(int type, int subject, std::size_t from = 0) {
        const key of{type, subject, from};
        const auto kept = kept_.find(of);
        if (kept != kept_.end() && kept->second.version == versions_[{type, subject}]) {
            const record before = kept->second;
            bool same = true;
            for (const auto& [what, stamp] : before.read) {
                ask(std::get<0>(what), std::get<1>(what), std::get<2>(what));
                same = kept_[what].stamp == stamp;
                if (!same) break;
            }
            if (same) return before.answered;
        }
        record made;
        made.version = versions_[{type, subject}];
        made.answered = walk(of, made);
        const record& before = kept_[of];
        made.stamp = before.stamp != 0 && before.answered == made.answered ? before.stamp : ++stamps_;
        kept_[of] = made;
        return made.answered;
    }

 private:
    using key = std::tuple<int, int, std::size_t>;
    struct record {
        std::uint64_t version = 0;
        std::uint64_t stamp = 0;  // since when it is this answer
        std::vector<std::pair<key, std::uint64_t>> read;
        found answered;
    };

    found walk(const key& of, record& made) {
        const auto [type, subject, from] = of;
        const chain_of_members chain = how_.chain(type);
        if (from < chain.size()) ++walks;  // else there is nobody to ask
        for (std::size_t i = from; i < chain.size(); ++i) {
            struct here : asker {
                ideal* of;
                record* made;
                int type, subject;
                std::size_t at;
                std::optional<found> below;
                found ask(int other, int about) override {
                    const found out = of->ask(other, about);
                    made->read.push_back({{other, about, 0}, of->kept_[{other, about, 0}].stamp});
                    return out;
                }
                found next() override {
                    below = of->ask(type, subject, at + 1);
                    made->read.push_back({{type, subject, at + 1}, of->kept_[{type, subject, at + 1}].stamp});
                    return *below;
                }
            } with;
            with.of = this;
            with.made = &made;
            with.type = type;
            with.subject = subject;
            with.at = i;
            const auto& by = how_.members[static_cast<std::size_t>(type)][static_cast<std::size_t>(chain[i])];
            if (const found out = answer(by.by, type, subject, held(with_, type, chain[i], subject), with))
                return out;
            if (with.below) return *with.below;
        }
        return std::nullopt;
    }

    const layout& how_;
    const facts& with_;
    std::map<std::pair<int, int>, std::uint64_t> versions_;
    std::map<key, record> kept_;
    std::uint64_t stamps_ = 0;
};

}  // namespace quoin::engine::world
