#include "walker.hpp"

#include <dicom/dictionary.hpp>

#include "superseded.hpp"

#include <algorithm>
#include <string>

namespace quoin::dicom {

namespace {

constexpr bool may_be_bulk(vr of) noexcept {
    return is_bulk(of) || of == vr::OB_or_OW || of == vr::US_or_OW || of == vr::US_or_SS_or_OW;
}

}  // namespace

void level_stack::grow() {
    auto larger = std::make_unique<level[]>(2 * capacity_);
    std::copy(at_, at_ + size_, larger.get());
    more_ = std::move(larger);
    at_ = more_.get();
    capacity_ *= 2;
}

vr implicit_representation_of(std::uint32_t tag) noexcept {
    const bool is_private = tags::is_private(tag);  // the dictionary has none of them
    if (const vr known = is_private ? vr::none : representation_of(tag); known != vr::none) return known;
    if ((tag & 0xFFFFU) == 0) return vr::UL;
    return tags::is_private_creator(tag) ? vr::LO : vr::UN;
}

bool walker::run() {
    const bool whole = read_all();
    while (!open_.empty()) close();
    return whole;
}

bool walker::read_all() {
    for (;;) {
        if (in().end != open_end && bytes_.offset() >= in().end) {
            if (bytes_.offset() > in().end)
                note(into_.elements[in().entry].tag, "what is in it runs over the end that its length gives");
            close();
            continue;
        }
        // Nothing of DICOM is implicit and big endian: an item may be, that was taken for one.
        if (in().written.explicit_vr)
            in().written.big_endian ? go_over_usual<true, true>() : go_over_usual<true, false>();
        else if (!in().written.big_endian)
            go_over_usual<false, false>();
        if (in().end != open_end && bytes_.offset() >= in().end) continue;
        if (!bytes_.ensure(8)) return source_ends();
        const std::uint32_t tag = load_tag(bytes_.here(), in().written.big_endian);
        if (in().sequence) {
            if (!in_sequence(tag)) return false;
        } else if (tag >> 16 == 0xFFFE) {
            if (!delimiter(tag)) return false;
        } else if (open_.size() == 1 && file_meta_ && tag >> 16 != 0x0002) {
            return true;
        } else {
            const bool root = open_.size() == 1;
            const std::size_t before = into_.elements.size();
            const bool goes_on = read_element(tag);
            if (root && into_.elements.size() != before && !tags::is_group_length(tag)) ++into_.members;
            if (!goes_on) return false;
        }
    }
}

namespace {
constexpr std::string_view length_of_delimiter = "a delimiter says a length (PS3.5 7.5): it has none";
}  // namespace

bool walker::source_ends() {
    if (bytes_.ahead() == 0 && open_.size() == 1) return !file_meta_;
    std::string what =
        bytes_.ahead() == 0 ? "the file ends" : "the file ends inside the header of an element";
    std::uint32_t around = 0;
    for (std::size_t i = open_.size() - 1; i > 0 && around == 0; --i)
        if (const element& of = into_.elements[open_[i].entry]; !of.is_item()) around = of.tag;
    if (around != 0) what += " inside the sequence " + tag_text(around);
    const std::uint32_t tag = bytes_.ahead() < 4 ? around : load_tag(bytes_.here(), in().written.big_endian);
    note(tag, what);
    return false;
}

bool walker::in_sequence(std::uint32_t tag) {
    const auto length = load<std::uint32_t>(bytes_.here() + 4, in().written.big_endian);
    if (tag == tags::item) {
        enter_item(length);
    } else if (tag == tags::sequence_end) {
        if (length != 0) note(tag, length_of_delimiter);
        bytes_.advance(8);
        close();
    } else if (tag == tags::item_end) {
        note(tag, "an item ends that did not begin");
        bytes_.advance(8);
    } else if (in().end == open_end) {
        note(into_.elements[in().entry].tag,
             "neither an item nor the end of the sequence follows: taken as its end");
        close();
    } else {
        note(into_.elements[in().entry].tag,
             "no item where one must begin: the rest of the sequence is left out");
        bytes_.skip(in().end - bytes_.offset());
    }
    return true;
}

void walker::enter_item(std::uint32_t length) {
    element_encoding written = in().written;
    const bool has_first =
        length != 0 && bytes_.ensure(16) && load_tag(bytes_.here() + 8, false) != tags::item_end;
    if (has_first && !written.big_endian) {
        // Items in the other VR than the data set are known from private sequences and from UN.
        const auto as_length = load<std::uint32_t>(bytes_.here() + 12, false);
        const bool fits = as_length == undefined_length || as_length <= bytes_.remaining();
        const bool says = says_vr({bytes_.here() + 8, 8});
        if (written.explicit_vr ? !says && fits : says && !fits) {
            written.explicit_vr = !written.explicit_vr;
            note(into_.elements[in().entry].tag, written.explicit_vr
                                                     ? "an item in explicit VR where implicit VR is due"
                                                     : "an item in implicit VR where explicit VR is due");
        }
    }
    into_.elements.push_back({tags::item, vr::none, 0, bytes_.position(), 0});
    bytes_.advance(8);
    if (length == 0) return;
    open_.push_back({.entry = into_.elements.size() - 1,
                     .end = length == undefined_length ? open_end : bytes_.offset() + length,
                     .written = written});
}

bool walker::delimiter(std::uint32_t tag) {
    const bool in_item = open_.size() > 1;
    if (tag == tags::item_end) {
        if (!in_item)
            note(tag, "an item ends outside of any");
        else if (load<std::uint32_t>(bytes_.here() + 4, in().written.big_endian) != 0)
            note(tag, length_of_delimiter);
        const bool defined = in_item && in().end != open_end;
        bytes_.advance(8);
        if (in_item && !defined) close();
    } else if (tag == tags::sequence_end) {
        note(tag, in_item ? "the sequence ends before its item does" : "a sequence ends outside of any");
        if (in_item)
            close();  // the sequence then meets it
        else
            bytes_.advance(8);
    } else if (tag == tags::item && in_item) {
        note(tag, "an item begins before the one before it ends");
        close();
    } else if (tag == tags::item) {
        const auto length = load<std::uint32_t>(bytes_.here() + 4, in().written.big_endian);
        note(tag, "an item outside of any sequence: left out");
        if (length == undefined_length) return false;
        bytes_.skip(std::uint64_t{length} + 8);
    } else {
        note(tag, "no element of the standard");
        return false;
    }
    return true;
}

bool walker::read_element(std::uint32_t tag) {
    if (tag <= in().last_tag) {
        if (tag == 0) {
            note(0, "zero bytes follow the last element");
            return false;
        }
        if (!in().unordered) note(tag, "elements are not in the order of their tags");
        in().unordered = true;
    }
    head of{tag, vr::none, 0, 8, in().written};
    if (!in().written.explicit_vr)
        implicit_head(of);
    else if (!explicit_head(of))
        return false;
    in().last_tag = tag;

    if (of.representation == vr::UN) learn_unknown(of);
    if (is_open(of.representation)) into_.open_vr = true;
    if (tags::is_pixel_data(tag) && !may_be_bulk(of.representation) && of.representation != vr::SQ) {
        note(tag, "pixel data with a representation of numbers or text: taken as OB");
        of.representation = vr::OB;
    }
    if (of.length == undefined_length) return undefined(of);
    if (of.representation == vr::SQ) {
        enter(of);
        return true;
    }
    if (tags::is_pixel_data(tag) || (of.length > limits_.bulk_in_header && may_be_bulk(of.representation)))
        return leave_value(of);
    return keep_value(of);
}

bool walker::explicit_head(head& of) {
    const unsigned char* at = bytes_.here();
    const form is = form_of(at + 4);
    if (is == form::unknown) return unusual_head(of);
    of.representation = vr_of(static_cast<char>(at[4]), static_cast<char>(at[5]));
    if (is == form::short_form) {
        of.length = load<std::uint16_t>(at + 6, of.written.big_endian);
        return true;
    }
    if (!bytes_.ensure(12)) {
        note(of.tag, "the file ends inside the header of this element");
        return false;
    }
    of.length = load<std::uint32_t>(bytes_.here() + 8, of.written.big_endian);
    of.size = 12;
    return true;
}

/// An explicit element whose representation is none of the standard's.
bool walker::unusual_head(head& of) {
    const unsigned char* const at = bytes_.here();
    const vr stated = vr_of(static_cast<char>(at[4]), static_cast<char>(at[5]));
    const auto short_length = load<std::uint16_t>(at + 6, of.written.big_endian);
    of.representation = vr::UN;
    if (looks_like_vr(stated)) {
        // A later edition's has the long form (PS3.5 section 7.1.2), with its two bytes of zero.
        if (short_length == 0 && bytes_.ensure(12)) {
            of.size = 12;
            of.length = load<std::uint32_t>(bytes_.here() + 8, of.written.big_endian);
        } else {
            of.length = short_length;
        }
        note(of.tag, "a representation that is not known: taken as UN");
        return true;
    }
    const auto length = load<std::uint32_t>(at + 4, of.written.big_endian);
    if (length == undefined_length || length <= bytes_.remaining() - 8) {
        note(of.tag, "an element in implicit VR where explicit VR is due");
        of.written.explicit_vr = false;
        implicit_head(of);
        return true;
    }
    if (find(of.tag) != nullptr && short_length <= bytes_.remaining() - 8) {
        note(of.tag, "two bytes that are no representation: that of the dictionary is taken");
        of.length = short_length;
        return true;
    }
    note(of.tag, "no element begins here; reading ends");
    return false;
}

void walker::implicit_head(head& of) {
    of.length = load<std::uint32_t>(bytes_.here() + 4, of.written.big_endian);
    of.representation = implicit_representation_of(of.tag);
}

/// UN, where the dictionary says what it is: written as implicit VR little endian (PS3.5 section 6.2.2).
void walker::learn_unknown(head& of) {
    if (of.length == undefined_length) {
        of.written = {.explicit_vr = false};
        return;
    }
    const dictionary_entry* const known = find(of.tag);
    vr better = vr::UN;
    if (known != nullptr)
        better = known->representation;
    else if (tags::is_private_creator(of.tag))
        better = vr::LO;
    if (better == vr::UN || better == vr::none) return;
    if (better == vr::SQ && of.length != 0 && !begins_item(of.size)) return;
    of.representation = better;
    of.written = {.explicit_vr = false};
}

bool walker::undefined(const head& of) {
    const bool fragments =
        tags::is_pixel_data(of.tag) || (may_be_bulk(of.representation) && of.representation != vr::UN);
    if (fragments) {
        if (of.representation == vr::SQ) {
            // An entry that says SQ would be taken for one with entries below it.
            note(of.tag, "pixel data with the representation of a sequence: taken as OB");
            head as_bytes = of;
            as_bytes.representation = vr::OB;
            leave_fragments(as_bytes);
            return true;
        }
        leave_fragments(of);
        return true;
    }
    if (of.representation != vr::SQ && of.representation != vr::UN && !begins_item(of.size)) {
        note(of.tag, "an undefined length, which only sequences and encapsulated pixel data may have");
        return false;
    }
    enter(of);
    return true;
}

void walker::enter(const head& of) {
    // Each sequence has an item level around what comes next in it.
    if (open_.size() / 2 >= limits_.depth)
        throw read_error(read_error::kind::limit, finding{bytes_.offset(), of.tag,
                                                          "sequences in sequences more than " +
                                                              std::to_string(limits_.depth) + " deep"});
    bytes_.advance(of.size);
    into_.elements.push_back({of.tag, vr::SQ, 0, bytes_.position(), 0});
    if (of.length == 0) return;
    const bool defined = of.length != undefined_length;
    open_.push_back({.entry = into_.elements.size() - 1,
                     .end = defined ? bytes_.offset() + of.length : open_end,
                     .written = of.written,
                     .sequence = true});
}

bool walker::leave_value(const head& of) {
    bytes_.advance(of.size);
    const std::uint64_t at = bytes_.offset();
    const std::uint64_t there = bytes_.skip(of.length);
    std::uint16_t flags = element::in_source;
    if (of.written.big_endian) flags |= element::big_endian;
    if (there < of.length) {
        flags |= element::cut;
        into_.tolerated.add(at, of.tag,
                            "the value is cut: it has " + std::to_string(of.length) +
                                " bytes by its length, " + std::to_string(there) + " are there");
    }
    into_.elements.push_back(
        {of.tag, of.representation, flags, static_cast<std::uint32_t>(into_.left.size()), of.length});
    into_.left.push_back({at, there});
    return there == of.length;
}

/// What the Extended Offset Table (PS3.3 C.7.6.3.1.8), which stands just before the pixel data, says of the last of
/// many frames.
std::optional<std::uint64_t> walker::last_extended_offset() {
    constexpr std::uint64_t entry = 8, worth_it = 4 * entry;
    // Only the lengths of the fragments stand between.
    for (std::size_t back = 1; back <= 2 && back <= into_.elements.size(); ++back) {
        const element& of = into_.elements[into_.elements.size() - back];
        if (of.tag != tags::extended_offset_table) continue;
        std::array<unsigned char, entry> last{};
        if (of.has(element::in_source)) {
            const left_value& where = into_.left[of.position];
            if (where.length < worth_it || where.length % entry != 0 ||
                bytes_.source().read(where.offset + where.length - entry, last.data(), entry) != entry)
                return std::nullopt;
        } else {
            const auto raw = into_.raw(of);
            if (raw.size() < worth_it || raw.size() % entry != 0) return std::nullopt;
            std::copy(raw.end() - entry, raw.end(), last.begin());
        }
        return load<std::uint64_t>(last.data(), of.has(element::big_endian));
    }
    return std::nullopt;
}

/// Where the offset table of many frames leads to the head of the last one, goes there: a file of thousands of
/// frames would else cost a call of the system for each. Else stays.
void walker::skip_to_last_frame(bool big_endian) {
    constexpr std::uint32_t item_head = 8, entry = 4, worth_it = 4 * entry;
    std::array<unsigned char, item_head> head{};
    if (!bytes_.look_beyond(0, head.data(), head.size())) return;
    const auto table = load<std::uint32_t>(head.data() + 4, big_endian);
    if (load_tag(head.data(), big_endian) != tags::item || table % entry != 0) return;
    std::uint64_t offset = 0;
    if (table == 0) {
        const auto extended = last_extended_offset();
        if (!extended) return;
        offset = *extended;
    } else {
        std::array<unsigned char, entry> last{};
        if (table < worth_it ||
            !bytes_.look_beyond(item_head + std::uint64_t{table} - entry, last.data(), last.size()))
            return;
        offset = load<std::uint32_t>(last.data(), big_endian);
    }
    const std::uint64_t there = item_head + std::uint64_t{table} + offset;
    if (!bytes_.look_beyond(there, head.data(), head.size())) return;
    const auto length = load<std::uint32_t>(head.data() + 4, big_endian);
    const bool is_fragment = load_tag(head.data(), big_endian) == tags::item && length != undefined_length;
    std::array<unsigned char, item_head> after{};
    // What follows must be of the same kind, or the table is not believed.
    if (!is_fragment || !bytes_.look_beyond(there + item_head + length, after.data(), after.size())) return;
    const std::uint32_t next = load_tag(after.data(), big_endian);
    if (next == tags::item || next == tags::sequence_end) bytes_.skip(there);
}

void walker::leave_fragments(const head& of) {
    bytes_.advance(of.size);
    const std::uint64_t first = bytes_.offset();
    if (!limits_.each_fragment) skip_to_last_frame(of.written.big_endian);
    std::uint16_t flags = element::in_source | element::encapsulated;
    const auto cut_here = [&](std::string_view what) {
        flags |= element::cut;
        note(of.tag, what);
    };
    for (std::array<unsigned char, 8> item{};;) {
        if (!bytes_.peek(item.data(), item.size())) {
            cut_here("the file ends between the fragments of this element");
            bytes_.skip(8);
            break;
        }
        const std::uint32_t tag = load_tag(item.data(), of.written.big_endian);
        const auto length = load<std::uint32_t>(item.data() + 4, of.written.big_endian);
        if (tag == tags::sequence_end) {
            bytes_.skip(8);
            break;
        }
        if (tag != tags::item || length == undefined_length) {
            cut_here("neither a fragment nor the end of the fragments follows: taken as their end");
            break;
        }
        const std::uint64_t whole = std::uint64_t{length} + 8;
        if (bytes_.skip(whole) < whole) {
            cut_here("the file ends inside a fragment of this element");
            break;
        }
    }
    into_.elements.push_back(
        {of.tag, of.representation, flags, static_cast<std::uint32_t>(into_.left.size()), undefined_length});
    into_.left.push_back({first, bytes_.offset() - first});
}

bool walker::keep_value(const head& of) {
    if (!bytes_.ensure(std::size_t{of.size} + of.length)) {
        const std::uint64_t left = bytes_.remaining();
        const std::uint64_t there = left == byte_source::unknown_size ? bytes_.ahead() : left;
        note(of.tag, "the length is " + std::to_string(of.length) + " bytes, but the file ends after " +
                         std::to_string(there - of.size) + "; reading ends");
        return false;
    }
    if ((of.length & 1U) != 0) note(of.tag, "a value of odd length (PS3.5 7.1.1)");
    bytes_.advance(of.size);
    into_.elements.push_back({of.tag, of.representation,
                              of.written.big_endian ? std::uint16_t{element::big_endian} : std::uint16_t{0},
                              bytes_.position(), of.length});
    bytes_.advance(of.length);
    return true;
}

void walker::close() {
    const level& ended = in();
    const bool root = open_.size() == 1;
    const std::size_t first = root ? 0 : ended.entry + 1;
    if (!root) into_.elements[ended.entry].length = static_cast<std::uint32_t>(into_.elements.size() - first);
    if (ended.unordered) {
        mark_superseded(into_, first);
        if (root)
            into_.unordered = true;
        else
            into_.elements[ended.entry].flags |= element::unordered;
    }
    open_.pop_back();
}

}  // namespace quoin::dicom
