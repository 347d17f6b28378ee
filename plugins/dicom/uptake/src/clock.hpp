// clock.hpp - dates and times of DICOM as seconds, to tell how long one was after the other (PS3.5 6.2: DA, TM,
// DT).
#pragma once

#include <optional>
#include <string_view>

namespace quoin::dicom {

/// Seconds since 1970 of midnight of "YYYYMMDD".
std::optional<double> seconds_of_date(std::string_view text) noexcept;
/// Seconds since midnight of "HH", "HHMM", "HHMMSS" or "HHMMSS.FFFFFF".
std::optional<double> seconds_of_time(std::string_view text) noexcept;

/// A DT as it is written; it may have an offset from UTC.
struct date_time {
    double local;                  ///< seconds since 1970, in its own time zone
    std::optional<double> offset;  ///< seconds that the zone is ahead of UTC
};
/// At least "YYYYMMDDHH": a day without an hour is no time.
std::optional<date_time> date_time_of(std::string_view text) noexcept;
/// "+0100", as Timezone Offset From UTC (0008,0201) has it.
std::optional<double> seconds_of_offset(std::string_view text) noexcept;

}  // namespace quoin::dicom
