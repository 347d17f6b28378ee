// Whatever the orientation: the frames of a generated volume lie on a line, one spacing apart, however the
// object says where they are; and a kept frame costs what its own groups hold.
#include "frames_fixture.hpp"

#include <node.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

namespace quoin {
namespace {

using point = std::array<double, 3>;

struct volume {
    point start{}, row{}, column{}, normal{};
    double spacing = 1;
    int frames = 0;
    point at(int index) const {
        point out{};
        for (std::size_t i = 0; i < 3; ++i) out[i] = start[i] + normal[i] * spacing * index;
        return out;
    }
    std::string orientation() const;
};

std::string list(std::span<const double> numbers) {
    std::string out = "[";
    for (const double number : numbers) {
        char text[32];
        std::snprintf(text, sizeof text, "%s%.17g", out.size() > 1 ? "," : "", number);
        out += text;
    }
    return out + "]";
}

std::string volume::orientation() const {
    const std::array all{row[0], row[1], row[2], column[0], column[1], column[2]};
    return R"("ImageOrientationPatient":)" + list(all);
}

point cross(const point& a, const point& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
double length(const point& a) {
    return std::sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
}
point unit(const point& a) {
    return {a[0] / length(a), a[1] / length(a), a[2] / length(a)};
}

struct volume_properties : frames_fixture {
    std::mt19937 random{20240229};

    double between(double low, double high) { return std::uniform_real_distribution<>(low, high)(random); }
    volume any_volume() {
        volume out;
        out.start = {between(-500, 500), between(-500, 500), between(-500, 500)};
        out.row = unit({between(-1, 1), between(-1, 1), between(0.1, 1)});
        out.normal = unit(cross(out.row, unit({between(0.1, 1), between(-1, 1), between(-1, 1)})));
        out.column = cross(out.normal, out.row);
        out.spacing = between(0.1, 8);
        out.frames = static_cast<int>(between(2, 40));
        return out;
    }
    std::string given(const std::string& members) {
        const std::string id = "x:" + std::to_string(++objects_);
        provide("naturalized", id, "{" + members + "}");
        return id;
    }
    /// Instance by instance, and in the table.
    void expect_frames(const std::string& id, const volume& of, const std::vector<int>& order) {
        const value table = ask("frameTable", id).answer;
        ASSERT_EQ(table["sliceLocation"].size(), order.size());
        const auto locations = table["sliceLocation"].elements<double>();
        std::vector<double> sorted(locations.begin(), locations.end());
        std::ranges::sort(sorted);
        for (std::size_t i = 0; i + 1 < sorted.size(); ++i)
            EXPECT_NEAR(sorted[i + 1] - sorted[i], of.spacing, 1e-9);
        for (std::size_t i = 0; i < order.size(); ++i) {
            const value frame = ask("instance", id + "?frame=" + std::to_string(i + 1)).answer;
            const point expected = of.at(order[i]);
            point off_line{};
            for (std::size_t axis = 0; axis < 3; ++axis) {
                const double found = frame["ImagePositionPatient"][axis].as_real().value_or(NAN);
                EXPECT_NEAR(found, expected[axis], 1e-9);
                const std::string name = std::string("position") + "XYZ"[axis];
                EXPECT_EQ(table[name].elements<double>()[i], found);
                off_line[axis] = found - of.start[axis];
            }
            EXPECT_LT(length(cross(off_line, of.normal)), 1e-9) << "off the line";
            EXPECT_EQ(frame["ImageOrientationPatient"].size(), 6u);
        }
    }

 private:
    int objects_ = 0;
};

TEST_F(volume_properties, frames_with_functional_groups_in_any_order) {
    for (int round = 0; round < 20; ++round) {
        const volume of = any_volume();
        std::vector<int> order(static_cast<std::size_t>(of.frames));
        std::iota(order.begin(), order.end(), 0);
        std::ranges::shuffle(order, random);
        std::string items;
        for (const int index : order)
            items += (items.empty() ? "" : ",") +
                     (R"({"PlanePositionSequence":[{"ImagePositionPatient":)" + list(of.at(index)) + "}]}");
        expect_frames(given(R"("NumberOfFrames":)" + std::to_string(of.frames) +
                            R"(,"SharedFunctionalGroupsSequence":[{"PlaneOrientationSequence":[{)" +
                            of.orientation() + R"(}]}],"PerFrameFunctionalGroupsSequence":[)" + items + "]"),
                      of, order);
    }
}

TEST_F(volume_properties, planes_of_a_dose) {
    for (int round = 0; round < 20; ++round) {
        const volume of = any_volume();
        std::vector<int> order(static_cast<std::size_t>(of.frames));
        std::iota(order.begin(), order.end(), 0);
        std::vector<double> offsets;
        for (const int index : order) offsets.push_back(of.spacing * index);
        expect_frames(given(R"("Modality":"RTDOSE","NumberOfFrames":)" + std::to_string(of.frames) + "," +
                            of.orientation() + R"(,"ImagePositionPatient":)" + list(of.start) +
                            R"(,"GridFrameOffsetVector":)" + list(offsets)),
                      of, order);
    }
}

TEST_F(volume_properties, reconstructed_slices_in_any_order_and_of_any_slot) {
    for (int round = 0; round < 20; ++round) {
        const volume of = any_volume();
        std::vector<int> order(static_cast<std::size_t>(of.frames));
        std::iota(order.begin(), order.end(), 0);
        std::ranges::shuffle(order, random);
        std::vector<double> slices;
        for (const int index : order) slices.push_back(index + 1);
        expect_frames(
            given(R"("Modality":"NM","ImageType":["ORIGINAL","PRIMARY","RECON TOMO"],"NumberOfFrames":)" +
                  std::to_string(of.frames) + R"(,"SpacingBetweenSlices":)" +
                  list(std::array{of.spacing}).substr(1, list(std::array{of.spacing}).size() - 2) +
                  R"(,"SliceVector":)" + list(slices) + R"(,"DetectorInformationSequence":[{)" +
                  of.orientation() + R"(,"ImagePositionPatient":)" + list(of.start) + "}]"),
            of, order);
    }
}

TEST_F(volume_properties, a_kept_frame_takes_less_than_a_kibibyte_beyond_its_groups) {
    std::string root;
    for (int i = 0; i < 200; ++i)
        root += R"("Attribute)" + std::to_string(i) + R"(":"a text of some length",)";
    const std::string id = given(root + R"("NumberOfFrames":2,"PerFrameFunctionalGroupsSequence":[{},{
        "FrameContentSequence":[{"StackID":"1","InStackPositionNumber":2,"DimensionIndexValues":[1,2],
            "FrameAcquisitionDateTime":"20240229101501.2","FrameAcquisitionDuration":12.5}],
        "PlanePositionSequence":[{"ImagePositionPatient":[1,2,3]}],
        "MREchoSequence":[{"EffectiveEchoTime":5}],
        "MRDiffusionSequence":[{"DiffusionBValue":800,"DiffusionDirectionality":"DIRECTIONAL"}],
        "CardiacSynchronizationSequence":[{"NominalCardiacTriggerDelayTime":12,"RRIntervalTimeNominal":800}]}])");
    const value frame = ask("instance", id + "?frame=2").answer;
    EXPECT_EQ(frame["Attribute199"].as_string(), "a text of some length");
    EXPECT_LE(tree::block_of(frame.get())->size, 1024u);
    EXPECT_LE(tree::block_of(ask("instance", id + "?frame=1").answer.get())->size, 256u);
}

}  // namespace
}  // namespace quoin
