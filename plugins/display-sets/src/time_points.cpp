#include "time_points.hpp"

#include "attribute_values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <unordered_map>

namespace quoin::display_sets {
namespace {

// What may tell one time from another, in the order in which it is tried: the list of Cornerstone3D, then what
// enhanced objects have in its place. Private ones are named with their creator, which is therefore verified.
struct candidate {
    std::string_view tag;             ///< what the answer calls it, and the type that is asked
    std::string_view member_of = {};  ///< a module that it is a member of
    std::int64_t modulo = 0;          ///< the value is what remains
};
constexpr candidate candidates[] = {
    {"TemporalPositionIdentifier"},
    {"DiffusionBValue"},
    {"TriggerTime"},
    {"EchoTime"},
    {"EchoNumbers"},
    {"2001xx03:Philips Imaging DD 001"},  // diffusion b-value, FL
    {"0019xx0C:SIEMENS MR HEADER"},       // diffusion b-value, IS
    {"0043xx39:GEMS_PARM_01",
     {},
     100'000},  // diffusion b-value with a number of the gradient table in front of it
    {"frameReferenceTime", "petImageModule"},
    {"TemporalPositionIndex"},
    {"TemporalPositionTimeOffset"},
    {"NominalCardiacTriggerDelayTime"},
    {"EffectiveEchoTime"},
};

using point = std::array<double, 3>;

/// Positions in the order in which they came; those that are close are one.
class known_places {
 public:
    /// Its number: of the first one that is close, else a new one.
    std::size_t of(const point& position) {
        std::size_t found = all_.size();
        const cell here = cell_of(position);
        for (std::int64_t around = 0; around < 27; ++around) {
            const auto [first, last] = by_cell_.equal_range(
                {here[0] + around % 3 - 1, here[1] + around / 3 % 3 - 1, here[2] + around / 9 - 1});
            for (auto at = first; at != last; ++at)
                if (at->second < found && are_close(all_[at->second], position)) found = at->second;
        }
        if (found == all_.size()) {
            all_.push_back(position);
            by_cell_.emplace(here, found);
        }
        return found;
    }
    std::size_t size() const noexcept { return all_.size(); }

 private:
    static constexpr double close =
        1e-3;  // mm; also the size of a cell, so that what is close is in one beside it
    using cell = std::array<std::int64_t, 3>;
    struct hash {
        std::size_t operator()(const cell& of) const noexcept {
            std::uint64_t out = 0;
            for (const std::int64_t one : of)
                out = (out ^ static_cast<std::uint64_t>(one)) * 0x9E3779B97F4A7C15U;
            return static_cast<std::size_t>(out ^ (out >> 32));
        }
    };

    static bool are_close(const point& a, const point& b) {
        return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) <= close;
    }
    static cell cell_of(const point& of) {
        constexpr double farthest = 1e15;  // where a double has no thousandths any more
        cell out;
        for (std::size_t i = 0; i < 3; ++i) {
            const double steps = std::isnan(of[i]) ? 0 : std::clamp(of[i] / close, -farthest, farthest);
            out[i] = static_cast<std::int64_t>(std::floor(steps));
        }
        return out;
    }

    std::vector<point> all_;
    std::unordered_multimap<cell, std::size_t, hash> by_cell_;
};

using group = std::vector<std::string>;

struct split {
    std::string tag;
    std::vector<double> values;
    std::vector<group> groups;
};

struct image {
    attribute_values values;
    std::size_t place = 0;
};

std::vector<double> vector_of(view attribute) {
    std::vector<double> out;
    if (!attribute.is_array()) {
        if (const auto one = first_number(attribute)) out.push_back(*one);
        return out;
    }
    for (std::size_t i = 0; i < attribute.size(); ++i)
        if (const auto one = first_number(attribute[i])) out.push_back(*one);
    return out;
}

class splitting {
 public:
    splitting(call& asked_in, const named_images& named, bool missing_as_zero)
        : asked_in_(asked_in), named_(named), missing_as_zero_(missing_as_zero) {
        for (const named_object& object : named.objects)
            for (const std::string& image_id : object.image_ids)
                images_.push_back({attribute_values(asked_in, image_id)});
    }

    value answer() {
        std::optional<split> found = by_time_slots();
        if (!found) found = by_cardiac_phase();
        if (!found && find_places())
            for (const candidate& one : candidates) {
                if (asked_in_.cancelled()) throw error(QUOIN_E_CANCELLED, "nobody waits for the answer");
                if ((found = by(one))) break;
            }
        builder out;
        out.object().key("imageIdGroups").array();
        if (found)
            for (const group& ids : found->groups) add(out, ids);
        else
            add(out, all());
        out.end();
        if (found)
            out.member("splittingTag", found->tag);
        else
            out.key("splittingTag").null();
        out.key("values").array();
        if (found)
            for (const double one : found->values) out.add(one);
        out.end();
        if (places_ != 0) out.member("numberOfPositions", places_);
        out.key("reasons").array();
        for (const auto& [tag, why] : reasons_) out.object().member("tag", tag).member("why", why).end();
        return out.end().end().finish();
    }

 private:
    static void add(builder& out, const group& ids) {
        out.array();
        for (const std::string& one : ids) out.add(one);
        out.end();
    }
    group all() const {
        group out;
        for (const image& one : images_) out.push_back(one.values.image_id());
        return out;
    }
    std::nullopt_t no(std::string_view tag, std::string why) {
        reasons_.emplace_back(tag, std::move(why));
        return std::nullopt;
    }

    /// Frames of one object, which says of each in which time slot it was taken (PS3.3 C.8.4.8).
    std::optional<split> by_time_slots() {
        constexpr std::string_view tag = "TimeSlotVector";
        if (named_.objects.size() != 1 || named_.objects.front().image_ids.size() < 2)
            return no(tag, "the images are not frames of one object");
        const named_object& object = named_.objects.front();
        attribute_values of(asked_in_, object.base);
        if (!of.has(tag)) return no(tag, "the object does not have it");
        if (!object.whole) return no(tag, "not all frames of the object are asked about");
        const std::vector<double> slots = vector_of(of.of(tag)), slices = vector_of(of.of("SliceVector"));
        if (slots.size() != images_.size())
            return no(tag, "it has " + std::to_string(slots.size()) + " values for " +
                               std::to_string(images_.size()) + " frames");
        if (of.has("SliceVector") && slices.size() != images_.size())
            return no(tag, "SliceVector has another number of values than there are frames");
        std::map<double, std::vector<std::size_t>> frames;
        for (std::size_t i = 0; i < slots.size(); ++i) frames[slots[i]].push_back(i);
        if (frames.size() < 2) return no(tag, "all frames are of one time slot");
        split out{std::string(tag), {}, {}};
        bool even = true;
        for (auto& [slot, members] : frames) {
            if (!slices.empty())
                std::ranges::stable_sort(members, {}, [&](std::size_t i) { return slices[i]; });
            out.values.push_back(slot);
            group& ids = out.groups.emplace_back();
            for (const std::size_t i : members) ids.push_back(images_[i].values.image_id());
            even = even && ids.size() == out.groups.front().size();
        }
        if (!even) asked_in_.note("the time slots have different numbers of frames");
        return out;
    }

    /// Images of a heart at several moments of its beat: those at one place of the stack, by trigger time.
    std::optional<split> by_cardiac_phase() {
        constexpr std::string_view tag = "CardiacTriggerTime";
        if (images_.empty() || !images_.front().values.has("CardiacNumberOfImages"))
            return no(tag, "the first image has no CardiacNumberOfImages");
        struct moment {
            double stack, position, trigger;
            const image* of;
        };
        std::vector<moment> moments;
        for (image& one : images_) {
            const auto stack = one.values.number("StackID"),
                       position = one.values.number("InStackPositionNumber"),
                       trigger = one.values.number("TriggerTime");
            if (!stack || !position || !trigger)
                return no(tag, "StackID, InStackPositionNumber or TriggerTime is missing in an image");
            moments.push_back({*stack, *position, *trigger, &one});
        }
        std::ranges::stable_sort(moments, {}, [](const moment& m) {
            return std::array{m.stack, m.position, m.trigger};
        });
        std::vector<std::vector<const moment*>> places;
        for (const moment& one : moments) {
            if (places.empty() || places.back().front()->stack != one.stack ||
                places.back().front()->position != one.position)
                places.emplace_back();
            places.back().push_back(&one);
        }
        const std::size_t times = places.front().size();
        for (const auto& place : places)
            if (place.size() != times) return no(tag, "places of the stack have different numbers of images");
        if (times < 2) return no(tag, "there is one image at each place of the stack");
        split out{std::string(tag), {}, std::vector<group>(times)};
        for (std::size_t time = 0; time < times; ++time) {
            out.values.push_back(places.front()[time]->trigger);
            for (const auto& place : places) out.groups[time].push_back(place[time]->of->values.image_id());
        }
        return out;
    }

    /// Gives each image its place; false where places cannot tell times apart.
    bool find_places() {
        constexpr std::string_view tag = "ImagePositionPatient";
        known_places known;
        std::vector<std::size_t> counts;
        for (image& one : images_) {
            const view plane = one.values.of("imagePlaneModule");
            const auto position = numbers<3>(plane["imagePositionPatient"]);
            bool stated = position.has_value();
            const view defaulted = plane["defaulted"];
            for (std::size_t i = 0; i < defaulted.size(); ++i)
                stated = stated && defaulted[i].as_string() != "imagePositionPatient";
            if (!stated) {
                no(tag, "it is not known of every image");
                return false;
            }
            one.place = known.of(*position);
            counts.resize(known.size());
            ++counts[one.place];
        }
        places_ = known.size();
        if (images_.size() == places_) {
            no(tag, "there is one image at each position");
            return false;
        }
        if (std::ranges::adjacent_find(counts, std::not_equal_to()) != counts.end()) {
            no(tag, "positions have different numbers of images");
            return false;
        }
        return true;
    }

    std::optional<double> value_of(image& one, const candidate& tag) const {
        const auto number = tag.member_of.empty() ? one.values.number(tag.tag)
                                                  : first_number(one.values.of(tag.member_of)[tag.tag]);
        if (!number || tag.modulo == 0) return number;
        return std::fmod(*number, static_cast<double>(tag.modulo));
    }

    /// By one attribute: at every position the same values, each once.
    std::optional<split> by(const candidate& tag) {
        std::map<double, group> found;
        std::vector<std::map<double, int>> at(places_);
        std::size_t missing = 0;
        for (image& one : images_) {
            auto number = value_of(one, tag);
            if (!number) {
                ++missing;
                if (!missing_as_zero_) continue;
                number = 0;
            }
            found[*number].push_back(one.values.image_id());
            ++at[one.place][*number];
        }
        if (missing == images_.size()) return no(tag.tag, "no image has it");
        if (missing != 0 && !missing_as_zero_)
            return no(tag.tag, std::to_string(missing) + " of " + std::to_string(images_.size()) +
                                   " images do not have it (option missingAsZero takes them for 0)");
        for (const auto& values : at) {
            for (const auto& [number, count] : values)
                if (count > 1) return no(tag.tag, "several images at one position have the same value");
            if (values.size() != found.size()) return no(tag.tag, "positions have different values");
        }
        if (missing != 0)
            asked_in_.note("images without " + std::string(tag.tag) + " were taken for 0, as asked");
        split out{std::string(tag.tag), {}, {}};
        for (auto& [number, ids] : found) {
            out.values.push_back(number);
            out.groups.push_back(std::move(ids));
        }
        return out;
    }

    call& asked_in_;
    const named_images& named_;
    bool missing_as_zero_;
    std::deque<image> images_;
    std::size_t places_ = 0;
    std::vector<std::pair<std::string, std::string>> reasons_;
};

}  // namespace

value time_points(call& asked_in, const named_images& named, bool missing_as_zero) {
    return splitting(asked_in, named, missing_as_zero).answer();
}

}  // namespace quoin::display_sets
