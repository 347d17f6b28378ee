// The provider org.quoin.calibration: how large pixels are, as far as users measured it.
//
//   calibratedPixelSpacing   what was added for an imageId: a fact about a frame, an instance or a series
//   calibrationModule        regions of an image that have units of their own; of a waveform, its drawing area
//   imagePlaneModule         that of the rest of the chain, with a user's spacing
//   moduleSchema             of the first two
//   org.quoin.calibration.fact   one calibration under the name it is kept under: a step on the way, a type of
//                                its own so that a change reaches exactly the frames that it is about
#include "calibrated_plane.hpp"
#include "calibration_file.hpp"
#include "fact_store.hpp"
#include "settings.hpp"
#include "waveform_region.hpp"

#include <quoin/ext/files.h>
#include <dicom/described_schema.hpp>
#include <dicom/module_set.hpp>
#include <dicom/ultrasound_region.hpp>

#include <memory>

namespace quoin::calibration {
namespace {

constexpr std::string_view fact_type = "org.quoin.calibration.fact";
constexpr std::string_view spacing_type = "calibratedPixelSpacing";
constexpr std::string_view plane_type = "imagePlaneModule";

bool add_regions(const dicom::module_input& from, builder& out) {
    const std::string_view subject = from.asked.subject();
    const auto given = from.asked_in.get(spacing_type, subject);
    view regions = given ? (*given)["sequenceOfUltrasoundRegions"] : view();
    std::optional<value> stated;
    if (!regions) {
        stated = from.asked_in.get("ultrasoundEnhancedRegionModule", subject);
        if (stated) regions = (*stated)["sequenceOfUltrasoundRegions"];
    }
    if (regions) {
        out.member("sequenceOfUltrasoundRegions", regions);
        return true;
    }
    builder made;
    made.array();
    if (add_waveform_regions(from, made) == 0) return false;
    out.member("sequenceOfUltrasoundRegions", made.end().finish());
    return true;
}

constexpr dicom::field calibration_fields[] = {dicom::maybe(
    "sequenceOfUltrasoundRegions", "SequenceOfUltrasoundRegions", dicom::kind::objects, {},
    "of a waveform, one of x in samples and y in sample values: physicalUnitsYDirection -1 is mV", 0,
    dicom::fields::ultrasound_region)};

constexpr dicom::metadata_module modules[] = {
    {"calibrationModule", "parts of an image or a drawn waveform with their own units",
     "PS3.3 C.8.5.5, C.10.9", dicom::applies_to::any, calibration_fields, &add_regions}};

constexpr field_info spacing_fields[] = {
    {.name = "rowPixelSpacing", .kind = "real", .unit = "mm", .about = "between rows"},
    {.name = "columnPixelSpacing", .kind = "real", .unit = "mm", .about = "between columns"},
    {.name = "scale", .kind = "real", .about = "what lengths are divided by; 1 unless said"},
    {.name = "aspect",
     .kind = "real",
     .about = "what the distance between rows is divided by besides; 1 unless said"},
    {.name = "type",
     .kind = "string",
     .about = "User unless said: ERMF, User, Proj, Region, Error, Uncalibrated, Calibrated, Unknown"},
    {.name = "tooltip", .kind = "string"},
    {.name = "sequenceOfUltrasoundRegions",
     .kind = "object[]",
     .about = "instead of the image's own, as in ultrasoundEnhancedRegionModule"},
    {.name = "scope", .kind = "string", .about = "whom it is about: frame, instance or series"}};

constexpr type_info others[] = {
    {.type = spacing_type,
     .about = "how large pixels are, as a user measured it; add gives it, clear takes it back",
     .fields = spacing_fields},
    dicom::described_schema_type,
    {.type = fact_type,
     .about = "one calibration; a step on the way",
     .subject = "\"frame N of IMAGEID\", \"instance IMAGEID\" or \"series UID\""}};

class calibration_provider final : public provider {
 public:
    static constexpr auto served =
        dicom::types_of(modules, spacing_type, plane_type, dicom::schema_type, fact_type);
    static constexpr descriptor info{.id = "org.quoin.calibration",
                                     .name = "Calibration",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "pixel spacing as users measured it, regions with units",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -1000,
                                     .thread_safe = true,
                                     .tracked = true,
                                     .blocking = true};

    explicit calibration_provider(const setup& with)
        : host_(with.host()),
          files_(static_cast<const quoin_host_files*>(host_->get_extension(host_, to_str(QUOIN_EXT_FILES)))) {
        const settings how = settings::from(with.config());
        if (how.file.empty()) return;
        if (files_ == nullptr)
            throw error(QUOIN_E_CONFIG, "file: this host does not watch files (quoin.files/1); leave it out");
        file_ = std::make_unique<calibration_file>(how.file);
    }

    answer get(call& asked_in, const request& asked) override {
        if (asked.subject_count() != 1) return pass;
        if (asked.type() == fact_type) return fact(asked_in, std::string(asked.subject()));
        if (asked.type() == spacing_type)
            return nothing_is_known() ? pass : answer(calibration_of(asked_in, asked.subject()));
        if (asked.type() == plane_type) return nothing_is_known() ? pass : plane(asked_in, asked);
        if (asked.type() == dicom::schema_type && asked.subject() == spacing_type)
            return dicom::schema_of(others, spacing_type);
        return modules_.get(asked_in, asked);
    }

    void get_row(call&, row& asked) override {
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const std::string_view type = asked.type(i);
            if ((type == plane_type || type == spacing_type) && nothing_is_known()) asked.answer(i, pass);
        }
    }

    /// All subjects, or none where one cannot be.
    answer add(call& asked_in, const request& offered) override {
        if (offered.type() != spacing_type) return pass;
        const view payload = offered.payload();
        const view said = payload["scope"];
        const auto reaches = said ? scope_of(said.as_string().value_or("")) : scope::frame;
        if (!reaches)
            throw error(QUOIN_E_INVALID, "calibratedPixelSpacing: scope is none of frame, instance, series");
        const view persist = payload["persist"];
        if (persist && !persist.as_bool())
            throw error(QUOIN_E_INVALID, "calibratedPixelSpacing: persist is neither true nor false");
        const bool lasting = persist.as_bool().value_or(false);
        if (lasting && !file_)
            throw error(QUOIN_E_CONFIG,
                        "calibratedPixelSpacing: there is no file to persist it in: name one in "
                        "config.file of org.quoin.calibration");
        const value content = content_of(payload, *reaches);
        std::vector<target> about;
        for (std::size_t i = 0; i < offered.subject_count(); ++i)
            about.push_back(target_in(asked_in, offered.subject(i), *reaches));
        for (const target& one : about) {
            if (lasting) {
                file_->put(one, content);
                added_.forget_one(one.key());  // it would go before what is in the file
            } else {
                added_.put(one, content);
            }
            changed(one.key());
            changed_from_nothing(one);
        }
        return value::null();
    }

    void clear(std::string_view type, std::string_view subject) override {
        if (!type.empty() && type != spacing_type) return;
        for (const std::string& key : added_.forget(subject)) changed(key);
        if (!file_) return;
        try {
            for (const std::string& key : file_->forget(subject)) changed(key);
        } catch (const error& e) {
            host_->log(host_, QUOIN_LOG_ERROR,
                       to_str("what was cleared is still in the file: " + e.message()));
        }
    }

    const void* extension(std::string_view id) override { return modules_.extension(id); }

 private:
    /// Whom an add is about; a series is asked for its UID.
    static target target_in(call& asked_in, std::string_view subject, scope reaches) {
        if (reaches == scope::series && looks_like_uid(subject))
            return {.reaches = reaches, .image_id = {}, .series = std::string(subject)};
        target out = target_of(subject, reaches);
        if (reaches != scope::series) return out;
        out.series = series_of(asked_in, subject);
        if (out.series.empty())
            throw error(QUOIN_E_NOT_FOUND,
                        "calibratedPixelSpacing: the series of this image is not known: add the "
                        "image first, or give the Series Instance UID as the subject");
        return out;
    }

    static std::string series_of(call& asked_in, std::string_view image_id) {
        static const key uid("SeriesInstanceUID");
        const auto instance = dicom::instance_of(asked_in, image_id);
        return std::string(instance ? dicom::as_text((*instance)[uid]).value_or("") : "");
    }

    /// What was added goes before what is in the file.
    answer fact(call& asked_in, const std::string& key) {
        value found = added_.find(key);
        if (found || !file_) return found ? answer(std::move(found)) : pass;
        const auto now = file_->read();
        files_->rests_on(asked_in.raw(), to_str(file_->path()), now->stamp.size, now->stamp.mtime_ns,
                         now->stamp.inode);
        const auto entry = now->entries.find(key);
        return entry == now->entries.end() ? answer(pass) : answer(entry->second.content);
    }

    /// The narrowest: of the frame, else of the instance, else of the series.
    static std::optional<value> calibration_of(call& asked_in, std::string_view image_id) {
        target of = target_of(image_id, scope::frame);
        for (const scope one : {scope::frame, scope::instance}) {
            of.reaches = one;
            if (auto found = asked_in.get(fact_type, of.key())) return found;
        }
        of.reaches = scope::series;
        of.series = series_of(asked_in, image_id);
        if (of.series.empty()) return std::nullopt;
        return asked_in.get(fact_type, of.key());
    }

    static answer plane(call& asked_in, const request& asked) {
        const auto below = asked_in.next();
        if (!below) return pass;
        if (!below->is_object()) return *below;
        const auto given = calibration_of(asked_in, asked.subject());
        if (!given) return *below;
        value made = calibrated_plane(*below, *given);
        if (made.get() != below->get()) asked_in.note("the pixel spacing is that of a user's calibration");
        return made;
    }

    /// The usual case, which costs a plane nothing: nobody calibrated anything. What is passed then rests on no
    /// fact, so that who adds the first of an image has to say so: changed_from_nothing.
    bool nothing_is_known() const noexcept { return !file_ && added_.is_empty(); }
    void changed_from_nothing(const target& of) const {
        if (file_) return;
        const auto matches = [](void* context, quoin_str subject) -> std::int32_t {
            try {
                return static_cast<const target*>(context)->may_be_about(to_view(subject)) ? 1 : 0;
            } catch (...) {
                return 1;  // out of memory: it is computed again in vain
            }
        };
        const quoin_subject_test about{sizeof about, 0, const_cast<target*>(&of), matches};
        for (const std::string_view type : {spacing_type, plane_type})
            host_->invalidate_where(host_, to_str(type), &about);
    }

    void changed(const std::string& key) const { host_->invalidate(host_, to_str(fact_type), to_str(key)); }

    const quoin_host* host_;
    const quoin_host_files* files_;  // null where the host keeps nothing
    std::unique_ptr<calibration_file> file_;
    fact_store added_;
    dicom::module_set modules_{modules, others};
};

}  // namespace
}  // namespace quoin::calibration

QUOIN_PLUGIN(quoin::calibration::calibration_provider)
