// The frames plugin above naturalized objects.
#pragma once

#include <plugin_engine.hpp>

#include <regex>

namespace quoin {

struct frames_fixture : plugin_engine {
    void SetUp() override { load(FRAMES); }

    /// Member `keyword` of the instance of a frame, as JSON; "(none)" where the frame is no answer,
    /// "(absent)" where it has no such member.
    std::string of(const std::string& image_id, std::string_view keyword) {
        const engine::result found = ask("instance", image_id);
        EXPECT_NE(found.outcome, QUOIN_ERROR) << found.error.message;
        if (found.outcome != QUOIN_VALUE) return "(none)";
        const view member = found.answer[keyword];
        return member ? to_json(member) : "(absent)";
    }
    /// Reals without a tail of ".0", to compare by value.
    static std::string plain(const std::string& json) {
        static const std::regex tail(R"(\.0(?=[^0-9]|$))");
        return std::regex_replace(json, tail, "");
    }
    std::string position(const std::string& image_id) { return of(image_id, "ImagePositionPatient"); }
    /// Three or six numbers of a frame, to compare by value.
    view member(const std::string& image_id, std::string_view keyword) {
        kept_.push_back(ask("instance", image_id).answer);
        return kept_.back()[keyword];
    }

 private:
    std::vector<value> kept_;
};

}  // namespace quoin
