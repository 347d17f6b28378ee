#include "trace_privacy.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace quoin::cli {

namespace {

constexpr std::string_view hidden = "[..]";

// Character classes of ASCII alone: the locale of the process must not decide
// what is shown.
constexpr bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_word(char c) {
    return is_lower(c) || is_upper(c) || is_digit(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Words in capitals that are of the standard or of a file, never of a person
// alone.
constexpr std::array<std::string_view, 40> abbreviations{
    "ABI",  "AT",  "CP-246", "CT",   "DICOM", "DS", "FL", "FD",    "ICC", "ID",  "IO",  "IOD", "IS", "JPEG",
    "JSON", "LUT", "MB",     "MR",   "NaN",   "OB", "OF", "OW",    "PT",  "RLE", "ROI", "SOP", "SQ", "SR",
    "SS",   "SUV", "UID",    "UIDs", "UN",    "US", "UT", "UTF-8", "VM",  "VOI", "VR",  "YAML"};

// Words that begin a sentence.
constexpr std::array<std::string_view, 16> sentence_words{
    "A", "An", "And", "But", "If", "Is", "It", "No", "Not", "Of", "Or", "The", "This", "Then", "To", "With"};

// "McDonald" and "DeVries" look like names of attributes and are none.
constexpr std::array<std::string_view, 22> name_prefixes{
    "Al", "Ap", "Ben",  "Da", "Das", "De", "Del", "Den", "Der", "Di",  "Dos",
    "Du", "El", "Fitz", "La", "Le",  "Li", "Mac", "Mc",  "Van", "Von", "Ze"};

// Names of settings and functions that the host's own messages have.
constexpr std::array<std::string_view, 5> settings{"timeout_ms", "on_error", "max_depth",
                                                   "host_options::max_depth", "set_error"};

constexpr std::size_t most_digits = 4;  // of a plain number: a date and an identifier have more

bool is_lower_word(std::string_view word) {
    return std::all_of(word.begin(), word.end(), is_lower);
}

bool is_short_number(std::string_view word) {
    const std::size_t point = word.find('.');
    const std::string_view whole = word.substr(0, point);
    const std::string_view rest = point == std::string_view::npos ? "" : word.substr(point + 1);
    return !whole.empty() && whole.size() <= most_digits && rest.size() <= most_digits &&
           std::all_of(whole.begin(), whole.end(), is_digit) &&
           std::all_of(rest.begin(), rest.end(), is_digit);
}

/// imageId, PixelSpacing, SOPInstanceUID: letters, and a capital behind a small
/// one.
bool is_camel_case(std::string_view word) {
    if (!std::all_of(word.begin(), word.end(), [](char c) { return is_lower(c) || is_upper(c); }))
        return false;
    for (std::size_t i = 1; i < word.size(); ++i)
        if (is_upper(word[i]) && is_lower(word[i - 1])) return !is_one_of(word.substr(0, i), name_prefixes);
    return false;
}

bool is_plain(std::string_view word) {
    return is_lower_word(word) || is_short_number(word) || is_camel_case(word) ||
           is_one_of(word, abbreviations) || is_one_of(word, sentence_words);
}

constexpr std::size_t tag_size = 9;

/// "gggg,eeee" at the start of the text.
bool begins_with_tag(std::string_view text) {
    const auto is_hex = [](char c) {
        return is_digit(c) || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
    };
    if (text.size() < tag_size || text[4] != ',' || (text.size() > tag_size && is_word(text[tag_size])))
        return false;
    return std::all_of(text.begin(), text.begin() + 4, is_hex) &&
           std::all_of(text.begin() + 5, text.begin() + tag_size, is_hex);
}

/// How many characters at the start of the text are a subject that the caller
/// gave, and stand alone.
std::size_t given_at(std::string_view text, std::span<const std::string> given) {
    std::size_t longest = 0;
    for (const std::string& one : given)
        if (one.size() > longest && text.starts_with(one) &&
            (text.size() == one.size() || !is_word(text[one.size()])))
            longest = one.size();
    return longest;
}

/// The end of the word that starts the text. Digits, dots and carets are one
/// word, so that no part of a UID, a date or a name is looked at alone; so are
/// letters that a sign joins to digits.
std::size_t word_end(std::string_view text) {
    static constexpr std::string_view joining = "^._-+/:@\\=~'";
    std::size_t end = 0;
    while (end < text.size()) {
        if (is_word(text[end])) {
            ++end;
            continue;
        }
        const bool joins = joining.find(text[end]) != std::string_view::npos && end + 1 < text.size() &&
                           is_word(text[end + 1]);
        if (!joins && text[end] != '^') break;
        ++end;
    }
    return end;
}

/// "thread-safe"; "frame=2" of an imageId.
bool is_plain_with_signs(std::string_view word) {
    if (is_plain(word) || is_one_of(word, settings)) return true;
    if (const std::size_t equals = word.find('='); equals != std::string_view::npos)
        return is_lower_word(word.substr(0, equals)) && is_short_number(word.substr(equals + 1));
    return std::all_of(word.begin(), word.end(), [](char c) { return is_lower(c) || c == '-' || c == '\''; });
}

/// A type is a name that a program gave, "com.acme.groundTruth", unless it
/// looks like an identifier of something else: a number of parts, or a long
/// one.
bool is_plain_type(std::string_view type) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i < type.size(); ++i) {
        const char c = type[i];
        const bool name = is_lower(c) || is_upper(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
        digits = is_digit(c) ? digits + 1 : 0;
        if (!name || digits > most_digits) return false;
        if (is_digit(c) && i > 0 && type[i - 1] == '.') return false;
    }
    return !type.empty() && !is_digit(type.front());
}

/// Whether the text is a part of what was given that stands alone in it.
bool is_part_of(std::string_view text, std::string_view given) {
    const std::size_t at = text.empty() ? std::string_view::npos : given.find(text);
    return at != std::string_view::npos && (at == 0 || !is_word(given[at - 1])) &&
           (at + text.size() == given.size() || !is_word(given[at + text.size()]));
}

class scrubber {
 public:
    explicit scrubber(view trace) {
        const view subjects = trace["subjects"];
        for (std::size_t i = 0; i < subjects.size(); ++i)
            if (const auto text = subjects[i].as_string()) subjects_.emplace_back(*text);
        known_ = subjects_;
        if (const auto type = trace["type"].as_string()) known_.emplace_back(*type);
        collect_providers(trace);
    }

    void trace(builder& out, view of) { write(out, of, treatment::descend); }

 private:
    enum class treatment { keep, descend, subject, type, words, drop };

    // What is not in the table is looked at as if it were free text.
    static treatment treatment_of(std::string_view member) {
        using enum treatment;
        static constexpr std::array<std::pair<std::string_view, treatment>, 24> known{
            {{"value", drop},    {"type", type},           {"subjects", subject}, {"subject", subject},
             {"name", subject},  {"outcome", keep},        {"ns", keep},          {"kept", keep},
             {"letGo", keep},    {"since", keep},          {"cut", keep},         {"provider", keep},
             {"priority", keep}, {"priorityOrigin", keep}, {"notAsked", keep},    {"code", keep},
             {"fact", keep},     {"asked", descend},       {"queries", descend},  {"next", descend},
             {"error", descend}, {"facts", descend},       {"notes", words},      {"message", words}}};
        for (const auto& [name, how] : known)
            if (name == member) return how;
        return words;
    }

    void write(builder& out, view of, treatment how) {
        if (of.is_object()) {
            out.object();
            for (std::size_t i = 0; i < of.size(); ++i) {
                const auto [name, content] = of.member(i);
                const treatment inner = treatment_of(name);
                if (inner == treatment::drop) continue;
                out.key(name);
                write(out, content, inner);
            }
            out.end();
        } else if (of.is_array()) {
            out.array();
            for (std::size_t i = 0; i < of.size(); ++i) write(out, of[i], how);
            out.end();
        } else if (const auto text = of.as_string(); text && how != treatment::keep) {
            if (how == treatment::subject)
                out.add(shown_subject(*text));
            else if (how == treatment::type && is_plain_type(*text))
                out.add(*text);
            else
                out.add(plain_words(*text, known_));
        } else {
            out.add(of);
        }
    }

    std::string shown_subject(std::string_view subject) {
        if (std::find(subjects_.begin(), subjects_.end(), subject) != subjects_.end())
            return std::string(subject);
        // A part of it, as the file of an imageId is, or a path that ends in it.
        for (const std::string& one : subjects_) {
            if (is_part_of(subject, one)) return std::string(subject);
            if (subject.size() > one.size() && subject.ends_with(one) &&
                subject[subject.size() - one.size() - 1] == '/')
                return "../" + one;
        }
        // An imageId about a file that was given: the rest of it may be plain.
        for (const std::string& one : subjects_)
            if (subject.find(one) != std::string_view::npos) {
                std::string words = plain_words(subject, subjects_);
                if (words.find(hidden) == std::string::npos) return words;
            }
        const auto [at, is_new] = others_.try_emplace(std::string(subject), others_.size() + 1);
        return "[subject " + std::to_string(at->second) + ']';
    }

    /// Ids of providers are the manifest's, and may be named.
    void collect_providers(view of) {
        for (std::size_t i = 0; i < of.size(); ++i) {
            const view part = of.is_array() ? of[i] : of.member(i).second;
            if (part.is_object() || part.is_array()) collect_providers(part);
        }
        if (const auto id = of["provider"].as_string(); id && of["priority"]) known_.emplace_back(*id);
        const view below = of["notAsked"];
        for (std::size_t i = 0; i < below.size(); ++i)
            if (const auto id = below[i].as_string()) known_.emplace_back(*id);
    }

    std::vector<std::string> subjects_;  // that the caller gave
    std::vector<std::string> known_;     // they, the type and the providers
    std::map<std::string, std::size_t, std::less<>> others_;
};

}  // namespace

std::string plain_words(std::string_view text, std::span<const std::string> given) {
    std::string out;
    // Several in a row are one.
    const auto hide = [&out] {
        const std::size_t end = out.find_last_not_of(' ') + 1;
        if (std::string_view(out).substr(0, end).ends_with(hidden))
            out.resize(end);
        else
            out += hidden;
    };
    while (!text.empty()) {
        // Words are taken whole, so a word never begins here in the middle of
        // another.
        std::size_t taken = given_at(text, given);
        if (taken == 0 && begins_with_tag(text)) taken = tag_size;
        if (taken != 0) {
            out += text.substr(0, taken);
        } else if (taken = word_end(text); taken == 0) {
            taken = 1;
            out += text.front();
        } else {
            const std::string_view word = text.substr(0, taken);
            const std::size_t scheme = word.find(':') + 1;
            if (is_plain_with_signs(word)) {
                out += word;
            } else if (scheme != 0 && is_lower_word(word.substr(0, scheme - 1)) &&
                       given_at(text.substr(scheme), given) != 0) {
                taken = scheme;  // "dicomfile:" before a subject that was given
                out += word.substr(0, scheme);
            } else {
                hide();
            }
        }
        text.remove_prefix(taken);
    }
    return out;
}

value without_patient_data(view trace) {
    builder out;
    scrubber(trace).trace(out, trace);
    return out.finish();
}

}  // namespace quoin::cli
