#include "value_bytes.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

namespace dicom_writer {
namespace {

[[noreturn]] void does_not_fit(const value_representation& vr) {
    throw std::invalid_argument("a number does not fit VR " + std::string(vr.letters));
}

/// The greatest unsigned number of so many bytes.
std::uint64_t greatest(unsigned width) {
    std::uint64_t all_ones = 0;
    for (unsigned i = 0; i < width; ++i) all_ones = all_ones << 8 | 0xff;
    return all_ones;
}

std::int64_t as_signed(const number& one, const value_representation& vr) {
    const auto limit = static_cast<std::int64_t>(greatest(vr.width) >> 1);
    const auto* const s = std::get_if<std::int64_t>(&one.value());
    const auto* const u = std::get_if<std::uint64_t>(&one.value());
    if (s != nullptr && *s >= -limit - 1 && *s <= limit) return *s;
    if (u != nullptr && std::cmp_less_equal(*u, limit)) return static_cast<std::int64_t>(*u);
    does_not_fit(vr);
}

std::uint64_t as_unsigned(const number& one, const value_representation& vr) {
    const std::uint64_t limit = greatest(vr.width);
    const auto* const s = std::get_if<std::int64_t>(&one.value());
    const auto* const u = std::get_if<std::uint64_t>(&one.value());
    if (s != nullptr && *s >= 0 && std::cmp_less_equal(*s, limit)) return static_cast<std::uint64_t>(*s);
    if (u != nullptr && *u <= limit) return *u;
    does_not_fit(vr);
}

double as_real(const number& one) {
    return std::visit([](auto value) { return static_cast<double>(value); }, one.value());
}

void append_decimal(bytes& to, const number& one) {
    std::array<char, 32> digits{};
    const auto end = std::visit(
        [&digits](auto value) {
            return std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        },
        one.value());
    to.insert(to.end(), digits.data(), end);
}

}  // namespace

void append_integer(bytes& to, std::uint64_t value, unsigned width, bool big_endian) {
    for (unsigned i = 0; i < width; ++i) {
        const unsigned shift = 8 * (big_endian ? width - 1 - i : i);
        to.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void append_tag(bytes& to, std::uint32_t tag, bool big_endian) {
    append_integer(to, tag >> 16, 2, big_endian);
    append_integer(to, tag & 0xffff, 2, big_endian);
}

bytes numbers_as(const std::vector<number>& values, const value_representation& vr, bool big_endian) {
    bytes out;
    bool first = true;
    for (const number& one : values) {
        switch (vr.kind) {
            case value_kind::text:
                if (!first) out.push_back('\\');
                append_decimal(out, one);
                break;
            case value_kind::signed_integer:
                append_integer(out, static_cast<std::uint64_t>(as_signed(one, vr)), vr.width, big_endian);
                break;
            case value_kind::unsigned_integer:
                append_integer(out, as_unsigned(one, vr), vr.width, big_endian);
                break;
            case value_kind::tag:
                append_tag(out, static_cast<std::uint32_t>(as_unsigned(one, vr)), big_endian);
                break;
            case value_kind::real:
                if (vr.width == 4)
                    append_integer(out, std::bit_cast<std::uint32_t>(static_cast<float>(as_real(one))), 4,
                                   big_endian);
                else
                    append_integer(out, std::bit_cast<std::uint64_t>(as_real(one)), 8, big_endian);
                break;
            case value_kind::sequence:
            case value_kind::unknown:
                throw std::invalid_argument("VR " + std::string(vr.letters) + " holds no numbers; use raw()");
        }
        first = false;
    }
    return out;
}

}  // namespace dicom_writer
