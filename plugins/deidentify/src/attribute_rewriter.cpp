#include "attribute_rewriter.hpp"

#include "shifted_dates.hpp"

#include <dicom/attribute.hpp>
#include <dicom/attribute_path.hpp>
#include <dicom/decode.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

namespace quoin::deidentify {
namespace {

using dicom::vr;

constexpr std::uint32_t patient_id = 0x00100020;
constexpr std::string_view dummy_text = "REMOVED";

/// Adds what `each` makes of the texts of an attribute, as one or as an array, as they came; null for what it makes
/// nothing of, and for what is no text.
void add_texts(view original, builder& out,
               const std::function<std::optional<std::string>(std::string_view)>& each) {
    const auto add_one = [&](view one) {
        const auto text = one.as_string();
        const auto made = text ? each(*text) : std::nullopt;
        if (made)
            out.add(*made);
        else
            out.null();
    };
    if (!original.is_array()) {
        add_one(original);
        return;
    }
    out.array();
    for (std::size_t i = 0; i < original.size(); ++i) add_one(original[i]);
    out.end();
}

bool is_name(view one) {
    bool groups = one.is_object();
    for (std::size_t i = 0; groups && i < one.size(); ++i) {
        const auto [group, text] = one.member(i);
        groups = (group == "Alphabetic" || group == "Ideographic" || group == "Phonetic") &&
                 (text.is_string() || text.is_null());
    }
    return groups;
}

bool is_one_of_its_kind(view one, vr of) {
    if (one.is_null()) return true;
    if (of == vr::SQ) return one.is_object();
    if (of == vr::PN) return one.is_string() || is_name(one);
    // DS and IS are numbers in a naturalized object; what is written as text has no place among other representations.
    if (of == vr::DS || of == vr::IS || (!dicom::is_text(of) && of != vr::AT)) return one.is_number();
    return one.is_string();
}

/// Representations whose value is bytes.
bool holds_bytes(vr of) noexcept {
    constexpr std::array all{vr::OB, vr::OD, vr::OF,       vr::OL,       vr::OV,
                             vr::OW, vr::UN, vr::OB_or_OW, vr::US_or_OW, vr::US_or_SS_or_OW};
    return std::ranges::find(all, of) != all.end();
}

/// Whether a value is such as its attribute has. Any other may hold anything, a whole data set too: what the profile does
/// to the attribute is then not done to what it holds.
bool is_of_its_kind(view original, vr of) {
    if (const auto shape = original.shape())
        return holds_bytes(of) ||
               (dicom::is_binary_number(of) && shape->dtype != QUOIN_U8 && shape->dtype != QUOIN_I8);
    if (!original.is_array()) return of != vr::SQ && is_one_of_its_kind(original, of);
    for (std::size_t i = 0; i < original.size(); ++i)
        if (!is_one_of_its_kind(original[i], of)) return false;
    return true;
}

/// Attributes of a code, which are no description (PS3.3 8.1).
bool is_of_a_code(std::uint32_t tag) noexcept {
    constexpr std::array<std::uint32_t, 5> codes{0x00080100, 0x00080102, 0x00080103, 0x00080119, 0x00080120};
    return std::ranges::find(codes, tag) != codes.end();
}

/// A code whose meaning only its makers know: anything may be in it (PS3.3 8.2).
bool has_private_code(view item) {
    const auto scheme = dicom::as_text(item["CodingSchemeDesignator"]);
    return scheme && (scheme->starts_with("99") || *scheme == "L");
}

/// Of an overlay (60xx,eeee) the group, else 0.
std::uint32_t overlay_group_of(std::string_view key, const dicom::dictionary_entry& known) {
    if (known.tag >> 24 != 0x60) return 0;
    std::uint32_t group = known.tag >> 16;
    const std::size_t colon = key.find(':');
    if (colon != std::string_view::npos)
        std::from_chars(key.data() + colon + 1, key.data() + key.size(), group, 16);
    return group;
}

/// Groups of overlays that have their own data. Without those what is left of a group would tell readers to look for the
/// overlay in bits of the pixel data, where it is not.
std::vector<std::uint32_t> removed_overlays(view object) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t group = 0x6000; group <= 0x60FE; group += 2)
        if (object[dicom::key_of(object, group << 16 | 0x3000)]) out.push_back(group);
    return out;
}

void add_names(view object, std::vector<std::string>& out) {
    for (std::size_t i = 0; i < object.size(); ++i) {
        const auto [key, member] = object.member(i);
        const dicom::dictionary_entry* const known = entry_of(key);
        if (!known || known->representation != vr::PN) continue;
        const std::size_t count = member.is_array() ? member.size() : 1;
        for (std::size_t k = 0; k < count; ++k) {
            const view name = member.is_array() ? member[k] : member;
            for (std::size_t group = 0; name.is_object() && group < name.size(); ++group)
                for (std::string& word : words_of(name[group].as_string().value_or("")))
                    out.push_back(std::move(word));
        }
    }
}

}  // namespace

const dicom::dictionary_entry* entry_of(std::string_view key) noexcept {
    const std::size_t colon = key.find(':');
    return dicom::find_keyword(key.substr(0, colon));
}

attribute_rewriter::attribute_rewriter(const rules& how, view object) : how_(how) {
    const auto id = dicom::as_text(object["PatientID"]).value_or("");
    const auto issuer = dicom::as_text(object["IssuerOfPatientID"]).value_or("");
    const auto study = dicom::as_text(object["StudyInstanceUID"]).value_or("");
    patient_ = how_.names.patient(id, issuer);
    days_ = how_.names.days(id.empty() ? study : std::string_view(patient_));
    add_names(object, names_);
}

treatment attribute_rewriter::of(const dicom::dictionary_entry& attribute) const {
    const treatment found = how_.by.of(attribute);
    if (found != treatment::shift || days_) return found;
    profile unmoved = how_.by;
    unmoved.modified_dates = false;
    return unmoved.of(attribute);
}

std::optional<std::string> attribute_rewriter::text(const dicom::dictionary_entry& attribute,
                                                    std::string_view original) const {
    switch (of(attribute)) {
        case treatment::keep:
            return std::string(original);
        case treatment::uid:
            return how_.names.uid(original);
        case treatment::shift:
            if (attribute.representation == vr::TM) return std::string(original);
            return some_days_before(original, *days_);
        case treatment::clean: {
            std::string kept = how_.words.cleaned(original, names_);
            return kept.empty() ? std::nullopt : std::optional(std::move(kept));
        }
        case treatment::remove:
        case treatment::empty:
        case treatment::dummy:
            break;
    }
    return std::nullopt;
}

void attribute_rewriter::add_items(view sequence, builder& out, bool cleaned) const {
    out.array();
    for (std::size_t i = 0; i < sequence.size(); ++i) {
        if (cleaned && has_private_code(sequence[i])) continue;
        out.object();
        add_members(sequence[i], out, cleaned);
        out.end();
    }
    out.end();
}

void attribute_rewriter::add_dummy(const dicom::dictionary_entry& attribute, view original,
                                   builder& out) const {
    const bool several = original.is_array();
    if (attribute.representation == vr::SQ) {
        out.array().object().end().end();
        return;
    }
    if (original.is_typed()) {
        out.typed<std::uint8_t>(1)[0] = 0;
        return;
    }
    if (several) out.array();
    switch (attribute.representation) {
        case vr::PN:
            out.object().member("Alphabetic", dummy_text).end();
            break;
        case vr::UI: {
            const view first = several ? original[0] : original;
            out.add(how_.names.uid(first.as_string().value_or("")));
            break;
        }
        case vr::DA:
            out.add("19000101");
            break;
        case vr::DT:
            out.add("19000101000000");
            break;
        case vr::TM:
            out.add("000000");
            break;
        case vr::AS:
            out.add("000Y");
            break;
        case vr::DS:
        case vr::FL:
        case vr::FD:
            out.add(0.0);
            break;
        case vr::IS:
        case vr::SL:
        case vr::SS:
        case vr::SV:
        case vr::UL:
        case vr::US:
        case vr::UV:
            out.add(0);
            break;
        default:
            if (attribute.tag == patient_id)
                out.add(patient_);
            else
                out.add(dummy_text);
    }
    if (several) out.end();
}

bool attribute_rewriter::add_member(std::string_view name, const dicom::dictionary_entry& attribute,
                                    view original, builder& out, bool cleaned) const {
    const bool sequence = attribute.representation == vr::SQ && original.is_array();
    treatment what = of(attribute);
    if (what == treatment::keep && cleaned && holds_words(attribute.representation) &&
        !is_of_a_code(attribute.tag))
        what = treatment::clean;
    if (what == treatment::remove) return false;
    // A reference to bulk data elsewhere says in its address which study and series they are of.
    if (original.is_object() && original["BulkDataURI"]) return false;
    if (!original.is_null() && !is_of_its_kind(original, attribute.representation)) return false;
    out.key(name);
    if (original.is_null() || (original.is_array() && original.size() == 0)) {
        out.add(original);  // nothing there: nothing to hide
        return true;
    }
    switch (what) {
        case treatment::keep:
            if (sequence)
                add_items(original, out, cleaned);
            else
                out.add(original);
            break;
        case treatment::clean:
            if (sequence)
                add_items(original, out, true);
            else
                add_texts(original, out, [&](std::string_view text) -> std::optional<std::string> {
                    std::string kept = how_.words.cleaned(text, names_);
                    return kept.empty() ? std::nullopt : std::optional(std::move(kept));
                });
            break;
        case treatment::uid:
        case treatment::shift:
            add_texts(original, out, [&](std::string_view one) { return text(attribute, one); });
            break;
        case treatment::empty:
            if (sequence)
                out.array().end();
            else
                out.null();
            break;
        case treatment::dummy:
            add_dummy(attribute, original, out);
            break;
        case treatment::remove:
            break;
    }
    return true;
}

void attribute_rewriter::add_members(view object, builder& out, bool cleaned) const {
    std::optional<std::vector<std::uint32_t>> overlays;  // found out where there is one
    for (std::size_t i = 0; i < object.size(); ++i) {
        const auto [key, member] = object.member(i);
        const dicom::dictionary_entry* const known = entry_of(key);
        if (known != nullptr) {
            if (const std::uint32_t group = overlay_group_of(key, *known)) {
                if (!overlays) overlays = removed_overlays(object);
                if (std::ranges::find(*overlays, group) != overlays->end()) continue;
            }
            add_member(key, *known, member, out, cleaned);
        } else if (key == "detectedTransferSyntaxUID") {
            out.member(key, member);
        }
    }
}

}  // namespace quoin::deidentify
