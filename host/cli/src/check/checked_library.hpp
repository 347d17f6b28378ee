// The library under check inside of a process of its own: loaded, its providers made and asked.
#pragma once

#include "check_table.hpp"

#include <quoin/test_host.hpp>

#include <memory>
#include <string>
#include <vector>

namespace quoin::cli {

/// What might be asked of others, in one object: an instance and some modules.
value plain_answer();

/// One provider that the library says it has.
struct checked_provider {
    std::string id;
    std::vector<std::string> types;      ///< a few that it is asked for
    std::vector<std::string> row_types;  ///< as many as the host asks for in one call
    bool any_type = false;
    bool thread_safe = false, tracked = false, blocking = false;
    value config;  ///< of the manifest; an empty object where there is none
};

/// What one probe asks, and how reports call it.
struct probe {
    test_query query;
    std::string words;
};

/// The same of several types in one call.
struct row_probe {
    std::vector<std::string> types;
    std::string subject;
    std::string words;
};

class checked_library {
 public:
    /// Loads it. Throws error where that fails, which an earlier check says better.
    checked_library(const check_input& input, check_reporter& report);

    const quoin_plugin& plugin() const noexcept { return *plugin_; }
    const std::vector<checked_provider>& providers() const noexcept { return providers_; }
    /// Makes a provider; throws the error it refuses with.
    test_provider create(test_host& host, const checked_provider& which);

    /// The queries that everything is tried with: each type about subjects of which the others know nothing,
    /// say plain things, say odd things, or fail; and about those that the user named.
    std::vector<probe> probes(const checked_provider& of) const;
    /// All types of a provider about each of these subjects, in its order and in the other, with one that it does not
    /// serve.
    std::vector<row_probe> rows(const checked_provider& of) const;
    /// Lets a host play the others for these subjects.
    void play_others(test_host& host) const;

    /// Makes every provider, asks all its probes and rows, and ends it; tells each result of a probe.
    using listener = std::function<void(const checked_provider&, const probe&, const test_result&)>;
    void exercise(const listener& heard = {});

    /// Says in the report what is asked now, and asks.
    test_result ask(test_provider& provider, const checked_provider& of, const probe& what);
    check_reporter& report() noexcept { return report_; }

 private:
    std::vector<std::string> subjects() const;

    const check_input& input_;
    check_reporter& report_;
    const quoin_plugin* plugin_ = nullptr;
    std::vector<checked_provider> providers_;
    struct real_others;
    std::shared_ptr<real_others> real_;
};

}  // namespace quoin::cli
