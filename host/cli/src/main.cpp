#include "command_line.hpp"
#include "manifest_location.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

namespace {

/// A stream that the caller closed must not become the first file that a provider opens. Opened the wrong way
/// round, so that using it fails as it would have.
void hold_standard_streams() {
    for (int stream = 0; stream <= 2; ++stream)
        if (::fcntl(stream, F_GETFD) == -1) (void)::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace quoin::cli;
    hold_standard_streams();
    // A closed pipe is an error of write, not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);

    descriptor_output out(STDOUT_FILENO);
    descriptor_output err(STDERR_FILENO);
    const bool out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    const bool err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    const bool colours = environment_allows_colours();
    console to{
        out, err, out_is_terminal, err_is_terminal, out_is_terminal && colours, err_is_terminal && colours};

    exit_code code = run_command_line(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc),
                                      {to, STDIN_FILENO, STDOUT_FILENO, running_program()});
    try {
        out.close();
    } catch (const output_error& failed) {
        complain(to, std::string("cannot finish writing the answer: ") + failed.what());
        code = exit_code::error;
    }
    return static_cast<int>(code);
}
