// Not run on Windows yet (docs/platforms.md): the command says so and checks nothing, rather than in its own
// process.
#ifdef _WIN32

#include "child_process.hpp"

namespace quoin::cli {

child_end run_child(const std::filesystem::path&, std::vector<std::string>, std::chrono::milliseconds) {
    return {child_end::way::not_started, 0, {}};
}

std::string signal_words(int number) {
    return "signal " + std::to_string(number);
}

}  // namespace quoin::cli

#endif
