#include "query_failure.hpp"

#include "terminal_text.hpp"

#include <algorithm>
#include <cctype>

namespace quoin::cli {

query_failure failure_of(const error& thrown, std::string_view type, std::string_view subject) {
    query_failure out{
        std::string(code_name(thrown.code())), thrown.message(), {}, std::string(type), std::string(subject)};
    if (const auto* const query = dynamic_cast<const query_error*>(&thrown)) {
        out.provider = query->provider();
        if (!query->type().empty()) out.type = query->type();
        if (!query->subject().empty()) out.subject = query->subject();
    }
    return out;
}

std::string to_json(const query_failure& of) {
    std::string out = "{\"code\":";
    append_json_string(out, of.code);
    out += ",\"message\":";
    append_json_string(out, of.message);
    out += ",\"provider\":";
    append_json_string(out, of.provider);
    return out + '}';
}

std::string to_sentence(const query_failure& of) {
    const std::string blamed = of.provider.empty() ? "" : ", " + of.provider;
    return of.message + " (" + of.code + blamed + ")";
}

std::string shell_word(std::string_view word) {
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) ||
               std::string_view("_-./:=@%+,").find(c) != std::string_view::npos;
    });
    if (plain) return std::string(word);
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

}  // namespace quoin::cli
