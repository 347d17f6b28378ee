// JSON text as values: Boost.JSON's parser feeds the builder, no tree of its own in between.
#include <quoin/json.hpp>

#include "tree_builder.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <charconv>

namespace quoin {
namespace {

namespace bj = boost::json;

constexpr std::size_t max_depth = 512;

bool is_whole(std::string_view text) {
    return text.find_first_of(".eE") == std::string_view::npos;
}

// Whether the digits of a whole number are what the real holds, every one of them.
bool holds_exactly(double number, std::string_view text) {
    char room[330];
    const auto done = std::to_chars(room, room + sizeof room, number, std::chars_format::fixed);
    return std::string_view(room, static_cast<std::size_t>(done.ptr - room)) == text;
}

// What the parser calls. A false return stops it at that byte; `why` says what no error code of the parser
// does.
struct events {
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    explicit events(quoin_builder& into) : builder(into) {}

    quoin_builder& builder;
    std::string parts;  // of a string with escapes, or of a number
    std::string_view why;

    bool stop(bj::error_code& ec, std::string_view reason) {
        why = reason;
        ec = bj::error::exception;
        return false;
    }
    bool goes_on(bj::error_code& ec) { return builder.why().empty() || stop(ec, builder.why()); }
    // The whole text of which parts may have come before.
    std::string_view all_of(bj::string_view last) {
        if (parts.empty()) return {last.data(), last.size()};
        parts.append(last.data(), last.size());
        return parts;
    }
    bool keep_part(bj::string_view part) {
        parts.append(part.data(), part.size());
        return true;
    }

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_array_begin(bj::error_code& ec) {
        builder.begin_array();
        return goes_on(ec);
    }
    bool on_array_end(std::size_t, bj::error_code& ec) {
        builder.end();
        return goes_on(ec);
    }
    bool on_object_begin(bj::error_code& ec) {
        builder.begin_object(nullptr);
        return goes_on(ec);
    }
    bool on_object_end(std::size_t, bj::error_code& ec) {
        builder.end();
        return goes_on(ec);
    }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return keep_part(part); }
    bool on_string(bj::string_view last, std::size_t, bj::error_code& ec) {
        builder.string(all_of(last));
        parts.clear();
        return goes_on(ec);
    }
    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return keep_part(part); }
    bool on_key(bj::string_view last, std::size_t, bj::error_code& ec) {
        builder.key(all_of(last));
        parts.clear();
        return goes_on(ec);
    }
    bool on_number_part(bj::string_view part, bj::error_code&) { return keep_part(part); }
    bool on_int64(std::int64_t number, bj::string_view, bj::error_code& ec) {
        builder.scalar(QUOIN_INT, number);
        parts.clear();
        return goes_on(ec);
    }
    bool on_uint64(std::uint64_t, bj::string_view last, bj::error_code& ec) { return on_double(0, last, ec); }
    // The parser's own number may be off in the last digit; ours is the nearest.
    bool on_double(double, bj::string_view last, bj::error_code& ec) {
        const std::string_view text = all_of(last);
        double number = 0;
        const auto done = std::from_chars(text.data(), text.data() + text.size(), number);
        if (done.ec != std::errc{}) return stop(ec, "a number that no real of 64 bits can hold");
        if (is_whole(text) && !holds_exactly(number, text))
            return stop(ec, "a whole number beyond 64 bits that a real would round; write it as a string");
        builder.real(number);
        parts.clear();
        return goes_on(ec);
    }
    bool on_bool(bool flag, bj::error_code& ec) {
        builder.scalar(QUOIN_BOOL, flag ? 1 : 0);
        return goes_on(ec);
    }
    bool on_null(bj::error_code& ec) {
        builder.scalar(QUOIN_NULL, 0);
        return goes_on(ec);
    }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }
};

[[noreturn]] void refuse(std::size_t offset, std::string_view why) {
    throw error(QUOIN_E_FORMAT,
                "the JSON text is wrong at byte " + std::to_string(offset) + ": " + std::string(why));
}

}  // namespace

value from_json(std::string_view text) {
    builder made;
    bj::parse_options options;
    options.max_depth = max_depth;
    // The builder checks text once more anyway, and faster.
    options.allow_invalid_utf8 = true;
    bj::basic_parser<events> parser(options, *made.get());
    bj::error_code ec;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
    if (ec) {
        if (!parser.handler().why.empty()) refuse(used, parser.handler().why);
        if (ec == bj::error::too_deep) refuse(used, "more than 512 levels of arrays and objects");
        refuse(used, ec.message());
    }
    if (used != text.size()) refuse(used, "more text after the end of the value");
    return made.finish();
}

}  // namespace quoin
