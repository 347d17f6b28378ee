// The calibration plugin above modules and frames of objects written as JSON.
#pragma once

#include <plugin_engine.hpp>

namespace quoin {

struct calibration_fixture : plugin_engine {
    void SetUp() override {
        load(FRAMES);
        load(DICOM_MODULES);
        load(CALIBRATION);
    }
    /// An object of these members: {..} without the braces.
    /// Tracked, as those of a file are: what rests on it is kept.
    void object(const std::string& image_id, const std::string& members) {
        const value kept = from_json("{" + members + "}");
        engine::registration stands{.id = "test." + image_id,
                                    .types = {"naturalized"},
                                    .priority = {-9000, "test"},
                                    .thread_safe = true,
                                    .tracked = true};
        host.add_provider(std::move(stands), engine::make_callable_provider(
                                                 host, image_id, [=](call&, const request& asked) -> answer {
                                                     if (asked.subject() != image_id) return pass;
                                                     return kept;
                                                 }));
    }
    /// What add came to: "taken", "(nobody)" or the message of its error.
    std::string add(std::vector<std::string> subjects, std::string_view payload,
                    const std::string& type = "calibratedPixelSpacing") {
        const engine::result found =
            host.add({.type = type, .subjects = std::move(subjects)}, from_json(payload));
        if (found.outcome == QUOIN_ERROR) return found.error.message;
        return found.outcome == QUOIN_VALUE ? "taken" : "(nobody)";
    }
    void clear(const std::string& subject) { host.clear("calibratedPixelSpacing", subject); }
    /// pixelSpacing of the plane.
    std::string spacing(const std::string& image_id) {
        const engine::result found = ask("imagePlaneModule", image_id);
        return found.outcome == QUOIN_VALUE ? to_json(found.answer["pixelSpacing"]) : found.error.message;
    }
};

inline const std::string ct_image = R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","Rows":4,"Columns":8,
    "SeriesInstanceUID":"1.2.3","PixelSpacing":[0.5,0.25])";
inline const std::string user_spacing = R"({"rowPixelSpacing":0.4,"columnPixelSpacing":0.2})";

}  // namespace quoin
