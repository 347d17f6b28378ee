#include "object.hpp"

#include <dicom/naturalize.hpp>
#include <dicom/part10.hpp>

namespace quoin::dicom_files {

namespace {

quoin_code code_of(dicom::read_error::kind why) noexcept {
    switch (why) {
        case dicom::read_error::kind::limit:
            return QUOIN_E_LIMIT;
        case dicom::read_error::kind::io:
            return QUOIN_E_IO;
        default:
            return QUOIN_E_FORMAT;
    }
}

object read(dicom::byte_source& from, const dicom::bulk_place& bulk, std::string_view name,
            const settings& how) {
    const std::string prefix = std::string(name) + ": ";
    try {
        dicom::data_set found = dicom::read_part10(from, how.limits);
        value naturalized = dicom::naturalize(found, bulk);
        if (how.strict) dicom::check_values(found, bulk);
        object out{std::move(naturalized), std::move(found.tolerated)};
        if (how.strict && !out.tolerated.empty())
            throw error(QUOIN_E_FORMAT, prefix + out.tolerated.all().front().line() +
                                            " (tolerated without config.strict of org.quoin.dicom-files)");
        return out;
    } catch (const dicom::read_error& e) {
        throw error(code_of(e.why()), prefix + e.what());
    }
}

}  // namespace

object read_object(opened_file& file, std::string_view name, const settings& how) {
    return read(*file.bytes, {file.path, file.bytes->identity(), {}}, name, how);
}

object read_object(view bytes, std::string_view name, const settings& how) {
    const auto span = bytes.elements<std::uint8_t>();
    dicom::memory_source source({span.data(), span.size()});
    return read(source, {{}, {}, bytes}, name, how);
}

}  // namespace quoin::dicom_files
