#include "plugin_care.hpp"

#include "builtin_plugins.hpp"

#include <loader/pins.hpp>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <utility>

namespace quoin {

namespace fs = std::filesystem;

namespace detail {

namespace {

constexpr std::string_view logs_as = "plugins";

std::string in_words(std::string_view what, const std::vector<std::string>& ids) {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? std::string(what) + ' ' : ", ") + id;
    return out;
}

}  // namespace

loader::load_options load_options_of(const host_options& of) {
    loader::load_options out;
    out.manifest = of.manifest;
    out.set = of.set;
    out.use_environment = of.use_environment;
    out.builtin_folder = of.builtin_folder.empty() ? builtin_folder() : of.builtin_folder;
    out.builtin_names = builtin_names();
    out.cache_folder = of.cache_folder.empty() ? loader::default_cache_folder() : of.cache_folder;
    out.scanner = of.scanner.empty() ? scanner_program(out.builtin_folder) : of.scanner;
    out.isolated = true;
    return out;
}

void tell_change(const loader::change& what, const engine::engine& log,
                 const std::function<void(const plugin_change&)>& to) {
    for (const problem& line : what.problems)
        log.log(QUOIN_LOG_WARNING, logs_as,
                (what.taken ? "" : "the manifest is wrong, and all goes on as it was: ") + line);
    for (const auto& [word, ids] :
         {std::pair("added", &what.added), {"removed", &what.removed}, {"changed", &what.changed}})
        if (!ids->empty()) log.log(QUOIN_LOG_INFO, logs_as, in_words(word, *ids));
    if (to) to({what.taken, what.added, what.removed, what.changed, what.problems});
}

namespace {

// Beside the manifest and then renamed, so that nobody reads half of it.
void replace_text(const fs::path& file, const std::string& text) {
    const fs::path real = fs::canonical(file);
    const fs::path fresh = real.parent_path() / ("." + real.filename().string() + ".pinned");
    std::error_code failed;
    {
        errno = 0;
        std::ofstream stream(fresh, std::ios::binary | std::ios::trunc);
        stream << text << std::flush;
        if (!stream) failed = {errno != 0 ? errno : EIO, std::generic_category()};
    }
    if (!failed) fs::permissions(fresh, fs::status(real).permissions(), failed);
    if (!failed) fs::rename(fresh, real, failed);
    if (!failed) return;
    std::error_code ignored;
    fs::remove(fresh, ignored);
    throw config_error({file.string() + ": expected a manifest that can be written, found: " +
                        failed.message() + "; give this user the right to write it and its folder"});
}

}  // namespace

}  // namespace detail

std::vector<library_pin> pin_libraries(const host_options& of, bool write, std::vector<problem>& notes) {
    loader::installed_pins found = loader::find_pins(detail::load_options_of(of));
    if (!found.errors.empty()) throw config_error(std::move(found.errors));
    notes = std::move(found.notes);
    std::vector<library_pin> out;
    for (const loader::pin& one : found.pins) out.push_back({one.id, one.library, one.sha256, one.before});
    if (!write) return out;
    std::ifstream stream(of.manifest, std::ios::binary);
    const std::string before{std::istreambuf_iterator<char>(stream), {}};
    loader::faults wrong;
    const std::string text = loader::with_pins(before, of.manifest.string(), found.pins, wrong);
    if (!wrong.empty()) throw config_error(loader::problems_of(std::move(wrong)));
    if (text != before) detail::replace_text(of.manifest, text);
    return out;
}

std::vector<fs::path> release_from_quarantine(const host_options& of, std::string_view name) {
    std::vector<fs::path> out;
    for (const std::string& file : loader::release(detail::load_options_of(of), name)) out.emplace_back(file);
    return out;
}

}  // namespace quoin
