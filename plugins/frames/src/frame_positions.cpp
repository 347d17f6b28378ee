#include "frame_positions.hpp"

#include "attribute_numbers.hpp"
#include "instance_keys.hpp"

#include <algorithm>
#include <array>
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

/// The positions that the frames' own groups state, one behind the other.
class stated_positions {
 public:
    stated_positions(std::int64_t frames, const std::vector<std::string_view>& same)
        : frames_(static_cast<std::uint64_t>(frames)), same_(same) {}

    void read(view object) {
        const instance_keys& name = instance_keys::get();
        // The position of a group that the instance takes; of any group, so that no other one has one; what tells
        // of another instance, and may be left out; and what the plugin itself says of a frame.
        std::vector<quoin_wanted> wanted{
            wanted_member(name.plane_position, name.position), wanted_in_any_array(name.position),
            wanted_in_any_array(name.sop_instance), wanted_in_any_array(name.frame_number)};
        for (const std::string_view one : same_)
            wanted.push_back({wanted.back().in, to_str(one), nullptr, nullptr});
        object.scan(name.per_frame, wanted,
                    [&](std::uint64_t item, std::size_t which, std::span<const quoin_scalar> stated) {
                        if (item >= frames_) return;
                        if (which == 0) return take(item, stated);
                        if (which == 1) return count(item);
                        throw other_difference{"the frames' own groups state " +
                                               std::string(to_view(wanted[which].member))};
                    });
        if (all_.size() / coordinates != frames_) refuse(all_.size() / coordinates);
    }
    std::span<const double> all() const noexcept { return all_; }

 private:
    [[noreturn]] static void refuse(std::uint64_t item) {
        throw other_difference{"PlanePositionSequence of frame " + std::to_string(item + 1) +
                               ", and no other group, must state a position"};
    }
    void take(std::uint64_t item, std::span<const quoin_scalar> stated) {
        const std::uint64_t next = all_.size() / coordinates;
        if (item != next || stated.size() != coordinates) refuse(std::min(item, next));
        for (const quoin_scalar& one : stated) {
            const double number = one.kind == QUOIN_INT ? static_cast<double>(one.integer) : one.real;
            if ((one.kind != QUOIN_INT && one.kind != QUOIN_REAL) || !std::isfinite(number)) refuse(item);
            all_.push_back(number);
        }
    }

    /// Every group that states a position, that of take among them, which was told before.
    void count(std::uint64_t item) {
        if (item != counted_ || all_.size() / coordinates != item + 1) refuse(item);
        ++counted_;
    }

    std::uint64_t frames_;
    std::uint64_t counted_ = 0;
    const std::vector<std::string_view>& same_;
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
