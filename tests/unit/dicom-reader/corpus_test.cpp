// Every real file of the corpus that pydicom read: all of its elements are there, in the index that was made
// of it.
#include "reading.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

namespace quoin::dicom::tests {
namespace {

std::filesystem::path corpus() {
    const char* const given = std::getenv("QUOIN_CORPUS");
    const std::filesystem::path at = given != nullptr ? given : QUOIN_CORPUS_DEFAULT;
    return std::filesystem::is_directory(at / "expected") ? at : std::filesystem::path();
}

value json_file(const std::filesystem::path& at) {
    std::ifstream in(at, std::ios::binary);
    return from_json(std::string(std::istreambuf_iterator<char>(in), {}));
}

/// Tags with their place, as "00081140/0/00081155".
void places(view of, const std::string& before, std::set<std::string>& out) {
    for (std::size_t i = 0; i < of.size(); ++i) {
        const auto [tag, attribute] = of.member(i);
        out.insert(before + std::string(tag));
        if (attribute["vr"].as_string() != "SQ") continue;
        for (std::size_t item = 0; item < attribute["Value"].size(); ++item)
            places(attribute["Value"][item], before + std::string(tag) + "/" + std::to_string(item) + "/",
                   out);
    }
}

std::set<std::string> places(const data_set& of) {
    struct level {
        std::size_t end;
        std::string before;
        std::size_t items = 0;
    };
    std::set<std::string> out;
    std::vector<level> open{{of.elements.size(), ""}};
    for (std::size_t i = 0; i < of.elements.size(); ++i) {
        while (i >= open.back().end) open.pop_back();
        const element& one = of.elements[i];
        if (one.is_item()) {
            const std::string place = open.back().before + std::to_string(open.back().items++) + "/";
            open.push_back({of.next(i), place});
            continue;
        }
        const auto digits = tag_text(one.tag);  // (gggg,eeee)
        const std::string tag = digits.substr(1, 4) + digits.substr(6, 4);
        out.insert(open.back().before + tag);
        if (one.is_sequence()) open.push_back({of.next(i), open.back().before + tag + "/"});
    }
    return out;
}

// What pydicom gives and we leave out, file by file.
const std::set<std::string> known_differences{
    // Cut inside this element: pydicom gives an empty value, we what stands before the damage.
    "derived_ct_cut_in_file_meta.dcm 00020003",
    // pydicom's dictionary knows these private elements as sequences; to ours they are bytes.
    "ct_conquest_dicom_server_0009703828.dcm 0029",
    "raw_1301_wip_adni_sag3d_mprage_raw.dcm 2005",
};

bool known(const std::string& file, const std::string& place) {
    return std::any_of(known_differences.begin(), known_differences.end(),
                       [&](const std::string& one) { return (file + " " + place).starts_with(one); });
}

TEST(corpus, every_element_that_pydicom_read_is_in_the_index) {
    const std::filesystem::path folder = corpus();
    if (folder.empty()) GTEST_SKIP() << "no corpus: set QUOIN_CORPUS";
    std::size_t files = 0, elements = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".dcm") continue;
        const std::string name = entry.path().filename().string();
        std::set<std::string> theirs;
        const auto expected = folder / "expected" / entry.path().stem();
        try {
            places(json_file(expected.string() + ".dcmjson"), "", theirs);
        } catch (const error& e) {
            // pydicom writes UV of 2^63 and more as a number, which no JSON reader with 64 bits takes.
            EXPECT_NE(e.message().find("beyond 64 bits"), std::string::npos) << name << e.message();
        }
        places(json_file(expected.string() + ".pydicom.json")["fileMeta"], "", theirs);
        try {
            const auto file = file_source::open(entry.path().string());
            data_set found = read_part10(*file);
            const std::set<std::string> ours = places(found);
            for (const std::string& place : theirs)
                EXPECT_TRUE(ours.contains(place) || known(name, place)) << name << " " << place;
            EXPECT_NO_THROW(naturalize(found, {entry.path().string(), file->identity(), {}})) << name;
            ++files;
            elements += ours.size();
        } catch (const read_error& e) {
            EXPECT_LE(theirs.size(), 1U) << name << ": " << e.what();
        }
    }
    EXPECT_GT(files, 200U);
    RecordProperty("files", static_cast<int>(files));
    RecordProperty("elements", static_cast<int>(elements));
}

}  // namespace
}  // namespace quoin::dicom::tests
