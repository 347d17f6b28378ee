#include <dicom_writer/transfer_syntax.hpp>

#include <algorithm>
#include <array>

namespace dicom_writer {
namespace {

using enum encoding;

constexpr std::array table = std::to_array<transfer_syntax>({
    {implicit_vr_little_endian, implicit_little, false},
    {explicit_vr_little_endian, explicit_little, false},
    {deflated_explicit_vr_little_endian, deflated_explicit_little, false},
    {explicit_vr_big_endian, explicit_big, false},
    {jpeg_baseline, explicit_little, true},
    {"1.2.840.10008.1.2.4.51", explicit_little, true},  // JPEG extended
    {"1.2.840.10008.1.2.4.57", explicit_little, true},  // JPEG lossless
    {"1.2.840.10008.1.2.4.70", explicit_little, true},  // JPEG lossless, selection value 1
    {"1.2.840.10008.1.2.4.80", explicit_little, true},  // JPEG-LS lossless
    {"1.2.840.10008.1.2.4.81", explicit_little, true},  // JPEG-LS near lossless
    {"1.2.840.10008.1.2.4.90", explicit_little, true},  // JPEG 2000 lossless
    {jpeg_2000, explicit_little, true},
    {"1.2.840.10008.1.2.4.92", explicit_little, true},            // JPEG 2000 part 2, lossless
    {"1.2.840.10008.1.2.4.93", explicit_little, true},            // JPEG 2000 part 2
    {"1.2.840.10008.1.2.4.94", explicit_little, false},           // JPIP referenced: a URL in place of pixels
    {"1.2.840.10008.1.2.4.95", deflated_explicit_little, false},  // JPIP referenced deflate
    {"1.2.840.10008.1.2.4.100", explicit_little, true},           // MPEG-2 main profile
    {"1.2.840.10008.1.2.4.102", explicit_little, true},           // MPEG-4 AVC
    {"1.2.840.10008.1.2.4.107", explicit_little, true},           // HEVC main profile
    {"1.2.840.10008.1.2.4.201", explicit_little, true},           // high-throughput JPEG 2000 lossless
    {"1.2.840.10008.1.2.4.202", explicit_little, true},           // the same with RPCL
    {"1.2.840.10008.1.2.4.203", explicit_little, true},           // high-throughput JPEG 2000
    {rle_lossless, explicit_little, true},
});

}  // namespace

std::span<const transfer_syntax> transfer_syntaxes() noexcept {
    return table;
}

encoding encoding_of(std::string_view uid) noexcept {
    const auto* const found = std::ranges::find(table, uid, &transfer_syntax::uid);
    return found != table.end() ? found->header : explicit_little;
}

}  // namespace dicom_writer
