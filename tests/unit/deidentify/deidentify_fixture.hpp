// The deidentify plugin above objects of DICOM JSON, their frames and their modules.
#pragma once

#include <plugin_engine.hpp>

#include <gmock/gmock.h>

#include <map>

namespace quoin {

inline const std::string secret = R"("secret":"0123456789abcdef")";
inline const std::string basic = R"({"profile":"basic",)" + secret + "}";
inline const std::string with_dates =
    R"({"profile":"basic","options":["retain-dates-modified"],)" + secret + "}";
inline const std::string with_descriptors =
    R"({"profile":"basic","options":["clean-descriptors"],)" + secret + "}";
inline const std::string with_both =
    R"({"profile":"basic","options":["retain-dates-modified","clean-descriptors"],)" + secret + "}";

struct deidentify_fixture : plugin_engine {
    void start(const std::string& config) {
        load(DICOM_JSON);
        load(FRAMES);
        load(DICOM_MODULES);
        load(SCALING);
        load(ATTRIBUTES);
        load(DEIDENTIFY, config);
    }
    /// An object: DICOM JSON without the outer braces.
    void object(const std::string& image_id, const std::string& elements) {
        const engine::result found =
            host.add({.type = "naturalized", .subjects = {image_id}}, value::of("{" + elements + "}"));
        ASSERT_EQ(found.outcome, QUOIN_VALUE) << found.error.message << "\n" << elements;
    }
    value naturalized(const std::string& image_id) {
        const engine::result found = ask("naturalized", image_id);
        EXPECT_EQ(found.outcome, QUOIN_VALUE) << found.error.message;
        return found.answer;
    }
};

/// "00100020":{"vr":"LO","Value":["7"]}
inline std::string element(const std::string& tag, const std::string& vr, const std::string& values) {
    return '"' + tag + R"(":{"vr":")" + vr + R"(","Value":[)" + values + "]}";
}

}  // namespace quoin
