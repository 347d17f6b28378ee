// dicom/module_set.hpp - a table of modules, made ready to answer: what a plugin of modules is but for its
// descriptor.
#pragma once

#include <dicom/module_copy.hpp>
#include <dicom/module_descriptions.hpp>

#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace quoin::dicom {

/// The JSON Schema of a module; its subject is the module's name. Every plugin with modules serves it, each
/// for its own.
inline constexpr std::string_view schema_type = "moduleSchema";
inline constexpr type_info described_schema_type{
    .type = schema_type,
    .about = "the JSON Schema (2020-12) that a module's answers validate against",
    .subject = "the name of a module"};

/// The types of a table and others, as a descriptor wants them.
template <std::size_t N, class... Others>
constexpr std::array<quoin_str, N + sizeof...(Others)> types_of(const metadata_module (&modules)[N],
                                                                const Others&... others) {
    std::array<quoin_str, N + sizeof...(Others)> out{};
    std::size_t at = 0;
    for (const metadata_module& one : modules) out[at++] = to_str(one.type);
    ((out[at++] = to_str(std::string_view(others))), ...);
    return out;
}

/// The instance of an imageId; nothing where there is none or it is null. Throws error where it is no object.
std::optional<value> instance_of(call& asked_in, std::string_view image_id);

class module_set {
 public:
    /// `others` are types of the plugin that are not in the table. Both must outlive this.
    module_set(std::span<const metadata_module> modules, std::span<const type_info> others);

    /// A module of the one subject's instance, or the schema of a module; pass for every other type.
    answer get(call& asked_in, const request& asked) const;
    /// The module of that type, which must be one of the table, of an instance that is at hand; pass where it has
    /// none.
    answer made_of(const module_input& from, std::string_view type) const;
    /// For provider::extension.
    const void* extension(std::string_view id) const noexcept { return descriptions_.extension(id); }

 private:
    /// A line of the table with its names turned into keys.
    struct prepared_module {
        const metadata_module* line;
        prepared_fields fields;
    };
    /// Enough to tell some twenty names apart; to read them whole would cost more than all else of a look-up.
    struct name_hash {
        std::size_t operator()(std::string_view name) const noexcept {
            if (name.empty()) return 0;
            const auto letter = [name](std::size_t at) -> std::size_t {
                return static_cast<unsigned char>(name[at]);
            };
            constexpr std::size_t factor = 31;
            return (name.size() * factor + letter(0)) * factor + letter(name.size() / 2);
        }
    };
    static answer made_of(const module_input& from, const prepared_module& module);

    std::unordered_map<std::string_view, prepared_module, name_hash> prepared_;
    module_descriptions descriptions_;
};

}  // namespace quoin::dicom
