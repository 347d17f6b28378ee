#include "rpc_params.hpp"

#include "base64.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace quoin::cli::rpc {

namespace {

[[noreturn]] void refuse(std::string why) {
    throw fault{error_code::invalid_params, std::move(why)};
}

void read_type(query_params& into, view given) {
    const auto text = given.as_string();
    if (!text || text->empty()) refuse("'type' must be a string that is not empty");
    into.type = *text;
}

/// An array of strings, none of them empty, with `what` in it.
std::vector<std::string> read_words(std::string_view name, std::string_view what, view given) {
    const std::string quoted = "'" + std::string(name) + "'";
    if (!given.is_array() || given.size() == 0)
        refuse(quoted + " must be an array with a " + std::string(what) + " in it");
    std::vector<std::string> out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto text = given[i].as_string();
        if (!text || text->empty())
            refuse(quoted + " must hold strings that are not empty; item " + std::to_string(i) + " is none");
        out.emplace_back(*text);
    }
    return out;
}

void read_types(query_params& into, view given) {
    into.types = read_words("types", "type", given);
}

void read_subjects(query_params& into, view given) {
    into.subjects = read_words("subjects", "subject", given);
}

void read_options(query_params& into, view given) {
    if (!given.is_object()) refuse("'options' must be an object");
    into.options = value(given);
}

/// Bytes have no kind of their own in JSON: {"InlineBinary": base64} alone stands for them.
void read_payload(query_params& into, view given) {
    const auto text = given.size() == 1 ? given["InlineBinary"].as_string() : std::nullopt;
    if (!text) {
        into.payload = value(given);
        return;
    }
    const auto bytes = from_base64(*text);
    if (!bytes) refuse("'payload' has an InlineBinary that is no base64 (RFC 4648, padded, no line breaks)");
    into.payload = builder().add(std::span(std::as_const(*bytes))).finish();
}

void read_timeout(query_params& into, view given) {
    const auto number = given.as_int();
    if (!number || *number < 0 || *number > longest_timeout_ms)
        refuse("'timeout_ms' must be a whole number from 0 (none) to " + std::to_string(longest_timeout_ms));
    into.timeout = std::chrono::milliseconds(*number);
}

void read_show_values(query_params& into, view given) {
    const auto flag = given.as_bool();
    if (!flag) refuse("'show_values' must be true or false");
    into.show_values = *flag;
}

void read_id(query_params& into, view given) {
    if (!given.is_string() && !given.is_number() && !given.is_null())
        refuse("'id' must be that of a request: a string, a number or null");
    into.id = value(given);
}

void read_why_not(query_params& into, view given) {
    const auto text = given.as_string();
    if (!text || text->empty()) refuse("'why_not' must be the id of a provider");
    into.why_not = *text;
}

void read_subscription(query_params& into, view given) {
    const auto number = given.as_int();
    if (!number) refuse("'subscription' must be a number that subscribe gave");
    into.subscription = *number;
}

struct known_param {
    param bit;
    std::string_view name;
    void (*read)(query_params& into, view given);
};

constexpr std::array<known_param, 10> known{{{type_param, "type", read_type},
                                             {types_param, "types", read_types},
                                             {subjects_param, "subjects", read_subjects},
                                             {options_param, "options", read_options},
                                             {payload_param, "payload", read_payload},
                                             {timeout_param, "timeout_ms", read_timeout},
                                             {show_values_param, "show_values", read_show_values},
                                             {why_not_param, "why_not", read_why_not},
                                             {subscription_param, "subscription", read_subscription},
                                             {id_param, "id", read_id}}};

std::string names_of(unsigned set) {
    std::string out;
    for (const known_param& one : known)
        if (set & one.bit) out += (out.empty() ? "" : ", ") + std::string(one.name);
    return out.empty() ? "no params" : out;
}

}  // namespace

query_params read_params(std::string_view method, const param_rules& rules, view params) {
    if (params.is_array() && params.size() != 0)
        refuse("params go by name, not by position: '" + std::string(method) + "' takes an object of " +
               names_of(rules.taken));
    query_params out;
    unsigned given = no_params;
    for (std::size_t i = 0; params.is_object() && i < params.size(); ++i) {
        const auto [name, content] = params.member(i);
        const auto* const found =
            std::find_if(known.begin(), known.end(), [&rules, wanted = name](const known_param& one) {
                return (rules.taken & one.bit) && one.name == wanted;
            });
        if (found == known.end())
            refuse("'" + std::string(method) + "' has no param '" + std::string(name) + "'; it takes " +
                   names_of(rules.taken));
        found->read(out, content);
        given |= found->bit;
    }
    if (const unsigned missing = rules.needed & ~given; missing != 0)
        refuse("'" + std::string(method) + "' needs " + names_of(missing));
    return out;
}

}  // namespace quoin::cli::rpc
