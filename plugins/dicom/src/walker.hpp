// walker.hpp - goes over the bytes of a data set once and writes its index. Split in two: what is usual
// (walk_usual.cpp) and everything (walker.cpp).
#pragma once

#include <dicom/byte_order.hpp>
#include <dicom/elements.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>

namespace quoin::dicom {

inline constexpr std::uint32_t undefined_length = 0xFFFFFFFF;
inline constexpr std::uint32_t last_of_file_meta = 0x0002FFFF;
inline constexpr std::uint64_t open_end = std::numeric_limits<std::uint64_t>::max();

/// The root, a sequence or an item that is being read.
struct level {
    std::size_t entry = 0;         ///< its place in the index; the root has none
    std::uint64_t end = open_end;  ///< offset in the source where its length says that it ends
    std::uint32_t last_tag = 0;
    element_encoding written;
    bool sequence = false;
    bool unordered = false;
};

/// The levels that are open, the root first. Most files never go deeper than what lies in this itself.
class level_stack {
 public:
    level_stack() = default;
    level_stack(const level_stack&) = delete;
    level_stack& operator=(const level_stack&) = delete;

    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    level& back() noexcept { return at_[size_ - 1]; }
    const level& operator[](std::size_t index) const noexcept { return at_[index]; }
    void push_back(const level& one) {
        if (size_ == capacity_) [[unlikely]]
            grow();
        at_[size_++] = one;
    }
    void pop_back() noexcept { --size_; }

 private:
    void grow();

    static constexpr std::size_t usual_depth = 12;
    std::array<level, usual_depth> first_;
    std::unique_ptr<level[]> more_;
    level* at_ = first_.data();
    std::size_t size_ = 0;
    std::size_t capacity_ = usual_depth;
};

/// Which form the length of an element has that says this representation (PS3.5 section 7.1.2).
enum class form : std::uint8_t { unknown, short_form, long_form };
/// By a table: this is asked for every element.
form form_of(const unsigned char* letters) noexcept;

/// What an element without a representation has by the dictionary.
vr implicit_representation_of(std::uint32_t tag) noexcept;

/// One that the dictionary leaves open: small letters.
constexpr bool is_open(vr of) noexcept {
    return static_cast<unsigned>(of) >> 8 >= 'a';
}

class walker {
 public:
    walker(data_set& into, element_encoding written, const read_limits& limits, bool file_meta)
        : into_(into), bytes_(into.bytes), limits_(limits), file_meta_(file_meta) {
        // Elements of group 0002 that were read before belong to the same object.
        open_.push_back({.last_tag = into.elements.empty() ? 0 : last_of_file_meta, .written = written});
    }

    /// False where the source ended or was damaged.
    bool run();

 private:
    /// The head of an element, before its value.
    struct head {
        std::uint32_t tag;
        vr representation;
        std::uint32_t length;
        std::uint32_t size;        ///< of the head itself
        element_encoding written;  ///< of the value
    };

    bool read_all();
    /// Elements, sequences and items as nearly every file has them, which lie in what was read. Leaves the
    /// cursor before the first thing that is otherwise.
    template <bool explicit_vr, bool big_endian>
    void go_over_usual();
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
    void skip_to_last_frame(bool big_endian);
    std::optional<std::uint64_t> last_extended_offset();
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
    level_stack open_;
};

}  // namespace quoin::dicom
