#include <loader/session.hpp>

#include "change_signs.hpp"
#include "loading.hpp"
#include "platform/folder_watch.hpp"
#include "printable.hpp"
#include "quarantine.hpp"

#include <value/utf8_text.hpp>

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace quoin::loader {

namespace {

std::shared_ptr<const loaded> without_manifest(const load_options& options) {
    auto out = std::make_shared<loaded>();
    for (const std::string& given : options.set)
        out->errors.push_back("--set " + printable(given) + ": expected a manifest, found none; name one");
    return out;
}

std::vector<problem> new_ones(const std::vector<problem>& before, const std::vector<problem>& now) {
    std::vector<problem> out;
    for (const problem& one : now)
        if (std::find(before.begin(), before.end(), one) == before.end()) out.push_back(one);
    return out;
}

const working_provider* with_id(const std::vector<working_provider>& among, std::string_view id) {
    for (const working_provider& one : among)
        if (one.how.id == id) return &one;
    return nullptr;
}

change difference(const std::vector<working_provider>& before, const std::vector<working_provider>& now) {
    change out;
    for (const working_provider& one : now) {
        const working_provider* const old = with_id(before, one.how.id);
        if (!old)
            out.added.push_back(one.how.id);
        else if (old->token != one.token)
            out.changed.push_back(one.how.id);
    }
    for (const working_provider& one : before)
        if (!with_id(now, one.how.id)) out.removed.push_back(one.how.id);
    return out;
}

bool says_something(const change& what) {
    return !what.taken || !what.added.empty() || !what.removed.empty() || !what.changed.empty() ||
           !what.problems.empty();
}

}  // namespace

struct session::inside {
    inside(engine::engine& to, load_options given)
        : into(to), options(std::move(given)), memory(options.cache_folder) {}

    // With no lock held: whoever hears of it may ask, and what it asks may be late.
    void say(const std::optional<change>& what) {
        if (!what) return;
        const auto to = [this] {
            const std::lock_guard lock(telling);
            return told;
        }();
        if (to && *to) (*to)(*what);
    }
    std::optional<change> reload();
    std::optional<change> quarantine(const std::string& id);
    void publish(loaded told) {
        auto made = std::make_shared<const loaded>(std::move(told));
        const std::lock_guard lock(reading);
        current.swap(made);
    }
    std::shared_ptr<const loaded> snapshot() const {
        const std::lock_guard lock(reading);
        return current;
    }

    engine::engine& into;
    const load_options options;
    library_memory memory;
    late_watch lateness;

    // Guards what follows. Held while plugins are loaded: so never waited for by a query.
    std::mutex changing;
    loaded_before known;
    std::vector<std::filesystem::path> folders;
    std::string seen;  // signs of the last look
    bool unsettled = false;
    clock::time_point changed_at = {};

    mutable std::mutex reading;  // of the two below; never held while another is waited for
    std::shared_ptr<const loaded> current = std::make_shared<loaded>();
    std::vector<std::string> too_late;  // to be taken out by whoever is changing

    std::mutex telling;
    std::shared_ptr<const std::function<void(const change&)>> told;
    std::unique_ptr<folder_watch> heard;
    std::jthread looking;
};

std::optional<change> session::inside::reload() {
    load_result fresh = loading(into, options, memory, known, purpose::change).run();
    const auto before = snapshot();
    if (!fresh.told.started()) {
        // A text that cannot be read names no folders: those of before are watched on.
        for (const auto& each : fresh.folders)
            if (std::find(folders.begin(), folders.end(), each) == folders.end()) folders.push_back(each);
        loaded same = *before;
        const bool news = same.errors != fresh.told.errors;
        same.errors = fresh.told.errors;
        publish(std::move(same));
        if (!news) return std::nullopt;
        return change{.taken = false, .problems = fresh.told.errors};
    }
    folders = std::move(fresh.folders);
    change out = difference(known.working, fresh.working);
    out.problems = new_ones(before->notes, fresh.told.notes);
    const bool mended = !before->errors.empty() || !new_ones(fresh.told.notes, before->notes).empty();
    known = {std::move(fresh.working), std::move(fresh.named)};
    publish(std::move(fresh.told));
    if (mended || says_something(out)) return out;
    return std::nullopt;
}

std::optional<change> session::inside::quarantine(const std::string& id) {
    const auto found = std::find_if(known.working.begin(), known.working.end(),
                                    [&](const auto& one) { return one.how.id == id; });
    if (found == known.working.end()) return std::nullopt;
    const std::string why = refusal_of_late_provider(id, found->how.timeout);
    scan_record record = memory.records.get(found->key, found->how.library);
    record.quarantined[id] = why;
    memory.records.put(found->key, record);
    into.remove_provider(found->token);
    loaded now = *snapshot();
    const std::string line = tree::as_utf8(found->how.library) + ": provider '" + id + "' refused: " + why;
    for (loaded_provider& one : now.providers) {
        if (one.how.id != id || one.state != provider_state::active) continue;
        one.state = provider_state::refused;
        one.reason = why;
        one.token = 0;
    }
    now.notes.push_back(line);
    known.working.erase(found);
    publish(std::move(now));
    return change{.removed = {id}, .problems = {line}};
}

session::session(engine::engine& into, load_options options)
    : inside_(std::make_unique<inside>(into, std::move(options))) {}

session::~session() {
    end_watch();
}

void session::end_watch() noexcept {
    if (!inside_->looking.joinable()) return;
    inside_->looking.request_stop();
    inside_->heard->wake();
    inside_->looking.join();
}

std::shared_ptr<const loaded> session::start() {
    inside& in = *inside_;
    const std::lock_guard lock(in.changing);
    if (in.options.manifest.empty()) {
        auto none = without_manifest(in.options);
        in.publish(*none);
        return none;
    }
    // What changes while it loads is seen by the first look.
    in.seen = signs_of(in.options.manifest, {});
    load_result first = loading(in.into, in.options, in.memory, {}, purpose::start).run();
    in.folders = std::move(first.folders);
    in.known = {std::move(first.working), std::move(first.named)};
    in.seen = signs_of(in.options.manifest, in.folders);
    in.publish(std::move(first.told));
    return in.snapshot();
}

std::shared_ptr<const loaded> session::now() const {
    return inside_->snapshot();
}

bool session::settling() const {
    const std::lock_guard lock(inside_->changing);
    return inside_->unsettled;
}

std::optional<change> session::poll(clock::time_point at) {
    inside& in = *inside_;
    const std::lock_guard lock(in.changing);
    if (in.options.manifest.empty()) return std::nullopt;
    std::string signs = signs_of(in.options.manifest, in.folders);
    if (signs != in.seen) {
        in.seen = std::move(signs);
        in.changed_at = at;
        in.unsettled = true;
        return std::nullopt;
    }
    if (!in.unsettled || at - in.changed_at < settle) return std::nullopt;
    in.unsettled = false;
    auto out = in.reload();
    // Another manifest may name other folders; what changed in known ones meanwhile is a change of its own.
    const std::string after = signs_of(in.options.manifest, in.folders);
    if (after != in.seen) {
        in.seen = after;
        in.changed_at = at;
        in.unsettled = true;
    }
    return out;
}

std::optional<change> session::late(std::string_view provider, clock::time_point at) {
    inside& in = *inside_;
    if (!in.lateness.one_more(provider, at)) return std::nullopt;
    const auto now = in.snapshot();
    for (const loaded_provider& one : now->providers)
        if (one.how.id == provider && one.required) return std::nullopt;
    // A query does not wait while plugins are loaded: then the thread that loads takes the provider out.
    std::unique_lock lock(in.changing, std::try_to_lock);
    if (lock) return in.quarantine(std::string(provider));
    const std::lock_guard reading(in.reading);
    in.too_late.emplace_back(provider);
    return std::nullopt;
}

void session::tell(std::function<void(const change&)> told) {
    auto fresh = std::make_shared<const std::function<void(const change&)>>(std::move(told));
    const std::lock_guard lock(inside_->telling);
    inside_->told.swap(fresh);
}

void session::hear_late(std::string_view provider) {
    inside_->say(late(provider, clock::now()));
}

void session::watch(std::function<void(const change&)> told) {
    inside& in = *inside_;
    tell(std::move(told));
    in.heard = folder_watch::make();
    in.looking = std::jthread([this, &in](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::vector<std::string> too_late;
            {
                const std::lock_guard lock(in.reading);
                too_late.swap(in.too_late);
            }
            for (const std::string& id : too_late) {
                std::optional<change> what;
                {
                    const std::lock_guard lock(in.changing);
                    what = in.quarantine(id);
                }
                in.say(what);
            }
            {
                const std::lock_guard lock(in.changing);
                in.heard->look_at(folders_to_watch(in.options.manifest, in.folders));
            }
            in.say(poll(clock::now()));
            in.heard->wait(settling() ? settle / 3 : in.heard->patience());
        }
    });
}

}  // namespace quoin::loader
