#include "progress.hpp"

#include <gmock/gmock.h>

namespace quoin::cli {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Progress : public ::testing::Test {
 protected:
    text_output out;
    text_output err;
    console to{out, err, false, true};
    std::chrono::steady_clock::time_point time{};
    progress::clock clock = [this] { return time; };
};

TEST_F(Progress, long_work_on_a_terminal_has_a_bar_that_goes_away) {
    progress shown(to, "subjects", 10, clock);
    time += milliseconds(1000);
    for (int i = 0; i < 5; ++i) shown.step();
    EXPECT_THAT(err.take(), HasSubstr("[##......................] 1 of 10 subjects, about 9 s left"));
    time += milliseconds(100);
    shown.step();
    EXPECT_THAT(err.take(),
                AllOf(StartsWith("\r\x1b[K[##############.........."), HasSubstr("6 of 10 subjects")));
    shown.end();
    EXPECT_EQ(err.take(), "\r\x1b[K");
}

TEST_F(Progress, short_work_has_none) {
    {
        progress shown(to, "subjects", 3, clock);
        time += milliseconds(499);
        shown.step();
        shown.step();
    }
    EXPECT_EQ(err.take(), "");
}

TEST_F(Progress, without_a_known_end_steps_are_counted) {
    progress shown(to, "subjects", 0, clock);
    time += milliseconds(600);
    shown.step();
    EXPECT_THAT(err.take(), EndsWith("1 subjects"));
}

TEST_F(Progress, a_pipe_and_answers_on_the_terminal_have_none) {
    to.err_is_terminal = false;
    {
        progress shown(to, "subjects", 3, clock);
        time += milliseconds(1000);
        shown.step();
    }
    to.err_is_terminal = true;
    to.out_is_terminal = true;
    {
        progress shown(to, "subjects", 3, clock);
        time += milliseconds(1000);
        shown.step();
    }
    EXPECT_EQ(err.take(), "");
}

}  // namespace quoin::cli
