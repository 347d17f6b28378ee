#include "run_command.hpp"

#include "line_splitter.hpp"
#include "request_queue.hpp"
#include "rpc_session.hpp"
#include "watched_input.hpp"

#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

namespace quoin::cli {

namespace {

constexpr std::size_t queued_for_each_job = 16;
constexpr std::size_t piece_size = 64UL * 1024;

/// Replies as lines. The first failure ends the conversation: what runs is cancelled, what comes is not read.
class reply_writer {
 public:
    reply_writer(output& to, watched_input& from) : to_(to), from_(from) {}

    void write(std::string reply) noexcept {
        try {
            reply += '\n';
            to_.write(reply);
        } catch (const std::exception& failed) {
            fail(failed.what());
        }
    }
    void fail(const char* why) noexcept {
        const std::lock_guard lock(mutex_);
        if (failed_) return;
        failed_ = true;
        try {
            why_ = why;
        } catch (const std::bad_alloc&) {
            why_.clear();
        }
        cancel_.request_stop();
        from_.interrupt();
    }
    std::stop_token cancelled() const { return cancel_.get_token(); }
    /// After every task has ended.
    bool failed() const noexcept { return failed_; }
    const std::string& why() const noexcept { return why_; }

 private:
    output& to_;
    watched_input& from_;
    std::stop_source cancel_;
    std::mutex mutex_;
    bool failed_ = false;
    std::string why_;
};

}  // namespace

exit_code run(host& on, const run_options& how, int in, int out, console& to, change_notices* news) {
    watched_input input(in, out);
    reply_writer replies(to.out, input);
    request_queue queue(on.workers(), on.workers().threads() * queued_for_each_job, how.max_message);
    rpc::session talk(
        on, queue, [&replies](std::string reply) { replies.write(std::move(reply)); }, replies.cancelled());
    // Whatever happens, no task outlives the conversation it is of.
    struct idle_at_end {
        request_queue& queue;
        ~idle_at_end() { queue.wait_until_idle(); }
    } const guard{queue};
    const struct hearing {
        change_notices* from;
        ~hearing() {
            if (from) from->listen({});
        }
    } until_the_end{news};
    if (news) news->listen([&replies](std::string notice) { replies.write(std::move(notice)); });
    line_splitter lines(how.max_message, {.line = [&talk](std::string_view line) { return talk.take(line); },
                                          .too_long =
                                              [&talk, &how] {
                                                  talk.refuse_long_line(how.max_message);
                                                  return true;
                                              }});

    std::vector<char> piece(piece_size);
    std::string unread;  // why the input could not be read
    for (bool go_on = true; go_on;) {
        const watched_input::piece got = input.read(piece);
        switch (got.what) {
            case watched_input::event::bytes:
                go_on = lines.feed(std::string_view(piece.data(), got.size));
                break;
            case watched_input::event::end:
                lines.end();
                go_on = false;
                break;
            case watched_input::event::reader_gone:
                replies.fail("its reader is gone");
                go_on = false;
                break;
            case watched_input::event::interrupted:
                go_on = false;
                break;
            case watched_input::event::failed:
                unread = output_error(got.error).what();
                go_on = false;
                break;
        }
    }
    queue.wait_until_idle();
    if (!unread.empty()) complain(to, "cannot read requests from standard input: " + unread);
    if (replies.failed()) complain(to, "cannot write replies to standard output: " + replies.why());
    return unread.empty() && !replies.failed() ? exit_code::answered : exit_code::error;
}

}  // namespace quoin::cli
