#include <dicom/named_subjects.hpp>

namespace quoin::dicom {

std::vector<std::string> subjects_named(call& asked_in, const request& asked) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < asked.subject_count(); ++i) {
        const auto list = asked_in.get("imageIds", asked.subject(i));
        if (!list) {
            out.emplace_back(asked.subject(i));
            continue;
        }
        for (std::size_t k = 0; k < list->size(); ++k)
            if (const auto one = (*list)[k].as_string()) out.emplace_back(*one);
    }
    return out;
}

}  // namespace quoin::dicom
