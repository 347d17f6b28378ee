// Objects of many kinds, each made with a mould and with a builder: the outcome is the same.
#pragma once

#include "mould_model.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <vector>

namespace quoin::tests {

// One object as numbers that say what each member is, so that the same can be made again, and one that differs in a
// single member.
class random_objects {
 public:
    explicit random_objects(std::uint32_t seed) : engine_(seed) {
        const std::size_t lines = 1 + any() % 12;
        for (std::size_t i = 0; i < lines; ++i) {
            const key from(std::string("from").append(std::to_string(any() % 12)));
            const key to(std::string("to").append(std::to_string(i)));
            // Mostly of a kind that can be, all of which are as frequent.
            const auto plain = static_cast<quoin_plain>(any() % 40 == 0 ? 0 : 1 + any() % 6);
            table.push_back(plain == QUOIN_PLAIN_GIVEN ? given_member(to) : copied_member(from, to, plain));
            names_.emplace_back(from.name());
            seeds_.push_back(any());
        }
    }

    std::vector<quoin_copied> table;

    void change_one() { seeds_[any() % seeds_.size()] = any(); }
    void change_all() {
        for (std::uint32_t& seed : seeds_) seed = any();
    }
    std::uint32_t any() { return static_cast<std::uint32_t>(engine_()); }

    /// Some of its members are those of a base.
    value source() const {
        const value below = half(value(), true);
        return half(below, false);
    }
    /// The same members of one object, by keys of the process: as readers of files make it, in which some arrays and objects
    /// are in trees of their own.
    value flat_source() const {
        const value both = source();
        builder out;
        out.object();
        for (std::size_t i = 0; i < both.size(); ++i)
            add_here_or_refer(out.key(key(both.member(i).first)), both.member(i).second, i % 2 == 0);
        return out.end().finish();
    }
    std::vector<quoin_given> given() const {
        std::vector<quoin_given> out;
        for (std::size_t i = 0; i < table.size(); ++i)
            if (table[i].plain == QUOIN_PLAIN_GIVEN) out.push_back(given_of(seeds_[i]));
        return out;
    }

 private:
    static constexpr std::string_view texts[] = {"a",
                                                 "b",
                                                 "eight by",
                                                 "nine byte",
                                                 "a text that is longer",
                                                 "a text that is longeR",
                                                 "\xC3\xA9t\xC3\xA9 and more"};
    static constexpr double numbers[] = {0.0, -0.0, 0.5, 0.50000000000000011, 1.0, 1e300, -7, 5e-324};

    static quoin_given given_of(std::uint32_t seed) {
        static const quoin_str strings[] = {to_str(texts[0]), to_str(""), to_str(texts[4]), to_str(texts[5]),
                                            to_str(texts[6])};
        const std::uint32_t which = seed / 8;
        switch (seed % 8) {
            case 0:
                return given_nothing();
            case 1:
                return given_flag(which % 2 != 0);
            case 2:
                return given_integer(which % 3);
            case 3:
                return given_real(which % 9 == 8 ? std::numeric_limits<double>::quiet_NaN()
                                                 : numbers[which % 9]);
            case 4:
                return given_text(which % 8 == 7 ? "" : texts[which % 8]);
            case 5:
                return given_reals(std::span(numbers).subspan(which % 8, which / 8 % (9 - which % 8)));
            default:
                return given_texts(std::span(strings).subspan(which % 5, which / 5 % (6 - which % 5)));
        }
    }
    static const value& some_name() {
        static const value made = builder().object().member(key("Alphabetic"), texts[4]).end().finish();
        return made;
    }
    static void add_any(builder& to, std::uint32_t which) {
        switch (which % 12) {
            case 0:
                to.add("");
                break;
            case 1:
                to.add(" padded");
                break;
            case 2:
                to.add(std::numeric_limits<double>::infinity());
                break;
            case 3:
                to.array().add(0.5).add("0.5").end();
                break;
            case 4:
                to.object().member("from1", 1).end();
                break;
            case 5:
                to.add(which % 24 == 5);
                break;
            case 6:
                to.array().end();
                break;
            case 7:
                add_name(to, which);
                break;
            case 8:
                to.object().member("Alphabetic", "by a key that is text").end();
                break;
            case 9:
                to.object(which % 24 == 9 ? some_name() : value()).end();
                break;
            case 10:
                to.object().member(key("Alphabetic"), "A").member(key("Phonetic"), " padded").end();
                break;
            default:
                to.add(std::span<const double>(numbers));  // a typed array
        }
    }
    // Of one to four texts, in any order.
    static void add_name(builder& to, std::uint32_t which) {
        static const key groups[] = {key("Alphabetic"), key("Ideographic"), key("Phonetic"), key("from1")};
        to.object();
        for (std::uint32_t i = 0; i < 4; ++i)
            if (i == which % 4 || (which >> (8 + i)) % 4 == 0)
                to.member(groups[(i + which / 4) % 4], texts[(which >> (2 * i)) % 7]);
        to.end();
    }
    static void add_here_or_refer(builder& to, view one, bool here) {
        // One whose keys are text remains what it is.
        const bool is_name = one.is_object() && !one.base() && one.size() != 0 && !one["from1"].is_number() &&
                             one["Alphabetic"].as_string() != "by a key that is text";
        if (!here || !is_name) {
            to.add(one);
            return;
        }
        to.object();
        for (std::size_t i = 0; i < one.size(); ++i)
            to.key(key(one.member(i).first)).add(one.member(i).second);
        to.end();
    }
    static void add_plain(builder& to, quoin_plain plain, std::uint32_t which) {
        if (plain == QUOIN_PLAIN_TEXT) {
            to.add(texts[which % 7]);
        } else if (plain == QUOIN_PLAIN_INT || (plain == QUOIN_PLAIN_REAL && which % 4 == 0)) {
            to.add(which / 4 % 3);
        } else if (plain == QUOIN_PLAIN_REAL) {
            to.add(numbers[which / 4 % 8]);
        } else if (plain == QUOIN_PLAIN_NAME) {
            add_name(to, which);
        } else if (which % 4 == 0) {
            to.array().add(which / 4 % 3).add(-0.0).end();
        } else {
            to.reals(std::span(numbers).subspan(which / 4 % 8, 1 + which / 32 % (8 - which / 4 % 8)));
        }
    }
    // Members that are in the base, some of which are overridden, or those above it.
    value half(const value& base, bool below) const {
        builder out;
        out.object(base);
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (table[i].plain == QUOIN_PLAIN_GIVEN || is_named_before(i)) continue;
            const std::uint32_t seed = seeds_[i], which = seed / 256;
            const bool is_here = seed % 3 == 0 || (seed % 3 == 1) == below;
            if (seed % 8 == 0 || !is_here) continue;
            out.key(names_[i]);
            if (seed % 16 == 1)
                out.null();
            else if (seed % 64 == 2)
                add_any(out, which);
            else
                add_plain(out, table[i].plain, below ? which + 1 : which);
        }
        return out.end().finish();
    }
    bool is_named_before(std::size_t line) const {
        for (std::size_t i = 0; i < line; ++i)
            if (table[i].plain != QUOIN_PLAIN_GIVEN && names_[i] == names_[line]) return true;
        return false;
    }

    std::mt19937 engine_;
    std::vector<std::string> names_;
    std::vector<std::uint32_t> seeds_;
};

/// Calls also(made, expected) for each object that both make.
inline void expect_mould_makes_what_a_builder_makes(const std::function<void(view, view)>& also) {
    struct kept {
        value made;
        std::string was;
    };
    int made_count = 0, left_count = 0, shared_inputs = 0;
    for (std::uint32_t seed = 0; seed < 120; ++seed) {
        random_objects objects(seed);
        std::vector<kept> all;
        {
            const mould of_table(objects.table);
            for (int step = 0; step < 100; ++step) {
                // Long runs of equal ones, of unequal ones, and what lies between these.
                const std::uint32_t chance = objects.any() % 16;
                if (chance < (step / 25 % 2 == 0 ? 3u : 12u))
                    objects.change_one();
                else if (chance == 12)
                    objects.change_all();
                else
                    ++shared_inputs;
                const value from = objects.any() % 4 != 0 ? objects.flat_source() : objects.source();
                const std::vector<quoin_given> given = objects.given();
                const std::optional<value> made = of_table.made_of(from, given);
                const std::optional<value> expected = built(from, objects.table, given);
                ASSERT_EQ(made.has_value(), expected.has_value()) << "seed " << seed << " step " << step;
                (made ? made_count : left_count) += 1;
                if (!made) continue;
                ASSERT_EQ(exactly(*made), exactly(*expected)) << "seed " << seed << " step " << step;
                ASSERT_TRUE(*made == *expected) << "seed " << seed << " step " << step;
                also(*made, *expected);
                all.push_back({*made, exactly(*made)});
            }
        }
        for (const kept& one : all) ASSERT_EQ(exactly(one.made), one.was) << "what was made stays as it is";
    }
    EXPECT_GT(made_count, 4000);
    EXPECT_GT(left_count, 500);
    EXPECT_GT(shared_inputs, 4000);
}

}  // namespace quoin::tests
