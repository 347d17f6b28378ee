// A data set of any shape, written in every transfer syntax, is the same object.
#include "reading.hpp"

#include <gtest/gtest.h>
#include <dicom/dictionary.hpp>

#include <random>

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;
using dicom_writer::length_form;

class shapes {
 public:
    explicit shapes(unsigned seed) : random_(seed) {}

    data_set any(int depth) {
        data_set out;
        for (std::size_t i = below(12) + 1; i > 0; --i) add(out, depth);
        return out;
    }
    std::size_t below(std::size_t end) { return random_() % end; }

 private:
    void add(data_set& to, int depth) {
        const dictionary_entry& of = at(below(dictionary_size()));
        const std::uint32_t group = of.tag >> 16;
        if (of.mask != 0xFFFFFFFF || group < 8 || group >= 0xFFFC || of.tag == 0x00080005 ||
            of.tag == 0x00280103)
            return;
        const std::size_t many = of.vm_max == 1 ? 1 : below(4) + 1;
        switch (of.representation) {
            case vr::SQ:
                if (depth > 0) {
                    std::vector<data_set> items;
                    for (std::size_t i = below(3); i > 0; --i) items.push_back(any(depth - 1));
                    to.sequence(of.tag, items);
                }
                return;
            case vr::CS:
            case vr::LO:
            case vr::SH:
            case vr::PN:
            case vr::UC:
            case vr::AE:
            case vr::UI:
                return texts(to, of, many, "AZ09");
            case vr::LT:
            case vr::ST:
            case vr::UT:
            case vr::UR:
                return texts(to, of, 1, "text");
            case vr::DA:
                return texts(to, of, many, "20240229");
            case vr::TM:
                return texts(to, of, many, "101500.25");
            case vr::DT:
                return texts(to, of, many, "20240229101500+0100");
            case vr::AS:
                return texts(to, of, many, "045Y");
            case vr::DS:
                return texts(to, of, many, "1.25");
            case vr::IS:
                return texts(to, of, many, "-42");
            case vr::US:
            case vr::UL:
            case vr::UV:
            case vr::SS:
            case vr::SL:
            case vr::SV:
            case vr::FL:
            case vr::FD:
            case vr::AT:
            case vr::OW:
            case vr::OL:
            case vr::OF:
            case vr::OD:
            case vr::OV: {
                std::vector<dicom_writer::number> values;
                for (std::size_t i = 0; i < many; ++i) values.emplace_back(static_cast<int>(below(30000)));
                to.numbers(of.tag, letters(of.representation), values);
                return;
            }
            case vr::OB:
                to.raw(of.tag, "OB", bytes(below(3) * 2 + 2, static_cast<std::uint8_t>(below(256))));
                return;
            default:
                return;  // what the dictionary leaves open changes with the syntax
        }
    }
    void texts(data_set& to, const dictionary_entry& of, std::size_t many, std::string text) {
        std::string value;
        for (std::size_t i = 0; i < many; ++i) value += (i > 0 ? "\\" : "") + text;
        to.text(of.tag, letters(of.representation), value);
    }
    static std::string letters(vr of) {
        return {static_cast<char>(static_cast<unsigned>(of) >> 8),
                static_cast<char>(static_cast<unsigned>(of) & 0xFF)};
    }
    std::mt19937 random_;
};

/// Every member is found by its name, at every depth; returns how many there were.
std::size_t all_are_found(view of) {
    std::size_t seen = 0;
    if (of.is_typed()) return seen;
    for (std::size_t i = 0; i < of.size(); ++i) {
        const auto [name, member] = of.member(i);
        if (of.is_object()) {
            EXPECT_EQ(of[name].get(), member.get()) << name;
        }
        seen += 1 + all_are_found(member);
    }
    return seen;
}

TEST(random_data_sets, with_large_sequences_are_the_same_object_in_every_transfer_syntax) {
    for (unsigned seed = 0; seed < 30; ++seed) {
        shapes make(seed);
        std::vector<data_set> items;
        for (int i = 0; i < 12; ++i) {
            data_set item = make.any(2);
            for (const std::uint32_t tag : {0x00186012U, 0x00186014U, 0x00186024U, 0x00280002U, 0x00280006U,
                                            0x00280010U, 0x00280011U, 0x00280100U, 0x00280101U, 0x00280102U})
                item.numbers(tag, "US", {i});
            items.push_back(item);
        }
        const data_set tree = make.any(1).text(0x00080060, "CS", "OT").sequence(0x52009230, items);
        value first;
        for (const auto& syntax : dicom_writer::transfer_syntaxes()) {
            if (syntax.encapsulated) continue;
            const object found =
                read_bytes(dicom_writer::write(tree, {.transfer_syntax = std::string(syntax.uid)}));
            EXPECT_GT(all_are_found(found.naturalized), 100U);
            const value items_found(found["PerFrameFunctionalGroupsSequence"]);
            if (!first) first = items_found;
            EXPECT_EQ(items_found.size(), 12U);
            EXPECT_EQ(items_found, first) << "seed " << seed << ", " << syntax.uid;
        }
    }
}

TEST(random_data_sets, are_the_same_object_in_every_transfer_syntax) {
    const scratch_folder folder;
    for (unsigned seed = 0; seed < 150; ++seed) {
        shapes make(seed);
        const data_set tree = make.any(4).text(0x00080060, "CS", "OT");
        std::string expected;
        for (const auto& syntax : dicom_writer::transfer_syntaxes()) {
            if (syntax.encapsulated) continue;
            for (const auto form : {length_form::defined, length_form::undefined}) {
                const bytes whole = dicom_writer::write(
                    tree, {.transfer_syntax = std::string(syntax.uid), .form = {form, form}});
                const object found = read_file(folder.file("random.dcm", whole));
                if (expected.empty()) expected = data_set_json(found);
                ASSERT_EQ(data_set_json(found), expected) << "seed " << seed << ", " << syntax.uid;
                ASSERT_EQ(found.said(), "") << "seed " << seed << ", " << syntax.uid;
                ASSERT_EQ(data_set_json(read_bytes(whole)), expected) << "seed " << seed;
            }
        }
    }
}

TEST(random_data_sets, with_bytes_changed_never_crash) {
    for (unsigned seed = 0; seed < 150; ++seed) {
        shapes make(seed);
        const data_set tree = make.any(3).text(0x00080060, "CS", "OT");
        for (const auto& syntax : dicom_writer::transfer_syntaxes()) {
            bytes whole = dicom_writer::write(tree, {.transfer_syntax = std::string(syntax.uid)});
            for (int i = 0; i < 5; ++i)
                whole[make.below(whole.size())] = static_cast<std::uint8_t>(make.below(256));
            try {
                read_bytes(whole);
            } catch (const read_error&) {
            }
        }
    }
}

}  // namespace
}  // namespace quoin::dicom::tests
