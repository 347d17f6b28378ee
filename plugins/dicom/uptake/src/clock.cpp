#include "clock.hpp"

#include <charconv>
#include <chrono>

namespace quoin::dicom {
namespace {

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view padding(" \0", 2);
    const std::size_t last = text.find_last_not_of(padding);
    return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

/// A number of digits alone, from 0 to `most`.
std::optional<int> digits(std::string_view text, int most) noexcept {
    if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    int out = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), out).ec != std::errc() || out > most)
        return std::nullopt;
    return out;
}

}  // namespace

std::optional<double> seconds_of_date(std::string_view text) noexcept {
    text = trimmed(text);
    if (text.size() != 8) return std::nullopt;
    const auto year = digits(text.substr(0, 4), 9999), month = digits(text.substr(4, 2), 12),
               day = digits(text.substr(6), 31);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    constexpr double day_in_seconds = 86400;
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * day_in_seconds;
}

std::optional<double> seconds_of_time(std::string_view text) noexcept {
    text = trimmed(text);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (whole.size() != 2 && whole.size() != 4 && whole.size() != 6) return std::nullopt;
    const auto hours = digits(whole.substr(0, 2), 23);
    const auto minutes = whole.size() < 4 ? std::optional(0) : digits(whole.substr(2, 2), 59);
    const auto seconds = whole.size() < 6 ? std::optional(0) : digits(whole.substr(4), 60);
    if (!hours || !minutes || !seconds) return std::nullopt;
    double fraction = 0;
    if (point != std::string_view::npos) {
        const std::string_view part = text.substr(point + 1);
        if (whole.size() != 6 || part.size() > 6 || !digits(part, 999999)) return std::nullopt;
        fraction = *digits(part, 999999);
        for (std::size_t i = 0; i < part.size(); ++i) fraction /= 10;
    }
    return *hours * 3600.0 + *minutes * 60.0 + *seconds + fraction;
}

std::optional<double> seconds_of_offset(std::string_view text) noexcept {
    text = trimmed(text);
    if (text.size() != 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const auto hours = digits(text.substr(1, 2), 14), minutes = digits(text.substr(3), 59);
    if (!hours || !minutes) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (*hours * 3600.0 + *minutes * 60.0);
}

std::optional<date_time> date_time_of(std::string_view text) noexcept {
    text = trimmed(text);
    date_time out{0, std::nullopt};
    if (const std::size_t sign = text.find_first_of("+-"); sign != std::string_view::npos) {
        out.offset = seconds_of_offset(text.substr(sign));
        if (!out.offset) return std::nullopt;
        text = text.substr(0, sign);
    }
    if (text.size() < 10) return std::nullopt;
    const auto date = seconds_of_date(text.substr(0, 8)), time = seconds_of_time(text.substr(8));
    if (!date || !time) return std::nullopt;
    out.local = *date + *time;
    return out;
}

}  // namespace quoin::dicom
