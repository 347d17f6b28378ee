#include "rules.hpp"

#include <dicom/attribute_path.hpp>

#include <algorithm>
#include <array>

namespace quoin::display_sets {
namespace {

// What a display set says of itself, which no rule may put something else in the place of.
constexpr std::array own_members{"displaySetId", "rule",         "seriesInstanceUID", "viewportTypes",
                                 "splitNumber",  "isMultiFrame", "numImageFrames",    "preferredViewportType",
                                 "imageIds",     "instances",    "underlyingImageIds"};

[[noreturn]] void refuse(const std::string& where, const std::string& why) {
    throw error(QUOIN_E_CONFIG, where + ": " + why);
}

shared_value read_shared(view written, const std::string& where) {
    shared_value out;
    const view named = written.is_object() ? written["attribute"] : written;
    out.attribute = named.as_string().value_or("");
    if (!dicom::is_attribute_path(out.attribute))
        refuse(where, "a keyword, tag or path of DICOM is expected");
    if (!written.is_object()) return out;
    if (const view given = written["rounded_to"]) {
        out.rounded_to = given.as_real();
        if (!out.rounded_to || *out.rounded_to <= 0)
            refuse(where + ".rounded_to", "a number above 0 is expected");
    } else if (const view present = written["present"]) {
        out.presence = present.as_bool().value_or(false);
    }
    if (written.size() != 2 || (!out.rounded_to && !out.presence))
        refuse(where, "beside `attribute` rounded_to: N or present: true is expected");
    return out;
}

rule read_rule(view written, const std::string& where) {
    if (!written.is_object()) refuse(where, "a rule is expected: id, viewports, when, group_by");
    for (std::size_t i = 0; i < written.size(); ++i) {
        constexpr std::array known{"id", "viewports", "when", "group_by", "set"};
        const std::string_view key = written.member(i).first;
        if (std::ranges::find(known, key) == known.end())
            refuse(where,
                   "unknown key '" + std::string(key) + "' (known: id, viewports, when, group_by, set)");
    }
    const auto id = written["id"].as_string();
    if (!id || id->empty()) refuse(where + ".id", "a name is expected");
    const view viewports = written["viewports"];
    std::vector<std::string> shown;
    for (std::size_t i = 0; viewports.is_array() && i < viewports.size(); ++i)
        shown.emplace_back(viewports[i].as_string().value_or(""));
    if (shown.empty() || std::ranges::find(shown, "") != shown.end())
        refuse(where + ".viewports", "a list of kinds of viewports is expected, the preferred one first");
    rule out{std::string(*id), std::move(shown), read_condition(written["when"], where + ".when"), {}, {}};
    const view shared = written["group_by"];
    if (!shared.is_array() || shared.size() == 0)
        refuse(where + ".group_by", "a list of attributes is expected");
    for (std::size_t i = 0; i < shared.size(); ++i)
        out.group_by.push_back(read_shared(shared[i], where + ".group_by[" + std::to_string(i) + "]"));
    if (const view set = written["set"]) {
        if (!set.is_object()) refuse(where + ".set", "members are expected, as {isClip: true}");
        for (const char* const own : own_members)
            if (set[own])
                refuse(where + ".set", std::string(own) + " is what the display set says of itself");
        out.set = value(set);
    }
    return out;
}

}  // namespace

rule_book read_rules(view written, const std::string& where) {
    if (!written.is_object() || written["display_sets"].as_int() != 1)
        refuse(where, "`display_sets: 1`, the version of the format, is expected at the top");
    const view rules = written["rules"];
    if (!rules.is_array() || written.size() != 2)
        refuse(where, "`rules`, a list, is expected beside it, and nothing else");
    rule_book out;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        out.rules.push_back(read_rule(rules[i], where + ": rules[" + std::to_string(i) + "]"));
        const std::string& id = out.rules.back().id;
        if (std::ranges::count(out.rules, id, &rule::id) > 1)
            refuse(where, "two rules with the id '" + id + "'");
    }
    return out;
}

}  // namespace quoin::display_sets
