#include "volume.hpp"

#include "image_data.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numbers>

namespace quoin::display_sets {
namespace {

// What counts as the same. Positions are written with a few decimals; a hundredth of a slice is not seen.
constexpr double same_direction = 1e-3;     // of a cosine
constexpr double same_position = 1e-3;      // mm
constexpr double regular_within = 0.01;     // of the distance between slices
constexpr double regular_within_mm = 0.01;  // or that, whichever is more
constexpr double gap_from = 1.5;            // distances between slices
constexpr double tilt_from_degrees = 0.1;

// What all images of a volume must agree on, asked of modules. The names are those that the answer has.
struct common {
    std::string_view name, module, member;
};
constexpr common facts[] = {
    {"BitsAllocated", "imagePixelModule", "bitsAllocated"},
    {"BitsStored", "imagePixelModule", "bitsStored"},
    {"SamplesPerPixel", "imagePixelModule", "samplesPerPixel"},
    {"HighBit", "imagePixelModule", "highBit"},
    {"PhotometricInterpretation", "imagePixelModule", "photometricInterpretation"},
    {"PixelRepresentation", "imagePixelModule", "pixelRepresentation"},
    {"Modality", "generalSeriesModule", "modality"},
    {"SeriesInstanceUID", "generalSeriesModule", "seriesInstanceUID"},
    {"coordinateSystem", "imagePlaneModule", "coordinateSystem"},
    {"ImageOrientationPatient", "imagePlaneModule", "imageOrientationPatient"},
    {"PixelSpacing", "imagePlaneModule", "pixelSpacing"},
    {"FrameOfReferenceUID", "imagePlaneModule", "frameOfReferenceUID"},
    {"Columns", "imagePlaneModule", "columns"},
    {"Rows", "imagePlaneModule", "rows"},
    {"VOILUTFunction", "voiLutModule", "voiLUTFunction"},
};

bool alike(view a, view b) {
    if (a.is_array() && a.size() == b.size()) {
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!alike(a[i], b[i])) return false;
        return true;
    }
    const auto left = a.as_real(), right = b.as_real();
    if (left && right) return std::abs(*left - *right) <= same_direction * std::max(1.0, std::abs(*left));
    return a == b;
}

/// Whether a module says that the member is no more than a default.
bool is_assumed(view module, std::string_view member) {
    const view defaulted = module["defaulted"];
    for (std::size_t i = 0; i < defaulted.size(); ++i)
        if (defaulted[i].as_string() == member) return true;
    return false;
}

struct slice {
    attribute_values* image;
    plane lies;
    double along = 0;  ///< the normal, mm from the origin of the coordinates
};

class volume {
 public:
    volume(call& asked_in, const std::vector<std::string>& image_ids) {
        for (const std::string& one : image_ids) images_.emplace_back(asked_in, one);
    }

    answer metadata() {
        if (images_.empty() || !images_.front().of("imagePixelModule")) return pass;
        out_.object();
        add_facts();
        add_windows();
        out_.member("numberOfImages", images_.size());
        place_slices();
        if (!slices_.empty()) add_geometry();
        out_.member("isVolume", problems_.empty() && slices_.size() > 1);
        out_.key("problems").array();
        for (const std::string& one : problems_) out_.add(one);
        return out_.end().end().finish();
    }

 private:
    void add_facts() {
        std::vector<std::string_view> differ;
        for (const common& one : facts) {
            const view module = images_.front().of(one.module), first = module[one.member];
            // The orientation on a slide or in an ultrasound volume is none in the patient: `direction` has it.
            const bool misnamed =
                one.name == "ImageOrientationPatient" && module["coordinateSystem"].as_string() != "patient";
            if (!is_assumed(module, one.member) && !misnamed) out_.member_if(one.name, first);
            const bool same = std::ranges::all_of(images_, [&](attribute_values& image) {
                return alike(first, image.of(one.module)[one.member]);
            });
            if (same) continue;
            differ.push_back(one.name);
            if (one.name != "VOILUTFunction") problems_.push_back(std::string(one.name) + " differs");
        }
        out_.key("differs").array();
        for (const std::string_view one : differ) out_.add(one);
        out_.end();
    }

    void add_windows() {
        const view lut = images_.front().of("voiLutModule");
        const view centers = lut["windowCenter"], widths = lut["windowWidth"];
        out_.key("voiLut").array();
        for (std::size_t i = 0; i < std::min(centers.size(), widths.size()); ++i)
            out_.object().member("windowCenter", centers[i]).member("windowWidth", widths[i]).end();
        out_.end();
    }

    void place_slices() {
        std::vector<std::string_view> unknown;
        for (attribute_values& image : images_) {
            const auto lies = plane_of(image);
            if (lies && lies->position_known && lies->orientation_known)
                slices_.push_back({&image, *lies, 0});
            else
                unknown.push_back(image.image_id());
        }
        add_ids("withoutPosition", unknown);
        if (!unknown.empty()) problems_.emplace_back("the place of some images is not known");
        if (slices_.empty()) return;
        const vector3 normal = slices_.front().lies.normal();
        for (slice& one : slices_) one.along = dot(normal, one.lies.position);
        std::ranges::stable_sort(slices_, {}, &slice::along);
    }

    void add_ids(std::string_view name, const std::vector<std::string_view>& ids) {
        out_.key(name).array();
        for (const std::string_view one : ids) out_.add(one);
        out_.end();
    }

    void add_geometry() {
        const plane& first = slices_.front().lies;
        const vector3 normal = first.normal();
        out_.key("imageIds").array();
        for (const slice& one : slices_) out_.add(one.image->image_id());
        out_.end();
        out_.key("origin").reals(first.position);
        out_.key("direction").array();
        for (const vector3& axis : {first.row, first.column, normal})
            for (const double part : axis) out_.add(part);
        out_.end();
        find_places();
        out_.key("dimensions").array().add(first.columns).add(first.rows).add(places_.size()).end();
        add_spacing(first);
        add_duplicates();
        add_gaps();
        add_tilt(first, normal);
    }

    /// Slices at one position are one place.
    void find_places() {
        for (const slice& one : slices_) {
            const bool again = !places_.empty() && one.along - places_.back().front()->along <= same_position;
            if (!again) places_.emplace_back();
            places_.back().push_back(&one);
        }
        for (std::size_t i = 1; i < places_.size(); ++i)
            steps_.push_back(places_[i].front()->along - places_[i - 1].front()->along);
        if (steps_.empty()) return;
        std::vector<double> sorted = steps_;
        std::ranges::sort(sorted);
        // The smaller middle one: with a gap between three slices the distance is that of the two neighbours.
        median_ = sorted[(sorted.size() - 1) / 2];
        const double within = std::max(regular_within_mm, regular_within * median_);
        regular_ = sorted.back() - median_ <= within && median_ - sorted.front() <= within;
    }

    void add_spacing(const plane& first) {
        slice_distance between = stated_slice_distance(*slices_.front().image);
        if (!steps_.empty()) {
            const double whole = places_.back().front()->along - places_.front().front()->along;
            between = {regular_ ? whole / static_cast<double>(steps_.size()) : median_, "positions"};
        }
        out_.key("spacing").array().add(first.column_spacing).add(first.row_spacing);
        if (between.millimetres)
            out_.add(*between.millimetres);
        else
            out_.null();
        out_.end();
        out_.member("sliceSpacingOrigin", between.origin);
        out_.member("pixelSpacingKnown", first.spacing_known);
        if (!first.spacing_known) problems_.emplace_back("the pixel spacing is not known: 1 mm is a default");
        out_.member("regularSpacing", regular_);
        double deviation = 0;
        for (const double step : steps_) deviation = std::max(deviation, std::abs(step - median_));
        out_.member("spacingDeviation", deviation);
        if (!regular_) problems_.emplace_back("the distances between slices differ");
    }

    void add_duplicates() {
        out_.key("duplicates").array();
        bool any = false;
        for (const auto& place : places_) {
            if (place.size() == 1) continue;
            any = true;
            out_.array();
            for (const slice* const one : place) out_.add(one->image->image_id());
            out_.end();
        }
        out_.end();
        if (any) problems_.emplace_back("several images are at one position");
    }

    void add_gaps() {
        out_.key("gaps").array();
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (steps_[i] < gap_from * median_) continue;
            out_.object()
                .member("after", places_[i].front()->image->image_id())
                .member("before", places_[i + 1].front()->image->image_id())
                .member("millimetres", steps_[i])
                .member("missingSlices", std::llround(steps_[i] / median_) - 1)
                .end();
        }
        out_.end();
    }

    /// A gantry that was tilted moves each slice within its plane by the same piece.
    void add_tilt(const plane& first, const vector3& normal) {
        if (const auto stated = slices_.front().image->number("GantryDetectorTilt"))
            out_.member("gantryDetectorTilt", *stated);
        double degrees = 0;
        if (!steps_.empty()) {
            const vector3 way = minus(places_.back().front()->lies.position, first.position);
            const double along = dot(way, normal), sideways_row = dot(way, first.row),
                         sideways_column = dot(way, first.column);
            degrees = std::atan2(std::hypot(sideways_row, sideways_column), along) * 180 / std::numbers::pi;
            if (degrees >= tilt_from_degrees) {
                const double steps =
                    along / (regular_ ? along / static_cast<double>(steps_.size()) : median_);
                out_.key("shearPerSlice").reals(std::array{sideways_row / steps, sideways_column / steps});
                problems_.emplace_back("the slices are sheared against each other: gantry tilt");
            }
            if (off_the_line(way, normal))
                problems_.emplace_back("the positions of the slices are not on one line");
        }
        out_.member("gantryTilt", degrees >= tilt_from_degrees ? degrees : 0.0);
    }

    bool off_the_line(const vector3& way, const vector3& normal) const {
        const double along = dot(way, normal);
        for (const slice& one : slices_) {
            const vector3 here = minus(one.lies.position, slices_.front().lies.position);
            const double part = along == 0 ? 0 : dot(here, normal) / along;
            const vector3 off = minus(here, {way[0] * part, way[1] * part, way[2] * part});
            if (std::sqrt(dot(off, off)) > 0.1) return true;
        }
        return false;
    }

    builder out_;
    std::deque<attribute_values> images_;
    std::vector<slice> slices_;  // along the normal
    std::vector<std::vector<const slice*>> places_;
    std::vector<double> steps_;  // mm between places
    double median_ = 0;
    bool regular_ = true;
    std::vector<std::string> problems_;
};

}  // namespace

answer volume_metadata(call& asked_in, const std::vector<std::string>& image_ids) {
    return volume(asked_in, image_ids).metadata();
}

}  // namespace quoin::display_sets
