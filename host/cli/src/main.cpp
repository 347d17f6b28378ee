#include "command_line.hpp"
#include "manifest_location.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// A stream that the caller closed must not become the first file that a provider opens. Opened the wrong way
/// round, so that using it fails as it would have.
void hold_standard_streams() {
    for (int stream = 0; stream <= 2; ++stream)
        if (::fcntl(stream, F_GETFD) == -1) (void)::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
}

/// A descriptor of their own for answers. What a plugin prints goes to standard error: between answers it would pass
/// for one of them.
int descriptor_of_answers() {
    const int own = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (own < 0) return STDOUT_FILENO;
    (void)::dup2(STDERR_FILENO, STDOUT_FILENO);
    return own;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace quoin::cli;
    hold_standard_streams();
    // A closed pipe is an error of write, not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);

    // The process of one check moves its answers out of the way itself (loader::started_process).
    const bool is_check = argc > 1 && std::string_view(argv[1]) == "check-here";
    const int answers = is_check ? STDOUT_FILENO : descriptor_of_answers();
    descriptor_output out(answers);
    descriptor_output err(STDERR_FILENO);
    const bool out_is_terminal = ::isatty(answers) == 1;
    const bool err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    const bool colours = environment_allows_colours();
    console to{
        out, err, out_is_terminal, err_is_terminal, out_is_terminal && colours, err_is_terminal && colours};

    exit_code code = run_command_line(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc),
                                      {to, STDIN_FILENO, answers, running_program()});
    try {
        out.close();
    } catch (const output_error& failed) {
        complain(to, std::string("cannot finish writing the answer: ") + failed.what());
        code = exit_code::error;
    }
    return static_cast<int>(code);
}
