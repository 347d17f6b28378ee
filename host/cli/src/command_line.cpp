#include "command_line.hpp"

#include "change_notices.hpp"
#include "command_words.hpp"
#include "manifest_location.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <thread>
#include <utility>

namespace quoin::cli {

namespace {

/// Threads of the command; at least 2 where clients wait for each other's requests.
std::shared_ptr<worker_pool> workers_of(const command_words& words) {
    unsigned jobs = 0;
    if (const auto* const get = std::get_if<get_options>(&words.command)) jobs = get->jobs;
    if (const auto* const run = std::get_if<run_options>(&words.command))
        jobs = run->jobs != 0 ? run->jobs : std::clamp(std::thread::hardware_concurrency(), 2U, most_jobs);
    return std::make_shared<worker_pool>(jobs);
}

host_options options_of(const command_words& words, const std::filesystem::path& manifest, bool caller_rights,
                        console& to) {
    host_options out;
    out.manifest = manifest;
    out.set = words.set;
    out.caller_rights = caller_rights;
    out.workers = workers_of(words);
    out.log = [&to, least = words.log_level](int level, std::string_view provider, std::string_view line) {
        static constexpr std::array<std::string_view, 5> names{"trace", "debug", "info", "warning", "error"};
        if (level < least || level < 0 || level > QUOIN_LOG_ERROR) return;
        std::string text(names[static_cast<std::size_t>(level)]);
        text += ": ";
        if (!provider.empty()) text.append(provider).append(": ");
        complain(to, text.append(line));
    };
    return out;
}

struct run_with {
    const host& from;
    host& changing;
    const surroundings& in;
    change_notices& news;

    exit_code operator()(const get_options& what) const { return get(from, what, in.in, in.to); }
    exit_code operator()(const explain_options& what) const {
        return explain(changing, what, {in.in, in.out}, in.to);
    }
    exit_code operator()(const providers_options& what) const {
        return list_providers(from, what.format, in.to);
    }
    exit_code operator()(const config_options& what) const { return list_config(from, what.format, in.to); }
    exit_code operator()(const types_options& what) const { return list_types(from, what, in.to); }
    // Those that need no host are run without one.
    exit_code operator()(const pin_options&) const { return exit_code::usage; }
    exit_code operator()(const new_options&) const { return exit_code::usage; }
    exit_code operator()(const check_options&) const { return exit_code::usage; }
    exit_code operator()(const check_here_options&) const { return exit_code::usage; }
    exit_code operator()(const run_options& what) const {
        return run(changing, what, in.in, in.out, in.to, &news);
    }
};

exit_code run_command(const command_words& words, const surroundings& in) {
    const manifest_location manifest = find_manifest(words.manifest, in.program);
    if (manifest.found.empty()) {
        std::string looked;
        for (const auto& place : manifest.looked) looked += (looked.empty() ? "" : " or ") + place.string();
        complain(in.to, "no manifest at " + looked + "; name one with --config FILE or QUOIN_CONFIG");
        return exit_code::error;
    }
    if (const auto* const pinning = std::get_if<pin_options>(&words.command))
        return pin(options_of(words, manifest.found, true, in.to), *pinning, in.to);
    if (const auto* const listing = std::get_if<providers_options>(&words.command);
        listing && listing->release)
        return release_provider(options_of(words, manifest.found, true, in.to), *listing->release, in.to);
    const bool serves_others = std::holds_alternative<run_options>(words.command);
    change_notices news;
    host_options options = options_of(words, manifest.found, !serves_others, in.to);
    options.live_plugins = serves_others;
    options.changed = [&news](const plugin_change& what) { news.tell(what); };
    host made(options);
    const bool lists_them = std::holds_alternative<providers_options>(words.command);
    if (words.log_level <= QUOIN_LOG_WARNING)
        for (const problem& one : lists_them ? problems_beside_the_list(made) : made.problems())
            complain(in.to, "warning: " + one);
    return std::visit(run_with{made, made, in, news}, words.command);
}

}  // namespace

exit_code run_command_line(const std::vector<std::string>& words, surroundings in) noexcept {
    try {
        const parsed_words parsed = parse_words(words);
        if (const auto* const help = std::get_if<help_text>(&parsed)) {
            in.to.out.write(help->text);
            return exit_code::answered;
        }
        if (const auto* const wrong = std::get_if<wrong_usage>(&parsed)) {
            complain(in.to, wrong->line);
            return exit_code::usage;
        }
        const auto& words = std::get<command_words>(parsed);
        if (const auto* const made = std::get_if<new_options>(&words.command))
            return new_plugin(*made, in.to);
        if (const auto* const checked = std::get_if<check_options>(&words.command))
            return check_plugin(*checked, in.program, in.to);
        if (const auto* const here = std::get_if<check_here_options>(&words.command)) check_here(*here);
        return run_command(words, in);
    } catch (const config_error& wrong) {
        for (const problem& one : wrong.problems()) complain(in.to, one);
    } catch (const output_error& failed) {
        complain(in.to, std::string("cannot write the answer: ") + failed.what());
    } catch (const std::bad_alloc&) {
        complain(in.to, "out of memory");
    } catch (const std::exception& failed) {
        complain(in.to, failed.what());
    }
    return exit_code::error;
}

}  // namespace quoin::cli
