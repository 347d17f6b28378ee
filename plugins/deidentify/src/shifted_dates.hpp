// shifted_dates.hpp - dates of DICOM some days earlier (PS3.5 6.2: DA, DT). Times of day are not touched, so what lies
// between two moments of one patient is what it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoin::deidentify {

/// Of "YYYYMMDD" or "YYYY.MM.DD" with anything behind it that is no digit or, in a DT, the time and zone; of "YYYYMM"
/// and "YYYY" the first day is moved, and what is written is as short as it was. Nothing where it is no date.
std::optional<std::string> some_days_before(std::string_view date, std::int32_t days);

}  // namespace quoin::deidentify
