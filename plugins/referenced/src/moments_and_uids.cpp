#include "moments_and_uids.hpp"

#include <dicom/uuid_uid.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <random>

namespace quoin::referenced {
namespace {

using random_bytes = std::array<std::uint8_t, 16>;

random_bytes from_the_system() {
    // The system's generator: nothing to seed, nothing that two processes share.
    std::random_device device;
    random_bytes out{};
    for (std::size_t i = 0; i < out.size(); i += 4) {
        const std::uint32_t word = device();
        for (std::size_t k = 0; k < 4; ++k) out[i + k] = static_cast<std::uint8_t>(word >> (8 * k));
    }
    return out;
}

bool is_dotted(std::string_view text) noexcept {
    while (true) {
        const std::string_view part = text.substr(0, text.find('.'));
        if (part.empty() || part.find_first_not_of("0123456789") != std::string_view::npos) return false;
        if (part.size() > 1 && part.front() == '0') return false;
        if (part.size() == text.size()) return true;
        text.remove_prefix(part.size() + 1);
    }
}

}  // namespace

std::string new_uid(std::string_view root) {
    const random_bytes bytes = from_the_system();
    if (root.empty()) return dicom::uid_of_uuid(bytes, 4);
    // 80 bits are at most 25 digits.
    return std::string(root) + "." + dicom::decimal(std::span(bytes).first(10));
}

bool is_uid(std::string_view text) noexcept {
    return text.size() <= 64 && is_dotted(text);
}
bool is_uid_root(std::string_view text) noexcept {
    return text.size() <= max_root && is_dotted(text);
}

std::string date_time_now() {
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto micros =
        std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count() % 1'000'000;
    std::tm local{};
    if (localtime_r(&seconds, &local) == nullptr) throw error("the time cannot be told");
    char whole[32], zone[8];
    std::strftime(whole, sizeof whole, "%Y%m%d%H%M%S", &local);
    std::strftime(zone, sizeof zone, "%z", &local);
    std::string fraction = std::to_string(micros);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::string(whole) + "." + fraction + zone;
}

moment asked_moment(call& asked_in) {
    const auto answer = asked_in.get("currentDateTime", "now");
    const std::string_view text = answer ? answer->as_string().value_or("") : "";
    if (text.size() < 14 || text.substr(0, 14).find_first_not_of("0123456789") != std::string_view::npos)
        throw error(QUOIN_E_INVALID,
                    "currentDateTime: a DICOM date and time with seconds is expected, as "
                    "20240501120000.000000+0200");
    std::string_view time = text.substr(8);
    time = time.substr(0, time.find_first_of("+-&"));
    return {std::string(text.substr(0, 8)), std::string(time)};
}

std::string asked_uid(call& asked_in, std::string_view attribute) {
    const auto answer = asked_in.get("newUID", attribute);
    const std::string_view text = answer ? answer->as_string().value_or("") : "";
    if (!is_uid(text)) throw error(QUOIN_E_INVALID, "newUID: a UID is expected (PS3.5 9.1)");
    return std::string(text);
}

}  // namespace quoin::referenced
