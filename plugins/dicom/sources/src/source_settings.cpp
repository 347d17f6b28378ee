#include <dicom/source_settings.hpp>

namespace quoin::dicom {

void refuse_setting(std::string line) {
    throw error(QUOIN_E_CONFIG, std::move(line));
}

std::vector<std::string> folders_of(std::string_view key, view given) {
    const std::string name(key);
    if (!given.is_array())
        refuse_setting(name + ": an array of absolute folders is expected, as [/data/images]");
    std::vector<std::string> out;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto folder = given[i].as_string();
        if (!folder || !folder->starts_with('/') || folder->find('\0') != std::string_view::npos)
            refuse_setting(name + "[" + std::to_string(i) +
                           "]: an absolute folder is expected, as /data/images");
        out.emplace_back(*folder);
    }
    return out;
}

bool flag_of(std::string_view key, view given) {
    const auto flag = given.as_bool();
    if (!flag) refuse_setting(std::string(key) + ": true or false is expected");
    return *flag;
}

std::uint64_t bytes_of(std::string_view key, view given, std::int64_t least) {
    const auto number = given.as_int();
    if (!number || *number < least)
        refuse_setting(std::string(key) + ": a number of bytes is expected, at least " +
                       std::to_string(least));
    return static_cast<std::uint64_t>(*number);
}

}  // namespace quoin::dicom
