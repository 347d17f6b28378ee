#include "deidentified_object.hpp"

#include <dicom/attribute_path.hpp>
#include <dicom/base64.hpp>

#include <map>
#include <optional>

namespace quoin::deidentify {
namespace {

using dicom::vr;

class json_writer {
 public:
    json_writer(const profile& by, builder& out) : by_(by), out_(out) {}

    /// Adds an object: the elements that `now` has. `original` may be empty.
    void add_object(view original, view now, bool cleaned) {
        std::map<std::uint32_t, view> elements;
        for (std::size_t i = 0; i < original.size(); ++i) {
            const auto [name, element] = original.member(i);
            if (const auto tag = dicom::tag_at_start(name)) elements.emplace(tag->tag, element);
        }
        for (std::size_t i = 0; i < now.size(); ++i) {
            const std::string_view key = now.member(i).first;
            const dicom::dictionary_entry* const known = entry_of(key);
            // Of a repeating group all but the first are found by the tags of the original.
            // The model has no file meta information (PS3.18 F.2).
            if (known && key.find(':') == std::string_view::npos && known->tag >> 16 != 0x0002)
                elements.emplace(known->tag, view());
        }
        out_.object();
        for (const auto& [tag, element] : elements) {
            const dicom::dictionary_entry* const known = dicom::find(tag);
            const view content = known ? now[dicom::key_of(now, tag)] : view();
            if (content) add_element(tag, *known, element, content, cleaned);
        }
        out_.end();
    }

 private:
    static std::string digits_of(std::uint32_t tag) {
        constexpr const char* digits = "0123456789ABCDEF";
        std::string out;
        for (int shift = 28; shift >= 0; shift -= 4) out += digits[tag >> shift & 0xFU];
        return out;
    }

    void add_element(std::uint32_t tag, const dicom::dictionary_entry& known, view original, view now,
                     bool cleaned) {
        const treatment what = by_.of(known);
        const bool sequence = known.representation == vr::SQ;
        out_.key(digits_of(tag));
        if (original && what == treatment::keep && !sequence && !cleaned) {
            out_.add(original);
            return;
        }
        out_.object().member("vr", vr_of(known, original));
        if (sequence)
            add_items(original["Value"], now, cleaned || what == treatment::clean);
        else
            add_values(now);
        out_.end();
    }

    static std::string vr_of(const dicom::dictionary_entry& known, view original) {
        if (const auto stated = original["vr"].as_string()) return std::string(*stated);
        const auto letters = static_cast<unsigned>(known.representation);
        return {static_cast<char>(letters >> 8U), static_cast<char>(letters & 0xFFU)};
    }

    void add_items(view originals, view now, bool cleaned) {
        if (now.size() == 0) return;
        // Items that were dropped or made up: which stands for which is not known.
        const bool same = originals.size() == now.size();
        out_.key("Value").array();
        for (std::size_t i = 0; i < now.size(); ++i)
            add_object(same ? originals[i] : view(), now[i], cleaned);
        out_.end();
    }

    void add_values(view now) {
        if (now.is_null() || (now.is_array() && now.size() == 0)) return;
        if (now.is_typed()) {
            const quoin_typed bytes = now.typed();
            out_.member("InlineBinary",
                        dicom::to_base64({static_cast<const unsigned char*>(bytes.data),
                                          static_cast<std::size_t>(bytes.count) * size_of(bytes.dtype)}));
            return;
        }
        out_.key("Value");
        if (now.is_array())
            out_.add(now);
        else
            out_.array().add(now).end();
    }

    const profile& by_;
    builder& out_;
};

}  // namespace

value deidentified_json(const rules& how, view original, view object) {
    builder out;
    json_writer(how.by, out).add_object(original, object, false);
    return out.finish();
}

}  // namespace quoin::deidentify
