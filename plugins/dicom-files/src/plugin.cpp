// The provider org.quoin.dicom-files: DICOM files, and what was added for an imageId.
//
//   naturalized   the object (dicom/naturalize.hpp)
//   dicomJson     the object in the DICOM JSON model (dicom/json_model.hpp)
//   warnings      what was tolerated in it (dicom/warnings.hpp)
//
// Subjects. "dicomfile:PATH", or a path as it is: with a '/' or a '.' in it and no scheme. A word without
// either, and a subject of another scheme, is a path only on the command line and only if such a file exists;
// else it is passed on. A part that names a frame is no part of the path, unless a file has exactly that
// name. Paths and texts of DICOM JSON are left to org.quoin.dicom-json.
//
// A file may change at any time, so answers are not tracked: it is read whenever it is asked about.
#include "facts.hpp"
#include "object.hpp"
#include "settings.hpp"

#include <dicom/file_access.hpp>
#include <dicom/file_subject.hpp>
#include <dicom/json_subject.hpp>
#include <dicom/warnings.hpp>
#include <quoin/quoin.hpp>

#include <optional>

namespace quoin::dicom_files {

class dicom_files final : public quoin::provider {
 public:
    static constexpr auto types = quoin::types("naturalized", "dicomJson", "warnings");
    static constexpr quoin::descriptor info{
        .id = "org.quoin.dicom-files",
        .name = "DICOM files",
        .version = "0.1.0",
        .vendor = "Quoin",
        .description = "Reads DICOM Part 10 files: the naturalized header, pixel data left where they are",
        .licence = "MIT",
        .types = types,
        .priority = -3000,
        .thread_safe = true,
        .blocking = true};

    explicit dicom_files(const quoin::setup& with)
        : host_(with.host()), how_(settings::from(with.config())), access_(host_, info.id, how_.roots) {}

    answer get(call& services, const request& asked) override {
        const std::string base = dicom::without_frame(asked.subject());
        if (const auto known = facts_.find(base)) {
            if (!known->path.empty()) return from_file(services, asked, base, known->path);
            if (asked.type() == "naturalized") return deliver(services, asked, known->read);
            return deliver(services, asked, read_object(known->bytes, base, how_, wanted_by(asked, base)));
        }
        const std::optional<std::string> path = path_of(asked.subject(), base);
        if (!path) return pass;
        return from_file(services, asked, base, *path);
    }

    answer add(call& services, const request& offered) override {
        if (offered.type() != "naturalized") return pass;
        const view payload = offered.payload();
        const view path = payload.is_object() && payload.size() == 1 ? payload["path"] : payload;
        const std::string base = dicom::without_frame(offered.subject());
        fact taken;
        if (const auto text = path.as_string()) {
            if (dicom::is_json_text(*text) || dicom::is_json_path(*text)) return pass;
            taken.path = *text;
            from_file(services, offered, base, taken.path);
        } else if (const auto shape = payload.shape(); shape && shape->dtype == QUOIN_U8) {
            if (dicom::is_json_text(payload)) return pass;
            taken.bytes = value(payload);
            taken.read = read_object(payload, offered.subject(), how_);
            deliver(services, offered, taken.read);
        } else {
            return pass;
        }
        facts_.put(base, std::move(taken));
        return value::null();
    }

    void clear(std::string_view type, std::string_view subject) override {
        if (type.empty() || type == "naturalized") facts_.forget(dicom::without_frame(subject));
    }

 private:
    /// The path that a subject means, if it means one.
    std::optional<std::string> path_of(std::string_view subject, const std::string& base) const {
        const auto [how, literal] = dicom::parse_file_subject(subject);
        const std::string stripped(dicom::parse_file_subject(base).path);
        if (dicom::is_json_path(stripped)) return std::nullopt;
        const bool named = how == dicom::naming::scheme || how == dicom::naming::path;
        if (!named && !access_.may_probe()) return std::nullopt;
        if (std::string path(literal); path != stripped && access_.finds(path)) return path;
        if (!named && !access_.finds(stripped)) return std::nullopt;
        return stripped;
    }

    static wanted wanted_by(const request& asked, const std::string& base) {
        return {.model_of = asked.type() == "dicomJson" ? std::string_view(base) : std::string_view(),
                .values_checked = asked.type() == "warnings"};
    }

    answer from_file(call& services, const request& asked, const std::string& base, const std::string& path) {
        dicom::opened_file file = access_.open(path);
        return deliver(services, asked, read_object(file, path, how_, wanted_by(asked, base)));
    }

    answer deliver(call& services, const request& asked, const object& found) {
        if (asked.type() == "warnings") return dicom::warnings_of(found.tolerated);
        dicom::tell(found.tolerated, asked.subject(), services, host_);
        return found.content;
    }

    const quoin_host* host_;
    settings how_;
    dicom::file_access access_;
    facts facts_;
};

}  // namespace quoin::dicom_files

QUOIN_PLUGIN(quoin::dicom_files::dicom_files)
