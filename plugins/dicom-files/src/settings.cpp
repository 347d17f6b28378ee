#include "settings.hpp"

namespace quoin::dicom_files {

namespace {

[[noreturn]] void refuse(std::string line) {
    throw error(QUOIN_E_CONFIG, std::move(line));
}

void set_roots(settings& of, view given) {
    if (!given.is_array()) refuse("roots: an array of absolute folders is expected, as [/data/images]");
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto folder = given[i].as_string();
        if (!folder || !folder->starts_with('/') || folder->find('\0') != std::string_view::npos)
            refuse("roots[" + std::to_string(i) + "]: an absolute folder is expected, as /data/images");
        of.roots.emplace_back(*folder);
    }
}

std::uint64_t byte_count(std::string_view key, view given, std::int64_t least) {
    const auto number = given.as_int();
    if (!number || *number < least)
        refuse(std::string(key) + ": a number of bytes is expected, at least " + std::to_string(least));
    return static_cast<std::uint64_t>(*number);
}

}  // namespace

settings settings::from(view config) {
    settings out;
    for (std::size_t i = 0; i < config.size(); ++i) {
        const auto [key, given] = config.member(i);
        if (key == "roots") {
            set_roots(out, given);
        } else if (key == "strict") {
            const auto flag = given.as_bool();
            if (!flag) refuse("strict: true or false is expected");
            out.strict = *flag;
        } else if (key == "max_header_bytes") {
            out.limits.header_bytes = byte_count(key, given, 1024);
        } else if (key == "max_inflated_bytes") {
            out.limits.inflated_bytes = byte_count(key, given, 1024);
        } else if (key == "inline_bytes") {
            out.inline_bytes = byte_count(key, given, 0);
        } else {
            refuse("unknown key '" + std::string(key) +
                   "' (known: roots, strict, inline_bytes, max_header_bytes, max_inflated_bytes)");
        }
    }
    return out;
}

}  // namespace quoin::dicom_files
