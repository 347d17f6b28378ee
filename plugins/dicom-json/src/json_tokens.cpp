#include "json_tokens.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <charconv>
#include <functional>
#include <limits>

namespace quoin::dicom_json {

namespace {

namespace bj = boost::json;
using kind = token::kind;

// What the parser calls. Text comes in one part unless it has escapes; what an escape stood for is in memory of the
// parser's own, which it uses again.
struct events {
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    events(std::string_view text, std::vector<token>& list, std::deque<std::string>& room)
        : whole(text), out(list), unescaped(room) {}

    std::string_view whole;
    std::vector<token>& out;
    std::deque<std::string>& unescaped;
    std::vector<std::uint32_t> open;
    std::string parts;

    bool is_inside(std::string_view part) const noexcept {
        const std::less_equal<const char*> up_to;
        return up_to(whole.data(), part.data()) &&
               up_to(part.data() + part.size(), whole.data() + whole.size());
    }
    bool add_text(kind is, bj::string_view last) {
        std::string_view all(last.data(), last.size());
        if (!parts.empty() || !is_inside(all)) {
            parts.append(all);
            all = unescaped.emplace_back(std::move(parts));
            parts.clear();
        }
        token made;
        made.text = all.data();
        made.size = static_cast<std::uint32_t>(all.size());
        made.is = is;
        out.push_back(made);
        return true;
    }
    bool add_number(kind is, std::int64_t number) {
        parts.clear();
        token made;
        made.integer = number;
        made.size = 0;
        made.is = is;
        out.push_back(made);
        return true;
    }
    bool begin(kind is) {
        open.push_back(static_cast<std::uint32_t>(out.size()));
        return add_number(is, 0);
    }
    bool end() {
        out[open.back()].size = static_cast<std::uint32_t>(out.size()) - open.back() - 1;
        open.pop_back();
        return true;
    }
    bool keep_part(bj::string_view part) {
        parts.append(part.data(), part.size());
        return true;
    }

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }
    bool on_array_begin(bj::error_code&) { return begin(kind::array); }
    bool on_array_end(std::size_t, bj::error_code&) { return end(); }
    bool on_object_begin(bj::error_code&) { return begin(kind::object); }
    bool on_object_end(std::size_t, bj::error_code&) { return end(); }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return keep_part(part); }
    bool on_string(bj::string_view last, std::size_t, bj::error_code&) {
        return add_text(kind::string, last);
    }
    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return keep_part(part); }
    bool on_key(bj::string_view last, std::size_t, bj::error_code&) { return add_text(kind::key, last); }
    bool on_number_part(bj::string_view part, bj::error_code&) { return keep_part(part); }
    bool on_int64(std::int64_t number, bj::string_view, bj::error_code&) {
        return add_number(kind::integer, number);
    }
    bool on_uint64(std::uint64_t number, bj::string_view, bj::error_code&) {
        add_number(kind::natural, 0);
        out.back().natural = number;
        return true;
    }
    // Its digits: the parser's own number may be off in the last one.
    bool on_double(double, bj::string_view last, bj::error_code&) { return add_text(kind::real, last); }
    bool on_bool(bool flag, bj::error_code&) { return add_number(kind::boolean, flag ? 1 : 0); }
    bool on_null(bj::error_code&) { return add_number(kind::null, 0); }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }
};

[[noreturn]] void refuse(std::size_t offset, std::string_view why) {
    throw error(QUOIN_E_FORMAT,
                "the JSON text is wrong at byte " + std::to_string(offset) + ": " + std::string(why));
}

}  // namespace

json_tokens::json_tokens(std::string_view text) : text_(text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.size() >= std::numeric_limits<std::uint32_t>::max())
        throw error(QUOIN_E_LIMIT, "the JSON text is larger than 4 GiB");
    list_.reserve(text.size() / 12);
    bj::parse_options options;
    options.max_depth = 512;
    options.allow_invalid_utf8 = true;  // the builder of values checks what it is given
    bj::basic_parser<events> parser(options, text, list_, unescaped_);
    bj::error_code ec;
    const std::size_t used = parser.write_some(false, text.data(), text.size(), ec);
    if (ec == bj::error::too_deep) refuse(used, "more than 512 levels of arrays and objects");
    if (ec) refuse(used, ec.message());
    if (used != text.size()) refuse(used, "more text after the end of the value");
}

json_tokens::json_tokens(quoin::view tree) {
    flatten(tree);
}

void json_tokens::flatten(quoin::view tree) {
    struct level {
        quoin::view of;
        std::size_t next;
        std::size_t at;
    };
    std::vector<level> open;
    const auto add = [this](kind is, std::string_view text) {
        token made;
        made.text = text.data();
        made.size = static_cast<std::uint32_t>(text.size());
        made.is = is;
        list_.push_back(made);
    };
    const auto begin = [&](quoin::view one) {
        switch (one.kind()) {
            case QUOIN_OBJECT:
            case QUOIN_ARRAY:
                open.push_back({one, 0, list_.size()});
                return add(one.is_object() ? kind::object : kind::array, {});
            case QUOIN_STRING:
                return add(kind::string, *one.as_string());
            case QUOIN_INT:
            case QUOIN_BOOL:
                add(one.kind() == QUOIN_INT ? kind::integer : kind::boolean, {});
                list_.back().integer = one.as_int().value_or(one.as_bool().value_or(false) ? 1 : 0);
                return;
            case QUOIN_REAL: {
                char room[32];
                const auto done = std::to_chars(room, room + sizeof room, *one.as_real());
                return add(kind::real, unescaped_.emplace_back(room, done.ptr));
            }
            default:
                return add(kind::null, {});
        }
    };
    begin(tree);
    while (!open.empty()) {
        level& top = open.back();
        if (top.next == top.of.size()) {
            list_[top.at].size = static_cast<std::uint32_t>(list_.size() - top.at - 1);
            open.pop_back();
            continue;
        }
        const auto [name, one] = top.of.member(top.next++);
        if (top.of.is_object()) add(kind::key, name);
        begin(one);  // may move `top`
    }
}

std::uint64_t json_tokens::offset_of(const token& of) const noexcept {
    if (of.is != kind::key && of.is != kind::string && of.is != kind::real) return 0;
    const std::less<> before;
    if (before(of.text, text_.data()) || !before(of.text, text_.data() + text_.size())) return 0;
    return static_cast<std::uint64_t>(of.text - text_.data());
}

}  // namespace quoin::dicom_json
