#include "pseudonyms.hpp"

#include <dicom/uuid_uid.hpp>
#include <quoin/value.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace quoin::deidentify {
namespace {

using digest = std::array<std::uint8_t, 32>;

/// `purpose` keeps one kind of pseudonym from telling anything of another.
digest keyed(const std::string& secret, std::string_view purpose, std::string_view text) {
    std::string message(purpose);
    message.push_back('\0');
    message.append(text);
    digest out{};
    unsigned size = 0;
    if (HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(message.data()), message.size(), out.data(),
             &size) == nullptr)
        throw error("SHA-256 is not to be had from OpenSSL");
    return out;
}

std::string hexadecimal(const digest& from, std::size_t bytes) {
    constexpr const char* digits = "0123456789ABCDEF";
    std::string out;
    for (std::size_t i = 0; i < bytes; ++i) {
        out += digits[from[i] >> 4U];
        out += digits[from[i] & 0x0FU];
    }
    return out;
}

}  // namespace

std::string pseudonyms::uid(std::string_view original) const {
    constexpr std::string_view of_the_standard = "1.2.840.10008.";
    if (original.empty() || original.starts_with(of_the_standard)) return std::string(original);
    const digest made = keyed(secret_, "uid", original);
    std::array<std::uint8_t, 16> bytes{};
    std::copy_n(made.begin(), bytes.size(), bytes.begin());
    constexpr std::uint8_t of_ones_own_making = 8;
    return dicom::uid_of_uuid(bytes, of_ones_own_making);
}

std::string pseudonyms::patient(std::string_view id, std::string_view issuer) const {
    std::string both(id);
    both.push_back('\0');
    both.append(issuer);
    return hexadecimal(keyed(secret_, "patient", both), 8);
}

std::int32_t pseudonyms::days(std::string_view patient) const {
    constexpr std::uint32_t ten_years = 3652;
    const digest made = keyed(secret_, "days", patient);
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8U | made[i];
    return static_cast<std::int32_t>(1 + number % ten_years);
}

std::string pseudonyms::mark() const {
    return hexadecimal(keyed(secret_, "mark", ""), 8);
}

}  // namespace quoin::deidentify
