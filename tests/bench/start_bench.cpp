// Starting a host with a hundred plugins, each time in a process of its own, for a library is mapped once in
// a process.
//   start/100         what users have each day: every library was read before
//   start/100_cold    the first time: every library is copied, read and its provider made in processes of
//   their own start/100_dlopen  a hundred bare dlopen calls: what nobody can be faster than
#include <quoin/host.hpp>

#include <benchmark/benchmark.h>

#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using clock_type = std::chrono::steady_clock;

constexpr int plugins = 100;

/// A manifest, a folder of plugins that differ in their ids, and a cache.
struct place {
    fs::path root;

    place() {
        std::string name = (fs::temp_directory_path() / "quoin-bench-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) std::abort();
        root = name;
        fs::create_directory(root / "plugins");
        fs::permissions(root / "plugins", fs::perms(0755));
        std::ifstream from(QUOIN_BENCH_PLUGIN, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(from), {}};
        const std::string mark = "com.example.bench-000";
        std::vector<std::size_t> numbers;
        for (std::size_t at = 0; (at = bytes.find(mark, at)) != std::string::npos; at += mark.size())
            numbers.push_back(at + mark.size() - 3);
        for (int i = 0; i < plugins; ++i) {
            const std::string number = std::to_string(1000 + i).substr(1);
            for (const std::size_t at : numbers) bytes.replace(at, 3, number);
            const fs::path file = root / "plugins" / ("libbench-" + number + ".so");
            std::ofstream(file, std::ios::binary) << bytes;
            fs::permissions(file, fs::perms(0755));
        }
        std::ofstream(root / "quoin.yaml") << "quoin: 1\nplugins: {folders: [plugins]}\n";
    }
    ~place() { fs::remove_all(root); }
    place(const place&) = delete;
    place& operator=(const place&) = delete;
};

/// Seconds that the work took in a process of its own; negative where it failed.
template <class Work>
double in_a_child(Work&& work) {
    int ends[2];
    if (::pipe(ends) != 0) return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        const auto begin = clock_type::now();
        double took = -1;
        if (work()) took = std::chrono::duration<double>(clock_type::now() - begin).count();
        if (::write(ends[1], &took, sizeof took) < 0) ::_exit(1);
        ::_exit(0);
    }
    ::close(ends[1]);
    double took = -1;
    if (::read(ends[0], &took, sizeof took) != sizeof took) took = -1;
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return took;
}

bool start(const place& in) {
    const quoin::host made{quoin::host_options{
        .manifest = in.root / "quoin.yaml", .use_environment = false, .cache_folder = in.root / "cache"}};
    return made.providers().size() == plugins && made.problems().empty();
}

template <class Work>
void each_in_a_child(benchmark::State& state, Work&& work) {
    for ([[maybe_unused]] auto turn : state) {
        const double took = work();
        if (took < 0) {
            state.SkipWithError("the host did not start");
            return;
        }
        state.SetIterationTime(took);
    }
}

void start_warm(benchmark::State& state) {
    const place in;
    if (in_a_child([&] { return start(in); }) < 0) return state.SkipWithError("the host did not start");
    each_in_a_child(state, [&] { return in_a_child([&] { return start(in); }); });
}

void start_cold(benchmark::State& state) {
    const place in;
    each_in_a_child(state, [&] {
        fs::remove_all(in.root / "cache");
        return in_a_child([&] { return start(in); });
    });
}

void bare_dlopen(benchmark::State& state) {
    const place in;
    each_in_a_child(state, [&] {
        return in_a_child([&] {
            for (const auto& file : fs::directory_iterator(in.root / "plugins"))
                if (::dlopen(file.path().c_str(), RTLD_NOW | RTLD_LOCAL) == nullptr) return false;
            return true;
        });
    });
}

}  // namespace

BENCHMARK(start_warm)->Name("start/100")->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(start_cold)->Name("start/100_cold")->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(bare_dlopen)->Name("start/100_dlopen")->UseManualTime()->Unit(benchmark::kMillisecond);
