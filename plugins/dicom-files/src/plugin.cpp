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
// Answers are tracked: the host is told which files they rest on (quoin.files/1), those that are not there
// included. What is about a frame is asked about the object in turn, so that a fact that was added, which is
// kept for the object, is known under one name only, and a file is read once for all its frames.
#include "facts.hpp"
#include "object.hpp"
#include "settings.hpp"

#include <quoin/ext/files.h>
#include <dicom/file_access.hpp>
#include <dicom/file_subject.hpp>
#include <dicom/json_subject.hpp>
#include <dicom/source_types.hpp>
#include <dicom/warnings.hpp>
#include <quoin/quoin.hpp>

#include <filesystem>
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
        .tracked = true,
        .blocking = true};

    explicit dicom_files(const quoin::setup& with)
        : host_(with.host()),
          files_(static_cast<const quoin_host_files*>(host_->get_extension(host_, to_str(QUOIN_EXT_FILES)))),
          how_(settings::from(with.config())),
          access_(host_, info.id, how_.roots) {}

    answer get(call& services, const request& asked) override {
        const std::string base = dicom::without_frame(asked.subject());
        if (base != asked.subject()) return of_frame(services, asked, base);
        if (const auto known = facts_.find(base)) {
            if (!known->path.empty()) return from_file(services, asked, base, known->path);
            if (asked.type() == "naturalized") return deliver(services, asked, known->read);
            return deliver(services, asked, read_object(known->bytes, base, how_, wanted_by(asked, base)));
        }
        const auto [how, path] = dicom::parse_file_subject(base);
        if (dicom::is_json_path(path)) return pass;
        const bool named = how == dicom::naming::scheme || how == dicom::naming::path;
        if (!named && !access_.may_probe()) return pass;
        if (!named && !finds(services, std::string(path))) return pass;
        return from_file(services, asked, base, std::string(path));
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
        changed(base);
        return value::null();
    }

    void clear(std::string_view type, std::string_view subject) override {
        if (!type.empty() && type != "naturalized") return;
        const std::string base = dicom::without_frame(subject);
        facts_.forget(base);
        changed(base);
    }

    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

 private:
    /// Of a subject that names a frame: that of the object, unless a file has exactly that name.
    answer of_frame(call& services, const request& asked, const std::string& base) {
        const auto [how, path] = dicom::parse_file_subject(asked.subject());
        const bool named = how == dicom::naming::scheme || how == dicom::naming::path;
        if (!facts_.find(base) && (named || access_.may_probe()) && !dicom::is_json_path(path) &&
            finds(services, std::string(path))) {
            // A fact for the object would go before the file: who asks hears of it when one is added.
            try {
                services.get(asked.type(), base);
            } catch (const error&) {  // there need not be such an object
            }
            return from_file(services, asked, base, std::string(path));
        }
        return services.get(asked.type(), base);
    }

    /// The host knows what changes under the type and the subject it was told; here a fact is kept for the
    /// object, and every type rests on it.
    void changed(const std::string& base) const {
        for (const quoin_str& type : types)
            host_->invalidate(host_, type, base.empty() ? quoin_str{} : to_str(base));
    }

    bool finds(call& services, const std::string& path) const {
        const bool found = access_.finds(path);
        if (!found) rests_on(services, path, {});
        return found;
    }
    void rests_on(call& services, const std::string& path, const dicom::file_identity& as) const {
        if (files_ == nullptr || path.empty() || path.find('\0') != std::string::npos) return;
        std::error_code failed;
        const std::string whole = std::filesystem::absolute(path, failed).string();
        files_->rests_on(services.raw(), to_str(whole), as.size, as.mtime_ns, as.inode);
    }

    static wanted wanted_by(const request& asked, const std::string& base) {
        return {.model_of = asked.type() == "dicomJson" ? std::string_view(base) : std::string_view(),
                .values_checked = asked.type() == "warnings"};
    }

    answer from_file(call& services, const request& asked, const std::string& base, const std::string& path) {
        dicom::opened_file file = access_.open(path);
        rests_on(services, path, file.bytes->identity());
        return deliver(services, asked, read_object(file, path, how_, wanted_by(asked, base)));
    }

    answer deliver(call& services, const request& asked, const object& found) {
        if (asked.type() == "warnings") return dicom::warnings_of(found.tolerated);
        dicom::tell(found.tolerated, asked.subject(), services, host_);
        return found.content;
    }

    const quoin_host* host_;
    const quoin_host_files* files_;  // null where the host keeps nothing
    settings how_;
    dicom::file_access access_;
    facts facts_;
    type_descriptions descriptions_{dicom::source_types};
};

}  // namespace quoin::dicom_files

QUOIN_PLUGIN(quoin::dicom_files::dicom_files)
