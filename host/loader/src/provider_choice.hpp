// Which provider of which library serves under an id, and how it stands in the chains.
#pragma once

#include "environment.hpp"
#include "library_search.hpp"

#include <loader/loader.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quoin::loader {

/// A provider that is to be made, or why it is not.
struct planned_provider {
    engine::registration how = {};
    provider_state state = provider_state::active;
    std::string reason = {};                ///< end of the refusal
    const provider_entry* entry = nullptr;  ///< null: not in the manifest
    const library* from = nullptr;          ///< null: no library is known

    /// Of a refused one: goes also where it works now, for it was taken away or put into quarantine.
    bool goes = false;
    bool kept = false;  ///< what worked before goes on, for the new is wrong: the reason says why
    std::shared_ptr<engine::provider> made = {};  ///< of an active one, in the end
    std::string made_from = {};                   ///< content, id and config
    std::string key = {};                         ///< of its library's record

    void refuse(std::string why) {
        state = provider_state::refused;
        reason = std::move(why);
    }
};

struct choice_input {
    const manifest& settings;
    const environment& outside;
    std::vector<library>& libraries;
    const std::vector<library_choice>&
        chosen;  ///< one for each of the first entries; those of --set have none
    /// Of a host that runs: what such an entry names was taken away, which is a refusal unless it is required; an entry
    /// that is new and names nothing is a fault.
    std::function<bool(const provider_entry&)> stood_before;
    bool demands_digests = true;  ///< false: they are about to be written
};

/// What of the environment keeps a provider from being made; empty where nothing does.
std::string disabled_by(const environment& outside, std::string_view id, bool builtin);
std::string disabled_by(const choice_input& in, const provider_entry& entry, const library_choice& choice);

/// Everything that is known by an id, in the order of registration. Entries that cannot be right, whatever
/// the libraries are like (unknown id, type that is not served), are faults.
std::vector<planned_provider> choose_providers(const choice_input& in, faults& wrong);

/// What the manifest gives the provider: an object.
value config_of(const planned_provider& plan);

/// Ids of all providers that could be used, for --set.
std::vector<std::string> known_ids(const choice_input& in);

}  // namespace quoin::loader
