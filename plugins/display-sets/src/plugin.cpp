// The provider org.quoin.display-sets: several images as what is shown together.
//
//   displaySets            the images of the subjects, grouped by rules (grouping.hpp)
//   displaySetModule       {displaySet}: the one that an image is in
//   displaySetRules        the rules in force
//   splitImageIdsBy4DTags  one group for each time (time_points.hpp)
//   volumeMetadata         the images as one volume (volume.hpp)
//   imageDataMetadata      the grid of one image (image_data.hpp)
//   imageIds               the files of a folder
//
// Several images are several subjects of one query, or one subject that type `imageIds` lists: a folder here, and
// whatever another provider knows to be several.
//
// A display set is of the images that one query names, so displaySetModule of an image needs to know which those
// are: add displaySets for all of them together (the payload is null), or give option imageIds.
#include "collections.hpp"
#include "default_rules.hpp"
#include "described_types.hpp"
#include "folder_listing.hpp"
#include "grouping.hpp"
#include "image_data.hpp"
#include "time_points.hpp"
#include "volume.hpp"

#include <quoin/ext/files.h>
#include <dicom/described_schema.hpp>
#include <dicom/file_subject.hpp>
#include <dicom/source_settings.hpp>
#include <dicom/yaml_value.hpp>

#include <optional>
#include <system_error>

namespace quoin::display_sets {
namespace {

constexpr std::string_view rules_type = "displaySetRules", rules_subject = "default";

struct settings {
    std::vector<std::string> roots;
    std::string rules_file;

    static settings from(view config) {
        settings out;
        for (std::size_t i = 0; i < config.size(); ++i) {
            const auto [key, given] = config.member(i);
            if (key == "roots") {
                out.roots = dicom::folders_of(key, given);
            } else if (key == "rules_file") {
                out.rules_file = given.as_string().value_or("");
                if (!out.rules_file.starts_with('/') || out.rules_file.find('\0') != std::string::npos)
                    dicom::refuse_setting(
                        "rules_file: an absolute path is expected, as /etc/quoin/display-sets.yaml");
            } else {
                dicom::refuse_setting("unknown key '" + std::string(key) + "' (known: roots, rules_file)");
            }
        }
        return out;
    }
};

class display_sets final : public provider {
 public:
    static constexpr auto served =
        types("displaySets", "displaySetModule", "displaySetRules", "splitImageIdsBy4DTags", "volumeMetadata",
              "imageDataMetadata", "imageIds", "moduleSchema");
    static constexpr descriptor info{.id = "org.quoin.display-sets",
                                     .name = "Display sets",
                                     .version = "0.1.0",
                                     .vendor = "Quoin",
                                     .description = "several images as display sets, times and volumes",
                                     .licence = "MIT",
                                     .types = served,
                                     .priority = -1200,
                                     .thread_safe = true,
                                     .tracked = true,
                                     .blocking = true};

    explicit display_sets(const setup& with)
        : host_(with.host()),
          files_(static_cast<const quoin_host_files*>(host_->get_extension(host_, to_str(QUOIN_EXT_FILES)))),
          how_(settings::from(with.config())),
          access_(host_, info.id, how_.roots),
          default_rules_(dicom::yaml_value(default_rules, "display-sets.yaml")) {
        read_rules(default_rules_, "display-sets.yaml");
        if (!how_.rules_file.empty()) {
            // A file that is wrong is refused at the start, not at the first query.
            dicom::file_identity as;
            read_rules(read_rules_file(as), how_.rules_file);
        }
    }

    answer get(call& asked_in, const request& asked) override {
        const std::string_view type = asked.type();
        if (type == "displaySets") return sets(asked_in, asked);
        if (type == "splitImageIdsBy4DTags") return times(asked_in, asked);
        if (type == "volumeMetadata") return volume_metadata(asked_in, frames_named_by(asked_in, asked));
        if (asked.subject_count() != 1) return pass;
        if (type == "imageDataMetadata") return image_data(asked_in, asked.subject());
        if (type == "displaySetModule") return module_of(asked_in, asked);
        if (type == "imageIds") return image_ids(asked_in, asked.subject());
        if (type == rules_type) return asked.subject() == rules_subject ? answer(rules(asked_in)) : pass;
        return dicom::schema_of(described_types(), asked.subject());
    }

    answer add(call& asked_in, const request& offered) override {
        if (offered.type() == "displaySets") {
            if (offered.payload() && !offered.payload().is_null())
                throw error(
                    QUOIN_E_INVALID,
                    "displaySets is added with null for the images that are to be grouped, its subjects");
            auto added = std::make_shared<collection>();
            for (std::size_t i = 0; i < offered.subject_count(); ++i)
                added->subjects.emplace_back(offered.subject(i));
            for (named_object& one : images_named_by(asked_in, offered).objects)
                added->objects.push_back(std::move(one.base));
            collections_.put(added);
            for (const std::string& one : added->objects) changed(one);
            return value::null();
        }
        if (offered.type() != "displaySetModule" || offered.subject_count() != 1) return pass;
        if (!offered.payload()["displaySet"].is_object())
            throw error(QUOIN_E_INVALID, "displaySetModule: {\"displaySet\": {..}} is expected");
        const std::string base = base_of(asked_in, offered.subject());
        collections_.put(base, value(offered.payload()));
        changed(base);
        return value::null();
    }

    void clear(std::string_view type, std::string_view subject) override {
        const std::string name = subject.empty() ? std::string() : dicom::without_frame(subject);
        if (type.empty() || type == "displaySets")
            for (const std::string& one : collections_.forget_collection(name)) changed(one);
        if (type.empty() || type == "displaySetModule")
            for (const std::string& one : collections_.forget_given(name)) changed(one);
    }

    const void* extension(std::string_view id) override { return descriptions_.extension(id); }

 private:
    void changed(const std::string& object) const {
        host_->invalidate(host_, to_str("displaySetModule"), to_str(object));
    }
    static std::string base_of(call& asked_in, std::string_view image_id) {
        const auto base = asked_in.get("baseImageId", image_id);
        return std::string(base ? base->as_string().value_or(image_id) : image_id);
    }

    answer sets(call& asked_in, const request& asked) {
        const named_images named = images_named_by(asked_in, asked);
        if (named.objects.empty() && asked.subject_count() == 1 && named.unreadable.size() == 1 &&
            named.unreadable.front().image_id == asked.subject()) {
            asked_in.note(named.unreadable.front().why);
            return pass;
        }
        const auto book = asked_in.get(rules_type, rules_subject);
        if (!book) throw error("nobody answers displaySetRules");
        return grouped(asked_in, read_rules(*book, "displaySetRules"), named,
                       asked.options()["instances"].as_bool().value_or(false));
    }

    static answer times(call& asked_in, const request& asked) {
        const named_images named = images_named_by(asked_in, asked);
        if (!named.unreadable.empty())
            throw error(QUOIN_E_NOT_FOUND,
                        named.unreadable.front().image_id + ": " + named.unreadable.front().why);
        if (named.objects.empty()) return pass;
        return time_points(asked_in, named, asked.options()["missingAsZero"].as_bool().value_or(false));
    }

    answer module_of(call& asked_in, const request& asked) {
        const std::string base = base_of(asked_in, asked.subject());
        if (base != asked.subject()) return asked_in.get("displaySetModule", base, asked.options());
        if (value given = collections_.given(base)) return given;
        std::vector<std::string> subjects;
        const view listed = asked.options()["imageIds"];
        for (std::size_t i = 0; i < listed.size(); ++i)
            subjects.emplace_back(listed[i].as_string().value_or(""));
        if (subjects.empty())
            if (const auto known = collections_.find(base)) subjects = known->subjects;
        if (subjects.empty()) {
            asked_in.note(
                "it is not known with which images it is to be grouped: add displaySets for them "
                "together, or give option imageIds");
            return pass;
        }
        std::vector<quoin_str> together;
        together.reserve(subjects.size());
        for (const std::string& one : subjects) together.push_back(to_str(one));
        const auto sets = asked_in.get("displaySets", together);
        if (!sets) return pass;
        const view all = (*sets)["displaySets"];
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t k = 0; k < all[i]["underlyingImageIds"].size(); ++k)
                if (all[i]["underlyingImageIds"][k].as_string() == base)
                    return builder().object().member("displaySet", all[i]).end().finish();
        asked_in.note("no display set has it: type displaySets says why");
        return pass;
    }

    void rests_on(call& asked_in, const std::string& path, const dicom::file_identity& as) const {
        if (files_ != nullptr) files_->rests_on(asked_in.raw(), to_str(path), as.size, as.mtime_ns, as.inode);
    }

    answer image_ids(call& asked_in, std::string_view subject) const {
        const auto [how, path] = dicom::parse_file_subject(subject);
        if (how == dicom::naming::other) return pass;
        const bool named = how == dicom::naming::scheme || how == dicom::naming::path;
        if (!named && !access_.may_probe()) return pass;
        const std::string folder = access_.folder(std::string(path));
        if (folder.empty()) return pass;
        builder out;
        out.array();
        const std::string scheme = how == dicom::naming::scheme ? "dicomfile:" : "";
        for (const std::string& file : files_below(
                 folder,
                 [&](const std::string&at, const dicom::file_identity&as) { rests_on(asked_in, at, as); }))
            out.add(scheme + file);
        return out.end().finish();
    }

    value read_rules_file(dicom::file_identity& as) const {
        std::string text;
        try {
            const auto file = dicom::file_source::open(how_.rules_file);
            as = file->identity();
            if (as.size > dicom::max_yaml_bytes)
                throw error(QUOIN_E_LIMIT, how_.rules_file + ": larger than the " +
                                               std::to_string(dicom::max_yaml_bytes) +
                                               " bytes that are read");
            text.resize(static_cast<std::size_t>(as.size));
            text.resize(file->read(0, reinterpret_cast<unsigned char*>(text.data()), text.size()));
        } catch (const std::system_error& e) {
            throw error(QUOIN_E_CONFIG, how_.rules_file + ": cannot be read: " + e.code().message() +
                                            " (config.rules_file of org.quoin.display-sets)");
        } catch (const dicom::read_error& e) {
            throw error(QUOIN_E_CONFIG, how_.rules_file + ": " + e.what());
        }
        return dicom::yaml_value(text, how_.rules_file);
    }

    value rules(call& asked_in) const {
        if (how_.rules_file.empty()) return default_rules_;
        dicom::file_identity as;
        value out = read_rules_file(as);
        rests_on(asked_in, how_.rules_file, as);
        read_rules(out, how_.rules_file);
        return out;
    }

    const quoin_host* host_;
    const quoin_host_files* files_;  // null where the host keeps nothing
    settings how_;
    dicom::file_access access_;
    value default_rules_;
    collections collections_;
    type_descriptions descriptions_{described_types()};
};

}  // namespace
}  // namespace quoin::display_sets

QUOIN_PLUGIN(quoin::display_sets::display_sets)
