#include <loader/pins.hpp>

#include "loading.hpp"

#include <algorithm>
#include <optional>

namespace quoin::loader {

namespace {

struct edit {
    std::size_t at = 0;
    std::size_t removed = 0;
    std::string put = {};
};

class editor {
 public:
    explicit editor(std::string_view text) : text_(text) {
        line_starts_.push_back(0);
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\n') line_starts_.push_back(i + 1);
        const std::size_t first_end = text.find('\n');
        if (first_end != std::string_view::npos && first_end > 0 && text[first_end - 1] == '\r')
            end_ = "\r\n";
    }

    // False where the text is not as the tree says.
    bool pin_entry(const node& entry, const std::string& sha256) {
        const node* const id = entry.find("id");
        if (!id) return false;
        if (const node* const there = entry.find("sha256")) {
            std::size_t at = offset_of(there->at);
            if (at < text_.size() && (text_[at] == '"' || text_[at] == '\'')) ++at;
            if (text_.substr(at, there->text.size()) != there->text) return false;
            edits_.push_back({at, there->text.size(), sha256});
            return true;
        }
        const std::size_t key = offset_of(id->key_at);
        const std::size_t line = line_starts_[static_cast<std::size_t>(id->key_at.line) - 1];
        std::size_t value = offset_of(id->at);
        const bool quoted = value < text_.size() && (text_[value] == '"' || text_[value] == '\'');
        if (text_.substr(value + (quoted ? 1 : 0), id->text.size()) != id->text) return false;
        value += id->text.size() + (quoted ? 2 : 0);
        if (text_.substr(line, key - line).find_first_not_of(" -") != std::string_view::npos) {
            edits_.push_back({value, 0, ", sha256: " + sha256});
            return true;
        }
        const std::size_t next = text_.find('\n', value);
        const std::string fresh = std::string(key - line, ' ') + "sha256: " + sha256;
        if (next == std::string_view::npos)
            edits_.push_back({text_.size(), 0, end_ + fresh});
        else
            edits_.push_back({next + 1, 0, fresh + end_});
        return true;
    }

    bool add_entries(const node* providers, const std::vector<const pin*>& fresh) {
        if (!providers) {
            std::string put = text_.empty() || text_.back() == '\n' ? "" : end_;
            put += "providers:" + end_;
            for (const pin* const one : fresh) put += block_entry(*one, "  ");
            edits_.push_back({text_.size(), 0, std::move(put)});
            return true;
        }
        const std::size_t at = offset_of(providers->at);
        if (at < text_.size() && text_[at] == '[') {
            std::string put;
            for (const pin* const one : fresh)
                put += (put.empty() ? "{ id: " : ", { id: ") + one->id + ", sha256: " + one->sha256 + " }";
            edits_.push_back({at + 1, 0, put + (providers->items.empty() ? "" : ", ")});
            return true;
        }
        if (providers->items.empty()) return false;
        const place& first = providers->items.front().at;
        const std::size_t line = line_starts_[static_cast<std::size_t>(first.line) - 1];
        const std::size_t dash = text_.find('-', line);
        if (dash >= offset_of(first) ||
            text_.substr(line, dash - line).find_first_not_of(' ') != std::string_view::npos)
            return false;
        std::string put;
        for (const pin* const one : fresh) put += block_entry(*one, std::string(dash - line, ' '));
        edits_.push_back({line, 0, std::move(put)});
        return true;
    }

    std::string done() {
        std::stable_sort(edits_.begin(), edits_.end(),
                         [](const edit& a, const edit& b) { return a.at > b.at; });
        std::string out(text_);
        for (const edit& one : edits_) out.replace(one.at, one.removed, one.put);
        return out;
    }

 private:
    std::string block_entry(const pin& one, const std::string& indent) const {
        return indent + "- id: " + one.id + end_ + indent + "  sha256: " + one.sha256 + end_;
    }
    // Columns count characters, from 1.
    std::size_t offset_of(const place& where) const {
        if (where.line < 1 || static_cast<std::size_t>(where.line) > line_starts_.size()) return text_.size();
        std::size_t at = line_starts_[static_cast<std::size_t>(where.line) - 1];
        for (int column = 1; column < where.column && at < text_.size(); ++column) do
                ++at;
            while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U);
        return at;
    }

    std::string_view text_;
    std::string end_ = "\n";
    std::vector<std::size_t> line_starts_;
    std::vector<edit> edits_;
};

bool same(const node& a, const node& b) {
    return a.is == b.is && a.text == b.text && a.key == b.key &&
           std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same) &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), same);
}

// The tree with the hashes that are meant, made without the text.
node expected(node tree, const std::vector<pin>& pins) {
    const auto with_digest = [](node& entry, const std::string& sha256) {
        if (node* const there = entry.find("sha256"))
            there->text = sha256;
        else
            entry.add("sha256", {}, {.is = node::kind::plain, .text = sha256});
    };
    node* providers = tree.find("providers");
    if (!providers) providers = &tree.add("providers", {}, {.is = node::kind::list});
    std::vector<node> fresh;
    for (const pin& one : pins) {
        const auto found =
            std::find_if(providers->items.begin(), providers->items.end(), [&](const node& item) {
                const node* const id = item.find("id");
                return id && id->text == one.id;
            });
        if (found != providers->items.end()) {
            with_digest(*found, one.sha256);
            continue;
        }
        node entry{.is = node::kind::map};
        entry.add("id", {}, {.is = node::kind::plain, .text = one.id});
        with_digest(entry, one.sha256);
        fresh.push_back(std::move(entry));
    }
    providers->items.insert(providers->items.begin(), fresh.begin(), fresh.end());
    return tree;
}

// Keys of a map have no order.
void sort_keys(node& part) {
    for (node& item : part.items) sort_keys(item);
    for (node& member : part.members) sort_keys(member);
    std::sort(part.members.begin(), part.members.end(),
              [](const node& a, const node& b) { return a.key < b.key; });
    if (part.key == "sha256") part.is = node::kind::plain;
}

}  // namespace

installed_pins find_pins(const load_options& options) {
    engine::engine nobody;
    library_memory memory(options.cache_folder);
    const load_result found = loading(nobody, options, memory, {}, purpose::pin).run();
    installed_pins out{found.told.errors, found.told.notes, {}};
    for (const loaded_provider& one : found.told.providers)
        if (one.state == provider_state::active)
            out.pins.push_back({one.how.id, one.how.library, one.digest, one.listed, one.pinned});
    return out;
}

std::string with_pins(std::string_view text, const std::string& source, const std::vector<pin>& pins,
                      faults& wrong) {
    manifest_text read = parse_manifest(text, source);
    if (!read.wrong.empty()) {
        wrong.insert(wrong.end(), read.wrong.begin(), read.wrong.end());
        return {};
    }
    editor edits(text);
    const node* const providers = read.tree.find("providers");
    std::vector<const pin*> fresh;
    place stopped{source};
    bool fits = true;
    for (const pin& one : pins) {
        const node* entry = nullptr;
        if (providers)
            for (const node& item : providers->items)
                if (const node* const id = item.find("id"); id && id->text == one.id) entry = &item;
        if (!entry) {
            fresh.push_back(&one);
        } else if (!edits.pin_entry(*entry, one.sha256)) {
            fits = false;
            stopped = entry->at;
        }
    }
    if (fits && !fresh.empty() && !edits.add_entries(providers, fresh)) {
        fits = false;
        if (providers) stopped = providers->at;
    }
    std::string out = fits ? edits.done() : std::string();
    if (fits) {
        // Anchors and other ways to write YAML: whatever this did not foresee shows here.
        manifest_text after = parse_manifest(out, source);
        node wanted = expected(std::move(read.tree), pins);
        sort_keys(wanted);
        sort_keys(after.tree);
        fits = after.wrong.empty() && same(wanted, after.tree);
    }
    if (fits) return out;
    wrong.push_back({stopped,
                     "expected entries that can be changed one by one, found them written in another way; "
                     "write every provider as '- id: ID' on lines of its own, without anchors"});
    return {};
}

}  // namespace quoin::loader
