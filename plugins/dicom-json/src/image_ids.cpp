#include "image_ids.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quoin::dicom_json {

namespace {

constexpr std::string_view scheme = "wadors:";
constexpr std::string_view studies = "/studies/";

std::string with_scheme(std::string_view url) {
    return url.starts_with(scheme) ? std::string(url) : std::string(scheme) + std::string(url);
}

std::string_view without_metadata(std::string_view subject) noexcept {
    subject = subject.substr(0, subject.find_first_of("?#"));
    constexpr std::string_view tail = "/metadata";
    if (subject.ends_with(tail)) subject.remove_suffix(tail.size());
    while (subject.ends_with('/')) subject.remove_suffix(1);
    return subject;
}

}  // namespace

bool names_several(std::string_view subject) noexcept {
    if (subject.find("/instances/") != std::string_view::npos) return false;
    return subject.find(studies) != std::string_view::npos || subject.find("://") != std::string_view::npos;
}

std::string root_of(std::string_view subject) {
    const std::string_view url = without_metadata(subject);
    return with_scheme(url.substr(0, url.find(studies)));
}

std::string image_id(std::string_view root, view naturalized, std::size_t number) {
    constexpr std::array<std::pair<std::string_view, const char*>, 3> parts{
        {{"/studies/", "StudyInstanceUID"},
         {"/series/", "SeriesInstanceUID"},
         {"/instances/", "SOPInstanceUID"}}};
    std::string out(root);
    for (const auto& [before, keyword] : parts) {
        const auto uid = naturalized[keyword].as_string();
        if (!uid)
            throw error(QUOIN_E_INVALID, "instance " + std::to_string(number) + " of the array has no " +
                                             keyword + ": it cannot be told from the others");
        out += before;
        out += *uid;
    }
    return out;
}

std::string image_ids_of(std::string_view subject) {
    return with_scheme(without_metadata(subject)) + '/';
}

}  // namespace quoin::dicom_json
