// What a check found, as its process writes it and as people and programs read it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {
class started_process;
}

namespace quoin::cli {

enum class verdict { pass, warn, fail, skip };
std::string_view verdict_word(verdict of) noexcept;

/// One thing that is wrong, or worth a warning.
struct finding {
    verdict how = verdict::fail;
    std::string provider = {};  ///< id; empty: the library
    std::string found = {};     ///< "expected .., found .."
    std::string mend = {};
};

/// What became of one check.
struct check_result {
    std::string id;
    std::string title;
    verdict how = verdict::pass;
    std::string detail = {};  ///< a figure, or why it was skipped
    std::vector<finding> findings = {};
    double seconds = 0;
};

/// Writes what a check finds to the process that started it, line by line, so that nothing is lost when the
/// plugin ends the process.
class check_reporter {
 public:
    explicit check_reporter(const loader::started_process& to) noexcept : to_(to) {}
    /// What is tried now: whoever waits says it where the process does not come back.
    void stage(const std::string& what);
    void warn(const std::string& provider, const std::string& found, const std::string& mend);
    void fail(const std::string& provider, const std::string& found, const std::string& mend);
    void skip(const std::string& why);
    void detail(const std::string& text);
    /// The same in every process, where answers are.
    void digest(const std::string& text);
    void done();
    bool clean() const noexcept { return findings_ == 0; }

 private:
    void line(std::span<const std::pair<std::string_view, std::string_view>> members);
    void found(std::string_view how, const std::string& provider, const std::string& found,
               const std::string& mend);
    const loader::started_process& to_;
    int findings_ = 0;
};

/// What a reporter wrote.
struct read_report {
    std::string stage = {};
    std::string detail = {};
    std::string digest = {};
    bool skipped = false;
    bool done = false;
    std::vector<finding> findings = {};
};
read_report read_lines(std::string_view text);

enum class check_format { table, json, junit, sarif };

/// The whole report; library is the file as it was named.
std::string check_report(std::span<const check_result> results, std::string_view library, check_format how,
                         bool colours);

}  // namespace quoin::cli
