#include <dicom/yaml_value.hpp>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <charconv>
#include <limits>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace quoin::dicom {
namespace {

bool one_of(std::string_view text, std::initializer_list<std::string_view> spellings) {
    for (const std::string_view each : spellings)
        if (text == each) return true;
    return false;
}

template <class T>
std::optional<T> whole_text(std::string_view text, int base = 10) {
    T out{};
    const char* const end = text.data() + text.size();
    std::from_chars_result read{};
    if constexpr (std::is_floating_point_v<T>)
        read = std::from_chars(text.data(), end, out);
    else
        read = std::from_chars(text.data(), end, out, base);
    return read.ec == std::errc() && read.ptr == end ? std::optional(out) : std::nullopt;
}

/// Plain text in the core schema. "inf" and "nan" are words there, with a dot before them numbers.
void add_plain(builder& out, std::string_view text) {
    if (one_of(text, {"", "~", "null", "Null", "NULL"})) {
        out.null();
        return;
    }
    if (one_of(text, {"true", "True", "TRUE"}) || one_of(text, {"false", "False", "FALSE"})) {
        out.add(text.front() == 't' || text.front() == 'T');
        return;
    }
    const bool begins_as_number =
        text.find_first_of("0123456789") <= 2 &&
        text.find_first_not_of("0123456789abcdefABCDEFxo.+-") == std::string_view::npos;
    if (begins_as_number) {
        const std::string_view number = text.front() == '+' ? text.substr(1) : text;
        if (const auto found = whole_text<std::int64_t>(number)) {
            out.add(*found);
            return;
        }
        if (text.starts_with("0x"))
            if (const auto found = whole_text<std::int64_t>(text.substr(2), 16)) {
                out.add(*found);
                return;
            }
        if (const auto found = whole_text<double>(number); found && !number.starts_with('+')) {
            out.add(*found);
            return;
        }
    }
    if (one_of(text, {".inf", "+.inf", "-.inf"})) {
        const double infinity = std::numeric_limits<double>::infinity();
        out.add(text.front() == '-' ? -infinity : infinity);
        return;
    }
    if (text == ".nan") {
        out.add(std::numeric_limits<double>::quiet_NaN());
        return;
    }
    out.add(text);
}

// The parser recurses once a level and tells of a level before it goes into it, so that the limit of levels here
// also bounds its stack.
class value_maker final : public YAML::EventHandler {
 public:
    value_maker(std::string_view text, std::string_view name) : text_(text), name_(name) {}

    [[noreturn]] void refuse(const YAML::Mark& mark, const std::string& why,
                             quoin_code code = QUOIN_E_FORMAT) const {
        std::string where(name_);
        if (!mark.is_null())
            where += ":" + std::to_string(mark.line + 1) + ":" + std::to_string(mark.column + 1);
        throw error(code, where + ": " + why);
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (any_) refuse(mark, "a second document: one is expected");
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { OnScalar(mark, "?", anchor, ""); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        refuse(mark, "an alias '*': write out what it stands for");
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override {
        before(mark, tag, anchor);
        const bool plain = tag == "?" || tag.empty();
        if (!plain) check_quote(mark);
        if (!open_.empty() && open_.back().is_map && !open_.back().key_read) return take_key(mark, text);
        if (plain)
            add_plain(out_, text);
        else
            out_.add(std::string_view(text));
        taken();
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        begin(mark, tag, anchor, false);
        out_.array();
    }
    void OnSequenceEnd() override { end(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        begin(mark, tag, anchor, true);
        out_.object();
    }
    void OnMapEnd() override { end(); }

    value finish() {
        if (!any_) out_.null();
        return out_.finish();
    }

 private:
    struct level {
        bool is_map;
        bool key_read = false;
        std::set<std::string> keys = {};
    };

    void before(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor)
            refuse(mark, "an anchor '&': write out what it names where it is used");
        if (!one_of(tag, {"", "?", "!"})) refuse(mark, "a tag '!': quote a text that is to be a text");
        if (++values_ > max_yaml_values)
            refuse(mark, "more than " + std::to_string(max_yaml_values) + " values", QUOIN_E_LIMIT);
        any_ = true;
    }
    void begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, bool is_map) {
        before(mark, tag, anchor);
        if (!open_.empty() && open_.back().is_map && !open_.back().key_read)
            refuse(mark, "a list or map as a key: text is expected");
        if (open_.size() >= max_yaml_depth)
            refuse(mark, "more than " + std::to_string(max_yaml_depth) + " levels", QUOIN_E_LIMIT);
        open_.push_back({is_map});
    }
    void end() {
        open_.pop_back();
        out_.end();
        taken();
    }
    void taken() {
        if (!open_.empty()) open_.back().key_read = false;
    }
    void take_key(const YAML::Mark& mark, const std::string& text) {
        if (!open_.back().keys.insert(text).second) refuse(mark, "a key that stands there already");
        open_.back().key_read = true;
        out_.key(text);
    }
    /// yaml-cpp takes a quoted text that the end of the file cuts for a whole one.
    void check_quote(const YAML::Mark& mark) const {
        if (mark.is_null() || mark.pos < 0 || static_cast<std::size_t>(mark.pos) >= text_.size()) return;
        const std::string_view rest = text_.substr(static_cast<std::size_t>(mark.pos));
        const char quote = rest.front();
        if (quote != '"' && quote != '\'') return;
        for (std::size_t i = 1; i < rest.size(); ++i) {
            if (quote == '"' && rest[i] == '\\')
                ++i;
            else if (rest[i] == quote)
                return;
        }
        refuse(mark, "a quoted text without its closing quote");
    }

    std::string_view text_, name_;
    builder out_;
    std::vector<level> open_;
    std::size_t values_ = 0;
    bool any_ = false;
};

}  // namespace

value yaml_value(std::string_view text, std::string_view name) {
    if (text.size() > max_yaml_bytes)
        throw error(QUOIN_E_LIMIT, std::string(name) + ": larger than the " + std::to_string(max_yaml_bytes) +
                                       " bytes that are read");
    std::istringstream in{std::string(text)};
    value_maker made(text, name);
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(made)) {
        }
    } catch (const YAML::Exception& e) {
        made.refuse(e.mark, "no YAML: " + e.msg);
    }
    return made.finish();
}

}  // namespace quoin::dicom
