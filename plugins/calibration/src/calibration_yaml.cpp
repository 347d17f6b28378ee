// The text of calibration_file.hpp.
#include "calibration_file.hpp"

#include <dicom/frame_name.hpp>
#include <dicom/yaml_value.hpp>

#include <charconv>

namespace quoin::calibration {
namespace {

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
    throw error(QUOIN_E_CONFIG, where + ": " + what);
}

std::string text_of(view entry, const char* key, const std::string& where) {
    const view found = entry[key];
    if (!found || found.is_null()) return {};
    const auto text = found.as_string();
    if (!text) refuse(where, std::string(key) + " is no text");
    return std::string(*text);
}

file_content::entry entry_of(view entry, const std::string& where) {
    if (!entry.is_object()) refuse(where, "imageId or series and what is said of it are expected");
    const std::string image_id = text_of(entry, "imageId", where), series = text_of(entry, "series", where);
    const std::string said = text_of(entry, "scope", where);
    const auto reaches = said.empty() ? (series.empty() ? scope::frame : scope::series) : scope_of(said);
    if (!reaches) refuse(where, "scope is none of frame, instance, series");
    if (*reaches == scope::series && !looks_like_uid(series))
        refuse(where, "series, the Series Instance UID, is expected for scope series");
    if (*reaches != scope::series && (image_id.empty() || !series.empty()))
        refuse(where, "imageId is expected, or series with scope series");
    if (entry["persist"]) refuse(where, "persist is for add: what is in the file is persisted");
    try {
        target of =
            image_id.empty() ? target{.reaches = *reaches, .image_id = {}} : target_of(image_id, *reaches);
        of.series = series;
        return {of, content_of(entry, *reaches, {"imageId", "series"})};
    } catch (const error& e) {
        refuse(where, e.message());
    }
}

/// A flow of YAML, which JSON is too.
void print(view one, std::string& out) {
    if (one.is_object() || one.is_array()) {
        out += one.is_object() ? '{' : '[';
        for (std::size_t i = 0; i < one.size(); ++i) {
            const auto [key, member] = one.member(i);
            if (i != 0) out += ", ";
            if (one.is_object()) out.append(key).append(": ");
            print(member, out);
        }
        out += one.is_object() ? '}' : ']';
    } else if (const auto text = one.as_string()) {
        constexpr const char* hex = "0123456789abcdef";
        out += '"';
        for (const char c : *text) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 || byte == 0x7F) {
                out.append("\\x") += hex[byte >> 4];
                out += hex[byte & 15];
                continue;
            }
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    } else if (const auto whole = one.as_int()) {
        out += std::to_string(*whole);
    } else if (const auto real = one.as_real()) {
        char room[32];
        const std::string shortest(room, std::to_chars(room, room + sizeof room, *real).ptr);
        // A real stays one, in its shortest form.
        out += shortest.find_first_of(".e") == std::string::npos ? shortest + ".0" : shortest;
    } else {
        out += "null";
    }
}

}  // namespace

std::map<std::string, file_content::entry> parse_calibrations(const std::string& text,
                                                              const std::string& name) {
    std::map<std::string, file_content::entry> out;
    const value root = dicom::yaml_value(text, name);
    if (root.is_null()) return out;
    for (std::size_t i = 0; i < root.size(); ++i)
        if (root.member(i).first != "calibrations") refuse(name, "calibrations is the only key");
    const view listed = root["calibrations"];
    if (!root.is_object() || (listed && !listed.is_null() && !listed.is_array()))
        refuse(name, "a mapping with the key calibrations and a list is expected");
    for (std::size_t i = 0; i < listed.size(); ++i) {
        file_content::entry one = entry_of(listed[i], name + ": calibrations[" + std::to_string(i) + "]");
        const std::string key = one.of.key();
        out.insert_or_assign(key, std::move(one));
    }
    return out;
}

std::string print_calibrations(const std::map<std::string, file_content::entry>& entries) {
    std::string out =
        "# Calibrations that outlive the process (org.quoin.calibration). Comments are not "
        "kept.\ncalibrations:\n";
    for (const auto& [key, entry] : entries) {
        builder whom;
        whom.object();
        if (!entry.of.image_id.empty())
            whom.member("imageId", entry.of.frame ? dicom::frame_image_id(entry.of.image_id, *entry.of.frame)
                                                  : entry.of.image_id);
        if (!entry.of.series.empty()) whom.member("series", entry.of.series);
        const char* indent = "  - ";
        for (const value& part : {whom.end().finish(), entry.content}) {
            for (std::size_t i = 0; i < part.size(); ++i) {
                const auto [name, member] = part.member(i);
                out.append(indent).append(name).append(": ");
                print(member, out);
                out += '\n';
                indent = "    ";
            }
        }
    }
    return out;
}

}  // namespace quoin::calibration
