// The table of keys as JSON Schema.
#include <loader/manifest.hpp>
#include <loader/manifest_keys.hpp>

#include <quoin/json.hpp>

namespace quoin::loader {

namespace {

void add_section(builder& to, section which);

void add_choices(builder& to, std::string_view choices) {
    to.array();
    while (!choices.empty()) {
        const std::size_t bar = std::min(choices.find('|'), choices.size());
        to.add(choices.substr(0, bar));
        choices.remove_prefix(std::min(bar + 1, choices.size()));
    }
    to.end();
}

void add_range(builder& to, const key_spec& key) {
    to.member("type", "integer").member("minimum", key.least).member("maximum", key.most);
}

void add_text(builder& to) {
    to.member("type", "string").member("minLength", 1).member("maxLength", 4096);
}

void add_kind(builder& to, const key_spec& key) {
    switch (key.kind) {
        case key_kind::whole_number:
            return add_range(to, key);
        case key_kind::flag:
            to.member("type", "boolean");
            return;
        case key_kind::text:
            return add_text(to);
        case key_kind::choice:
            add_choices(to.key("enum"), key.choices);
            return;
        case key_kind::identifier:
            to.member("type", "string").member("pattern", "^[A-Za-z0-9._-]{1,255}$");
            return;
        case key_kind::digest:
            to.member("type", "string").member("pattern", "^[0-9A-Fa-f]{64}$");
            return;
        case key_kind::texts:
            to.member("type", "array").member("uniqueItems", true).key("items").object();
            add_text(to);
            to.end();
            return;
        case key_kind::numbers_by_type:
            to.member("type", "object").key("propertyNames").object().member("minLength", 1).end();
            to.key("additionalProperties").object();
            add_range(to, key);
            to.end();
            return;
        case key_kind::tree:
            to.member("type", "object");
            return;
        case key_kind::part:
            return add_section(to, key.inner);
        case key_kind::parts:
            to.member("type", "array").key("items").object();
            add_section(to, key.inner);
            to.end();
            return;
    }
}

void add_section(builder& to, section which) {
    to.member("type", "object").member("additionalProperties", false);
    to.key("required").array();
    for (const key_spec& key : manifest_keys())
        if (key.in == which && key.needed) to.add(key.name);
    to.end().key("properties").object();
    for (const key_spec& key : manifest_keys()) {
        if (key.in != which) continue;
        to.key(key.name).object().member("description", key.doc);
        add_kind(to, key);
        if (!key.fallback.empty()) to.member("default", from_json(key.fallback));
        to.end();
    }
    to.end();
}

}  // namespace

std::string manifest_schema() {
    builder out;
    out.object()
        .member("$schema", "https://json-schema.org/draft/2020-12/schema")
        .member("title", "Quoin manifest")
        .member("description", "Which metadata providers a Quoin host loads, and how it asks them.");
    add_section(out, section::manifest);
    return to_json(out.end().finish(), {.indent = 2}) + "\n";
}

}  // namespace quoin::loader
