#include <dicom/json_subject.hpp>

namespace quoin::dicom {

namespace {

bool ends_like_json(std::string_view file) noexcept {
    return file.ends_with(".json") || file.ends_with(".dcmjson");
}

}  // namespace

json_path parse_json_path(std::string_view path) noexcept {
    constexpr std::string_view between = "/instances/";
    const std::size_t at = path.rfind(between);
    if (at == std::string_view::npos || !ends_like_json(path.substr(0, at))) return {path, {}};
    return {path.substr(0, at), path.substr(at + between.size())};
}

bool is_json_path(std::string_view path) noexcept {
    return ends_like_json(parse_json_path(path).file);
}

bool is_json_text(std::string_view text) noexcept {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

bool is_json_text(view bytes) {
    const auto shape = bytes.shape();
    if (!shape || shape->dtype != QUOIN_U8) return false;
    const auto span = bytes.elements<std::uint8_t>();
    return is_json_text(std::string_view(reinterpret_cast<const char*>(span.data()), span.size()));
}

}  // namespace quoin::dicom
