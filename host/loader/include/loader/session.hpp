// Plugins for as long as a host lives: loaded, watched, changed while queries run, kept out where they fail.
#pragma once

#include <loader/loader.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// What became of a change of the manifest or of a folder.
struct change {
    bool taken = true;  ///< false: the manifest is wrong, and everything goes on as it was
    std::vector<std::string> added = {}, removed = {}, changed = {};  ///< ids of providers
    std::vector<problem> problems = {};  ///< why not, or what is refused or kept as it was, and is new
};

/// Must go before the engine. Functions: any thread, also while queries run.
class session {
 public:
    using clock = std::chrono::steady_clock;

    session(engine::engine& into, load_options options);
    ~session();
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    /// The first load, as load(). Once.
    std::shared_ptr<const loaded> start();
    /// What holds now, with the errors of a manifest that was not taken.
    std::shared_ptr<const loaded> now() const;

    /// One look at the manifest and the folders. A change is taken when nothing has changed for `settle`: a
    /// library that is being copied is not loaded half. Empty where there is nothing to tell.
    std::optional<change> poll(clock::time_point at);
    /// True where poll saw a change that it waits to settle.
    bool settling() const;
    static constexpr std::chrono::milliseconds settle{150};

    /// A call of a provider ended after its timeout_ms. The third within two minutes takes the provider out,
    /// unless the manifest requires it, and is remembered for this content of its library.
    std::optional<change> late(std::string_view provider, clock::time_point at);

    /// Polls on a thread of its own from now on and tells of every change there, and of late providers where
    /// their query ran. `told` is called with no lock held; it must not end the session.
    void watch(std::function<void(const change&)> told);
    /// Looks no more; what is being told has been when it returns. Not where it is told.
    void end_watch() noexcept;
    /// Tells as watch does, without looking.
    void tell(std::function<void(const change&)> told);
    /// late, told.
    void hear_late(std::string_view provider);

 private:
    struct inside;
    std::unique_ptr<inside> inside_;
};

}  // namespace quoin::loader
