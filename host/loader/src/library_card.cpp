// What a plugin's entry function gave, judged before anything of it is used.
#include "library_scan.hpp"
#include "printable.hpp"

#include <engine/plugin_provider.hpp>
#include <quoin/value.hpp>

#include <cstddef>
#include <set>

namespace quoin::loader {

namespace {

constexpr std::size_t max_providers = 1000;
constexpr std::size_t max_types = 10'000;
constexpr std::size_t longest_name = 255;
constexpr std::size_t longest_words = 4096;
constexpr std::size_t plugin_size = offsetof(quoin_plugin, create) + sizeof(quoin_plugin::create);
constexpr std::size_t descriptor_size =
    offsetof(quoin_descriptor, type_count) + sizeof(quoin_descriptor::type_count);

std::string version(std::uint32_t minor) {
    return std::to_string(QUOIN_ABI_MAJOR) + "." + std::to_string(minor);
}

std::string too_small(const std::string& what, std::uint32_t found, std::size_t expected) {
    return "expected " + what + " of at least " + std::to_string(expected) + " bytes, found struct_size " +
           std::to_string(found) + "; set struct_size to sizeof of the struct";
}

bool is_broken(quoin_str text, std::size_t longest) {
    return text.len > longest || (text.len > 0 && !text.ptr) ||
           first_bad_utf8(to_view(text)) != std::string_view::npos;
}

bool is_identifier(quoin_str text) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";
    return !is_broken(text, longest_name) && text.len > 0 &&
           to_view(text).find_first_not_of(allowed) == std::string_view::npos;
}

std::string refusal_of_plugin(const quoin_plugin& plugin) {
    if (plugin.struct_size < plugin_size) return too_small("a quoin_plugin", plugin.struct_size, plugin_size);
    if (plugin.abi_major != QUOIN_ABI_MAJOR)
        return "expected ABI major " + std::to_string(QUOIN_ABI_MAJOR) + ", found " +
               std::to_string(plugin.abi_major) +
               "; build the plugin with this host's SDK, or use a host of that major";
    if (plugin.min_host_minor > QUOIN_ABI_MINOR)
        return "expected a plugin for host ABI " + version(QUOIN_ABI_MINOR) +
               " or older, found one that needs " + version(plugin.min_host_minor) +
               "; update the host, or build the plugin with a lower min_host_minor";
    if (!plugin.create) return "expected a create function, found null; correct the plugin";
    if (plugin.descriptor_count == 0 || plugin.descriptor_count > max_providers || !plugin.descriptors)
        return "expected 1 to " + std::to_string(max_providers) + " providers, found " +
               (plugin.descriptors ? std::to_string(plugin.descriptor_count) : "a null list") +
               "; correct the plugin";
    return {};
}

std::string refusal_of_types(const quoin_descriptor& one) {
    if (!one.types && one.type_count > 0)
        return "expected types, found null with a type_count of " + std::to_string(one.type_count) +
               "; give the list, or 0 for any type";
    if (one.types && one.type_count == 0)
        return "expected types, or null for any type, found a list of none: the provider would never be "
               "asked; correct "
               "the plugin";
    if (one.type_count > max_types)
        return "expected at most " + std::to_string(max_types) + " types, found " +
               std::to_string(one.type_count) + "; correct the plugin";
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < one.type_count; ++i) {
        if (one.types[i].len == 0 || is_broken(one.types[i], longest_name))
            return "expected types of 1 to " + std::to_string(longest_name) +
                   " bytes of UTF-8, found another in item " + std::to_string(i + 1) + "; correct the plugin";
        if (!seen.insert(to_view(one.types[i])).second)
            return "expected every type once, found " + in_quotes(to_view(one.types[i])) +
                   " again; correct the plugin";
    }
    return {};
}

std::string refusal_of_descriptor(const quoin_descriptor* one) {
    if (!one) return "expected a descriptor, found null; correct the plugin";
    if (one->struct_size < descriptor_size)
        return too_small("a quoin_descriptor", one->struct_size, descriptor_size);
    if (!is_identifier(one->id))
        return "expected an id of 1 to " + std::to_string(longest_name) +
               " letters, digits, '.', '-' and '_', found " +
               (is_broken(one->id, longest_name) ? "text that is too long or broken"
                                                 : in_quotes(to_view(one->id))) +
               "; correct the plugin";
    for (const quoin_str& words : {one->name, one->version, one->vendor, one->description, one->licence})
        if (is_broken(words, longest_words))
            return "expected texts of at most " + std::to_string(longest_words) +
                   " bytes of UTF-8, found another in name, version, vendor, description or licence; correct "
                   "the plugin";
    return refusal_of_types(*one);
}

}  // namespace

outcome<library_card> read_card(const quoin_plugin& plugin, const std::filesystem::path& file) {
    if (std::string why = refusal_of_plugin(plugin); !why.empty()) return {{}, std::move(why)};
    library_card out;
    out.abi_minor = plugin.abi_minor;
    std::set<std::string> ids;
    for (std::size_t i = 0; i < plugin.descriptor_count; ++i) {
        const quoin_descriptor* const one = plugin.descriptors[i];
        if (std::string why = refusal_of_descriptor(one); !why.empty())
            return {{}, "descriptor " + std::to_string(i + 1) + ": " + why};
        engine::registration provider = engine::describe(*one);
        if (!ids.insert(provider.id).second)
            return {{},
                    "expected providers with an id each, found " + in_quotes(provider.id) +
                        " twice; correct the plugin"};
        provider.library = file.string();
        provider.priority.origin = "descriptor of " + library_name(file);
        out.providers.push_back(std::move(provider));
    }
    return {std::move(out), {}};
}

}  // namespace quoin::loader
