#include "output.hpp"
#include "console.hpp"
#include "exit_code.hpp"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

namespace quoin::cli {

TEST(DescriptorOutput, a_full_disk_is_an_error_with_its_name) {
    const int full = ::open("/dev/full", O_WRONLY);
    ASSERT_GE(full, 0);
    descriptor_output to(full);
    try {
        to.write("x");
        FAIL() << "was written";
    } catch (const output_error& failed) {
        EXPECT_EQ(failed.number(), ENOSPC);
        EXPECT_STREQ(failed.what(), "No space left on device");
    }
    to.close();
}

TEST(DescriptorOutput, a_reader_that_lags_is_waited_for_also_where_the_pipe_does_not_block) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ASSERT_EQ(::fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    const std::string text(std::size_t{1} << 20, 'x');  // more than a pipe holds
    std::size_t got = 0;
    {
        const std::jthread reader([&] {
            std::array<char, 4096> some{};
            for (ssize_t now = 0; (now = ::read(ends[0], some.data(), some.size())) > 0;)
                got += static_cast<std::size_t>(now);
        });
        descriptor_output to(ends[1]);
        EXPECT_NO_THROW(to.write(text));
        to.close();
    }
    EXPECT_EQ(got, text.size());
    ::close(ends[0]);
}

TEST(DescriptorOutput, a_reader_that_is_gone_is_an_error) {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ::close(ends[0]);
    descriptor_output to(ends[1]);
    EXPECT_THROW(to.write("x"), output_error);
    to.close();
    EXPECT_THROW(to.write("x"), output_error) << "closed";
}

TEST(Complain, is_one_line_whatever_the_text_holds) {
    text_output out;
    text_output err;
    console to{out, err};
    complain(to, "a\nb\x1b[2J");
    EXPECT_EQ(err.take(), "quoin: a b\\x1b[2J\n");
    EXPECT_EQ(out.take(), "");
}

TEST(Colours, not_with_no_color_and_not_on_a_dumb_terminal) {
    ::unsetenv("NO_COLOR");
    ::setenv("TERM", "xterm", 1);
    EXPECT_TRUE(environment_allows_colours());
    ::setenv("NO_COLOR", "1", 1);
    EXPECT_FALSE(environment_allows_colours());
    ::unsetenv("NO_COLOR");
    ::setenv("TERM", "dumb", 1);
    EXPECT_FALSE(environment_allows_colours());
}

TEST(ExitCode, an_error_outranks_no_answer) {
    EXPECT_EQ(worse(exit_code::no_answer, exit_code::error), exit_code::error);
    EXPECT_EQ(worse(exit_code::answered, exit_code::no_answer), exit_code::no_answer);
    EXPECT_EQ(worse(exit_code::answered, exit_code::answered), exit_code::answered);
}

}  // namespace quoin::cli
