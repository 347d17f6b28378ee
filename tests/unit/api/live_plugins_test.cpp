// A host that watches its plugins: dropped in, replaced, removed, while the program does nothing but wait.
#include <quoin/host.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <latch>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace quoin {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class live_host : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "quoin-live-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        root = name;
        fs::create_directory(root / "plugins");
        fs::permissions(root / "plugins", fs::perms(0755));
        write("quoin: 1\nplugins: {folders: [plugins]}\n");
        options.manifest = root / "quoin.yaml";
        options.use_environment = false;
        options.cache_folder = root / "cache";
        options.scanner = API_TEST_SCANNER;
        options.live_plugins = true;
        options.log = [this](int, std::string_view, std::string_view line) {
            const std::lock_guard lock(mutex);
            logged.emplace_back(line);
        };
        options.changed = [this](const plugin_change& what) {
            const std::lock_guard lock(mutex);
            told.push_back(what);
            news.notify_all();
        };
    }
    void TearDown() override { fs::remove_all(root); }

    void write(const std::string& text) const {
        std::ofstream(root / "new.yaml") << text;
        fs::rename(root / "new.yaml", root / "quoin.yaml");
    }
    void drop(const std::string& variant) const {
        fs::copy_file(fs::path(API_TEST_PLUGINS) / (variant + ".plugin"), root / "fresh",
                      fs::copy_options::overwrite_existing);
        fs::permissions(root / "fresh", fs::perms(0755));
        fs::rename(root / "fresh", root / "plugins/libgood.so");
    }
    plugin_change next() {
        std::unique_lock lock(mutex);
        EXPECT_TRUE(news.wait_for(lock, 60s, [this] { return told.size() > heard; })) << "nothing was told";
        return told.size() > heard ? told[heard++] : plugin_change{};
    }

    fs::path root;
    host_options options;
    std::mutex mutex;
    std::condition_variable news;
    std::vector<plugin_change> told;
    std::vector<std::string> logged;
    std::size_t heard = 0;
};

TEST_F(live_host, takes_in_what_is_dropped_replaced_broken_mended_and_removed) {
    host under_test(options);
    EXPECT_TRUE(under_test.types().empty());
    drop("good");
    EXPECT_EQ(next().added, std::vector<std::string>{"com.example.good"});
    EXPECT_EQ(under_test.types().size(), 2u);

    drop("good_2");
    EXPECT_EQ(next().changed, std::vector<std::string>{"com.example.good"});
    EXPECT_EQ(under_test.providers()[0]["version"].as_string(), "2.0.0");

    write("quoin: 1\nplugins: {folders: [plugins]}\nproviders: [{id: com.example.good, answer: 1}]\n");
    EXPECT_FALSE(next().taken);
    EXPECT_EQ(under_test.problems().size(), 1u);
    {
        const std::lock_guard lock(mutex);
        EXPECT_EQ(logged.back(),
                  "the manifest is wrong, and all goes on as it was: " + options.manifest.string() +
                      ":3:36: unknown key 'answer'; a provider has id, library, required, priority, "
                      "priorities, types, on_error, timeout_ms, sha256, config");
    }
    write(
        "quoin: 1\nplugins: {folders: [plugins]}\nproviders: [{id: com.example.good, config: {answer: "
        "1}}]\n");
    EXPECT_TRUE(next().taken);
    EXPECT_TRUE(under_test.problems().empty());
    EXPECT_EQ(under_test.get("exampleModule", "s")->as_int(), 1);
    EXPECT_EQ(under_test.providers()[0]["calls"].as_int(), 1);

    write("quoin: 1\nplugins: {folders: [plugins]}\n");
    (void)next();
    fs::remove(root / "plugins/libgood.so");
    EXPECT_EQ(next().removed, std::vector<std::string>{"com.example.good"});
    EXPECT_EQ(under_test.get("exampleModule", "s"), std::nullopt);
}

// A provider that is taken out in `changed` waits, as it is destroyed, for the host to be gone: which may not be
// before `changed` is over, or it would be its own thread that the host's end waits for.
TEST_F(live_host, may_go_while_a_provider_is_taken_out_where_a_change_is_told) {
    struct slow_to_go {
        std::atomic<bool>& going;
        std::atomic<bool>& host_gone;
        ~slow_to_go() {
            going = true;
            for (int turn = 0; turn < 100'000 && !host_gone; ++turn) std::this_thread::yield();
            EXPECT_FALSE(host_gone);
        }
    };
    std::atomic<bool> going = false;
    std::atomic<bool> host_gone = false;
    provider_handle taken_out;
    std::latch known(1);
    options.changed = [&](const plugin_change&) {
        known.wait();
        taken_out.remove();
    };
    std::optional<host> under_test(options);
    taken_out =
        under_test->add_provider([held = std::shared_ptr<slow_to_go>(new slow_to_go{going, host_gone})](
                                     call&, const request&) -> answer { return pass; });
    known.count_down();
    drop("good");
    while (!going) std::this_thread::yield();
    under_test.reset();
    host_gone = true;
}

TEST_F(live_host, quarantines_who_is_late_three_times_without_being_watched) {
    options.live_plugins = false;
    drop("slow");
    write(
        "quoin: 1\nplugins: {folders: [plugins]}\n"
        "providers: [{id: com.example.misbehaving, library: good, timeout_ms: 1}]\n");
    host under_test(options);
    for (int i = 0; i < 3; ++i) EXPECT_THROW((void)under_test.get("t", std::to_string(i)), query_error);
    EXPECT_EQ(next().removed, std::vector<std::string>{"com.example.misbehaving"});
    EXPECT_EQ(under_test.providers()[0]["state"].as_string(), "refused");
    EXPECT_EQ(under_test.get("t", "s"), std::nullopt);
    const auto released = release_from_quarantine(options, "com.example.misbehaving");
    ASSERT_EQ(released.size(), 1u);
    host again(options);
    EXPECT_EQ(again.providers()[0]["state"].as_string(), "active");
}

TEST_F(live_host, a_manifest_is_pinned_and_then_demands_its_hashes) {
    drop("good");
    write("quoin: 1 # mine\nplugins: {folders: [plugins], require_sha256: true}\n");
    std::vector<problem> notes;
    EXPECT_EQ(host(options).providers()[0]["state"].as_string(), "refused");
    const auto dry = pin_libraries(options, false, notes);
    ASSERT_EQ(dry.size(), 1u);
    (void)pin_libraries(options, true, notes);
    EXPECT_TRUE(notes.empty());
    std::ifstream stream(root / "quoin.yaml");
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_EQ(text,
              "quoin: 1 # mine\nplugins: {folders: [plugins], require_sha256: true}\nproviders:\n"
              "  - id: com.example.good\n    sha256: " +
                  dry[0].sha256 + "\n");
    EXPECT_EQ(host(options).providers()[0]["state"].as_string(), "active");
    drop("good_2");
    EXPECT_EQ(host(options).providers()[0]["state"].as_string(), "refused");
}

}  // namespace
}  // namespace quoin
