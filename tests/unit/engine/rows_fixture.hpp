// Providers that answer rows, and what they were asked for.
#pragma once

#include "parts_fixture.hpp"
#include "row_provider.hpp"

namespace quoin::engine {

struct rows_in_calls : rows {
    /// What a provider says to one type, by get and in a row.
    using rule = std::function<answer(call&, std::string_view type, std::string_view subject)>;
    /// What happens in a row before any of it is answered; false: nothing more does, and the row is good.
    using before_row = std::function<bool(call&, quoin_row&)>;

    std::vector<std::string> in_rows;  ///< "many: a b d" for each call of get_row

    /// Of "whole" in brackets, after the name and the type.
    static rule names(const std::string& id) {
        return [id](call& c, std::string_view type, std::string_view subject) -> answer {
            const auto whole = c.get("whole", subject);
            if (!whole) return pass;
            return value::of(id + " of " + std::string(type) + "(" + std::string(*whole->as_string()) + ")");
        };
    }
    /// Answers every type of a row that its rule does not fail for.
    static void answer_all(call& c, quoin_row& asked, const rule& says) {
        quoin::row in(asked);
        for (std::size_t i = 0; i < in.size(); ++i) {
            in.begin(i);
            try {
                in.answer(i, says(c, in.type(i), in.subject()));
            } catch (const error&) {  // left
            }
        }
    }
    engine::token serves(const std::string& id, const std::vector<std::string>& types,
                         row_provider::row_function get_row, const rule& says, std::int32_t priority = 0) {
        registration stands;
        stands.id = id;
        stands.types = types;
        stands.priority = {priority, "test"};
        stands.thread_safe = stands.tracked = true;
        const auto get = [this, id, says](call& c, const request& r) {
            ++calls[id];
            return says(c, r.type(), r.subject());
        };
        const auto counted = [this, id, does = std::move(get_row)](call& c, quoin_row& asked) {
            ++calls[id + " row"];
            std::string& told = in_rows.emplace_back(id + ":");
            for (std::size_t i = 0; i < asked.count; ++i)
                told += " " + std::string(to_view(asked.answers[i].type));
            return does(c, asked);
        };
        return under_test.add_provider(std::move(stands),
                                       std::make_shared<row_provider>(under_test, id, types, get, counted));
    }
    engine::token serves(const std::string& id, const std::vector<std::string>& types, const rule& says,
                         std::int32_t priority = 0) {
        return serves(
            id, types,
            [says](call& c, quoin_row& asked) {
                answer_all(c, asked, says);
                return true;
            },
            says, priority);
    }
    /// That these are parts of "whole" is learned with "first"; "s" is where rows of them are to be asked for.
    void learn(const std::vector<std::string>& types) {
        for (const std::string& type : types) text(type, {"first"});
        forget_calls();
    }
    void forget_calls() {
        calls.clear();
        in_rows.clear();
    }
    /// A subject of which nothing is known but its whole.
    void knows_whole(const std::string& subject, const std::string& whole) {
        add("whole", subject, whole);
        text("whole", {subject});
        forget_calls();
    }
    /// Nothing is kept any more; what was let go of is freed by changes that come later, some at a time.
    void free_all() {
        under_test.set_cache({.max_bytes = 0});
        under_test.set_cache({});
        for (int i = 0; i < 200; ++i) {
            add("whole", "another", std::to_string(i));
            text("whole", {"another"});
        }
    }
    call_counts calls_of(engine::token which) const {
        for (const auto& [token, counts] : under_test.calls())
            if (token == which) return counts;
        return {};
    }
    /// "passer passed [note] | many answered [other note]": who was asked, by whom the whole was read ("!").
    std::string story(const std::string& type, const std::string& subject = "s") const {
        const value trace = under_test.explain({.type = type, .subjects = {subject}});
        std::string out;
        for (std::size_t i = 0; i < trace["asked"].size(); ++i) {
            const view step = trace["asked"][i];
            if (i != 0) out += " | ";
            out +=
                std::string(*step["provider"].as_string()) + " " + std::string(*step["outcome"].as_string());
            if (step["queries"].size() != 0) out += "!";
            for (std::size_t n = 0; n < step["notes"].size(); ++n)
                out += " [" + std::string(*step["notes"][n].as_string()) + "]";
        }
        return out;
    }
};

}  // namespace quoin::engine
