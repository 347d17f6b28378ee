// The naturalized object decodes what is asked for, when it is asked for, and keeps little.
#include "reading.hpp"

#include <gtest/gtest.h>
#include <dicom_writer/samples.hpp>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace quoin::dicom::tests {
namespace {

using dicom_writer::bytes;
using dicom_writer::data_set;

/// 40 items of 10 elements.
data_set with_many_items() {
    std::vector<data_set> items;
    for (int i = 0; i < 40; ++i) {
        data_set item;
        for (std::uint32_t tag = 0x00280010; tag < 0x00280012; ++tag) item.numbers(tag, "US", {i});
        item.text(0x00080005, "CS", "ISO_IR 192")
            .text(0x00080100, "SH", std::to_string(i))
            .text(0x00080102, "SH", "DCM")
            .text(0x00080104, "LO", "meaning number " + std::to_string(i))
            .text(0x00100010, "PN", "M\xC3\xBCller^Anna")
            .text(0x0020000D, "UI", "2.25.123456789")
            .private_creator(0x0019, 0x10, "ACME")
            .text(0x00191001, "LO", "private " + std::to_string(i));
        items.push_back(item);
    }
    return data_set{}.text(0x00080060, "CS", "CT").sequence(0x52009230, items);
}

TEST(deferred, members_stay_where_they_are) {
    const object found = read(some_data_set());
    const view name = found["PatientName"];
    EXPECT_EQ(found["PatientName"].get(), name.get());
    EXPECT_EQ(found["ReferencedImageSequence"].get(), found["ReferencedImageSequence"].get());
    EXPECT_EQ(found.naturalized[key("PatientName")].get(), name.get());
    for (std::size_t i = 0; i < found.naturalized.size(); ++i) {
        const auto [keyword, member] = found.naturalized.member(i);
        EXPECT_EQ(found[keyword].get(), member.get()) << keyword;
        EXPECT_EQ(found.naturalized[key(keyword)].get(), member.get()) << keyword;
    }
}

TEST(deferred, what_is_not_there_is_not_found) {
    const object found = read(dicom_writer::samples::image_with_private_elements());
    for (const char* const name :
         {"", "Rows ", "rows", "NumberOfFrames", "00280010", "0019100C", "0009xx01:", "0009xx01:NOBODY",
          "0009XX01:QUOIN ONE", "00091001:QUOIN ONE", "Rows:0028", "OverlayRows:6002", "OverlayRows:", ":",
          "00000000", "0009xx99:QUOIN ONE", "00090010:QUOIN ONE", "TransferSyntaxUID:0002"})
        EXPECT_FALSE(found[name]) << name;
    EXPECT_TRUE(found["0009xx01:QUOIN ONE"]);
    EXPECT_TRUE(found["00090010"]);
    EXPECT_TRUE(found["00133001"]);
}

TEST(deferred, items_of_a_large_sequence_are_objects_like_any_other) {
    const object found = read(with_many_items());
    const view items = found["PerFrameFunctionalGroupsSequence"];
    ASSERT_EQ(items.size(), 40U);
    EXPECT_EQ(items[39]["Rows"].as_int(), 39);
    EXPECT_EQ(items[39]["PatientName"]["Alphabetic"].as_string(), "M\xC3\xBCller^Anna") << "in its own set";
    EXPECT_EQ(to_json(items[39]["0019xx01:ACME"]), R"(["private 39"])");
    EXPECT_EQ(items[7].member(0).first, "SpecificCharacterSet");
    EXPECT_EQ(items[7].size(), 10U);
    EXPECT_EQ(items[7].base().get(), nullptr);
    EXPECT_FALSE(items[7]["Modality"]);
}

TEST(deferred, an_item_outlives_the_object) {
    value item;
    {
        const object found = read(with_many_items());
        item = value(found["PerFrameFunctionalGroupsSequence"][11]);
    }
    EXPECT_EQ(item["CodeMeaning"].as_string(), "meaning number 11");
}

TEST(deferred, an_object_overrides_it) {
    const object found = read(some_data_set());
    const value frame =
        builder().object(found.naturalized).member("Rows", 7).member("Frame", 1).end().finish();
    EXPECT_EQ(frame["Rows"].as_int(), 7);
    EXPECT_EQ(frame["Columns"].as_int(), 64);
    EXPECT_EQ(frame.size(), found.naturalized.size() + 1);
    EXPECT_EQ(frame["PatientName"].get(), found["PatientName"].get());
}

TEST(deferred, text_stands_in_the_header_bytes) {
    const bytes whole = dicom_writer::write(some_data_set());
    builder made;
    made.add(std::span<const std::uint8_t>(whole));
    const value kept = made.finish();
    const auto in_memory = kept.elements<std::uint8_t>();
    memory_source source({in_memory.data(), in_memory.size()});
    dicom::data_set found = read_part10(source);
    const value object = naturalize(found, {{}, {}, kept});
    const auto uid = *object["TransferSyntaxUID"].as_string();
    EXPECT_GE(reinterpret_cast<const std::uint8_t*>(uid.data()), in_memory.data());
    EXPECT_LT(reinterpret_cast<const std::uint8_t*>(uid.data()), in_memory.data() + in_memory.size());
}

TEST(deferred, elements_out_of_order_are_found) {
    auto tree = data_set{}.text(0x00100020, "LO", "id").numbers(0x00280010, "US", {5});
    tree.append({.tag = 0x00080060, .vr = "CS", .value = std::string("CT")});
    tree.append({.tag = 0x00100020, .vr = "LO", .value = std::string("again")});
    tree.append({.tag = 0x00080016, .vr = "UI", .value = std::string("1.2")});
    const object found = read(tree);
    EXPECT_EQ(found["Modality"].as_string(), "CT");
    EXPECT_EQ(found["SOPClassUID"].as_string(), "1.2");
    EXPECT_EQ(found["PatientID"].as_string(), "again") << "the last one counts";
    EXPECT_EQ(found["Rows"].as_int(), 5);
    std::string order;
    for (std::size_t i = 0; i < found.naturalized.size(); ++i)
        if (const auto name = found.naturalized.member(i).first; !name.starts_with("File"))
            order += std::string(name) + " ";
    EXPECT_TRUE(order.ends_with("Rows Modality PatientID SOPClassUID ")) << order;
}

TEST(deferred, a_creator_longer_than_lo_may_be_names_nothing) {
    const auto with = [](std::size_t size) {
        return read(
            data_set{}.private_creator(0x0019, 0x10, std::string(size, 'x')).text(0x0019100C, "LO", "value"));
    };
    EXPECT_EQ(with(64).json("0019xx0C:" + std::string(64, 'x')), R"(["value"])");
    EXPECT_EQ(with(65).json("0019100C"), R"(["value"])");
}

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(deferred, an_object_keeps_at_most_twice_its_header) {
    const scratch_folder folder;
    std::vector<value> kept;
    std::vector<std::string> paths;
    for (int i = 0; i < 20; ++i)
        paths.push_back(
            folder.file(std::to_string(i), dicom_writer::write(dicom_writer::samples::typical_image(i))));
    const auto keep_all = [&] {
        std::size_t header = 0;
        for (const std::string& path : paths) {
            const auto file = file_source::open(path);
            dicom::data_set found = read_part10(*file);
            header += found.bytes.position();
            kept.push_back(naturalize(found, {path, file->identity(), {}}));
        }
        return header;
    };
    kept.reserve(paths.size());
    keep_all();  // what the thread keeps for its next file
    kept.clear();
    const std::size_t before = ::mallinfo2().uordblks;
    const std::size_t header = keep_all();
    const std::size_t after = ::mallinfo2().uordblks;
    EXPECT_LE(after - before, 2 * header);
    EXPECT_GE(after - before, header) << "the header itself is kept";
}
#endif

}  // namespace
}  // namespace quoin::dicom::tests
