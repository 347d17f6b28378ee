#include "check_report.hpp"

#include "terminal_text.hpp"
#include "text_table.hpp"

#include <quoin/host.hpp>
#include <quoin/json.hpp>

#include <algorithm>
#include <cstdio>

namespace quoin::cli {

namespace {

constexpr std::size_t table_width = 100;

std::string words_of(const finding& one) {
    return (one.provider.empty() ? "" : one.provider + ": ") + one.found;
}

std::size_t count(std::span<const check_result> results, verdict how) {
    return static_cast<std::size_t>(std::count_if(results.begin(), results.end(),
                                                  [&](const check_result& one) { return one.how == how; }));
}

colour colour_of(verdict how) {
    switch (how) {
        case verdict::fail:
            return colour::red;
        case verdict::warn:
            return colour::yellow;
        case verdict::skip:
            return colour::dim;
        default:
            return colour::none;
    }
}

std::string as_table(std::span<const check_result> results, std::string_view library, bool colours) {
    text_table table({{"check", false, 16}, {"result", false, 6}, {"what", false, 24}});
    for (const check_result& one : results) {
        std::vector<std::string> beneath;
        for (const finding& each : one.findings) {
            beneath.push_back(std::string(verdict_word(each.how)) + ": " + words_of(each));
            if (!each.mend.empty()) beneath.push_back("to do: " + each.mend);
        }
        table.add({one.id, std::string(verdict_word(one.how)),
                   one.title + (one.detail.empty() ? "" : " (" + one.detail + ")")},
                  std::move(beneath), colour_of(one.how));
    }
    std::string out = table.text(table_width, colours);
    out += '\n' + std::string(library) + ": " + std::to_string(count(results, verdict::pass)) + " passed, " +
           std::to_string(count(results, verdict::warn)) + " with warnings, " +
           std::to_string(count(results, verdict::fail)) + " failed, " +
           std::to_string(count(results, verdict::skip)) + " not run\n";
    return out;
}

std::string as_json(std::span<const check_result> results, std::string_view library) {
    builder made;
    made.object().member("library", library).key("checks").array();
    for (const check_result& one : results) {
        made.object().member("id", one.id).member("title", one.title);
        made.member("result", verdict_word(one.how)).member("detail", one.detail);
        made.member("seconds", one.seconds).key("findings").array();
        for (const finding& each : one.findings)
            made.object()
                .member("result", verdict_word(each.how))
                .member("provider", each.provider)
                .member("found", each.found)
                .member("mend", each.mend)
                .end();
        made.end().end();
    }
    made.end();
    for (const verdict how : {verdict::pass, verdict::warn, verdict::fail, verdict::skip})
        made.member(verdict_word(how), static_cast<std::int64_t>(count(results, how)));
    return to_json(made.end().finish(), {.indent = 2}) + '\n';
}

std::string xml_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string seconds_text(double seconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", seconds);
    return text;
}

std::string as_junit(std::span<const check_result> results, std::string_view library) {
    double all = 0;
    for (const check_result& one : results) all += one.seconds;
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"quoin check " +
                      xml_text(library) + "\" tests=\"" + std::to_string(results.size()) + "\" failures=\"" +
                      std::to_string(count(results, verdict::fail)) + "\" errors=\"0\" skipped=\"" +
                      std::to_string(count(results, verdict::skip)) + "\" time=\"" + seconds_text(all) +
                      "\">\n";
    for (const check_result& one : results) {
        out += "  <testcase classname=\"" + xml_text(library) + "\" name=\"" + xml_text(one.id) +
               "\" time=\"" + seconds_text(one.seconds) + "\">";
        for (const finding& each : one.findings) {
            const std::string text = xml_text(words_of(each) + (each.mend.empty() ? "" : "; " + each.mend));
            out += each.how == verdict::fail ? "\n    <failure message=\"" + text + "\"/>"
                                             : "\n    <system-out>warning: " + text + "</system-out>";
        }
        if (one.how == verdict::skip) out += "\n    <skipped message=\"" + xml_text(one.detail) + "\"/>";
        out += out.back() == '>' && (!one.findings.empty() || one.how == verdict::skip) ? "\n  </testcase>\n"
                                                                                        : "</testcase>\n";
    }
    return out + "</testsuite>\n";
}

/// SARIF 2.1.0 (OASIS).
std::string as_sarif(std::span<const check_result> results, std::string_view library) {
    builder made;
    made.object()
        .member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .member("version", "2.1.0")
        .key("runs")
        .array()
        .object();
    made.key("tool").object().key("driver").object();
    made.member("name", "quoin check").member("version", version()).key("rules").array();
    for (const check_result& one : results)
        made.object()
            .member("id", one.id)
            .member("shortDescription", [&](builder& b) { b.object().member("text", one.title).end(); })
            .end();
    made.end().end().end();  // rules, driver, tool
    made.key("results").array();
    for (const check_result& one : results)
        for (const finding& each : one.findings)
            made.object()
                .member("ruleId", one.id)
                .member("level", each.how == verdict::fail ? "error" : "warning")
                .member("message",
                        [&](builder& b) {
                            b.object()
                                .member("text", words_of(each) + (each.mend.empty() ? "" : "; " + each.mend))
                                .end();
                        })
                .member("locations",
                        [&](builder& b) {
                            b.array().object().key("physicalLocation").object().key("artifactLocation");
                            b.object().member("uri", library).end().end().end().end();
                        })
                .end();
    return to_json(made.end().end().end().end().finish(), {.indent = 2}) + '\n';
}

}  // namespace

std::string check_report(std::span<const check_result> results, std::string_view library, check_format how,
                         bool colours) {
    switch (how) {
        case check_format::json:
            return as_json(results, library);
        case check_format::junit:
            return as_junit(results, library);
        case check_format::sarif:
            return as_sarif(results, library);
        default:
            return as_table(results, one_line(std::string(library)), colours);
    }
}

}  // namespace quoin::cli
