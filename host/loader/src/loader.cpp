#include <loader/loader.hpp>
#include <loader/session.hpp>

#include "library_intake.hpp"
#include "library_search.hpp"
#include "loading.hpp"
#include "platform/private_folder.hpp"

namespace quoin::loader {

loaded load(engine::engine& into, const load_options& options) {
    session once(into, options);
    return *once.start();
}

std::filesystem::path default_cache_folder() {
    const std::filesystem::path caches = caches_of_user();
    return caches.empty() ? caches : caches / "quoin";
}

std::vector<std::string> release(const load_options& options, std::string_view name) {
    library_memory memory(options.cache_folder);
    std::vector<std::string> out;
    const manifest settings = settings_of(read_manifest(options.manifest).tree, options.manifest);
    faults ignored;
    auto libraries = find_libraries(settings, {options.builtin_folder, options.builtin_names}, ignored);
    std::vector<const library*> meant;
    for (const provider_entry& entry : settings.providers) {
        if (entry.id.value != name) continue;
        const library_choice choice = choose_library(entry, settings, libraries, ignored);
        if (choice.named) meant.push_back(&libraries[*choice.named]);
        for (const std::size_t i : choice.guessed) meant.push_back(&libraries[i]);
    }
    for (const library& one : libraries) {
        const auto facts = inspect_library(one.file);
        if (!refusal_of_facts(facts).empty()) continue;
        const auto staged = memory.copies.stage(one.file, one.own_folder || needs_its_folder(facts), false);
        if (!staged.made) continue;
        scan_record known = memory.records.get(staged.made->key, one.file);
        bool fits = one.file.filename() == name || one.file.filename() == file_name_of_last_part(name) ||
                    std::find(meant.begin(), meant.end(), &one) != meant.end();
        if (known.card)
            for (const auto& how : known.card->providers) fits = fits || how.id == name;
        const bool crashed = std::any_of(known.rehearsals.begin(), known.rehearsals.end(),
                                         [](const auto& each) { return each.second.crashes > 0; });
        if (!fits || (known.crashes == 0 && known.quarantined.empty() && !crashed)) continue;
        known.crashes = 0;
        known.last_crash.clear();
        known.quarantined.clear();
        known.rehearsals.clear();
        memory.records.put(staged.made->key, known);
        out.push_back(one.file.string());
    }
    return out;
}

}  // namespace quoin::loader
