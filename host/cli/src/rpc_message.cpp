#include "rpc_message.hpp"

#include "json_spans.hpp"
#include "terminal_text.hpp"

#include <new>
#include <utility>

namespace quoin::cli::rpc {

namespace {

constexpr std::string_view no_id = "null";

entry wrong_entry(std::string_view id, error_code code, std::string message) {
    return {.id = std::string(id), .method = {}, .params = {}, .wrong = fault{code, std::move(message)}};
}

bool may_be_id(view found) {
    return found.is_string() || found.is_number() || found.is_null();
}

/// The text of the member of that name. Members keep their order, so the number of it is the number of its
/// text; its key may be written with escapes.
std::string_view text_of_member(view object, std::string_view json, std::string_view name) {
    for (std::size_t i = 0; i < object.size(); ++i)
        if (object.member(i).first == name) return part_spans(json)[i].content;
    return {};
}

/// The line with 0 for every number that is the id of a request. A value holds no whole number beyond 64 bits
/// and none that a real would round, but an id may be any number: it is given back as it came and never read.
std::string with_plain_ids(std::string_view line) {
    std::string out(line);
    const auto hide_id = [&](std::string_view request) {
        for (const json_part& member : part_spans(request)) {
            if (member.key != "\"id\"" || !is_json_number(member.content)) continue;
            const auto at = static_cast<std::size_t>(member.content.data() - line.data());
            out.replace(at, member.content.size(), std::string(member.content.size() - 1, ' ') + '0');
        }
    };
    const std::size_t start = line.find_first_not_of(" \t\r\n");
    if (start != std::string_view::npos && line[start] == '[') {
        for (const json_part& item : part_spans(line))
            if (item.content.starts_with('{')) hide_id(item.content);
    } else {
        hide_id(line);
    }
    return out;
}

/// Throws error where the line is no JSON.
value read_json(std::string_view line) {
    try {
        return from_json(line);
    } catch (const error&) {
        const std::string plain = with_plain_ids(line);
        if (plain == line) throw;
        return from_json(plain);
    }
}

entry read_entry(view request, std::string_view json) {
    if (!request.is_object())
        return wrong_entry(no_id, error_code::invalid_request,
                           "a request is an object {\"jsonrpc\":\"2.0\",\"method\":..}");
    const view id = request["id"];
    if (id && !may_be_id(id))
        return wrong_entry(no_id, error_code::invalid_request, "'id' must be a string, a number or null");
    const std::string_view id_text = id ? text_of_member(request, json, "id") : std::string_view();
    // What is no request is no notification either: it has a reply, to the id if there is one.
    const auto invalid = [&](std::string why) {
        return wrong_entry(id ? id_text : no_id, error_code::invalid_request, std::move(why));
    };
    if (request["jsonrpc"].as_string() != "2.0") return invalid("'jsonrpc' must be \"2.0\"");
    const auto method = request["method"].as_string();
    if (!method) return invalid(request["method"] ? "'method' must be a string" : "'method' is missing");
    const view params = request["params"];
    if (params && !params.is_object() && !params.is_array()) return invalid("'params' must be an object");
    return {.id = std::string(id_text), .method = std::string(*method), .params = value(params), .wrong = {}};
}

}  // namespace

message read_message(std::string_view line) {
    message out;
    value whole;
    try {
        whole = read_json(line);
    } catch (const error& wrong) {
        const bool memory = wrong.code() == QUOIN_E_MEMORY;
        out.entries.push_back(wrong_entry(no_id,
                                          memory ? error_code::internal_error : error_code::parse_error,
                                          memory ? wrong.message() : "no JSON: " + wrong.message()));
        return out;
    } catch (const std::bad_alloc&) {
        out.entries.push_back(wrong_entry(no_id, error_code::internal_error, "out of memory"));
        return out;
    }
    if (!whole.is_array()) {
        out.entries.push_back(read_entry(whole, line));
        return out;
    }
    if (whole.size() == 0 || whole.size() > most_batch_entries) {
        out.entries.push_back(wrong_entry(no_id, error_code::invalid_request,
                                          whole.size() == 0
                                              ? "a batch must have a request in it"
                                              : "a batch has at most " + std::to_string(most_batch_entries) +
                                                    " requests, this one " + std::to_string(whole.size()) +
                                                    "; send several batches"));
        return out;
    }
    out.batch = true;
    const std::vector<json_part> texts = part_spans(line);
    for (std::size_t i = 0; i < whole.size(); ++i)
        out.entries.push_back(read_entry(whole[i], texts[i].content));
    return out;
}

std::string result_reply(std::string_view id, std::string_view result) {
    std::string out;
    out.reserve(id.size() + result.size() + 40);
    out += R"({"jsonrpc":"2.0","id":)";
    out += id;
    out += R"(,"result":)";
    out += result;
    out += '}';
    return out;
}

std::string fault_reply(std::string_view id, const fault& of) {
    std::string out = R"({"jsonrpc":"2.0","id":)";
    out += id;
    out += R"(,"error":{"code":)" + std::to_string(static_cast<int>(of.code)) + R"(,"message":)";
    append_json_string(out, of.message);
    if (!of.data.empty()) out += R"(,"data":)" + of.data;
    return out + "}}";
}

}  // namespace quoin::cli::rpc
