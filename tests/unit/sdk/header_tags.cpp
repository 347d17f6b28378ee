#include "header_tags.hpp"

#include <cctype>
#include <regex>

namespace {

constexpr const char* thread_tag = R"(\[(any|call|build|control|provider)\]$)";
constexpr const char* owner = R"(\((borrow|own|host|plugin|value)\))";

struct declaration {
    std::string text;
    std::string comment;
    int line;
};

std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

// The words of a comment, without the stars that its lines begin with.
std::string comment_text(std::string_view text) {
    static const std::regex line_start(R"(\n\s*\*)");
    return one_line(std::regex_replace(std::string(text), line_start, "\n"));
}

// Declarations with the comments that belong to them: the one before, and one that begins on the line of the
// semicolon.
std::vector<declaration> declarations_of(std::string_view header) {
    std::vector<declaration> out;
    declaration now{{}, {}, 0};
    int line = 1, last_end = 0;
    bool last_counts = false;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const char c = header[i];
        if (c == '#' && one_line(now.text).empty()) {
            // A preprocessor line with what continues it; comments in it are not for us.
            for (; i < header.size() && (header[i] != '\n' || header[i - 1] == '\\'); ++i)
                if (header[i] == '\n') ++line;
            ++line;
        } else if (header.substr(i, 2) == "/*") {
            const std::size_t end = std::min(header.find("*/", i), header.size());
            const std::string text = comment_text(header.substr(i + 2, end - i - 2));
            if (line == last_end && last_counts)
                out.back().comment += " " + text;
            else
                now.comment = text;
            for (; i < end; ++i)
                if (header[i] == '\n') ++line;
            ++i;
        } else if (c == ';' || c == '{' || c == '}') {
            now.text = one_line(now.text);
            last_counts = c == ';' && !now.text.empty();
            if (last_counts) {
                now.line = line;
                out.push_back(now);
            }
            last_end = line;
            now = {{}, {}, 0};
        } else {
            if (c == '\n') ++line;
            now.text += c;
        }
    }
    return out;
}

bool says(const std::string& comment, const std::string& pattern) {
    return std::regex_search(comment, std::regex(pattern));
}

void check_function(const declaration& of, const std::smatch& parts, std::vector<std::string>& out) {
    const std::string result = parts[1], name = parts[2], parameters = parts[3];
    const std::string where = "line " + std::to_string(of.line) + ": " + name;
    if (!says(of.comment, thread_tag)) out.push_back(where + ": no thread tag at the end of its comment");
    if (result.find('*') != std::string::npos && !says(of.comment, std::string("[Rr]eturns[^.;:]*") + owner))
        out.push_back(where + ": no owner tag for what it returns");
    static const std::regex pointer(R"([^,]*\*\s*(?:const\s+)?(\w+)\s*(?:,|$))");
    for (std::sregex_iterator it(parameters.begin(), parameters.end(), pointer), end; it != end; ++it) {
        const std::string parameter = (*it)[1];
        if (!says(of.comment, "(^|[^A-Za-z0-9_])" + parameter + " " + owner))
            out.push_back(where + ": no owner tag for " + parameter);
    }
}

}  // namespace

std::vector<std::string> missing_tags(std::string_view header, int* declarations) {
    static const std::regex member_function(R"((.*)\(QUOIN_CALL\* ?(\w+)\)\((.*)\))");
    static const std::regex plain_function(R"((.*?)\b(?:QUOIN_CALL )?(\w+)\((.*)\))");
    std::vector<std::string> out;
    for (const declaration& one : declarations_of(header)) {
        std::smatch parts;
        if (one.text.rfind("typedef", 0) == 0 && one.text.find('(') == std::string::npos) continue;
        if (declarations) ++*declarations;
        if (std::regex_match(one.text, parts, member_function) ||
            std::regex_match(one.text, parts, plain_function))
            check_function(one, parts, out);
        else if (one.text.find('*') != std::string::npos && !says(one.comment, owner))
            out.push_back("line " + std::to_string(one.line) + ": no owner tag for the pointer '" + one.text +
                          "'");
    }
    return out;
}
