// dicom/source_settings.hpp - keys that several sources have in their `config`, read alike. Each throws
// quoin::error QUOIN_E_CONFIG naming the key and what is expected.
#pragma once

#include <quoin/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoin::dicom {

[[noreturn]] void refuse_setting(std::string line);

/// Absolute folders.
std::vector<std::string> folders_of(std::string_view key, view given);
bool flag_of(std::string_view key, view given);
/// A number of bytes, at least `least`.
std::uint64_t bytes_of(std::string_view key, view given, std::int64_t least);

}  // namespace quoin::dicom
