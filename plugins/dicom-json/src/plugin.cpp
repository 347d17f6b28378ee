// The provider org.quoin.dicom-json: objects of the DICOM JSON model (PS3.18 annex F), added or in files.
//
//   naturalized   the object, as of a Part 10 file (object_reader.hpp)
//   dicomJson     the object in the DICOM JSON model as Quoin writes it
//   warnings      what was tolerated in it
//
// What add takes, under `naturalized`
//   an object     for the imageId that is the subject
//   an array      of a metadata response: each instance for its own imageId (image_ids.hpp); one alone for
//                 the subject, if that is no URL of a series or study
//   {baseUrl, instances}   the array, and the root of the imageIds
//   text          of an object or an array, a string or bytes
//   a path        of a file that ends in .json or .dcmjson, a string or {path}
// Subjects: what was added, and such paths themselves, with and without "dicomfile:". An instance in an array
// of a file is "series.json/instances/N" (counted from 1) or "series.json/instances/UID".
//
// Answers are tracked: the host is told which files they rest on (quoin.files/1). What is about a frame is
// asked about the object in turn, for which facts are kept.
#include "facts.hpp"
#include "image_ids.hpp"
#include "settings.hpp"
#include "text_files.hpp"
#include "written_model.hpp"

#include <quoin/ext/files.h>
#include <dicom/file_access.hpp>
#include <dicom/file_subject.hpp>
#include <dicom/json_subject.hpp>
#include <dicom/source_types.hpp>
#include <dicom/warnings.hpp>
#include <quoin/quoin.hpp>

#include <filesystem>

namespace quoin::dicom_json {

class dicom_json final : public provider {
 public:
    static constexpr auto types = quoin::types("naturalized", "dicomJson", "warnings");
    static constexpr descriptor info{
        .id = "org.quoin.dicom-json",
        .name = "DICOM JSON",
        .version = "0.1.0",
        .vendor = "Quoin",
        .description = "Reads objects of the DICOM JSON model, added or in files",
        .licence = "MIT",
        .types = types,
        .priority = -3100,
        .thread_safe = true,
        .tracked = true,
        .blocking = true};

    explicit dicom_json(const setup& with)
        : host_(with.host()),
          files_of_answers_(
              static_cast<const quoin_host_files*>(host_->get_extension(host_, to_str(QUOIN_EXT_FILES)))),
          how_(settings::from(with.config())),
          access_(host_, info.id, how_.roots) {}

    answer get(call& services, const request& asked) override {
        const std::string base = dicom::without_frame(asked.subject());
        if (base != asked.subject()) return services.get(asked.type(), base);
        const auto known = facts_.find(base);
        if (known && known->read) return deliver(services, asked, *known->read, base);
        const std::string path = known ? known->path : path_of(services, base);
        if (path.empty()) return pass;
        const auto seen = [&](const std::string& file, const dicom::file_identity& as) {
            rests_on(services, file, as);
        };
        return deliver(services, asked, *files_.read(path, access_, how_.max_file_bytes, seen), base);
    }

    answer add(call& services, const request& offered) override {
        if (offered.type() != "naturalized") return pass;
        const view payload = offered.payload();
        const view path = payload.is_object() && payload.size() == 1 ? payload["path"] : payload;
        if (const auto text = path.as_string()) {
            if (!dicom::is_json_text(*text)) return add_path(services, offered, *text);
            return add_objects(services, offered, json_tokens(*text), {});
        }
        if (dicom::is_json_text(payload)) {
            const auto bytes = payload.elements<std::uint8_t>();
            const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            return add_objects(services, offered, json_tokens(text), {});
        }
        const view instances = payload.is_object() ? payload["instances"] : view();
        const auto root = payload["baseUrl"].as_string();
        if (instances.is_array() && root)
            return add_objects(services, offered, json_tokens(instances), root_of(*root));
        if (!payload.is_object() && !payload.is_array()) return pass;
        const json_tokens tokens(payload);
        if (!is_model(tokens, payload.is_array() ? 1 : 0)) return pass;
        return add_objects(services, offered, tokens, {});
    }

    void clear(std::string_view type, std::string_view subject) override {
        if (!type.empty() && type != "naturalized") return;
        for (const std::string& image_id :
             facts_.forget(dicom::without_frame(subject), image_ids_of(subject)))
            changed(image_id);
    }

    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

 private:
    /// The path that a subject means, if it means one of ours.
    std::string path_of(call& services, const std::string& base) const {
        const auto [how, path] = dicom::parse_file_subject(base);
        if (!dicom::is_json_path(path)) return {};
        const std::string file(dicom::parse_json_path(path).file);
        if (how == dicom::naming::other && !access_.finds(file)) {
            rests_on(services, file, {});
            return {};
        }
        return std::string(path);
    }
    void rests_on(call& services, const std::string& file, const dicom::file_identity& as) const {
        if (files_of_answers_ == nullptr || file.empty() || file.find('\0') != std::string::npos) return;
        std::error_code failed;
        const std::string whole = std::filesystem::absolute(file, failed).string();
        files_of_answers_->rests_on(services.raw(), to_str(whole), as.size, as.mtime_ns, as.inode);
    }

    answer add_path(call& services, const request& offered, std::string_view path) {
        if (!dicom::is_json_path(path)) return pass;
        const auto read = files_.read(std::string(path), access_, how_.max_file_bytes);
        deliver(services, offered, *read, offered.subject());
        keep(dicom::without_frame(offered.subject()), {.path = std::string(path), .read = {}});
        return value::null();
    }

    /// All or nothing: an instance that cannot be read refuses the array.
    answer add_objects(call& services, const request& offered, const json_tokens& in, std::string root) {
        const auto objects = read_objects(in, offered.subject());
        if (objects.empty()) throw error(QUOIN_E_INVALID, "the array holds no instance");
        for (const auto& one : objects) deliver(services, offered, *one, offered.subject());
        const bool several = !root.empty() || objects.size() > 1 ||
                             (in[0].is == token::kind::array && names_several(offered.subject()));
        if (!several) {
            keep(dicom::without_frame(offered.subject()), {.path = {}, .read = objects.front()});
            return value::null();
        }
        if (root.empty() && !names_several(offered.subject()))
            throw error(QUOIN_E_INVALID,
                        "an array of several instances is added for the URL of their series, as "
                        "wadors:https://server/dicomweb/studies/1/series/2, or as {baseUrl, instances}");
        if (root.empty()) root = root_of(offered.subject());
        std::vector<std::string> ids;
        for (const auto& one : objects) ids.push_back(image_id(root, one->naturalized, ids.size() + 1));
        for (std::size_t i = 0; i < ids.size(); ++i) keep(ids[i], {.path = {}, .read = objects[i]});
        return value::null();
    }

    /// What was answered before, "nothing" included, is no longer so.
    void keep(std::string image_id, fact what) {
        facts_.put(image_id, std::move(what));
        changed(image_id);
    }
    void changed(const std::string& image_id) const {
        for (const quoin_str& type : types) host_->invalidate(host_, type, to_str(image_id));
    }

    answer deliver(call& services, const request& asked, const json_object& found, std::string_view base) {
        if (how_.strict && !found.tolerated.empty())
            throw error(QUOIN_E_FORMAT, std::string(base) + ": " + found.tolerated.all().front().line() +
                                            " (tolerated without config.strict of org.quoin.dicom-json)");
        if (asked.type() == "warnings") return dicom::warnings_of(found.tolerated);
        dicom::tell(found.tolerated, base, services, host_);
        if (asked.type() == "dicomJson") return model_of(found, base, how_.inline_bytes);
        return found.naturalized;
    }

    const quoin_host* host_;
    const quoin_host_files* files_of_answers_;  // null where the host keeps nothing
    settings how_;
    dicom::file_access access_;
    facts facts_;
    text_files files_;
    type_descriptions descriptions_{dicom::source_types};
};

}  // namespace quoin::dicom_json

QUOIN_PLUGIN(quoin::dicom_json::dicom_json)
