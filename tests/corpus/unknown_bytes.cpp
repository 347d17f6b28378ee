#include "unknown_bytes.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace quoin::corpus {

namespace {

template <class T>
bool same_numbers(std::string_view bytes, view values) {
    if (bytes.size() != values.size() * sizeof(T)) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        T number{};
        std::memcpy(&number, bytes.data() + i * sizeof number, sizeof number);
        if (static_cast<double>(number) != values[i].as_real()) return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0')) text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
}

bool same_texts(std::string_view bytes, view values) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= bytes.size();) {
        const std::size_t end = std::min(bytes.find('\\', from), bytes.size());
        parts.push_back(trimmed(bytes.substr(from, end - from)));
        from = end + 1;
    }
    if (values.size() == 0) return parts.size() == 1 && parts[0].empty();
    if (parts.size() != values.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = values[i].as_real();
        const bool same = number ? std::strtod(std::string(parts[i]).c_str(), nullptr) == *number
                                 : parts[i] == trimmed(values[i].as_string().value_or(""));
        if (!same) return false;
    }
    return true;
}

}  // namespace

bool same_bytes(std::string_view bytes, view expected) {
    const std::string_view vr = expected["vr"].as_string().value_or("");
    const view values = expected["Value"];
    if (vr == "US") return same_numbers<std::uint16_t>(bytes, values);
    if (vr == "SS") return same_numbers<std::int16_t>(bytes, values);
    if (vr == "UL") return same_numbers<std::uint32_t>(bytes, values);
    if (vr == "SL") return same_numbers<std::int32_t>(bytes, values);
    if (vr == "FL") return same_numbers<float>(bytes, values);
    if (vr == "FD") return same_numbers<double>(bytes, values);
    if (vr == "SQ" || vr == "AT" || vr.starts_with('O')) return bytes.empty() && values.size() == 0;
    return same_texts(bytes, values);
}

}  // namespace quoin::corpus
