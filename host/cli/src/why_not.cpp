#include "why_not.hpp"

#include <quoin/did_you_mean.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace quoin::cli {

namespace {

std::string text_of(view found) {
    return std::string(found.as_string().value_or(std::string_view()));
}

std::string failure_text(view error) {
    const std::string code = text_of(error["code"]);
    return text_of(error["message"]) + (code.empty() ? "" : " (" + code + ')');
}

/// "com.acme (priority 5 from quoin.yaml:12)"
std::string standing(view step) {
    std::string out = text_of(step["provider"]);
    const auto priority = step["priority"].as_int();
    if (!priority) return out;
    out += " (priority " + std::to_string(*priority);
    const std::string origin = text_of(step["priorityOrigin"]);
    return out + (origin.empty() ? ")" : " from " + origin + ')');
}

/// Where a provider stands in one walk down the chain of the type, or in those
/// that `next` went on with.
struct place {
    view walk = {};
    view step = {};                ///< empty: it was not asked
    std::vector<view> above = {};  ///< providers that had this walk asked by `next`, outermost first
};

std::optional<place> find_place(view walk, std::string_view provider, const std::vector<view>& above) {
    const view asked = walk["asked"];
    for (std::size_t i = 0; i < asked.size(); ++i)
        if (asked[i]["provider"].as_string() == provider) return place{walk, asked[i], above};
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const view next = asked[i]["next"];
        for (std::size_t j = 0; j < next.size(); ++j) {
            auto inner = above;
            inner.push_back(asked[i]);
            if (auto found = find_place(next[j], provider, inner)) return found;
        }
    }
    const view below = walk["notAsked"];
    for (std::size_t i = 0; i < below.size(); ++i)
        if (below[i].as_string() == provider) return place{walk, {}, above};
    return std::nullopt;
}

why_not of_asked(const place& at, const std::string& name) {
    const std::string outcome = text_of(at.step["outcome"]);
    const view error = at.step["error"];
    if (outcome == "passed")
        return {name, "passed", name + " was asked and passed: it has nothing about the subject"};
    if (outcome == "skipped")
        return {name, "skipped",
                name + " failed and was skipped, for its manifest entry says on_error: skip; " +
                    failure_text(error)};
    if (outcome == "answered") {
        // Those above it had it asked by `next`; one that then passed handed the answer on as it was.
        const auto wraps = std::find_if(at.above.rbegin(), at.above.rend(),
                                        [](view step) { return step["outcome"].as_string() != "passed"; });
        if (wraps != at.above.rend())
            return {name, "wrapped",
                    name + " did answer, but to " + standing(*wraps) +
                        ", which had asked it as the rest of its chain; what came of it is that one's"};
        return {name, "answered", name + " did answer: the answer is its own"};
    }
    if (error["code"].as_string() == "timeout")
        return {name, "timed_out", name + " was asked and was too late; " + failure_text(error)};
    if (error["code"].as_string() == "cancelled")
        return {name, "cancelled", name + " was asked, and the query was cancelled before it answered"};
    return {name, "failed",
            name + " was asked and failed, which ends the query, for a lower provider must not hide it; " +
                failure_text(error)};
}

why_not of_below(const place& at, const std::string& name) {
    const view asked = at.walk["asked"];
    if (asked.size() == 0)
        return {name, "not_reached",
                name + " was not asked, and nobody else: " + failure_text(at.walk["error"])};
    const view last = asked[asked.size() - 1];
    const std::string outcome = text_of(last["outcome"]);
    if (outcome == "answered")
        return {name, "below",
                name + " stands below " + standing(last) + ", which answered; nobody below it is asked"};
    if (outcome == "error")
        return {
            name, "below",
            name + " stands below " + standing(last) +
                ", which failed; nobody below it is asked, unless its manifest entry says on_error: skip"};
    if (last["next"].size() != 0)
        return {name, "below",
                name + " stands below " + standing(last) +
                    ", which asked the rest of the chain itself and passed"};
    return {name, "not_reached",
            name + " was not asked: the query ended before its turn; " + failure_text(at.walk["error"])};
}

/// What a provider that is loaded serves, as its descriptor and the manifest
/// have it.
bool serves(view provider, std::string_view type) {
    const view types = provider["types"];
    if (!types.is_array()) return true;
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types[i].as_string() == type) return true;
    return false;
}

std::string list_of(view words, std::size_t most) {
    std::string out;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i)
        out += (i == 0 ? "" : ", ") + text_of(words[i]);
    return words.size() > most ? out + ", .." : out;
}

why_not of_chain(view trace, view providers, const std::string& name) {
    const std::string type = text_of(trace["type"]);
    view found = {};
    for (std::size_t i = 0; i < providers.size() && !found; ++i)
        if (providers[i]["id"].as_string() == name) found = providers[i];
    if (!found) {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < providers.size(); ++i) ids.push_back(text_of(providers[i]["id"]));
        return {name, "unknown",
                "no provider has the id " + name + did_you_mean(name, ids) +
                    ": no library that was found holds it and no manifest entry names it; what there is: "
                    "quoin providers"};
    }
    const std::string state = text_of(found["state"]);
    const std::string reason = text_of(found["reason"]);
    if (state == "disabled")
        return {name, "disabled",
                name + " is not loaded: it is disabled" + (reason.empty() ? "" : "; " + reason)};
    if (state == "refused")
        return {name, "refused",
                name + " is not loaded: it was refused" + (reason.empty() ? "" : "; " + reason)};
    if (!serves(found, type))
        return {name, "not_served",
                name + " does not serve the type " + type + "; it serves " +
                    (found["types"].size() == 0 ? "none" : list_of(found["types"], 8))};
    // The one whose turn it was when the time was up is in neither list.
    if (trace["error"])
        return {name, "not_reached",
                name + " was not asked: the query ended before its turn; " + failure_text(trace["error"])};
    return {
        name, "not_in_chain",
        name +
            " was not in the chain when the query ran: it does not serve the type as it is configured, or it "
            "was added, or its manifest entry changed, since"};
}

}  // namespace

why_not explain_why_not(view trace, view providers, std::string_view provider) {
    const std::string name(provider);
    const auto at = find_place(trace, provider, {});
    if (!at) return of_chain(trace, providers, name);
    return at->step ? of_asked(*at, name) : of_below(*at, name);
}

value to_value(const why_not& of) {
    return builder()
        .object()
        .member("provider", of.provider)
        .member("reason", of.reason)
        .member("sentence", of.sentence)
        .end()
        .finish();
}

}  // namespace quoin::cli
