#include "deidentified_object.hpp"

#include <algorithm>
#include <array>

namespace quoin::deidentify {
namespace {

constexpr std::string_view own_member = "deidentified";

struct method_code {
    std::string_view value, meaning;
};
// PS3.16 CID 7050.
constexpr method_code basic_profile{"113100", "Basic Application Confidentiality Profile"};
constexpr method_code clean_descriptors{"113105", "Clean Descriptors Option"};
constexpr method_code modified_dates{"113107",
                                     "Retain Longitudinal Temporal Information Modified Dates Option"};

void add_code(const method_code& of, builder& out) {
    out.object()
        .member("CodeValue", of.value)
        .member("CodingSchemeDesignator", "DCM")
        .member("CodeMeaning", of.meaning)
        .end();
}

/// What an object says of itself when it is de-identified, and may have said before (PS3.15 E.1.1 items 5 to 7).
constexpr std::array<std::string_view, 4> statements{"PatientIdentityRemoved", "DeidentificationMethod",
                                                     "DeidentificationMethodCodeSequence",
                                                     "LongitudinalTemporalInformationModified"};

void add_statements(const profile& by, view before, builder& out) {
    out.member("PatientIdentityRemoved", "YES");
    out.key("DeidentificationMethod").array().add("PS3.15 Basic Profile");
    if (by.modified_dates) out.add("dates modified");
    if (by.clean_descriptors) out.add("descriptors cleaned");
    out.end();
    out.key("DeidentificationMethodCodeSequence").array();
    for (std::size_t i = 0; before.is_array() && i < before.size(); ++i) out.add(before[i]);
    add_code(basic_profile, out);
    if (by.clean_descriptors) add_code(clean_descriptors, out);
    if (by.modified_dates) add_code(modified_dates, out);
    out.end();
    out.member("LongitudinalTemporalInformationModified", by.modified_dates ? "MODIFIED" : "REMOVED");
}

}  // namespace

value deidentified_object(const rules& how, view original, view scaling) {
    const attribute_rewriter rewriter(how, original);
    builder out;
    out.object();
    builder rest;  // what the object itself may have said of de-identification goes through the profile first
    rest.object();
    rewriter.add_members(original, rest);
    const value rewritten = rest.end().finish();
    for (std::size_t i = 0; i < rewritten.size(); ++i) {
        const auto [key, member] = rewritten.member(i);
        if (std::ranges::find(statements, key) == statements.end()) out.member(key, member);
    }
    add_statements(how.by, rewritten["DeidentificationMethodCodeSequence"], out);
    out.key(own_member).object().member("mark", how.names.mark()).member_if("scalingModule", scaling).end();
    return out.end().finish();
}

bool is_deidentified(const rules& how, view object) {
    return object[own_member]["mark"].as_string() == how.names.mark();
}

value deidentified_scaling(const rules& how, view original, view scaling) {
    const attribute_rewriter rewriter(how, original);
    builder out;
    out.object();
    for (std::size_t i = 0; i < scaling.size(); ++i) {
        const auto [key, member] = scaling.member(i);
        if (key != "inputs") {
            out.member(key, member);
            continue;
        }
        out.key(key).array();
        for (std::size_t k = 0; k < member.size(); ++k) {
            const view input = member[k];
            const dicom::dictionary_entry* const known =
                entry_of(input["attribute"].as_string().value_or(""));
            if (!known) continue;
            const auto text = input["text"].as_string();
            if (!text) {
                if (rewriter.of(*known) == treatment::keep) out.add(input);
                continue;
            }
            if (const auto kept = rewriter.text(*known, *text))
                out.object()
                    .member("attribute", input["attribute"])
                    .member("tag", input["tag"])
                    .member("text", *kept)
                    .end();
        }
        out.end();
    }
    return out.end().finish();
}

}  // namespace quoin::deidentify
