// What a query costs: kept, prepared, borrowed, computed; alone, on two threads, and while a fact changes
// every millisecond (`/writer`).
#include <engine/callable_provider.hpp>
#include <engine/engine.hpp>
#include <quoin/host.hpp>

#include <benchmark/benchmark.h>

#include <dlfcn.h>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace quoin;

constexpr std::array seven{"imagePlaneModule", "imagePixelModule",  "generalSeriesModule", "patientModule",
                           "voiLutModule",     "modalityLutModule", "sopCommonModule"};

// Sixty bytes, as imageIds are.
std::string image_id(int number) {
    std::string out = "wadors:https://pacs.example/studies/1/series/2/instances/" + std::to_string(number);
    out.resize(60, '0');
    return out;
}

/// A host in which images have seven modules, all kept.
struct images {
    host of{host_options{.use_environment = false}};
    std::vector<std::string> ids;
    std::vector<provider_handle> providers;

    explicit images(int count) {
        providers.push_back(of.add_provider(
            [](call&, const request& r) -> answer {
                return builder().object().member("of", r.subject()).member("rows", 512).end().finish();
            },
            {.types = {seven.begin(), seven.end()}, .tracked = true}));
        providers.push_back(of.add_provider([](call&, const request&) -> answer { return value::of(1); },
                                            {.types = {"changing"}, .tracked = true}));
        for (int i = 0; i < count; ++i) ids.push_back(image_id(i));
        for (const std::string& id : ids)
            for (const char* type : seven) of.get(type, id);
    }
};
images& some(int count) {
    static images few(500);
    static images many(20'000);
    return count == 500 ? few : many;
}

/// Changes a fact of nobody's interest every millisecond.
class writer {
 public:
    writer(const host& asked, bool runs) {
        if (!runs) return;
        thread_ = std::jthread([&asked](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                asked.get("changing", "fact");
                const_cast<host&>(asked).clear("changing", "fact");
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        });
    }

 private:
    std::jthread thread_;
};
std::unique_ptr<writer> written;
void begin(const benchmark::State& state, const host& asked, bool writes) {
    if (state.thread_index() == 0) written = std::make_unique<writer>(asked, writes);
}
void end(const benchmark::State& state) {
    if (state.thread_index() == 0) written.reset();
}

// Threads go through the images in an order of their own, or all ask for one.
void hit_strings(benchmark::State& state, bool borrows, bool same, bool writes) {
    images& asked = some(static_cast<int>(state.range(0)));
    begin(state, asked.of, writes);
    std::size_t at = static_cast<std::size_t>(state.thread_index()) * 7919;
    for (auto _ : state) {
        const std::string& id = same ? asked.ids[42] : asked.ids[at++ * 7919 % asked.ids.size()];
        if (borrows)
            benchmark::DoNotOptimize(asked.of.borrow("imagePlaneModule", id).get().get());
        else
            benchmark::DoNotOptimize(asked.of.get("imagePlaneModule", id));
    }
    end(state);
}

void hit_prepared(benchmark::State& state, bool writes) {
    images& asked = some(500);
    begin(state, asked.of, writes);
    prepared_query one = asked.of.prepare("imagePlaneModule", asked.ids[42]);
    for (auto _ : state) benchmark::DoNotOptimize(one.get().get());
    end(state);
}

void get_seven(benchmark::State& state) {
    images& asked = some(500);
    std::size_t at = 0;
    for (auto _ : state) {
        const std::string& id = asked.ids[at++ * 7919 % asked.ids.size()];
        for (const char* type : seven) benchmark::DoNotOptimize(asked.of.borrow(type, id).get().get());
    }
}

// An engine with one provider, which answers at once, and a query that is another one each time.
class new_queries {
 public:
    new_queries(bool tracked, std::uint64_t max_bytes)
        : asked_(engine::options{.cache = {.max_bytes = max_bytes}}) {
        engine::registration stands;
        stands.id = "source";
        stands.types = {"t"};
        stands.thread_safe = true;
        stands.tracked = tracked;
        asked_.add_provider(
            stands, engine::make_callable_provider(
                        asked_, "source", [this](call&, const request&) -> answer { return prepared_; }));
    }
    void ask() {
        const std::uint64_t now = number_++;
        std::copy_n(reinterpret_cast<const char*>(&now), sizeof now, query_.subjects[0].data() + 40);
        benchmark::DoNotOptimize(asked_.get(query_).outcome);
    }

 private:
    const value prepared_ = builder().object().member("rows", 512).end().finish();
    engine::engine asked_;
    engine::query query_{.type = "t", .subjects = {image_id(0)}};
    std::uint64_t number_ = 0;
};

// What the engine adds to that provider, and the oldest answer let go of for each new one; not kept where it is not
// tracked.
void compute(benchmark::State& state, bool tracked) {
    new_queries asked(tracked, 16u << 20);
    for (auto _ : state) asked.ask();
}

// The same with room for all: 20,000 in an engine that kept nothing before; `a_query` is the time of one.
void compute_with_room(benchmark::State& state) {
    constexpr int queries = 20'000;
    std::chrono::duration<double> all{};
    for (auto _ : state) {
        new_queries asked(true, 1u << 30);
        asked.ask();
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < queries; ++i) asked.ask();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        state.SetIterationTime(took.count());
        all += took;
    }
    state.counters["a_query"] = all.count() / (static_cast<double>(state.iterations()) * queries);
}

// A provider that goes over all images of a study, all of which are kept: `an_image` is the time of one.
void compute_of_many(benchmark::State& state) {
    const auto images = static_cast<int>(state.range(0));
    host asked{host_options{.use_environment = false}};
    const auto leaf = asked.add_provider([](call&, const request&) -> answer { return value::of(1); },
                                         {.types = {"image"}, .tracked = true});
    std::vector<std::string> ids;
    for (int i = 0; i < images; ++i) ids.push_back(image_id(i));
    const auto all = asked.add_provider(
        [&](call& in, const request&) -> answer {
            std::int64_t found = 0;
            for (const std::string& id : ids) found += in.get("image", id)->as_int().value_or(0);
            return value::of(found);
        },
        {.types = {"study"}, .tracked = true});
    for (auto _ : state) {
        asked.clear("study", "1");
        if (!asked.get("study", "1")) state.SkipWithError("no answer");
    }
    state.counters["an_image"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * images,
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

// So many are asked between two looks at the clock, where what comes between them is not to be in the time: looking
// costs some 30 ns.
constexpr int at_once = 16;

// A chain in which all serve the type and pass, asked anew each time; what makes it ask anew is not in the time.
void chain_of_passing(benchmark::State& state) {
    engine::engine asked;
    for (int i = 0; i < state.range(0); ++i) {
        engine::registration stands;
        stands.id = "p" + std::to_string(i);
        stands.types = {"t"};
        stands.thread_safe = true;
        stands.tracked = true;
        asked.add_provider(
            stands, engine::make_callable_provider(asked, stands.id,
                                                   [](call&, const request&) -> answer { return pass; }));
    }
    std::vector<engine::query> queries;
    for (int i = 0; i < at_once; ++i) queries.push_back({.type = "t", .subjects = {image_id(i)}});
    for (auto _ : state) {
        asked.invalidate("p0", "t", "");
        const auto begin = std::chrono::steady_clock::now();
        for (const engine::query& one : queries) benchmark::DoNotOptimize(asked.get(one).outcome);
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / at_once);
    }
}

// Providers of other types are in no chain of this one.
void beside_others(benchmark::State& state) {
    engine::engine asked;
    for (int i = 0; i <= state.range(0); ++i) {
        engine::registration stands;
        stands.id = "p" + std::to_string(i);
        stands.types = {i == 0 ? "t" : "other" + std::to_string(i)};
        stands.thread_safe = true;
        asked.add_provider(
            stands, engine::make_callable_provider(asked, stands.id,
                                                   [](call&, const request&) -> answer { return pass; }));
    }
    const engine::query query{.type = "t", .subjects = {"s"}};
    for (auto _ : state) benchmark::DoNotOptimize(asked.get(query).outcome);
}

// Bytes of bookkeeping for each kept entry: seven modules of an image, of values that cost nothing.
void bytes_a_kept_entry(benchmark::State& state) {
    for (auto _ : state) {
        engine::engine asked;
        engine::registration stands;
        stands.id = "source";
        stands.types = {seven.begin(), seven.end()};
        stands.thread_safe = stands.tracked = true;
        const value shared = value::of(1);
        asked.add_provider(
            stands, engine::make_callable_provider(asked, "source",
                                                   [&](call&, const request&) -> answer { return shared; }));
        for (int i = 0; i < 1000; ++i)
            for (const char* type : seven) asked.get({.type = type, .subjects = {image_id(i)}});
        const auto now = asked.stats().all;
        state.counters["bytes"] = static_cast<double>(now.bytes) / static_cast<double>(now.entries);
    }
}

// One call through the ABI into a library that answers with a value that it has, and the value given back.
void call_through_the_abi(benchmark::State& state) {
    void* const library = ::dlopen(QUOIN_BENCH_PLUGIN, RTLD_NOW | RTLD_LOCAL);
    if (!library) return state.SkipWithError(::dlerror());
    using entry = const quoin_plugin*(QUOIN_CALL*)();
    const quoin_plugin* const plugin = reinterpret_cast<entry>(::dlsym(library, "quoin_entry_1"))();
    quoin_host services{};
    services.struct_size = sizeof services;
    services.abi_minor = QUOIN_ABI_MINOR;
    services.values = detail::quoin_host_values();
    services.build = detail::quoin_host_build();
    const quoin_provider* made = nullptr;
    if (plugin->create(&services, nullptr, to_str("com.example.bench-000"), nullptr, &made) != QUOIN_VALUE)
        return state.SkipWithError("create failed");
    const quoin_str subject = to_str("s");
    quoin_request asked{};
    asked.struct_size = sizeof asked;
    asked.type = to_str("prepared");
    asked.subjects = &subject;
    asked.subject_count = 1;
    for (auto _ : state) {
        const quoin_value* out = nullptr;
        made->get(made->self, nullptr, &asked, &out);
        benchmark::DoNotOptimize(out);
        services.values->unref(out);
    }
}

// The computed plane of an instance that is kept, with keys as a reader makes them.
void compute_image_plane(benchmark::State& state) {
    host asked{host_options{.manifest = QUOIN_BENCH_MANIFEST,
                            .use_environment = false,
                            .builtin_folder = QUOIN_BENCH_PLUGINS,
                            .log = [](int, std::string_view, std::string_view) {}}};
    const auto instance = asked.add_provider(
        [](call&, const request&) -> answer {
            builder out;
            out.object().member(key("Rows"), 512).member(key("Columns"), 512).member(key("Modality"), "CT");
            const auto numbers = [&](const char* name, std::initializer_list<double> all) {
                out.key(key(name)).array();
                for (const double one : all) out.add(one);
                out.end();
            };
            numbers("PixelSpacing", {0.5, 0.5});
            numbers("ImagePositionPatient", {-100, -100, 12.5});
            numbers("ImageOrientationPatient", {1, 0, 0, 0, 1, 0});
            return out.member(key("FrameOfReferenceUID"), "1.2.3").end().finish();
        },
        {.types = {"instance"}, .tracked = true});
    std::vector<std::string> ids;
    for (int i = 0; i < at_once; ++i) ids.push_back(image_id(i));
    if (!asked.get("imagePlaneModule", ids.front())) state.SkipWithError("no plane");
    for (auto _ : state) {
        for (const std::string& id : ids) asked.clear("imagePlaneModule", id);
        const auto begin = std::chrono::steady_clock::now();
        for (const std::string& id : ids) benchmark::DoNotOptimize(asked.get("imagePlaneModule", id));
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / at_once);
    }
}

const bool registered = [] {
    for (const bool writes : {false, true}) {
        const std::string with = writes ? "/writer" : "";
        for (const auto& [name, borrows, same] :
             {std::tuple{"get/hit/strings", true, false}, std::tuple{"get/hit/strings/same", true, true},
              std::tuple{"get/hit/strings/counted", false, false}})
            benchmark::RegisterBenchmark((name + with).c_str(), hit_strings, borrows, same, writes)
                ->Arg(500)
                ->Arg(20'000)
                ->ThreadRange(1, 2)
                ->UseRealTime();
        benchmark::RegisterBenchmark(("get/hit/prepared" + with).c_str(), hit_prepared, writes)
            ->ThreadRange(1, 2)
            ->UseRealTime();
    }
    benchmark::RegisterBenchmark("abi/call", call_through_the_abi);
    benchmark::RegisterBenchmark("get/seven", get_seven);
    benchmark::RegisterBenchmark("get/compute/imagePlane", compute_image_plane)->UseManualTime();
    benchmark::RegisterBenchmark("get/compute/engine", compute, true);
    benchmark::RegisterBenchmark("get/compute/engine/with_room", compute_with_room)->UseManualTime();
    benchmark::RegisterBenchmark("get/compute/volatile", compute, false);
    benchmark::RegisterBenchmark("get/compute/of_many", compute_of_many)
        ->Arg(100)
        ->Arg(10'000)
        ->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("get/compute/chain_of_passing", chain_of_passing)
        ->UseManualTime()
        ->Arg(1)
        ->Arg(10)
        ->Arg(100);
    benchmark::RegisterBenchmark("get/beside_others", beside_others)->Arg(0)->Arg(100);
    benchmark::RegisterBenchmark("engine/bytes_a_kept_entry", bytes_a_kept_entry)->Iterations(1);
    return true;
}();

}  // namespace
