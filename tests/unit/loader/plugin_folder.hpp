// A manifest and plugins in a folder of their own, loaded into an engine.
#pragma once

#include <loader/loader.hpp>
#include <quoin/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace quoin::loader {

class plugin_folder : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "quoin-loader-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        root = name;
        unsetenv("QUOIN_DISABLE");
        unsetenv("QUOIN_SAFE_MODE");
        std::filesystem::create_directory(root / "plugins");
        tighten(root / "plugins");
    }
    void TearDown() override {
        unsetenv("QUOIN_DISABLE");
        unsetenv("QUOIN_SAFE_MODE");
        std::filesystem::remove_all(root);
    }

    static void tighten(const std::filesystem::path& what) {
        using std::filesystem::perms;
        std::filesystem::permissions(what, perms::group_write | perms::others_write,
                                     std::filesystem::perm_options::remove);
    }
    /// Copies a plugin of tests/unit/loader/plugins under that name.
    void put(const std::string& variant, const std::string& as) const {
        const auto target = root / as;
        std::filesystem::create_directories(target.parent_path());
        std::filesystem::copy_file(std::filesystem::path(LOADER_TEST_PLUGINS) / (variant + ".plugin"),
                                   target);
        tighten(target.parent_path());
        tighten(target);
    }
    void put_text(const std::string& content, const std::string& as) const {
        std::ofstream(root / as, std::ios::binary) << content;
        tighten(root / as);
    }
    std::string bytes_of(const std::string& name) const {
        std::ifstream stream(root / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    /// The manifest quoin.yaml: its version, the folder plugins, and then `rest`.
    const loaded& load_with(const std::string& rest = {}, std::vector<std::string> set = {}) {
        return load_text("quoin: 1\nplugins: {folders: [plugins]}\n" + rest, std::move(set));
    }
    const loaded& load_text(const std::string& manifest, std::vector<std::string> set = {}) {
        std::ofstream(root / "quoin.yaml") << manifest;
        options.manifest = root / "quoin.yaml";
        options.set = std::move(set);
        result = load(host, options);
        return result;
    }

    std::string without_root(std::string line) const {
        for (std::size_t at; (at = line.find(root.string())) != std::string::npos;)
            line.replace(at, root.string().size(), "DIR");
        return line;
    }
    std::vector<std::string> errors() const { return without_root(result.errors); }
    std::vector<std::string> notes() const { return without_root(result.notes); }
    std::vector<std::string> without_root(std::vector<std::string> lines) const {
        for (auto& line : lines) line = without_root(line);
        return lines;
    }
    std::vector<std::string> ids(provider_state state) const {
        std::vector<std::string> out;
        for (const auto& one : result.providers)
            if (one.state == state) out.push_back(one.how.id);
        return out;
    }
    /// "5 (DIR/quoin.yaml:7)"; empty where there is no such setting.
    std::string setting_of(const std::string& key) const {
        for (const auto& one : result.settings)
            if (one.key == key) return without_root(to_json(one.value) + " (" + one.origin + ")");
        return {};
    }
    std::string answer(const std::string& type) const {
        const auto got = host.get({type, {"subject"}});
        if (got.outcome == QUOIN_PASS) return "no answer";
        return got.outcome == QUOIN_VALUE ? to_json(got.answer) : "error " + got.error.message;
    }

    std::filesystem::path root;
    load_options options;
    engine::engine host;
    loaded result;
};

}  // namespace quoin::loader
