// The one place that calls iconv.
//
// An iconv_t is costly to open and may be used by one thread at a time. So those that are open and idle wait
// in a pool, and a converter holds one for as long as it lives. They are not kept for each thread: a pool of many
// threads would hold one of each character set for each of them.
#pragma once

#include <iconv.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quoin::dicom::detail {

enum class encoding : std::uint8_t {
    none,
    latin1,
    latin2,
    latin3,
    latin4,
    cyrillic,
    arabic,
    greek,
    hebrew,
    latin5,
    latin9,
    thai,
    euc_jp,
    euc_kr,
    euc_cn,
    gb18030,
    gbk,
    shift_jis,
};

/// iconv's name of an encoding.
const char* name_of(encoding from) noexcept;

inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// From one encoding to UTF-8. Used by one thread.
class converter {
 public:
    explicit converter(encoding from);
    ~converter();
    converter(const converter&) = delete;
    converter& operator=(const converter&) = delete;

    /// False when this system's iconv does not have the encoding.
    [[nodiscard]] bool available() const noexcept { return handle_ != nullptr; }

    /// Appends characters until the end or the first that is none; returns how many bytes were read.
    std::size_t append(std::string_view bytes, std::string& out);

 private:
    encoding from_;
    iconv_t handle_;
};

}  // namespace quoin::dicom::detail
