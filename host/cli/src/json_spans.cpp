#include "json_spans.hpp"

#include <algorithm>
#include <cstddef>

namespace quoin::cli {

namespace {

constexpr std::string_view blanks = " \t\r\n";

class scanner {
 public:
    explicit scanner(std::string_view json) : json_(json) {}

    char here() {
        at_ = std::min(json_.find_first_not_of(blanks, at_), json_.size());
        return at_ < json_.size() ? json_[at_] : '\0';
    }
    void step() { ++at_; }

    /// Takes one value off, however deep.
    std::string_view take_value() {
        here();
        const std::size_t start = at_;
        std::size_t depth = 0;
        do {
            switch (here()) {
                case '\0':
                    return json_.substr(start);
                case '"':
                    skip_string();
                    break;
                case '{':
                case '[':
                    ++depth;
                    step();
                    break;
                case '}':
                case ']':
                    if (depth != 0) --depth;
                    step();
                    break;
                case ',':
                case ':':
                    step();
                    break;
                default:
                    at_ = std::min(json_.find_first_of(",]}: \t\r\n", at_), json_.size());
            }
        } while (depth != 0);
        return json_.substr(start, at_ - start);
    }

 private:
    void skip_string() {
        for (++at_; at_ < json_.size() && json_[at_] != '"'; ++at_)
            if (json_[at_] == '\\') ++at_;
        step();
    }

    std::string_view json_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<json_part> part_spans(std::string_view json) {
    std::vector<json_part> out;
    scanner scan(json);
    const char opens = scan.here();
    if (opens != '{' && opens != '[') return out;
    scan.step();
    while (scan.here() != '}' && scan.here() != ']' && scan.here() != '\0') {
        json_part part;
        if (opens == '{') {
            part.key = scan.take_value();
            scan.here();
            scan.step();  // the colon
        }
        part.content = scan.take_value();
        out.push_back(part);
        if (scan.here() == ',') scan.step();
    }
    return out;
}

bool is_json_number(std::string_view text) noexcept {
    const auto take = [&text](char c) {
        if (!text.starts_with(c)) return false;
        text.remove_prefix(1);
        return true;
    };
    const auto take_digits = [&text] {
        const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(digits);
        return digits != 0;
    };
    take('-');
    if (!take('0') && !take_digits()) return false;
    if (take('.') && !take_digits()) return false;
    if (take('e') || take('E')) {
        if (!take('+')) take('-');
        if (!take_digits()) return false;
    }
    return text.empty();
}

}  // namespace quoin::cli
