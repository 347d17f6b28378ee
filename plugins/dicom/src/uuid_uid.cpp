#include <dicom/uuid_uid.hpp>

namespace quoin::dicom {

std::string decimal(std::span<const std::uint8_t> bytes) {
    std::string out = "0";
    for (const std::uint8_t byte : bytes) {
        unsigned carry = byte;
        for (std::size_t i = out.size(); i-- > 0;) {
            const unsigned digit = static_cast<unsigned>(out[i] - '0') * 256 + carry;
            out[i] = static_cast<char>('0' + digit % 10);
            carry = digit / 10;
        }
        for (; carry != 0; carry /= 10) out.insert(out.begin(), static_cast<char>('0' + carry % 10));
    }
    const std::size_t first = out.find_first_not_of('0');
    return first == std::string::npos ? "0" : out.substr(first);
}

std::string uid_of_uuid(std::array<std::uint8_t, 16> bytes, std::uint8_t version) {
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | static_cast<unsigned>(version) << 4U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    return "2.25." + decimal(bytes);
}

}  // namespace quoin::dicom
