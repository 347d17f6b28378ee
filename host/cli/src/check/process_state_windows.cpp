// Not run on Windows yet (docs/platforms.md). Facts that are not known here do not differ.
#ifdef _WIN32

#include "process_state.hpp"

namespace quoin::cli {

std::vector<process_fact> locale_facts() {
    return {};
}
std::vector<process_fact> floating_point_facts() {
    return {};
}
std::vector<process_fact> signal_facts() {
    return {};
}
std::vector<process_fact> working_directory_facts() {
    return {};
}
std::vector<process_fact> environment_facts() {
    return {};
}
std::vector<std::string> changed(const std::vector<process_fact>&, const std::vector<process_fact>&) {
    return {};
}
process_usage usage_now() {
    return {};
}
caught_streams::caught_streams() = default;
caught_streams::~caught_streams() = default;
caught_streams::sizes caught_streams::written() {
    return {};
}

}  // namespace quoin::cli

#endif
