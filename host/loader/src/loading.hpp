// One load: from the manifest as it is now to providers in the engine, as one swap.
#pragma once

#include "library_intake.hpp"
#include "overrides.hpp"

#include <loader/loader.hpp>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace quoin::loader {

/// A provider that works, and what it was made from.
struct working_provider {
    engine::registration how = {};
    std::weak_ptr<engine::provider> what = {};  ///< the engine holds it, and lets go of it
    engine::engine::token token = 0;
    std::string made_from = {};  ///< content, id and config: the same text, the same provider
    std::string key = {};        ///< of the record of its library
};

enum class purpose {
    start,   ///< anything that is wrong with the manifest stops it
    change,  ///< while the host runs: what works goes on where the new is wrong
    pin      ///< only to know what is there: no hash is demanded and no provider is made
};

/// An entry of the manifest, as far as it says which library is meant.
struct named_entry {
    std::string id;
    std::string library;  ///< empty: by its id
};

/// What a load finds that came before it.
struct loaded_before {
    std::vector<working_provider> working = {};
    std::vector<named_entry> named = {};  ///< by the manifest that was taken last
};

struct load_result {
    loaded told = {};
    std::vector<named_entry> named = {};
    std::vector<working_provider> working = {};
    std::vector<std::filesystem::path> folders = {};  ///< where libraries were looked for
};

class loading {
 public:
    loading(engine::engine& into, const load_options& options, library_memory& memory,
            const loaded_before& before, purpose why);

    load_result run();

 private:
    choice_input input();
    void read();
    void find();

    /// Whether the host runs and the manifest said the same when it was taken last: then what it names was taken away,
    /// and it is no slip of whoever wrote it.
    bool stood_before(const provider_entry& entry) const;
    bool is_meant_by(const library_choice& choice, std::size_t library) const;
    bool is_wanted(std::size_t index) const;
    bool is_switched_off(std::size_t index) const;
    bool any_id_is_sought();
    void scan();
    void take(const std::vector<std::size_t>& which);

    void note_refused_libraries();
    void note_settings_without_effect();

    void make();
    void create(planned_provider& plan);
    void keep_what_works();
    void keep(planned_provider& plan, const working_provider& old);
    void rank();
    bool swap();
    const working_provider* before_of(const std::string& id) const;

    load_result finish();

    engine::engine& into_;
    const load_options& options_;
    const loaded_before& before_;
    const purpose why_;
    node tree_;
    manifest settings_;
    environment outside_;
    std::vector<override_text> overrides_;
    std::vector<library> libraries_;
    std::vector<library_choice> choices_;  // of the entries that the manifest has, in its order
    std::vector<planned_provider> plans_;
    library_intake intake_;
    faults wrong_;
    std::vector<problem> notes_;
    std::vector<working_provider> working_;
};

/// "DIR/libx.so: provider 'com.acme.x' refused: expected ..".
std::string refusal_line(const planned_provider& plan);

}  // namespace quoin::loader
