#include "new_command.hpp"

#include "project_templates.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <system_error>

namespace quoin::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_plugin_name = 60;
constexpr std::size_t longest_name = 255;
constexpr std::string_view identifier_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";
constexpr std::string_view lower_case = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view digits = "0123456789";

// A class, a crate, a struct and a target are called like the plugin. Only words that the pattern of names lets
// through; some of them are words of CMake or names of the C library.
constexpr std::array reserved{
    "all",     "assert",   "clean",     "depend",   "errno",     "exit",     "free",     "help",
    "install", "malloc",   "package",   "stderr",   "stdin",     "stdout",   "time",     "abstract",
    "alignas", "alignof",  "and",       "as",       "asm",       "async",    "auto",     "await",
    "become",  "bool",     "box",       "break",    "case",      "catch",    "char",     "class",
    "compl",   "concept",  "const",     "continue", "core",      "crate",    "decltype", "default",
    "delete",  "do",       "double",    "dyn",      "else",      "enum",     "explicit", "export",
    "extern",  "false",    "final",     "float",    "fn",        "for",      "friend",   "get",
    "create",  "destroy",  "goto",      "if",       "impl",      "in",       "inline",   "int",
    "let",     "long",     "loop",      "macro",    "main",      "match",    "mod",      "move",
    "mut",     "mutable",  "namespace", "new",      "noexcept",  "not",      "nullptr",  "operator",
    "or",      "override", "priv",      "private",  "protected", "pub",      "public",   "quoin",
    "ref",     "register", "requires",  "return",   "self",      "short",    "signed",   "sizeof",
    "static",  "std",      "struct",    "super",    "switch",    "template", "test",     "this",
    "throw",   "trait",    "true",      "try",      "type",      "typedef",  "typeid",   "typename",
    "typeof",  "union",    "unsafe",    "unsigned", "unsized",   "use",      "using",    "virtual",
    "void",    "volatile", "where",     "while",    "xor",       "yield"};

bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= longest_name &&
           text.find_first_not_of(identifier_characters) == std::string_view::npos;
}

std::string in_quotes(std::string_view text) {
    return "'" + std::string(text) + "'";
}

std::string refusal_of_name(std::string_view name) {
    const std::string allowed = std::string(lower_case) + std::string(digits) + "-";
    const bool well_formed = !name.empty() && lower_case.find(name.front()) != std::string_view::npos &&
                             name.find_first_not_of(allowed) == std::string_view::npos &&
                             name.back() != '-' && name.find("--") == std::string_view::npos;
    if (!well_formed || name.size() > longest_plugin_name)
        return "expected a name of lower-case letters, digits and single '-', beginning with a letter, at "
               "most " +
               std::to_string(longest_plugin_name) + " long, found " + in_quotes(name) +
               "; write it like acme-truth";
    if (std::find(reserved.begin(), reserved.end(), name) != reserved.end())
        return "expected a name that is no word of C, C++, Rust, CMake or the SDK, found " + in_quotes(name) +
               "; write it like acme-" + std::string(name);
    return {};
}

std::string id_of(const new_options& what) {
    return what.id.empty() ? "com.example." + what.name : what.id;
}

/// "com.acme.truth" -> "com.acme": what a type of the same vendor begins with.
std::string domain_of(const std::string& id) {
    return id.substr(0, id.rfind('.'));
}

/// "acme-truth" -> "acmeTruth"
std::string camel(std::string_view name) {
    std::string out;
    bool upper = false;
    for (const char c : name) {
        if (c == '-') {
            upper = true;
            continue;
        }
        const bool letter = lower_case.find(c) != std::string_view::npos;
        out += upper && letter ? static_cast<char>(c - 'a' + 'A') : c;
        upper = false;
    }
    return out;
}

std::vector<std::string> types_of(const new_options& what) {
    if (!what.types.empty()) return what.types;
    return {domain_of(id_of(what)) + "." + camel(what.name)};
}

std::string vendor_of(const new_options& what) {
    if (!what.vendor.empty()) return what.vendor;
    const std::string domain = domain_of(id_of(what));
    return domain.substr(domain.rfind('.') + 1);
}

/// item(a), item(b) ..
template <class Item>
std::string listed(const std::vector<std::string>& of, Item item) {
    std::string out;
    for (const std::string& one : of) out += (out.empty() ? "" : ", ") + item(one);
    return out;
}

using replacements = std::map<std::string, std::string>;

replacements replacements_of(const new_options& what) {
    const std::vector<std::string> types = types_of(what);
    std::string stem = what.name;
    std::replace(stem.begin(), stem.end(), '-', '_');
    return {
        {"@NAME@", what.name},
        {"@STEM@", stem},
        {"@ID@", id_of(what)},
        {"@VENDOR@", vendor_of(what)},
        {"@TYPE@", types.front()},
        {"@TYPE_COUNT@", std::to_string(types.size())},
        {"@TYPES_CPP@", listed(types, [](const std::string& t) { return "\"" + t + "\""; })},
        {"@TYPES_C@", listed(types, [](const std::string& t) { return "TEXT(\"" + t + "\")"; })},
        {"@TYPES_RUST@", listed(types, [](const std::string& t) { return "QuoinStr::of(\"" + t + "\")"; })},
        {"@TYPES_WORDS@", listed(types, [](const std::string& t) { return "`" + t + "`"; })},
    };
}

std::string filled(std::string_view text, const replacements& with) {
    std::string out;
    while (!text.empty()) {
        const std::size_t at = std::min(text.find('@'), text.size());
        out += text.substr(0, at);
        text.remove_prefix(at);
        bool replaced = false;
        for (const auto& [token, instead] : with)
            if (text.starts_with(token)) {
                out += instead;
                text.remove_prefix(token.size());
                replaced = true;
                break;
            }
        if (!replaced && !text.empty()) {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string_view set_of(plugin_language language) {
    switch (language) {
        case plugin_language::c:
            return "c";
        case plugin_language::rust:
            return "rust";
        default:
            return "cpp";
    }
}

/// Files and folders that were made, taken back unless they are to stay.
class unfinished_project {
 public:
    explicit unfinished_project(fs::path root) : root_(std::move(root)) {}
    unfinished_project(const unfinished_project&) = delete;
    unfinished_project& operator=(const unfinished_project&) = delete;
    ~unfinished_project() {
        std::error_code ignored;
        if (!stays_) fs::remove_all(root_, ignored);
    }
    void write(const std::string& path, const std::string& text) const {
        const fs::path file = root_ / path;
        fs::create_directories(file.parent_path());
        std::ofstream out(file, std::ios::binary);
        out << text;
        out.close();
        if (!out) throw fs::filesystem_error("cannot write", file, std::make_error_code(std::errc::io_error));
    }
    void stays() { stays_ = true; }

 private:
    fs::path root_;
    bool stays_ = false;
};

}  // namespace

std::string refusal_of_names(const new_options& what) {
    if (std::string why = refusal_of_name(what.name); !why.empty()) return why;
    const std::string id = id_of(what);
    if (!is_identifier(id) || id.find('.') == std::string::npos || id.front() == '.' || id.back() == '.')
        return "expected an id of letters, digits, '.', '-' and '_' with a domain in front, found " +
               in_quotes(id) + "; write it like com.acme." + what.name;
    if (id.starts_with("org.quoin."))
        return "expected an id of your own, found " + in_quotes(id) +
               ", which is of the built-in plugins; write it like com.acme." + what.name;
    std::set<std::string> seen;
    for (const std::string& type : what.types) {
        if (!is_identifier(type))
            return "expected types of letters, digits, '.', '-' and '_', found " + in_quotes(type) +
                   "; write them like imagePlaneModule,com.acme.groundTruth";
        if (!seen.insert(type).second)
            return "expected every type once, found " + in_quotes(type) + " again; leave one out";
    }
    if (what.vendor.find_first_of("\"\\\n\r@") != std::string::npos)
        return "expected a vendor without quotes, backslashes and '@', found another; leave them out";
    return {};
}

exit_code new_plugin(const new_options& what, console& to) {
    if (const std::string why = refusal_of_names(what); !why.empty()) {
        complain(to, why);
        return exit_code::usage;
    }
    const fs::path root = what.folder.empty() ? what.name : what.folder;
    std::error_code failed;
    if (fs::exists(fs::symlink_status(root, failed))) {
        complain(to, root.string() +
                         ": expected a folder that is not there yet, found one; nothing is "
                         "overwritten: choose another name or --into FOLDER");
        return exit_code::error;
    }
    const replacements with = replacements_of(what);
    std::string listing = "Made " + root.string() + ":\n";
    try {
        unfinished_project made(root);
        for (const template_file& one : project_templates()) {
            if (one.set != "common" && one.set != set_of(what.language)) continue;
            const std::string path = filled(one.path, with);
            made.write(path, filled(one.text, with));
            listing += "  " + path + '\n';
        }
        made.stays();
    } catch (const fs::filesystem_error& wrong) {
        complain(to, wrong.path1().string() + ": " + wrong.code().message() + "; nothing was made");
        return exit_code::error;
    }
    to.out.write(listing + "Next: read " + (root / "README.md").string() + ", or build it:\n  cd " +
                 root.string() +
                 "\n  cmake -B build -DCMAKE_PREFIX_PATH=/where/the/sdk/is && cmake --build build && ctest "
                 "--test-dir build\n");
    return exit_code::answered;
}

}  // namespace quoin::cli
