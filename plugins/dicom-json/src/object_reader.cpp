#include "object_reader.hpp"

#include <dicom/elements.hpp>
#include <dicom/text.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace quoin::dicom_json {

namespace {

using dicom::vr;
using kind = token::kind;

constexpr std::array<int, 256> make_hex() {
    std::array<int, 256> out{};
    for (int& one : out) one = -1;
    for (int i = 0; i < 10; ++i) out[std::size_t{'0'} + static_cast<std::size_t>(i)] = i;
    for (int i = 0; i < 6; ++i)
        out[std::size_t{'A'} + static_cast<std::size_t>(i)] =
            out[std::size_t{'a'} + static_cast<std::size_t>(i)] = 10 + i;
    return out;
}
constexpr std::array<int, 256> hex = make_hex();

/// False where the text is no tag.
bool read_tag(std::string_view text, std::uint32_t& tag) noexcept {
    if (text.size() != 8) return false;
    int wrong = 0;
    tag = 0;
    for (const char c : text) {
        const int digit = hex[static_cast<unsigned char>(c)];
        wrong |= digit;
        tag = tag << 4 | (static_cast<std::uint32_t>(digit) & 15U);
    }
    return wrong >= 0;
}

constexpr int deepest = 256;

}  // namespace

bool is_model(const json_tokens& in, std::size_t at) noexcept {
    std::uint32_t tag = 0;
    return at < in.size() && in[at].is == kind::object &&
           (in[at].size == 0 || read_tag(in[at + 1].view(), tag));
}

void object_reader::note(std::uint32_t key, std::uint32_t tag, std::string_view what) {
    out_.tolerated.add(in_.offset_of(in_[key]), tag, what);
}

json_object object_reader::read(std::size_t at) {
    if (in_[at].is != kind::object)
        throw error(QUOIN_E_FORMAT, "no object of the DICOM JSON model: an object of tags is expected");
    out_ = {};
    attributes_.clear();
    pixels_signed_.clear();
    object(at, 0);
    out_.naturalized = builder_.finish();
    return std::move(out_);
}

/// The attributes of an object, in the order of their tags.
void object_reader::collect(std::size_t at) {
    const std::size_t first = attributes_.size(), end = in_.next(at);
    bool ordered = true;
    for (std::size_t key = at + 1; key < end; key = in_.next(key + 1)) {
        std::uint32_t tag = 0;
        if (!read_tag(in_[key].view(), tag)) {
            note(static_cast<std::uint32_t>(key), 0,
                 "a member whose name is no tag of eight hexadecimal digits: left out");
            continue;
        }
        if ((tag & 0xFFFFU) == 0 && !dicom::tags::is_file_meta(tag)) continue;  // group lengths
        ordered = ordered && (attributes_.size() == first || attributes_.back().tag < tag);
        attributes_.push_back({tag, static_cast<std::uint32_t>(key)});
    }
    if (ordered) return;
    const auto begin = attributes_.begin() + static_cast<std::ptrdiff_t>(first);
    std::stable_sort(begin, attributes_.end(),
                     [](const attribute& a, const attribute& b) { return a.tag < b.tag; });
    auto to = begin;
    for (auto from = begin; from != attributes_.end(); ++from) {
        if (const auto again = from + 1; again != attributes_.end() && again->tag == from->tag)
            note(from->key, from->tag, "the attribute comes twice: the later one counts");
        else
            *to++ = *from;
    }
    attributes_.erase(to, attributes_.end());
}

/// What a private creator element says: its first value, where that is text; else nothing.
std::string_view object_reader::creator(const attribute& of) const {
    const std::size_t at = of.key + std::size_t{1};
    std::string_view out;
    if (in_[at].is != kind::object) return out;
    for (std::size_t key = at + 1; key < in_.next(at); key = in_.next(key + 1)) {
        std::size_t value = key + 1;
        if (in_[key].view() == "vr" && in_[value].is == kind::string && in_[value].size == 2) {
            const vr stated = dicom::vr_of(in_[value].text[0], in_[value].text[1]);
            if (dicom::is_known(stated) && !dicom::may_say_creator(stated)) return {};
        }
        if (in_[key].view() != "Value") continue;
        if (in_[value].is == kind::array && in_[value].size != 0) ++value;
        out = in_[value].is == kind::string ? in_[value].view() : std::string_view();
    }
    return dicom::without_padding(out.substr(0, out.find('\\')), vr::LO);
}

dicom::private_blocks object_reader::blocks_of(std::size_t first, std::size_t last) const {
    std::vector<dicom::private_blocks::block> out;
    for (std::size_t i = first; i < last; ++i)
        if (dicom::tags::is_private_creator(attributes_[i].tag))
            out.push_back({attributes_[i].tag, std::string(creator(attributes_[i])), true});
    return dicom::private_blocks(std::move(out));
}

void object_reader::object(std::size_t at, int depth) {  // NOLINT(misc-no-recursion): bounded by `deepest`
    if (depth > deepest)
        throw error(QUOIN_E_LIMIT, "sequences in sequences more than " + std::to_string(deepest) + " deep");
    builder_.object();
    const std::size_t first = attributes_.size();
    collect(at);
    const std::size_t last = attributes_.size();
    pixels_signed_.push_back(!pixels_signed_.empty() && pixels_signed_.back());
    std::optional<dicom::private_blocks> blocks;
    const dicom::private_blocks none;
    for (std::size_t i = first; i < last; ++i) {
        const attribute of = attributes_[i];
        const bool in_block = dicom::tags::is_private(of.tag) && !dicom::tags::is_private_creator(of.tag);
        if (in_block && !blocks) blocks = blocks_of(first, last);
        const dicom::dictionary_entry* const known = dicom::find(of.tag);
        dicom::name_member(builder_.get(), of.tag, known, in_block ? *blocks : none);
        element(of, known, depth);
    }
    attributes_.resize(first);
    pixels_signed_.pop_back();
    builder_.end();
}

void object_reader::element(const attribute& of, const dicom::dictionary_entry* known,
                            int depth) {  // NOLINT(misc-no-recursion)
    vr stated{};
    const attribute_content content = members(of, stated);
    const vr representation = settled(stated, known, of);
    out_.written.push_back({of.tag, representation});
    if (representation == vr::SQ) {
        const std::size_t here = out_.written.size();
        sequence(of, content.value, depth);
        out_.written[here - 1].inside = static_cast<std::uint32_t>(out_.written.size() - here);
        return;
    }
    values_.add(of.key, of.tag, known, representation, content);
    if (of.tag == dicom::tags::pixel_representation && content.value != attribute_content::none)
        for (std::size_t at = content.value; at < in_.next(content.value); ++at)
            if (in_[at].is == kind::integer) pixels_signed_.back() = (in_[at].integer & 1) != 0;
}

attribute_content object_reader::members(const attribute& of, vr& representation) {
    attribute_content out;
    const std::size_t at = of.key + std::size_t{1};
    if (in_[at].is != kind::object) {
        if (in_[at].is != kind::null) note(of.key, of.tag, "an attribute that is no object {vr, Value}");
        return out;
    }
    for (std::size_t key = at + 1; key < in_.next(at); key = in_.next(key + 1)) {
        const std::string_view name = in_[key].view();
        const token& one = in_[key + 1];
        if (name == "vr") {
            if (one.is == kind::string && one.size == 2)
                representation = dicom::vr_of(one.text[0], one.text[1]);
        } else if (name == "Value") {
            out.value = key + 1;
        } else if (name == "InlineBinary") {
            out.inline_binary = key + 1;
        } else if (name == "BulkDataURI") {
            out.uri = key + 1;
        } else if (name != "keyword" && name != "name" && name != "privateCreator") {  // of the XML twin
            note(of.key, of.tag, "a member that the model does not have");
        }
    }
    return out;
}

vr object_reader::settled(vr stated, const dicom::dictionary_entry* known, const attribute& of) {
    if (dicom::is_known(stated)) return stated;
    if (in_[of.key + 1].is != kind::null)
        note(of.key, of.tag, "no representation of the standard: that of the dictionary is taken");
    if (known == nullptr || known->representation == vr::none) return vr::UN;
    return dicom::implicit_representation(known->representation, pixels_signed_.back());
}

void object_reader::sequence(const attribute& of, std::size_t value,
                             int depth) {  // NOLINT(misc-no-recursion)
    builder_.array();
    if (value != attribute_content::none && in_[value].is == kind::array) {
        for (std::size_t at = value + 1; at < in_.next(value); at = in_.next(at)) {
            if (in_[at].is == kind::object) {
                object(at, depth + 1);
            } else {
                if (in_[at].is != kind::null)
                    note(of.key, of.tag, "an item that is no object: taken as empty");
                builder_.object().end();
            }
        }
    } else if (value != attribute_content::none && in_[value].is == kind::object) {
        object(value, depth + 1);
    } else if (value != attribute_content::none && in_[value].is != kind::null) {
        note(of.key, of.tag, "a sequence whose Value is no array");
    }
    builder_.end();
}

}  // namespace quoin::dicom_json
