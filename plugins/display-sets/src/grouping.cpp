#include "grouping.hpp"

#include "natural_order.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

namespace quoin::display_sets {
namespace {

struct object {
    const named_object* named;
    attribute_values values;
    std::string series;  ///< SeriesInstanceUID; the imageId where there is none, for it is of no series then
    bool has_series;
};

/// What the objects of a group have in common, the rule's number first.
struct group_key {
    std::size_t rule;
    std::string series;
    std::vector<std::string> parts;

    friend bool operator<(const group_key& a, const group_key& b) {
        if (a.rule != b.rule) return a.rule < b.rule;
        if (a.series != b.series) return natural_less(a.series, b.series);
        return std::ranges::lexicographical_compare(a.parts, b.parts, natural_less);
    }
};

/// An attribute that is not there, and one that is empty, are told apart from each other and from every value.
std::string part_of(const shared_value& shared, attribute_values& of) {
    const view found = of.of(shared.attribute);
    if (shared.presence) return is_empty(found) ? "absent" : "present";
    if (!found) return "absent";
    if (is_empty(found)) return "empty";
    if (shared.rounded_to) {
        const auto number = of.number(shared.attribute);
        return number ? "=" + std::to_string(std::llround(*number / *shared.rounded_to)) : "no number";
    }
    if (const auto text = of.text(shared.attribute)) {
        std::string out = "=" + *text;
        if (found.is_array())
            for (std::size_t i = 1; i < found.size(); ++i)
                out += "\\" + std::string(found[i].as_string().value_or("")) +
                       (found[i].as_real() ? std::to_string(*found[i].as_real()) : "");
        return out;
    }
    return "other";
}

/// As many as it says, or as many as there turned out to be: an object may have frames that it does not count.
std::int64_t frames_of(object& of) {
    const auto named = static_cast<std::int64_t>(of.named->image_ids.size());
    const auto stated = of.values.number("NumberOfFrames");
    return stated && *stated > static_cast<double>(named) && *stated < 1e9
               ? static_cast<std::int64_t>(*stated)
               : named;
}

class grouping {
 public:
    grouping(call& asked_in, const rule_book& book, const named_images& named, bool with_instances)
        : asked_in_(asked_in), book_(book), named_(named), with_instances_(with_instances) {
        for (const named_object& one : named.objects) {
            object& made =
                objects_.emplace_back(object{&one, attribute_values(asked_in, one.base), {}, true});
            const auto uid = made.values.text("SeriesInstanceUID");
            made.has_series = uid.has_value();
            made.series = uid.value_or(one.base);
            series_[made.series].push_back(&made.values);
            of_series_[made.series].push_back(&made);
        }
    }

    value answer() {
        builder out;
        out.object();
        sort();
        out.key("displaySets").array();
        std::map<std::string, std::int64_t> sets_of_series;
        for (auto& [key, members] : groups_) add_set(out, key, members, sets_of_series[key.series]++);
        out.end().key("unmatched").array();
        for (const auto& [of, reasons] : unmatched_) add_unmatched(out, *of, reasons);
        out.end().key("unreadable").array();
        for (const unreadable_image& one : named_.unreadable)
            out.object().member("imageId", one.image_id).member("why", one.why).end();
        out.end().key("repeated").array();
        for (const std::string& one : named_.repeated) out.add(one);
        out.end().key("series").array();
        add_series(out);
        return out.end().finish();
    }

 private:
    void sort() {
        for (object& one : objects_) {
            if (asked_in_.cancelled()) throw error(QUOIN_E_CANCELLED, "nobody waits for the answer");
            std::vector<std::string> reasons;
            const series& around = series_[one.series];
            std::size_t taken = 0;
            for (; taken < book_.rules.size(); ++taken) {
                std::string why = why_not(book_.rules[taken].when, one.values, around);
                if (why.empty()) break;
                reasons.push_back(std::move(why));
            }
            if (taken == book_.rules.size()) {
                unmatched_.emplace_back(&one, std::move(reasons));
                continue;
            }
            group_key key{taken, one.series, {}};
            for (const shared_value& shared : book_.rules[taken].group_by)
                key.parts.push_back(part_of(shared, one.values));
            groups_[std::move(key)].push_back(&one);
        }
    }

    void add_set(builder& out, const group_key& key, const std::vector<object*>& members,
                 std::int64_t split) {
        const rule& by = book_.rules[key.rule];
        bool multi_frame = false;
        std::int64_t frames = 0;
        for (object* const one : members) {
            multi_frame = multi_frame || frames_of(*one) > 1;
            frames += static_cast<std::int64_t>(one->named->image_ids.size());
        }
        out.object();
        out.member("displaySetId", split == 0 ? key.series : key.series + ":" + std::to_string(split));
        out.member("rule", by.id);
        if (members.front()->has_series) out.member("seriesInstanceUID", key.series);
        out.key("viewportTypes").array();
        for (const std::string& kind : by.viewports) out.add(kind);
        out.end().member("preferredViewportType", by.viewports.front());
        out.member("splitNumber", split).member("isMultiFrame", multi_frame).member("numImageFrames", frames);
        out.key("underlyingImageIds").array();
        for (object* const one : members) out.add(one->named->base);
        out.end().key("imageIds").array();
        for (object* const one : members)
            for (const std::string& image_id : one->named->image_ids) out.add(image_id);
        out.end();
        if (with_instances_) {
            out.key("instances").array();
            for (object* const one : members) out.add(one->values.of("naturalized"));
            out.end();
        }
        for (std::size_t i = 0; i < by.set.size(); ++i)
            out.member(by.set.member(i).first, by.set.member(i).second);
        out.end();
    }

    void add_unmatched(builder& out, const object& of, const std::vector<std::string>& reasons) const {
        out.object().member("imageId", of.named->base).key("reasons").array();
        for (std::size_t i = 0; i < reasons.size(); ++i)
            out.object().member("rule", book_.rules[i].id).member("why", reasons[i]).end();
        out.end().end();
    }

    void add_series(builder& out) {
        std::vector<std::string> names;
        for (const auto& [name, members] : series_) names.push_back(name);
        std::ranges::sort(names, natural_less);
        for (const std::string& name : names) {
            std::int64_t frames = 0, others = 0;
            for (object* const one : of_series_[name]) {
                const bool image = static_cast<bool>(one->values.of("imagePixelModule"));
                frames += image ? frames_of(*one) : 0;
                others += image ? 0 : 1;
            }
            object* const first = of_series_[name].front();
            out.object();
            if (first->has_series) out.member("seriesInstanceUID", name);
            out.member_if("modality", first->values.of("Modality"));
            out.member("numberOfInstances", series_[name].size());
            out.member("numberOfFrames", frames).member("numberOfNonImages", others).end();
        }
        out.end();
    }

    call& asked_in_;
    const rule_book& book_;
    const named_images& named_;
    bool with_instances_;
    std::deque<object> objects_;
    std::map<std::string, series> series_;
    std::map<std::string, std::vector<object*>> of_series_;
    std::map<group_key, std::vector<object*>> groups_;
    std::vector<std::pair<object*, std::vector<std::string>>> unmatched_;
};

}  // namespace

value grouped(call& asked_in, const rule_book& book, const named_images& named, bool with_instances) {
    return grouping(asked_in, book, named, with_instances).answer();
}

}  // namespace quoin::display_sets
