// The provider org.quoin.dicom-files: type `naturalized` of DICOM files, and of what was added for an
// imageId.
//
// Subjects. "dicomfile:PATH", or a path as it is: with a '/' or a '.' in it and no scheme. A word without
// either, and a subject of another scheme, is a path only on the command line and only if such a file exists;
// else it is passed on. A part that names a frame is no part of the path, unless a file has exactly that
// name.
//
// A file may change at any time, so answers are not tracked: it is read whenever it is asked about.
#include "access.hpp"
#include "facts.hpp"
#include "object.hpp"
#include "settings.hpp"
#include "subject.hpp"

#include <quoin/quoin.hpp>

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
        .blocking = true};

    explicit dicom_files(const quoin::setup& with)
        : host_(with.host()), how_(settings::from(with.config())), access_(host_, how_.roots) {}

    answer get(call& services, const request& asked) override {
        const std::string base = without_frame(asked.subject());
        if (const auto known = facts_.find(base)) {
            if (known->read) return deliver(services, asked.subject(), *known->read);
            return from_file(services, asked.subject(), known->path);
        }
        const std::optional<std::string> path = path_of(asked.subject(), base);
        if (!path) return pass;
        return from_file(services, asked.subject(), *path);
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
        facts_.put(without_frame(subject), std::move(taken));
        return value::null();
    }

    void clear(std::string_view type, std::string_view subject) override {
        if (type.empty() || type == "naturalized") facts_.forget(without_frame(subject));
    }

 private:
    /// The path that a subject means, if it means one.
    std::optional<std::string> path_of(std::string_view subject, const std::string& base) const {
        const auto [how, literal] = parse_subject(subject);
        const std::string stripped(parse_subject(base).path);
        const bool named = how == naming::scheme || how == naming::path;
        if (!named && !access_.may_probe()) return std::nullopt;
        if (std::string path(literal); path != stripped && access_.finds(path)) return path;
        if (!named && !access_.finds(stripped)) return std::nullopt;
        return stripped;
    }

    answer from_file(call& services, std::string_view subject, const std::string& path) {
        opened_file file = access_.open(path);
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
    settings how_;
    access access_;
    facts facts_;
};

}  // namespace quoin::dicom_files

QUOIN_PLUGIN(quoin::dicom_files::dicom_files)
