#include "scan_task.hpp"

#include "platform/thread_count.hpp"
#include "printable.hpp"

#include <engine/plugin_provider.hpp>
#include <quoin/json.hpp>

namespace quoin::loader {

namespace {

std::string text_in(view from, std::string_view name) {
    return std::string(from[name].as_string().value_or(std::string_view()));
}

bool flag_in(view from, std::string_view name) {
    return from[name].as_bool().value_or(false);
}

std::string threads_refusal(unsigned more) {
    return "expected no thread before a provider is made, found that loading it starts " +
           std::to_string(more) + "; start threads in create and join them in destroy";
}

scan_answer made_and_ended(const scan_task& task, const opened_library& library) {
    engine::engine host;
    auto made = engine::create_plugin_provider(host, *library.plugin, task.id, task.config, library.keep);
    if (!made.made) return {.refused = refusal_of_create(made.error.code, made.error.message, {})};
    return {.made = true};
}

// The plugin's words, with how to mend it where they do not say that themselves.
std::string with_mend(const std::string& words, const char* mend) {
    return words.find("; ") == std::string::npos ? words + mend : words;
}

}  // namespace

std::string refusal_of_create(quoin_code code, const std::string& message, const std::string& config_origin) {
    if (code == QUOIN_E_CONFIG)
        return "expected a config that it accepts" +
               (config_origin.empty() ? "" : " (" + config_origin + ")") +
               ", found: " + with_mend(message, "; correct its config");
    return "expected a provider, found that it cannot be made (" + std::string(engine::code_name(code)) +
           "): " + with_mend(message, "; mend that, and start the host again");
}

scan_answer perform(const scan_task& task, bool alone) {
    const auto before = alone ? threads_of_this_process() : std::nullopt;
    auto opened = open_library(task.library);
    if (!opened.made) return {.refused = std::move(opened.refused)};
    if (!task.id.empty()) return made_and_ended(task, *opened.made);
    const auto after = before ? threads_of_this_process() : std::nullopt;
    if (after && *after > *before) return {.refused = threads_refusal(*after - *before)};
    auto card = read_card(*opened.made->plugin, task.file);
    return {.card = std::move(card.made), .refused = std::move(card.refused)};
}

void write_card(builder& to, const library_card& card) {
    to.object().member("abiMinor", std::int64_t{card.abi_minor}).key("providers").array();
    for (const engine::registration& one : card.providers) {
        to.object().member("id", one.id).member("priority", std::int64_t{one.priority.value});
        to.member("threadSafe", one.thread_safe).member("tracked", one.tracked);
        to.member("blocking", one.blocking).member("name", one.name).member("version", one.version);
        to.member("vendor", one.vendor).member("description", one.description);
        if (!one.any_type) {
            to.key("types").array();
            for (const std::string& type : one.types) to.add(type);
            to.end();
        }
        to.end();
    }
    to.end().end();
}

std::optional<library_card> card_of(view from, const std::filesystem::path& file) {
    const auto minor = from["abiMinor"].as_int();
    const view providers = from["providers"];
    if (!minor || *minor < 0 || !providers.is_array() || providers.size() == 0) return std::nullopt;
    library_card out;
    out.abi_minor = static_cast<std::uint32_t>(*minor);
    for (std::size_t i = 0; i < providers.size(); ++i) {
        const view one = providers[i];
        const auto priority = one["priority"].as_int();
        engine::registration how;
        how.id = text_in(one, "id");
        if (how.id.empty() || !priority) return std::nullopt;
        how.priority = {static_cast<std::int32_t>(*priority), "descriptor of " + library_name(file)};
        how.thread_safe = flag_in(one, "threadSafe");
        how.tracked = flag_in(one, "tracked");
        how.blocking = flag_in(one, "blocking");
        how.name = text_in(one, "name");
        how.version = text_in(one, "version");
        how.vendor = text_in(one, "vendor");
        how.description = text_in(one, "description");
        how.any_type = !one["types"].is_array();
        for (std::size_t n = 0; n < one["types"].size(); ++n)
            how.types.emplace_back(one["types"][n].as_string().value_or(std::string_view()));
        how.library = file.string();
        out.providers.push_back(std::move(how));
    }
    return out;
}

// The bytes of a path, which need not be UTF-8, as text that is: each as the character of that number.
std::string text_of_bytes(std::string_view bytes) {
    std::string out;
    for (const char one : bytes) {
        const auto byte = static_cast<unsigned char>(one);
        if (byte >= 0x80) out += static_cast<char>(0xC0 | byte >> 6);
        out += static_cast<char>(byte < 0x80 ? byte : 0x80 | (byte & 0x3F));
    }
    return out;
}
std::string bytes_of_text(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const bool two = lead >= 0x80 && at + 1 < text.size();
        out += static_cast<char>(two ? lead << 6 | (static_cast<unsigned char>(text[++at]) & 0x3F) : lead);
    }
    return out;
}

std::string text_of(const std::vector<scan_task>& tasks) {
    std::string out;
    for (const scan_task& one : tasks) {
        builder line;
        line.object()
            .member("library", text_of_bytes(one.library.string()))
            .member("file", text_of_bytes(one.file.string()));
        if (!one.id.empty()) line.member("id", one.id).member("config", static_cast<view>(one.config));
        append_json(out, line.end().finish());
        out += '\n';
    }
    return out;
}

std::vector<scan_task> tasks_of(std::string_view text) {
    std::vector<scan_task> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const value line = from_json(text.substr(at, end - at));
        out.push_back({.library = bytes_of_text(text_in(line, "library")),
                       .file = bytes_of_text(text_in(line, "file")),
                       .id = text_in(line, "id"),
                       .config = value(line["config"])});
        at = end + 1;
    }
    return out;
}

std::string text_of(const scan_answer& answer) {
    builder out;
    out.object();
    if (answer.card) write_card(out.key("card"), *answer.card);
    // What a plugin says may be no UTF-8.
    const bool is_text = first_bad_utf8(answer.refused) == std::string_view::npos;
    out.member("made", answer.made)
        .member("refused", is_text ? answer.refused : printable(answer.refused, longest_words_shown))
        .end();
    return to_json(out.finish());
}

std::optional<scan_answer> answer_of(std::string_view line, const std::filesystem::path& file) {
    try {
        const value read = from_json(line);
        scan_answer out;
        if (read["card"]) out.card = card_of(read["card"], file);
        out.made = flag_in(read, "made");
        out.refused = text_in(read, "refused");
        if (!out.card && !out.made && out.refused.empty()) return std::nullopt;
        return out;
    } catch (const error&) {
        return std::nullopt;
    }
}

void serve_scans(std::string_view tasks, const std::function<void(const std::string&)>& say) {
    std::size_t number = 0;
    for (const scan_task& one : tasks_of(tasks)) {
        say("begin " + std::to_string(number++));
        say(text_of(perform(one, true)));
    }
}

}  // namespace quoin::loader
