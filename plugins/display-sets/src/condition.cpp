#include "condition.hpp"

#include <dicom/attribute_path.hpp>
#include <dicom/uids.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace quoin::display_sets {
namespace {

[[noreturn]] void refuse(const std::string& where, const std::string& why) {
    throw error(QUOIN_E_CONFIG, where + ": " + why);
}

std::vector<std::string> words_of(view written, const std::string& where) {
    if (!written.is_array() || written.size() == 0) refuse(where, "a list of words is expected");
    std::vector<std::string> out;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto word = written[i].as_string();
        if (!word) refuse(where, "a list of words is expected");
        out.emplace_back(*word);
    }
    return out;
}

double number_of(view written, const std::string& where) {
    const auto number = written.as_real();
    if (!number) refuse(where, "a number is expected");
    return *number;
}

std::vector<condition> parts_of(view written, const std::string& where) {
    if (!written.is_array() || written.size() == 0) refuse(where, "a list of conditions is expected");
    std::vector<condition> out;
    for (std::size_t i = 0; i < written.size(); ++i)
        out.push_back(read_condition(written[i], where + "[" + std::to_string(i) + "]"));
    return out;
}

condition attribute_condition(view written, const std::string& where) {
    condition out{condition::kind::present};
    out.attribute = written["attribute"].as_string().value_or("");
    if (!dicom::is_attribute_path(out.attribute))
        refuse(where, "attribute: no keyword, tag or path of DICOM");
    if (written.size() != 2)
        refuse(where, "beside `attribute` one test is expected: present, one_of, at_least or more_than");
    const auto [test, given] = written.member(written.member(0).first == "attribute" ? 1 : 0);
    const std::string at = where + "." + std::string(test);
    if (test == "present") {
        const auto flag = given.as_bool();
        if (!flag) refuse(at, "true or false is expected");
        out.flag = *flag;
    } else if (test == "one_of") {
        out.is = condition::kind::one_of;
        out.words = words_of(given, at);
    } else if (test == "at_least" || test == "more_than") {
        out.is = test == "at_least" ? condition::kind::at_least : condition::kind::more_than;
        out.number = number_of(given, at);
    } else {
        refuse(at, "unknown (known: present, one_of, at_least, more_than)");
    }
    return out;
}

std::vector<std::string> classes_of(view written, const std::string& where) {
    std::vector<std::string> out = words_of(written, where);
    for (std::string& one : out) {
        if (const auto* const known = dicom::find_storage_class_keyword(one)) one = known->uid;
        if (one.find_first_not_of("0123456789.") != std::string::npos)
            refuse(where, "'" + one + "' is neither a UID nor the keyword of a storage class");
    }
    return out;
}

std::string is_one_of(const condition& asked, attribute_values& object) {
    const view found = object.of(asked.attribute);
    const auto matches = [&](view one) {
        const auto text = one.as_string();
        return text && std::ranges::find(asked.words, *text) != asked.words.end();
    };
    bool any = matches(found);
    for (std::size_t i = 0; found.is_array() && i < found.size(); ++i) any = any || matches(found[i]);
    if (!any)
        if (const auto text = object.text(asked.attribute))
            any = std::ranges::find(asked.words, *text) != asked.words.end();
    if (any) return {};
    std::string listed;
    for (const std::string& word : asked.words) listed += (listed.empty() ? "" : ", ") + word;
    return asked.attribute + " is not one of " + listed;
}

std::string compares(const condition& asked, attribute_values& object) {
    const auto found = object.number(asked.attribute);
    const bool more = asked.is == condition::kind::more_than;
    const bool met = found && (more ? *found > asked.number : *found >= asked.number);
    if (met) return {};
    std::array<char, 32> digits{};
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), asked.number).ptr;
    return asked.attribute + " is not " + (more ? "more than " : "at least ") +
           std::string(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

std::string is_image(attribute_values& object) {
    const view pixels = object.of("imagePixelModule");
    if (!pixels) return "it is no image";
    return pixels["rows"] && pixels["columns"] ? "" : "it is an image without Rows and Columns";
}

}  // namespace

condition read_condition(view written, const std::string& where) {
    if (!written.is_object() || written.size() == 0) refuse(where, "a condition is expected, as {is: image}");
    if (written["attribute"]) return attribute_condition(written, where);
    if (written.size() != 1) refuse(where, "one condition is expected: put several below all: or any:");
    const auto [word, given] = written.member(0);
    const std::string at = where + "." + std::string(word);
    if (word == "all") return {.is = condition::kind::all, .parts = parts_of(given, at)};
    if (word == "any") return {.is = condition::kind::any, .parts = parts_of(given, at)};
    constexpr std::array around{std::pair{"not", condition::kind::negated},
                                std::pair{"first_of_series", condition::kind::first_of_series},
                                std::pair{"part_of_series", condition::kind::part_of_series}};
    for (const auto& [name, is] : around) {
        if (word != name) continue;
        condition out{is};
        out.parts.push_back(read_condition(given, at));
        return out;
    }
    if (word == "sop_class") return {.is = condition::kind::sop_class, .words = classes_of(given, at)};
    if (word == "instances_in_series") {
        if (given.size() != 1 || !given["at_least"]) refuse(at, "{at_least: N} is expected");
        return {.is = condition::kind::instances_in_series, .number = number_of(given["at_least"], at)};
    }
    if (word == "is" && given.as_string() == "image") return {condition::kind::image};
    if (word == "is" && given.as_string() == "video") return {condition::kind::video};
    if (word == "is") refuse(at, "image or video is expected");
    refuse(at,
           "unknown (known: all, any, not, attribute, sop_class, is, first_of_series, part_of_series, "
           "instances_in_series)");
}

std::string why_not(const condition& asked, attribute_values& object, const series& around) {
    using enum condition::kind;
    switch (asked.is) {
        case all:
            for (const condition& part : asked.parts)
                if (std::string why = why_not(part, object, around); !why.empty()) return why;
            return {};
        case any: {
            std::string out;
            for (const condition& part : asked.parts) {
                const std::string why = why_not(part, object, around);
                if (why.empty()) return {};
                if (out.find(why) == std::string::npos) out += (out.empty() ? "" : "; ") + why;
            }
            return out;
        }
        case negated:
            return why_not(asked.parts.front(), object, around).empty() ? "it is what it must not be" : "";
        case present:
            if (object.has(asked.attribute) == asked.flag) return {};
            return asked.attribute + (asked.flag ? " is missing" : " is there");
        case one_of:
            return is_one_of(asked, object);
        case at_least:
        case more_than:
            return compares(asked, object);
        case sop_class: {
            const auto uid = object.text("SOPClassUID");
            const bool listed = uid && std::ranges::find(asked.words, *uid) != asked.words.end();
            return listed ? "" : "its SOP class is not one of the rule's";
        }
        case image:
            return is_image(object);
        case video:
            return object.of("transferSyntax")["isVideo"].as_bool().value_or(false) ? "" : "it is no video";
        case first_of_series: {
            const std::string why = why_not(asked.parts.front(), *around.front(), around);
            return why.empty() ? why : "of the first of its series: " + why;
        }
        case part_of_series: {
            std::size_t met = 0;
            for (attribute_values* const other : around)
                met += why_not(asked.parts.front(), *other, around).empty() ? 1U : 0U;
            if (met != 0 && met != around.size()) return {};
            return met == 0 ? "no object of its series meets the condition"
                            : "all objects of its series meet the condition";
        }
        case instances_in_series:
            return static_cast<double>(around.size()) >= asked.number
                       ? ""
                       : "its series has " + std::to_string(around.size()) + " of the objects asked about";
    }
    return {};
}

}  // namespace quoin::display_sets
