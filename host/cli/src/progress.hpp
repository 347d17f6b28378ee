// How far a long command is, for people who watch it.
#pragma once

#include "console.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace quoin::cli {

/// A line on err that is written over and goes away at the end. Only where err is a terminal and out is not
/// (there the answers themselves show how far it is), and not more than ten times a second.
class progress {
 public:
    progress(console& to, std::string what, std::size_t all);
    ~progress();
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    void step() noexcept;
    /// Takes the line away.
    void end() noexcept;

 private:
    void show(const std::string& text) noexcept;
    console& to_;
    std::string what_;
    std::size_t all_;
    std::size_t done_ = 0;
    bool watched_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point next_;
};

}  // namespace quoin::cli
