// imagePlaneModule of a frame out of one table for the whole object: the same as that of the frame's instance, and
// only where nobody else makes instances.
#include "image_plane.hpp"
#include "random_frames.hpp"

#include <plugin_engine.hpp>

#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <set>

namespace quoin {
namespace {

using dicom_writer::data_set;
using testing::IsEmpty;

constexpr const char* plane = "imagePlaneModule";
constexpr const char* planes = "org.quoin.dicom-modules.planes";

/// A host as it is, and below others as they could stand in it.
struct frames_host : plugin_engine {
    frames_host() {
        load(DICOM_FILES, R"({"inline_bytes":1000000})");
        load(FRAMES);
        load(DICOM_MODULES);
        load(CALIBRATION);
    }
    void TestBody() override {}

    engine::engine::token provide_function(const std::string& id, std::vector<std::string> types,
                                           int priority, engine::provider_function function) {
        return host.add_provider({.id = id,
                                  .types = types,
                                  .any_type = types.empty(),
                                  .priority = {priority, "test"},
                                  .thread_safe = true,
                                  .tracked = true},
                                 engine::make_callable_provider(host, id, std::move(function)));
    }
    void add(const std::string& subject, const data_set& object) {
        const dicom_writer::bytes content = dicom_writer::write(object);
        builder payload;
        payload.add(std::span<const std::uint8_t>(content));
        const engine::result added =
            host.add({.type = "naturalized", .subjects = {subject}}, payload.finish());
        ASSERT_EQ(added.outcome, QUOIN_VALUE) << added.error.message;
    }
    bool has_table(const std::string& subject) { return ask(planes, subject).outcome == QUOIN_VALUE; }

    /// Everything that was noted on the way.
    std::set<std::string> all_notes(const std::string& subject) {
        std::set<std::string> out;
        const std::function<void(view)> collect = [&](view at) {
            if (at.is_array())
                for (std::size_t i = 0; i < at.size(); ++i) collect(at[i]);
            for (std::size_t i = 0; at.is_object() && i < at.size(); ++i) {
                const auto [name, member] = at.member(i);
                if (name != "notes") {
                    collect(member);
                    continue;
                }
                for (std::size_t j = 0; j < member.size(); ++j)
                    out.emplace(member[j].as_string().value_or(""));
            }
        };
        collect(host.explain({.type = plane, .subjects = {subject}}));
        return out;
    }
};

struct frame_planes : testing::Test {
    frames_host quick;  ///< as it is
    frames_host usual;  ///< every plane is made of its instance

    frame_planes() {
        usual.provide_function("com.acme.passes", {"instance"}, 0,
                               [](call&, const request&) -> answer { return pass; });
    }

    void add(const std::string& subject, const data_set& object) {
        quick.add(subject, object);
        usual.add(subject, object);
    }

    void expect_the_same(const std::string& subject, int frames) {
        ASSERT_FALSE(usual.has_table(subject));
        std::vector<std::string> names{subject,
                                       subject + "#1",
                                       subject + "?frame=2#3",
                                       subject + "?FrameNumber=2&a=1",
                                       subject + "?frame=0",
                                       subject + "?frame=99999999999999999999"};
        for (int frame = 1; frame <= frames + 3; ++frame)
            names.push_back(subject + "?frame=" + std::to_string(frame));
        for (const std::string& name : names) {
            const engine::result expected = usual.ask(plane, name), found = quick.ask(plane, name);
            EXPECT_EQ(found.outcome, expected.outcome) << name;
            EXPECT_EQ(found.error.message, expected.error.message) << name;
            EXPECT_EQ(to_json(found.answer), to_json(expected.answer)) << name;
            EXPECT_TRUE(view(found.answer) == view(expected.answer)) << name;
            const std::set<std::string> noted = usual.all_notes(name), now = quick.all_notes(name);
            std::vector<std::string> lost;
            std::ranges::set_difference(noted, now, std::back_inserter(lost));
            std::erase_if(
                lost, [](const std::string& one) { return one.starts_with("the instances of frames are"); });
            EXPECT_THAT(lost, IsEmpty()) << name;
        }
    }
};

TEST_F(frame_planes, of_an_enhanced_object_are_those_of_the_instances_and_make_none) {
    add("acme:x", dicom_writer::samples::enhanced_ct());
    EXPECT_TRUE(quick.has_table("acme:x"));
    expect_the_same("acme:x", 3);

    frames_host fresh;
    fresh.add("acme:x", dicom_writer::samples::enhanced_ct());
    for (const char* frame : {"1", "2", "3"})
        EXPECT_EQ(fresh.ask(plane, std::string("acme:x?frame=") + frame).outcome, QUOIN_VALUE);
    for (const engine::type_statistics& one : fresh.host.stats().types)
        if (one.type == "instance") {
            EXPECT_EQ(one.entries, 1u) << "that of the object";
        }
}

TEST_F(frame_planes, of_objects_of_every_kind_are_those_of_the_instances) {
    random_frames random(20260727);
    int with_table = 0, without = 0;
    for (int i = 0; i < 250; ++i) {
        const std::string subject = "acme:" + std::to_string(i);
        const data_set object = random.object();
        add(subject, object);
        (quick.has_table(subject) ? with_table : without) += 1;
        expect_the_same(subject, random.items());

        // The same as values that were there before, which are read another way.
        const std::string again = "json:" + std::to_string(i);
        const std::string json = to_json(quick.ask("naturalized", subject).answer,
                                         {.indent = 0, .lazy_limit = std::size_t{1} << 30});
        for (frames_host* const one : {&quick, &usual}) one->provide("naturalized", again, json);
        (quick.has_table(again) ? with_table : without) += 1;
        expect_the_same(again, random.items());
        if (HasFailure()) FAIL() << "object " << i << ": " << json;
    }
    EXPECT_GT(with_table, 100);
    EXPECT_GT(without, 100);
}

TEST_F(frame_planes, of_objects_that_repeat_in_each_frame_what_all_share_are_made_of_one_table) {
    data_set object = dicom_writer::samples::enhanced_ct();
    std::vector<data_set> groups;
    for (int frame = 1; frame <= 3; ++frame)
        groups.push_back(
            data_set{}
                .sequence(0x00209113, {data_set{}.text(0x00200032, "DS", "1\\2\\" + std::to_string(frame))})
                .sequence(0x00209116, {data_set{}.text(0x00200037, "DS", "0\\1\\0\\0\\0\\-1")})
                .sequence(0x00289110, {data_set{}
                                           .text(0x00280030, "DS", "0.75\\0.5")
                                           .text(0x00180050, "DS", "2")
                                           .text(0x00180088, "DS", "3")}));
    object.sequence(0x52009230, groups);
    add("acme:x", object);
    EXPECT_TRUE(quick.has_table("acme:x"));
    EXPECT_EQ(to_json(quick.ask(plane, "acme:x?frame=3").answer["pixelSpacing"]), "[0.75,0.5]");
    expect_the_same("acme:x", 3);
    object.sequence(0x52009229, {});
    add("acme:x", object);
    EXPECT_TRUE(quick.has_table("acme:x"));
    expect_the_same("acme:x", 3);
}

TEST_F(frame_planes, of_what_is_no_proper_object_are_those_of_the_instances) {
    const std::string head =
        R"({"SOPClassUID":"1.2.840.10008.5.1.4.1.1.2.1","Rows":4,"Columns":4,"NumberOfFrames":2,)"
        R"("PerFrameFunctionalGroupsSequence":)";
    const std::string good = R"({"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]})";
    const auto same_in = [](const std::string& first, const std::string& second) {
        return R"([{"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}],)" + first +
               R"(},{"PlanePositionSequence":[{"ImagePositionPatient":[4,5,6]}],)" + second + "}]";
    };
    const std::pair<std::string, bool> cases[]{
        {"[" + good + "," + good + "]", true},
        {"[" + good + ",7]", false},
        {"[" + good + ",null," + good + "]", false},
        {good, false},
        {"[" + good +
             R"(,{"PlanePositionSequence":[{"SOPInstanceUID":"1.2","ImagePositionPatient":[4,5,6]}]}])",
         false},
        {"[" + good + R"(,{"2005xx0F:ACME":[{"ImagePositionPatient":[4,5,6]}]}])", false},
        {R"([{"2005xx0F:ACME":[{"ImagePositionPatient":[4,5,6]}]},)" + good + "]", false},
        {"[" + good +
             R"(,{"PlanePositionSequence":[{"ImagePositionPatient":[4,5,6]}],"2005xx0F:ACME":[{"Rows":9}]}])",
         true},
        {"[" + good +
             R"(,{"2005xx0F:ACME":[{"2005xx10:ACME":9}],"PlanePositionSequence":[{"ImagePositionPatient":[4,5,6]}]}])",
         true},
        {"[" + good + R"(,{"acme":[{"ImagePositionPatient":[4,5,6]}]}])", false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])",
                 R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])"),
         true},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":["1","2"],"SliceThickness":"a"}])",
                 R"("PixelMeasuresSequence":[{"PixelSpacing":["1","2"],"SliceThickness":"a"}])"),
         true},
        {same_in(R"("PixelMeasuresSequence":[{"SliceThickness":[3]}])",
                 R"("PixelMeasuresSequence":[{"SliceThickness":3}])"),
         true},
        {same_in(R"("PixelMeasuresSequence":[{"SliceThickness":null}])",
                 R"("PixelMeasuresSequence":[{"SliceThickness":[]}])"),
         true},
        {same_in(R"("PixelMeasuresSequence":[{"SliceThickness":3}])",
                 R"("PixelMeasuresSequence":[{"SliceThickness":4}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"SliceThickness":"a"}])",
                 R"("PixelMeasuresSequence":[{"SliceThickness":"b"}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"SliceThickness":1}])",
                 R"("PixelMeasuresSequence":[{"SliceThickness":true}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"SliceThickness":0.0}])",
                 R"("PixelMeasuresSequence":[{"SliceThickness":-0.0}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])",
                 R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2,3]}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[[1],2]}])",
                 R"("PixelMeasuresSequence":[{"PixelSpacing":[[9],2]}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])", R"("a":1)"), false},
        {same_in(R"("a":1)", R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])"), false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])", R"("acme":[{"PixelSpacing":[1,2]}])"),
         false},
        {same_in(R"("acme":[{"PixelSpacing":[1,2]}])", R"("acme":[{"PixelSpacing":[1,2]}])"), false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])",
                 R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}],"acme":[{"PixelSpacing":[1,2]}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}],"acme":[{"PixelSpacing":[1,2]}])",
                 R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2]}])"),
         false},
        // As Philips writes it: the classic image once more, in a private group.
        {same_in(
             R"("2005xx0F:ACME":[{"SOPInstanceUID":"1","ImagePositionPatient":[1,1,1],"PixelSpacing":[1,2]}])",
             R"("2005xx0F:ACME":[{"SOPInstanceUID":"2","ImagePositionPatient":[2,2,2],"PixelSpacing":[3,4]}])"),
         true},
        {same_in(R"("20051010":[{"SliceLocation":1,"ImagePositionPatient":[1,1,1]}])",
                 R"("PixelMeasuresSequence":[{"Pixels":2}])"),
         true},
        {same_in(R"("20041010":[{"SliceLocation":1}])", R"("a":[])"), false},
        {same_in(R"("acme:x":[{"SliceLocation":1}])", R"("a":[])"), false},
        {same_in(R"("ReferencedImageSequence":[{"Rows":1,"SOPInstanceUID":"1","SliceLocation":1}])",
                 R"("PixelMeasuresSequence":[{"SOPInstanceUID":"1","PixelSpacing":[3,4]}])"),
         true},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[3,4]}])",
                 R"("PixelMeasuresSequence":[{"SOPInstanceUID":"1","PixelSpacing":[3,4]}])"),
         false},
        {same_in(R"("a":[{"SOPInstanceUID":"1"}],"b":[{"SliceLocation":1}])", R"("a":[])"), false},
        {same_in(R"("a":[{"SOPInstanceUID":"1"}],"b":[7,{"SliceLocation":1}])", R"("b":[])"), true},
        {same_in(R"("PlaneOrientationSequence":[{"ImageOrientationPatient":[1,0,0,0,1,0]}])",
                 R"("PlaneOrientationSequence":[{"ImageOrientationPatient":[1,0,0,0,1,0]}])"),
         true},
        {same_in(R"("PlaneOrientationSequence":[{"ImageOrientationPatient":[1,0,0,0,1,0]}])",
                 R"("PlaneOrientationSequence":[{"ImageOrientationPatient":[1,0,0,0,0,1]}])"),
         false},
        {same_in(R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2],"Rows":4}])",
                 R"("PixelMeasuresSequence":[{"PixelSpacing":[1,2],"Rows":4}])"),
         false},
        {"7", false},
        {"[" + good + R"(,{"PlanePositionSequence":{"ImagePositionPatient":[1,2,3]}}])", false},
        {"[" + good + R"(,{"PlanePositionSequence":[7,{"ImagePositionPatient":[1,2,3]}]}])", false},
        {"[" + good + R"(,{"ImagePositionPatient":[1,2,3]}])", false},
        {"[" + good + R"(,{"PlanePositionSequence":[{"ImagePositionPatient":["1","2","3"]}]}])", false},
        {"[" + good + R"(,{"PlanePositionSequence":[{"ImagePositionPatient":"1\\2\\3"}]}])", false},
        {"[" + good + R"(,{"PlanePositionSequence":[{"ImagePositionPatient":[1,[2],3]}]}])", false},
        {"[" + good + R"(,{"PlanePositionSequence":[{"ImagePositionPatient":[1,2,true]}]}])", false},
        {"[" + good +
             R"(,{"acme":[{"framePosition":"assumed"}],"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]}])",
         true},
        {"[" + good +
             R"(,{"acme":[{"frameNumber":9}],"PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}]}])",
         true},
        {"[" + good + "," + good + R"(],"framePosition":"assumed","SliceLocation":null)", true},
        {"[" + good + "," + good + R"(],"SliceLocation":1,"ImagePositionPatient":[1,2,3])", false},
        {"[" + good + "," + good + R"(],"SharedFunctionalGroupsSequence":[{"a":[{"SliceLocation":1}]}])",
         false},
        {"[" + good + "," + good +
             R"(],"ImageOrientationPatient":[1,2,3],"PixelSpacing":"a","SliceThickness":[1,2])",
         true},
        {"[" + good + "," + good + R"(],"SequenceOfUltrasoundRegions":[{"RegionSpatialFormat":1}])", true},
    };
    int number = 0;
    for (const auto& [items, table] : cases) {
        const std::string subject = "case:" + std::to_string(++number);
        for (frames_host* const one : {&quick, &usual})
            one->provide("naturalized", subject, head + items + "}");
        EXPECT_EQ(quick.has_table(subject), table) << items;
        expect_the_same(subject, 2);
    }
}

TEST_F(frame_planes, of_objects_without_positions_in_groups_are_those_of_the_instances) {
    int number = 0;
    for (const data_set& object : {dicom_writer::samples::ct_image(), dicom_writer::samples::rt_dose(),
                                   dicom_writer::samples::us_image(), dicom_writer::samples::dx_image()}) {
        const std::string subject = "acme:sample-" + std::to_string(++number);
        add(subject, object);
        EXPECT_FALSE(quick.has_table(subject));
        expect_the_same(subject, 3);
    }
}

TEST_F(frame_planes, of_a_query_with_options_or_several_subjects_are_as_ever) {
    add("acme:x", dicom_writer::samples::enhanced_ct());
    for (const char* options : {"{}", R"({"a":1})"})
        EXPECT_EQ(
            to_json(
                quick.host.get({.type = plane, .subjects = {"acme:x?frame=2"}, .options = from_json(options)})
                    .answer),
            usual.json(plane, "acme:x?frame=2"));
    EXPECT_EQ(quick.host.get({.type = plane, .subjects = {"acme:x?frame=2", "acme:x?frame=1"}}).outcome,
              QUOIN_PASS);
}

TEST_F(frame_planes, are_made_of_the_instances_of_whoever_comes_to_stand_above) {
    quick.add("acme:x", dicom_writer::samples::enhanced_ct());
    const std::string before = quick.json(plane, "acme:x?frame=2");
    ASSERT_TRUE(quick.has_table("acme:x"));
    const auto vendor = quick.provide_function(
        "com.acme.instances", {"instance"}, 0, [](call& services, const request&) -> answer {
            const auto below = services.next();
            if (!below) return pass;
            return builder().object(*below).member("SliceThickness", 77.0).end().finish();
        });
    EXPECT_FALSE(quick.has_table("acme:x"));
    EXPECT_EQ(to_json(quick.ask(plane, "acme:x?frame=2").answer["sliceThickness"]), "77.0");
    EXPECT_TRUE(quick.notes(plane, "acme:x?frame=2", "org.quoin.frames alone"));
    quick.host.remove_provider(vendor);
    EXPECT_TRUE(quick.has_table("acme:x"));
    EXPECT_EQ(quick.json(plane, "acme:x?frame=2"), before);
}

TEST_F(frame_planes, are_made_of_instances_where_somebody_above_may_answer_any_type) {
    quick.add("acme:x", dicom_writer::samples::enhanced_ct());
    quick.provide_function("com.acme.any", {}, 0, [](call& services, const request& asked) -> answer {
        if (asked.type() != "instance") return pass;
        return builder().object(*services.next()).member("Rows", 5).end().finish();
    });
    EXPECT_FALSE(quick.has_table("acme:x"));
    EXPECT_EQ(to_json(quick.ask(plane, "acme:x?frame=3").answer["rows"]), "5");
}

TEST_F(frame_planes, do_not_mind_who_stands_below_the_frames) {
    quick.add("acme:x", dicom_writer::samples::enhanced_ct());
    quick.provide_function("com.acme.below", {"instance"}, -5000,
                           [](call&, const request&) -> answer { return value::of("never asked"); });
    EXPECT_TRUE(quick.has_table("acme:x"));
}

TEST_F(frame_planes, are_wrapped_by_who_stands_above) {
    add("acme:x", dicom_writer::samples::enhanced_ct());
    for (frames_host* const one : {&quick, &usual})
        one->provide_function("com.acme.planes", {plane}, 0, [](call& services, const request&) -> answer {
            const auto below = services.next();
            if (!below) return pass;
            return builder().object(*below).member("pixelSpacing", 3).member("acme", true).end().finish();
        });
    expect_the_same("acme:x", 3);
    EXPECT_EQ(to_json(quick.ask(plane, "acme:x?frame=2").answer["acme"]), "true");
}

TEST_F(frame_planes, are_calibrated_as_ever) {
    add("acme:x", dicom_writer::samples::enhanced_ct());
    expect_the_same("acme:x", 3);
    for (frames_host* const one : {&quick, &usual}) {
        const engine::result taken =
            one->host.add({.type = "calibratedPixelSpacing", .subjects = {"acme:x?frame=2"}},
                          from_json(R"({"scale":2,"scope":"frame"})"));
        ASSERT_EQ(taken.outcome, QUOIN_VALUE) << taken.error.message;
    }
    EXPECT_EQ(to_json(quick.ask(plane, "acme:x?frame=2").answer["pixelSpacingOrigin"]), R"("User")");
    EXPECT_TRUE(quick.has_table("acme:x"));
    expect_the_same("acme:x", 3);
}

TEST_F(frame_planes, change_with_the_object) {
    data_set object = dicom_writer::samples::enhanced_ct();
    add("acme:x", object);
    expect_the_same("acme:x", 3);
    object.text(0x00201041, "DS", "5").text(0x00280030, "DS", "7\\7");
    add("acme:x", object);
    EXPECT_FALSE(quick.has_table("acme:x"));
    expect_the_same("acme:x", 3);
    object.remove(0x00201041)
        .sequence(0x52009230,
                  {data_set{}.sequence(0x00209113, {data_set{}.text(0x00200032, "DS", "9\\8\\7")})});
    object.text(0x00280008, "IS", "1");
    add("acme:x", object);
    EXPECT_TRUE(quick.has_table("acme:x"));
    EXPECT_EQ(to_json(quick.ask(plane, "acme:x?frame=1").answer["imagePositionPatient"]), "[9.0,8.0,7.0]");
    expect_the_same("acme:x", 3);
}

/// An object that remembers which of its members were asked for; all are there as `members` says.
class listening_object {
 public:
    explicit listening_object(value members) : members_(std::move(members)) {}
    std::set<std::string> asked;

    value object() {
        quoin_deferred out{};
        out.struct_size = sizeof out;
        out.count = static_cast<std::uint32_t>(members_.size());
        out.context = this;
        out.name = [](void* self, std::uint64_t, std::uint32_t index, quoin_str* name) -> quoin_code {
            *name = to_str(static_cast<listening_object*>(self)->members_.member(index).first);
            return QUOIN_OK;
        };
        out.find = [](void* self, std::uint64_t, quoin_str name, const quoin_key*,
                      std::uint32_t* index) -> quoin_code {
            auto* const me = static_cast<listening_object*>(self);
            me->asked.emplace(to_view(name));
            for (*index = 0; *index < me->members_.size(); ++*index)
                if (me->members_.member(*index).first == to_view(name)) return QUOIN_OK;
            return QUOIN_E_NOT_FOUND;
        };
        out.make = [](void* self, std::uint64_t, std::uint32_t index, quoin_builder* into) -> quoin_code {
            detail::build().value(into,
                                  static_cast<listening_object*>(self)->members_.member(index).second.get());
            return QUOIN_OK;
        };
        return builder().deferred(out).finish();
    }

 private:
    value members_;
};

TEST(attributes_of_image_plane, are_all_that_is_read) {
    const std::string every[] = {
        R"({})",
        R"({"Rows":4,"Columns":4,"ImagePositionPatient":[1,2,3]})",
        R"({"Rows":4,"Columns":4,"ImagePositionPatient":"x","ImageOrientationPatient":[1,0,0,0,1,0]})",
        R"({"Rows":4,"Columns":4,"ImagePositionVolume":[1,2,3]})",
        R"({"Rows":4,"Columns":4,"XOffsetInSlideCoordinateSystem":1})",
        R"({"Rows":4,"Columns":4,"ImageOrientationVolume":[1,0,0,0,1,0]})",
        R"({"Rows":4,"Columns":4,"ImageOrientationSlide":[1,0,0,0,1,0]})",
        R"({"Rows":4,"Columns":4,"SequenceOfUltrasoundRegions":[{"RegionSpatialFormat":1}]})",
        R"({"Rows":4,"SOPClassUID":"1.2.840.10008.5.1.4.1.1.1.1","Columns":4,"ImagerPixelSpacing":[1,1]})",
        R"({"Rows":4,"SOPClassUID":"1.2.840.10008.5.1.4.1.1.1.1","Columns":4,"PixelSpacing":[1,1],"ImagerPixelSpacing":[2,2]})",
        R"({"PixelData":null})"};
    std::set<std::string> read;
    for (const std::string& members : every) {
        listening_object object(from_json(members));
        const value instance = object.object();
        struct host_of_modules : plugin_engine {
            host_of_modules() { load(DICOM_MODULES); }
            void TestBody() override {}
        } host;
        host.host.add_provider(
            {.id = "test", .types = {"instance"}},
            engine::make_callable_provider(host.host, "test",
                                           [&](call&, const request&) -> answer { return instance; }));
        host.ask(plane, "x");
        read.insert(object.asked.begin(), object.asked.end());
    }
    read.erase("ImagePositionPatient");
    const std::set<std::string> said(std::begin(dicom::attributes_of_image_plane),
                                     std::end(dicom::attributes_of_image_plane));
    EXPECT_EQ(read, said);
}

}  // namespace
}  // namespace quoin
