// A plugin that says what its types mean: one whole, one in text that is no UTF-8, one not at all.
#include <quoin/quoin.hpp>
#include <quoin/type_info.hpp>

struct described_types : quoin::provider {
    static constexpr auto types = quoin::types("lesion", "garbled", "silent");
    static constexpr quoin::descriptor info{.id = "test.described", .types = types, .thread_safe = true};
    static constexpr quoin::field_info fields[] = {
        {.name = "volume", .kind = "real", .unit = "mL", .source = "PixelSpacing", .about = "of all | of it"},
        {.name = "slices", .kind = "int[]"},
        {.name = "reader", .kind = "string", .about = "who measured"}};
    static constexpr quoin::field_info broken[] = {{.name = "\xff", .kind = "real"}};
    static constexpr quoin::type_info described[] = {
        {.type = "lesion", .about = "what readers measured", .standard = "PS3.3 C.99", .fields = fields},
        {.type = "garbled", .about = "\xff", .fields = broken}};

    explicit described_types(const quoin::setup&) {}
    quoin::answer get(quoin::call&, const quoin::request&) override { return quoin::pass; }
    const void* extension(std::string_view id) override { return descriptions.extension(id); }

    quoin::type_descriptions descriptions{described};
};

QUOIN_PLUGIN(described_types)
