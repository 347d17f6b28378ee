// Frames of large enhanced objects, made with the tests' writer and read from a file as a user would.
//   frames/enhanced     imagePlaneModule of each of 2,000 frames, one after the other, the object being read: time is
//                       for all of them but the first, `a_frame` for one, `first` for the first, with which all are
//                       looked at
//   frames/repeated     the same of an object whose frames repeat what they share, as many scanners write it
//   frames/instance     the same for `instance`; `bytes_a_frame` is the memory of one that is kept
//   frames/table        frameTable of 100,000 frames of an object that was just parsed: nothing of it was asked for
//   frames/table_again  the same of an object whose elements were asked for before
#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>

#include <quoin/host.hpp>

#include <benchmark/benchmark.h>

#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace {

using dicom_writer::data_set;

/// As a scanner writes it: content and position of each frame, the rest shared, or repeated in each frame.
data_set frame_groups(int frame, bool repeats) {
    const std::string position = "-120.5\\" + std::to_string(frame) + ".25\\30";
    data_set out =
        data_set{}
            .sequence(0x00209111, {data_set{}
                                       .text(0x00189074, "DT", "20240229101501." + std::to_string(frame))
                                       .text(0x00209056, "SH", "1")
                                       .numbers(0x00209057, "UL", {frame})
                                       .numbers(0x00209157, "UL", {1, frame})})
            .sequence(0x00209113, {data_set{}.text(0x00200032, "DS", position)});
    if (repeats)
        out.sequence(0x00209116, {data_set{}.text(0x00200037, "DS", "1\\0\\0\\0\\1\\0")})
            .sequence(0x00289110,
                      {data_set{}.text(0x00280030, "DS", "0.75\\0.5").text(0x00180050, "DS", "2")});
    return out;
}

/// A file that is gone with the process.
class sample_file {
 public:
    explicit sample_file(int frames, bool repeats = false)
        : path_(std::filesystem::temp_directory_path() /
                ("quoin-bench-" + std::to_string(::getpid()) + "-" + std::to_string(frames) +
                 (repeats ? "-repeated.dcm" : ".dcm"))) {
        std::vector<data_set> items;
        for (int frame = 1; frame <= frames; ++frame) items.push_back(frame_groups(frame, repeats));
        data_set tree = dicom_writer::samples::enhanced_ct();
        tree.text(0x00280008, "IS", std::to_string(frames)).sequence(0x52009230, std::move(items));
        dicom_writer::write_file(tree, path_);
    }
    ~sample_file() {
        std::error_code gone;
        std::filesystem::remove(path_, gone);
    }
    sample_file(const sample_file&) = delete;
    sample_file& operator=(const sample_file&) = delete;
    std::string path() const { return path_.string(); }

 private:
    std::filesystem::path path_;
};

std::unique_ptr<quoin::host> new_host() {
    return std::make_unique<quoin::host>(
        quoin::host_options{.manifest = QUOIN_MANIFEST,
                            .use_environment = false,
                            .caller_rights = true,
                            .builtin_folder = QUOIN_PLUGINS,
                            .log = [](int, std::string_view, std::string_view) {}});
}

/// The object of a file as one that is parsed already.
[[nodiscard]] quoin::provider_handle serve_parsed(quoin::host& host, const std::string& path,
                                                  const quoin::value& parsed) {
    return host.add_provider(
        [=](quoin::call&, const quoin::request& asked) -> quoin::answer {
            if (asked.subject() != path) return quoin::pass;
            return parsed;
        },
        {.types = {"naturalized"}, .tracked = true});
}

constexpr int frame_count = 2000;

const sample_file& enhanced(bool repeats) {
    static const sample_file shared(frame_count), repeated(frame_count, true);
    return repeats ? repeated : shared;
}

std::vector<std::string> frame_ids(const std::string& path) {
    std::vector<std::string> out;
    for (int frame = 1; frame <= frame_count; ++frame)
        out.push_back(path + "?frame=" + std::to_string(frame));
    return out;
}

/// Each frame once with a host that knows the object but none of its frames.
void each_frame(benchmark::State& state, const char* type, bool repeats = false) {
    const std::string path = enhanced(repeats).path();
    const std::vector<std::string> ids = frame_ids(path);
    std::vector<quoin::value> kept(ids.size());
    const quoin::value parsed = new_host()->get("naturalized", path).value();
    double bytes = 0, first = 0;
    for ([[maybe_unused]] auto turn : state) {
        state.PauseTiming();
        const auto host = new_host();
        const auto serving = serve_parsed(*host, path, parsed);
        host->get(type, path);
        const auto begin = std::chrono::steady_clock::now();
        kept[0] = host->get(type, ids[0]).value();
        first += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        const auto before = mallinfo2().uordblks;
        state.ResumeTiming();
        for (std::size_t i = 1; i < ids.size(); ++i) kept[i] = host->get(type, ids[i]).value();
        state.PauseTiming();
        bytes = static_cast<double>(mallinfo2().uordblks - before);
        kept.assign(ids.size(), {});
        state.ResumeTiming();
    }
    constexpr int timed = frame_count - 1;
    state.SetItemsProcessed(state.iterations() * timed);
    state.counters["a_frame"] = benchmark::Counter(static_cast<double>(state.iterations()) * timed,
                                                   benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    state.counters["first"] = first / static_cast<double>(state.iterations());
    state.counters["bytes_a_frame"] = bytes / timed;
}

void frames_enhanced(benchmark::State& state) {
    each_frame(state, "imagePlaneModule");
}
void frames_repeated(benchmark::State& state) {
    each_frame(state, "imagePlaneModule", true);
}
void frames_instance(benchmark::State& state) {
    each_frame(state, "instance");
}

/// The table of an object; `again`: of one whose elements were all asked for before, and are values.
void table(benchmark::State& state, bool again) {
    const sample_file file(static_cast<int>(state.range(0)));
    const auto parse = [&] { return new_host()->get("naturalized", file.path()).value(); };
    quoin::value parsed = parse();
    for ([[maybe_unused]] auto turn : state) {
        state.PauseTiming();
        if (!again) parsed = parse();
        auto host = new_host();
        auto serving = serve_parsed(*host, file.path(), parsed);
        host->get("instance", file.path());
        state.ResumeTiming();
        auto found = host->get("frameTable", file.path());
        benchmark::DoNotOptimize(found->get());
        state.PauseTiming();
        found.reset();
        serving.remove();
        host.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void frames_table(benchmark::State& state) {
    table(state, false);
}
void frames_table_again(benchmark::State& state) {
    table(state, true);
}

}  // namespace

BENCHMARK(frames_enhanced)->Name("frames/enhanced")->Unit(benchmark::kMicrosecond);
BENCHMARK(frames_repeated)->Name("frames/repeated")->Unit(benchmark::kMicrosecond);
BENCHMARK(frames_instance)->Name("frames/instance")->Unit(benchmark::kMicrosecond);
BENCHMARK(frames_table)->Name("frames/table")->Arg(100000)->Unit(benchmark::kMillisecond);
BENCHMARK(frames_table_again)->Name("frames/table_again")->Arg(100000)->Unit(benchmark::kMillisecond);
