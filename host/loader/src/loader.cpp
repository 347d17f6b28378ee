#include <loader/loader.hpp>
#include <loader/near_miss.hpp>

#include "effective_settings.hpp"
#include "environment.hpp"
#include "library_search.hpp"
#include "library_trust.hpp"
#include "overrides.hpp"
#include "printable.hpp"
#include "provider_choice.hpp"
#include "tree_value.hpp"

#include <engine/plugin_provider.hpp>

#include <algorithm>

namespace quoin::loader {

namespace {

class loading {
 public:
    loading(engine::engine& into, const load_options& options) : into_(into), options_(options) {}

    loaded run() {
        read();
        find();
        const bool manifest_is_right = wrong_.empty();
        // Code of plugins runs only for a manifest that is right so far.
        if (manifest_is_right) scan();
        apply_overrides(tree_, overrides_, override_stage::after_scan, known_ids(input()), manifest_is_right,
                        wrong_);
        settings_ = settings_of(tree_, options_.manifest);
        if (manifest_is_right) {
            plans_ = choose_providers(input(), wrong_);
            note_refused_libraries();
            note_settings_without_effect();
            if (wrong_.empty()) make();
        }
        return finish();
    }

 private:
    choice_input input() { return {settings_, outside_, libraries_, choices_}; }

    void read() {
        manifest_text text = read_manifest(options_.manifest);
        wrong_ = std::move(text.wrong);
        tree_ = std::move(text.tree);
        if (options_.use_environment) outside_ = read_environment(wrong_);
        for (const std::string& given : options_.set)
            if (auto one = read_override(given, wrong_)) overrides_.push_back(std::move(*one));
        settings_ = settings_of(tree_, options_.manifest);
        std::vector<std::string> ids;
        for (const provider_entry& entry : settings_.providers) ids.push_back(entry.id.value);
        apply_overrides(tree_, overrides_, override_stage::before_scan, ids, true, wrong_);
        settings_ = settings_of(tree_, options_.manifest);
    }

    void find() {
        libraries_ = find_libraries(settings_, {options_.builtin_folder, options_.builtin_names}, wrong_);
        for (const provider_entry& entry : settings_.providers) {
            faults missing;
            library_choice choice = choose_library(entry, settings_, libraries_, missing);
            // Whoever switches a provider off need not have its library.
            if (disabled_by(input(), entry, choice).empty())
                wrong_.insert(wrong_.end(), missing.begin(), missing.end());
            else
                choice.missing = false;
            choices_.push_back(std::move(choice));
        }
    }

    // ---- scan: everything about a library but the use of its providers

    bool is_meant_by(const library_choice& choice, std::size_t library) const {
        return choice.named == library ||
               std::find(choice.guessed.begin(), choice.guessed.end(), library) != choice.guessed.end();
    }

    bool is_wanted(std::size_t index) const {
        const library& one = libraries_[index];
        if (outside_.safe_mode && !one.builtin) return false;
        bool switched_off =
            std::any_of(outside_.disabled.begin(), outside_.disabled.end(),
                        [&](const auto& id) { return one.file.filename() == file_name_of_last_part(id); });
        for (std::size_t i = 0; i < choices_.size(); ++i) {
            if (!is_meant_by(choices_[i], index)) continue;
            if (!outside_.disables(settings_.providers[i].id.value)) return true;
            switched_off = true;
        }
        // A library that cannot even be opened is what QUOIN_DISABLE is for.
        return !switched_off && one.in_folder && settings_.unlisted.value == unlisted_policy::load;
    }

    void scan() {
        for (std::size_t i = 0; i < libraries_.size(); ++i)
            if (is_wanted(i)) scan(i);
        // A listed id may be in a library of any name.
        if (!any_id_is_sought()) return;
        for (std::size_t i = 0; i < libraries_.size(); ++i)
            if (libraries_[i].in_folder && !is_switched_off(i) && !libraries_[i].scanned) scan(i);
        for (std::size_t i = 0; i < libraries_.size() && any_id_is_sought(); ++i)
            if (libraries_[i].builtin && !is_switched_off(i) && !libraries_[i].scanned) scan(i);
    }

    bool is_switched_off(std::size_t index) const {
        if (outside_.safe_mode && !libraries_[index].builtin) return true;
        for (const std::string& id : outside_.disabled)
            if (libraries_[index].file.filename() == file_name_of_last_part(id)) return true;
        for (std::size_t i = 0; i < choices_.size(); ++i)
            if (is_meant_by(choices_[i], index) && outside_.disables(settings_.providers[i].id.value))
                return true;
        return false;
    }

    bool any_id_is_sought() {
        for (const provider_entry& entry : settings_.providers) {
            if (entry.library || !disabled_by(outside_, entry.id.value, true).empty()) continue;
            const bool offered = std::any_of(libraries_.begin(), libraries_.end(), [&](const library& one) {
                return one.card && std::any_of(one.card->providers.begin(), one.card->providers.end(),
                                               [&](const auto& how) { return how.id == entry.id.value; });
            });
            if (!offered) return true;
        }
        return false;
    }

    void scan(std::size_t index) {
        library& one = libraries_[index];
        one.scanned = true;
        one.refused = refusal_of_rights(one.file, one.folder);
        for (std::size_t i = 0; i < choices_.size() && one.refused.empty(); ++i)
            if (const auto& pinned = settings_.providers[i].sha256; pinned && is_meant_by(choices_[i], index))
                one.refused = refusal_of_digest(*pinned, one.file);
        if (one.refused.empty()) one.refused = refusal_of_content(one.file);
        if (!one.refused.empty()) return;
        auto opened = open_library(one.file);
        if (!opened.made) {
            one.refused = std::move(opened.refused);
            return;
        }
        one.opened = std::move(*opened.made);
        auto card = read_card(*one.opened.plugin, one.file);
        one.card = std::move(card.made);
        one.refused = std::move(card.refused);
    }

    // ---- what people are told

    // Those that an entry stands for have a plan already.
    void note_refused_libraries() {
        for (const library& one : libraries_) {
            if (one.refused.empty()) continue;
            const bool planned = std::any_of(plans_.begin(), plans_.end(),
                                             [&](const planned_provider& plan) { return plan.from == &one; });
            if (planned) continue;
            planned_provider plan{.state = provider_state::refused, .reason = one.refused, .from = &one};
            plan.how.library = one.file.string();
            plans_.push_back(std::move(plan));
        }
    }

    void note_settings_without_effect() {
        for (const std::string& id : outside_.disabled) {
            const bool planned = std::any_of(plans_.begin(), plans_.end(),
                                             [&](const planned_provider& plan) { return plan.how.id == id; });
            const bool named = std::any_of(libraries_.begin(), libraries_.end(), [&](const library& one) {
                return !one.scanned && one.file.filename() == file_name_of_last_part(id);
            });
            if (planned || named) continue;
            std::vector<std::string> ids;
            for (const planned_provider& plan : plans_) ids.push_back(plan.how.id);
            notes_.push_back("environment QUOIN_DISABLE: expected the id of a provider, found " +
                             in_quotes(id) + did_you_mean(id, ids) + "; nothing is disabled by it");
        }
    }

    static std::string refusal_line(const planned_provider& plan) {
        const std::string file = plan.from ? plan.from->file.string() + ": " : std::string();
        const std::string id = plan.how.id.empty() ? std::string() : "provider '" + plan.how.id + "' ";
        return file + id + "refused: " + plan.reason;
    }

    // ---- providers

    void make() {
        std::vector<std::pair<engine::registration, std::shared_ptr<engine::provider>>> made;
        std::vector<planned_provider*> active;
        for (planned_provider& plan : plans_) {
            if (plan.state != provider_state::active) continue;
            if (auto provider = create(plan)) {
                made.emplace_back(plan.how, std::move(provider));
                active.push_back(&plan);
            }
        }
        for (const planned_provider& plan : plans_)
            if (plan.state == provider_state::refused && plan.entry && plan.entry->required.value)
                wrong_.push_back({plan.entry->id.from, "required provider " + refusal_line(plan)});
        if (!wrong_.empty()) return;
        const auto tokens = into_.replace_providers({}, std::move(made));
        for (std::size_t i = 0; i < active.size(); ++i) tokens_[active[i]] = tokens[i];
    }

    std::shared_ptr<engine::provider> create(planned_provider& plan) {
        static const node no_config{.is = node::kind::map};
        const node& config = plan.entry ? plan.entry->config : no_config;
        const opened_library& library = plan.from->opened;
        auto made = engine::create_plugin_provider(into_, *library.plugin, plan.how.id, to_value(config),
                                                   library.keep);
        if (made.made) return std::move(made.made);
        plan.state = provider_state::refused;
        plan.reason = made.error.code == QUOIN_E_CONFIG
                          ? "expected a config that it accepts (" + config.at.origin() +
                                "), found: " + made.error.message
                          : "expected a provider, found that it cannot be made (" +
                                std::string(engine::code_name(made.error.code)) + "): " + made.error.message;
        return {};
    }

    loaded finish() {
        loaded out;
        out.errors = problems_of(std::move(wrong_));
        for (const auto state : {provider_state::active, provider_state::refused, provider_state::disabled})
            for (const planned_provider& plan : plans_) {
                if (plan.state != state) continue;
                const auto token = tokens_.find(&plan);
                out.providers.push_back(
                    {plan.how, plan.state, plan.reason, token == tokens_.end() ? 0 : token->second});
                if (state == provider_state::refused) out.notes.push_back(refusal_line(plan));
            }
        out.notes.insert(out.notes.end(), notes_.begin(), notes_.end());
        out.settings = effective_settings(settings_, plans_);
        return out;
    }

    engine::engine& into_;
    const load_options& options_;
    node tree_;
    manifest settings_;
    environment outside_;
    std::vector<override_text> overrides_;
    std::vector<library> libraries_;
    std::vector<library_choice> choices_;  // of the entries that the manifest has, in its order
    std::vector<planned_provider> plans_;
    std::map<const planned_provider*, engine::engine::token> tokens_;
    faults wrong_;
    std::vector<problem> notes_;
};

}  // namespace

loaded load(engine::engine& into, const load_options& options) {
    if (!options.manifest.empty()) return loading(into, options).run();
    loaded out;
    for (const std::string& given : options.set)
        out.errors.push_back("--set " + printable(given) + ": expected a manifest, found none; name one");
    return out;
}

}  // namespace quoin::loader
