#include <dicom_writer/value_representation.hpp>

#include <algorithm>
#include <array>

namespace dicom_writer {
namespace {

using enum value_kind;

// letters, kind, width, long header, padding
constexpr std::array table = std::to_array<value_representation>({
    {"AE", text, 1, false, ' '},
    {"AS", text, 1, false, ' '},
    {"AT", tag, 4, false, '\0'},
    {"CS", text, 1, false, ' '},
    {"DA", text, 1, false, ' '},
    {"DS", text, 1, false, ' '},
    {"DT", text, 1, false, ' '},
    {"FL", real, 4, false, '\0'},
    {"FD", real, 8, false, '\0'},
    {"IS", text, 1, false, ' '},
    {"LO", text, 1, false, ' '},
    {"LT", text, 1, false, ' '},
    {"OB", unsigned_integer, 1, true, '\0'},
    {"OD", real, 8, true, '\0'},
    {"OF", real, 4, true, '\0'},
    {"OL", unsigned_integer, 4, true, '\0'},
    {"OV", unsigned_integer, 8, true, '\0'},
    {"OW", unsigned_integer, 2, true, '\0'},
    {"PN", text, 1, false, ' '},
    {"SH", text, 1, false, ' '},
    {"SL", signed_integer, 4, false, '\0'},
    {"SQ", sequence, 1, true, '\0'},
    {"SS", signed_integer, 2, false, '\0'},
    {"ST", text, 1, false, ' '},
    {"SV", signed_integer, 8, true, '\0'},
    {"TM", text, 1, false, ' '},
    {"UC", text, 1, true, ' '},
    {"UI", text, 1, false, '\0'},
    {"UL", unsigned_integer, 4, false, '\0'},
    {"UN", unknown, 1, true, '\0'},
    {"UR", text, 1, true, ' '},
    {"US", unsigned_integer, 2, false, '\0'},
    {"UT", text, 1, true, ' '},
    {"UV", unsigned_integer, 8, true, '\0'},
});

}  // namespace

std::span<const value_representation> value_representations() noexcept {
    return table;
}

value_representation value_representation_of(std::string_view letters) noexcept {
    const auto* const found = std::ranges::find(table, letters, &value_representation::letters);
    return found != table.end() ? *found : value_representation{letters, unknown, 1, true, '\0'};
}

}  // namespace dicom_writer
