// JSON-RPC 2.0 as text: a line becomes entries, an outcome becomes a line. Nothing here knows a method, a
// host, a thread or a stream.
#pragma once

#include <quoin/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::cli::rpc {

/// Codes of the standard (jsonrpc.org, section 5.1), and quoin's own from -32000 downwards.
enum class error_code : int {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal_error = -32603,
    query_failed = -32000,     ///< data says why: {"code","provider","type","subject"}
    message_too_long = -32001  ///< data says {"limit"}
};

/// The error object of a reply.
struct fault {
    error_code code = error_code::internal_error;
    std::string message;
    std::string data = {};  ///< JSON, or empty
};

/// One request of a message, or what is wrong with it.
struct entry {
    std::string id;  ///< JSON as it came; empty: a notification, which has no reply
    std::string method;
    value params = {};  ///< an object, an array, or empty
    std::optional<fault> wrong = {};
    bool wants_reply() const noexcept { return !id.empty(); }
};

struct message {
    std::vector<entry> entries;
    bool batch = false;  ///< the replies go out together, as an array
};

/// Entries in a batch, so that a line of commas does not become a reply of gigabytes.
inline constexpr std::size_t most_batch_entries = 10000;

/// Never throws for what the line holds: a line that is no message is one entry that is wrong.
message read_message(std::string_view line);

/// {"jsonrpc":"2.0","id":ID,"result":RESULT}, without a line break.
std::string result_reply(std::string_view id, std::string_view result);
/// {"jsonrpc":"2.0","id":ID,"error":{"code":..,"message":..,"data":..}}, without a line break.
std::string fault_reply(std::string_view id, const fault& of);

}  // namespace quoin::cli::rpc
