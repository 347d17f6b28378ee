// How a provider behaves over several calls: the same again, on threads, inside of itself, cancelled, in
// time.
#include "checked_library.hpp"

#include "process_state.hpp"

#include <quoin/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <latch>
#include <mutex>
#include <thread>

namespace quoin::cli {

namespace {

using clock = std::chrono::steady_clock;
using milliseconds = std::chrono::duration<double, std::milli>;

constexpr int threads = 4;
constexpr int rounds = 50;
constexpr milliseconds enough_hammering{1000};  // of a provider whose calls take long
constexpr int deepest = 3;
constexpr milliseconds grace_after_cancel{1000};
constexpr milliseconds slow{100};
constexpr int tries = 5;
constexpr int warm_up_cycles = 100;
constexpr int cycles = 1000;
constexpr milliseconds quick{1};  // a query that takes longer is not asked a thousand times
constexpr std::int64_t growth_allowed =
    std::int64_t{64} * 1024;  // bytes over all cycles: allocators round up

bool same(const test_result& a, const test_result& b) {
    if (a.outcome != b.outcome || a.code != b.code) return false;
    return !a.answered() || static_cast<view>(a.value) == static_cast<view>(b.value);
}

std::string figure(milliseconds time) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f ms", time.count());
    return text;
}

}  // namespace

void check_determinism(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    std::string digest;
    bool any = false;
    for (const checked_provider& one : library.providers()) {
        if (!one.tracked) continue;
        any = true;
        test_host host;
        test_provider provider = library.create(host, one);
        test_provider twin = library.create(host, one);
        for (const probe& each : library.probes(one)) {
            const test_result first = library.ask(provider, one, each);
            const test_result again = library.ask(provider, one, each);
            const test_result other = library.ask(twin, one, each);
            if (!host.invalidated().empty()) break;  // it says itself that answers change
            if (!same(first, again))
                report.fail(one.id, each.words + ": asked twice, it came to two different answers", "");
            else if (!same(first, other))
                report.fail(one.id, each.words + ": two providers of one configuration answer differently",
                            "");
            digest += std::to_string(first.outcome);
            if (first.answered()) digest += to_json(first.value, {.lazy_limit = 0});
        }
        if (!report.clean()) continue;
    }
    if (!any) return report.detail("none says tracked: nothing is promised");
    report.digest(std::to_string(std::hash<std::string>{}(digest)));
}

void check_threads(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    std::string said;
    for (const checked_provider& one : library.providers()) {
        said += (said.empty() ? "" : ", ") + std::string(one.thread_safe ? "thread-safe" : "one at a time");
        test_host host;
        test_provider provider = library.create(host, one);
        const std::vector<probe> probes = library.probes(one);
        std::vector<test_result> expected;
        expected.reserve(probes.size());
        for (const probe& each : probes) expected.push_back(library.ask(provider, one, each));

        report.stage(one.id + ": queries on " + std::to_string(threads) + " threads");
        std::mutex lane, told;
        std::latch start(threads);
        std::atomic<bool> stop{false};
        const auto hammer = [&](int number) {
            start.arrive_and_wait();
            const auto begin = clock::now();
            for (int round = 0; round < rounds && !stop && clock::now() - begin < enough_hammering; ++round)
                for (std::size_t i = 0; i < probes.size(); ++i) {
                    const std::size_t which = (i + static_cast<std::size_t>(number)) % probes.size();
                    // A provider that is not thread-safe is asked one at a time, but on any thread.
                    std::unique_lock<std::mutex> hold(lane, std::defer_lock);
                    if (!one.thread_safe) hold.lock();
                    const test_result got = provider.get(probes[which].query);
                    if (got.breach == test_breach::none && (!one.tracked || same(got, expected[which])))
                        continue;
                    const std::lock_guard once(told);
                    if (stop.exchange(true)) return;
                    report.fail(one.id,
                                probes[which].words + " on several threads: " +
                                    (got.broken.empty() ? "another answer than on one" : got.broken),
                                one.thread_safe ? "guard what several calls change, or leave "
                                                  "QUOIN_THREAD_SAFE out"
                                                : "keep nothing in variables of a thread: calls come on any");
                    return;
                }
        };
        std::vector<std::thread> all;
        all.reserve(threads);
        for (int i = 0; i < threads; ++i) all.emplace_back(hammer, i);
        for (std::thread& each : all) each.join();
    }
    report.detail(said);
}

void check_reentrancy(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    bool asked_others = false;
    for (const checked_provider& one : library.providers()) {
        test_host host;
        test_provider provider = library.create(host, one);
        int depth = 0;
        bool found = false;  // at the deepest
        // Whatever it asks comes back to itself, about another subject, as the engine lets it.
        const auto again = [&](const request& asked) -> answer {
            asked_others = true;
            if (depth == deepest) return found ? answer(plain_answer()) : answer(pass);
            ++depth;
            const std::string type = one.types[static_cast<std::size_t>(depth) % one.types.size()];
            const std::string subject = "quoin-check:inner-" + std::to_string(depth);
            (void)asked;
            const test_result got = provider.get(type, subject);
            --depth;
            if (got.breach != test_breach::none)
                report.fail(one.id, "a query inside of its own query: " + got.broken, "");
            if (got.failed()) throw error(got.code, got.message);
            return got.answered() ? answer(got.value) : answer(pass);
        };
        host.on_any_get(again);
        host.on_next(test_host::script(again));
        // Where nothing is found deep inside, few go on to what they ask next.
        for (const bool now : {false, true})
            for (const probe& each : library.probes(one)) {
                found = now;
                report.stage(one.id + ": " + each.words + ", and inside of that again");
                const test_result got = provider.get(each.query);
                if (got.breach != test_breach::none)
                    report.fail(one.id, each.words + " with queries inside: " + got.broken, "");
            }
    }
    if (!asked_others) report.detail("it asks no others");
}

void check_cancellation(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    std::size_t polled = 0;
    for (const checked_provider& one : library.providers()) {
        test_host host;
        test_provider provider = library.create(host, one);
        for (const probe& each : library.probes(one)) {
            report.stage(one.id + ": " + each.words + ", cancelled");
            host.cancel();
            const auto begin = clock::now();
            (void)provider.get(each.query);
            const milliseconds late = clock::now() - begin;
            host.cancel(false);
            if (late > grace_after_cancel)
                report.fail(one.id,
                            each.words + ": it went on for " + figure(late) + " after it was cancelled",
                            "poll cancelled in loops and return QUOIN_ERROR soon after it says 1");
        }
        polled += host.polled();
    }
    report.detail(polled == 0 ? "it never asks whether it is cancelled, and ends soon all the same"
                              : "it asks whether it is cancelled");
}

void check_time(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    milliseconds slowest{0};
    for (const checked_provider& one : library.providers()) {
        test_host host;
        test_provider provider = library.create(host, one);
        milliseconds slowest_of_it{0};
        std::string what;
        for (const probe& each : library.probes(one)) {
            // The best of several tries: a busy machine is not the plugin's fault.
            milliseconds best{1e9};
            for (int i = 0; i < tries && best > slow / 2; ++i) {
                report.stage(one.id + ": " + each.words);
                const auto begin = clock::now();
                (void)provider.get(each.query);
                best = std::min<milliseconds>(best, clock::now() - begin);
            }
            if (best > slowest_of_it) {
                slowest_of_it = best;
                what = each.words;
            }
        }
        slowest = std::max(slowest, slowest_of_it);
        if (slowest_of_it > slow && !one.blocking)
            report.warn(
                one.id,
                what + ": expected an answer within " + figure(slow) + ", found " + figure(slowest_of_it),
                "answer in milliseconds, or set QUOIN_BLOCKING so that viewers keep it off their threads");
    }
    report.detail("slowest call " + figure(slowest));
}

void check_growth(const check_input& input, check_reporter& report) {
    checked_library library(input, report);
    for (const checked_provider& one : library.providers()) {
        const std::vector<probe> probes = library.probes(one);
        bool asks = true;
        const auto run = [&](int times) {
            for (int i = 0; i < times; ++i) {
                test_host host;
                library.play_others(host);
                test_provider made = host.create(library.plugin(), one.id, one.config);
                const auto begin = clock::now();
                if (asks) (void)made.get(probes[static_cast<std::size_t>(i) % probes.size()].query);
                asks = asks && clock::now() - begin < quick;
                made.destroy();
                testing::ledger::instance().forget();
            }
        };
        report.stage(one.id + ": create and destroy a thousand times");
        run(warm_up_cycles);
        const process_usage before = usage_now();
        run(cycles);
        const process_usage after = usage_now();
        const auto grew = [&](std::int64_t process_usage::*what, std::int64_t allowed) {
            return before.*what >= 0 && after.*what - before.*what > allowed ? after.*what - before.*what : 0;
        };
        if (const auto bytes = grew(&process_usage::heap_bytes, growth_allowed))
            report.fail(one.id,
                        "expected no growth over 1,000 times create and destroy, found " +
                            std::to_string(bytes) + " bytes",
                        "free in destroy what create and get made");
        if (const auto files = grew(&process_usage::descriptors, 0))
            report.fail(one.id,
                        "expected no growth over 1,000 times create and destroy, found " +
                            std::to_string(files) + " more open files",
                        "close in destroy what create and get opened");
        if (const auto more = grew(&process_usage::threads, 0))
            report.fail(one.id,
                        "expected no growth over 1,000 times create and destroy, found " +
                            std::to_string(more) + " more threads",
                        "join in destroy the threads that create started");
    }
}

}  // namespace quoin::cli
