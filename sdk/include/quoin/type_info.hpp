// quoin/type_info.hpp - describe the types of a C++ provider, for `quoin types` (extension
// "quoin.type-info/1"):
//
//     static constexpr quoin::field_info fields[] = {{.name = "volume", .kind = "real", .unit = "mL"}};
//     static constexpr quoin::type_info described[] = {
//         {.type = "com.acme.lesion", .about = "what our readers measured", .fields = fields}};
//     quoin::type_descriptions descriptions{described};
//     const void* extension(std::string_view id) override { return descriptions.extension(id); }
#pragma once

#include <quoin/ext/type_info.h>
#include <quoin/value.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace quoin {

/// quoin_field_info in C++. Text must live as long as the provider.
struct field_info {
    std::string_view name = {};
    std::string_view kind = {};
    std::string_view unit = {};
    std::string_view source = {};
    std::string_view about = {};
};

/// quoin_type_info in C++.
struct type_info {
    std::string_view type;
    std::string_view about = {};
    std::string_view subject = {};
    std::string_view standard = {};
    std::span<const field_info> fields = {};
};

/// The C tables of descriptions: a member of the provider that they are of.
class type_descriptions {
 public:
    explicit type_descriptions(std::span<const type_info> described) {
        std::size_t count = 0;
        for (const type_info& one : described) count += one.fields.size();
        fields_.reserve(count);
        types_.reserve(described.size());
        for (const type_info& one : described) {
            const std::size_t first = fields_.size();
            for (const field_info& field : one.fields)
                fields_.push_back({sizeof(quoin_field_info), 0, to_str(field.name), to_str(field.kind),
                                   to_str(field.unit), to_str(field.source), to_str(field.about)});
            types_.push_back({sizeof(quoin_type_info), 0, to_str(one.type), to_str(one.about),
                              to_str(one.subject), to_str(one.standard), fields_.data() + first,
                              one.fields.size()});
        }
        table_ = {sizeof table_, 0, types_.data(), types_.size()};
    }
    type_descriptions(const type_descriptions&) = delete;
    type_descriptions& operator=(const type_descriptions&) = delete;

    /// What provider::extension is to return for that id: the table, or null where it is another extension.
    const void* extension(std::string_view id) const noexcept {
        return id == QUOIN_EXT_TYPE_INFO ? &table_ : nullptr;
    }

 private:
    std::vector<quoin_field_info> fields_;
    std::vector<quoin_type_info> types_;
    quoin_provider_type_info table_{};
};

}  // namespace quoin
