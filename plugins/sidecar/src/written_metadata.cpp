#include "written_metadata.hpp"

#include "name_pattern.hpp"

#include <dicom/attribute_names.hpp>
#include <dicom/dictionary.hpp>
#include <dicom/written_attribute.hpp>
#include <dicom/yaml_value.hpp>

#include <boost/json.hpp>

#include <algorithm>
#include <vector>

namespace quoin::sidecar {
namespace {

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
    throw error(QUOIN_E_FORMAT, std::string(name) + ": " + why);
}

void add(builder& out, const boost::json::value& written) {
    switch (written.kind()) {
        case boost::json::kind::object:
            out.object();
            for (const auto& [key, one] : written.get_object()) {
                out.key(std::string_view(key.data(), key.size()));
                add(out, one);
            }
            out.end();
            return;
        case boost::json::kind::array:
            out.array();
            for (const auto& one : written.get_array()) add(out, one);
            out.end();
            return;
        case boost::json::kind::string:
            out.add(std::string_view(written.get_string().data(), written.get_string().size()));
            return;
        case boost::json::kind::int64:
            out.add(written.get_int64());
            return;
        case boost::json::kind::uint64:
            out.add(static_cast<double>(written.get_uint64()));
            return;
        case boost::json::kind::double_:
            out.add(written.get_double());
            return;
        case boost::json::kind::bool_:
            out.add(written.get_bool());
            return;
        case boost::json::kind::null:
            out.null();
            return;
    }
}

value json_value(std::string_view text, std::string_view name) {
    if (text.size() > dicom::max_yaml_bytes)
        throw error(QUOIN_E_LIMIT, std::string(name) + ": larger than the " +
                                       std::to_string(dicom::max_yaml_bytes) + " bytes that are read");
    boost::json::parse_options how;
    how.max_depth = dicom::max_yaml_depth;
    boost::json::error_code failed;
    boost::json::stream_parser parser({}, how);
    const std::size_t read = parser.write_some(boost::json::string_view(text.data(), text.size()), failed);
    const std::size_t rest = text.find_first_not_of(" \t\r\n", read);
    if (!failed && rest == std::string_view::npos) parser.finish(failed);
    if (failed || rest != std::string_view::npos)
        refuse(name, "no JSON at byte " + std::to_string(failed ? read : rest) +
                         (failed ? ": " + failed.message() : ": something follows its end"));
    builder out;
    add(out, parser.release());
    return out.finish();
}

/// Members of imagePlaneModule that are a part of an attribute, and belong together.
struct part {
    std::string_view member, keyword;
    std::size_t first, count;
};
constexpr part parts[] = {{"rowPixelSpacing", "PixelSpacing", 0, 1},
                          {"columnPixelSpacing", "PixelSpacing", 1, 1},
                          {"rowCosines", "ImageOrientationPatient", 0, 3},
                          {"columnCosines", "ImageOrientationPatient", 3, 3}};

/// Attributes that are stated in parts; a part of which the rest is missing is refused.
class stated_parts {
 public:
    /// Whether the member is such a part. Throws error where it is not what one is.
    bool take(std::string_view member, view written) {
        const auto* const found = std::ranges::find(parts, member, &part::member);
        if (found == std::end(parts)) return false;
        std::vector<double> numbers;
        for (std::size_t i = 0; i < (written.is_array() ? written.size() : 1); ++i)
            if (const auto number = (written.is_array() ? written[i] : written).as_real())
                numbers.push_back(*number);
        if (numbers.size() != found->count || (written.is_array() && written.size() != found->count))
            throw error(std::to_string(found->count) + (found->count == 1 ? " number is" : " numbers are") +
                        " expected");
        stated_[found] = std::move(numbers);
        return true;
    }
    /// Throws error that names the part that is missing, or that differs from the whole, where `module` has that too.
    void add_to(view module, attributes& out) const {
        for (const auto& [stated, numbers] : stated_) {
            builder whole;
            whole.array();
            for (const part& one : parts) {
                if (one.keyword != stated->keyword) continue;
                const auto found = stated_.find(&one);
                if (found == stated_.end())
                    throw error(std::string(stated->member) + ": " + std::string(one.member) +
                                " is expected beside it");
                for (const double number : found->second) whole.add(number);
            }
            const value attribute = dicom::written_attribute(stated->keyword, whole.end().finish());
            const std::string name = dicom::member_of(stated->keyword);
            if (const view also = module[name];
                also && dicom::written_attribute(stated->keyword, also) != attribute)
                throw error(std::string(stated->member) + ": " + name + " says something else");
            out.insert_or_assign(std::string(stated->keyword), attribute);
        }
    }

 private:
    std::map<const part*, std::vector<double>> stated_;
};

/// `where` is how the file names the module.
void take_module(view module, const std::string& where, std::string_view name, attributes& out) {
    if (!module.is_object()) refuse(name, where + ": members are expected");
    stated_parts in_parts;
    for (std::size_t i = 0; i < module.size(); ++i) {
        const auto [member, written] = module.member(i);
        const std::string at = where + "." + std::string(member);
        try {
            if (in_parts.take(member, written)) continue;
            const std::string keyword = dicom::keyword_of(member);
            if (keyword.empty()) refuse(name, at + ": is of no attribute, so it cannot be stated");
            out.insert_or_assign(keyword, dicom::written_attribute(keyword, written));
        } catch (const error& e) {
            if (e.message().starts_with(name)) throw;
            refuse(name, at + ": " + e.message());
        }
    }
    try {
        in_parts.add_to(module, out);
    } catch (const error& e) {
        refuse(name, where + "." + e.message());
    }
}

/// "imagePlaneModule": no attribute, as those begin with a capital letter.
bool names_a_module(std::string_view key) noexcept {
    return key.ends_with("Module") && key.front() >= 'a' && key.front() <= 'z';
}

bool matches_any(view match, std::string_view file, std::string_view name) {
    const std::size_t count = match.is_array() ? match.size() : 1;
    bool any = false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto pattern = (match.is_array() ? match[i] : match).as_string();
        if (!pattern)
            refuse(name, "match: a pattern of file names is expected, as '*.png', or a list of them");
        any = any || matches_name(*pattern, file);
    }
    return any;
}

}  // namespace

value read_written(std::string_view text, std::string_view name) {
    return name.ends_with(".json") ? json_value(text, name) : dicom::yaml_value(text, name);
}

void take_entry(view entry, std::string_view name, attributes& out) {
    if (!entry.is_object()) refuse(name, "attributes by keyword are expected, as Modality: XC");
    // Modules first: an attribute that is named itself goes before.
    const view modules = entry["modules"];
    if (modules && !modules.is_object()) refuse(name, "modules: {TYPE: {member: value}} is expected");
    for (std::size_t i = 0; i < modules.size(); ++i)
        take_module(modules.member(i).second, "modules." + std::string(modules.member(i).first), name, out);
    for (std::size_t i = 0; i < entry.size(); ++i)
        if (names_a_module(entry.member(i).first))
            take_module(entry.member(i).second, std::string(entry.member(i).first), name, out);
    for (std::size_t i = 0; i < entry.size(); ++i) {
        const auto [key, written] = entry.member(i);
        if (key == "modules" || key == "match" || names_a_module(key)) continue;
        try {
            out.insert_or_assign(std::string(key), dicom::written_attribute(key, written));
        } catch (const error& e) {
            refuse(name, e.message());
        }
    }
}

bool take_folder_entries(view written, std::string_view name, std::string_view file, attributes& out) {
    const view files = written["files"];
    if (!files.is_array() || written.size() != 1)
        refuse(name, "files, a list of entries with match, is expected, and nothing else");
    bool any = false;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const view entry = files[i];
        if (!entry["match"]) refuse(name, "files[" + std::to_string(i) + "]: match is expected");
        if (!matches_any(entry["match"], file, name)) continue;
        take_entry(entry, name, out);
        any = true;
    }
    return any;
}

}  // namespace quoin::sidecar
