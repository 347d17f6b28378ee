#include "rewritable.hpp"

#include <dicom/dictionary.hpp>
#include <dicom/part10.hpp>

#include <bit>
#include <cstring>
#include <limits>

namespace quoin::corpus {
namespace {

using dicom::vr;

constexpr std::size_t largest_pixel_data = 64UL * 1024;

/// A representation that an element may have by the dictionary.
bool is_allowed(vr found, vr listed, bool pixels_are_signed) {
    if (found == listed) return true;
    switch (listed) {
        case vr::US_or_SS:
            return found == (pixels_are_signed ? vr::SS : vr::US);
        case vr::OB_or_OW:
            return found == vr::OB || found == vr::OW;
        case vr::US_or_OW:
            return found == vr::US || found == vr::OW;
        case vr::US_or_SS_or_OW:
            return found == vr::US || found == vr::SS || found == vr::OW;
        default:
            return false;
    }
}

template <class T>
T number_at(const unsigned char* at, bool big_endian) {
    unsigned char bytes[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) bytes[i] = at[big_endian ? sizeof(T) - 1 - i : i];
    T out;
    std::memcpy(&out, bytes, sizeof(T));
    return out;
}

template <class T>
std::vector<dicom_writer::number> numbers(std::span<const unsigned char> raw, bool big_endian) {
    std::vector<dicom_writer::number> out;
    for (std::size_t at = 0; at + sizeof(T) <= raw.size(); at += sizeof(T))
        out.emplace_back(number_at<T>(raw.data() + at, big_endian));
    return out;
}

class conversion {
 public:
    conversion(const dicom::data_set& from, const std::filesystem::path& file) : from_(from), file_(file) {}

    rewritable run() {
        dicom_writer::data_set out = level(0, from_.elements.size());
        if (!why_not_.empty()) return {{}, why_not_};
        return {std::move(out), {}};
    }

 private:
    dicom_writer::data_set level(std::size_t first, std::size_t end) {
        dicom_writer::data_set out;
        for (std::size_t at = first; at < end; at = from_.next(at)) {
            const dicom::element& one = from_.elements[at];
            const bool group_length = (one.tag & 0xFFFFU) == 0;
            if (one.has(dicom::element::superseded) || group_length || dicom::tags::is_private(one.tag) ||
                dicom::tags::is_file_meta(one.tag))
                continue;
            add(out, one, at);
        }
        return out;
    }

    void add(dicom_writer::data_set& to, const dicom::element& one, std::size_t at) {
        const dicom::dictionary_entry* const known = dicom::find(one.tag);
        if (known == nullptr) return;  // an element of nobody: no module reads it
        if (one.tag == dicom::tags::pixel_representation && !from_.raw(one).empty())
            pixels_are_signed_ = from_.raw(one)[one.has(dicom::element::big_endian) ? 1 : 0] == 1;
        vr representation = one.representation;
        if (!dicom::is_known(representation))
            representation = dicom::implicit_representation(known->representation, pixels_are_signed_);
        if (!is_allowed(representation, known->representation, pixels_are_signed_) && one.length != 0) {
            why_not_ = "an element has another representation than the dictionary";
            return;
        }
        constexpr std::uint32_t longest = 0xFFFE;
        if (!dicom::is_long_form(representation) && one.length > longest && !one.is_sequence()) {
            why_not_ = "a value is longer than explicit VR can say";
            return;
        }
        const auto code = static_cast<unsigned>(representation);
        const std::string letters{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
        if (one.is_sequence()) {
            std::vector<dicom_writer::data_set> items;
            for (std::size_t item = at + 1; item < from_.next(at); item = from_.next(item))
                items.push_back(level(item + 1, from_.next(item)));
            to.sequence(one.tag, std::move(items));
            return;
        }
        if (one.has(dicom::element::encapsulated)) return;
        if (one.has(dicom::element::in_source)) {
            const dicom::left_value& where = from_.left[one.position];
            if (where.length > largest_pixel_data) return;
            std::vector<unsigned char> bytes(static_cast<std::size_t>(where.length));
            const auto source = dicom::file_source::open(file_.string());
            if (source->read(where.offset, bytes.data(), bytes.size()) != bytes.size()) {
                why_not_ = "its pixel data cannot be read";
                return;
            }
            return add_value(to, one, representation, letters, bytes);
        }
        add_value(to, one, representation, letters, from_.raw(one));
    }

    static void add_value(dicom_writer::data_set& to, const dicom::element& one, vr representation,
                          const std::string& letters, std::span<const unsigned char> raw) {
        const bool big = one.has(dicom::element::big_endian);
        switch (representation) {
            case vr::US:
            case vr::OW:
                to.numbers(one.tag, letters, numbers<std::uint16_t>(raw, big));
                return;
            case vr::SS:
                to.numbers(one.tag, letters, numbers<std::int16_t>(raw, big));
                return;
            case vr::UL:
            case vr::OL:
                to.numbers(one.tag, letters, numbers<std::uint32_t>(raw, big));
                return;
            case vr::SL:
                to.numbers(one.tag, letters, numbers<std::int32_t>(raw, big));
                return;
            case vr::UV:
            case vr::OV:
                to.numbers(one.tag, letters, numbers<std::uint64_t>(raw, big));
                return;
            case vr::SV:
                to.numbers(one.tag, letters, numbers<std::int64_t>(raw, big));
                return;
            case vr::FL:
            case vr::OF:
                to.numbers(one.tag, letters, numbers<float>(raw, big));
                return;
            case vr::FD:
            case vr::OD:
                to.numbers(one.tag, letters, numbers<double>(raw, big));
                return;
            case vr::AT: {
                std::vector<dicom_writer::number> tags;
                for (std::size_t at = 0; at + 4 <= raw.size(); at += 4)
                    tags.emplace_back(
                        static_cast<std::uint32_t>(number_at<std::uint16_t>(raw.data() + at, big)) << 16 |
                        number_at<std::uint16_t>(raw.data() + at + 2, big));
                to.numbers(one.tag, letters, tags);
                return;
            }
            default:
                to.raw(one.tag, letters, dicom_writer::bytes(raw.begin(), raw.end()));
        }
    }

    const dicom::data_set& from_;
    const std::filesystem::path& file_;
    bool pixels_are_signed_ = false;
    std::string why_not_;
};

}  // namespace

rewritable rewritable_of(const std::filesystem::path& file) {
    dicom::read_limits limits;
    limits.bulk_in_header = std::numeric_limits<std::uint32_t>::max();
    try {
        const auto source = dicom::file_source::open(file.string());
        const dicom::data_set found = dicom::read_part10(*source, limits);
        if (found.written.deflated) return {{}, "it is deflated: its values are not where the file has them"};
        return conversion(found, file).run();
    } catch (const dicom::read_error& e) {
        return {{}, e.what()};
    }
}

}  // namespace quoin::corpus
