#include "shifted_dates.hpp"

#include <algorithm>
#include <chrono>

namespace quoin::deidentify {
namespace {

/// The number that `text` begins with, exactly `digits` long.
std::optional<unsigned> number(std::string_view text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    unsigned out = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        out = out * 10 + static_cast<unsigned>(c - '0');
    }
    return out;
}

std::string padded(unsigned number, std::size_t digits) {
    std::string out = std::to_string(number);
    out.insert(0, digits - std::min(digits, out.size()), '0');
    return out;
}

/// What may follow the days of a DT (PS3.5 6.2): a time of day, if the day is there, and how far it is ahead of UTC.
bool is_time_and_zone(std::string_view text, bool has_day) {
    const std::size_t zone_at = std::min(text.find_first_of("+-"), text.size());
    std::string_view time = text.substr(0, zone_at), zone = text.substr(zone_at);
    const auto all_digits = [](std::string_view part) {
        return part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (!time.empty() && !has_day) return false;
    if (const std::size_t point = time.find('.'); point != std::string_view::npos) {
        const std::string_view fraction = time.substr(point + 1);
        if (point != 6 || fraction.empty() || fraction.size() > 6 || !all_digits(fraction)) return false;
        time = time.substr(0, point);
    }
    if (time.size() > 6 || time.size() % 2 != 0 || !all_digits(time)) return false;
    if (zone.empty()) return true;
    const auto hours = number(zone.substr(1), 2);
    const auto minutes = zone.size() == 5 ? number(zone.substr(3), 2) : std::nullopt;
    return hours && minutes && *hours <= 14 && *minutes < 60;
}

}  // namespace

std::optional<std::string> some_days_before(std::string_view date, std::int32_t days) {
    const bool dotted = date.size() == 10 && date[4] == '.' && date[7] == '.';
    const std::string_view gap = dotted ? "." : "";
    const std::size_t month_at = dotted ? 5 : 4, day_at = dotted ? 8 : 6;
    const auto year = number(date, 4);
    if (!year) return std::nullopt;
    const auto month = date.size() > month_at ? number(date.substr(month_at), 2) : std::nullopt;
    const auto day = month && date.size() > day_at ? number(date.substr(day_at), 2) : std::nullopt;
    // "2020+0100" is a year and a zone.
    const std::size_t read = day ? day_at + 2 : month ? month_at + 2 : 4;
    const std::string_view rest = date.substr(read);
    if (!is_time_and_zone(rest, day.has_value())) return std::nullopt;
    using namespace std::chrono;
    const year_month_day stated(std::chrono::year(static_cast<int>(*year)),
                                std::chrono::month(month.value_or(1)), std::chrono::day(day.value_or(1)));
    if (!stated.ok()) return std::nullopt;
    const year_month_day moved(sys_days(stated) - std::chrono::days(days));
    if (static_cast<int>(moved.year()) < 0) return std::nullopt;
    std::string out = padded(static_cast<unsigned>(static_cast<int>(moved.year())), 4);
    if (month) out.append(gap).append(padded(static_cast<unsigned>(moved.month()), 2));
    if (day) out.append(gap).append(padded(static_cast<unsigned>(moved.day()), 2));
    return out.append(rest);
}

}  // namespace quoin::deidentify
