// Which display set an object is in, and what is said of those that are in none.
#include "display_sets_fixture.hpp"

#include "natural_order.hpp"

namespace quoin {
namespace {

const std::string storage = "1.2.840.10008.5.1.4.1.1.";

struct grouping : display_sets_fixture {
    std::string image(const std::string& sop_class, const std::string& more) {
        return object(R"("SOPClassUID":")" + storage + sop_class + R"(","Rows":4,"Columns":8)" +
                      (more.empty() ? "" : "," + more));
    }
    /// "rule imageIds..; rule imageIds.."
    std::string sets(std::vector<std::string> subjects) {
        const value found = of("displaySets", std::move(subjects));
        std::string out;
        for (std::size_t i = 0; i < found["displaySets"].size(); ++i) {
            const view one = found["displaySets"][i];
            out += (i == 0 ? "" : "; ") + std::string(one["rule"].as_string().value_or("?"));
            for (std::size_t k = 0; k < one["underlyingImageIds"].size(); ++k)
                out += " " + std::string(one["underlyingImageIds"][k].as_string().value_or("?"));
        }
        return out;
    }
};

TEST_F(grouping, video_is_by_transfer_syntax_class_or_number_of_frames) {
    image("7.4", R"("NumberOfFrames":90,"SOPInstanceUID":"1","SeriesInstanceUID":"S")");
    image("7.4", R"("NumberOfFrames":89,"SOPInstanceUID":"2","SeriesInstanceUID":"S")");
    image("77.1.4.1", R"("SOPInstanceUID":"3","SeriesInstanceUID":"S")");
    image("6.1",
          R"("SOPInstanceUID":"4","SeriesInstanceUID":"S","TransferSyntaxUID":"1.2.840.10008.1.2.4.102")");
    EXPECT_EQ(sets({"image:1", "image:2", "image:3", "image:4"}),
              "video image:1; video image:3; video image:4; defaultImageRule image:2");
}

TEST_F(grouping, waveforms_are_one_by_one_and_need_no_pixels) {
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.9.1.1","SOPInstanceUID":"1","SeriesInstanceUID":"S")");
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.9.2.1","SOPInstanceUID":"2","SeriesInstanceUID":"S")");
    EXPECT_EQ(sets({"image:1", "image:2"}), "ecg image:1; ecg image:2");
}

TEST_F(grouping, radiographs_of_about_one_size_are_together) {
    for (const int rows : {2000, 2010, 3000})
        object(
            R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.1.1","Modality":"DX","SeriesInstanceUID":"S","Columns":2000,"Rows":)" +
            std::to_string(rows));
    EXPECT_EQ(sets({"image:1", "image:2", "image:3"}),
              "singleImageModality image:1 image:2; singleImageModality image:3");
}

TEST_F(grouping, what_the_reference_leaves_out_by_its_list_of_classes_is_an_image) {
    for (const char* const sop_class : {"1.2", "6.1", "3.1", "20", "130", "481.2", "66.4", "12.3"})
        image(sop_class, R"("SeriesInstanceUID":"S")" +
                             std::string(sop_class == std::string("1.2") ? R"(,"Modality":"MG")" : ""));
    EXPECT_EQ(sets({"image:1", "image:2", "image:3", "image:4", "image:5", "image:6", "image:7", "image:8"}),
              "singleImageModality image:1; defaultImageRule image:2 image:3 image:4 image:5 image:6 image:7 "
              "image:8");
}

TEST_F(grouping, clips_are_one_by_one) {
    image("3.1", R"("SeriesInstanceUID":"S","NumberOfFrames":3,"SliceLocation":1,"InstanceNumber":1)");
    image("3.1", R"("SeriesInstanceUID":"S","NumberOfFrames":3,"SliceLocation":1,"InstanceNumber":2)");
    EXPECT_EQ(sets({"image:1", "image:2"}), "multiFrame image:1; multiFrame image:2");
    const value found = of("displaySets", {"image:2", "image:1"});
    const view first = found["displaySets"][0], second = found["displaySets"][1];
    EXPECT_EQ(first["isClip"].as_bool(), true);
    EXPECT_EQ(first["isMultiFrame"].as_bool(), true);
    EXPECT_EQ(first["numImageFrames"].as_int(), 3);
    EXPECT_EQ(to_json(first["imageIds"]), R"(["image:1?frame=1","image:1?frame=2","image:1?frame=3"])");
    EXPECT_EQ(first["displaySetId"].as_string(), "S");
    EXPECT_EQ(second["displaySetId"].as_string(), "S:1");
    EXPECT_EQ(second["splitNumber"].as_int(), 1);
}

TEST_F(grouping, an_mr_series_with_and_without_b_value_is_two) {
    for (const char* const b : {R"(,"DiffusionBValue":800)", "", R"(,"DiffusionBValue":0)"})
        image("4", R"("SeriesInstanceUID":"S","Modality":"MR")" + std::string(b));
    EXPECT_EQ(sets({"image:1", "image:2", "image:3"}),
              "mixedDimensionalityBValue image:2; mixedDimensionalityBValue image:1 image:3");
}

TEST_F(grouping, several_slices_are_a_volume_and_one_is_a_stack) {
    slice(0);
    slice(1);
    object(
        R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SeriesInstanceUID":"T","Modality":"CT","Rows":4,"Columns":8)");
    EXPECT_EQ(sets({"image:1", "image:2", "image:3"}), "volume3d image:1 image:2; defaultImageRule image:3");
}

TEST_F(grouping, numbers_in_names_sort_as_numbers) {
    for (const char* const series : {"1.10", "1.9", "1.2"})
        image("7", R"("SeriesInstanceUID":")" + std::string(series) + R"(")");
    EXPECT_EQ(sets({"image:1", "image:2", "image:3"}),
              "defaultImageRule image:3; defaultImageRule image:2; defaultImageRule image:1");
    EXPECT_TRUE(display_sets::natural_less("IM2", "IM10"));
    EXPECT_FALSE(display_sets::natural_less("IM10", "IM2"));
    EXPECT_TRUE(display_sets::natural_less("a", "a1"));
    EXPECT_NE(display_sets::natural_less("a01", "a1"), display_sets::natural_less("a1", "a01"));
    EXPECT_FALSE(display_sets::natural_less("a1", "a1"));
}

TEST_F(grouping, an_absent_attribute_and_an_empty_one_are_two_things) {
    image("3.1", R"("SeriesInstanceUID":"S","NumberOfFrames":2,"SliceLocation":1)");
    image("3.1", R"("SeriesInstanceUID":"S","NumberOfFrames":2,"SliceLocation":1,"InstanceNumber":null)");
    EXPECT_EQ(sets({"image:1", "image:2"}), "multiFrame image:1; multiFrame image:2");
}

TEST_F(grouping, images_of_no_series_are_not_together) {
    image("7", "");
    image("7", "");
    const value found = of("displaySets", {"image:1", "image:2"});
    ASSERT_EQ(found["displaySets"].size(), 2U);
    EXPECT_EQ(found["displaySets"][0]["displaySetId"].as_string(), "image:1");
    EXPECT_FALSE(found["displaySets"][0]["seriesInstanceUID"]);
}

TEST_F(grouping, what_no_rule_takes_is_listed_with_the_reason_of_each) {
    object(R"("SOPClassUID":"1.2.840.10008.5.1.4.1.1.88.11","Modality":"SR","SeriesInstanceUID":"S")");
    const value found = of("displaySets", {"image:1"});
    EXPECT_EQ(found["displaySets"].size(), 0U);
    ASSERT_EQ(found["unmatched"].size(), 1U);
    const view reasons = found["unmatched"][0]["reasons"];
    ASSERT_EQ(reasons.size(), 8U);
    EXPECT_EQ(
        to_json(reasons[2]),
        R"({"rule":"wholeslide","why":"its SOP class is not one of the rule's; Modality is not one of SM"})");
    EXPECT_EQ(reasons[7]["why"].as_string(), "it is no image");
    EXPECT_EQ(
        to_json(found["series"]),
        R"([{"seriesInstanceUID":"S","modality":"SR","numberOfInstances":1,"numberOfFrames":0,"numberOfNonImages":1}])");
}

TEST_F(grouping, every_input_is_in_one_place) {
    slice(0);
    slice(1);
    const value found = of("displaySets", {"image:1", "image:2", "image:1", "image:9"});
    EXPECT_EQ(to_json(found["displaySets"][0]["imageIds"]), R"(["image:1","image:2"])");
    EXPECT_EQ(to_json(found["repeated"]), R"(["image:1"])");
    EXPECT_EQ(to_json(found["unreadable"]),
              R"([{"imageId":"image:9","why":"no provider has an instance of it"}])");
}

TEST_F(grouping, frames_may_be_named_singly) {
    image("3.1", R"("SeriesInstanceUID":"S","NumberOfFrames":3)");
    const value found = of("displaySets", {"image:1?frame=3", "image:1?frame=1", "image:1?frame=4"});
    EXPECT_EQ(to_json(found["displaySets"][0]["imageIds"]), R"(["image:1?frame=3","image:1?frame=1"])");
    EXPECT_EQ(to_json(found["unreadable"]),
              R"([{"imageId":"image:1?frame=4","why":"the object has no such frame"}])");
}

TEST_F(grouping, instances_are_there_on_request) {
    slice(0);
    EXPECT_FALSE(of("displaySets", {"image:1"})["displaySets"][0]["instances"]);
    EXPECT_EQ(
        of("displaySets", {"image:1"}, R"({"instances":true})")["displaySets"][0]["instances"][0]["Rows"]
            .as_int(),
        4);
}

TEST_F(grouping, an_image_that_nobody_has_is_no_answer) {
    EXPECT_EQ(json("displaySets", "image:9"), "(none)");
    EXPECT_TRUE(notes("displaySets", "image:9", "no provider has an instance of it"));
}

TEST_F(grouping, display_set_of_an_image_is_that_of_the_images_added_together) {
    slice(0);
    slice(1);
    EXPECT_EQ(json("displaySetModule", "image:1"), "(none)");
    EXPECT_TRUE(
        notes("displaySetModule", "image:1", "it is not known with which images it is to be grouped"));
    ASSERT_EQ(host.add({.type = "displaySets", .subjects = {"image:1", "image:2"}}, value::null()).outcome,
              QUOIN_VALUE);
    EXPECT_EQ(to_json(of("displaySetModule", {"image:1"})["displaySet"]["imageIds"]),
              R"(["image:1","image:2"])");
    EXPECT_EQ(to_json(of("displaySetModule", {"image:2?frame=1"})["displaySet"]["rule"]), R"("volume3d")");
    host.clear("displaySets", "image:2");
    EXPECT_EQ(json("displaySetModule", "image:1"), "(none)");
    EXPECT_EQ(
        of("displaySetModule", {"image:1"}, R"({"imageIds":["image:1"]})")["displaySet"]["rule"].as_string(),
        "defaultImageRule");
}

TEST_F(grouping, a_display_set_that_was_added_goes_before_the_computed_one) {
    slice(0);
    ASSERT_EQ(host.add({.type = "displaySetModule", .subjects = {"image:1"}},
                       from_json(R"({"displaySet":{"displaySetId":"mine"}})"))
                  .outcome,
              QUOIN_VALUE);
    EXPECT_EQ(json("displaySetModule", "image:1"), R"({"displaySet":{"displaySetId":"mine"}})");
    EXPECT_EQ(host.add({.type = "displaySetModule", .subjects = {"image:1"}}, from_json("{}")).outcome,
              QUOIN_ERROR);
    host.clear("displaySetModule", "image:1");
    EXPECT_EQ(json("displaySetModule", "image:1"), "(none)");
}

TEST_F(grouping, every_type_has_a_schema) {
    for (const char* const type :
         {"displaySets", "displaySetModule", "displaySetRules", "splitImageIdsBy4DTags", "volumeMetadata",
          "imageDataMetadata", "imageIds"})
        EXPECT_EQ(of("moduleSchema", {type})["title"].as_string(), type);
    EXPECT_EQ(to_json(of("moduleSchema", {"splitImageIdsBy4DTags"})["properties"]["splittingTag"]["type"]),
              R"(["string","null"])");
    EXPECT_EQ(to_json(of("moduleSchema", {"volumeMetadata"})["properties"]["origin"]["maxItems"]), "3");
    EXPECT_EQ(json("moduleSchema", "nothing"), "(none)");
}

}  // namespace
}  // namespace quoin
