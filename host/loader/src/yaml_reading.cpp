#include "yaml_reading.hpp"

#include "printable.hpp"
#include "yaml_text.hpp"

#include <loader/manifest.hpp>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace quoin::loader {

namespace {

struct gave_up {
    fault why;
};

// Anchored parts are copied where they are used, so what a text can grow to is bounded here.
struct size {
    std::size_t nodes = 0;
    std::size_t bytes = 0;
};
constexpr std::size_t max_expanded_bytes = 4 * max_manifest_bytes;

size size_of(const node& part) {
    size out{1, part.text.size()};
    const auto add = [&](const node& inner) {
        const size more = size_of(inner);
        out.nodes += more.nodes;
        out.bytes += more.bytes;
    };
    for (const node& item : part.items) add(item);
    for (const node& one : part.members) {
        out.bytes += one.key.size();
        add(one);
    }
    return out;
}

int depth_of(const node& part) {
    int deepest = 0;
    for (const node& item : part.items) deepest = std::max(deepest, depth_of(item));
    for (const node& one : part.members) deepest = std::max(deepest, depth_of(one));
    return part.is == node::kind::list || part.is == node::kind::map ? deepest + 1 : 0;
}

// Makes the tree from yaml-cpp's events. The parser recurses once a level and tells of a level before it goes
// into it, so that the depth limit here also bounds the parser's stack.
class tree_maker final : public YAML::EventHandler {
 public:
    tree_maker(std::string_view text, place from, faults& wrong)
        : text_(text), from_(std::move(from)), wrong_(wrong) {
        line_starts_.push_back(0);
        for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos;)
            line_starts_.push_back(++at);
    }

    std::optional<node> root;

    place at(const YAML::Mark& mark) const {
        place out = from_;
        if (out.line != 0 && !mark.is_null()) {
            out.line = mark.line + 1;
            out.column = 1 + characters_before(mark);
        }
        return out;
    }
    /// yaml-cpp takes a quoted text that the end of the file cuts for a whole one.
    void check_last_quote() const {
        if (last_quoted_.is_null() || last_quoted_.pos < 0) return;
        const std::string_view rest =
            text_.substr(std::min(static_cast<std::size_t>(last_quoted_.pos), text_.size()));
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) return;
        const char quote = rest.front();
        for (std::size_t i = 1; i < rest.size(); ++i) {
            if (quote == '"' && rest[i] == '\\')
                ++i;
            else if (rest[i] == quote && quote == '\'' && rest.substr(i + 1).starts_with(quote))
                ++i;
            else if (rest[i] == quote)
                return;
        }
        throw gave_up{
            {at(last_quoted_), "expected YAML, found a quoted text without its closing quote; close it"}};
    }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (root)
            throw gave_up{{at(mark), "expected one document, found a second; remove it and the line ---"}};
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        take({.is = node::kind::null, .at = at(mark)}, anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end())
            throw gave_up{{at(mark),
                           "expected an alias of something that ended before, found one of the part it is "
                           "in; write the part out"}};
        if (static_cast<int>(open_.size()) + depth_of(found->second) > max_manifest_depth)
            throw too_deep(mark);
        take(found->second, YAML::NullAnchor);
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        const bool plain = tag == "?" || tag.empty();
        if (!plain && tag != "!" && tag != "tag:yaml.org,2002:str") refuse_tag(mark, tag);
        if (!plain) last_quoted_ = mark;
        take({.is = plain ? node::kind::plain : node::kind::quoted, .text = value, .at = at(mark)}, anchor);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        if (tag != "?" && tag != "!" && !tag.empty() && tag != "tag:yaml.org,2002:seq") refuse_tag(mark, tag);
        open(mark, node::kind::list, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        if (tag != "?" && tag != "!" && !tag.empty() && tag != "tag:yaml.org,2002:map") refuse_tag(mark, tag);
        open(mark, node::kind::map, anchor);
    }
    void OnMapEnd() override { close(); }

 private:
    struct level {
        node part;
        YAML::anchor_t anchor;
        std::optional<node> key = {};                 // of a map: read, and its value comes next
        std::map<std::string, place> keys_seen = {};  // of a map
    };

    gave_up too_deep(const YAML::Mark& mark) const {
        return {{at(mark), "expected at most " + std::to_string(max_manifest_depth) +
                               " levels of nesting, found more; write it flatter"}};
    }
    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        wrong_.push_back({at(mark), "expected no YAML tag, found " + in_quotes(tag) + "; remove it"});
    }
    void spend(const node& part, const place& where) {
        const size more = size_of(part);
        spent_.nodes += more.nodes;
        spent_.bytes += more.bytes;
        if (spent_.nodes > max_manifest_nodes || spent_.bytes > max_expanded_bytes)
            throw gave_up{
                {where,
                 "expected at most " + std::to_string(max_manifest_nodes) + " values and " +
                     std::to_string(max_expanded_bytes) +
                     " bytes with aliases written out, found more; use fewer aliases or a smaller manifest"}};
    }
    void open(const YAML::Mark& mark, node::kind kind, YAML::anchor_t anchor) {
        if (static_cast<int>(open_.size()) >= max_manifest_depth) throw too_deep(mark);
        open_.push_back({{.is = kind, .at = at(mark)}, anchor});
    }
    void close() {
        level done = std::move(open_.back());
        open_.pop_back();
        take(std::move(done.part), done.anchor);
    }
    void take(node part, YAML::anchor_t anchor) {
        // A list or map was spent when its parts were; an alias comes in whole.
        spend(part.items.empty() && part.members.empty() ? part : node{.at = part.at}, part.at);
        if (anchor != YAML::NullAnchor) {
            spend(part, part.at);
            anchors_[anchor] = part;
        }
        if (open_.empty()) {
            root = std::move(part);
            return;
        }
        level& around = open_.back();
        if (around.part.is == node::kind::list) {
            around.part.items.push_back(std::move(part));
        } else if (!around.key) {
            around.key = std::move(part);
        } else {
            const node key = std::move(*around.key);
            around.key.reset();
            // The parser is at the next line when it sees that nothing came.
            if (part.is == node::kind::null) part.at = key.at;
            add_member(around, key, std::move(part));
        }
    }
    void add_member(level& around, const node& key, node held) {
        if (key.is != node::kind::plain && key.is != node::kind::quoted) {
            wrong_.push_back({key.at, std::string("expected a text as key, found ") +
                                          (key.is == node::kind::null   ? "nothing"
                                           : key.is == node::kind::list ? "a list"
                                                                        : "a map") +
                                          "; name the value"});
            return;
        }
        const auto [first, fresh] = around.keys_seen.emplace(key.text, key.at);
        if (!fresh) {
            const int line = first->second.line;
            wrong_.push_back(
                {key.at, "duplicate key " + in_quotes(key.text) +
                             (line == 0 ? std::string() : ": already given in line " + std::to_string(line)) +
                             "; remove one of the two"});
            return;
        }
        around.part.add(key.text, key.at, std::move(held));
    }

    // yaml-cpp counts columns in bytes. In a line that no editor shows in one piece they stay that.
    int characters_before(const YAML::Mark& mark) const {
        constexpr int longest_counted = 4096;
        const auto line = static_cast<std::size_t>(mark.line);
        if (mark.column > longest_counted || line >= line_starts_.size()) return mark.column;
        const std::string_view before =
            text_.substr(line_starts_[line]).substr(0, static_cast<std::size_t>(mark.column));
        return static_cast<int>(std::count_if(before.begin(), before.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
        }));
    }

    std::string_view text_;
    std::vector<std::size_t> line_starts_;
    YAML::Mark last_quoted_ = YAML::Mark::null_mark();
    place from_;
    faults& wrong_;
    std::vector<level> open_;
    std::map<YAML::anchor_t, node> anchors_;
    size spent_;
};

// yaml-cpp's words for the slips that people make, in other words.
struct plainer {
    std::string_view theirs, ours;
};
const plainer plainer_words[] = {
    {YAML::ErrorMsg::MAP_VALUE, "a ':' where none can stand; check the indentation, or quote the text"},
    {YAML::ErrorMsg::MAP_KEY, "a '?' where none can stand; quote the text"},
    {YAML::ErrorMsg::BLOCK_ENTRY, "a '-' where none can stand; check the indentation"},
    {YAML::ErrorMsg::END_OF_MAP,
     "a line that is no 'key: value' of its map; check the indentation and the ':'"},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, "'{' without its '}'; close it, or the quotes of a text in it"},
    {YAML::ErrorMsg::END_OF_SEQ, "a line that is no '- item' of its list; check the indentation"},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, "'[' without its ']'; close it, or the quotes of a text in it"},
    {YAML::ErrorMsg::FLOW_END, "']' or '}' without its '[' or '{'; remove it"},
    {YAML::ErrorMsg::EOF_IN_SCALAR, "a quoted text without its closing quote; close it"},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, "a character that cannot begin a text; put the text in quotes"},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR,
     "an alias '*' of an anchor '&' that is not defined above; define it, or quote the text"},
    {YAML::ErrorMsg::ALIAS_NOT_FOUND, "a '*' without the name of an anchor; quote the text"},
    {YAML::ErrorMsg::ANCHOR_NOT_FOUND, "a '&' without a name; quote the text"},
};

std::string in_plain_words(const std::string& message) {
    for (const plainer& each : plainer_words)
        if (message == each.theirs) return std::string(each.ours);
    return printable(message) + "; correct it";
}

std::string_view without_utf8_mark(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

}  // namespace

std::optional<node> read_yaml(std::string_view text, const place& from, faults& wrong) {
    text = without_utf8_mark(text);
    if (auto why = unreadable_text(text, from)) {
        wrong.push_back(std::move(*why));
        return {};
    }
    tree_maker maker(text, from, wrong);
    const auto give_up = [&](fault why) -> std::optional<node> {
        wrong.push_back(std::move(why));
        return {};
    };
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(maker)) {
        }
        maker.check_last_quote();
    } catch (const gave_up& e) {
        return give_up(e.why);
    } catch (const YAML::Exception& e) {
        return give_up({maker.at(e.mark), "expected YAML, found " + in_plain_words(e.msg)});
    }
    if (!maker.root) return node{.is = node::kind::null, .at = from};
    return std::move(maker.root);
}

}  // namespace quoin::loader
