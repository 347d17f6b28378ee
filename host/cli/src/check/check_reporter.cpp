// A line is a JSON object. What cannot be read (the plugin's own writing to the descriptor) is left out.
#include "check_report.hpp"

#include <loader/child_process.hpp>
#include <quoin/json.hpp>

namespace quoin::cli {

namespace {

constexpr int most_findings = 20;  // of one check; more of the same help nobody

std::string text_of(view member) {
    return std::string(member.as_string().value_or(std::string_view()));
}

/// Messages of plugins may be any bytes; what goes into a report is text.
std::string printable_text(std::string_view text) {
    constexpr std::size_t longest = 400;
    std::string out;
    for (const char c : text.substr(0, longest)) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte >= 0x20 && byte != 0x7F ? c : ' ';
    }
    if (text.size() > longest) out += "..";
    builder made;
    try {
        made.add(out).finish();
        return out;
    } catch (const error&) {  // no UTF-8, or cut inside of a character
        for (char& c : out)
            if (static_cast<unsigned char>(c) >= 0x80) c = '?';
        return out;
    }
}

}  // namespace

std::string_view verdict_word(verdict of) noexcept {
    switch (of) {
        case verdict::pass:
            return "pass";
        case verdict::warn:
            return "warn";
        case verdict::fail:
            return "fail";
        default:
            return "skip";
    }
}

void check_reporter::line(std::span<const std::pair<std::string_view, std::string_view>> members) {
    builder made;
    made.object();
    for (const auto& [name, text] : members) made.member(name, printable_text(text));
    to_.say(to_json(made.end().finish()) + '\n');
}

void check_reporter::found(std::string_view how, const std::string& provider, const std::string& found,
                           const std::string& mend) {
    if (++findings_ > most_findings) return;
    const std::pair<std::string_view, std::string_view> members[] = {
        {"finding", how}, {"provider", provider}, {"found", found}, {"mend", mend}};
    line(members);
}

void check_reporter::stage(const std::string& what) {
    const std::pair<std::string_view, std::string_view> members[] = {{"stage", what}};
    line(members);
}
void check_reporter::warn(const std::string& provider, const std::string& what, const std::string& mend) {
    found("warn", provider, what, mend);
}
void check_reporter::fail(const std::string& provider, const std::string& what, const std::string& mend) {
    found("fail", provider, what, mend);
}
void check_reporter::skip(const std::string& why) {
    const std::pair<std::string_view, std::string_view> members[] = {{"skip", why}};
    line(members);
}
void check_reporter::detail(const std::string& text) {
    const std::pair<std::string_view, std::string_view> members[] = {{"detail", text}};
    line(members);
}
void check_reporter::digest(const std::string& text) {
    const std::pair<std::string_view, std::string_view> members[] = {{"digest", text}};
    line(members);
}
void check_reporter::done() {
    const std::pair<std::string_view, std::string_view> members[] = {{"done", "yes"}};
    line(members);
}

read_report read_lines(std::string_view text) {
    read_report out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        value line;
        try {
            line = from_json(text.substr(0, end));
        } catch (const error&) {
            line = value();
        }
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line["stage"]) out.stage = text_of(line["stage"]);
        if (line["detail"]) out.detail = text_of(line["detail"]);
        if (line["digest"]) out.digest = text_of(line["digest"]);
        if (line["skip"]) {
            out.skipped = true;
            out.detail = text_of(line["skip"]);
        }
        if (line["done"]) out.done = true;
        if (line["finding"])
            out.findings.push_back({text_of(line["finding"]) == "warn" ? verdict::warn : verdict::fail,
                                    text_of(line["provider"]), text_of(line["found"]),
                                    text_of(line["mend"])});
    }
    return out;
}

}  // namespace quoin::cli
