// From files to cards: each library is judged, hashed, staged, and read in a process of its own, unless its
// content was read before.
#pragma once

#include "library_search.hpp"
#include "provider_choice.hpp"
#include "scan_process.hpp"
#include "scan_record.hpp"
#include "staging.hpp"

#include <loader/loader.hpp>

#include <memory>
#include <string>
#include <vector>

namespace quoin::loader {

/// What outlives a load: where copies and records are.
struct library_memory {
    library_memory(const std::filesystem::path& cache_folder);

    std::string trouble = {};  ///< why nothing is kept on disk; empty where it is, or where nobody wanted it
    staging copies;
    record_store records;
};

class library_intake {
 public:
    library_intake(const load_options& options, library_memory& memory, std::vector<library>& libraries);

    /// Judges and reads those libraries. `pins`: by library what the manifest pins; `digests`: every hash
    /// that it gives, and where it demands one.
    struct demands {
        const std::vector<const setting<std::string>*>& pins;
        const std::vector<std::string>& digests;
        const setting<bool>& digest_required;
    };
    void take(const std::vector<std::size_t>& which, const demands& by);

    /// Makes each planned provider in a process of its own, where that was not done before with this content
    /// and config. Those that cannot be made are refused.
    void rehearse(std::vector<planned_provider>& plans);

    /// Maps a library into this process: refuses it where that fails.
    bool open(library& one);

    /// Lines about what could not be used: the scanner, the folder for copies.
    const std::vector<std::string>& troubles() const { return troubles_; }

 private:
    bool judge(library& one, const setting<std::string>* pin, const demands& by);
    void read_here(library& one);
    bool scanner_works();
    std::string why_not_tried(const scan_verdict& found) const;

    const load_options& options_;
    library_memory& memory_;
    std::vector<library>& libraries_;
    scan_process scanner_;
    std::optional<bool> works_ = {};
    std::vector<std::string> troubles_ = {};
};

}  // namespace quoin::loader
