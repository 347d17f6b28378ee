// Answers made of files are kept as the manifest's `cache` says.
#include <quoin/host.hpp>

#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>

namespace quoin {
namespace {

namespace fs = std::filesystem;

class kept_files : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "quoin-kept-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        root = name;
        write_object("first");
    }
    void TearDown() override { fs::remove_all(root); }

    /// A host with the built-in plugins whose manifest has this cache.
    host with_cache(const std::string& cache) const {
        std::ofstream(root / "quoin.yaml")
            << "quoin: 1\nplugins: {folders: [" API_TEST_BUILTIN "]}\ncache: " << cache
            << "\nproviders: [{id: org.quoin.dicom-json, config: {roots: [" << root.string() << "]}}]\n";
        host_options how;
        how.manifest = root / "quoin.yaml";
        how.use_environment = false;
        how.log = [](int, std::string_view, std::string_view) {};
        how.cache_folder = root / "cache";
        how.scanner = API_TEST_SCANNER;
        return host(std::move(how));
    }
    /// Another file under the same name each time.
    void write_object(const std::string& description) const {
        std::ofstream(root / "new.json")
            << R"([{"00080018":{"vr":"UI","Value":["1.2.3"]},)"
            << R"("0008103E":{"vr":"LO","Value":[")" << description << R"("]}}])";
        fs::rename(root / "new.json", root / "object.json");
    }
    std::string description(const host& from) const {
        const auto found = from.get("SeriesDescription", subject());
        return found ? std::string(found->as_string().value_or("(no text)")) : "(none)";
    }
    std::string subject() const { return (root / "object.json").string(); }

    fs::path root;
};

TEST_F(kept_files, are_looked_at_each_time_where_revalidate_ms_is_0) {
    const host asked = with_cache("{revalidate_ms: 0}");
    EXPECT_EQ(description(asked), "first");
    write_object("second");
    EXPECT_EQ(description(asked), "second");
}

TEST_F(kept_files, are_not_looked_at_before_revalidate_ms_have_passed) {
    const host asked = with_cache("{revalidate_ms: 3600000}");
    EXPECT_EQ(description(asked), "first");
    write_object("second");
    EXPECT_EQ(description(asked), "first");
}

TEST_F(kept_files, count_against_the_budget_of_the_manifest) {
    const host asked = with_cache("{max_bytes: 1000000}");
    EXPECT_EQ(description(asked), "first");
    const value figures = asked.stats();
    EXPECT_EQ(figures["maxBytes"].as_int(), 1'000'000);
    EXPECT_GT(figures["entries"].as_int(), 0);
    EXPECT_LE(figures["bytes"].as_int(), 1'000'000);
}

TEST_F(kept_files, that_are_gone_are_said_to_be_gone) {
    const host asked = with_cache("{revalidate_ms: 0}");
    EXPECT_EQ(description(asked), "first");
    fs::remove(root / "object.json");
    EXPECT_THROW(description(asked), error) << "the file that was asked for is not there";
}

TEST_F(kept_files, are_watched) {
    host asked = with_cache("{revalidate_ms: 0}");
    std::mutex guard;
    std::condition_variable news;
    std::string now;
    const watch_handle watched = asked.watch("SeriesDescription", subject(), [&](const query_result& came) {
        const std::lock_guard lock(guard);
        now = came.answer ? came.answer->as_string().value_or("(no text)") : "(none)";
        news.notify_all();
    });
    write_object("second");
    std::unique_lock lock(guard);
    news.wait(lock, [&] { return now == "second"; });
}

}  // namespace
}  // namespace quoin
