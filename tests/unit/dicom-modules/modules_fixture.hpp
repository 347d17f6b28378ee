// The dicom-modules plugin above one instance.
#pragma once

#include <plugin_engine.hpp>

namespace quoin {

struct modules_fixture : plugin_engine {
    void SetUp() override { load(DICOM_MODULES); }

    /// The answer for an instance of these members: {..} without the braces.
    std::string of(const std::string& type, const std::string& members) {
        return json(type, with_instance(members));
    }
    value answer_of(const std::string& type, const std::string& members) {
        const engine::result found = ask(type, with_instance(members));
        EXPECT_EQ(found.outcome, QUOIN_VALUE) << found.error.message;
        return found.answer;
    }
    /// A new subject whose instance has these members.
    std::string with_instance(const std::string& members) {
        std::string subject = "image:" + std::to_string(++images_);
        provide("instance", subject, "{" + members + "}");
        return subject;
    }

 private:
    int images_ = 0;
};

}  // namespace quoin
