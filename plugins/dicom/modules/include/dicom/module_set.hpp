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
    /// The same of several types of one imageId, whose instance and SOP class are looked at once; but for those of
    /// which `is_left` says, by type and instance, that they take more than the instance. For provider::get_row.
    template <class Test>
    void get_row(call& asked_in, row& asked, Test&& is_left) const {
        const row_of_instance with(asked_in, asked);
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (!is_left(asked.type(i), view(with.instance))) answer_in(with, i);
    }
    /// The module of that type, which must be one of the table, of an instance that is at hand; pass where it has
    /// none.
    answer made_of(const module_input& from, std::string_view type) const;
    /// For provider::extension.
    const void* extension(std::string_view id) const noexcept { return descriptions_.extension(id); }

 private:
    /// A line of the table with its names turned into keys.
    struct prepared_module {
        explicit prepared_module(const metadata_module& line);

        const metadata_module* line;
        prepared_fields fields;
        std::size_t given = 0;  ///< fields
        /// Of these the pixel values, and those of the module's function.
        struct given_field {
            std::size_t place;
            key name;  ///< of the attribute; of the output
        };
        std::vector<given_field> pixel_values, of_function;
        /// Nothing where only a builder makes the module.
        std::optional<mould> in_mould;
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
    /// What the modules of a row have in common.
    struct row_of_instance {
        row_of_instance(call& in, row& of);

        call& asked_in;
        row& asked;
        value instance;  ///< empty: there is none
        sop_class_facts sop_class = {};
    };
    const prepared_module* module_of(const row& asked, std::size_t i) const;
    void answer_in(const row_of_instance& with, std::size_t i) const;
    static answer made_of(const module_input& from, const prepared_module& module);
    /// Empty where the instance has nothing of it.
    static value made_if_any(const module_input& from, const prepared_module& module);
    static std::optional<value> moulded(const module_input& from, const prepared_module& module,
                                        given_fields& given);
    static value built(const module_input& from, const prepared_module& module, const given_fields& given);

    std::unordered_map<std::string_view, prepared_module, name_hash> prepared_;
    std::vector<const prepared_module*> by_place_;  // in the order of the table
    module_descriptions descriptions_;
};

}  // namespace quoin::dicom
