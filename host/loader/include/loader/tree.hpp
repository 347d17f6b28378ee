// What a YAML text holds, with the place of every part: the manifest before it is judged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quoin::loader {

/// Who gave a setting.
struct place {
    std::string source =
        "default";   ///< path of the manifest, "--set KEY", "descriptor of libX.so", "default"
    int line = 0;    ///< from 1; 0: the source is no file
    int column = 0;  ///< from 1, in characters

    /// "config/quoin.yaml:12": what people are shown beside a setting.
    std::string origin() const;
    /// "config/quoin.yaml:12:5": where a problem line begins.
    std::string where() const;
};

/// One thing that is wrong with what was given there.
struct fault {
    place at;
    std::string what;  ///< "expected true or false, found the text 'yes'; .."
};
using faults = std::vector<fault>;

/// One fault as one line for people: "config/quoin.yaml:12:5: unknown key 'prioritee' (did you mean
/// 'priority'?)".
using problem = std::string;
/// The faults in the order of the file; those of no file come last, in the order in which they were found.
std::vector<problem> problems_of(faults found);

/// A part of a YAML text. Aliases are replaced by what they stand for; keys are unique.
struct node {
    enum class kind { null, plain, quoted, list, map };
    kind is = kind::null;
    std::string text = {};           ///< of plain (may mean a number or a flag: scalar.hpp) and quoted
    std::vector<node> items = {};    ///< of a list
    std::vector<node> members = {};  ///< of a map, in the order of the text, with their keys
    place at = {};
    std::string key = {};  ///< of a member of a map
    place key_at = {};

    /// The value of that key, or null where there is none or this is no map.
    const node* find(std::string_view key) const;
    node* find(std::string_view key);
    /// Makes a part a member of this map, which has none of that key.
    node& add(std::string_view key, const place& key_at, node held);
};

}  // namespace quoin::loader
