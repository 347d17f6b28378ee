// moments_and_uids.hpp - what makes one new instance another than the next: the clock and unique identifiers. Both are
// asked of the chain, so that a test, or a site that registers its UIDs, answers them in the place of these.
#pragma once

#include <quoin/quoin.hpp>

#include <string>
#include <string_view>

namespace quoin::referenced {

/// The largest root that leaves room for 80 random bits (PS3.5 chapter 9: 64 characters).
inline constexpr std::size_t max_root = 38;

/// A UID that nobody had: 2.25 and a random UUID (PS3.5 B.2), or the root and a random number below it.
std::string new_uid(std::string_view root);
/// Whether it can be the root of UIDs: components of digits without leading zeros, at most max_root characters.
bool is_uid_root(std::string_view text) noexcept;
/// Whether it is a UID: the same, at most 64 characters.
bool is_uid(std::string_view text) noexcept;

/// "20240501120000.123456+0000", now (PS3.5 6.2, DT).
std::string date_time_now();

/// Date and time of such a text, as DA and TM.
struct moment {
    std::string date, time;
};
/// Asks type currentDateTime. Throws where what is answered is no DT with seconds.
moment asked_moment(call& asked_in);
/// Asks type newUID for a UID of that attribute. Throws where what is answered is no UID.
std::string asked_uid(call& asked_in, std::string_view attribute);

}  // namespace quoin::referenced
