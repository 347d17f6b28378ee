#include "library_intake.hpp"

#include "library_trust.hpp"
#include "platform/library_file.hpp"
#include "platform/private_folder.hpp"
#include "quarantine.hpp"
#include "tree_value.hpp"

#include <quoin/json.hpp>

#include <algorithm>

namespace quoin::loader {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_records = 2000;
constexpr std::size_t most_copies = 256;

// The folder beneath the cache, or empty with the trouble.
fs::path part_of(const fs::path& cache, const char* name, std::string& trouble) {
    if (cache.empty() || !trouble.empty()) return {};
    for (const fs::path& each : {cache, cache / name})
        if (std::string why = make_private_folder(each); !why.empty()) {
            trouble =
                "cache: expected the folder " + each.string() + " for private copies of libraries, " + why +
                "; set XDG_CACHE_HOME to a folder of this user, or never overwrite a library that is in "
                "use";
            return {};
        }
    return cache / name;
}

std::string no_time_left(const scan_limits& limits) {
    return "expected all libraries to be read within " + std::to_string(limits.all.count()) +
           " ms, found others that take longer; remove those that hang, and start again";
}

}  // namespace

library_memory::library_memory(const fs::path& cache)
    : copies(part_of(cache, "staged", trouble)), records(part_of(cache, "scanned", trouble)) {
    if (cache.empty() || !trouble.empty()) return;
    prune(cache / "scanned", most_records);
    prune(cache / "staged", most_copies);
}

library_intake::library_intake(const load_options& options, library_memory& memory,
                               std::vector<library>& libraries)
    : options_(options),
      memory_(memory),
      libraries_(libraries),
      scanner_(options.scanner, {options.scan_deadline, options.scan_budget}) {
    if (!memory.trouble.empty()) troubles_.push_back(memory.trouble);
}

bool library_intake::scanner_works() {
    if (works_) return *works_;
    const std::string why = scanner_.refusal();
    works_ = why.empty();
    if (!*works_ && options_.isolated) troubles_.push_back("scanner: " + why);
    return *works_;
}

bool library_intake::judge(library& one, const setting<std::string>* pin, const demands& by) {
    one.scanned = true;
    one.refused = refusal_of_rights(one.file, one.folder);
    if (one.refused.empty() && one.own_folder) one.refused = refusal_of_writers(one.folder.parent_path());
    if (!one.refused.empty()) return false;
    const auto facts = inspect_library(one.file);
    one.refused = refusal_of_facts(facts);
    // What a hash forbids is told before what is wrong with the content.
    if (!one.refused.empty() && !pin) return false;
    if (!one.refused.empty()) {
        const std::string digest = sha256_of(one.file);
        if (std::string why = refusal_of_digest(*pin, digest); !digest.empty() && !why.empty())
            one.refused = std::move(why);
        return false;
    }
    auto staged = memory_.copies.stage(one.file, one.own_folder || needs_its_folder(facts),
                                       pin != nullptr || by.digest_required.value);
    if (!staged.made) {
        one.refused = std::move(staged.refused);
        return false;
    }
    one.staged = std::move(*staged.made);
    if (pin) one.refused = refusal_of_digest(*pin, one.staged.digest);
    if (one.refused.empty() && by.digest_required.value &&
        std::find(by.digests.begin(), by.digests.end(), one.staged.digest) == by.digests.end())
        one.refused = "expected a library whose sha256 the manifest has (plugins.require_sha256, " +
                      by.digest_required.from.origin() + "), found " + one.staged.digest +
                      "; where you trust the file run: quoin pin";
    return one.refused.empty();
}

std::string library_intake::why_not_tried(const scan_verdict& found) const {
    if (found.answer.refused.empty()) return no_time_left({options_.scan_deadline, options_.scan_budget});
    return "expected a process that reads it, found that none starts: " + found.answer.refused +
           "; free resources, and start again";
}

void library_intake::take(const std::vector<std::size_t>& which, const demands& by) {
    std::vector<library*> unread;
    std::vector<scan_task> tasks;
    for (const std::size_t i : which) {
        library& one = libraries_[i];
        if (!judge(one, by.pins[i], by)) continue;
        const scan_record known = memory_.records.get(one.staged.key, one.file);
        one.quarantined = known.quarantined;
        if (known.crashes >= most_crashes) {
            one.refused = refusal_of_quarantined_library(known, one.file);
        } else if (known.card) {
            one.card = known.card;
        } else if (!scanner_works()) {
            read_here(one);
        } else {
            unread.push_back(&one);
            tasks.push_back({.library = one.staged.opened, .file = one.file});
        }
    }
    if (tasks.empty()) return;
    const auto verdicts = scanner_.run(tasks);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        library& one = *unread[i];
        const scan_verdict& found = verdicts[i];
        if (found.not_tried) {
            one.refused = why_not_tried(found);
            continue;
        }
        scan_record known = memory_.records.get(one.staged.key, one.file);
        if (!found.crash.empty()) {
            ++known.crashes;
            known.last_crash = found.crash;
            memory_.records.put(one.staged.key, known);
            one.refused = known.crashes >= most_crashes ? refusal_of_quarantined_library(known, one.file)
                                                        : refusal_of_crash(known);
        } else if (found.answer.card) {
            one.card = found.answer.card;
            known.card = found.answer.card;
            known.crashes = 0;
            memory_.records.put(one.staged.key, known);
        } else {
            one.refused = found.answer.refused;
        }
    }
}

void library_intake::read_here(library& one) {
    if (!open(one)) return;
    auto card = read_card(*one.opened.plugin, one.file);
    one.card = std::move(card.made);
    one.refused = std::move(card.refused);
}

bool library_intake::open(library& one) {
    if (one.opened.plugin) return true;
    auto opened = open_library(one.staged.opened, one.staged.key);
    if (opened.made)
        one.opened = std::move(*opened.made);
    else
        one.refused = std::move(opened.refused);
    return opened.made.has_value();
}

void library_intake::rehearse(std::vector<planned_provider>& plans) {
    std::vector<planned_provider*> unmade;
    std::vector<std::string> digests;
    std::vector<scan_task> tasks;
    for (planned_provider& plan : plans) {
        // Those of the host come with it, and were made by its tests.
        if (plan.state != provider_state::active || plan.kept || plan.from->builtin || !scanner_works())
            continue;
        const value config = config_of(plan);
        const std::string digest = sha256_of_text(plan.how.id + '\n' + to_json(config));
        const scan_record known = memory_.records.get(plan.from->staged.key, plan.from->file);
        const auto before = known.rehearsals.find(digest);
        if (before == known.rehearsals.end() || before->second.crashes > 0) {
            if (before != known.rehearsals.end() && before->second.crashes >= most_crashes) {
                plan.refuse(refusal_of_quarantined_config(before->second, plan.how.id));
                continue;
            }
            unmade.push_back(&plan);
            digests.push_back(digest);
            tasks.push_back({.library = plan.from->staged.opened,
                             .file = plan.from->file,
                             .id = plan.how.id,
                             .config = config});
        }
    }
    if (tasks.empty()) return;
    const auto verdicts = scanner_.run(tasks);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        planned_provider& plan = *unmade[i];
        const scan_verdict& found = verdicts[i];
        if (found.not_tried) {
            plan.refuse(why_not_tried(found));
            continue;
        }
        // One that fails with a reason fails here too, with the origin of its config.
        if (found.crash.empty() && !found.answer.made) continue;
        scan_record known = memory_.records.get(plan.from->staged.key, plan.from->file);
        rehearsal& now = known.rehearsals[digests[i]];
        if (found.crash.empty()) {
            now = {};
        } else {
            ++now.crashes;
            now.last_crash = found.crash;
            plan.refuse(now.crashes >= most_crashes ? refusal_of_quarantined_config(now, plan.how.id)
                                                    : refusal_of_crash_in_create(now));
        }
        memory_.records.put(plan.from->staged.key, known);
    }
}

}  // namespace quoin::loader
