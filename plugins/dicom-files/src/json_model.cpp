#include "json_model.hpp"

#include <dicom/dictionary.hpp>
#include <dicom/json_model.hpp>

#include <vector>

namespace quoin::dicom_files {

namespace {

using dicom::element;
using dicom::vr;

/// Goes through index and value side by side: both are in the order of the file.
class model_walk {
 public:
    model_walk(const dicom::data_set& in, std::string_view subject, std::uint64_t inline_bytes)
        : in_(in), out_(subject, inline_bytes) {}

    value run(view naturalized) {
        attributes(0, in_.elements.size(), naturalized);
        return out_.finish();
    }

 private:
    // Sequences nest at most as deep as read_limits says.
    void attributes(std::size_t at, std::size_t end, view object) {  // NOLINT(misc-no-recursion)
        around_.push_back(object);
        for (std::size_t member = 0; at < end; at = in_.next(at)) {
            const element& of = in_.elements[at];
            const bool file_meta = dicom::tags::is_file_meta(of.tag);
            if (of.has(element::superseded) || ((of.tag & 0xFFFFU) == 0 && !file_meta)) continue;
            const view content = object[member++];
            if (file_meta) continue;
            if (of.is_sequence())
                sequence(of.tag, at, content);
            else
                out_.attribute(of.tag, settled(of), content);
        }
        around_.pop_back();
    }

    void sequence(std::uint32_t tag, std::size_t at, view items) {  // NOLINT(misc-no-recursion)
        out_.begin_sequence(tag);
        const std::size_t end = in_.next(at);
        ++at;
        for (std::size_t number = 0; at < end; at = in_.next(at)) {
            out_.begin_item();
            attributes(at + 1, in_.next(at), items[number++]);
            out_.end_item();
        }
        out_.end_sequence();
    }

    vr settled(const element& of) const {
        // PS3.5 A.4, whatever the file says: as words, fragments would be read in another way than the file's.
        if (of.has(element::encapsulated)) return vr::OB;
        const vr stated = of.representation;
        if (dicom::is_known(stated)) return stated;
        if (stated == vr::none) return vr::UN;
        return dicom::implicit_representation(stated, stated == vr::US_or_SS && pixels_are_signed());
    }

    bool pixels_are_signed() const {
        for (auto object = around_.rbegin(); object != around_.rend(); ++object)
            if (const auto stated = (*object)["PixelRepresentation"].as_int()) return (*stated & 1) != 0;
        return false;
    }

    const dicom::data_set& in_;
    dicom::json_model out_;
    std::vector<view> around_;
};

}  // namespace

value json_model_of(const dicom::data_set& of, view naturalized, std::string_view subject,
                    std::uint64_t inline_bytes) {
    return model_walk(of, subject, inline_bytes).run(naturalized);
}

}  // namespace quoin::dicom_files
