#include "calibration.hpp"

#include <dicom/frame_name.hpp>
#include <dicom/ultrasound_region.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace quoin::calibration {
namespace {

constexpr std::array<std::string_view, 3> scope_names{"frame", "instance", "series"};

/// Those of Cornerstone3D's CalibrationTypes.
constexpr std::array<std::string_view, 9> type_names{
    "", "ERMF", "User", "Proj", "Region", "Error", "Uncalibrated", "Calibrated", "Unknown"};

[[noreturn]] void refuse(const std::string& what) {
    throw error(QUOIN_E_INVALID, "calibratedPixelSpacing: " + what);
}

std::optional<double> factor(view offered, const char* name) {
    const view given = offered[name];
    if (!given || given.is_null()) return std::nullopt;
    const auto number = given.as_real();
    if (!number || !std::isfinite(*number) || *number <= 0)
        refuse(std::string(name) + " is not a number above 0");
    return number;
}

std::optional<std::string_view> text(view offered, const char* name) {
    const view given = offered[name];
    if (!given || given.is_null()) return std::nullopt;
    const auto found = given.as_string();
    if (!found) refuse(std::string(name) + " is no text");
    return found;
}

void check_region(view region, std::size_t index) {
    const std::string where = "sequenceOfUltrasoundRegions[" + std::to_string(index) + "]";
    if (!region.is_object()) refuse(where + " is no object");
    for (std::size_t i = 0; i < region.size(); ++i) {
        const auto [name, member] = region.member(i);
        const auto* const known =
            std::ranges::find(dicom::fields::ultrasound_region, name, &dicom::field::output);
        if (known == std::end(dicom::fields::ultrasound_region))
            refuse(where +
                   " has a member that no region has; those of ultrasoundEnhancedRegionModule are expected");
        if (!(known->is == dicom::kind::integer ? member.as_int().has_value() : member.as_real().has_value()))
            refuse(where + "." + std::string(name) + " is no number");
    }
}

void check_members(view offered, std::initializer_list<std::string_view> also) {
    constexpr std::string_view known[] = {
        "rowPixelSpacing", "columnPixelSpacing",          "scale", "aspect", "type",
        "tooltip",         "sequenceOfUltrasoundRegions", "scope", "persist"};
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const std::string_view name = offered.member(i).first;
        if (std::ranges::find(known, name) == std::end(known) && std::ranges::find(also, name) == also.end())
            refuse(
                "there is a member that it does not know; expected are rowPixelSpacing, columnPixelSpacing, "
                "scale, "
                "aspect, type, tooltip, sequenceOfUltrasoundRegions, scope and persist");
    }
}

}  // namespace

std::string_view name_of(scope one) noexcept {
    return scope_names[static_cast<std::size_t>(one)];
}

std::optional<scope> scope_of(std::string_view name) noexcept {
    const auto* const found = std::ranges::find(scope_names, name);
    if (found == scope_names.end()) return std::nullopt;
    return static_cast<scope>(found - scope_names.begin());
}

namespace {

/// Of an imageId without its frame: a file is a subject as its path and with a scheme, and is one object.
std::string without_scheme_of_files(std::string base) {
    constexpr std::string_view scheme = "dicomfile:";
    if (base.starts_with(scheme)) base.erase(0, scheme.size());
    return base;
}

}  // namespace

std::string target::key() const {
    std::string out(name_of(reaches));
    switch (reaches) {
        case scope::frame:
            return out + " " + std::to_string(frame.value_or(1)) + " of " + image_id;
        case scope::instance:
            return out + " " + image_id;
        case scope::series:
            break;
    }
    return out + " " + series;
}

bool target::named_by(std::string_view subject) const {
    if (!series.empty() && subject == series) return true;
    const dicom::frame_name name = dicom::parse_frame_name(subject);
    return !image_id.empty() && !name.contradictory && without_scheme_of_files(name.base) == image_id &&
           (!name.frame || *name.frame == frame.value_or(1));
}

bool target::may_be_about(std::string_view subject) const {
    if (reaches == scope::series) return true;
    const dicom::frame_name name = dicom::parse_frame_name(subject);
    return without_scheme_of_files(name.base) == image_id &&
           (reaches == scope::instance || name.contradictory || name.frame.value_or(1) == frame.value_or(1));
}

target target_of(std::string_view image_id, scope reaches) {
    dicom::frame_name name = dicom::parse_frame_name(image_id);
    if (name.contradictory) refuse("the imageId names two different frames");
    return {
        .reaches = reaches, .image_id = without_scheme_of_files(std::move(name.base)), .frame = name.frame};
}

bool looks_like_uid(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 64 && text.find('.') != std::string_view::npos &&
           text.find_first_not_of("0123456789.") == std::string_view::npos;
}

value content_of(view offered, scope reaches, std::initializer_list<std::string_view> also) {
    builder out;
    out.object();
    if (offered.is_number()) {
        const value as_object = builder().object().member("scale", offered).end().finish();
        return content_of(as_object, reaches);
    }
    if (!offered.is_object()) refuse("an object is expected, or a number as the scale");
    check_members(offered, also);
    const auto row = factor(offered, "rowPixelSpacing"), column = factor(offered, "columnPixelSpacing");
    if (row.has_value() != column.has_value())
        refuse("rowPixelSpacing and columnPixelSpacing are given together, in mm, or neither is");
    const auto scale = factor(offered, "scale"), aspect = factor(offered, "aspect");
    const view regions = offered["sequenceOfUltrasoundRegions"];
    if (regions && !regions.is_array()) refuse("sequenceOfUltrasoundRegions is no array");
    for (std::size_t i = 0; i < regions.size(); ++i) check_region(regions[i], i);
    if (!row && !scale && !aspect && !regions)
        refuse(
            "rowPixelSpacing and columnPixelSpacing, scale, aspect or sequenceOfUltrasoundRegions are "
            "expected, "
            "and none is there");
    const auto type = text(offered, "type").value_or("User");
    if (std::ranges::find(type_names, type) == type_names.end())
        refuse("type is none of ERMF, User, Proj, Region, Error, Uncalibrated, Calibrated, Unknown");
    out.member_if("rowPixelSpacing", row).member_if("columnPixelSpacing", column);
    out.member("scale", scale.value_or(1)).member("aspect", aspect.value_or(1)).member("type", type);
    out.member_if("tooltip", text(offered, "tooltip"));
    out.member_if("sequenceOfUltrasoundRegions", regions);
    return out.member("scope", name_of(reaches)).end().finish();
}

}  // namespace quoin::calibration
