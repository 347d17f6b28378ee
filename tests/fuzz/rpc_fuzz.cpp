// Whatever bytes come in, every reply is one line of JSON-RPC, and the conversation goes on until a shutdown.
#include "line_splitter.hpp"
#include "rpc_session.hpp"

#include <cstdlib>

namespace {

/// A host that answers, passes and fails, and nothing outside this process.
struct conversation {
    quoin::host on{quoin::host_options{.manifest = {}, .use_environment = false}};
    quoin::provider_handle echo =
        on.add_provider([](quoin::call&, const quoin::request& asked) -> quoin::answer {
            if (asked.subject() == "none") return quoin::pass;
            if (asked.subject() == "bad") throw quoin::error(QUOIN_E_IO, std::string(asked.type()));
            return quoin::builder().object().member("options", asked.options()).end().finish();
        });
};

void check(const std::string& reply) {
    if (reply.find('\n') != std::string::npos) std::abort();
    quoin::value read;
    try {
        read = quoin::from_json(reply);
    } catch (const quoin::error&) {
        // An id is given back as it came, and may be a number that no value holds.
        return;
    }
    const quoin::view first = read.is_array() ? read[0] : static_cast<quoin::view>(read);
    if (first["jsonrpc"].as_string() != "2.0" || !first["id"]) std::abort();
    if (static_cast<bool>(first["result"]) == static_cast<bool>(first["error"])) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    static conversation with;
    quoin::cli::rpc::immediate_executor at_once;
    quoin::cli::rpc::session talk(with.on, at_once, [](const std::string& reply) { check(reply); });
    constexpr std::size_t limit = 4096;
    quoin::cli::line_splitter lines(limit,
                                    {.line = [&talk](std::string_view line) { return talk.take(line); },
                                     .too_long =
                                         [&talk] {
                                             talk.refuse_long_line(limit);
                                             return true;
                                         }});
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    // In two pieces, so that lines are put together too.
    if (lines.feed(text.substr(0, size / 3)) && lines.feed(text.substr(size / 3))) lines.end();
    return 0;
}
