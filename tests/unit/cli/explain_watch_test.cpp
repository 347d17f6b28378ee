// quoin explain --watch: on a thread, with pipes to both sides.
#include "explain_command.hpp"

#include "host_fixture.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <thread>
#include <utility>

namespace quoin::cli {

using ::testing::HasSubstr;

class ExplainWatch : public HostFixture {
 protected:
    ExplainWatch() {
        std::signal(SIGPIPE, SIG_IGN);
        EXPECT_EQ(::pipe2(input, O_CLOEXEC), 0);
        EXPECT_EQ(::pipe2(printed, O_CLOEXEC), 0);
    }
    ~ExplainWatch() override {
        hang_up(input[1]);
        if (runs.joinable()) runs.join();
        for (int* const one : {&input[0], &printed[0], &printed[1]}) hang_up(*one);
    }
    void start() {
        runs = std::thread([this] {
            descriptor_output lines(printed[1]);
            console streams{lines, err};
            try {
                code = explain(on, what, {input[0], printed[1]}, streams);
            } catch (const output_error&) {
                lost_its_reader = true;
            }
            hang_up(printed[1]);
        });
    }
    std::string line() {
        std::string text;
        for (char c = 0; ::read(printed[0], &c, 1) == 1 && c != '\n';) text += c;
        return text;
    }
    static void hang_up(int& descriptor) {
        if (descriptor >= 0) ::close(std::exchange(descriptor, -1));
    }

    explain_options what{.type = "fact", .subject = "s", .json = true, .watch = true};
    int input[2]{-1, -1};
    int printed[2]{-1, -1};
    exit_code code = exit_code::usage;
    bool lost_its_reader = false;
    std::thread runs;
};

TEST_F(ExplainWatch, prints_again_after_each_change_until_the_input_ends) {
    start();
    EXPECT_EQ(from_json(line())["outcome"].as_string(), "none");
    provide("test.one", {"fact"}, 0, [](call&, const request&) -> answer { return value::of(1); });
    EXPECT_EQ(from_json(line())["asked"][0]["provider"].as_string(), "test.one");
    provide("test.two", {"fact"}, 1, [](call&, const request&) -> answer { return value::of(2); });
    EXPECT_EQ(from_json(line())["asked"][0]["provider"].as_string(), "test.two");
    EXPECT_EQ(::write(input[1], "x\n", 2), 2) << "what is typed is nothing";
    hang_up(input[1]);
    EXPECT_EQ(line(), "") << "nothing more";
    runs.join();
    EXPECT_EQ(code, exit_code::answered) << "that of the last one";
}

TEST_F(ExplainWatch, prints_again_where_the_answer_is_the_same_and_rests_on_something_else) {
    std::atomic<int> fact{1};
    const provider_handle holds =
        on.add_provider([&fact](call&, const request&) -> answer { return value::of(fact.load()); },
                        {.types = {"fact"}, .tracked = true});
    const provider_handle reads = on.add_provider(
        [](call& services, const request& asked) -> answer {
            return value::of(services.get("fact", asked.subject())->as_int() > 0 ? "positive" : "negative");
        },
        {.types = {"sign"}, .tracked = true});
    what.type = "sign";
    start();
    EXPECT_EQ(from_json(line())["outcome"].as_string(), "answered");
    fact = 2;
    on.clear("fact", "s");
    const value again = from_json(line());
    EXPECT_EQ(again["facts"][0]["type"].as_string(), "fact");
    EXPECT_EQ(again["facts"].size(), 1U);
    hang_up(input[1]);
    runs.join();
}

TEST_F(ExplainWatch, trees_have_a_blank_line_between_them) {
    what.json = false;
    start();
    EXPECT_THAT(line(), HasSubstr("fact  s"));
    EXPECT_THAT(line(), HasSubstr("kept since "));
    EXPECT_THAT(line(), HasSubstr("rests on fact of s since "));
    EXPECT_THAT(line(), HasSubstr("no provider serves this type"));
    provide("test.one", {"fact"}, 0, [](call&, const request&) -> answer { return value::of(1); });
    EXPECT_EQ(line(), "");
    EXPECT_THAT(line(), HasSubstr("fact  s"));
}

TEST_F(ExplainWatch, a_reader_that_goes_ends_it) {
    start();
    line();
    hang_up(printed[0]);
    runs.join();
    EXPECT_TRUE(lost_its_reader);
}

}  // namespace quoin::cli
