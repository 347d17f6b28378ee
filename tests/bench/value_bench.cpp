#include <quoin/json.hpp>

#include "allocation_count.hpp"

#include <benchmark/benchmark.h>
#include <boost/json.hpp>

#include <string>
#include <vector>

namespace {

// Keywords as DICOM has them: 6 to 30 letters.
std::vector<std::string> names(int count) {
    std::vector<std::string> out;
    for (int i = 0; i < count; ++i)
        out.push_back("Attribute" + std::string(static_cast<std::size_t>(i % 16), 'x') + std::to_string(i));
    return out;
}

// 200 elements: 150 members of the root, two sequences of five items with five members each.
template <class Key>
void build(quoin::builder& b, const std::vector<Key>& keys) {
    b.object();
    for (std::size_t i = 0; i < 148; ++i) {
        b.key(keys[i]);
        switch (i % 4) {
            case 0:
                b.add(static_cast<std::int64_t>(i));
                break;
            case 1:
                b.add(0.5);
                break;
            case 2:
                b.add("ISO_IR 100");
                break;
            default:
                b.add("1.2.840.10008.5.1.4.1.1.2");
                break;
        }
    }
    for (std::size_t sequence = 148; sequence < 150; ++sequence) {
        b.key(keys[sequence]).array();
        for (int item = 0; item < 5; ++item) {
            b.object();
            for (std::size_t i = 0; i < 5; ++i) b.key(keys[i]).add("SHORT");
            b.end();
        }
        b.end();
    }
    b.end();
}

quoin::value sample() {
    quoin::builder b;
    build(b, names(150));
    return b.finish();
}

void build_200(benchmark::State& state) {
    const std::vector<std::string> keys = names(150);
    const std::uint64_t before = quoin::bench::allocations();
    for (auto _ : state) {
        quoin::builder b;
        build(b, keys);
        benchmark::DoNotOptimize(b.finish());
    }
    quoin::bench::report_allocations(state, before);
}
BENCHMARK(build_200)->Name("value/build_200");

void build_200_interned(benchmark::State& state) {
    std::vector<quoin::key> keys;
    for (const std::string& name : names(150)) keys.emplace_back(name);
    const std::uint64_t before = quoin::bench::allocations();
    for (auto _ : state) {
        quoin::builder b;
        build(b, keys);
        benchmark::DoNotOptimize(b.finish());
    }
    quoin::bench::report_allocations(state, before);
}
BENCHMARK(build_200_interned)->Name("value/build_200_interned");

void build_scalar(benchmark::State& state) {
    const std::uint64_t before = quoin::bench::allocations();
    for (auto _ : state) benchmark::DoNotOptimize(quoin::value::of(7));
    quoin::bench::report_allocations(state, before);
}
BENCHMARK(build_scalar)->Name("value/build_scalar");

// A frame that overrides ten members of an object of 150.
void build_frame(benchmark::State& state) {
    const std::vector<std::string> keys = names(150);
    const quoin::value root = sample();
    const std::uint64_t before = quoin::bench::allocations();
    for (auto _ : state) {
        quoin::builder b;
        b.object(root);
        for (std::size_t i = 0; i < 10; ++i) b.member(keys[i * 7], 1);
        benchmark::DoNotOptimize(b.end().finish());
    }
    quoin::bench::report_allocations(state, before);
}
BENCHMARK(build_frame)->Name("value/build_frame_of_base");

void find(benchmark::State& state) {
    const std::vector<std::string> keys = names(150);
    const quoin::value tree = sample();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(tree[std::string_view(keys[i])].get());
        i = i == 147 ? 0 : i + 1;
    }
}
BENCHMARK(find)->Name("value/find");

void find_small(benchmark::State& state) {
    const std::vector<std::string> keys = names(20);
    quoin::builder b;
    b.object();
    for (const std::string& name : keys) b.member(name, 1);
    const quoin::value tree = b.end().finish();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(tree[std::string_view(keys[i])].get());
        i = i == 19 ? 0 : i + 1;
    }
}
BENCHMARK(find_small)->Name("value/find_of_20");

void find_interned(benchmark::State& state) {
    std::vector<quoin::key> keys;
    for (const std::string& name : names(150)) keys.emplace_back(name);
    quoin::builder b;
    build(b, keys);
    const quoin::value tree = b.finish();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(tree[keys[i]].get());
        i = i == 147 ? 0 : i + 1;
    }
}
BENCHMARK(find_interned)->Name("value/find_interned");

void copy_reference(benchmark::State& state) {
    static const quoin::value tree = sample();
    for (auto _ : state) {
        const quoin::value copy(tree);
        benchmark::DoNotOptimize(copy.get());
    }
}
BENCHMARK(copy_reference)->Name("value/copy_reference")->Threads(1)->Threads(2);

// A JSON array of many of the trees above, about 1 MB.
const std::string& document() {
    static const std::string text = [] {
        const std::string one = quoin::to_json(sample());
        std::string all = "[" + one;
        while (all.size() < 1'000'000) all += "," + one;
        return all + "]";
    }();
    return text;
}

void print_json(benchmark::State& state) {
    const quoin::value tree = quoin::from_json(document());
    std::string out;
    for (auto _ : state) {
        out.clear();
        quoin::append_json(out, tree);
        benchmark::DoNotOptimize(out.data());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(out.size()) * state.iterations());
}
BENCHMARK(print_json)->Name("value/print_json");

void parse_json(benchmark::State& state) {
    const std::uint64_t before = quoin::bench::allocations();
    for (auto _ : state) benchmark::DoNotOptimize(quoin::from_json(document()));
    state.SetBytesProcessed(static_cast<std::int64_t>(document().size()) * state.iterations());
    quoin::bench::report_allocations(state, before);
}
BENCHMARK(parse_json)->Name("value/parse_json");

void parse_json_boost(benchmark::State& state) {
    const std::uint64_t before = quoin::bench::allocations();
    for (auto _ : state) benchmark::DoNotOptimize(boost::json::parse(document()));
    state.SetBytesProcessed(static_cast<std::int64_t>(document().size()) * state.iterations());
    quoin::bench::report_allocations(state, before);
}
BENCHMARK(parse_json_boost)->Name("value/parse_json_boost_dom");

}  // namespace
