// Several threads read at once: the interned keys and the converters are shared.
#include "reading.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace quoin::dicom::tests {
namespace {

TEST(threads, read_the_same_object_at_once) {
    const auto bytes = dicom_writer::write(some_data_set());
    std::vector<std::string> found(4);
    {
        std::vector<std::jthread> running;
        for (std::string& out : found)
            running.emplace_back([&bytes, &out] {
                for (int i = 0; i < 200; ++i) out = data_set_json(read_bytes(bytes));
            });
    }
    for (const std::string& one : found) EXPECT_EQ(one, found.front());
    EXPECT_NE(found.front().find("\"Modality\":\"CT\""), std::string::npos);
}

}  // namespace
}  // namespace quoin::dicom::tests
