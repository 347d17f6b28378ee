#include <dicom/elements.hpp>

#include <dicom/byte_order.hpp>
#include <dicom/dictionary.hpp>

#include "spare.hpp"
#include "superseded.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace quoin::dicom {

namespace {

constexpr std::uint32_t undefined_length = 0xFFFFFFFF;
constexpr std::uint32_t last_of_file_meta = 0x0002FFFF;
constexpr std::uint64_t open_end = std::numeric_limits<std::uint64_t>::max();

/// The root, a sequence or an item that is being read.
struct level {
    std::size_t entry = 0;         ///< its place in the index; the root has none
    std::uint64_t end = open_end;  ///< offset in the source where its length says that it ends
    element_encoding written;
    bool sequence = false;
    bool unordered = false;
    std::uint32_t last_tag = 0;
};

/// The head of an element, before its value.
struct head {
    std::uint32_t tag;
    vr representation;
    std::uint32_t length;
    std::uint32_t size;        ///< of the head itself
    element_encoding written;  ///< of the value
};

/// Whether two letters are a representation and which form its length has, by a table: this is asked for
/// every element.
enum class form : std::uint8_t { unknown, short_form, long_form };
constexpr std::size_t letter_pair(unsigned char first, unsigned char second) noexcept {
    return (first & 31U) * 32U + (second & 31U);
}
constexpr auto forms = [] {
    std::array<form, 1024> table{};
    for (char first = 'A'; first <= 'Z'; ++first)
        for (char second = 'A'; second <= 'Z'; ++second)
            if (const vr_traits of = traits(vr_of(first, second)); of.known)
                table[letter_pair(static_cast<unsigned char>(first), static_cast<unsigned char>(second))] =
                    of.long_form ? form::long_form : form::short_form;
    return table;
}();
form form_of(const unsigned char* letters) noexcept {
    const bool capitals = (load<std::uint16_t>(letters, false) & 0xE0E0) == 0x4040;
    return capitals ? forms[letter_pair(letters[0], letters[1])] : form::unknown;
}

constexpr bool may_be_bulk(vr of) noexcept {
    return is_bulk(of) || of == vr::OB_or_OW || of == vr::US_or_OW || of == vr::US_or_SS_or_OW;
}

/// What an element without a representation has by the dictionary.
vr implicit_representation_of(std::uint32_t tag) noexcept {
    if (const dictionary_entry* const known = find(tag); known != nullptr) return known->representation;
    if ((tag & 0xFFFFU) == 0) return vr::UL;
    return tags::is_private_creator(tag) ? vr::LO : vr::UN;
}

/// One that the dictionary leaves open: small letters.
constexpr bool is_open(vr of) noexcept {
    return static_cast<unsigned>(of) >> 8 >= 'a';
}

class walker {
 public:
    walker(data_set& into, element_encoding written, const read_limits& limits, bool file_meta)
        : into_(into), bytes_(into.bytes), limits_(limits), file_meta_(file_meta) {
        constexpr std::size_t usual_depth = 8;
        open_.reserve(usual_depth);
        // Elements of group 0002 that were read before belong to the same object.
        open_.push_back({.written = written, .last_tag = into.elements.empty() ? 0 : last_of_file_meta});
    }

    /// False where the source ended or was damaged.
    bool run() {
        const bool whole = read_all();
        while (!open_.empty()) close();
        return whole;
    }

 private:
    bool read_all();
    template <bool explicit_vr>
    void run_over_plain_elements();
    bool in_sequence(std::uint32_t tag);
    bool delimiter(std::uint32_t tag);
    bool read_element(std::uint32_t tag);
    bool explicit_head(head& of);
    bool unusual_head(head& of);
    void implicit_head(head& of);
    void learn_unknown(head& of);
    bool undefined(const head& of);
    void enter(const head& of);
    void enter_item(std::uint32_t length);
    bool leave_value(const head& of);
    void leave_fragments(const head& of);
    bool keep_value(const head& of);
    void close();
    bool source_ends();

    level& in() noexcept { return open_.back(); }
    void note(std::uint32_t tag, std::string_view what) { into_.tolerated.add(bytes_.offset(), tag, what); }
    bool begins_item(std::size_t ahead) {
        return bytes_.ensure(ahead + 4) && load_tag(bytes_.here() + ahead, false) == tags::item;
    }

    data_set& into_;
    header_bytes& bytes_;
    const read_limits& limits_;
    bool file_meta_;
    std::vector<level> open_;
};

bool walker::read_all() {
    for (;;) {
        if (in().end != open_end && bytes_.offset() >= in().end) {
            if (bytes_.offset() > in().end)
                note(into_.elements[in().entry].tag, "what is in it runs over the end that its length gives");
            close();
            continue;
        }
        if (in().written.explicit_vr)
            run_over_plain_elements<true>();
        else
            run_over_plain_elements<false>();
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

/// The usual case without its exceptions: elements in little endian that lie in what was read, in order, are
/// kept whole and open nothing. Whatever is otherwise is left to the rest of the walker.
template <bool explicit_vr>
void walker::run_over_plain_elements() {
    level& of = in();
    if (of.sequence || of.written.big_endian) return;
    const unsigned char* const first = bytes_.here();
    std::size_t left = bytes_.ahead();
    if (of.end != open_end) {
        const std::uint64_t at = bytes_.offset();
        if (at >= of.end) return;
        left = static_cast<std::size_t>(std::min<std::uint64_t>(left, of.end - at));
    }
    // Gathered here first: in this array the compiler sees that nothing else is written.
    std::array<element, 64> some;
    std::size_t count = 0;
    const bool root = open_.size() == 1;
    const auto keep = [&] {
        if (root) into_.members += static_cast<std::uint32_t>(count);
        into_.elements.insert(into_.elements.end(), some.begin(), some.begin() + count);
        count = 0;
    };
    const unsigned char* at = first;
    const unsigned char* const end = first + left;
    const std::uint32_t base = bytes_.position();
    const bool meta = root && file_meta_;
    const std::uint32_t most = std::min(limits_.bulk_in_header, undefined_length - 1);
    const std::uint32_t before = meta ? last_of_file_meta + 1 : tags::float_pixel_data;
    std::uint32_t last_tag = of.last_tag;
    constexpr std::ptrdiff_t largest_head = 12;
    while (end - at >= largest_head) {
        const std::uint32_t tag = load_tag(at, false);
        // Pixel data and delimiters have tags above; group lengths are counted elsewhere.
        if (tag <= last_tag || tag >= before || (tag & 0xFFFFU) == 0) break;
        vr representation = vr::none;
        std::uint32_t size = 8, length = 0;
        if constexpr (explicit_vr) {
            const form is = form_of(at + 4);
            representation = vr_of(static_cast<char>(at[4]), static_cast<char>(at[5]));
            if (is == form::short_form) [[likely]] {
                length = load<std::uint16_t>(at + 6, false);
            } else if (is == form::long_form) {
                if (representation == vr::SQ || representation == vr::UN) break;
                length = load<std::uint32_t>(at + 8, false);
                size = largest_head;
            } else {
                break;
            }
        } else {
            length = load<std::uint32_t>(at + 4, false);
            representation = implicit_representation_of(tag);
            if (representation == vr::SQ) break;
            if (is_open(representation)) into_.open_vr = true;
        }
        if (length > most || size + std::ptrdiff_t{length} > end - at) break;
        some[count++] = {tag, representation, 0, base + static_cast<std::uint32_t>(at - first) + size,
                         length};
        if (count == some.size()) keep();
        last_tag = tag;
        at += size + length;
    }
    keep();
    of.last_tag = last_tag;
    bytes_.advance(static_cast<std::size_t>(at - first));
}

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
        if (!in_item) note(tag, "an item ends outside of any");
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

void walker::leave_fragments(const head& of) {
    bytes_.advance(of.size);
    const std::uint64_t first = bytes_.offset();
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

}  // namespace

data_set::data_set(header_bytes of) : bytes(std::move(of)) {
    elements = spare<std::vector<element>>::take();
    elements.clear();
    left = spare<std::vector<left_value>>::take();
    left.clear();
}

data_set::~data_set() {
    if (is_trimmed_) return;
    constexpr std::size_t most = 16384;  // entries: more stay with no thread
    if (elements.capacity() != 0 && elements.capacity() <= most)
        spare<std::vector<element>>::leave(std::move(elements));
    if (left.capacity() != 0 && left.capacity() <= most)
        spare<std::vector<left_value>>::leave(std::move(left));
}

data_set data_set::trimmed(bool refer_to_memory) const {
    data_set out(bytes.trimmed(refer_to_memory), elements, left);
    out.unordered = unordered;
    out.open_vr = open_vr;
    out.members = members;
    out.written = written;
    out.deflated_from = deflated_from;
    return out;
}

void walk(data_set& into, element_encoding written, const read_limits& limits) {
    walker(into, written, limits, false).run();
}

bool walk_file_meta(data_set& into, element_encoding written, const read_limits& limits) {
    return walker(into, written, limits, true).run();
}

}  // namespace quoin::dicom
