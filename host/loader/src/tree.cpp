#include <loader/tree.hpp>

#include <algorithm>
#include <tuple>

namespace quoin::loader {

std::string place::origin() const {
    return line == 0 ? source : source + ":" + std::to_string(line);
}

std::string place::where() const {
    return line == 0 ? source : origin() + ":" + std::to_string(column);
}

std::vector<problem> problems_of(faults found) {
    const auto in_file_order = [](const fault& a, const fault& b) {
        const auto key = [](const place& at) { return std::tuple(at.line == 0, at.line, at.column); };
        return key(a.at) < key(b.at);
    };
    std::stable_sort(found.begin(), found.end(), in_file_order);
    std::vector<problem> out;
    for (const fault& one : found) out.push_back(one.at.where() + ": " + one.what);
    return out;
}

const node* node::find(std::string_view key) const {
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const node& one) { return one.key == key; });
    return found == members.end() ? nullptr : &*found;
}

node* node::find(std::string_view key) {
    return const_cast<node*>(static_cast<const node*>(this)->find(key));
}

node& node::add(std::string_view name, const place& named_at, node held) {
    held.key = name;
    held.key_at = named_at;
    return members.emplace_back(std::move(held));
}

}  // namespace quoin::loader
