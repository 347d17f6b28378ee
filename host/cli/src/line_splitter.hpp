// Pieces of a stream become lines, with a limit on what a line may keep in memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace quoin::cli {

class line_splitter {
 public:
    struct events {
        std::function<bool(std::string_view line)> line;  ///< without its line break; false: stop
        std::function<bool()> too_long;                   ///< once a line, as soon as it is; false: stop
    };
    line_splitter(std::size_t longest, events to);

    /// Takes the next piece. False where an event said stop: the rest is not looked at.
    bool feed(std::string_view piece);
    /// The stream ended: what is left is a line too. False as above.
    bool end();

 private:
    bool give(std::string_view rest_of_line);
    bool keep(std::string_view part);

    std::size_t longest_;
    events to_;
    std::string kept_;
    bool skipping_ = false;  ///< inside a line that is too long
};

}  // namespace quoin::cli
