#include <dicom/part10.hpp>

#include <dicom/byte_order.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

namespace quoin::dicom {

namespace {

constexpr std::size_t preamble_size = 128;

[[noreturn]] void refuse(std::string line) {
    throw read_error(read_error::kind::format, std::move(line));
}

bool says_dicm(const header_bytes& bytes, std::size_t at) {
    return bytes.ahead() >= at + 4 && std::memcmp(bytes.here() + at, "DICM", 4) == 0;
}

std::span<const unsigned char> ahead_of(const header_bytes& bytes, std::size_t at = 0) {
    return {bytes.here() + at, bytes.ahead() - std::min(at, bytes.ahead())};
}

appearance look_at(const header_bytes& bytes, std::size_t at = 0, element_encoding stated = {}) {
    const std::uint64_t left = bytes.remaining();
    return dicom::look_at(ahead_of(bytes, at),
                          left == byte_source::unknown_size ? left : left - std::min<std::uint64_t>(at, left),
                          stated);
}

/// Goes over the preamble. What follows is file meta information, or a data set.
void find_beginning(data_set& into) {
    header_bytes& bytes = into.bytes;
    if (bytes.source_size() == 0) refuse("is empty (0 bytes), no DICOM file");
    bytes.ensure(std::min<std::uint64_t>(preamble_size + 16, bytes.source_size()));
    if (says_dicm(bytes, preamble_size)) {
        bytes.advance(preamble_size + 4);
        return;
    }
    if (says_dicm(bytes, 0)) {
        into.tolerated.add(0, 0, "no preamble of 128 bytes before 'DICM'");
        bytes.advance(4);
        return;
    }
    if (look_at(bytes).recognised) {
        into.tolerated.add(0, 0, "neither preamble nor 'DICM': a data set from the first byte on");
        return;
    }
    if (bytes.source_size() > preamble_size && look_at(bytes, preamble_size).recognised) {
        into.tolerated.add(preamble_size, 0, "no 'DICM' after the preamble");
        bytes.advance(preamble_size);
        return;
    }
    if (bytes.source_size() < preamble_size + 4)
        refuse("no DICOM file, or cut in the preamble: it ends at byte " +
               std::to_string(bytes.source_size()) + ", 'DICM' is due at byte 128");
    refuse("no DICOM file: neither 'DICM' at byte 128 nor an element at byte 0");
}

/// The file meta information, wherever it says that it ends. False where the file ends inside it.
bool read_meta(data_set& into, const read_limits& limits) {
    header_bytes& bytes = into.bytes;
    if (!bytes.ensure(8) || load<std::uint16_t>(bytes.here(), false) != 0x0002) {
        into.tolerated.add(bytes.offset(), 0, "no file meta information (group 0002)");
        return true;
    }
    const element_encoding written{.explicit_vr = says_vr(ahead_of(bytes))};
    if (!written.explicit_vr)
        into.tolerated.add(bytes.offset(), 0, "the file meta information is in implicit VR");
    const std::uint64_t first = bytes.offset();
    const bool whole = walk_file_meta(into, written, limits);

    const element* const length = into.elements.empty() ? nullptr : &into.elements.front();
    if (length == nullptr || length->tag != 0x00020000 || length->length != 4) {
        into.tolerated.add(first, 0x00020000, "no length of the file meta information");
    } else if (whole) {
        const std::uint64_t stated =
            into.offset_of(*length) + 4 + load<std::uint32_t>(bytes.at(length->position), false);
        if (stated != bytes.offset())
            into.tolerated.add(first, 0x00020000,
                               "the file meta information says that it ends at byte " +
                                   std::to_string(stated) + ", it ends at byte " +
                                   std::to_string(bytes.offset()));
    }
    return whole;
}

/// Inside the header bytes; empty where none is stated.
std::string_view stated_syntax(const data_set& in) {
    for (const element& of : in.elements) {
        if (of.tag != tags::transfer_syntax_uid || of.has(element::superseded)) continue;
        const auto raw = in.raw(of);
        std::string_view uid(reinterpret_cast<const char*>(raw.data()), raw.size());
        while (!uid.empty() && (uid.back() == '\0' || uid.back() == ' ')) uid.remove_suffix(1);
        if (!uid.empty()) return uid;
    }
    return {};
}

/// What to take where no transfer syntax is stated; nothing where the bytes look like no data set at all, as
/// those of a deflated one.
std::optional<data_set_encoding> guess_encoding(data_set& into, const appearance& looks) {
    header_bytes& bytes = into.bytes;
    element_encoding guessed{.explicit_vr = false};  // the default of PS3.5 section 10.1
    std::string why = "implicit VR little endian, the default, is taken";
    if (looks.recognised) {
        guessed = looks.written;
        into.detected_syntax = syntax_of(guessed);
        why = "it looks like " + std::string(describe(guessed));
    } else if (const auto length = bytes.ahead() < 8 ? ~0U - 1 : load<std::uint32_t>(bytes.here() + 4, false);
               length != ~0U && length > bytes.remaining()) {
        into.tolerated.add(bytes.offset(), tags::transfer_syntax_uid,
                           "no transfer syntax, and no element that can be recognised; reading ends");
        return std::nullopt;
    }
    into.tolerated.add(bytes.offset(), tags::transfer_syntax_uid, "no transfer syntax; " + why);
    return data_set_encoding{guessed};
}

/// How the data set is written: what the transfer syntax says, unless its first element tells otherwise.
std::optional<data_set_encoding> settle_encoding(data_set& into) {
    header_bytes& bytes = into.bytes;
    bytes.ensure(8);
    const std::string_view uid = stated_syntax(into);
    if (uid.empty()) return guess_encoding(into, look_at(bytes));
    data_set_encoding stated = encoding_of(uid);
    const appearance looks = look_at(bytes, 0, stated.elements);
    // Deflated bytes may look like some element: only the group that every object begins with is believed.
    const bool believed =
        looks.recognised && (!stated.deflated || load_tag(bytes.here(), false) >> 16 == 0x0008);
    if (believed && (stated.deflated || looks.written != stated.elements)) {
        into.tolerated.add(bytes.offset(), tags::transfer_syntax_uid,
                           "the transfer syntax says " +
                               std::string(stated.deflated ? "deflated" : describe(stated.elements)) +
                               ", the data set is " + std::string(describe(looks.written)));
        stated = {looks.written};
        into.detected_syntax = syntax_of(looks.written);
    }
    return stated;
}

bool is_encapsulated(const data_set& in) {
    return std::ranges::any_of(in.elements, [](const element& of) {
        return of.tag == tags::pixel_data && of.has(element::encapsulated);
    });
}

void walk_inflated(data_set& into, const read_limits& limits) {
    header_bytes& bytes = into.bytes;
    byte_source& file = bytes.source();
    into.deflated_from = bytes.offset();
    into.first_inflated_left = into.left.size();
    const std::uint64_t deflated = bytes.remaining();
    inflated_source inflated(file, into.deflated_from, limits.inflated_bytes);
    // A header that grows more than this many times is made to fill the memory: text of headers deflates to a
    // tenth, seldom to a thirtieth. Pixel data do not count, for they are not kept.
    constexpr std::uint64_t most_growth = 64, always = std::uint64_t{1} << 20;
    bytes.go_on_in(inflated, bytes.size() + always + deflated * most_growth);
    walk(into, into.written.elements, limits);
    if (inflated.has_zlib_header())
        into.tolerated.add(into.deflated_from, 0,
                           "a zlib header before the deflated data set (PS3.5 A.5): gone over");
    // One byte may make the length even (PS3.5 A.5).
    const std::uint64_t end = inflated.deflated_end();
    if (const std::uint64_t all = into.deflated_from + deflated; end != 0 && all > end + 1)
        into.tolerated.add(end, 0,
                           std::to_string(all - end) + " bytes follow the deflated data set: left out");
    if (!inflated.whole_stream())
        into.tolerated.add(into.deflated_from, 0,
                           "the deflated data set is cut or damaged: what could be inflated is read");
}

}  // namespace

data_set read_part10(byte_source& from, const read_limits& limits) {
    data_set out{header_bytes(from, limits.header_bytes)};
    find_beginning(out);
    if (read_meta(out, limits) && out.bytes.ensure(1)) {
        if (const auto settled = settle_encoding(out)) {
            out.written = *settled;
            if (settled->deflated)
                walk_inflated(out, limits);
            else
                walk(out, settled->elements, limits);
            if (!out.detected_syntax.empty() && is_encapsulated(out)) out.detected_syntax = {};
        }
    } else if (!out.elements.empty() && out.tolerated.empty()) {
        out.tolerated.add(out.bytes.offset(), 0, "the file ends after the file meta information");
    }
    if (out.elements.empty()) {
        const finding* const first = out.tolerated.all().empty() ? nullptr : &out.tolerated.all().back();
        refuse("no element can be read: " +
               (first != nullptr ? first->line() : "nothing follows the preamble"));
    }
    return out;
}

}  // namespace quoin::dicom
