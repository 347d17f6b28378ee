#include "frame_positions.hpp"

#include "attribute_numbers.hpp"
#include "attribute_set.hpp"
#include "instance_keys.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

constexpr std::size_t coordinates = 3;

/// Why the instances differ in more than the position. Ends the scan: the rest of the frames need not be read.
struct other_difference {
    std::string why;
};

/// As text, for they come with the query: what is asked for must not become a key of the process.
std::vector<std::string_view> keywords_of(view same) {
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < same.size(); ++i) {
        const auto keyword = same[i].as_string();
        if (!keyword) throw error(QUOIN_E_INVALID, "option same: a list of keywords is expected");
        out.push_back(*keyword);
    }
    return out;
}

/// What this plugin makes of a frame beside merging its groups (frame_instance.cpp): these differ, whatever the
/// groups say.
void refuse_what_differs_anyway(view object, const std::vector<std::string_view>& same) {
    const instance_keys& name = instance_keys::get();
    for (const std::string_view one : same) {
        if (one == name.position.name() || one == name.frame_number.name())
            throw other_difference{std::string(one) + " is that of the frame"};
        if (one == name.slice_location.name() && is_stated(object[name.slice_location]))
            throw other_difference{
                "the object states SliceLocation, which is that of frames at its position only"};
    }
}

/// Attributes that many scanners repeat in the groups of each frame, and the group of each (PS3.3 C.7.6.16.2).
struct repeated_attribute {
    std::string_view group, keyword;
};
constexpr repeated_attribute usually_repeated[] = {
    {"PixelMeasuresSequence", "PixelSpacing"},
    {"PixelMeasuresSequence", "SliceThickness"},
    {"PixelMeasuresSequence", "SpacingBetweenSlices"},
    {"PlaneOrientationSequence", "ImageOrientationPatient"},
};

/// What the first frame says, if all others say the same.
class repeated {
 public:
    explicit repeated(const repeated_attribute& of) : of_(&of) {}
    const repeated_attribute& of() const noexcept { return *of_; }

    void take(std::uint64_t item, std::span<const quoin_scalar> stated) {
        if (item == 0)
            for (const quoin_scalar& one : stated) first_.push_back(one_value::of(one));
        else if (!std::ranges::equal(stated, first_, {}, &one_value::of))
            refuse();
        ++frames_;
    }
    /// All were told of, each frame once at most.
    void end(std::uint64_t frames) const {
        if (frames_ != 0 && frames_ != frames) refuse();
    }
    [[noreturn]] void refuse() const {
        throw other_difference{"the frames' own groups state " + std::string(of_->keyword) +
                               ", not each the same, in " + std::string(of_->group) + " and nowhere else"};
    }

 private:
    struct one_value {
        quoin_kind kind = QUOIN_NULL;
        std::uint64_t number = 0;
        std::string text;

        static one_value of(const quoin_scalar& from) {
            one_value out{.kind = from.kind, .number = 0, .text = {}};
            if (from.kind == QUOIN_REAL)
                out.number = std::bit_cast<std::uint64_t>(from.real);
            else if (from.kind == QUOIN_STRING)
                out.text = to_view(from.text);
            else if (from.kind == QUOIN_INT || from.kind == QUOIN_BOOL)
                out.number = static_cast<std::uint64_t>(from.integer);
            else if (from.kind != QUOIN_NULL)
                throw other_difference{"a group of a frame has an attribute of values in values"};
            return out;
        }
        bool operator==(const one_value&) const = default;
    };

    const repeated_attribute* of_;
    std::uint64_t frames_ = 0;
    std::vector<one_value> first_;
};

/// The positions that the frames' own groups state, one behind the other. Reads the groups as set_from_groups() does
/// (attribute_set.hpp).
class stated_positions {
 public:
    stated_positions(std::int64_t frames, const std::vector<std::string_view>& same)
        : frames_(static_cast<std::uint64_t>(frames)) {
        for (const std::string_view one : same) {
            const auto* const known = std::ranges::find(usually_repeated, one, &repeated_attribute::keyword);
            if (known != std::end(usually_repeated))
                repeated_.emplace_back(*known);
            else if (!is_found_out(one))
                never_.push_back(one);
        }
    }

    void read(view object) {
        const instance_keys& name = instance_keys::get();
        std::vector<quoin_wanted> wanted{wanted_name_of_any_array(), wanted_in_any_array(name.sop_instance),
                                         wanted_in_any_array(name.position)};
        const quoin_str in_any = wanted.back().in;
        const std::size_t first_repeated = wanted.size();
        for (const repeated& one : repeated_)
            wanted.push_back({in_any, to_str(one.of().keyword), nullptr, nullptr});
        const std::size_t first_never = wanted.size();
        for (const std::string_view one : never_) wanted.push_back({in_any, to_str(one), nullptr, nullptr});

        object.scan(name.per_frame, wanted,
                    [&](std::uint64_t item, std::size_t which, std::span<const quoin_scalar> stated) {
                        if (item >= frames_) return;
                        if (which == 0) return begin_group(to_view(stated[0].text));
                        if (which == 1) tells_of_another_ = true;
                        if (tells_of_another_) return;
                        if (is_private_ && !is_private(to_view(wanted[which].member))) return;
                        if (which == 2) return take(item, stated);
                        if (which < first_never) return take(item, repeated_[which - first_repeated], stated);
                        throw other_difference{"the frames' own groups state " +
                                               std::string(to_view(wanted[which].member))};
                    });
        if (all_.size() / coordinates != frames_) refuse(all_.size() / coordinates);
        for (const repeated& one : repeated_) one.end(frames_);
    }
    std::span<const double> all() const noexcept { return all_; }

 private:
    [[noreturn]] static void refuse(std::uint64_t item) {
        throw other_difference{"PlanePositionSequence of frame " + std::to_string(item + 1) +
                               ", and no other group, must state a position"};
    }

    /// The group that what is told next stands in.
    void begin_group(std::string_view keyword) {
        tells_of_another_ = false;
        is_private_ = is_private(keyword);
        group_ = keyword;
    }
    void take(std::uint64_t item, std::span<const quoin_scalar> stated) {
        const std::uint64_t next = all_.size() / coordinates;
        if (group_ != instance_keys::get().plane_position.name() || item != next ||
            stated.size() != coordinates)
            refuse(std::min(item, next));
        for (const quoin_scalar& one : stated) {
            const double number = one.kind == QUOIN_INT ? static_cast<double>(one.integer) : one.real;
            if ((one.kind != QUOIN_INT && one.kind != QUOIN_REAL) || !std::isfinite(number)) refuse(item);
            all_.push_back(number);
        }
    }
    void take(std::uint64_t item, repeated& of, std::span<const quoin_scalar> stated) const {
        if (group_ != of.of().group) of.refuse();
        of.take(item, stated);
    }

    std::uint64_t frames_;
    std::string group_;  // in which stands what is told next
    bool is_private_ = false, tells_of_another_ = false;
    std::vector<repeated> repeated_;
    std::vector<std::string_view> never_;  // stated by a frame's own groups
    std::vector<double> all_;
};

}  // namespace

answer frame_positions(view object, std::int64_t frames, view same, call& asked_in) {
    const std::vector<std::string_view> keywords = keywords_of(same);
    try {
        refuse_what_differs_anyway(object, keywords);
        stated_positions found(frames, keywords);
        found.read(object);
        return builder().add(found.all()).finish();
    } catch (const other_difference& found) {
        asked_in.note("not all instances differ by the position alone: " + found.why);
        return pass;
    }
}

}  // namespace quoin::dicom
