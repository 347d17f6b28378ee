// What is done to a library in a process of its own, and how that process is told and answers: a line of JSON
// for each task, and for each answer.
#pragma once

#include "library_scan.hpp"

#include <quoin/value.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// Opening a library and reading its card; or, with an id, making that provider and ending it again.
struct scan_task {
    std::filesystem::path library = {};  ///< what is opened: a staged copy
    std::filesystem::path file = {};     ///< what the card and messages call it
    std::string id = {};                 ///< of the provider to be made; empty: none
    value config = {};                   ///< for it: an object
};

struct scan_answer {
    std::optional<library_card> card = {};  ///< where it was read
    bool made = false;                      ///< the provider was made, and ended
    std::string refused = {};               ///< end of the refusal
};

/// Does the task in this process, with whatever comes of it. `alone`: in a process that is there for nothing
/// else, so that its threads are those of the library.
scan_answer perform(const scan_task& task, bool alone);

/// Why a provider was not made, as the end of a refusal.
std::string refusal_of_create(quoin_code code, const std::string& message, const std::string& config_origin);

void write_card(builder& to, const library_card& card);
/// Empty where it is no card. Origins and libraries are those of the file.
std::optional<library_card> card_of(view from, const std::filesystem::path& file);

std::string text_of(const std::vector<scan_task>& tasks);
std::vector<scan_task> tasks_of(std::string_view text);
std::string text_of(const scan_answer& answer);
/// Empty where the line is none.
std::optional<scan_answer> answer_of(std::string_view line, const std::filesystem::path& file);

/// Does every task of the text and hands each line of the answers to `say`: "begin N", then the answer.
void serve_scans(std::string_view tasks, const std::function<void(const std::string&)>& say);

}  // namespace quoin::loader
