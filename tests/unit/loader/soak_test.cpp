// A thousand random changes while threads ask: no query fails, and each answer is that of the state before or after.
// QUOIN_SOAK_CHANGES sets another number.
#include "session_fixture.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <random>
#include <set>
#include <thread>
#include <tuple>

namespace quoin::loader {
namespace {

namespace fs = std::filesystem;

constexpr int usual_changes = 1000;
constexpr int libraries = 6;
constexpr int threads = 3;

class soak : public session_folder {
 protected:
    void SetUp() override {
        session_folder::SetUp();
        for (int i = 1; i <= libraries; ++i) {
            state[i] = 1;
            priority[i] = 0;
        }
    }
    std::string file(int i) const { return "plugins/libsoak-" + std::to_string(i) + ".so"; }
    std::string variant(int i, int version) const {
        return "soak_" + std::to_string(i) + (version == 2 ? "_2" : "");
    }
    // The base answers what no vendor answers, so that there always is an answer.
    std::string manifest() const {
        std::string out = "providers:\n  - {id: com.example.good, priority: -1000, config: {answer: base}}\n";
        for (int i = 1; i <= libraries; ++i)
            if (state.at(i) != 0)
                out += "  - {id: com.example.soak-" + std::to_string(i) +
                       ", priority: " + std::to_string(priority.at(i)) + ", config: {version: 1}}\n";
        return out;
    }
    // What the state that holds now answers, by who stands first and which version of it is in use.
    std::string right_answer() const {
        const std::string first = host.chain("exampleModule").front();
        if (first == "com.example.good") return "base";
        for (const auto& one : lives->now()->providers)
            if (one.how.id == first && one.state == provider_state::active) return one.how.version;
        return "(nobody)";
    }
    std::map<int, int> state;  // version, 0: not there
    std::map<int, int> priority;
};

std::size_t resident_pages() {
    std::size_t all = 0;
    std::size_t resident = 0;
    std::ifstream("/proc/self/statm") >> all >> resident;
    return resident;
}

TEST_F(soak, random_changes_under_load) {
    const char* const given = std::getenv("QUOIN_SOAK_CHANGES");
    const int changes = given ? std::atoi(given) : usual_changes;
    put("good", "plugins/libgood.so");
    for (int i = 1; i <= libraries; ++i) put(variant(i, 1), file(i));
    write_manifest(manifest());
    start();

    std::atomic<bool> stop{false};
    std::atomic<std::uint64_t> asked{0};
    std::atomic<std::uint64_t> failed{0};
    // Which change was going on when a query began and when it ended, and its answer.
    using heard = std::set<std::tuple<std::size_t, std::size_t, std::string>>;
    std::array<heard, threads> answers;
    std::atomic<std::size_t> change{0};
    std::vector<std::string> right{right_answer()};  // before each change, and after the last
    std::vector<std::jthread> asking;
    for (heard& all : answers)
        asking.emplace_back([&] {
            while (!stop) {
                const std::size_t began = change;
                const auto got = host.get({"exampleModule", {"subject"}});
                if (got.outcome == QUOIN_ERROR) ++failed;
                all.emplace(began, change, got.answer.as_string().value_or("(none)"));
                ++asked;
            }
        });
    const auto changed = [&] {
        right.push_back(right_answer());
        ++change;
    };

    std::mt19937 random(20240611);
    const auto pick = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
    [[maybe_unused]] std::size_t pages = 0;  // sanitizers keep memory back as they like
    for (int n = 0; n < changes; ++n) {
        const int i = 1 + pick(libraries);
        bool broken = false;
        switch (pick(7)) {
            case 0:  // drop, or replace by rename
                state[i] = 1 + pick(2);
                put_by_rename(variant(i, state[i]), file(i));
                break;
            case 1:  // overwrite
                state[i] = 1 + pick(2);
                put_over(variant(i, state[i]), file(i));
                break;
            case 2:
                fs::remove(root / file(i));
                state[i] = 0;
                break;
            case 3:
            case 4:
                priority[i] = pick(100);
                break;
            case 5:  // broken YAML: everything goes on
                broken = true;
                break;
            default:  // a library that is cut: the one that works goes on
                if (state[i] != 0) put_text("half", file(i));
                break;
        }
        if (broken) {
            write_manifest("providers: [{id: com.example.good\n");
            const auto told = look();
            ASSERT_EQ(told.size(), 1u);
            ASSERT_FALSE(told[0].taken);
        }
        write_manifest(manifest());
        (void)look();
        ASSERT_TRUE(lives->now()->errors.empty()) << testing::PrintToString(lives->now()->errors);
        changed();
        if (n == changes / 2) pages = resident_pages();
    }
    for (int i = 1; i <= libraries; ++i)
        if (state[i] != 0) put_by_rename(variant(i, state[i]), file(i));
    (void)look();
    changed();
    stop = true;
    asking.clear();
    std::uint64_t wrong = 0;
    for (const heard& all : answers)
        for (const auto& [began, ended, answer] : all) {
            // The state before the first of those changes, or after one of them.
            const auto from = right.begin() + static_cast<std::ptrdiff_t>(began);
            const auto to = right.begin() + static_cast<std::ptrdiff_t>(std::min(ended + 2, right.size()));
            if (std::find(from, to, answer) == to) ++wrong;
        }

    engine::engine fresh;
    ASSERT_TRUE(load(fresh, options).started());
    EXPECT_EQ(host.chain("exampleModule"), fresh.chain("exampleModule"));
    EXPECT_EQ(failed, 0u);
    EXPECT_EQ(wrong, 0u);
    EXPECT_GT(asked, static_cast<std::uint64_t>(changes));
#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
    // Two versions of six libraries are all that there ever is: 8 MiB are what allocators keep back.
    EXPECT_LT(resident_pages(), pages + 2048) << "grows";
#endif
    RecordProperty("changes", changes);
    std::printf("%d changes, %llu queries, %llu failed, %llu wrong\n", changes,
                static_cast<unsigned long long>(asked.load()), static_cast<unsigned long long>(failed.load()),
                static_cast<unsigned long long>(wrong));
}

}  // namespace
}  // namespace quoin::loader
