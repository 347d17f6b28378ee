#include <dicom/uptake.hpp>

#include <dicom/scaling_inputs.hpp>
#include "body.hpp"
#include "clock.hpp"

#include <algorithm>
#include <cmath>

namespace quoin::dicom {
namespace {

constexpr std::string_view philips_factor = "7053xx00:Philips PET Private Group";
constexpr std::string_view philips_activity = "7053xx09:Philips PET Private Group";
constexpr std::string_view ge_scan_time = "0009xx0D:GEMS_PETD_01";

bool has_value(view attribute, std::string_view one) {
    if (!attribute.is_array()) return attribute.as_string() == one;
    for (std::size_t i = 0; i < attribute.size(); ++i)
        if (attribute[i].as_string() == one) return true;
    return false;
}

/// A time, in seconds since 1970, and the attribute that gave it.
struct moment {
    double at;
    std::string_view of;
};

/// One computation: what was read, what is missing.
struct uptake {
    const module_input& from;
    scaling_inputs inputs = {};
    view isotope = {};              ///< first item of the radiopharmaceuticals
    std::string scan_time_of = {};  ///< the attribute that gave it
    double decay_time = 0;          ///< s, from injection to what pixel values are corrected to
    std::vector<std::string> assumed = {};

    void assume(std::string what) {
        from.asked_in.note(what);
        assumed.push_back(std::move(what));
    }

    std::optional<double> date_and_time(std::string_view date, std::string_view time);
    std::optional<double> in_zone_of_image(const date_time& found, std::string_view attribute);
    std::optional<moment> acquisition();
    std::optional<double> estimated_scan_time(double acquisition, double half_life);
    std::optional<double> scan_time(double half_life);
    std::optional<double> injection_time(double scan);
    std::optional<double> decayed_dose(std::string_view correction);
    std::optional<double> by_activity();
    std::optional<double> by_body_weight(std::string_view units);
};

/// The seconds since 1970 of two attributes; nothing where one is missing or wrong.
std::optional<double> uptake::date_and_time(std::string_view date, std::string_view time) {
    const auto day = inputs.text(from.instance, date), hour = inputs.text(from.instance, time);
    const auto a = day ? seconds_of_date(*day) : std::nullopt;
    const auto b = hour ? seconds_of_time(*hour) : std::nullopt;
    return a && b ? std::optional(*a + *b) : std::nullopt;
}

/// Seconds since 1970 as the other times of the image have them; nothing, and why, where that is not known.
std::optional<double> uptake::in_zone_of_image(const date_time& found, std::string_view attribute) {
    if (!found.offset) return found.local;
    const auto zone = inputs.text(from.instance, "TimezoneOffsetFromUTC");
    const auto ahead = zone ? seconds_of_offset(*zone) : std::nullopt;
    if (!ahead) {
        inputs.refuse(attribute, "has an offset from UTC and the times of the image have none");
        return std::nullopt;
    }
    return found.local + *ahead - *found.offset;
}

/// When the acquisition of this image began. Of an enhanced object the frame says it, else the object (PS3.3
/// C.7.6.16.2.2, C.8.22.2).
std::optional<moment> uptake::acquisition() {
    if (const auto found = date_and_time("AcquisitionDate", "AcquisitionTime"))
        return moment{*found, "AcquisitionTime"};
    const auto is_stated = [&](std::string_view attribute) { return !is_absent(from.instance[attribute]); };
    if (is_stated("AcquisitionDate") && is_stated("AcquisitionTime"))
        return std::nullopt;  // wrong, not missing
    for (const std::string_view attribute : {"FrameAcquisitionDateTime", "AcquisitionDateTime"}) {
        const auto text = inputs.text(from.instance, attribute);
        const auto found = text ? date_time_of(*text) : std::nullopt;
        if (const auto at = found ? in_zone_of_image(*found, attribute) : std::nullopt)
            return moment{*at, attribute};
    }
    return std::nullopt;
}

/// Where the series was made anew: its scan began this long before the mean of the frame's decay (QIBA).
std::optional<double> uptake::estimated_scan_time(double acquisition, double half_life) {
    const auto reference = as_number(from.instance["FrameReferenceTime"]);
    const auto duration = as_number(from.instance["ActualFrameDuration"]);
    if (!reference || !duration || *reference <= 0 || *duration <= 0) return std::nullopt;
    inputs.positive(from.instance, "FrameReferenceTime");
    inputs.positive(from.instance, "ActualFrameDuration");
    constexpr double milliseconds = 1000;
    const double constant = std::log(2) / half_life;
    const double during = constant * *duration / milliseconds;
    const double mean_in_frame = std::log(during / -std::expm1(-during)) / constant;
    return acquisition - *reference / milliseconds + mean_in_frame;
}

/// What pixel values are decay corrected to for START.
std::optional<double> uptake::scan_time(double half_life) {
    const auto series = date_and_time("SeriesDate", "SeriesTime");
    const auto acquired = acquisition();
    if (series && acquired && *series <= acquired->at) {
        scan_time_of = "SeriesTime";
        return series;
    }
    if (const auto text = inputs.text(from.instance, ge_scan_time)) {
        if (const auto found = date_time_of(*text)) {
            scan_time_of = ge_scan_time;
            return in_zone_of_image(*found, ge_scan_time);
        }
    }
    if (!acquired) {
        inputs.refuse("AcquisitionTime",
                      "or AcquisitionDate is missing or no time: when the scan began is not known");
        return std::nullopt;
    }
    if (!series) {
        inputs.refuse("SeriesTime", "or SeriesDate is missing or no time: when the scan began is not known");
        return std::nullopt;
    }
    if (const auto estimated = estimated_scan_time(acquired->at, half_life)) {
        scan_time_of = "FrameReferenceTime";
        return estimated;
    }
    scan_time_of = acquired->of;
    assume(
        "the series was made after it was acquired: the scan is taken to begin when this image was acquired");
    return acquired->at;
}

/// The date and time; else the time, of the day of the scan or, where that is later, of the day before.
std::optional<double> uptake::injection_time(double scan) {
    if (const auto text = inputs.text(isotope, "RadiopharmaceuticalStartDateTime")) {
        const auto found = date_time_of(*text);
        if (!found) {
            inputs.refuse("RadiopharmaceuticalStartDateTime", "is no date and time");
            return std::nullopt;
        }
        const auto local = in_zone_of_image(*found, "RadiopharmaceuticalStartDateTime");
        if (!local) return std::nullopt;
        if (*local > scan) {
            inputs.refuse("RadiopharmaceuticalStartDateTime", "is after the scan");
            return std::nullopt;
        }
        return local;
    }
    const auto text = inputs.text(isotope, "RadiopharmaceuticalStartTime");
    const auto time = text ? seconds_of_time(*text) : std::nullopt;
    if (!time) {
        inputs.refuse("RadiopharmaceuticalStartDateTime",
                      "and RadiopharmaceuticalStartTime (0018,1072) are missing");
        return std::nullopt;
    }
    constexpr double day = 86400;
    const double same_day = std::floor(scan / day) * day + *time;
    if (same_day <= scan) {
        assume("no date is stated: the injection is taken to be on the day of the scan");
        return same_day;
    }
    assume(
        "no date is stated, and the time is later than that of the scan: the injection is taken to be on the "
        "day before the scan");
    return same_day - day;
}

/// Bq, at the time that pixel values are of.
std::optional<double> uptake::decayed_dose(std::string_view correction) {
    const auto dose = inputs.positive(isotope, "RadionuclideTotalDose");
    constexpr double least = 1e5;
    if (dose && *dose < least)
        inputs.refuse("RadionuclideTotalDose", "is below 100 kBq: it may be written in MBq, not in Bq");
    if (correction == "ADMIN") return dose && *dose >= least ? dose : std::nullopt;
    const auto half_life = inputs.positive(isotope, "RadionuclideHalfLife");
    if (!half_life) return std::nullopt;
    std::optional<double> until;
    if (correction == "START") {
        until = scan_time(*half_life);
    } else {
        if (const auto acquired = acquisition()) {
            until = acquired->at;
            scan_time_of = acquired->of;
        } else {
            inputs.refuse("AcquisitionTime", "or AcquisitionDate is missing or no time");
        }
    }
    const auto injected = until ? injection_time(*until) : std::nullopt;
    if (!dose || *dose < least || !injected) return std::nullopt;
    decay_time = *until - *injected;
    return *dose * std::exp2(-decay_time / *half_life);
}

/// From Bq/ml to g/ml.
std::optional<double> uptake::by_activity() {
    const auto correction = inputs.text(from.instance, "DecayCorrection").value_or("");
    const bool corrected = has_value(from.instance["CorrectedImage"], "DECY");
    if (correction != "START" && correction != "ADMIN" && correction != "NONE")
        inputs.refuse("DecayCorrection", "is none of START, ADMIN and NONE");
    else if (corrected != (correction != "NONE"))
        inputs.refuse("DecayCorrection",
                      corrected ? "is NONE, and CorrectedImage (0028,0051) says DECY"
                                : "says corrected, and CorrectedImage (0028,0051) does not say DECY");
    if (!isotope.is_object()) inputs.refuse("RadiopharmaceuticalInformationSequence", "is missing");
    if (const view all = from.instance["RadiopharmaceuticalInformationSequence"];
        all.is_array() && all.size() > 1)
        inputs.refuse("RadiopharmaceuticalInformationSequence",
                      "has several items: which one was seen is not said");
    constexpr double grams = 1000;
    const auto weight = inputs.positive(from.instance, "PatientWeight");
    const auto dose = isotope.is_object() ? decayed_dose(correction) : std::nullopt;
    if (!weight || !dose || !inputs.reasons().empty()) return std::nullopt;
    return *weight * grams / *dose;
}

std::optional<double> uptake::by_body_weight(std::string_view units) {
    if (units == "BQML") return by_activity();
    if (units == "GML") {
        const auto type = inputs.text(from.instance, "SUVType").value_or("BW");
        if (type == "BW") return 1;
        inputs.refuse("SUVType", "says that values are SUV by another measure than the body weight");
        return std::nullopt;
    }
    if (units == "CNTS") {
        if (const auto factor = inputs.positive(from.instance, philips_factor)) return factor;
        const auto activity = inputs.positive(from.instance, philips_activity);
        if (!activity) {
            inputs.take_reasons();
            inputs.refuse(
                "Units",
                "is CNTS and neither factor of the Philips PET private group is there (7053,xx00 and "
                "7053,xx09)");
            return std::nullopt;
        }
        inputs.take_reasons();
        const auto of_activity = by_activity();
        return of_activity ? std::optional(*activity * *of_activity) : std::nullopt;
    }
    if (units.empty())
        inputs.refuse("Units", "is missing");
    else
        inputs.refuse("Units", "is none of BQML, GML and CNTS");
    return std::nullopt;
}

}  // namespace

void add_uptake(const module_input& from, builder& out) {
    uptake it{from};
    const view isotopes = from.instance["RadiopharmaceuticalInformationSequence"];
    it.isotope = isotopes.is_array() ? isotopes[0] : isotopes;
    const auto units = it.inputs.text(from.instance, "Units").value_or("");
    const auto factor = it.by_body_weight(units);
    if (!factor) {
        add_reasons(out, "unavailable", it.inputs.reasons());
        return;
    }
    it.inputs.take_reasons();
    out.member("suvbw", *factor);

    const auto weight = it.inputs.positive(from.instance, "PatientWeight");
    const auto size = it.inputs.positive(from.instance, "PatientSize");
    constexpr double grams = 1000, tallest = 3;
    if (size && *size > tallest) it.inputs.refuse("PatientSize", "is above 3 m: it may be written in cm");
    if (weight && size && *size <= tallest) {
        out.member("suvbsa", *factor * surface(*weight, *size) / (*weight * grams));
        const auto sex = it.inputs.text(from.instance, "PatientSex").value_or("");
        if (sex == "M" || sex == "F") {
            const body of{*weight, *size, sex == "M"};
            if (const double lean = lean_mass_james(of); lean > 0)
                out.member("suvlbm", *factor * lean / *weight);
            else
                it.inputs.refuse(
                    "suvlbm: the formula by James has no lean body mass for this weight and size");
            out.member("suvlbmJanma", *factor * lean_mass_janmahasatian(of) / *weight);
        } else {
            it.inputs.refuse("PatientSex", "is neither M nor F: no lean body mass");
        }
    }
    add_reasons(out, "assumed", it.assumed);
    add_reasons(out, "missing", it.inputs.reasons());
    const bool decays = !it.scan_time_of.empty();
    if (decays) out.member("decayTime", it.decay_time).member("scanTimeOf", it.scan_time_of);
    out.member("attenuationCorrected", has_value(from.instance["CorrectedImage"], "ATTN"));
    it.inputs.add_to(out);
}

}  // namespace quoin::dicom
