#include <loader/library_judgement.hpp>

#include "library_scan.hpp"
#include "platform/library_file.hpp"
#include "tree_value.hpp"

#include <loader/manifest.hpp>

#include <string_view>

namespace quoin::loader {

file_judgement judge_file(const std::filesystem::path& library) {
    const auto found = inspect_library(library);
    if (const auto* const none = std::get_if<not_a_library>(&found)) return {.refused = none->why};
    const auto& facts = std::get<library_facts>(found);
    return {.exports_refused = refusal_of_facts(found),
            .is_read = facts.exports_known,
            .build_id = facts.build_id};
}

std::string refusal_of_imports(const std::filesystem::path& library) {
    std::string why = open_library(library).refused;
    for (const std::string_view of_imports :
         {"every name it uses to be defined", "the libraries it needs to be installed"})
        if (why.find(of_imports) != std::string::npos) return why;
    return {};
}

std::string refusal_of_plugin(const quoin_plugin& plugin, const std::filesystem::path& library) {
    return read_card(plugin, library).refused;
}

value config_in(const std::filesystem::path& manifest, const std::string& id) {
    for (const auto& entry : settings_of(read_manifest(manifest).tree, manifest).providers)
        if (entry.id.value == id) return to_value(entry.config);
    return builder().object().end().finish();
}

}  // namespace quoin::loader
