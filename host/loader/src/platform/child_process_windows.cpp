// Not written yet: the loader then reads libraries in its own process, and says so.
#ifdef _WIN32

#include "child_process.hpp"

namespace quoin::loader {

std::string process_end::in_words() const {
    return "exit code " + std::to_string(number);
}

std::unique_ptr<child_process> child_process::start(const std::filesystem::path&, const std::string&,
                                                    std::string& why_not) {
    why_not = "processes of its own are not supported on this system";
    return nullptr;
}

bool child_processes_work() noexcept {
    return false;
}

}  // namespace quoin::loader

#endif
