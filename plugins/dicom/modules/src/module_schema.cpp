#include <dicom/module_schema.hpp>

#include <dicom/dictionary.hpp>

#include <string>

namespace quoin::dicom {
namespace {

void type(builder& out, std::string_view name) {
    out.member("type", name);
}

/// Bytes in JSON: inline, or where they are.
void add_bytes(builder& out) {
    out.object().key("anyOf").array();
    for (const char* const member : {"InlineBinary", "BulkDataURI"}) {
        out.object().member("type", "object").key("properties").object();
        out.key(member).object().member("type", "string").end().end();
        out.key("required").array().add(member).end();
        out.member("additionalProperties", false).end();
    }
    out.end().end();
}

void add_object_type(builder& out, std::span<const field> fields);

/// Items of an array: one of a type, or an empty value in its place.
void add_array(builder& out, std::string_view item, std::size_t count) {
    type(out, "array");
    out.key("items").object().key("type").array().add(item).add("null").end().end();
    if (count != 0) out.member("minItems", count).member("maxItems", count);
}

void add_items(builder& out, std::span<const field> fields) {
    type(out, "array");
    out.member("minItems", 1).key("items").object();
    add_object_type(out, fields);
    out.end();
}

void add_name_type(builder& out) {
    type(out, "object");
    out.key("properties").object();
    for (const char* const group : {"Alphabetic", "Ideographic", "Phonetic"})
        out.key(group).object().member("type", "string").end();
    out.end().member("additionalProperties", false).member("minProperties", 1);
}

void add_kind(builder& out, const field& one) {
    switch (one.is) {
        case kind::text:
            return type(out, "string");
        case kind::integer:
        case kind::pixel_value:
            return type(out, "integer");
        case kind::real:
            return type(out, "number");
        case kind::flag:
            return type(out, "boolean");
        case kind::texts:
            return add_array(out, "string", one.count);
        case kind::integers:
            return add_array(out, "integer", one.count);
        case kind::reals:
            return add_array(out, "number", one.count);
        case kind::name:
            return add_name_type(out);
        case kind::object:
            return add_object_type(out, one.item);
        case kind::items:
        case kind::objects:
        case kind::other_objects:
            return add_items(out, one.item);
        case kind::numbers:
            out.key("anyOf").array().object();
            type(out, "array");
            out.key("items").object().member("type", "integer").end().end();
            add_bytes(out);
            out.end();
            return;
        case kind::bytes:
            out.key("anyOf").array();
            add_bytes(out);
            out.end();
            return;
        case kind::bytes_list:
            type(out, "array");
            out.key("items");
            add_bytes(out);
            return;
    }
}

/// "PatientID (0010,0020): in mm: what is to be known"
std::string description_of(const field& one) {
    std::string out;
    if (!one.keyword.empty()) {
        out = one.keyword;
        if (const dictionary_entry* const known = find_keyword(one.keyword)) {
            constexpr const char* hex = "0123456789ABCDEF";
            out += " (";
            for (int shift = 28; shift >= 0; shift -= 4) {
                if (shift == 12) out += ',';
                out += hex[known->tag >> shift & 0xFU];
            }
            out += ')';
        }
    }
    if (!one.unit.empty()) out += (out.empty() ? "" : ", ") + std::string(one.unit);
    if (!one.about.empty()) out += (out.empty() ? "" : ": ") + std::string(one.about);
    return out;
}

void add_object_type(builder& out, std::span<const field> fields) {
    type(out, "object");
    if (fields.empty()) return;
    out.key("properties").object();
    bool any_required = false;
    for (const field& one : fields) {
        any_required = any_required || one.added_by == adder::always;
        out.key(one.output).object();
        if (const std::string text = description_of(one); !text.empty()) out.member("description", text);
        add_kind(out, one);
        out.end();
    }
    out.end();
    if (any_required) {
        out.key("required").array();
        for (const field& one : fields)
            if (one.added_by == adder::always) out.add(one.output);
        out.end();
    }
    out.member("additionalProperties", false);
}

}  // namespace

value schema_of(const metadata_module& module) {
    builder out;
    out.object();
    out.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    out.member("$id", "urn:quoin:module:" + std::string(module.type));
    out.member("title", module.type);
    out.member("description", std::string(module.about) + " (" + std::string(module.standard) + "); of " +
                                  std::string(describe(module.to)));
    add_object_type(out, module.fields);
    out.member("minProperties", 1);
    return out.end().finish();
}

}  // namespace quoin::dicom
