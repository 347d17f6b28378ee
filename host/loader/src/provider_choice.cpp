#include "provider_choice.hpp"

#include "library_trust.hpp"
#include "printable.hpp"
#include "tree_value.hpp"

#include <loader/near_miss.hpp>

#include <algorithm>
#include <set>

namespace quoin::loader {

namespace {

struct offer {
    library* from;
    const engine::registration* how;
};

bool is_listed(const provider_entry& entry) {
    return entry.id.from.line != 0;
}

// A library that is opened only to find an id does not bring its other providers.
bool is_in_use(const choice_input& in, const library& one) {
    if (in.settings.unlisted.value == unlisted_policy::load && one.in_folder) return true;
    for (const library_choice& choice : in.chosen) {
        if (choice.named && &in.libraries[*choice.named] == &one) return true;
        for (const std::size_t i : choice.guessed)
            if (&in.libraries[i] == &one) return true;
    }
    return false;
}

const provider_entry* entry_for(const choice_input& in, std::string_view id) {
    for (const provider_entry& entry : in.settings.providers)
        if (entry.id.value == id) return &entry;
    return nullptr;
}

std::vector<offer> offers_of(const choice_input& in, std::string_view id, bool only_in_use) {
    std::vector<offer> out;
    for (library& one : in.libraries) {
        if (!one.card || (only_in_use && !is_in_use(in, one))) continue;
        for (const auto& how : one.card->providers)
            if (how.id == id) out.push_back({&one, &how});
    }
    return out;
}

std::string also_in(const library& other) {
    return "expected an id that no other library has, found it in " + other.file.string() +
           " too; remove one of the two, or name the one to use in the manifest with library:";
}

std::vector<std::string> ids_of(const library_card& card) {
    std::vector<std::string> out;
    for (const auto& how : card.providers) out.push_back(how.id);
    return out;
}

class chooser {
 public:
    chooser(const choice_input& in, faults& wrong) : in_(in), wrong_(wrong) {}

    std::vector<planned_provider> run() {
        unlisted();
        for (std::size_t i = 0; i < in_.settings.providers.size(); ++i)
            if (is_listed(in_.settings.providers[i])) listed(in_.settings.providers[i], in_.chosen[i]);
        return std::move(out_);
    }

 private:
    void unlisted() {
        if (in_.settings.unlisted.value == unlisted_policy::ignore) return;
        for (library& one : in_.libraries) {
            if (!one.card || !is_in_use(in_, one)) continue;
            for (const auto& how : one.card->providers) {
                const provider_entry* const entry = entry_for(in_, how.id);
                if (entry && is_listed(*entry)) continue;
                const auto rivals = offers_of(in_, how.id, true);
                if (rivals.size() == 1)
                    add(entry, {&one, &how});
                else
                    refuse(entry, {&one, &how},
                           also_in(*(rivals[0].from == &one ? rivals[1] : rivals[0]).from));
            }
        }
    }

    void listed(const provider_entry& entry, const library_choice& choice) {
        if (choice.missing) {
            if (choice.why_missing) miss(entry, *choice.why_missing);
            return;
        }
        if (std::string why = disabled_by(in_, entry, choice); !why.empty())
            return disable_unknown(entry, std::move(why));
        if (choice.named)
            by_library(entry, in_.libraries[*choice.named]);
        else
            by_id(entry, choice);
    }

    void by_library(const provider_entry& entry, library& from) {
        if (!from.card) return refuse_unknown(entry, &from, from.refused);
        bool found = false;
        for (const auto& one : offers_of(in_, entry.id.value, false)) {
            if (one.from == &from) {
                found = true;
                add(&entry, one);
            } else if (is_in_use(in_, *one.from)) {
                refuse(nullptr, one,
                       "expected an id that no other library has, found it in " + from.file.string() +
                           ", which the manifest names (" + entry.library->from.origin() +
                           "); remove this file");
            }
        }
        if (found) return;
        const auto ids = ids_of(*from.card);
        wrong_.push_back({entry.id.from, "'id': expected a provider of " + from.file.string() + ", found " +
                                             in_quotes(entry.id.value) + did_you_mean(entry.id.value, ids) +
                                             "; the library has " + listing(ids)});
    }

    void by_id(const provider_entry& entry, const library_choice& choice) {
        const auto offers = offers_of(in_, entry.id.value, false);
        if (offers.size() == 1) return add(&entry, offers.front());
        if (offers.size() > 1) {
            for (const auto& one : offers)
                refuse(&entry, one, also_in(*(offers[0].from == one.from ? offers[1] : offers[0]).from));
            return;
        }
        for (const std::size_t i : choice.guessed)
            if (const library& one = in_.libraries[i]; !one.refused.empty())
                return refuse_unknown(entry, &one, one.refused);
        // Only built-ins were looked at.
        if (in_.outside.safe_mode)
            return disable_unknown(entry, disabled_by(in_.outside, entry.id.value, false));
        const auto refused = std::count_if(in_.libraries.begin(), in_.libraries.end(),
                                           [](const library& one) { return !one.refused.empty(); });
        const std::string nowhere =
            "expected a library with this provider in " + folders_in_words(in_.settings);
        const std::string meant = did_you_mean(entry.id.value, unlisted_ids());
        // It may be in one of those: then the manifest is right, and the refusals say what is wrong. One that is like
        // another is written wrong: its configuration, on which much may rest, would go to nobody.
        if (refused > 0 && meant.empty())
            return refuse_unknown(
                entry, nullptr,
                nowhere + ", found none among those that were not refused; see the refused ones");
        const fault missing{entry.id.from,
                            "'id': " + nowhere + ", found none that has " + in_quotes(entry.id.value) +
                                (meant.empty() ? did_you_mean(entry.id.value, every_id()) : meant) +
                                "; copy the library there, name it with library:, or remove the entry"};
        if (in_.stood_before(entry) && !entry.required.value)
            miss(entry, missing);
        else
            wrong_.push_back(missing);
    }

    std::vector<std::string> every_id() const {
        std::vector<std::string> out;
        for (const library& one : in_.libraries)
            if (one.card)
                for (const auto& how : one.card->providers) out.push_back(how.id);
        return out;
    }

    /// Ids of providers that are there and have no entry.
    std::vector<std::string> unlisted_ids() const {
        std::vector<std::string> out = every_id();
        std::erase_if(out, [this](const std::string& id) {
            const provider_entry* const entry = entry_for(in_, id);
            return entry && is_listed(*entry);
        });
        return out;
    }

    static std::string listing(const std::vector<std::string>& ids) {
        constexpr std::size_t most_shown = 5;
        std::string out;
        for (std::size_t i = 0; i < std::min(ids.size(), most_shown); ++i)
            out += (i == 0 ? "" : ", ") + ids[i];
        return ids.size() > most_shown ? out + " and " + std::to_string(ids.size() - most_shown) + " more"
                                       : out;
    }

    void add(const provider_entry* entry, const offer& one) {
        planned_provider plan{.how = *one.how, .entry = entry, .from = one.from};
        if (std::string why = disabled_by(in_.outside, plan.how.id, one.from->builtin); !why.empty()) {
            plan.state = provider_state::disabled;
            plan.reason = std::move(why);
        } else if (entry) {
            if (entry->sha256 && in_.demands_digests)
                if (std::string why = refusal_of_digest(*entry->sha256, one.from->staged.digest);
                    !why.empty())
                    plan.refuse(std::move(why));
            apply(*entry, plan.how);
        }
        if (const auto late = one.from->quarantined.find(plan.how.id);
            late != one.from->quarantined.end() && plan.state == provider_state::active) {
            plan.refuse(late->second);
            plan.goes = true;
        }
        out_.push_back(std::move(plan));
    }

    void refuse(const provider_entry* entry, const offer& one, std::string why) {
        // Refused for one id, once: several entries cannot refuse it again.
        if (!refused_.insert({one.from, one.how->id}).second) return;
        out_.push_back({.how = *one.how,
                        .state = provider_state::refused,
                        .reason = std::move(why),
                        .entry = entry,
                        .from = one.from});
        if (entry) apply(*entry, out_.back().how);
    }

    void disable_unknown(const provider_entry& entry, std::string why) {
        planned_provider plan{.state = provider_state::disabled, .reason = std::move(why), .entry = &entry};
        plan.how.id = entry.id.value;
        out_.push_back(std::move(plan));
    }

    // What was taken away from a host that runs.
    void miss(const provider_entry& entry, const fault& why) {
        refuse_unknown(entry, nullptr, why.at.where() + ": " + why.what);
        out_.back().goes = true;
    }

    void refuse_unknown(const provider_entry& entry, const library* from, std::string why) {
        planned_provider plan{
            .state = provider_state::refused, .reason = std::move(why), .entry = &entry, .from = from};
        plan.how.id = entry.id.value;
        if (from) plan.how.library = from->file.string();
        out_.push_back(std::move(plan));
    }

    void apply(const provider_entry& entry, engine::registration& how) {
        const auto origin_of = [](const auto& given) {
            return engine::priority{given.value, given.from.origin()};
        };
        const std::vector<std::string> served = how.types;
        const auto check_type = [&](const std::string& type, const place& at, std::string_view key) {
            if (how.any_type || std::find(served.begin(), served.end(), type) != served.end()) return true;
            wrong_.push_back({at, in_quotes(key) + ": expected a type that " + how.id + " serves, found " +
                                      in_quotes(type) + did_you_mean(type, served) + "; it serves " +
                                      listing(served)});
            return false;
        };
        if (entry.priority) how.priority = origin_of(*entry.priority);
        const auto is_narrowed_away = [&](const std::string& type) {
            return entry.types && std::none_of(entry.types->value.begin(), entry.types->value.end(),
                                               [&](const auto& one) { return one.value == type; });
        };
        for (const auto& [type, given] : entry.priorities) {
            if (check_type(type, given.from, "priorities") && is_narrowed_away(type))
                wrong_.push_back(
                    {given.from, "'priorities': expected a type that 'types' of this entry lists, found " +
                                     in_quotes(type) + "; add it there, or remove the priority"});
            how.priorities[type] = origin_of(given);
        }
        if (entry.types && entry.types->value.empty())
            wrong_.push_back(
                {entry.types->from,
                 "'types': expected at least one type, found none: the provider would never be asked; "
                 "remove the key to let it serve all of its types"});
        if (entry.types) {
            for (const auto& type : entry.types->value) check_type(type.value, type.from, "types");
            how.types.clear();
            for (const auto& type : entry.types->value) how.types.push_back(type.value);
            how.any_type = false;
        }
        how.on_error = entry.on_error.value;
        how.timeout = entry.timeout.value;
    }

    const choice_input& in_;
    faults& wrong_;
    std::vector<planned_provider> out_;
    std::set<std::pair<const library*, std::string>> refused_;
};

}  // namespace

std::string disabled_by(const environment& outside, std::string_view id, bool builtin) {
    if (outside.disables(id)) return "environment QUOIN_DISABLE";
    if (outside.safe_mode && !builtin) return "environment QUOIN_SAFE_MODE";
    return {};
}

std::string disabled_by(const choice_input& in, const provider_entry& entry, const library_choice& choice) {
    const auto is_builtin = [&](std::size_t i) { return in.libraries[i].builtin; };
    // What is only known by its id may be anywhere.
    const bool may_be_builtin =
        entry.library
            ? choice.named && is_builtin(*choice.named)
            : choice.guessed.empty() || std::any_of(choice.guessed.begin(), choice.guessed.end(), is_builtin);
    return disabled_by(in.outside, entry.id.value, may_be_builtin);
}

std::vector<planned_provider> choose_providers(const choice_input& in, faults& wrong) {
    return chooser(in, wrong).run();
}

value config_of(const planned_provider& plan) {
    static const node nothing{.is = node::kind::map};
    return to_value(plan.entry ? plan.entry->config : nothing);
}

std::vector<std::string> known_ids(const choice_input& in) {
    std::set<std::string> out(in.outside.disabled.begin(), in.outside.disabled.end());
    for (const provider_entry& entry : in.settings.providers) out.insert(entry.id.value);
    for (const library& one : in.libraries)
        if (one.card && is_in_use(in, one))
            for (const auto& how : one.card->providers) out.insert(how.id);
    return {out.begin(), out.end()};
}

}  // namespace quoin::loader
