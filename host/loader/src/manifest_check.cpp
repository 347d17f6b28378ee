#include "manifest_check.hpp"

#include "printable.hpp"
#include "scalar.hpp"

#include <loader/near_miss.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace quoin::loader {

namespace {

constexpr std::size_t longest_text = 4096;
constexpr std::size_t longest_identifier = 255;

std::vector<std::string_view> names_of(section in) {
    std::vector<std::string_view> out;
    for (const key_spec& key : manifest_keys())
        if (key.in == in) out.push_back(key.name);
    return out;
}

std::string joined(const std::vector<std::string_view>& names) {
    std::string out;
    for (const std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

std::vector<std::string_view> choices_of(const key_spec& key) {
    std::vector<std::string_view> out;
    for (std::string_view rest = key.choices; !rest.empty();) {
        const std::size_t bar = std::min(rest.find('|'), rest.size());
        out.push_back(rest.substr(0, bar));
        rest.remove_prefix(std::min(bar + 1, rest.size()));
    }
    return out;
}

std::string range_of(const key_spec& key) {
    if (key.least == key.most) return "the number " + std::to_string(key.least);
    return "a whole number from " + std::to_string(key.least) + " to " + std::to_string(key.most);
}

std::string number(std::size_t count) {
    return std::to_string(count);
}

// What one value should have been, or empty where it is right.
std::string expected_instead(const node& given, const key_spec& key) {
    const auto text = as_text(given);
    switch (key.kind) {
        case key_kind::whole_number:
        case key_kind::numbers_by_type: {
            const auto whole = as_whole(given);
            return whole && *whole >= key.least && *whole <= key.most ? "" : range_of(key);
        }
        case key_kind::flag:
            return as_flag(given) ? "" : "true or false";
        case key_kind::text:
        case key_kind::texts:
            return text && !text->empty() && text->size() <= longest_text
                       ? ""
                       : "a text of 1 to " + number(longest_text) + " bytes";
        case key_kind::choice: {
            const auto choices = choices_of(key);
            if (text && std::find(choices.begin(), choices.end(), *text) != choices.end()) return "";
            std::string out;
            for (const std::string_view each : choices)
                out += (out.empty() ? "" : " or ") + std::string(each);
            return out;
        }
        case key_kind::identifier: {
            constexpr std::string_view allowed =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";
            return text && !text->empty() && text->size() <= longest_identifier &&
                           text->find_first_not_of(allowed) == std::string_view::npos
                       ? ""
                       : "1 to " + number(longest_identifier) + " letters, digits, '.', '-' and '_'";
        }
        case key_kind::digest:
            return text && text->size() == 64 &&
                           text->find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos
                       ? ""
                       : "64 hexadecimal digits";
        case key_kind::tree:
        case key_kind::part:
        case key_kind::parts:
            break;
    }
    return "";
}

void expect(const node& given, const key_spec& key, const std::string& expected, faults& wrong) {
    std::string line = in_quotes(key.name) + ": expected " + expected + ", found " + found_there(given);
    if (key.kind == key_kind::choice)
        if (const auto text = as_text(given)) {
            const auto choices = choices_of(key);
            line += did_you_mean(*text, std::span(choices));
        }
    if (key.kind == key_kind::digest)
        if (const auto text = as_text(given)) line += " of " + number(text->size()) + " characters";
    wrong.push_back({given.at, line + "; write it like " + std::string(key.example)});
}

void check_texts(const node& given, const key_spec& key, faults& wrong) {
    std::set<std::string_view> seen;
    for (const node& item : given.items) {
        if (const std::string expected = expected_instead(item, key); !expected.empty())
            expect(item, key, "items that are " + expected, wrong);
        else if (!seen.insert(item.text).second)
            wrong.push_back({item.at, in_quotes(key.name) + ": expected every item once, found " +
                                          in_quotes(item.text) + " again; remove one of the two"});
    }
}

void check_numbers(const node& given, const key_spec& key, faults& wrong) {
    for (const node& one : given.members) {
        if (one.key.empty())
            wrong.push_back(
                {one.key_at, in_quotes(key.name) +
                                 ": expected the name of a type, found an empty text; write it like " +
                                 std::string(key.example)});
        if (const std::string expected = expected_instead(one, key); !expected.empty())
            expect(one, key, expected, wrong);
    }
}

// A real without bounds has no JSON and a number that does not fit would silently become another one.
void check_numbers_fit(const node& given, faults& wrong) {
    for (const node& item : given.items) check_numbers_fit(item, wrong);
    for (const node& one : given.members) check_numbers_fit(one, wrong);
    if (given.is == node::kind::plain && std::holds_alternative<too_large>(meaning(given)))
        wrong.push_back({given.at, "'config': expected numbers of at most 64 bits, found " +
                                       found_there(given) + "; put it in quotes to hand it on as text"});
}

void check_ids_once(const node& list, faults& wrong) {
    std::map<std::string_view, const node*> seen;
    for (const node& item : list.items) {
        const node* const id = item.find("id");
        if (!id || !as_text(*id)) continue;
        const auto [first, fresh] = seen.emplace(id->text, id);
        if (fresh) continue;
        wrong.push_back({id->at, "duplicate id " + in_quotes(id->text) + ": already given in line " +
                                     std::to_string(first->second->at.line) + "; remove one of the two"});
    }
}

}  // namespace

void check_section(const node& map, section in, faults& wrong) {
    for (const node& one : map.members) {
        if (const key_spec* const key = find_key(in, one.key)) {
            check_value(one, *key, wrong);
            continue;
        }
        const auto names = names_of(in);
        const std::string hint = did_you_mean(one.key, std::span(names));
        wrong.push_back(
            {one.key_at,
             "unknown key " + in_quotes(one.key) +
                 (hint.empty() ? "; " + std::string(section_name(in)) + " has " + joined(names) : hint)});
    }
    for (const key_spec& key : manifest_keys())
        if (key.in == in && key.needed && !map.find(key.name))
            wrong.push_back({map.at, "missing key " + in_quotes(key.name) + ": " +
                                         std::string(section_name(in)) + " needs it; write it like " +
                                         std::string(key.example)});
}

void check_value(const node& given, const key_spec& key, faults& wrong) {
    switch (key.kind) {
        case key_kind::texts:
            if (given.is != node::kind::list) return expect(given, key, "a list of texts", wrong);
            return check_texts(given, key, wrong);
        case key_kind::numbers_by_type:
            if (given.is != node::kind::map) return expect(given, key, "a map of types to numbers", wrong);
            return check_numbers(given, key, wrong);
        case key_kind::tree:
            if (given.is != node::kind::map) return expect(given, key, "a map", wrong);
            return check_numbers_fit(given, wrong);
        case key_kind::part:
            if (given.is != node::kind::map) return expect(given, key, "a map", wrong);
            return check_section(given, key.inner, wrong);
        case key_kind::parts:
            if (given.is != node::kind::list) return expect(given, key, "a list of maps", wrong);
            for (const node& item : given.items) {
                if (item.is == node::kind::map)
                    check_section(item, key.inner, wrong);
                else
                    expect(item, key, "items that are maps", wrong);
            }
            return check_ids_once(given, wrong);
        default:
            if (const std::string expected = expected_instead(given, key); !expected.empty())
                expect(given, key, expected, wrong);
    }
}

}  // namespace quoin::loader
