#include "overrides.hpp"

#include "manifest_check.hpp"
#include "printable.hpp"
#include "yaml_reading.hpp"

#include <loader/manifest.hpp>
#include <loader/manifest_keys.hpp>
#include <loader/near_miss.hpp>

#include <algorithm>

namespace quoin::loader {

namespace {

constexpr std::string_view example = "; write it like --set com.acme.ground-truth.priority=5";

/// "a.b.c" -> "a", and "b.c" in rest.
std::string_view first_part(std::string_view path, std::string_view& rest) {
    const std::size_t dot = path.find('.');
    rest = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    return path.substr(0, dot);
}

/// The key that a path into a map begins with, and what is behind it: the longest that the map has, for a key may have
/// dots in it, as `quoin config` prints it; else what stands before the first dot.
std::string_view key_at(const node& map, std::string_view path, std::string_view& rest) {
    std::string_view longest;
    for (const node& item : map.members) {
        const std::string_view key = item.key;
        const bool begins = path.starts_with(key) && (path.size() == key.size() || path[key.size()] == '.');
        if (begins && key.size() > longest.size()) longest = key;
    }
    if (longest.empty()) return first_part(path, rest);
    rest = path.substr(std::min(longest.size() + 1, path.size()));
    return path.substr(0, longest.size());
}

node& child(node& map, std::string_view key, const place& at, node::kind kind) {
    if (node* const there = map.find(key)) return *there;
    return map.add(key, at, {.is = kind, .at = at});
}

void put(node& map, std::string_view key, const override_text& given) {
    node held = given.held;
    held.key = key;
    held.key_at = given.at;
    child(map, key, given.at, node::kind::null) = std::move(held);
}

node& entry_of(node& tree, std::string_view id, const place& at) {
    node& providers = child(tree, "providers", at, node::kind::list);
    for (node& item : providers.items)
        if (const node* const there = item.find("id"); there && there->text == id) return item;
    node fresh{.is = node::kind::map, .at = at};
    fresh.add("id", at, {.is = node::kind::quoted, .text = std::string(id), .at = at});
    providers.items.push_back(std::move(fresh));
    return providers.items.back();
}

bool begins_with_id(std::string_view key, std::string_view id) {
    return key.starts_with(id) && (key.size() == id.size() || key[id.size()] == '.');
}

// The known id that the beginning of a key resembles, compared with as many parts as that id has; of several
// the longest.
std::string meant_id(std::string_view key, const std::vector<std::string>& ids) {
    std::string_view meant;
    for (const std::string& id : ids) {
        const auto dots = std::count(id.begin(), id.end(), '.');
        std::size_t end = key.find('.');
        for (std::ptrdiff_t i = 0; i < dots && end != std::string_view::npos; ++i)
            end = key.find('.', end + 1);
        const std::string_view one[] = {id};
        if (id.size() > meant.size() && !near_miss(key.substr(0, end), one).empty()) meant = id;
    }
    return meant.empty() ? std::string() : " (did you mean '" + std::string(meant) + "'?)";
}

class resolver {
 public:
    resolver(node& tree, const override_text& given, faults& wrong)
        : tree_(tree), given_(given), wrong_(wrong) {}

    void part(section in, std::string_view name, std::string_view rest) {
        const key_spec* const key = known_key(in, rest);
        if (key && right(*key)) put(child(tree_, name, given_.at, node::kind::map), key->name, given_);
    }

    void provider(std::string_view id, std::string_view path) {
        std::string_view rest;
        const std::string_view name = first_part(path, rest);
        const key_spec* const key = known_key(section::provider, name);
        if (!key) return;
        if (key->name == "id")
            return fail("an id cannot be set; set its keys, such as priority" + std::string(example));
        if (rest.empty()) {
            if (right(*key)) put(entry_of(tree_, id, given_.at), key->name, given_);
        } else if (key->kind == key_kind::numbers_by_type) {
            if (right_inside(*key, rest))
                put(child(entry_of(tree_, id, given_.at), key->name, given_.at, node::kind::map), rest,
                    given_);
        } else if (key->kind == key_kind::tree) {
            if (right_inside(*key, rest))
                put_deep(child(entry_of(tree_, id, given_.at), key->name, given_.at, node::kind::map), rest);
        } else {
            fail("unknown key " + in_quotes(path) + ": " + in_quotes(name) + " holds no keys" +
                 std::string(example));
        }
    }

    void fail(std::string what) { wrong_.push_back({given_.at, std::move(what)}); }

 private:
    const key_spec* known_key(section in, std::string_view name) {
        const key_spec* const key = find_key(in, name);
        if (key) return key;
        // The check of the manifest has the words for it.
        node wrong_map{.is = node::kind::map, .at = given_.at};
        for (const key_spec& each : manifest_keys())
            if (each.in == in && each.needed)
                wrong_map.add(each.name, given_.at, {.is = node::kind::quoted, .text = "x"});
        wrong_map.add(name, given_.at, given_.held);
        check_section(wrong_map, in, wrong_);
        return nullptr;
    }
    bool right(const key_spec& key) { return right(key, given_.held); }
    bool right(const key_spec& key, const node& held) {
        const std::size_t before = wrong_.size();
        check_value(held, key, wrong_);
        return wrong_.size() == before;
    }
    bool right_inside(const key_spec& key, std::string_view rest) {
        node map{.is = node::kind::map, .at = given_.at};
        map.add(rest, given_.at, given_.held);
        return right(key, map);
    }
    void put_deep(node& map, std::string_view path) {
        if (std::count(path.begin(), path.end(), '.') >= max_manifest_depth)
            return fail("expected at most " + std::to_string(max_manifest_depth) +
                        " levels; write it flatter");
        node* into = &map;
        while (true) {
            std::string_view rest;
            const std::string_view name = key_at(*into, path, rest);
            if (name.empty())
                return fail("expected names with single dots between, found " + in_quotes(given_.key) +
                            "; leave a dot out");
            if (rest.empty() && !path.ends_with('.')) return put(*into, name, given_);
            node& inner = child(*into, name, given_.at, node::kind::map);
            if (inner.is != node::kind::map)
                return fail(in_quotes(name) + " is no map that could hold " + in_quotes(rest) + " (" +
                            inner.at.origin() + "); set the whole of it");
            into = &inner;
            path = rest;
        }
    }

    node& tree_;
    const override_text& given_;
    faults& wrong_;
};

// Which libraries are opened and whether their bytes are the right ones.
bool is_needed_before_scan(std::string_view key, const std::vector<std::string>& ids) {
    if (key.starts_with("plugins.") || key.starts_with("cache.")) return true;
    return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) {
        return key == id + ".library" || key == id + ".sha256";
    });
}

}  // namespace

std::optional<override_text> read_override(std::string_view given, faults& wrong) {
    const std::size_t equals = given.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        wrong.push_back({{"--set " + printable(given)}, "expected KEY=VALUE" + std::string(example)});
        return {};
    }
    override_text out;
    out.key = given.substr(0, equals);
    out.at = {"--set " + printable(out.key)};
    auto held = read_yaml(given.substr(equals + 1), out.at, wrong);
    if (!held) return {};
    out.held = std::move(*held);
    return out;
}

void apply_overrides(node& tree, const std::vector<override_text>& overrides, override_stage stage,
                     const std::vector<std::string>& ids, bool ids_complete, faults& wrong) {
    for (const override_text& given : overrides) {
        const std::string_view key = given.key;
        if (is_needed_before_scan(key, ids) != (stage == override_stage::before_scan)) continue;
        resolver one(tree, given, wrong);
        if (key.starts_with("plugins.")) {
            one.part(section::plugins, "plugins", key.substr(8));
            continue;
        }
        if (key.starts_with("cache.")) {
            one.part(section::cache, "cache", key.substr(6));
            continue;
        }
        std::string_view longest;
        for (const std::string& id : ids)
            if (begins_with_id(key, id) && id.size() > longest.size()) longest = id;
        if (!longest.empty() && longest.size() + 1 < key.size())
            one.provider(longest, key.substr(longest.size() + 1));
        else if (!longest.empty())
            one.fail("expected a key of the provider after its id" + std::string(example));
        else if (ids_complete)
            one.fail("no provider has such an id" + meant_id(key, ids) +
                     "; 'quoin providers' lists the ids, and other keys begin with plugins. or cache.");
    }
}

}  // namespace quoin::loader
