// Files to mapped libraries.
#include "library_scan.hpp"
#include "platform/library_file.hpp"
#include "printable.hpp"

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <optional>

namespace quoin::loader {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view entry_stem = "quoin_entry_";
const std::string entry = "quoin_entry_" + std::to_string(QUOIN_ABI_MAJOR);

// Names that a linker puts into every library.
bool is_linkers(std::string_view name) {
    for (const std::string_view each : {"_init", "_fini", "__bss_start", "_edata", "_end"})
        if (name == each) return true;
    return false;
}

std::string refusal_of_exports(const std::vector<std::string>& exports) {
    bool has_entry = false;
    std::vector<std::string> other_majors, others;
    for (const std::string& name : exports) {
        if (name == entry)
            has_entry = true;
        else if (name.starts_with(entry_stem))
            other_majors.push_back(name);
        else if (!is_linkers(name))
            others.push_back(name);
    }
    if (!has_entry && !other_majors.empty())
        return "expected " + entry + " (ABI major " + std::to_string(QUOIN_ABI_MAJOR) + "), found " +
               printable(other_majors.front()) + " (ABI major " +
               printable(std::string_view(other_majors.front()).substr(entry_stem.size())) +
               "); build the plugin with this host's SDK, or use a host of that major";
    if (!has_entry)
        return "expected the exported function " + entry +
               ", found no such name; end the plugin's source with QUOIN_PLUGIN(..), or export the function";
    // A plugin for hosts of two majors exports an entry for each.
    if (others.empty()) return {};
    std::sort(others.begin(), others.end());
    std::string shown;
    constexpr std::size_t most_shown = 3;
    for (std::size_t i = 0; i < std::min(others.size(), most_shown); ++i)
        shown += (i == 0 ? "" : ", ") + in_quotes(others[i]);
    if (others.size() > most_shown) shown += " and " + std::to_string(others.size() - most_shown) + " more";
    return "expected no exported name but " + entry + ", found " + shown +
           "; build it with quoin_add_plugin(), or hide all others with a version script";
}

}  // namespace

std::string refusal_of_system_words(std::string_view message) {
    constexpr std::string_view undefined = "undefined symbol: ", missing = ": cannot open shared object file";
    if (const auto at = message.find(undefined); at != std::string_view::npos) {
        std::string_view name = message.substr(at + undefined.size());
        name = name.substr(0, name.find_first_of(" ,)"));
        return "expected every name it uses to be defined, found " + in_quotes(name, longest_words_shown) +
               " undefined; link the plugin with the library that defines it";
    }
    if (const auto at = message.find(missing); at != std::string_view::npos) {
        const std::string_view name = message.substr(0, at);
        return "expected the libraries it needs to be installed, found " +
               in_quotes(name, longest_words_shown) +
               " missing; install it, or put it where the plugin's RUNPATH points";
    }
    if (message.find("failed to map segment") != std::string_view::npos)
        return "expected a folder for private copies that programs may run from, found: " +
               printable(message, longest_words_shown) +
               "; set XDG_CACHE_HOME to a folder on a file system without noexec";
    // Before the reason stands the path of a copy that nobody knows.
    if (const auto end = message.find(": "); message.starts_with('/') && end != std::string_view::npos)
        message.remove_prefix(end + 2);
    return "expected a library that can be loaded, found: " + printable(message, longest_words_shown) +
           "; rebuild it on this system";
}

namespace {

// Boost.DLL wraps the system's words; empty where there are none.
std::string_view system_message(std::string_view what) {
    constexpr std::string_view before = "dlerror system message: ";
    const auto at = what.find(before);
    if (at == std::string_view::npos) return {};
    what = what.substr(at + before.size());
    return what.substr(0, what.rfind(')'));
}

outcome<opened_library> refused(std::string why) {
    return {{}, std::move(why)};
}

}  // namespace

std::string library_name(const fs::path& file) {
    return file.filename().string();
}

std::string refusal_of_facts(const std::variant<library_facts, not_a_library>& found) {
    if (const auto* const none = std::get_if<not_a_library>(&found)) return none->why;
    const auto& facts = std::get<library_facts>(found);
    return facts.exports_known ? refusal_of_exports(facts.exports) : std::string();
}

bool needs_its_folder(const std::variant<library_facts, not_a_library>& found) {
    const auto* const facts = std::get_if<library_facts>(&found);
    return facts && facts->needs_its_folder;
}

outcome<opened_library> open_library(const fs::path& file, const std::string& key) {
    using boost::dll::shared_library;
    struct mapping {
        std::string key;
        std::shared_ptr<shared_library> library;
    };
    // Never destroyed, so never unloaded; reachable for ever, so no leak.
    static auto& mapped = *new std::map<fs::path, mapping>;
    static auto& lock = *new std::mutex;

    const fs::path path = fs::absolute(file);
    const auto known = [&]() -> std::optional<mapping> {
        const std::lock_guard hold(lock);
        const auto found = mapped.find(path);
        return found == mapped.end() ? std::nullopt : std::optional(found->second);
    }();
    if (known && known->key != key)
        return refused(
            "expected a library that was not loaded before under this path, found another content in it; "
            "start the host again, or give it a folder for private copies (XDG_CACHE_HOME)");

    std::shared_ptr<shared_library> library = known ? known->library : nullptr;
    try {
        if (!library)
            library = std::make_shared<shared_library>(
                path, boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
    } catch (const std::exception& e) {
        // A static constructor may throw anything; only Boost.DLL has the words of the system.
        if (const auto message = system_message(e.what()); !message.empty())
            return refused(refusal_of_system_words(message));
        return refused("expected static constructors that succeed, found an exception; correct the plugin");
    } catch (...) {
        return refused("expected static constructors that succeed, found an exception; correct the plugin");
    }
    {
        const std::lock_guard hold(lock);
        mapped.try_emplace(path, mapping{key, library});
    }
    if (!library->has(entry))
        return refused(
            "expected the exported function " + entry +
            ", found no such name; end the plugin's source with QUOIN_PLUGIN(..), or export the function");
    try {
        const quoin_plugin* const plugin = library->get<const quoin_plugin*()>(entry)();
        if (!plugin) return refused("expected a plugin from " + entry + ", found null; correct the plugin");
        return {opened_library{plugin, library}, {}};
    } catch (...) {
        return refused("expected a plugin from " + entry + ", found a C++ exception; correct the plugin");
    }
}

}  // namespace quoin::loader
