// The referenced plugin above naturalized objects, with frames, modules and attributes as they are shipped.
#pragma once

#include <plugin_engine.hpp>

#include <atomic>

namespace quoin {

struct referenced_fixture : plugin_engine {
    void SetUp() override {
        load(FRAMES);
        load(DICOM_MODULES);
        load(ATTRIBUTES);
    }
    /// Answers types newUID and currentDateTime in the place of the plugin.
    void replace_clock_and_uids() {
        host.add_provider(
            {.id = "test-new",
             .types = {"newUID", "currentDateTime"},
             .priority = {0, "test"},
             .thread_safe = true},
            engine::make_callable_provider(host, "test-new", [this](call&, const request& asked) -> answer {
                if (asked.type() == "currentDateTime") return value::of("20240501123456.5+0200");
                return value::of("1.2." + std::to_string(++uids_));
            }));
    }
    /// A CT image of study "1", series "1.1"; its imageId.
    std::string image(int number, const std::string& more = {}) {
        const std::string image_id = "image:" + std::to_string(number);
        provide(
            "naturalized", image_id,
            R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SOPInstanceUID":"1.1.)" + std::to_string(number) +
                R"(","StudyInstanceUID":"1","SeriesInstanceUID":"1.1","Modality":"CT","Rows":4,"Columns":8,)"
                R"("InstanceNumber":)" +
                std::to_string(number) + (more.empty() ? "" : "," + more) + "}");
        return image_id;
    }
    value of(const std::string& type, std::vector<std::string> subjects, const std::string& options = {}) {
        engine::query asked{.type = type, .subjects = std::move(subjects)};
        if (!options.empty()) asked.options = from_json(options);
        const engine::result found = host.get(asked);
        EXPECT_EQ(found.outcome, QUOIN_VALUE) << type << ": " << found.error.message;
        return found.answer;
    }
    std::string error_of(const std::string& type, std::vector<std::string> subjects,
                         const std::string& options = {}) {
        engine::query asked{.type = type, .subjects = std::move(subjects)};
        if (!options.empty()) asked.options = from_json(options);
        const engine::result found = host.get(asked);
        EXPECT_EQ(found.outcome, QUOIN_ERROR);
        return found.error.message;
    }

 private:
    std::atomic<int> uids_ = 0;
};

}  // namespace quoin
