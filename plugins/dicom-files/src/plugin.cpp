// The provider org.quoin.dicom-files: type `naturalized` of DICOM files, and of what was added for an
// imageId.
//
// Subjects. "dicomfile:PATH", or a path as it is: with a '/' or a '.' in it and no scheme. A word without
// either, and a subject of another scheme, is a path only on the command line and only if such a file exists;
// else it is passed on. A part that names a frame is no part of the path, unless a file has exactly that
// name.
//
// Answers are tracked: the host is told which files they rest on (quoin.files/1), those that are not there
// included. What is about a frame is asked about the object in turn, so that a fact that was added, which is
// kept for the object, is known under one name only, and a file is read once for all its frames.
#include "access.hpp"
#include "facts.hpp"
#include "object.hpp"
#include "settings.hpp"
#include "subject.hpp"

#include <quoin/ext/files.h>
#include <quoin/quoin.hpp>

#include <filesystem>
#include <optional>

namespace quoin::dicom_files {

class dicom_files final : public quoin::provider {
 public:
    static constexpr auto types = quoin::types("naturalized");
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
          access_(host_, how_.roots) {}

    answer get(call& services, const request& asked) override {
        const std::string base = without_frame(asked.subject());
        if (base != asked.subject()) return of_frame(services, asked, base);
        if (const auto known = facts_.find(base)) {
            if (known->read) return deliver(services, base, *known->read);
            return from_file(services, base, known->path);
        }
        const auto [how, path] = parse_subject(base);
        const bool named = how == naming::scheme || how == naming::path;
        if (!named && !access_.may_probe()) return pass;
        if (!named && !finds(services, std::string(path))) return pass;
        return from_file(services, base, std::string(path));
    }

    answer add(call& services, const request& offered) override {
        const view payload = offered.payload();
        const view path = payload.is_object() && payload.size() == 1 ? payload["path"] : payload;
        const std::string_view subject = offered.subject();
        fact taken;
        if (const auto text = path.as_string()) {
            if (text->starts_with('{') || text->starts_with('[')) return pass;  // DICOM JSON as text
            taken.path = *text;
            from_file(services, subject, taken.path);
        } else if (const auto shape = payload.shape(); shape && shape->dtype == QUOIN_U8) {
            taken.read = std::make_shared<const object>(read_object(payload, subject, how_));
            deliver(services, subject, *taken.read);
        } else {
            return pass;
        }
        const std::string base = without_frame(subject);
        facts_.put(base, std::move(taken));
        changed(base);
        return value::null();
    }

    void clear(std::string_view type, std::string_view subject) override {
        if (!type.empty() && type != "naturalized") return;
        const std::string base = without_frame(subject);
        facts_.forget(base);
        changed(base);
    }

 private:
    /// Of a subject that names a frame: that of the object, unless a file has exactly that name.
    answer of_frame(call& services, const request& asked, const std::string& base) {
        const auto [how, path] = parse_subject(asked.subject());
        const bool named = how == naming::scheme || how == naming::path;
        if (!facts_.find(base) && (named || access_.may_probe()) && finds(services, std::string(path))) {
            // A fact for the object would go before the file: who asks hears of it when one is added.
            try {
                services.get(asked.type(), base);
            } catch (const error&) {  // there need not be such an object
            }
            return from_file(services, asked.subject(), std::string(path));
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

    answer from_file(call& services, std::string_view subject, const std::string& path) {
        opened_file file = access_.open(path);
        rests_on(services, path, file.bytes->identity());
        return deliver(services, subject, read_object(file, path, how_));
    }

    /// Says what was tolerated: in `explain`, and in the log.
    answer deliver(call& services, std::string_view subject, const object& found) {
        for (const dicom::finding& one : found.tolerated.all()) {
            const std::string line = one.line();
            services.note(line);
            host_->log(host_, QUOIN_LOG_WARNING, to_str(std::string(subject) + ": " + line));
        }
        if (const std::uint64_t more = found.tolerated.not_kept(); more != 0)
            services.note("and " + std::to_string(more) + " more");
        return found.naturalized;
    }

    const quoin_host* host_;
    const quoin_host_files* files_;  // null where the host keeps nothing
    settings how_;
    access access_;
    facts facts_;
};

}  // namespace quoin::dicom_files

QUOIN_PLUGIN(quoin::dicom_files::dicom_files)
