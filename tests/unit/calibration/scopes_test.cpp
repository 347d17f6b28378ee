// Whom a calibration is about: one frame, one instance, a series; and nobody else is asked anew.
#include "calibration_fixture.hpp"

#include <gmock/gmock.h>

namespace quoin {
namespace {

using ::testing::HasSubstr;

const std::string untouched = "[0.5,0.25]", calibrated = "[0.4,0.2]";

std::string with_scope(const std::string& scope) {
    return R"({"rowPixelSpacing":0.4,"columnPixelSpacing":0.2,"scope":")" + scope + "\"}";
}

struct scopes : calibration_fixture {
    void SetUp() override {
        calibration_fixture::SetUp();
        object("acme:a", ct_image + R"(,"NumberOfFrames":3)");
        object("acme:b", ct_image);
        object("acme:other", R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","Rows":4,"Columns":8,
            "SeriesInstanceUID":"1.2.4","PixelSpacing":[0.5,0.25])");
    }
    std::uint64_t computed(std::string_view type) {
        for (const auto& one : host.stats().types)
            if (one.type == type) return one.recomputations;
        return 0;
    }
};

TEST_F(scopes, of_a_file_holds_with_its_scheme_and_without) {
    object("/data/a.dcm", ct_image);
    object("dicomfile:/data/a.dcm", ct_image);
    EXPECT_EQ(add({"dicomfile:/data/a.dcm"}, user_spacing), "taken");
    for (const char* const name :
         {"dicomfile:/data/a.dcm", "/data/a.dcm", "/data/a.dcm#1", "/data/a.dcm?frame=1"})
        EXPECT_EQ(spacing(name), "[0.4,0.2]") << name;
    clear("/data/a.dcm");
    EXPECT_EQ(spacing("dicomfile:/data/a.dcm"), "[0.5,0.25]");
}

TEST_F(scopes, a_frame_alone_and_by_whatever_name_it_goes) {
    ASSERT_EQ(add({"acme:a?frame=2"}, with_scope("frame")), "taken");
    EXPECT_EQ(spacing("acme:a?frame=2"), calibrated);
    EXPECT_EQ(spacing("acme:a#2"), calibrated);
    EXPECT_EQ(spacing("acme:a?frame=1"), untouched);
    EXPECT_EQ(spacing("acme:a?frame=3"), untouched);
    EXPECT_EQ(spacing("acme:b"), untouched);
}

TEST_F(scopes, an_imageid_without_a_frame_is_of_the_first) {
    ASSERT_EQ(add({"acme:a"}, user_spacing), "taken");
    EXPECT_EQ(spacing("acme:a"), calibrated);
    EXPECT_EQ(spacing("acme:a?frame=1"), calibrated);
    EXPECT_EQ(spacing("acme:a?frame=2"), untouched);
}

TEST_F(scopes, an_instance_is_all_of_its_frames) {
    ASSERT_EQ(add({"acme:a?frame=2"}, with_scope("instance")), "taken");
    for (const char* frame : {"acme:a", "acme:a?frame=1", "acme:a?frame=2", "acme:a?frame=3"})
        EXPECT_EQ(spacing(frame), calibrated) << frame;
    EXPECT_EQ(spacing("acme:b"), untouched);
}

TEST_F(scopes, a_series_is_all_of_its_instances) {
    ASSERT_EQ(add({"acme:a"}, with_scope("series")), "taken");
    EXPECT_EQ(spacing("acme:a?frame=3"), calibrated);
    EXPECT_EQ(spacing("acme:b"), calibrated);
    EXPECT_EQ(spacing("acme:other"), untouched);
    clear("acme:a");
    EXPECT_EQ(spacing("acme:b"), untouched);
}

TEST_F(scopes, a_series_may_be_named_by_its_uid) {
    ASSERT_EQ(add({"1.2.4"}, with_scope("series")), "taken");
    EXPECT_EQ(spacing("acme:other"), calibrated);
    EXPECT_EQ(spacing("acme:b"), untouched);
    clear("1.2.4");
    EXPECT_EQ(spacing("acme:other"), untouched);
}

TEST_F(scopes, the_narrowest_counts) {
    ASSERT_EQ(add({"acme:a"}, R"({"scale":10,"scope":"series"})"), "taken");
    ASSERT_EQ(add({"acme:a"}, R"({"scale":5,"scope":"instance"})"), "taken");
    ASSERT_EQ(add({"acme:a?frame=2"}, R"({"scale":2.5})"), "taken");
    EXPECT_EQ(spacing("acme:a?frame=2"), "[0.2,0.1]");
    EXPECT_EQ(spacing("acme:a?frame=3"), "[0.1,0.05]");
    EXPECT_EQ(spacing("acme:b"), "[0.05,0.025]");
    clear("acme:a?frame=2");
    EXPECT_EQ(spacing("acme:a?frame=2"), "[0.1,0.05]");
}

// What was answered before anybody calibrated anything rests on no fact, and hears of it by its name.
TEST_F(scopes, what_was_answered_before_hears_of_it_under_all_its_names) {
    const std::vector<std::string> names{"acme:a",   "acme:a?frame=1", "acme:a#1", "acme:a?frame=2",
                                         "acme:a#2", "acme:a?frame=3", "acme:b",   "acme:other"};
    const auto calibrated_ones = [&] {
        std::string out;
        for (const std::string& one : names)
            if (spacing(one) != untouched) out += one + " ";
        return out;
    };
    EXPECT_EQ(calibrated_ones(), "");
    ASSERT_EQ(add({"acme:a?frame=2"}, with_scope("frame")), "taken");
    EXPECT_EQ(calibrated_ones(), "acme:a?frame=2 acme:a#2 ");
    ASSERT_EQ(add({"acme:a#1"}, with_scope("frame")), "taken");
    EXPECT_EQ(calibrated_ones(), "acme:a acme:a?frame=1 acme:a#1 acme:a?frame=2 acme:a#2 ");
    clear("");
    EXPECT_EQ(calibrated_ones(), "");
    ASSERT_EQ(add({"acme:a?frame=3"}, with_scope("instance")), "taken");
    EXPECT_EQ(calibrated_ones(), "acme:a acme:a?frame=1 acme:a#1 acme:a?frame=2 acme:a#2 acme:a?frame=3 ");
    clear("");
    EXPECT_EQ(calibrated_ones(), "");
    ASSERT_EQ(add({"acme:b"}, with_scope("series")), "taken");
    EXPECT_EQ(calibrated_ones(),
              "acme:a acme:a?frame=1 acme:a#1 acme:a?frame=2 acme:a#2 acme:a?frame=3 acme:b ");
    EXPECT_EQ(ask("calibratedPixelSpacing", "acme:a").outcome, QUOIN_VALUE);
    clear("");
    EXPECT_EQ(ask("calibratedPixelSpacing", "acme:a").outcome, QUOIN_PASS);
    ASSERT_EQ(add({"acme:a"}, user_spacing), "taken");
    EXPECT_EQ(ask("calibratedPixelSpacing", "acme:a").outcome, QUOIN_VALUE);
}

TEST_F(scopes, an_object_that_is_cleared_takes_all_its_frames_along) {
    ASSERT_EQ(add({"acme:a?frame=2", "acme:a?frame=3", "acme:b"}, user_spacing), "taken");
    clear("acme:a");
    EXPECT_EQ(spacing("acme:a?frame=2"), untouched);
    EXPECT_EQ(spacing("acme:a?frame=3"), untouched);
    EXPECT_EQ(spacing("acme:b"), calibrated);
    clear("");
    EXPECT_EQ(spacing("acme:b"), untouched);
}

TEST_F(scopes, several_are_taken_together_or_not_at_all) {
    EXPECT_THAT(add({"acme:b", "acme:unknown"}, with_scope("series")),
                HasSubstr("series of this image is not known"));
    EXPECT_EQ(spacing("acme:b"), untouched);
}

TEST_F(scopes, calibrating_one_frame_of_500_computes_what_depends_on_that_frame_and_nothing_else) {
    object("acme:cine", ct_image + R"(,"NumberOfFrames":500,"Modality":"CT")");
    // What somebody makes of a plane depends on it.
    engine::registration stands{.id = "test.area",
                                .types = {"com.acme.pixelArea"},
                                .priority = {0, "test"},
                                .thread_safe = true,
                                .tracked = true};
    host.add_provider(
        std::move(stands),
        engine::make_callable_provider(host, "test.area", [](call& asked_in, const request& asked) -> answer {
            const auto plane = asked_in.get("imagePlaneModule", asked.subject());
            if (!plane) return pass;
            return value::of((*plane)["rowPixelSpacing"].as_real().value_or(0) *
                             (*plane)["columnPixelSpacing"].as_real().value_or(0));
        }));
    const auto frame = [](int number) { return "acme:cine?frame=" + std::to_string(number); };
    const auto ask_all = [&] {
        for (int i = 1; i <= 500; ++i)
            for (const char* type :
                 {"com.acme.pixelArea", "imagePlaneModule", "imagePixelModule", "generalImageModule"})
                ASSERT_EQ(ask(type, frame(i)).outcome, QUOIN_VALUE) << type << i;
    };
    struct counts {
        std::uint64_t planes, areas, pixels, images, instances;
    };
    const auto now = [&] {
        return counts{computed("imagePlaneModule"), computed("com.acme.pixelArea"),
                      computed("imagePixelModule"), computed("generalImageModule"), computed("instance")};
    };
    ask_all();
    const counts before = now();
    ask_all();
    ASSERT_EQ(now().planes, before.planes) << "nothing is asked anew where nothing changed";
    ASSERT_EQ(add({frame(250)}, user_spacing), "taken");
    ask_all();
    const counts after = now();
    EXPECT_EQ(after.planes - before.planes, 2U)
        << "the calibrated one, and that of the modules below it, which was not kept apart before";
    EXPECT_EQ(after.areas - before.areas, 1U);
    EXPECT_EQ(after.pixels, before.pixels);
    EXPECT_EQ(after.images, before.images);
    EXPECT_EQ(after.instances, before.instances);
    EXPECT_EQ(spacing(frame(250)), calibrated);
    ASSERT_EQ(add({frame(250)}, R"({"scale":2})"), "taken");
    ask_all();
    const counts again = now();
    EXPECT_EQ(again.planes - after.planes, 1U) << "that of the modules below stands";
    clear(frame(250));
    ask_all();
    EXPECT_EQ(now().planes - again.planes, 1U);
    EXPECT_EQ(now().pixels, before.pixels);
    EXPECT_EQ(spacing(frame(250)), untouched);
}

}  // namespace
}  // namespace quoin
