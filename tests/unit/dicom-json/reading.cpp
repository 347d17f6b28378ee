#include "reading.hpp"

#include <gtest/gtest.h>

namespace quoin::dicom_json {

namespace {

std::string lines(const json_object& of) {
    std::string out;
    for (const dicom::finding& one : of.tolerated.all()) out += (out.empty() ? "" : "; ") + one.what;
    return out;
}

std::string object(std::string_view tag, std::string_view element) {
    return "{\"" + std::string(tag) + "\":" + std::string(element) + "}";
}

}  // namespace

json_object read(std::string_view text) {
    const json_tokens tokens(text);
    json_object out = object_reader(tokens).read(0);
    try {
        const value tree = from_json(text);
        const json_tokens flat(tree);
        const json_object again = object_reader(flat).read(0);
        EXPECT_EQ(to_json(out.naturalized), to_json(again.naturalized));
        EXPECT_EQ(lines(out), lines(again));
    } catch (const error& e) {
        // What only a text can hold: a number beyond 64 bits, a key twice.
        EXPECT_TRUE(text.find("18446744073709551615") != std::string_view::npos ||
                    text.find("twice") != std::string_view::npos)
            << e.message();
    }
    return out;
}

std::string value_of(std::string_view tag, std::string_view element) {
    const std::string text = object(tag, element);
    const json_object found = read(text);
    return to_json(found.naturalized.member(0).second);
}

std::string complaints(std::string_view tag, std::string_view element) {
    const std::string text = object(tag, element);
    return lines(read(text));
}

}  // namespace quoin::dicom_json
