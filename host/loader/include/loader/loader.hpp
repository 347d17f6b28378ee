// From a manifest to providers in an engine.
#pragma once

#include <engine/engine.hpp>
#include <loader/manifest.hpp>
#include <quoin/value.hpp>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

struct load_options {
    std::filesystem::path manifest = {};          ///< empty: no manifest, no plugins
    std::vector<std::string> set = {};            ///< "com.acme.ground-truth.priority=5", over the manifest
    bool use_environment = true;                  ///< QUOIN_DISABLE, QUOIN_SAFE_MODE
    std::filesystem::path builtin_folder = {};    ///< where the host's own plugins are; empty: nowhere
    std::vector<std::string> builtin_names = {};  ///< their stems: "dicom-files"

    /// Where private copies of libraries are, and what is remembered of them. Empty: libraries are opened
    /// where they are, and read anew by each load.
    std::filesystem::path cache_folder = {};
    /// Libraries are read, and providers made for the first time, in processes of this program (quoin-scan).
    /// Where it is not there, in this process; a note says so where `isolated`.
    std::filesystem::path scanner = {};
    bool isolated = false;
    std::chrono::milliseconds scan_deadline{5000};  ///< for one library, and for one provider
    std::chrono::milliseconds scan_budget{20'000};  ///< for all of a load
};

enum class provider_state { active, refused, disabled };

/// One provider, or a library that was refused before its providers were known (then how.id is empty).
struct loaded_provider {
    engine::registration how = {};
    provider_state state = provider_state::active;
    std::string reason = {};          ///< why it is not active, or goes on as it was: one line
    engine::engine::token token = 0;  ///< of an active one
    std::string digest = {};          ///< SHA-256 of its library; empty where that is not known
    bool listed = false;              ///< the manifest has an entry for it
    bool required = false;            ///< and says that the host does not start without it
    std::string pinned = {};          ///< SHA-256 that the manifest gives; empty: none
};

/// One line of the effective configuration: "com.acme.ground-truth.priority", 5, "config/quoin.yaml:12".
struct effective_setting {
    std::string key;
    quoin::value value;
    std::string origin;
};

struct loaded {
    /// Why the host must not start: the manifest, --set, the environment, or a required provider. All of
    /// them, those of the manifest in its order. Where there is one, the engine was not touched.
    std::vector<problem> errors = {};
    /// Libraries and providers that were refused, and settings that have no effect.
    std::vector<problem> notes = {};
    /// Active ones in the order of their registration, then refused and disabled ones.
    std::vector<loaded_provider> providers = {};
    std::vector<effective_setting> settings = {};

    bool started() const { return errors.empty(); }
};

/// Reads the manifest, finds, judges and opens the libraries, makes the providers and puts them into the
/// engine as one swap. Libraries that nobody lists come first, in the order of folders and then of file
/// names; then those of the manifest in its order. Opened libraries stay mapped until the process ends. Any
/// thread; nothing else may change the environment meanwhile. Throws only when memory runs out.
loaded load(engine::engine& into, const load_options& options);

/// quoin in the folder of this user's caches (XDG_CACHE_HOME, else ~/.cache); empty where there is none.
std::filesystem::path default_cache_folder();

/// Forgets the crashes and late answers of the library that has this provider, or this file name. The lines
/// say what was released; none where nothing was in quarantine.
std::vector<std::string> release(const load_options& options, std::string_view name);

}  // namespace quoin::loader
