// What can be said of the library before a provider is made.
#include "check_table.hpp"

#include <loader/library_judgement.hpp>
#include <quoin/test_host.hpp>

#define BOOST_DLL_USE_STD_FS
#include <boost/dll/shared_library.hpp>

#include <algorithm>
#include <memory>

namespace quoin::cli {

namespace {

const quoin_plugin& plugin_of(const check_input& input) {
    return test_host::load(std::filesystem::absolute(input.library).string());
}

/// "expected .., found ..; mend" in its two parts.
void fail_with(check_reporter& report, const std::string& refusal) {
    const std::size_t at = refusal.rfind("; ");
    report.fail("", refusal.substr(0, at), at == std::string::npos ? "" : refusal.substr(at + 2));
}

bool is_semantic_version(std::string_view text) {
    int parts = 0;
    while (true) {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        if (digits == 0 || (digits > 1 && text.front() == '0')) return false;
        text.remove_prefix(digits);
        if (++parts == 3) break;
        if (!text.starts_with('.')) return false;
        text.remove_prefix(1);
    }
    return text.empty() || ((text.front() == '-' || text.front() == '+') && text.size() > 1);
}

}  // namespace

void check_file(const check_input& input, check_reporter& report) {
    if (const std::string why = loader::judge_file(input.library).refused; !why.empty())
        fail_with(report, why);
}

void check_build_id(const check_input& input, check_reporter& report) {
    const loader::file_judgement found = loader::judge_file(input.library);
    if (!found.is_read) return report.skip("not read on this system");
    if (found.build_id.empty())
        return report.warn("", "expected a build id (.note.gnu.build-id), found none",
                           "link with -Wl,--build-id, as quoin_add_plugin() does");
    report.detail(found.build_id.substr(0, 16));
}

void check_exports(const check_input& input, check_reporter& report) {
    const loader::file_judgement found = loader::judge_file(input.library);
    if (!found.is_read) return report.skip("not read on this system");
    if (!found.exports_refused.empty()) fail_with(report, found.exports_refused);
}

void check_imports(const check_input& input, check_reporter& report) {
    if (const std::string why = loader::refusal_of_imports(input.library); !why.empty())
        fail_with(report, why);
}

void check_loads(const check_input& input, check_reporter& report) {
    using boost::dll::shared_library;
    report.stage("the library is loaded");
    try {
        // Never unloaded, as in the host.
        new shared_library(std::filesystem::absolute(input.library),
                           boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
    } catch (const std::exception& e) {
        report.fail("", std::string("expected a library that can be loaded, found: ") + e.what(),
                    "rebuild it on this system");
    } catch (...) {
        report.fail("", "expected static constructors that succeed, found an exception",
                    "do nothing in static constructors; start in create");
    }
}

void check_entry(const check_input& input, check_reporter& report) {
    report.stage("quoin_entry_1");
    const quoin_plugin* first = nullptr;
    try {
        first = &plugin_of(input);
        if (first != &plugin_of(input))
            report.fail("", "expected the same table each time, found another", "return static data");
    } catch (const error& wrong) {
        report.fail("", wrong.message(), "return the address of a static quoin_plugin");
    } catch (...) {
        report.fail("", "expected a table, found an exception", "do nothing in it but return static data");
    }
}

void check_abi_version(const check_input& input, check_reporter& report) {
    const quoin_plugin& plugin = plugin_of(input);
    if (plugin.abi_major != QUOIN_ABI_MAJOR)
        report.fail("",
                    "expected abi_major " + std::to_string(QUOIN_ABI_MAJOR) + ", found " +
                        std::to_string(plugin.abi_major),
                    "set it to QUOIN_ABI_MAJOR of the header that you build with");
    else if (plugin.min_host_minor > plugin.abi_minor)
        report.fail("",
                    "expected a min_host_minor of at most its abi_minor " + std::to_string(plugin.abi_minor) +
                        ", found " + std::to_string(plugin.min_host_minor),
                    "set it to the oldest minor whose members you use, 0 if none is newer");
    else if (plugin.min_host_minor > QUOIN_ABI_MINOR)
        report.fail("",
                    "expected a plugin for host ABI " + std::to_string(QUOIN_ABI_MAJOR) + "." +
                        std::to_string(QUOIN_ABI_MINOR) + ", found one that needs minor " +
                        std::to_string(plugin.min_host_minor),
                    "check it with the host that it is for, or lower min_host_minor");
    report.detail("ABI " + std::to_string(plugin.abi_major) + "." + std::to_string(plugin.abi_minor));
}

void check_struct_sizes(const check_input& input, check_reporter& report) {
    const quoin_plugin& plugin = plugin_of(input);
    const auto judge = [&](const char* what, std::uint32_t found, std::size_t least) {
        if (found < least)
            report.fail("",
                        std::string("expected a ") + what + " of at least " + std::to_string(least) +
                            " bytes, found struct_size " + std::to_string(found),
                        "set struct_size to sizeof of the struct");
        return found >= least;
    };
    if (!judge("quoin_plugin", plugin.struct_size, sizeof(quoin_plugin)) || !plugin.descriptors) return;
    for (std::size_t i = 0; i < plugin.descriptor_count; ++i)
        if (plugin.descriptors[i])
            judge("quoin_descriptor", plugin.descriptors[i]->struct_size, sizeof(quoin_descriptor));
}

void check_descriptor(const check_input& input, check_reporter& report) {
    const quoin_plugin& plugin = plugin_of(input);
    if (const std::string why = loader::refusal_of_plugin(plugin, input.library); !why.empty())
        return fail_with(report, why);
    std::string ids;
    for (std::size_t i = 0; i < plugin.descriptor_count; ++i) {
        const quoin_descriptor& one = *plugin.descriptors[i];
        const std::string id(to_view(one.id));
        ids += (ids.empty() ? "" : ", ") + id;
        if (!is_semantic_version(to_view(one.version)))
            report.warn(id, "expected a semantic version such as 1.0.0, found another", "set version");
        if (id.find('.') == std::string::npos)
            report.warn(id, "expected an id with a domain in front, found none",
                        "name it like com.acme." + id);
        for (const auto& [text, name] : {std::pair(one.vendor, "vendor"), std::pair(one.licence, "licence"),
                                         std::pair(one.description, "description")})
            if (text.len == 0)
                report.warn(id, std::string("expected a ") + name + ", found none",
                            std::string("say it in the descriptor: ") + name);
    }
    report.detail(ids);
}

}  // namespace quoin::cli
