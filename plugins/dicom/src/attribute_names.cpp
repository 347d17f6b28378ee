#include "dicom/attribute_names.hpp"

#include "dicom/dictionary.hpp"

namespace quoin::dicom {
namespace {

// What modules call otherwise than by their keyword.
struct own_name {
    std::string_view member, keyword;
};
constexpr own_name own_names[] = {
    {"radiopharmaceuticalInfo", "RadiopharmaceuticalInformationSequence"},
    {"smallestPixelValue", "SmallestImagePixelValue"},
    {"largestPixelValue", "LargestImagePixelValue"},
    {"referencePhysicalPixelValueX", "ReferencePixelPhysicalValueX"},
    {"referencePhysicalPixelValueY", "ReferencePixelPhysicalValueY"},
};

char upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string keyword_of(std::string_view member) {
    for (const own_name& one : own_names)
        if (one.member == member) return std::string(one.keyword);
    std::string out(member);
    // An attribute of its own name: answers may be in keywords, and one keyword (dBdt) begins small.
    if (out.empty() || find_keyword(member) != nullptr) return out;
    if (out.starts_with("sop") || out.starts_with("voi"))
        for (std::size_t i = 0; i < 3; ++i) out[i] = upper(out[i]);
    else
        out.front() = upper(out.front());
    if (out.ends_with("Id")) out.back() = 'D';
    return find_keyword(out) != nullptr ? out : std::string();
}

std::string member_of(std::string_view keyword) {
    for (const own_name& one : own_names)
        if (one.keyword == keyword) return std::string(one.member);
    std::string out(keyword);
    if (out.empty()) return out;
    if (out.starts_with("SOP") || out.starts_with("VOI"))
        for (std::size_t i = 0; i < 3; ++i) out[i] = lower(out[i]);
    else
        out.front() = lower(out.front());
    if (out.ends_with("ID") && !out.ends_with("UID")) out.back() = 'd';
    return out;
}

}  // namespace quoin::dicom
