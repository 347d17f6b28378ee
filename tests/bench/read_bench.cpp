// Reading headers, over the files that QUOIN_BENCH_FILES lists, one path a line; skipped where it is not set.
//   read/floor        open, fstat, one pread of exactly the header, close: nothing can be faster
//   read/walk         the index of all elements
//   read/naturalized  everything, as a value
// items_per_second counts headers. On 1 and 2 threads, each with a part of the list.
#include <dicom/naturalize.hpp>
#include <dicom/part10.hpp>

#include <benchmark/benchmark.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

struct listed_file {
    std::string path;
    std::size_t header;  // bytes that a reader of the header needs
};

/// Those of the list that are DICOM.
const std::vector<listed_file>& files() {
    static const std::vector<listed_file> list = [] {
        std::vector<listed_file> out;
        const char* const from = std::getenv("QUOIN_BENCH_FILES");
        if (from == nullptr) return out;
        std::ifstream in(from);
        for (std::string path; std::getline(in, path);) {
            try {
                const auto file = quoin::dicom::file_source::open(path);
                const auto found = quoin::dicom::read_part10(*file);
                if (!found.written.deflated) out.push_back({path, found.bytes.position()});
            } catch (const std::exception&) {
                continue;  // what cannot be read is not measured
            }
        }
        return out;
    }();
    return list;
}

template <class One>
void each_file(benchmark::State& state, One&& one) {
    if (files().empty()) {
        state.SkipWithError("QUOIN_BENCH_FILES names no list of files");
        return;
    }
    const auto step = static_cast<std::size_t>(state.threads());
    std::size_t next = static_cast<std::size_t>(state.thread_index());
    std::int64_t bytes = 0;
    for ([[maybe_unused]] auto turn : state) {
        if (next >= files().size()) next = static_cast<std::size_t>(state.thread_index());
        const listed_file& file = files()[next];
        one(file);
        bytes += static_cast<std::int64_t>(file.header);
        next += step;
    }
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(bytes);
}

void read_floor(benchmark::State& state) {
    std::vector<char> room(1 << 24);
    each_file(state, [&](const listed_file& file) {
        const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat facts {};
        ::fstat(descriptor, &facts);
        const ssize_t got = ::pread(descriptor, room.data(), std::min(file.header, room.size()), 0);
        benchmark::DoNotOptimize(got);
        ::close(descriptor);
    });
}

void read_walk(benchmark::State& state) {
    each_file(state, [](const listed_file& file) {
        const auto source = quoin::dicom::file_source::open(file.path);
        benchmark::DoNotOptimize(quoin::dicom::read_part10(*source).elements.size());
    });
}

void read_naturalized(benchmark::State& state) {
    each_file(state, [](const listed_file& file) {
        const auto source = quoin::dicom::file_source::open(file.path);
        auto found = quoin::dicom::read_part10(*source);
        benchmark::DoNotOptimize(quoin::dicom::naturalize(found, {file.path, source->identity(), {}}).get());
    });
}

}  // namespace

BENCHMARK(read_floor)->Name("read/floor")->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(read_walk)->Name("read/walk")->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(read_naturalized)->Name("read/naturalized")->ThreadRange(1, 2)->UseRealTime();
