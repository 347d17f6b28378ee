// What belongs to the whole process and is no plugin's to change. One source file for each system.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quoin::cli {

/// One fact and how it stands: "LC_ALL", "C".
struct process_fact {
    std::string name;
    std::string state;
};

std::vector<process_fact> locale_facts();
std::vector<process_fact> floating_point_facts();  ///< of this thread
std::vector<process_fact> signal_facts();
std::vector<process_fact> working_directory_facts();  ///< and the umask
std::vector<process_fact> environment_facts();

/// Names of facts that differ.
std::vector<std::string> changed(const std::vector<process_fact>& before,
                                 const std::vector<process_fact>& after);

/// What a plugin may use up. -1: this system does not tell.
struct process_usage {
    std::int64_t heap_bytes = -1;
    std::int64_t descriptors = -1;
    std::int64_t threads = -1;
};
process_usage usage_now();

/// Catches what is written to standard output and standard error until it is asked.
class caught_streams {
 public:
    caught_streams();
    caught_streams(const caught_streams&) = delete;
    caught_streams& operator=(const caught_streams&) = delete;
    ~caught_streams();
    struct sizes {
        std::int64_t out = 0, err = 0;  ///< in bytes
    };
    sizes written();

 private:
    int out_ = -1, err_ = -1;
};

}  // namespace quoin::cli
