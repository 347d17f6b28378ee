// pseudonyms.hpp - what stands in the place of what identifies: the same for the same, and not to be undone or guessed
// without the secret (HMAC-SHA-256, RFC 2104).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace quoin::deidentify {

/// Any thread.
class pseudonyms {
 public:
    explicit pseudonyms(std::string secret) : secret_(std::move(secret)) {}

    /// "2.25." and digits. UIDs that the standard defines (1.2.840.10008) are nobody's and come back as they are.
    std::string uid(std::string_view original) const;
    /// 16 hexadecimal digits for a Patient ID and its issuer.
    std::string patient(std::string_view id, std::string_view issuer) const;
    /// Whole days that the dates of a patient go back: 1 to 3652, of any text that is the patient's own.
    std::int32_t days(std::string_view patient) const;
    /// What objects that were de-identified with this secret say, so that none is twice.
    std::string mark() const;

 private:
    std::string secret_;
};

}  // namespace quoin::deidentify
