#include "loading.hpp"

#include "effective_settings.hpp"
#include "environment.hpp"
#include "library_search.hpp"
#include "printable.hpp"
#include "provider_choice.hpp"
#include "ranks.hpp"
#include "scan_task.hpp"
#include "tree_value.hpp"

#include <engine/plugin_provider.hpp>
#include <loader/near_miss.hpp>
#include <quoin/json.hpp>
#include <value/utf8_text.hpp>

#include <algorithm>

namespace quoin::loader {

loading::loading(engine::engine& into, const load_options& options, library_memory& memory,
                 const loaded_before& before, purpose why)
    : into_(into), options_(options), before_(before), why_(why), intake_(options, memory, libraries_) {}

load_result loading::run() {
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
        if (why_ == purpose::change) keep_what_works();
        note_refused_libraries();
        note_settings_without_effect();
        if (wrong_.empty() && why_ != purpose::pin) make();
    }
    return finish();
}

choice_input loading::input() {
    return {.settings = settings_,
            .outside = outside_,
            .libraries = libraries_,
            .chosen = choices_,
            .stood_before = [this](const provider_entry& entry) { return stood_before(entry); },
            .demands_digests = why_ != purpose::pin};
}

void loading::read() {
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

void loading::find() {
    libraries_ = find_libraries(settings_, {options_.builtin_folder, options_.builtin_names}, wrong_);
    for (const provider_entry& entry : settings_.providers) {
        faults missing;
        library_choice choice = choose_library(entry, settings_, libraries_, missing);
        // Whoever switches a provider off need not have its library.
        if (!disabled_by(input(), entry, choice).empty())
            choice.missing = false;
        else if (!missing.empty() && stood_before(entry) && !entry.required.value)
            choice.why_missing = missing.front();
        else
            wrong_.insert(wrong_.end(), missing.begin(), missing.end());
        choices_.push_back(std::move(choice));
    }
}

bool loading::stood_before(const provider_entry& entry) const {
    if (why_ != purpose::change) return false;
    const std::string library = entry.library ? entry.library->value : std::string();
    return std::any_of(before_.named.begin(), before_.named.end(), [&](const named_entry& one) {
        return one.id == entry.id.value && one.library == library;
    });
}

// ---- scan: everything about a library but the use of its providers

bool loading::is_meant_by(const library_choice& choice, std::size_t library) const {
    return choice.named == library ||
           std::find(choice.guessed.begin(), choice.guessed.end(), library) != choice.guessed.end();
}

bool loading::is_wanted(std::size_t index) const {
    const library& one = libraries_[index];
    if (outside_.safe_mode && !one.builtin) return false;
    bool switched_off = std::any_of(outside_.disabled.begin(), outside_.disabled.end(), [&](const auto& id) {
        return one.file.filename() == file_name_of_last_part(id);
    });
    for (std::size_t i = 0; i < choices_.size(); ++i) {
        if (!is_meant_by(choices_[i], index)) continue;
        if (!outside_.disables(settings_.providers[i].id.value)) return true;
        switched_off = true;
    }
    // A library that cannot even be opened is what QUOIN_DISABLE is for.
    return !switched_off && one.in_folder && settings_.unlisted.value == unlisted_policy::load;
}

void loading::scan() {
    const auto take_where = [this](auto&& wanted) {
        std::vector<std::size_t> which;
        for (std::size_t i = 0; i < libraries_.size(); ++i)
            if (!libraries_[i].scanned && wanted(i)) which.push_back(i);
        take(which);
    };
    take_where([this](std::size_t i) { return is_wanted(i); });
    // A listed id may be in a library of any name.
    if (!any_id_is_sought()) return;
    take_where([this](std::size_t i) { return libraries_[i].in_folder && !is_switched_off(i); });
    if (!any_id_is_sought()) return;
    take_where([this](std::size_t i) { return libraries_[i].builtin && !is_switched_off(i); });
}

void loading::take(const std::vector<std::size_t>& which) {
    std::vector<const setting<std::string>*> pins(libraries_.size(), nullptr);
    std::vector<std::string> digests;
    static const setting<bool> nothing_demanded;
    const bool pinning = why_ == purpose::pin;
    for (std::size_t i = 0; i < settings_.providers.size() && !pinning; ++i) {
        const auto& pinned = settings_.providers[i].sha256;
        if (!pinned) continue;
        digests.push_back(pinned->value);
        for (std::size_t n = 0; n < libraries_.size() && i < choices_.size(); ++n)
            if (!pins[n] && is_meant_by(choices_[i], n)) pins[n] = &*pinned;
    }
    intake_.take(which, {pins, digests, pinning ? nothing_demanded : settings_.require_sha256});
}

bool loading::is_switched_off(std::size_t index) const {
    if (outside_.safe_mode && !libraries_[index].builtin) return true;
    for (const std::string& id : outside_.disabled)
        if (libraries_[index].file.filename() == file_name_of_last_part(id)) return true;
    for (std::size_t i = 0; i < choices_.size(); ++i)
        if (is_meant_by(choices_[i], index) && outside_.disables(settings_.providers[i].id.value))
            return true;
    return false;
}

bool loading::any_id_is_sought() {
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

// ---- what people are told

// Those that an entry stands for have a plan already. Built-ins that nobody names were only looked into for an
// id: that they are refused says something only where that id is nowhere else.
void loading::note_refused_libraries() {
    const bool sought = std::any_of(plans_.begin(), plans_.end(), [](const planned_provider& plan) {
        return plan.state == provider_state::refused && !plan.from;
    });
    for (std::size_t i = 0; i < libraries_.size(); ++i) {
        const library& one = libraries_[i];
        if (one.refused.empty()) continue;
        const bool named = std::any_of(choices_.begin(), choices_.end(),
                                       [&](const library_choice& choice) { return is_meant_by(choice, i); });
        if (!one.in_folder && !named && !sought) continue;
        const bool planned = std::any_of(plans_.begin(), plans_.end(),
                                         [&](const planned_provider& plan) { return plan.from == &one; });
        if (planned) continue;
        planned_provider plan{.state = provider_state::refused, .reason = one.refused, .from = &one};
        plan.how.library = one.file.string();
        plans_.push_back(std::move(plan));
    }
}

void loading::note_settings_without_effect() {
    for (const std::string& id : outside_.disabled) {
        const bool planned = std::any_of(plans_.begin(), plans_.end(),
                                         [&](const planned_provider& plan) { return plan.how.id == id; });
        const bool named = std::any_of(libraries_.begin(), libraries_.end(), [&](const library& one) {
            return !one.scanned && one.file.filename() == file_name_of_last_part(id);
        });
        if (planned || named) continue;
        std::vector<std::string> ids;
        for (const planned_provider& plan : plans_) ids.push_back(plan.how.id);
        notes_.push_back("environment QUOIN_DISABLE: expected the id of a provider, found " + in_quotes(id) +
                         did_you_mean(id, ids) + "; nothing is disabled by it");
    }
}

std::string refusal_line(const planned_provider& plan) {
    const std::string file = plan.from ? plan.from->file.string() + ": " : std::string();
    const std::string id = plan.how.id.empty() ? std::string() : "provider '" + plan.how.id + "' ";
    return file + id + (plan.kept ? "goes on as it was: " : "refused: ") + plan.reason;
}

// ---- what works already

const working_provider* loading::before_of(const std::string& id) const {
    for (const working_provider& one : before_.working)
        if (one.how.id == id && !one.what.expired()) return &one;
    return nullptr;
}

void loading::keep(planned_provider& plan, const working_provider& old) {
    plan.how = old.how;
    plan.made = old.what.lock();
    plan.made_from = old.made_from;
    plan.key = old.key;
    plan.kept = true;
    plan.state = provider_state::active;
}

// A change that is wrong leaves what it would replace as it is.
void loading::keep_what_works() {
    for (planned_provider& plan : plans_)
        if (plan.state == provider_state::refused && !plan.goes)
            if (const working_provider* const old = before_of(plan.how.id)) {
                const bool twice = std::any_of(plans_.begin(), plans_.end(), [&](const auto& other) {
                    return other.how.id == plan.how.id && other.state == provider_state::active;
                });
                if (!twice) keep(plan, *old);
            }
    for (const working_provider& old : before_.working) {
        if (old.what.expired()) continue;
        const bool planned = std::any_of(plans_.begin(), plans_.end(),
                                         [&](const auto& plan) { return plan.how.id == old.how.id; });
        if (planned) continue;
        for (const library& one : libraries_) {
            if (one.refused.empty() || one.file.string() != old.how.library) continue;
            planned_provider plan{.how = old.how, .reason = one.refused, .from = &one};
            keep(plan, old);
            // Where a host that starts now would have it: those that nobody lists are in the order of files.
            const auto at = std::find_if(plans_.begin(), plans_.end(), [&](const planned_provider& other) {
                return (other.entry && other.entry->id.from.line != 0) || !other.from || other.from > &one;
            });
            plans_.insert(at, std::move(plan));
            break;
        }
    }
}

// ---- providers

void loading::make() {
    const auto made_from = [](const planned_provider& plan) {
        return plan.from->staged.key + '\n' + plan.how.id + '\n' + to_json(config_of(plan));
    };
    for (planned_provider& plan : plans_) {
        if (plan.state != provider_state::active || plan.kept) continue;
        plan.made_from = made_from(plan);
        plan.key = plan.from->staged.key;
        if (const working_provider* const old = before_of(plan.how.id);
            old && old->made_from == plan.made_from)
            plan.made = old->what.lock();
    }
    intake_.rehearse(plans_);
    for (planned_provider& plan : plans_)
        if (plan.state == provider_state::active && !plan.made) create(plan);
    if (why_ == purpose::change)
        for (planned_provider& plan : plans_)
            if (plan.state == provider_state::refused && !plan.goes && !plan.how.id.empty())
                if (const working_provider* const old = before_of(plan.how.id); old && !plan.kept)
                    if (std::none_of(plans_.begin(), plans_.end(), [&](const auto& other) {
                            return other.how.id == plan.how.id && other.state == provider_state::active;
                        }))
                        keep(plan, *old);
    for (const planned_provider& plan : plans_)
        if (plan.state == provider_state::refused && plan.entry && plan.entry->required.value)
            wrong_.push_back({plan.entry->id.from, "required provider " + refusal_line(plan)});
    if (!wrong_.empty()) return;
    rank();
    swap();
}

void loading::create(planned_provider& plan) {
    library& from = libraries_[static_cast<std::size_t>(plan.from - libraries_.data())];
    if (!intake_.open(from)) return plan.refuse(from.refused);
    auto made = engine::create_plugin_provider(into_, *from.opened.plugin, plan.how.id, config_of(plan),
                                               from.opened.keep);
    if (made.made) {
        plan.made = std::move(made.made);
        return;
    }
    plan.refuse(refusal_of_create(made.error.code, made.error.message,
                                  plan.entry ? plan.entry->config.at.origin() : place{}.origin()));
}

void loading::rank() {
    std::vector<std::optional<std::uint64_t>> before;
    std::vector<planned_provider*> active;
    for (planned_provider& plan : plans_) {
        if (plan.state != provider_state::active) continue;
        active.push_back(&plan);
        const working_provider* const old = before_of(plan.how.id);
        before.push_back(old ? std::optional(old->how.rank) : std::nullopt);
    }
    const auto ranks = ranks_of(before);
    for (std::size_t i = 0; i < active.size(); ++i) active[i]->how.rank = ranks[i];
}

// What did not change keeps its place, so that answers that rest on it are kept too.
bool loading::swap() {
    std::vector<engine::engine::token> out;
    std::vector<std::pair<engine::registration, std::shared_ptr<engine::provider>>> in;
    std::vector<std::size_t> fresh;
    for (planned_provider& plan : plans_) {
        if (plan.state != provider_state::active) continue;
        working_provider now{plan.how, plan.made, 0, plan.made_from, plan.key};
        if (const working_provider* const old = before_of(plan.how.id);
            old && old->how == now.how && old->what.lock() == plan.made) {
            now.token = old->token;
        } else {
            fresh.push_back(working_.size());
            in.emplace_back(now.how, plan.made);
        }
        working_.push_back(std::move(now));
    }
    for (const working_provider& old : before_.working)
        if (std::none_of(working_.begin(), working_.end(),
                         [&](const auto& now) { return now.token == old.token; }))
            out.push_back(old.token);
    if (out.empty() && in.empty()) return true;
    try {
        const auto tokens = into_.replace_providers(out, std::move(in));
        for (std::size_t i = 0; i < fresh.size(); ++i) working_[fresh[i]].token = tokens[i];
        return true;
    } catch (const error& e) {
        wrong_.push_back({place{options_.manifest.string()}, e.message() + "; remove one of the two"});
        working_.clear();
        return false;
    }
}

load_result loading::finish() {
    load_result out;
    out.told.errors = problems_of(std::move(wrong_));
    for (const std::string& line : intake_.troubles()) out.told.notes.push_back(line);
    for (const auto state : {provider_state::active, provider_state::refused, provider_state::disabled})
        for (const planned_provider& plan : plans_) {
            if (plan.state != state) continue;
            engine::engine::token token = 0;
            for (const working_provider& one : working_)
                if (state == provider_state::active && one.how.id == plan.how.id) token = one.token;
            out.told.providers.push_back(
                {plan.how, plan.state, plan.reason, token,
                 plan.from ? plan.from->staged.digest : std::string(),
                 plan.entry && plan.entry->id.from.line != 0, plan.entry && plan.entry->required.value,
                 plan.entry && plan.entry->sha256 ? plan.entry->sha256->value : std::string()});
            if (state == provider_state::refused || plan.kept) out.told.notes.push_back(refusal_line(plan));
        }
    out.told.notes.insert(out.told.notes.end(), notes_.begin(), notes_.end());
    out.told.settings = effective_settings(settings_, plans_);
    // Names of files may be in any encoding; whoever is told is told in UTF-8.
    for (auto* const lines : {&out.told.errors, &out.told.notes})
        for (problem& line : *lines) line = tree::as_utf8(line);
    for (loaded_provider& one : out.told.providers) one.reason = tree::as_utf8(one.reason);
    out.working = std::move(working_);
    for (const provider_entry& entry : settings_.providers)
        out.named.push_back({entry.id.value, entry.library ? entry.library->value : std::string()});
    for (const auto& given : settings_.folders)
        out.folders.push_back(beside_manifest(settings_, given.value));
    for (const library& one : libraries_)
        if (std::find(out.folders.begin(), out.folders.end(), one.folder) == out.folders.end())
            out.folders.push_back(one.folder);
    return out;
}

}  // namespace quoin::loader
