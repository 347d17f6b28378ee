#include "deidentified_module.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace quoin::deidentify {
namespace {

std::string in_lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// "patientId" and "sopInstanceUID" are not the dictionary's keywords but for their letters' case.
const dicom::dictionary_entry* entry_in_any_case(std::string_view name) {
    static const auto entries = [] {
        std::unordered_map<std::string, const dicom::dictionary_entry*> out;
        for (std::size_t i = 0; i < dicom::dictionary_size(); ++i)
            out.emplace(in_lower_case(dicom::at(i).keyword), &dicom::at(i));
        return out;
    }();
    const auto found = entries.find(in_lower_case(name));
    return found == entries.end() ? nullptr : found->second;
}

bool says_the_same(view attribute, view member) {
    return attribute && (attribute == member || (attribute.is_array() && attribute[0] == member));
}

}  // namespace

value deidentified_module(const rules& how, view module, view instance) {
    const attribute_rewriter rewriter(how);
    builder out;
    out.object();
    for (std::size_t i = 0; i < module.size(); ++i) {
        const auto [name, member] = module.member(i);
        const dicom::dictionary_entry* const known = entry_in_any_case(name);
        if (!known || says_the_same(instance[known->keyword.view()], member))
            out.member(name, member);
        else
            rewriter.add_member(name, *known, member, out);
    }
    return out.end().finish();
}

}  // namespace quoin::deidentify
