#include "type_listing.hpp"

#include <quoin/ext/type_info.h>

#include <cstddef>

namespace quoin::detail {

namespace {

/// Member number index of an array whose elements are as long as the plugin knew them: the first one says it.
template <class Struct>
const Struct& element(const Struct* first, std::size_t index) {
    return *reinterpret_cast<const Struct*>(reinterpret_cast<const std::byte*>(first) +
                                            index * first->struct_size);
}

/// Structs of this extension never were shorter than they are here.
template <class Struct>
bool whole(const Struct* first, std::size_t count) {
    return first != nullptr && count != 0 && first->struct_size >= sizeof(Struct);
}

const quoin_type_info* description(engine::provider& from, std::string_view type) {
    const auto* const table =
        static_cast<const quoin_provider_type_info*>(from.extension(QUOIN_EXT_TYPE_INFO));
    if (!whole(table, 1) || !whole(table->types, table->type_count)) return nullptr;
    for (std::size_t i = 0; i < table->type_count; ++i)
        if (to_view(element(table->types, i).type) == type) return &element(table->types, i);
    return nullptr;
}

void member(builder& out, std::string_view name, quoin_str text) {
    if (text.len != 0) out.member(name, to_view(text));
}

void write(builder& out, const quoin_type_info& said) {
    member(out, "about", said.about);
    member(out, "subject", said.subject);
    member(out, "standard", said.standard);
    if (!whole(said.fields, said.field_count)) return;
    out.key("fields").array();
    for (std::size_t i = 0; i < said.field_count; ++i) {
        const quoin_field_info& field = element(said.fields, i);
        out.object().member("name", to_view(field.name));
        member(out, "kind", field.kind);
        member(out, "unit", field.unit);
        member(out, "source", field.source);
        member(out, "about", field.about);
        out.end();
    }
    out.end();
}

/// What a provider says of a type; empty where it says nothing, or nothing that can be read.
value described(engine::provider& by, std::string_view type) {
    const quoin_type_info* const said = description(by, type);
    if (said == nullptr) return {};
    try {
        builder out;
        out.object();
        write(out, *said);
        return out.end().finish();
    } catch (const error&) {
        return {};  // text that is no UTF-8 costs the plugin its description alone
    }
}

}  // namespace

value type_listing(const host_state& of) {
    builder out;
    out.array();
    for (const std::string& type : of.asks.types()) {
        std::vector<std::string> ids;
        value says;
        std::string by;
        of.asks.each_in_chain(type, [&](const engine::registration& how, engine::provider& one) {
            ids.push_back(how.id);
            if (says) return;
            says = described(one, type);
            if (says) by = how.id;
        });
        out.object().member("type", type).key("providers").array();
        for (const std::string& id : ids) out.add(id);
        out.end();
        for (std::size_t i = 0; i < says.size(); ++i) out.member(says.member(i).first, says.member(i).second);
        if (says) out.member("describedBy", by);
        out.end();
    }
    return out.end().finish();
}

}  // namespace quoin::detail
