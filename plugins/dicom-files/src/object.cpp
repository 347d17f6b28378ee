#include "object.hpp"

#include "json_model.hpp"

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
            const settings& how, const wanted& what) {
    const std::string prefix = std::string(name) + ": ";
    try {
        dicom::read_limits limits = how.limits;
        limits.each_fragment = what.values_checked || how.strict;
        dicom::data_set found = dicom::read_part10(from, limits);
        object out{dicom::naturalize(found, bulk), {}};
        if (what.values_checked || how.strict) dicom::check_values(found, bulk);
        if (how.strict && !found.tolerated.empty())
            throw error(QUOIN_E_FORMAT, prefix + found.tolerated.all().front().line() +
                                            " (tolerated without config.strict of org.quoin.dicom-files)");
        if (!what.model_of.empty())
            out.content = json_model_of(found, out.content, what.model_of, how.inline_bytes);
        out.tolerated = std::move(found.tolerated);
        return out;
    } catch (const dicom::read_error& e) {
        throw error(code_of(e.why()), prefix + e.what());
    }
}

}  // namespace

object read_object(dicom::opened_file& file, std::string_view name, const settings& how, const wanted& what) {
    return read(*file.bytes, {file.path, file.bytes->identity(), {}}, name, how, what);
}

object read_object(view bytes, std::string_view name, const settings& how, const wanted& what) {
    const auto span = bytes.elements<std::uint8_t>();
    dicom::memory_source source({span.data(), span.size()});
    return read(source, {{}, {}, bytes}, name, how, what);
}

}  // namespace quoin::dicom_files
