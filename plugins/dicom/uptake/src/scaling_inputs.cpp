#include <dicom/scaling_inputs.hpp>

#include <dicom/dictionary.hpp>

#include <algorithm>

namespace quoin::dicom {
namespace {

/// A private element may have come without its VR, as bytes of text.
std::string text_of(view attribute) {
    if (const auto shape = attribute.shape(); shape && shape->dtype == QUOIN_U8 && shape->count <= 64) {
        const auto bytes = attribute.elements<std::uint8_t>();
        std::string out(bytes.begin(), bytes.end());
        while (!out.empty() && (out.back() == ' ' || out.back() == '\0')) out.pop_back();
        return out;
    }
    return std::string(as_text(attribute).value_or(""));
}

std::optional<double> number_of(view attribute) {
    const view one = attribute.is_array() ? attribute[0] : attribute;
    if (!one.is_typed()) return as_number(one);
    const std::string text = text_of(one);
    return text.empty() ? std::nullopt : as_number(value::of(std::string_view(text)));
}

}  // namespace

std::string tag_of(std::string_view keyword) {
    const dictionary_entry* const known = find_keyword(keyword);
    if (!known) return std::string(keyword);
    constexpr const char* hex = "0123456789ABCDEF";
    std::string out = "(";
    for (int shift = 28; shift >= 0; shift -= 4) {
        if (shift == 12) out += ',';
        out += hex[known->tag >> shift & 0xFU];
    }
    return out + ")";
}

void scaling_inputs::keep(input one) {
    if (std::ranges::find(used_, one.keyword, &input::keyword) == used_.end())
        used_.push_back(std::move(one));
}

std::optional<double> scaling_inputs::positive(view from, std::string_view keyword) {
    const view attribute = from[keyword];
    if (is_absent(attribute)) {
        refuse(keyword, "is missing");
        return std::nullopt;
    }
    const auto number = number_of(attribute);
    if (!number || *number <= 0) {
        refuse(keyword, "is not a number above 0");
        return std::nullopt;
    }
    keep({std::string(keyword), tag_of(keyword), number, {}});
    return number;
}

std::optional<std::string> scaling_inputs::text(view from, std::string_view keyword) {
    std::string found = text_of(from[keyword]);
    if (found.empty()) return std::nullopt;
    keep({std::string(keyword), tag_of(keyword), std::nullopt, found});
    return found;
}

void scaling_inputs::refuse(std::string_view keyword, std::string_view why) {
    const std::string tag = tag_of(keyword);
    reasons_.push_back((tag == keyword ? tag : std::string(keyword) + " " + tag) + " " + std::string(why));
}

void scaling_inputs::add_to(builder& out) const {
    out.key("inputs").array();
    for (const input& one : used_) {
        out.object().member("attribute", one.keyword).member("tag", one.tag);
        if (one.number)
            out.member("value", *one.number);
        else
            out.member("text", one.text);
        out.end();
    }
    out.end();
}

void add_reasons(builder& out, const char* name, const std::vector<std::string>& reasons) {
    if (reasons.empty()) return;
    out.key(name).array();
    for (const std::string& one : reasons) out.add(one);
    out.end();
}

}  // namespace quoin::dicom
