#include <loader/manifest.hpp>

#include "manifest_check.hpp"
#include "scalar.hpp"
#include "yaml_reading.hpp"

#include <value/utf8_text.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <limits>

namespace quoin::loader {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Values that the table does not allow were reported already and count as not given here.
const node* right_value(const node& map, section in, std::string_view name) {
    const node* const given = map.find(name);
    const key_spec* const key = find_key(in, name);
    if (!given || !key) return nullptr;
    faults wrong;
    check_value(*given, *key, wrong);
    return wrong.empty() ? given : nullptr;
}

setting<std::string> text_setting(const node& given) {
    return {given.text, given.at};
}

setting<std::int32_t> number_setting(const node& given) {
    return {static_cast<std::int32_t>(as_whole(given).value_or(0)), given.at};
}

std::vector<setting<std::string>> text_settings(const node& list) {
    std::vector<setting<std::string>> out;
    for (const node& item : list.items) out.push_back(text_setting(item));
    return out;
}

provider_entry entry_of(const node& map) {
    provider_entry out;
    const auto value = [&](std::string_view name) { return right_value(map, section::provider, name); };
    if (const node* const given = value("id")) out.id = text_setting(*given);
    if (const node* const given = value("library")) out.library = text_setting(*given);
    if (const node* const given = value("required")) out.required = {*as_flag(*given), given->at};
    if (const node* const given = value("priority")) out.priority = number_setting(*given);
    if (const node* const given = value("priorities"))
        for (const node& one : given->members) out.priorities[one.key] = number_setting(one);
    if (const node* const given = value("types")) out.types = {text_settings(*given), given->at};
    if (const node* const given = value("on_error"))
        out.on_error = {given->text == "skip" ? engine::error_policy::skip : engine::error_policy::fail,
                        given->at};
    if (const node* const given = value("timeout_ms"))
        out.timeout = {std::chrono::milliseconds(*as_whole(*given)), given->at};
    if (const node* const given = value("sha256")) {
        out.sha256 = text_setting(*given);
        std::transform(out.sha256->value.begin(), out.sha256->value.end(), out.sha256->value.begin(), lower);
    }
    if (const node* const given = value("config")) out.config = *given;
    return out;
}

}  // namespace

manifest_text parse_manifest(std::string_view text, const std::string& source) {
    manifest_text out;
    const place start{source, 1, 1};
    auto tree = read_yaml(text, start, out.wrong);
    if (!tree) return out;
    if (tree->is == node::kind::null) {
        out.wrong.push_back({start, "expected a manifest, found nothing; begin it with quoin: 1"});
    } else if (tree->is != node::kind::map) {
        out.wrong.push_back({tree->at, "expected a map of quoin, plugins and providers, found " +
                                           found_there(*tree) + "; begin the manifest with quoin: 1"});
    } else {
        check_section(*tree, section::manifest, out.wrong);
        out.tree = std::move(*tree);
    }
    return out;
}

manifest_text read_manifest(const std::filesystem::path& file) {
    const auto refused = [&](const std::string& why) {
        return manifest_text{{.is = node::kind::map},
                             {{{tree::as_utf8(file.string())}, "expected a manifest, found " + why}}};
    };
    std::error_code failed;
    const auto status = std::filesystem::status(file, failed);
    if (status.type() == std::filesystem::file_type::not_found)
        return refused("no such file; name an existing one, or create it with quoin: 1 as its first line");
    if (status.type() == std::filesystem::file_type::directory)
        return refused("a folder; name the file in it, such as " + (file / "quoin.yaml").string());
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return refused("a file that cannot be read: " + std::generic_category().message(errno) +
                       "; give this user the right to read it");
    std::string text(max_manifest_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (stream.bad()) return refused("a file that cannot be read to its end; restore it");
    if (text.size() > max_manifest_bytes)
        return refused("more than " + std::to_string(max_manifest_bytes) +
                       " bytes; move large data into a file of its own and name it in config");
    return parse_manifest(text, tree::as_utf8(file.string()));
}

manifest settings_of(const node& tree, const std::filesystem::path& file) {
    manifest out;
    out.file = file;
    out.folder = file.parent_path();
    if (const node* const plugins = tree.find("plugins")) {
        if (const node* const given = right_value(*plugins, section::plugins, "folders"))
            out.folders = text_settings(*given);
        if (const node* const given = right_value(*plugins, section::plugins, "unlisted"))
            out.unlisted = {given->text == "ignore" ? unlisted_policy::ignore : unlisted_policy::load,
                            given->at};
        if (const node* const given = right_value(*plugins, section::plugins, "require_sha256"))
            out.require_sha256 = {*as_flag(*given), given->at};
    }
    if (const node* const cache = tree.find("cache")) {
        const auto value = [&](std::string_view name) { return right_value(*cache, section::cache, name); };
        if (const node* const given = value("max_bytes"))
            out.cache.max_bytes = {*as_whole(*given), given->at};
        if (const node* const given = value("revalidate_ms"))
            out.cache.revalidate_ms = {*as_whole(*given), given->at};
        if (const node* const given = value("verify")) out.cache.verify = {*as_flag(*given), given->at};
    }
    if (const node* const providers = tree.find("providers"))
        for (const node& item : providers->items)
            if (right_value(item, section::provider, "id")) out.providers.push_back(entry_of(item));
    return out;
}

}  // namespace quoin::loader
