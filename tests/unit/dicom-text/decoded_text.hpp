// What the tests of this folder say of a text: its UTF-8, whether it was damaged.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "dicom/text.hpp"

struct decoded_text {
    std::string text;
    bool damaged = false;
    bool operator==(const decoded_text&) const = default;
    friend std::ostream& operator<<(std::ostream& out, const decoded_text& of) {
        return out << '"' << of.text << '"' << (of.damaged ? " damaged" : "");
    }
};

/// The set of a well-formed attribute value.
inline quoin::dicom::character_set set_of(std::string_view value) {
    std::string complaint;
    auto set = quoin::dicom::character_set::parse(value, complaint);
    EXPECT_EQ(complaint, "") << value;
    return set;
}

inline std::string complaint_about(std::string_view value) {
    std::string complaint = "of the one before";
    quoin::dicom::character_set::parse(value, complaint);
    return complaint;
}

/// The set of a value that is complained about.
inline quoin::dicom::character_set odd_set_of(std::string_view value) {
    std::string complaint;
    auto set = quoin::dicom::character_set::parse(value, complaint);
    EXPECT_NE(complaint, "") << value;
    return set;
}

inline decoded_text decoded(const quoin::dicom::character_set& set, std::string_view bytes,
                            quoin::dicom::vr of = quoin::dicom::vr::LO) {
    decoded_text result;
    set.decode(bytes, of, result.text, result.damaged);
    return result;
}

inline decoded_text whole(std::string text) {
    return {std::move(text), false};
}
inline decoded_text damaged(std::string text) {
    return {std::move(text), true};
}

inline std::vector<std::string> values(const quoin::dicom::character_set& set, std::string_view bytes,
                                       quoin::dicom::vr of = quoin::dicom::vr::LO) {
    std::vector<std::string> result;
    set.split(bytes, of, [&](std::string_view value) { result.push_back(decoded(set, value, of).text); });
    return result;
}
