// Not written yet (docs/platforms.md): the loader then reads libraries in its own process, and says so; quoin
// check says so and checks nothing.
#ifdef _WIN32

#include <loader/child_process.hpp>

#include <cstdlib>

namespace quoin::loader {

std::string signal_words(int number) {
    return "signal " + std::to_string(number);
}

std::string process_end::in_words() const {
    return "exit code " + std::to_string(number);
}

std::unique_ptr<child_process> child_process::start(const task&, std::string& why_not) {
    why_not = why_no_child_processes();
    return nullptr;
}

std::string_view why_no_child_processes() noexcept {
    return "found that this system is not supported yet";
}

started_process::started_process() = default;
void started_process::say(std::string_view) const noexcept {}
void started_process::end(int code) noexcept {
    std::_Exit(code);
}

}  // namespace quoin::loader

#endif
