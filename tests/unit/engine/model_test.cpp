// Random programs of adds, clears, invalidations, changed chains and gets, against an evaluation that keeps
// nothing: the answers are equal, always. And against an engine that computes only what it must: no chain is
// walked that need not be.
//
// QUOIN_MODEL_PROGRAMS says how many programs; QUOIN_MODEL_SEED runs that one only.
#include "world_engine.hpp"

#include <engine/found.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace quoin::engine {
namespace {

using namespace world;

#ifdef QUOIN_SLOW_MODEL
constexpr int usual_programs = 500;
#else
constexpr int usual_programs = 10'000;
#endif

int number_from(const char* name, int otherwise) {
    const char* const given = std::getenv(name);
    return given ? std::atoi(given) : otherwise;
}

class program {
 public:
    explicit program(std::uint64_t seed)
        : by_{std::mt19937_64(seed)},
          with_failures_(by_.below(4) == 0),
          with_volatile_(by_.below(4) == 0),
          tiny_(by_.below(4) == 0),
          how_(random_layout(by_, with_failures_, with_volatile_)),
          under_test_(options{.cache = {.max_bytes = tiny_ ? std::uint64_t(by_.below(6000)) : 256u << 20}}),
          best_(how_, facts_) {
        for (int type = 0; type < types; ++type)
            for (int i = 0; i < most_providers; ++i)
                if (of(type, i).present && how_.first_type(type, i) == type) enter(type, i);
        for (int i = 0; i < 30; ++i) {
            const int type = by_.below(types), index = by_.below(most_providers),
                      subject = by_.below(subjects);
            if (of(type, index).present) add(type, index, subject, by_.below(6));
        }
    }

    void run(int steps) {
        for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) step();
    }

 private:
    member& of(int type, int index) { return how_.of(type, index); }
    int& fact(int type, int index, int subject) {
        return facts_.held[static_cast<std::size_t>(type)][static_cast<std::size_t>(index)]
                          [static_cast<std::size_t>(subject)];
    }
    void enter(int type, int index) {
        how_.put(type, index, true, ++came_);
        tokens_[{how_.first_type(type, index), index}] = put_in(under_test_, held_, type, index, how_);
        how_.each_type(type, index, [&](int each) { best_.chain_changed(each); });
    }
    void leave(int type, int index) {
        how_.put(type, index, false, 0);
        under_test_.remove_provider(tokens_[{how_.first_type(type, index), index}]);
        how_.each_type(type, index, [&](int each) { best_.chain_changed(each); });
    }
    void add(int type, int index, int subject, int number) {
        const result taken = under_test_.add({.type = type_name(type), .subjects = {subject_name(subject)}},
                                             fact_for(index, number));
        ASSERT_EQ(taken.outcome, QUOIN_VALUE);
        fact(type, index, subject) = number;
        best_.changed(type, subject);
    }
    void step() {
        const int type = by_.below(types), index = by_.below(most_providers), subject = by_.below(subjects);
        switch (by_.below(16)) {
            case 0:
                if (of(type, index).present)
                    leave(type, index);
                else
                    enter(type, index);
                break;
            case 1:
            case 2:
            case 3:
                if (of(type, index).present) add(type, index, subject, by_.below(6));
                break;
            case 4:
                under_test_.clear(type_name(type), subject_name(subject));
                for (int i = 0; i < most_providers; ++i)
                    if (of(type, i).present) fact(type, i, subject) = nothing;
                best_.changed(type, subject);
                break;
            case 5:
                if (by_.below(8) != 0) break;
                under_test_.clear(type_name(type));
                for (int i = 0; i < most_providers; ++i)
                    for (int s = 0; s < subjects; ++s)
                        if (of(type, i).present) fact(type, i, s) = nothing;
                best_.chain_changed(type);
                break;
            case 6:  // the provider's own doing
                if (!of(type, index).present) break;
                fact(type, index, subject) = by_.below(6);
                held_.at(type, index, subject) = fact(type, index, subject);
                under_test_.invalidate(provider_id(how_, type, index), type_name(type),
                                       subject_name(subject));
                best_.changed(type, subject);
                break;
            case 7:
                row(subject);
                break;
            default:
                if (how_.is_wide && by_.below(3) == 0) {  // a row is made where the whole is known
                    get(types - 1, subject);
                    row(subject);
                } else {
                    get(type, subject);
                }
        }
    }
    /// Every type of the subject, and one twice.
    void row(int subject) {
        std::vector<std::string> asked;
        for (int type = 0; type < types; ++type) asked.push_back(type_name(type));
        asked.push_back(type_name(by_.below(types)));
        std::vector<quoin::engine::found> got(asked.size());
        const std::uint64_t before = under_test_.stats().all.recomputations;
        under_test_.get_row(asked, subject_name(subject), got);
        for (std::size_t i = 0; i < asked.size(); ++i)
            ASSERT_EQ(text_of(std::move(got[i]).whole()),
                      text_of(how_, facts_, asked[i].back() - '0', subject))
                << "in a row, of " << asked[i] << " of " << subject_name(subject);
        if (with_failures_ || with_volatile_ || tiny_) return;
        const std::uint64_t needed = best_.walks;
        for (const std::string& type : asked) best_.ask(type.back() - '0', subject);
        ASSERT_LE(under_test_.stats().all.recomputations - before, best_.walks - needed)
            << "chains walked for a row of " << subject_name(subject);
    }
    void get(int type, int subject) {
        const std::uint64_t before = under_test_.stats().all.recomputations;
        const result got = under_test_.get({.type = type_name(type), .subjects = {subject_name(subject)}});
        ASSERT_EQ(text_of(got), text_of(how_, facts_, type, subject))
            << "of " << type_name(type) << " of " << subject_name(subject);
        if (with_failures_ || with_volatile_ || tiny_) return;
        const std::uint64_t needed = best_.walks;
        best_.ask(type, subject);
        ASSERT_LE(under_test_.stats().all.recomputations - before, best_.walks - needed)
            << "chains walked for " << type_name(type) << " of " << subject_name(subject);
    }

    draw by_;
    bool with_failures_, with_volatile_, tiny_;
    layout how_;
    facts facts_;
    shared_facts held_;
    engine under_test_;
    ideal best_;
    std::map<std::pair<int, int>, engine::token> tokens_;
    std::uint64_t came_ = 0;
};

TEST(engine_model, random_programs_answer_as_if_nothing_were_kept_and_walk_no_chain_in_vain) {
    const int only = number_from("QUOIN_MODEL_SEED", -1);
    const int programs = number_from("QUOIN_MODEL_PROGRAMS", usual_programs);
    const int first = only >= 0 ? only : 1, last = only >= 0 ? only : programs;
    for (int seed = first; seed <= last; ++seed) {
        program(static_cast<std::uint64_t>(seed)).run(60);
        if (HasFailure()) FAIL() << "seed " << seed << ": QUOIN_MODEL_SEED=" << seed << " runs it alone";
    }
    std::cout << "seeds " << first << " to " << last << ", 60 steps each, "
              << world_provider::answered_together << " answers in rows of several\n";
}

}  // namespace
}  // namespace quoin::engine
