// json_tokens.hpp - JSON as a flat list of what is in it, 16 bytes each, strings left where they are.
//
// A list and not events that build at once, because JSON does not promise an order: a representation may
// stand behind its values, and attributes in any order, while a builder wants both in theirs.
#pragma once

#include <quoin/value.hpp>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom_json {

struct token {
    enum class kind : std::uint32_t { object, array, key, string, integer, natural, real, boolean, null };
    union {
        const char* text;       // key, string, real (its digits)
        std::int64_t integer;   // integer, boolean
        std::uint64_t natural;  // above the largest integer
    };
    std::uint32_t size;  // of the text; of object and array: how many tokens are inside
    kind is;

    std::string_view view() const noexcept { return {text, size}; }
};
static_assert(sizeof(token) == 16);

class json_tokens {
 public:
    /// Of a text, which must live as long as this. Throws quoin::error QUOIN_E_FORMAT, naming the byte;
    /// QUOIN_E_LIMIT for more than 4 GiB.
    explicit json_tokens(std::string_view text);
    /// Of a value that was JSON, which must live as long as this: typed arrays are taken as null.
    explicit json_tokens(quoin::view tree);
    json_tokens(const json_tokens&) = delete;
    json_tokens& operator=(const json_tokens&) = delete;

    const token& operator[](std::size_t index) const noexcept { return list_[index]; }
    std::size_t size() const noexcept { return list_.size(); }
    /// The token behind one and all that is inside it.
    std::size_t next(std::size_t index) const noexcept {
        const token& of = list_[index];
        return index + 1 + (of.is == token::kind::object || of.is == token::kind::array ? of.size : 0);
    }
    /// Where in the text a token is; 0 where it has no text of its own there.
    std::uint64_t offset_of(const token& of) const noexcept;

 private:
    void flatten(quoin::view tree);

    std::string_view text_;
    std::vector<token> list_;
    std::deque<std::string> unescaped_;
};

}  // namespace quoin::dicom_json
