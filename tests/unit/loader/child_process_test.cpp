// Programs that run beside this one: what is heard of them, how they end, and that nothing of them stays.
#include <loader/child_process.hpp>

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace quoin::loader {
namespace {

using clock = std::chrono::steady_clock;
using heard = child_process::heard;

struct run {
    std::string out = {};
    heard last = heard::bytes;
    std::string end = {};
};

child_process::task script(const std::string& text, const std::string& input = {}) {
    return {"/bin/sh", {"-c", text}, input};
}

run run_of(const child_process::task& what, std::chrono::milliseconds at_most = std::chrono::seconds(60)) {
    run out;
    std::string why_not;
    const auto child = child_process::start(what, why_not);
    EXPECT_TRUE(child) << why_not;
    const auto until = clock::now() + at_most;
    while (child && out.last == heard::bytes) out.last = child->listen(out.out, until);
    if (child && child->end()) out.end = child->end()->in_words();
    return out;
}

TEST(child, reads_its_input_and_is_heard_to_its_end) {
    const std::string large(1'000'000, 'x');
    const run got = run_of(script("cat; echo not heard >&2; exit 3", large));
    EXPECT_EQ(got.out, large);
    EXPECT_EQ(got.last, heard::ended);
    EXPECT_EQ(got.end, "exit code 3");
}

TEST(child, without_input_reads_nothing) {
    EXPECT_EQ(run_of(script("cat; echo end")).out, "end\n");
}

TEST(child, gets_its_words_as_they_are) {
    EXPECT_EQ(run_of({"/bin/sh", {"-c", "printf '%s|' \"$@\"", "sh", "a b", "", "'"}}).out, "a b||'|");
}

TEST(child, inherits_no_descriptor) {
    const int open = ::fcntl(STDERR_FILENO, F_DUPFD, 50);
    EXPECT_EQ(
        run_of(script("if { true >&" + std::to_string(open) + "; } 2>/dev/null; then echo open; fi")).out,
        "");
    ::close(open);
}

TEST(child, that_is_late_is_told_and_killed) {
    EXPECT_EQ(run_of(script("sleep 1000"), std::chrono::milliseconds(20)).last, heard::late);
}

TEST(child, that_leaves_another_behind_has_ended) {
    const run got = run_of(script("sleep 1000 & echo gone"));
    EXPECT_EQ(got.out, "gone\n");
    EXPECT_EQ(got.last, heard::ended);
}

TEST(child, is_killed_with_all_that_it_started) {
    std::string folder = (std::filesystem::temp_directory_path() / "quoin-child-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const std::string pipe = folder + "/pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    (void)run_of(script("exec 9>" + pipe + "; sleep 1000 & exit 0"));
    ::fcntl(reader, F_SETFL, 0);
    char byte = 0;
    EXPECT_EQ(::read(reader, &byte, 1), 0) << "nobody holds the other end";
    ::close(reader);
    ::unlink(pipe.c_str());
    ::rmdir(folder.c_str());
}

TEST(child, that_cannot_be_started_is_told) {
    std::string why_not;
    EXPECT_FALSE(child_process::start({"/nowhere/quoin-scan"}, why_not));
    EXPECT_EQ(why_not, "No such file or directory");
}

TEST(child, that_is_killed_is_told_with_what_the_signal_means) {
    EXPECT_EQ(run_of(script("kill -SEGV $$")).end,
              "killed by SIGSEGV (it touched memory that is not its own)");
    EXPECT_EQ(signal_words(SIGBUS), "SIGBUS (it touched memory that is not there)");
    EXPECT_EQ(signal_words(SIGABRT),
              "SIGABRT (abort, a failed assertion, or an exception that nobody caught)");
    EXPECT_EQ(signal_words(SIGFPE), "SIGFPE (a division by zero)");
    EXPECT_EQ(signal_words(SIGILL), "SIGILL (an instruction that this processor does not have)");
    EXPECT_EQ(signal_words(SIGTERM), "signal " + std::to_string(SIGTERM));
}

}  // namespace
}  // namespace quoin::loader
