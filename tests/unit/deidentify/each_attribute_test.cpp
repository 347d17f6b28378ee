// Every row of Table E.1-1 does what its action says, at the top of an object and in an item of a sequence, with and
// without the options; and what the table says of attributes that matter most, written down from the standard.
#include "deidentify_fixture.hpp"

#include <profile_table.hpp>

#include <dicom/dictionary.hpp>
#include <dicom/vr.hpp>

#include <cstdio>

namespace quoin {
namespace {

using deidentify::action;
using deidentify::cleaned_by;
using dicom::vr;

std::string hex(std::uint32_t tag) {
    char out[9];
    std::snprintf(out, sizeof out, "%08X", tag);
    return out;
}

vr written_as(const dicom::dictionary_entry& of) {
    return dicom::implicit_representation(of.representation, false);
}

/// An element with a value that must not be found again.
std::string telling(const dicom::dictionary_entry& of) {
    const std::string tag = hex(of.tag);
    const auto text = [&](const char* representation, const char* value) {
        return element(tag, representation, '"' + std::string(value) + '"');
    };
    switch (written_as(of)) {
        case vr::SQ:
            return element(tag, "SQ",
                           "{" + element("00100010", "PN", R"({"Alphabetic":"Telling^Item"})") + "}");
        case vr::PN:
            return element(tag, "PN", R"({"Alphabetic":"Telling^Tom"})");
        case vr::DA:
            return text("DA", "20200229");
        case vr::TM:
            return text("TM", "112233");
        case vr::DT:
            return text("DT", "20200229112233.5+0100");
        case vr::AS:
            return text("AS", "099Y");
        case vr::UI:
            return text("UI", "1.2.840.99999.17");
        case vr::DS:
            return element(tag, "DS", "98.75");
        case vr::IS:
            return element(tag, "IS", "98");
        case vr::FD:
        case vr::FL:
            return element(tag, written_as(of) == vr::FD ? "FD" : "FL", "98.75");
        case vr::US:
        case vr::UL:
        case vr::SS:
        case vr::SL:
            return element(tag, "US", "98");
        case vr::OB:
        case vr::OW:
        case vr::UN:
            return '"' + tag + R"(":{"vr":"OB","InlineBinary":"VEVMTElORw=="})";
        default: {
            const auto letters = static_cast<unsigned>(written_as(of));
            const char name[] = {static_cast<char>(letters >> 8), static_cast<char>(letters & 0xFF), 0};
            return text(name, "Telling axial Tom");
        }
    }
}

enum class became { absent, empty, replaced, mapped, moved, cleaned, untouched, something_else };

became what_became(const dicom::dictionary_entry& of, view now, const std::string& original) {
    if (!now) return became::absent;
    if (now.is_null() || (now.is_array() && now.size() == 0)) return became::empty;
    const std::string text = to_json(now);
    if (text == original) return became::untouched;
    switch (written_as(of)) {
        case vr::UI:
            return text.find("\"2.25.") != std::string::npos ? became::mapped : became::something_else;
        case vr::DA:
            return text.find("19000101") != std::string::npos ? became::replaced : became::moved;
        case vr::DT:
            if (text.find("19000101000000") != std::string::npos) return became::replaced;
            return text.find("112233.5+0100") != std::string::npos ? became::moved : became::something_else;
        case vr::SQ:
            // The item's name is emptied whenever items are kept.
            if (text.find("\"PatientName\":null") != std::string::npos) return became::cleaned;
            return text == "[{}]" ? became::replaced : became::something_else;
        default:
            break;
    }
    if (text == "\"axial\"" || text == "[\"axial\"]") return became::cleaned;
    return text.find("Tom") == std::string::npos && text.find("98") == std::string::npos
               ? became::replaced
               : became::something_else;
}

bool is_time(vr of) {
    return of == vr::DA || of == vr::TM || of == vr::DT;
}

/// What PS3.15 allows the attribute to become, of which this project takes one (docs/deidentify.md).
std::vector<became> allowed(const deidentify::profile_row& row, vr of, bool dates, bool descriptors) {
    if (dates && row.option == cleaned_by::dates) {
        if (of == vr::TM || row.tag == 0x00080201) return {became::untouched};
        if (is_time(of)) return {became::moved};
    }
    const bool words = of != vr::OB && of != vr::OW && of != vr::UN && of != vr::CS;
    if (descriptors && row.option == cleaned_by::descriptors && words) return {became::cleaned};
    const became dummy = of == vr::UI ? became::mapped : became::replaced;
    switch (row.basic) {
        case action::x:
            return {became::absent};
        case action::z:
        case action::x_z:
            return {became::empty};
        case action::d:
            return {dummy};
        case action::u:
            return {became::mapped};
        case action::x_d:
        case action::x_z_d:
            if (of == vr::SQ) return {became::absent};
            return {is_time(of) ? became::empty : dummy};
        case action::z_d:
            return {is_time(of) ? became::empty : dummy};
        case action::x_z_u:
            return {became::cleaned};  // items are kept, their UIDs mapped
    }
    return {};
}

struct each_attribute : deidentify_fixture {
    void walk(const std::string& config, bool dates, bool descriptors) {
        start(config);
        std::size_t rows = 0, later = 0;
        for (const deidentify::profile_row& row : deidentify::rows::all) {
            SCOPED_TRACE(hex(row.tag));
            const dicom::dictionary_entry* const known = dicom::find(row.tag);
            if (!known) {
                ++later;  // of a later edition than the dictionary: removed as unknown, below
                continue;
            }
            if (row.tag >> 16 <= 0x0002 || row.tag >= 0xFFF00000) continue;  // no elements of DICOM JSON
            const std::string image = "acme:" + hex(row.tag), written = telling(*known);
            const std::string inside = element("00081115", "SQ", "{" + written + "}");
            object(image, element("00080016", "UI", R"("1.2.840.10008.5.1.4.1.1.2")") + "," +
                              element("0020000D", "UI", R"("1.2.840.99999.1")") + "," + inside +
                              (row.tag == 0x0020000D ? "" : "," + written));
            const value now = naturalized(image);
            const std::string key(known->keyword.view());
            const auto expected = allowed(row, written_as(*known), dates, descriptors);
            const std::string original = original_of(*known, written);
            if (row.tag != 0x0020000D) {
                EXPECT_THAT(expected, testing::Contains(what_became(*known, now[key], original)))
                    << key << " " << to_json(now[key]);
            }
            const view item = now["ReferencedSeriesSequence"][0];
            EXPECT_THAT(expected, testing::Contains(what_became(*known, item[key], original)))
                << key << " in an item " << to_json(item[key]);
            ++rows;
        }
        std::printf("%zu rows walked, %zu of attributes of a later edition than the dictionary\n", rows,
                    later);
        EXPECT_GT(rows, 600U);
        EXPECT_LT(later, 40U);
    }

    /// What the sources make of it where nothing de-identifies.
    static std::string original_of(const dicom::dictionary_entry& of, const std::string& written) {
        struct sources : deidentify_fixture {
            void TestBody() override {}
        };
        static sources plain;
        static const bool loaded = [] {
            plain.load(DICOM_JSON);
            return true;
        }();
        (void)loaded;
        plain.object("plain:" + hex(of.tag), written);
        return to_json(plain.naturalized("plain:" + hex(of.tag))[of.keyword.view()]);
    }
};

TEST_F(each_attribute, of_the_table_becomes_what_its_action_says) {
    walk(basic, false, false);
}
TEST_F(each_attribute, of_the_table_becomes_what_modified_dates_say) {
    walk(with_dates, true, false);
}
TEST_F(each_attribute, of_the_table_becomes_what_clean_descriptors_say) {
    walk(with_descriptors, false, true);
}
TEST_F(each_attribute, of_the_table_becomes_what_both_options_say) {
    walk(with_both, true, true);
}

TEST(profile_table, is_sorted_and_has_the_rows_of_the_standard) {
    const auto& all = deidentify::rows::all;
    EXPECT_EQ(std::size(all), 651U) << "PS3.15 2026a, without the four patterns";
    for (std::size_t i = 1; i < std::size(all); ++i) EXPECT_LT(all[i - 1].tag, all[i].tag);
}

// Written down from PS3.15 Table E.1-1 by themselves, so that a slip of the table is seen.
TEST(profile_table, says_of_well_known_attributes_what_the_standard_does) {
    const std::map<std::uint32_t, std::pair<action, cleaned_by>> known{
        {0x00080018, {action::u, cleaned_by::nothing}},        // SOP Instance UID
        {0x00080020, {action::z, cleaned_by::dates}},          // Study Date
        {0x00080021, {action::x_d, cleaned_by::dates}},        // Series Date
        {0x00080022, {action::x_z, cleaned_by::dates}},        // Acquisition Date
        {0x00080023, {action::z_d, cleaned_by::dates}},        // Content Date
        {0x0008002A, {action::x_z_d, cleaned_by::dates}},      // Acquisition DateTime
        {0x00080050, {action::z, cleaned_by::nothing}},        // Accession Number
        {0x00080080, {action::x_z_d, cleaned_by::nothing}},    // Institution Name
        {0x00080090, {action::z, cleaned_by::nothing}},        // Referring Physician's Name
        {0x00080201, {action::x, cleaned_by::dates}},          // Timezone Offset From UTC
        {0x00081030, {action::x, cleaned_by::descriptors}},    // Study Description
        {0x0008103E, {action::x, cleaned_by::descriptors}},    // Series Description
        {0x00081070, {action::x_z_d, cleaned_by::nothing}},    // Operators' Name
        {0x00081140, {action::x_z_u, cleaned_by::nothing}},    // Referenced Image Sequence
        {0x00081155, {action::u, cleaned_by::nothing}},        // Referenced SOP Instance UID
        {0x00082112, {action::x_z_u, cleaned_by::nothing}},    // Source Image Sequence
        {0x00100010, {action::z, cleaned_by::nothing}},        // Patient's Name
        {0x00100020, {action::z_d, cleaned_by::nothing}},      // Patient ID
        {0x00100030, {action::z, cleaned_by::nothing}},        // Patient's Birth Date
        {0x00100040, {action::z, cleaned_by::nothing}},        // Patient's Sex
        {0x00101010, {action::x, cleaned_by::nothing}},        // Patient's Age
        {0x00101030, {action::x, cleaned_by::nothing}},        // Patient's Weight
        {0x00102160, {action::x, cleaned_by::nothing}},        // Ethnic Group
        {0x00104000, {action::x, cleaned_by::descriptors}},    // Patient Comments
        {0x00120040, {action::d, cleaned_by::nothing}},        // Clinical Trial Subject ID
        {0x00180010, {action::z_d, cleaned_by::descriptors}},  // Contrast/Bolus Agent
        {0x00181000, {action::x_z_d, cleaned_by::nothing}},    // Device Serial Number
        {0x00181030, {action::x_d, cleaned_by::descriptors}},  // Protocol Name
        {0x00181078, {action::x, cleaned_by::dates}},          // Radiopharmaceutical Start DateTime
        {0x0020000D, {action::u, cleaned_by::nothing}},        // Study Instance UID
        {0x00200010, {action::z, cleaned_by::nothing}},        // Study ID
        {0x00200052, {action::u, cleaned_by::nothing}},        // Frame of Reference UID
        {0x00400275, {action::x, cleaned_by::descriptors}},    // Request Attributes Sequence
        {0x0040A123, {action::d, cleaned_by::nothing}},        // Person Name
        {0x0040A730, {action::d, cleaned_by::nothing}},        // Content Sequence
        {0x00880200, {action::x, cleaned_by::nothing}},        // Icon Image Sequence
        {0x04000561, {action::x, cleaned_by::nothing}},        // Original Attributes Sequence
        {0x30060026, {action::z, cleaned_by::descriptors}},    // ROI Name
        {0xFFFAFFFA, {action::x, cleaned_by::nothing}},        // Digital Signatures Sequence
    };
    for (const auto& [tag, said] : known) {
        const auto* const row = std::ranges::find(deidentify::rows::all, tag, &deidentify::profile_row::tag);
        ASSERT_NE(row, std::end(deidentify::rows::all)) << hex(tag);
        EXPECT_EQ(row->basic, said.first) << hex(tag);
        EXPECT_EQ(row->option, said.second) << hex(tag);
    }
    // What keeps an image usable is not in it.
    for (const std::uint32_t tag : {0x00080016U, 0x00080060U, 0x00200013U, 0x00200032U, 0x00280010U,
                                    0x00280030U, 0x7FE00010U, 0x00281052U})
        EXPECT_EQ(std::ranges::find(deidentify::rows::all, tag, &deidentify::profile_row::tag),
                  std::end(deidentify::rows::all))
            << hex(tag);
}

}  // namespace
}  // namespace quoin
