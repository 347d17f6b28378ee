// How far a long command is, for people who watch it.
#pragma once

#include "console.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace quoin::cli {

/// A bar on err that is written over and goes away at the end. Only where err is a terminal and out is not
/// (there the answers themselves show how far it is), only where the work is long, and not more than ten
/// times a second.
class progress {
 public:
    using clock = std::function<std::chrono::steady_clock::time_point()>;

    /// all: how many steps there are; 0: not known, then the steps are counted without a bar.
    progress(console& to, std::string what, std::size_t all, clock now = std::chrono::steady_clock::now);
    ~progress();
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    void step() noexcept;
    /// Takes the bar away.
    void end() noexcept;

 private:
    std::string bar(std::chrono::steady_clock::time_point at) const;
    void show(const std::string& text) noexcept;

    console& to_;
    std::string what_;
    std::size_t all_;
    clock now_;
    std::size_t done_ = 0;
    bool watched_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point next_;
};

}  // namespace quoin::cli
