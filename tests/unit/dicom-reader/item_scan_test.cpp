// What scan tells out of the index is what the values say.
#include "reading.hpp"

#include <gtest/gtest.h>
#include <dicom_writer/samples.hpp>

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <set>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;

void append(std::string& to, quoin_kind kind, std::int64_t integer, double real, std::string_view text) {
    to += " " + std::to_string(kind);
    if (kind == QUOIN_INT || kind == QUOIN_BOOL) to += "=" + std::to_string(integer);
    if (kind == QUOIN_REAL) to += "=" + std::to_string(std::bit_cast<std::uint64_t>(real));
    if (kind == QUOIN_STRING) to += "=" + std::string(text);
}

/// What is wanted, with the names that it refers to.
struct wishes {
    std::set<std::string> members;
    std::map<std::string, std::set<std::string>> nested;
    std::vector<std::unique_ptr<key>> keys;
    std::vector<quoin_wanted> wanted;

    /// All names in the items, and in the first items of their sequences.
    explicit wishes(view items, bool with_keys) {
        for (std::size_t i = 0; i < items.size(); ++i)
            for (std::size_t m = 0; m < items[i].size(); ++m) {
                const auto [name, member] = items[i].member(m);
                // Names that are no keywords are a matter of values; without them all is read from the index.
                if (name.find(':') != std::string_view::npos || name.size() == 8) continue;
                members.emplace(name);
                if (!member.is_array()) continue;
                for (std::size_t n = 0; n < member[0].size() && member[0].is_object(); ++n)
                    if (const auto [inner, content] = member[0].member(n);
                        inner.find(':') == std::string_view::npos && inner.size() != 8)
                        nested[std::string(name)].emplace(inner);
            }
        const auto ask = [&](const std::string& in, const std::string& name) {
            keys.push_back(std::make_unique<key>(in));
            keys.push_back(std::make_unique<key>(name));
            const key &outer = *keys[keys.size() - 2], &inner = *keys.back();
            wanted.push_back(in.empty()  ? wanted_member(inner)
                             : in == "*" ? wanted_in_any_array(inner)
                                         : wanted_member(outer, inner));
            if (!with_keys) wanted.back().in_key = wanted.back().member_key = nullptr;
        };
        for (const std::string& name : members) ask("", name);
        for (const auto& [in, names] : nested)
            for (const std::string& name : names) ask(in, name);
        std::set<std::string> in_any;
        for (const auto& [in, names] : nested) in_any.insert(names.begin(), names.end());
        for (const std::string& name : in_any) ask("*", name);
        // Names of arrays, be they of keywords or of tags; and behind it what was told just before.
        wanted.push_back(quoin::wanted_name_of_any_array());
        if (!in_any.empty()) ask("*", *in_any.rbegin());
    }
};

std::string told(view object, const std::string& array, const wishes& of) {
    std::string out;
    object.scan(key(array), of.wanted, [&](std::uint64_t item, std::size_t which, auto values) {
        out += std::to_string(item) + "." + std::to_string(which) + ":";
        for (const quoin_scalar& one : values)
            append(out, one.kind, one.integer, one.real, to_view(one.text));
        out += "\n";
    });
    return out;
}

std::string by_values(view items, const wishes& of) {
    std::string out;
    const auto tell = [&](std::size_t item, std::size_t which, view owner, std::string_view array = {}) {
        if (of.wanted[which].member.len == 0) {
            if (!owner.is_object()) return;
            out += std::to_string(item) + "." + std::to_string(which) + ":";
            append(out, QUOIN_STRING, 0, 0, array);
            out += "\n";
            return;
        }
        const view found = owner[to_view(of.wanted[which].member)];
        if (!found) return;
        out += std::to_string(item) + "." + std::to_string(which) + ":";
        const auto add = [&](view one) {
            append(out, one.kind(), one.as_int().value_or(one.as_bool().value_or(false) ? 1 : 0),
                   one.as_real().value_or(0), one.as_string().value_or(""));
        };
        if (found.is_array())
            for (std::size_t i = 0; i < found.size(); ++i) add(found[i]);
        else if (!found.is_null())
            add(found);
        out += "\n";
    };
    const auto in_array = [](view array) { return array.is_array() ? array[0] : view(); };
    for (std::size_t item = 0; item < items.size(); ++item) {
        std::size_t which = 0;
        for (; which < of.wanted.size() && to_view(of.wanted[which].in) != "*"; ++which) {
            const std::string_view in = to_view(of.wanted[which].in);
            tell(item, which, in.empty() ? items[item] : in_array(items[item][in]));
        }
        // Array by array.
        for (std::size_t m = 0; m < items[item].size(); ++m)
            for (std::size_t any = which; any < of.wanted.size(); ++any) {
                const auto [name, array] = items[item].member(m);
                tell(item, any, in_array(array), name);
            }
    }
    return out;
}

/// Of every sequence of the object; how many lines were told.
std::size_t expect_the_same(const bytes& content) {
    // Scanned before a value of it is made, and compared with values of another one.
    const object scanned = read_bytes(content), asked = read_bytes(content);
    std::size_t lines = 0;
    for (std::size_t i = 0; i < asked.naturalized.size(); ++i) {
        const auto [name, items] = asked.naturalized.member(i);
        if (!items.is_array() || !items[0].is_object()) continue;
        for (const bool with_keys : {true, false}) {
            const wishes of(items, with_keys);
            const std::string expected = by_values(items, of);
            EXPECT_EQ(told(scanned.naturalized, std::string(name), of), expected) << name;
            lines += static_cast<std::size_t>(std::ranges::count(expected, '\n'));
        }
    }
    return lines;
}

/// Values of every kind that takes a way of its own, in an item.
data_set odd_item(int number) {
    return data_set{}
        .text(0x00080008, "CS", "ORIGINAL\\PRIMARY")
        .text(0x00080104, "LO", "caf\xE9")
        .text(0x00100010, "PN", "M\xFCller^Anna")
        .text(0x00180050, "DS", number % 2 == 0 ? "2.5" : "1,5")
        .text(0x00180081, "DS", " ")
        .text(0x00200013, "IS", std::to_string(number))
        .text(0x00200032, "DS", "1.5\\-2\\3e2")
        .text(0x00200037, "DS", "1\\\\0\\x\\1\\0")
        .text(0x00281050, "DS", "40\\400")
        .text(0x00189073, "FD", "")
        .numbers(0x00189087, "FD", {0.1})
        .numbers(0x00209057, "UL", {number})
        .numbers(0x00209157, "UL", {1, number, 3})
        .numbers(0x00209165, "AT", {0x00189087})
        .numbers(0x00280010, "US", {512, 3})
        .numbers(0x00280106, number % 3 == 0 ? "SS" : "US", {number % 3 == 0 ? -5 : 65531})
        .numbers(0x00281101, "US", {256, 0, 16})
        .raw(0x00281201, "OW", bytes(16, 1));
}

data_set with_odd_items() {
    std::vector<data_set> items;
    for (int i = 0; i < 12; ++i) {
        data_set item = odd_item(i);
        std::vector<data_set> inner{odd_item(i)};
        if (i == 4) inner.front().text(0x00080005, "CS", "ISO_IR 192").text(0x00080104, "LO", "caf\xC3\xA9");
        if (i == 5) item.numbers(0x00280103, "US", {1});
        if (i == 6) inner.clear();
        if (i == 7) inner.push_back(odd_item(99));
        if (i == 8) item.text(0x00080005, "CS", "ISO_IR 192");
        item.sequence(0x00209111, inner);
        items.push_back(item);
    }
    return data_set{}
        .text(0x00080005, "CS", "ISO_IR 100")
        .text(0x00080060, "CS", "CT")
        .sequence(0x00081140, {data_set{}.text(0x00081155, "UI", "2.25.7"), data_set{}})
        .sequence(0x52009230, items);
}

TEST(item_scan, tells_what_the_values_say) {
    for (const auto& syntax : dicom_writer::transfer_syntaxes()) {
        if (syntax.encapsulated) continue;
        SCOPED_TRACE(syntax.uid);
        EXPECT_GT(expect_the_same(
                      dicom_writer::write(with_odd_items(), {.transfer_syntax = std::string(syntax.uid)})),
                  500U);
    }
    EXPECT_GT(expect_the_same(dicom_writer::write(dicom_writer::samples::enhanced_ct())), 5U);
}

TEST(item_scan, tells_what_the_values_say_of_damaged_files) {
    const bytes whole = dicom_writer::write(with_odd_items());
    for (std::size_t at = 200; at < whole.size(); at += 41) {
        SCOPED_TRACE(at);
        bytes damaged = whole;
        damaged[at] ^= 0x21;
        try {
            expect_the_same(damaged);
        } catch (const read_error&) {
        }
        damaged = whole;
        damaged.resize(at);
        try {
            expect_the_same(damaged);
        } catch (const read_error&) {
        }
    }
}

TEST(item_scan, finds_nothing_by_a_name_that_no_element_has) {
    const object found = read(data_set{}.sequence(0x52009230, {odd_item(1)}));
    const key array("PerFrameFunctionalGroupsSequence"), no_element("framePosition"), rows("Rows");
    std::string out;
    EXPECT_TRUE(found.naturalized.scan(
        array,
        std::array{wanted_member(no_element), wanted_in_any_array(no_element),
                   wanted_member(no_element, rows), wanted_member(rows)},
        [&](std::uint64_t, std::size_t which, auto) { out += std::to_string(which) + " "; }));
    EXPECT_EQ(out, "3 ");
}

TEST(item_scan, makes_no_values_of_keywords_and_asks_values_for_other_names) {
    data_set item = odd_item(1).private_creator(0x0019, 0x10, "ACME").text(0x00191001, "LO", "mine");
    const object found = read(data_set{}.sequence(0x52009230, {item, item}));
    const key array("PerFrameFunctionalGroupsSequence"), mine("0019xx01:ACME"), rows("Rows");
    std::string out;
    const auto hear = [&](std::uint64_t number, std::size_t which, auto values) {
        out += std::to_string(number) + "." + std::to_string(which) + "=" +
               (values[0].kind == QUOIN_STRING ? std::string(to_view(values[0].text))
                                               : std::to_string(values[0].integer)) +
               " ";
    };
    EXPECT_TRUE(found.naturalized.scan(array, std::array{wanted_member(rows), wanted_member(mine)}, hear));
    EXPECT_EQ(out, "0.0=512 0.1=mine 1.0=512 1.1=mine ");
    EXPECT_FALSE(
        found.naturalized.scan(key("SharedFunctionalGroupsSequence"), std::array{wanted_member(rows)}, hear));
    EXPECT_FALSE(found.naturalized.scan(rows, std::array{wanted_member(rows)}, hear));
}

}  // namespace
}  // namespace quoin::dicom::tests
