#include "trace_tree.hpp"

#include "console.hpp"
#include "terminal_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

namespace quoin::cli {

namespace {

constexpr std::size_t widest_left = 96;  // a longer line pushes its own outcome out, not everybody's

struct line {
    std::string left;
    std::string outcome;  ///< empty: a note, without outcome and time
    std::string time;
    colour with = colour::none;
};

std::string_view text_of(view found) {
    return found.as_string().value_or(std::string_view());
}

std::string time_text(view nanoseconds) {
    const auto time = nanoseconds.as_real();
    if (!time) return {};
    std::array<char, 48> text{};
    const char* const unit = *time < 1e9 ? "ms" : "s";
    std::snprintf(text.data(), text.size(), "%.3f %s", *time / (*time < 1e9 ? 1e6 : 1e9), unit);
    return text.data();
}

colour colour_of(std::string_view outcome) {
    static constexpr std::array<std::pair<std::string_view, colour>, 5> colours{{{"answered", colour::green},
                                                                                 {"error", colour::red},
                                                                                 {"skipped", colour::yellow},
                                                                                 {"passed", colour::dim},
                                                                                 {"none", colour::yellow}}};
    for (const auto& [name, with] : colours)
        if (name == outcome) return with;
    return colour::none;
}

class tree {
 public:
    /// A query and, beneath it, who was asked. `behind` is what the lines beneath start with.
    void walk(view of, const std::string& before, const std::string& behind, std::string_view label) {
        std::string left = before + std::string(label) + one_line(text_of(of["type"]));
        const view subjects = of["subjects"];
        for (std::size_t i = 0; i < subjects.size(); ++i)
            left += (i == 0 ? "  " : ", ") + one_line(text_of(subjects[i]));
        put(std::move(left), of);
        rests_on(of, behind);

        const view asked = of["asked"];
        const view not_asked = of["notAsked"];
        // The providers beneath a failure tell it themselves, unless none of them is to blame.
        bool told = false;
        for (std::size_t i = 0; i < asked.size(); ++i)
            told = told || (asked[i]["error"] && text_of(asked[i]["outcome"]) == "error");
        const bool failure = static_cast<bool>(of["error"]) && !told;
        std::size_t left_over = asked.size() + (not_asked.size() != 0 ? 1 : 0) + (failure ? 1 : 0);
        const bool nobody = left_over == 0 && text_of(of["outcome"]) == "none";
        for (std::size_t i = 0; i < asked.size(); ++i) step(asked[i], behind, --left_over == 0);
        if (not_asked.size() != 0) {
            std::string names;
            for (std::size_t i = 0; i < not_asked.size(); ++i)
                names += (i == 0 ? "" : ", ") + one_line(text_of(not_asked[i]));
            note(behind + (--left_over == 0 ? "└─ " : "├─ ") + "not asked: " + names, colour::dim);
        }
        if (failure) note(behind + "└─ error: " + failure_text(of["error"]), colour::red);
        if (nobody) note(behind + "└─ no provider serves this type", colour::yellow);
    }

    std::string text(bool colours) const {
        std::size_t left_width = 0;
        std::size_t outcome_width = 0;
        std::size_t time_width = 0;
        for (const line& one : lines_) {
            if (one.outcome.empty()) continue;
            if (const std::size_t width = display_width(one.left); width <= widest_left)
                left_width = std::max(left_width, width);
            outcome_width = std::max(outcome_width, display_width(one.outcome));
            time_width = std::max(time_width, one.time.size());
        }
        std::string out;
        for (const line& one : lines_) {
            if (one.outcome.empty()) {
                out += painted(one.left, one.with, colours) + '\n';
                continue;
            }
            out += padded(one.left, left_width) + "  " +
                   painted(padded(one.outcome, outcome_width), colour_of(one.outcome), colours) + "  " +
                   std::string(time_width - one.time.size(), ' ') + one.time;
            out.erase(out.find_last_not_of(' ') + 1);
            out += '\n';
        }
        return out;
    }

 private:
    void put(std::string left, view of) {
        std::string outcome = one_line(text_of(of["outcome"]));
        if (of["kept"].as_bool().value_or(false)) outcome += outcome.empty() ? "kept" : ", kept";
        lines_.push_back({std::move(left), outcome.empty() ? "?" : std::move(outcome), time_text(of["ns"])});
    }
    void note(std::string left, colour with) { lines_.push_back({std::move(left), {}, {}, with}); }

    /// Since when an answer is as it is, and the facts that it rests on.
    void rests_on(view of, const std::string& behind) {
        const auto since = [](view what) {
            const std::string_view time = text_of(what["since"]);
            return time.empty() ? std::string() : " since " + one_line(time);
        };
        if (of["kept"].as_bool().value_or(false))
            note(behind + "· kept" + since(of) +
                     (of["letGo"].as_bool().value_or(false) ? "; the answer itself was let go of" : ""),
                 colour::dim);
        const view facts = of["facts"];
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const view fact = facts[i];
            const std::string_view name = text_of(fact["name"]);
            std::string what = one_line(name.empty() ? text_of(fact["type"]) : name);
            if (name.empty()) what += " of " + one_line(text_of(fact["subject"]));
            if (const auto by = text_of(fact["provider"]); !by.empty()) what += " (" + one_line(by) + ')';
            note(behind + "· rests on " + what + since(fact), colour::dim);
        }
        if (of["cut"].as_bool().value_or(false))
            note(behind + "· more was asked than is told here", colour::dim);
    }

    static std::string failure_text(view error) {
        std::string out = one_line(text_of(error["message"]));
        if (const auto code = text_of(error["code"]); !code.empty()) out += " (" + one_line(code) + ')';
        return out;
    }

    void step(view of, const std::string& before, bool last) {
        std::string left = before + (last ? "└─ " : "├─ ") + one_line(text_of(of["provider"]));
        if (const auto priority = of["priority"].as_int()) left += "  " + std::to_string(*priority);
        if (const auto origin = text_of(of["priorityOrigin"]); !origin.empty())
            left += " (" + one_line(origin) + ')';
        put(std::move(left), of);

        const std::string behind = before + (last ? "   " : "│  ");
        const view notes = of["notes"];
        for (std::size_t i = 0; i < notes.size(); ++i)
            note(behind + "· " + one_line(text_of(notes[i])), colour::dim);
        if (const view error = of["error"]) note(behind + "· " + failure_text(error), colour::red);
        if (of["cut"].as_bool().value_or(false))
            note(behind + "· what it asked is nested too deep to show", colour::dim);

        std::vector<std::pair<view, std::string_view>> walks;
        const auto collect = [&walks](view found, std::string_view label) {
            if (found.is_array())
                for (std::size_t i = 0; i < found.size(); ++i) walks.emplace_back(found[i], label);
            else if (found.is_object())
                walks.emplace_back(found, label);
        };
        collect(of["queries"], "asks ");
        collect(of["next"], "asks the next for ");
        for (std::size_t i = 0; i < walks.size(); ++i) {
            const bool end = i + 1 == walks.size();
            walk(walks[i].first, behind + (end ? "└─ " : "├─ "), behind + (end ? "   " : "│  "),
                 walks[i].second);
        }
    }

    std::vector<line> lines_;
};

}  // namespace

std::string to_tree(view trace, bool colours) {
    tree made;
    made.walk(trace, "", "", "");
    return made.text(colours);
}

}  // namespace quoin::cli
