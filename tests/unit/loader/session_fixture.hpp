// A session over a folder of its own, looked at by hand: no thread, and a clock that the test moves.
#pragma once

#include "plugin_folder.hpp"

#include <loader/session.hpp>

#include <optional>

namespace quoin::loader {

class session_folder : public plugin_folder {
 protected:
    void SetUp() override {
        plugin_folder::SetUp();
        options.cache_folder = root / "cache";
        options.scanner = LOADER_TEST_SCANNER;
        options.isolated = true;
        options.manifest = root / "quoin.yaml";
        options.scan_deadline = std::chrono::milliseconds(3000);
    }
    void TearDown() override {
        lives.reset();
        plugin_folder::TearDown();
    }
    void write_manifest(const std::string& rest = {}) const {
        std::ofstream(root / "quoin.yaml.new") << "quoin: 1\nplugins: {folders: [plugins]}\n" << rest;
        std::filesystem::rename(root / "quoin.yaml.new", root / "quoin.yaml");
    }
    void start() {
        lives.emplace(host, options);
        const auto found = lives->start();
        EXPECT_TRUE(found->started()) << testing::PrintToString(found->errors);
    }
    /// Everything that is to be told until nothing changes any more.
    std::vector<change> look() {
        std::vector<change> out;
        for (int i = 0; i < 10; ++i) {
            if (auto what = lives->poll(now)) out.push_back(std::move(*what));
            if (!lives->settling()) return out;
            now += session::settle;
        }
        ADD_FAILURE() << "never settles";
        return out;
    }
    /// The one change.
    change one_change() {
        auto all = look();
        EXPECT_EQ(all.size(), 1u);
        for (change& one : all)
            for (auto& line : one.problems) line = without_root(line);
        return all.empty() ? change{} : all.front();
    }
    /// Replaces a library as careful installers do.
    void put_by_rename(const std::string& variant, const std::string& as) const {
        std::filesystem::remove(root / "fresh");
        put(variant, "fresh");
        std::filesystem::rename(root / "fresh", root / as);
    }
    /// Writes over a file that may be mapped.
    void put_over(const std::string& variant, const std::string& as) const {
        std::ifstream from(std::filesystem::path(LOADER_TEST_PLUGINS) / (variant + ".plugin"),
                           std::ios::binary);
        std::ofstream(root / as, std::ios::binary | std::ios::trunc) << from.rdbuf();
        tighten(root / as);
    }
    std::string reason_of(const std::string& id) const {
        for (const auto& one : lives->now()->providers)
            if (one.how.id == id) return without_root(one.reason);
        return "(unknown)";
    }

    std::optional<session> lives;
    session::clock::time_point now{};
};

}  // namespace quoin::loader
