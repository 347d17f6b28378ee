#include "named_images.hpp"

#include <dicom/named_subjects.hpp>

#include <map>
#include <optional>
#include <set>

namespace quoin::display_sets {
namespace {

std::string base_of(call& asked_in, const std::string& image_id) {
    const auto base = asked_in.get("baseImageId", image_id);
    return std::string(base ? base->as_string().value_or(image_id) : std::string_view(image_id));
}

/// What says nothing of the image that was asked about.
bool ends_the_query(quoin_code code) noexcept {
    return code == QUOIN_E_CANCELLED || code == QUOIN_E_TIMEOUT || code == QUOIN_E_CYCLE ||
           code == QUOIN_E_MEMORY;
}

class collector {
 public:
    explicit collector(call& asked_in) : asked_in_(asked_in) {}

    void take(const std::string& image_id) {
        if (!seen_.insert(image_id).second) {
            out_.repeated.push_back(image_id);
            return;
        }
        try {
            const std::string base = base_of(asked_in_, image_id);
            const auto known = places_.find(base);
            named_object* object =
                known == places_.end() ? begin(base, image_id) : &out_.objects[known->second];
            if (object == nullptr) return;
            add(*object, image_id);
        } catch (const error& e) {
            if (ends_the_query(e.code())) throw;
            out_.unreadable.push_back({image_id, e.message()});
        }
    }
    named_images finish() { return std::move(out_); }

 private:
    named_object* begin(const std::string& base, const std::string& image_id) {
        const auto instance = asked_in_.get("instance", base);
        if (!instance || !instance->is_object()) {
            out_.unreadable.push_back({image_id, "no provider has an instance of it"});
            return nullptr;
        }
        places_.emplace(base, out_.objects.size());
        return &out_.objects.emplace_back(named_object{base, {}});
    }
    void add(named_object& object, const std::string& image_id) {
        if (object.whole) {
            out_.repeated.push_back(image_id);
            return;
        }
        if (image_id != object.base) {
            if (!asked_in_.get("instance", image_id))
                out_.unreadable.push_back({image_id, "the object has no such frame"});
            else
                object.image_ids.push_back(image_id);
            return;
        }
        const auto frames = asked_in_.get("frameImageIds", image_id);
        object.whole = true;
        object.image_ids.clear();
        if (frames && frames->size() > 1) {
            for (std::size_t i = 0; i < frames->size(); ++i)
                object.image_ids.emplace_back((*frames)[i].as_string().value_or(""));
        } else {
            object.image_ids.push_back(image_id);
        }
    }

    call& asked_in_;
    named_images out_;
    std::set<std::string> seen_;
    std::map<std::string, std::size_t> places_;
};

}  // namespace

named_images images_named_by(call& asked_in, const request& asked) {
    collector all(asked_in);
    for (const std::string& image_id : dicom::subjects_named(asked_in, asked)) {
        if (asked_in.cancelled()) throw error(QUOIN_E_CANCELLED, "nobody waits for the answer");
        all.take(image_id);
    }
    return all.finish();
}

std::vector<std::string> frames_named_by(call& asked_in, const request& asked) {
    const named_images named = images_named_by(asked_in, asked);
    if (!named.unreadable.empty())
        throw error(
            QUOIN_E_NOT_FOUND,
            named.unreadable.front().image_id + ": " + named.unreadable.front().why +
                (named.unreadable.size() == 1 ? std::string()
                                              : " (and " + std::to_string(named.unreadable.size() - 1) +
                                                    " more of the images cannot be read)"));
    std::vector<std::string> out;
    for (const named_object& one : named.objects)
        out.insert(out.end(), one.image_ids.begin(), one.image_ids.end());
    return out;
}

}  // namespace quoin::display_sets
