#include "rpc_subscriptions.hpp"

#include "answer_json.hpp"
#include "query_failure.hpp"
#include "terminal_text.hpp"

#include <optional>
#include <utility>

namespace quoin::cli::rpc {

struct subscriptions::subscription {
    std::int64_t number = 0;
    std::string type;
    std::vector<std::string> subjects;
    watch_handle watched;  // of the owner alone
    // Under the mutex of the subscriptions.
    std::optional<query_result> newest;  // not written yet
    bool begun = false;
    bool ended = false;
    bool has_writer = false;
    bool writing = false;
};

namespace {

std::string notification(std::int64_t number, const std::string& type,
                         const std::vector<std::string>& subjects, const query_result& came) {
    std::string out = R"({"jsonrpc":"2.0","method":"changed","params":{"subscription":)" +
                      std::to_string(number) + R"(,"type":)";
    append_json_string(out, type);
    out += R"(,"subjects":[)";
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        if (i != 0) out += ',';
        append_json_string(out, subjects[i]);
    }
    out += ']';
    std::string outcome;
    try {
        if (came.failure) throw query_error(*came.failure);
        outcome = came.answer ? R"(,"answered":true,"value":)" : R"(,"answered":false)";
        if (came.answer) append_json(outcome, *came.answer, answer_json());
    } catch (const error& failed) {  // lazy arrays are read here, which can fail too
        outcome = R"(,"error":)" + to_json(failure_of(failed, type, subjects.front()));
    }
    return out + outcome + "}}";
}

}  // namespace

subscriptions::subscriptions(host& on, sink to) : host_(on), sink_(std::move(to)) {}

subscriptions::~subscriptions() {
    std::map<std::int64_t, std::shared_ptr<subscription>> open;
    {
        const std::lock_guard lock(mutex_);
        open.swap(open_);
        for (const auto& [number, one] : open) one->ended = true;
    }
    for (const auto& [number, one] : open) one->watched.stop();
    std::unique_lock lock(mutex_);
    written_.wait(lock, [this] { return writers_ == 0; });
}

std::int64_t subscriptions::add(std::string_view type, std::span<const std::string> subjects, view options) {
    const auto made = std::make_shared<subscription>();
    made->type = type;
    made->subjects.assign(subjects.begin(), subjects.end());
    {
        const std::lock_guard lock(mutex_);
        if (open_.size() >= most_subscriptions)
            throw error(QUOIN_E_LIMIT, "there are " + std::to_string(most_subscriptions) +
                                           " subscriptions, which is the most; end some with unsubscribe");
        made->number = ++last_;
    }
    made->watched = host_.watch(
        type, subjects,
        [this, of = std::weak_ptr(made)](query_result came) {
            if (const auto alive = of.lock()) file(alive, std::move(came));
        },
        options);
    const std::lock_guard lock(mutex_);
    open_.emplace(made->number, made);
    return made->number;
}

void subscriptions::begin(std::int64_t number) {
    const std::lock_guard lock(mutex_);
    const auto found = open_.find(number);
    if (found == open_.end()) return;
    found->second->begun = true;
    try {
        send_writer(found->second);
    } catch (const std::exception&) {  // memory is out: what came goes out with the next change
    }
}

bool subscriptions::remove(std::int64_t number) {
    std::shared_ptr<subscription> removed;
    {
        std::unique_lock lock(mutex_);
        const auto found = open_.find(number);
        if (found == open_.end()) return false;
        removed = std::move(found->second);
        open_.erase(found);
        removed->ended = true;
        written_.wait(lock, [&] { return !removed->writing; });
    }
    removed->watched.stop();
    return true;
}

void subscriptions::file(const std::shared_ptr<subscription>& of, query_result came) {
    const std::lock_guard lock(mutex_);
    of->newest = std::move(came);
    send_writer(of);
}

/// Under the lock.
void subscriptions::send_writer(const std::shared_ptr<subscription>& of) {
    if (!of->begun || of->ended || of->has_writer || !of->newest) return;
    host_.workers().run([this, of] { write(of); });
    of->has_writer = true;
    ++writers_;
}

void subscriptions::write(const std::shared_ptr<subscription>& of) {
    std::unique_lock lock(mutex_);
    while (!of->ended && of->newest) {
        const query_result came = std::move(*of->newest);
        of->newest.reset();
        of->writing = true;
        lock.unlock();
        try {
            sink_(notification(of->number, of->type, of->subjects, came));
        } catch (const std::bad_alloc&) {  // this one is lost; the next change comes as one again
        }
        lock.lock();
        of->writing = false;
        written_.notify_all();
    }
    of->has_writer = false;
    --writers_;
    // Under the lock to the end: whoever waits may destroy this right after.
    written_.notify_all();
}

}  // namespace quoin::cli::rpc
