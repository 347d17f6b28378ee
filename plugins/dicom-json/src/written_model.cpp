#include "written_model.hpp"

#include <dicom/elements.hpp>
#include <dicom/json_model.hpp>

namespace quoin::dicom_json {

namespace {

/// Goes through the values and what was written of them side by side.
class model_walk {
 public:
    model_walk(const json_object& in, std::string_view subject, std::uint64_t inline_bytes)
        : in_(in), out_(subject, inline_bytes) {}

    value run() {
        attributes(in_.naturalized);
        return out_.finish();
    }

 private:
    void attributes(view object) {  // NOLINT(misc-no-recursion): as deep as was read
        for (std::size_t member = 0; member < object.size(); ++member) {
            const written_attribute of = in_.written[next_++];
            const view content = object[member];
            if (dicom::tags::is_file_meta(of.tag)) {
                next_ += of.inside;
                continue;
            }
            if (of.representation != dicom::vr::SQ) {
                out_.attribute(of.tag, of.representation, content);
                continue;
            }
            out_.begin_sequence(of.tag);
            for (std::size_t item = 0; item < content.size(); ++item) {
                out_.begin_item();
                attributes(content[item]);
                out_.end_item();
            }
            out_.end_sequence();
        }
    }

    const json_object& in_;
    dicom::json_model out_;
    std::size_t next_ = 0;
};

}  // namespace

value model_of(const json_object& of, std::string_view subject, std::uint64_t inline_bytes) {
    return model_walk(of, subject, inline_bytes).run();
}

}  // namespace quoin::dicom_json
