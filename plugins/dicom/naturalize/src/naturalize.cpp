#include <dicom/naturalize.hpp>

#include "attribute_keys.hpp"
#include "attribute_values.hpp"

#include <dicom/decode.hpp>
#include <dicom/dictionary.hpp>

#include <memory>
#include <optional>

namespace quoin::dicom {

namespace {

/// An object or an array that is being made. What an item does not say itself holds from the data set around
/// it.
struct level {
    std::size_t first;  // of its entries in the index
    std::size_t end;
    bool sequence = false;
    character_set text = {};
    std::optional<bool> signed_pixels = {};
    std::unique_ptr<private_blocks> blocks = {};
};

class naturalizer {
 public:
    naturalizer(data_set& in, const bulk_place& bulk) : in_(in), values_(builder_.get(), in, bulk) {}

    value run() {
        builder_.object();
        open_.push_back({.first = 0, .end = in_.elements.size()});
        if (in_.unordered) find_character_set();
        for (std::size_t at = 0;;) {
            if (at == open_.back().end) {
                builder_.end();
                open_.pop_back();
                if (open_.empty()) return builder_.finish();
            } else {
                at = open_.back().sequence ? item(at) : attribute(at);
            }
        }
    }

 private:
    std::size_t item(std::size_t at) {
        const element& of = in_.elements[at];
        builder_.object();
        open_.push_back({.first = at + 1, .end = in_.next(at), .text = open_.back().text});
        if (of.has(element::unordered)) find_character_set();
        return at + 1;
    }

    std::size_t attribute(std::size_t at) {
        const element& of = in_.elements[at];
        const bool group_length = (of.tag & 0xFFFFU) == 0 && !tags::is_file_meta(of.tag);
        if (of.has(element::superseded) || group_length) return in_.next(at);
        const dictionary_entry* const known = find(of.tag);
        name_member(builder_.get(), of.tag, known, blocks_for(of.tag));
        if (of.is_sequence()) {
            builder_.array();
            open_.push_back(
                {.first = at + 1, .end = in_.next(at), .sequence = true, .text = open_.back().text});
            return at + 1;
        }
        if (of.tag == tags::specific_character_set) read_character_set(of);
        values_.add(of, known, settled(of), open_.back().text);
        return at + 1;
    }

    /// What the dictionary leaves open is decided by the sign of the pixels.
    vr settled(const element& of) {
        if (is_known(of.representation)) return of.representation;
        if (of.representation == vr::none) return vr::UN;
        const bool by_sign = of.representation == vr::US_or_SS;
        return implicit_representation(of.representation, by_sign && pixels_are_signed());
    }

    bool pixels_are_signed() {
        std::optional<bool>& known = open_.back().signed_pixels;
        for (auto around = open_.rbegin(); around != open_.rend() && !known; ++around) {
            if (around->sequence) continue;
            if (around->signed_pixels) {
                known = around->signed_pixels;
            } else if (const element* const said = child(*around, tags::pixel_representation)) {
                const auto raw = in_.raw(*said);
                known = ((said->has(element::big_endian) ? raw.back() : raw.front()) & 1U) != 0;
            }
        }
        if (!known) known = false;
        return *known;
    }

    const element* child(const level& of, std::uint32_t tag) const {
        for (std::size_t at = of.first; at < of.end; at = in_.next(at)) {
            const element& one = in_.elements[at];
            if (one.tag == tag && !one.has(element::superseded) && !in_.raw(one).empty()) return &one;
        }
        return nullptr;
    }

    void find_character_set() {
        if (const element* const said = child(open_.back(), tags::specific_character_set))
            read_character_set(*said);
    }

    void read_character_set(const element& of) {
        std::string complaint;
        open_.back().text = character_set::parse(as_text(in_.raw(of)), complaint);
        if (!complaint.empty()) in_.tolerated.add(in_.offset_of(of), of.tag, complaint);
    }

    /// The private blocks of the object that is being made; collected when its first private element is met.
    const private_blocks* blocks_for(std::uint32_t tag) {
        if (!tags::is_private(tag) || tags::is_private_creator(tag)) return nullptr;
        level& of = open_.back();
        if (!of.blocks) {
            of.blocks = std::make_unique<private_blocks>();
            for (std::size_t at = of.first; at < of.end; at = in_.next(at)) {
                const element& one = in_.elements[at];
                if (!tags::is_private_creator(one.tag) || one.has(element::superseded)) continue;
                bool damaged = false;
                of.blocks->add(one.tag,
                               std::string(decoded(as_text(in_.raw(one)), vr::LO, of.text, room_, damaged)));
            }
            of.blocks->settle();
        }
        return of.blocks.get();
    }

    data_set& in_;
    builder builder_;
    attribute_values values_;
    std::vector<level> open_;
    std::string room_;
};

}  // namespace

value naturalize(data_set& of, const bulk_place& bulk) {
    return naturalizer(of, bulk).run();
}

}  // namespace quoin::dicom
