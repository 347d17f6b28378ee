#include <dicom/described_schema.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

/// A field with the fields below it.
struct part {
    std::string_view name;
    const field_info* said = nullptr;
    bool array = false;  ///< what is below is of its items
    std::vector<part> below = {};
};

void place(part& root, const field_info& field) {
    part* at = &root;
    std::string_view rest = field.name;
    while (!rest.empty()) {
        const std::size_t dot = rest.find('.');
        std::string_view step = rest.substr(0, dot);
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
        const bool array = step.ends_with("[]");
        if (array) step.remove_suffix(2);
        auto found = std::ranges::find(at->below, step, &part::name);
        if (found == at->below.end()) found = at->below.insert(found, part{step});
        found->array = found->array || array;
        at = &*found;
    }
    at->said = &field;
}

std::string_view json_type(std::string_view kind) {
    if (kind == "int") return "integer";
    if (kind == "real") return "number";
    if (kind == "bool") return "boolean";
    if (kind == "object") return "object";
    return "string";
}

void add_bytes(builder& out) {
    out.key("anyOf").array();
    for (const char* const member : {"InlineBinary", "BulkDataURI"}) {
        out.object().member("type", "object").key("properties").object();
        out.key(member).object().member("type", "string").end().end();
        out.key("required").array().add(member).end();
        out.member("additionalProperties", false).end();
    }
    out.end();
}

void add_type(builder& out, std::string_view type, bool nullable) {
    if (nullable)
        out.key("type").array().add(type).add("null").end();
    else
        out.member("type", type);
}

void add_members(builder& out, const std::vector<part>& parts);

/// The members of a schema of that kind: "real[3]", "object[]", "string?".
void add_kind(builder& out, std::string_view kind, const std::vector<part>& below) {
    const bool nullable = kind.ends_with('?');
    if (nullable) kind.remove_suffix(1);
    if (kind.ends_with(']')) {
        const std::size_t open = kind.rfind('[');
        std::size_t count = 0;
        std::from_chars(kind.data() + open + 1, kind.data() + kind.size() - 1, count);
        add_type(out, "array", nullable);
        out.key("items").object();
        add_kind(out, kind.substr(0, open), below);
        out.end();
        if (count != 0) out.member("minItems", count).member("maxItems", count);
        return;
    }
    if (kind == "any" || kind.empty()) return;
    if (kind == "bytes") return add_bytes(out);
    add_type(out, json_type(kind), nullable);
    if (kind == "object" && !below.empty()) add_members(out, below);
}

std::string text_of(const field_info& said) {
    std::string out(said.source);
    if (!said.unit.empty()) out += (out.empty() ? "" : ", ") + std::string(said.unit);
    if (!said.about.empty()) out += (out.empty() ? "" : ": ") + std::string(said.about);
    return out;
}

void add_members(builder& out, const std::vector<part>& parts) {
    out.key("properties").object();
    bool open = false;
    for (const part& one : parts) {
        open = open || one.name == "*";
        if (one.name == "*") continue;
        out.key(one.name).object();
        if (one.said != nullptr)
            if (const std::string text = text_of(*one.said); !text.empty()) out.member("description", text);
        const std::string_view unsaid = one.array ? "object[]" : "object";
        add_kind(out, one.said != nullptr ? one.said->kind : unsaid, one.below);
        out.end();
    }
    out.end();
    if (!open) out.member("additionalProperties", false);
}

}  // namespace

value schema_of(const type_info& described) {
    part root{{}};
    for (const field_info& field : described.fields) place(root, field);
    builder out;
    out.object();
    out.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    out.member("$id", "urn:quoin:module:" + std::string(described.type));
    out.member("title", described.type);
    std::string about(described.about);
    if (!described.standard.empty()) about += " (" + std::string(described.standard) + ")";
    out.member("description", about);
    add_kind(out, root.said != nullptr ? root.said->kind : std::string_view("object"), root.below);
    return out.end().finish();
}

answer schema_of(std::span<const type_info> described, std::string_view type) {
    for (const type_info& one : described)
        if (one.type == type && !one.fields.empty()) return schema_of(one);
    return pass;
}

}  // namespace quoin::dicom
