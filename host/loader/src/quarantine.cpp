#include "quarantine.hpp"

namespace quoin::loader {

namespace {

std::string counted(unsigned crashes) {
    return " (" + std::to_string(crashes) + " of " + std::to_string(most_crashes) +
           ", then it is quarantined)";
}

std::string release(const std::string& name) {
    return "or run: quoin providers --release " + name;
}

}  // namespace

std::string refusal_of_crash(const scan_record& record) {
    return "expected a library that can be loaded, found that loading it ends the process: " +
           record.last_crash + counted(record.crashes) +
           "; correct its static constructors and its entry function, or remove the file";
}

std::string refusal_of_quarantined_library(const scan_record& record, const std::filesystem::path& file) {
    return "expected a library that can be loaded, found it quarantined: " + std::to_string(record.crashes) +
           " times loading it ended the process, last: " + record.last_crash +
           "; replace it by another build, " + release(file.filename().string());
}

std::string refusal_of_crash_in_create(const rehearsal& of) {
    return "expected a provider, found that making it and destroying it again ends the process: " +
           of.last_crash + counted(of.crashes) +
           "; correct its create and destroy functions, or change its config";
}

std::string refusal_of_quarantined_config(const rehearsal& of, const std::string& id) {
    return "expected a provider, found it quarantined: " + std::to_string(of.crashes) +
           " times making it with this config ended the process, last: " + of.last_crash +
           "; replace the library by another build, change the config, " + release(id);
}

std::string refusal_of_late_provider(std::string_view id, std::chrono::milliseconds timeout) {
    return "expected answers within its timeout of " + std::to_string(timeout.count()) +
           " ms, found it quarantined: " + std::to_string(late_watch::most) + " late answers within " +
           std::to_string(late_watch::within.count()) + " s; replace the library by another build, " +
           release(std::string(id));
}

bool late_watch::one_more(std::string_view id, std::chrono::steady_clock::time_point now) {
    const std::lock_guard lock(mutex_);
    auto found = times_.find(id);
    if (found == times_.end()) found = times_.emplace(std::string(id), 0).first;
    auto& times = found->second;
    times.push_back(now);
    while (now - times.front() > within) times.pop_front();
    if (times.size() < most) return false;
    times_.erase(found);
    return true;
}

}  // namespace quoin::loader
