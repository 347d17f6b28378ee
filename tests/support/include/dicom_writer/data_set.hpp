// dicom_writer/data_set.hpp - a DICOM data set as a test writes it down; <dicom_writer/write.hpp> makes bytes
// of it.
//
//     data_set{}
//         .text(0x00100010, "PN", "Doe^Jane")
//         .numbers(0x00280010, "US", {64})
//         .sequence(0x52009229, {item, item})
//
// Nothing is checked against the standard: a file may be as wrong as a test needs it. A number that its VR
// cannot hold throws std::invalid_argument when it is written, for then the test is wrong.
#pragma once

#include <dicom_writer/number.hpp>

#include <cstdint>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dicom_writer {

using bytes = std::vector<std::uint8_t>;

class data_set;

enum class length_form : std::uint8_t { defined, undefined };

struct lengths {
    length_form sequence = length_form::defined;
    length_form item = length_form::defined;
};

enum class offset_table : std::uint8_t { empty, filled };

/// The items of a sequence. An item is a data set.
struct items {
    std::vector<data_set> list;
    std::optional<lengths> form;  ///< else as the options of writing say
};

/// Encapsulated pixel data (PS3.5 section A.4): a list of frames, each a list of fragments.
struct encapsulated {
    std::vector<std::vector<bytes>> frames;
    offset_table table = offset_table::empty;
};

/// Text is written byte by byte as it stands, whatever its character set; bytes are never swapped; numbers
/// are written in the byte order of the file.
using content = std::variant<std::string, bytes, std::vector<number>, items, encapsulated>;

struct element {
    std::uint32_t tag = 0;  ///< 0xggggeeee
    std::string vr;         ///< two letters; others than those of the standard are written too
    content value;
    bool padded = true;                                ///< an odd length is made even
    std::optional<std::uint32_t> claimed_length = {};  ///< stands in the length field instead of the true one
    bool verbatim = false;  ///< the value alone is written, without tag, VR and length
};

/// A tree of elements. Methods that add put the element in its place by tag, instead of one with the same
/// tag, and return the data set for the next call. Elements of group 0002 become the file meta information or
/// replace what it would hold.
class data_set {
 public:
    /// One text, or several with backslashes between them.
    data_set& text(std::uint32_t tag, std::string_view vr, std::string_view value);
    data_set& texts(std::uint32_t tag, std::string_view vr, const std::vector<std::string>& values);

    /// Numbers of the VR's type: US two bytes each, FD eight, OW two, OB one; AT tags (0xggggeeee); IS and DS
    /// in decimal.
    data_set& numbers(std::uint32_t tag, std::string_view vr, std::vector<number> values);
    template <std::ranges::input_range R>
    data_set& numbers(std::uint32_t tag, std::string_view vr, const R& values) {
        return numbers(tag, vr, std::vector<number>(std::ranges::begin(values), std::ranges::end(values)));
    }

    /// Bytes as they stand in the file.
    data_set& raw(std::uint32_t tag, std::string_view vr, bytes value);

    /// An element of length 0.
    data_set& empty(std::uint32_t tag, std::string_view vr);

    data_set& sequence(std::uint32_t tag, std::vector<data_set> list, std::optional<lengths> form = {});

    /// A sequence whose VR the sender did not know: UN, items in implicit VR little endian (PS3.5
    /// section 6.2.2).
    data_set& unknown_sequence(std::uint32_t tag, std::vector<data_set> list,
                               lengths form = {length_form::undefined, length_form::undefined});

    /// Fragments under OB, usually pixel data (7FE0,0010), written in every transfer syntax as A.4 has them.
    data_set& fragments(std::uint32_t tag, std::vector<std::vector<bytes>> frames,
                        offset_table table = offset_table::filled);

    /// Reserves (gggg,bb00-bbFF) for a private creator; private_tag() gives the tags in it. `block` from 0x10
    /// to 0xff.
    data_set& private_creator(std::uint16_t group, std::uint8_t block, std::string_view creator);

    /// An element at the end, out of order or once more if need be.
    data_set& append(element one);
    /// Bytes at the end that need not be an element.
    data_set& append_verbatim(bytes value);

    data_set& remove(std::uint32_t tag);

    /// Changes to the element `tag`, which must exist (std::out_of_range).
    data_set& unpadded(std::uint32_t tag);
    data_set& claim_length(std::uint32_t tag, std::uint32_t length);

    [[nodiscard]] const element* find(std::uint32_t tag) const noexcept;
    [[nodiscard]] const std::vector<element>& elements() const& noexcept { return elements_; }
    void elements() const&& = delete;  // `for (.. : made().elements())` would walk a data set that is gone

 private:
    data_set& put(std::uint32_t tag, std::string_view vr, content value);
    element& at(std::uint32_t tag);

    std::vector<element> elements_;
};

constexpr std::uint32_t private_tag(std::uint16_t group, std::uint8_t block, std::uint8_t number) noexcept {
    return std::uint32_t{group} << 16 | std::uint32_t{block} << 8 | number;
}

}  // namespace dicom_writer
