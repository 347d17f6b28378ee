#include "run_command.hpp"

#include "host_fixture.hpp"

#include <gmock/gmock.h>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <latch>
#include <set>
#include <sstream>
#include <thread>

namespace quoin::cli {

using ::testing::HasSubstr;

/// `quoin run` on a thread, with pipes to both sides.
class RunCommand : public HostFixture {
 protected:
    RunCommand() {
        std::signal(SIGPIPE, SIG_IGN);
        EXPECT_EQ(::pipe2(requests, O_CLOEXEC), 0);
        EXPECT_EQ(::pipe2(replies, O_CLOEXEC), 0);
    }
    ~RunCommand() override {
        hang_up(requests[1]);
        if (runs.joinable()) runs.join();
        hang_up(requests[0]);
        hang_up(replies[0]);
        hang_up(replies[1]);
    }
    void start() {
        runs = std::thread([this] {
            descriptor_output lines(replies[1]);
            console streams{lines, err};
            code = run(on, how, requests[0], replies[1], streams);
            hang_up(replies[1]);
        });
    }
    void send(const std::string& text) {
        std::string_view rest = text;
        while (!rest.empty()) {
            const ssize_t sent = ::write(requests[1], rest.data(), rest.size());
            ASSERT_GT(sent, 0);
            rest.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    std::string receive_line() {
        std::string line;
        for (char c = 0; ::read(replies[0], &c, 1) == 1 && c != '\n';) line += c;
        return line;
    }
    std::string receive_rest() {
        std::string all;
        char piece[4096];
        for (ssize_t got; (got = ::read(replies[0], piece, sizeof piece)) > 0;)
            all.append(piece, static_cast<std::size_t>(got));
        return all;
    }
    exit_code ended() {
        runs.join();
        return code;
    }
    static void hang_up(int& descriptor) {
        if (descriptor >= 0) ::close(std::exchange(descriptor, -1));
    }

    int requests[2]{-1, -1};
    int replies[2]{-1, -1};
    run_options how{.max_message = 1U << 20U};
    exit_code code = exit_code::usage;
    std::thread runs;
};

namespace {
std::string get_rows(int id, const std::string& type = "rows") {
    return R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":"get","params":{"type":")" + type +
           R"(","subjects":["scan"]}})" + "\n";
}
}  // namespace

TEST_F(RunCommand, answers_until_the_end_of_input) {
    start();
    send(get_rows(1));
    EXPECT_EQ(receive_line(), R"({"jsonrpc":"2.0","id":1,"result":{"answered":true,"value":512}})");
    send("broken\n\n" + get_rows(2).substr(0, get_rows(2).size() - 1));  // the last line has no end
    hang_up(requests[1]);
    const std::string rest = receive_rest();
    EXPECT_THAT(rest, HasSubstr("-32700"));
    EXPECT_THAT(rest, HasSubstr("\"id\":2,\"result\""));
    EXPECT_EQ(ended(), exit_code::answered);
    EXPECT_EQ(err.take(), "");
}

TEST_F(RunCommand, many_in_flight_lines_never_mix) {
    start();
    std::thread sender([this] {
        for (int i = 0; i < 2000; ++i) send(get_rows(i, i % 2 ? "rows" : "plane"));
        hang_up(requests[1]);
    });
    std::istringstream lines(receive_rest());
    sender.join();
    std::set<std::int64_t> ids;
    for (std::string line; std::getline(lines, line);)
        ids.insert(from_json(line)["id"].as_int().value_or(-1));
    EXPECT_EQ(ids.size(), 2000U);
    EXPECT_EQ(ended(), exit_code::answered);
}

TEST_F(RunCommand, requests_are_in_flight_at_once) {
    auto both = std::make_shared<std::latch>(2);  // passed only if both run at once
    provide("test.meet", {"meet"}, 0, [both](call&, const request&) -> answer {
        both->arrive_and_wait();
        return value::null();
    });
    start();
    send(get_rows(1, "meet") + get_rows(2, "meet"));
    receive_line();
    receive_line();
    hang_up(requests[1]);
    EXPECT_EQ(ended(), exit_code::answered);
}

TEST_F(RunCommand, the_end_of_input_finishes_what_is_in_flight) {
    auto gate = std::make_shared<std::latch>(1);
    provide("test.slow", {"slow"}, 0, [gate](call&, const request&) -> answer {
        gate->wait();
        return value::null();
    });
    start();
    send(get_rows(1, "slow"));
    hang_up(requests[1]);
    gate->count_down();
    EXPECT_THAT(receive_rest(), HasSubstr("\"id\":1"));
    EXPECT_EQ(ended(), exit_code::answered);
}

TEST_F(RunCommand, shutdown_ends_it_though_the_input_is_open) {
    start();
    send(get_rows(1) + R"({"jsonrpc":"2.0","id":2,"method":"shutdown"})" + "\n" + get_rows(3));
    const std::string all = receive_rest();
    EXPECT_THAT(all, HasSubstr(R"({"jsonrpc":"2.0","id":2,"result":true})"));
    EXPECT_EQ(all.find("\"id\":3"), std::string::npos);
    EXPECT_EQ(ended(), exit_code::answered);
}

TEST_F(RunCommand, a_line_beyond_the_limit_is_refused_and_it_goes_on) {
    how.max_message = 1024;
    start();
    std::thread sender([this] { send(std::string(300000, '[') + "\n" + get_rows(2)); });
    EXPECT_THAT(receive_line(), HasSubstr("-32001"));
    EXPECT_THAT(receive_line(), HasSubstr("\"id\":2"));
    sender.join();
    hang_up(requests[1]);
    EXPECT_EQ(ended(), exit_code::answered);
}

TEST_F(RunCommand, a_reader_that_goes_ends_it_without_another_request) {
    start();
    send(get_rows(1));
    receive_line();
    hang_up(replies[0]);
    EXPECT_EQ(ended(), exit_code::error);
    EXPECT_THAT(err.take(), HasSubstr("cannot write replies to standard output"));
}

TEST_F(RunCommand, a_reader_that_goes_cancels_what_runs) {
    std::latch runs_now(1);
    provide("test.endless", {"endless"}, 0, [&runs_now](call& services, const request&) -> answer {
        runs_now.count_down();
        while (!services.cancelled()) std::this_thread::yield();
        return pass;
    });
    start();
    send(get_rows(1, "endless"));
    runs_now.wait();
    hang_up(replies[0]);
    EXPECT_EQ(ended(), exit_code::error);
}

TEST_F(RunCommand, an_input_that_cannot_be_read_is_an_error) {
    hang_up(requests[0]);
    requests[0] = ::open("/", O_RDONLY | O_CLOEXEC);
    start();
    EXPECT_EQ(ended(), exit_code::error);
    EXPECT_THAT(err.take(), HasSubstr("cannot read requests from standard input: Is a directory"));
}

TEST_F(RunCommand, a_full_disk_behind_the_replies_is_an_error) {
    hang_up(replies[1]);
    replies[1] = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    start();
    send(get_rows(1));
    EXPECT_EQ(ended(), exit_code::error);
    EXPECT_THAT(err.take(), HasSubstr("No space left on device"));
}

}  // namespace quoin::cli
