// Modules of an instance that is there, through the host and the built plugin.
//   modules/all           every module of a classic CT image whose instance is kept, each image for the first time and
//                         the next of its series, with what differs from one to the next: as a row (host::get_row)
//   modules/all/each      the same, asked one by one
//   modules/all/volatile  the same where the instance is answered anew each time: nothing that rests on it is kept
//   modules/all/kept      every module of one image, as the host keeps them
//   modules/imagePlane    one module, as in modules/all/volatile
// Items are answers; the instance is answered by a callable at once.
#include <quoin/host.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace quoin;

constexpr const char* ct_instance = R"({
    "TransferSyntaxUID":"1.2.840.10008.1.2.1","SpecificCharacterSet":["ISO_IR 100"],
    "ImageType":["ORIGINAL","PRIMARY","AXIAL"],"InstanceCreationDate":"20200101","InstanceCreationTime":"101112",
    "SOPClassUID":"1.2.840.10008.5.1.4.1.1.2","SOPInstanceUID":"1.2.3.4.5","StudyDate":"20200101","SeriesDate":"20200101",
    "AcquisitionDate":"20200101","ContentDate":"20200101","StudyTime":"101112","SeriesTime":"101113",
    "AcquisitionTime":"101114","ContentTime":"101115","AccessionNumber":"A1","Modality":"CT","Manufacturer":"Nobody",
    "StudyDescription":"head","SeriesDescription":"axial","PatientName":{"Alphabetic":"A^B"},"PatientID":"P1",
    "PatientBirthDate":"19700101","PatientSex":"O","PatientAge":"050Y","PatientSize":1.8,"PatientWeight":80.0,
    "ScanOptions":["AXIAL"],"SliceThickness":2.5,"KVP":120.0,"SpacingBetweenSlices":2.5,"DataCollectionDiameter":250.0,
    "ReconstructionDiameter":250.0,"DistanceSourceToDetector":949.0,"DistanceSourceToPatient":541.0,"GantryDetectorTilt":0.0,
    "TableHeight":150.0,"ExposureTime":1000,"XRayTubeCurrent":200,"Exposure":200,"ConvolutionKernel":["STANDARD"],
    "PatientPosition":"HFS","StudyInstanceUID":"1.2.3","SeriesInstanceUID":"1.2.3.4","StudyID":"1","SeriesNumber":2,
    "AcquisitionNumber":1,"InstanceNumber":17,"ImagePositionPatient":[-125.0,-125.0,30.5],
    "ImageOrientationPatient":[1.0,0.0,0.0,0.0,1.0,0.0],"FrameOfReferenceUID":"1.2.3.5","PositionReferenceIndicator":"SN",
    "SliceLocation":30.5,"SamplesPerPixel":1,"PhotometricInterpretation":"MONOCHROME2","Rows":512,"Columns":512,
    "PixelSpacing":[0.488281,0.488281],"BitsAllocated":16,"BitsStored":16,"HighBit":15,"PixelRepresentation":1,
    "SmallestImagePixelValue":-2000,"LargestImagePixelValue":3071,"PixelPaddingValue":-2000,"WindowCenter":[40.0,400.0],
    "WindowWidth":[80.0,2000.0],"RescaleIntercept":-1024.0,"RescaleSlope":1.0,"RescaleType":"HU"})";

struct bench_host {
    explicit bench_host(bool tracked) {
        for (std::size_t i = 0; i < written.size(); ++i) keywords.emplace_back(written.member(i).first);
        builder data;
        for (auto& pixel : data.typed<std::uint16_t>(512UL * 512)) pixel = 0;
        pixels = data.finish();
        be_image(1);
        on.add_provider([this](call&, const request&) -> answer { return instance; },
                        {.types = {"instance"}, .priority = 1, .id = "bench.instance", .tracked = tracked})
            .release();
        const value all = on.describe_types();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i]["describedBy"].as_string() == "org.quoin.dicom-modules" && !all[i]["subject"])
                modules.emplace_back(all[i]["type"].as_string().value_or(""));
    }

    /// The next instance that is answered is that of an image of the series.
    void be_image(std::int64_t number) {
        const std::string digits = std::to_string(number);
        const double place = 30.5 + 2.5 * static_cast<double>(number);
        builder made;
        made.object();
        for (std::size_t i = 0; i < written.size(); ++i) {
            // Keys as a reader makes them: of the whole process, found without comparing text.
            made.key(keywords[i]);
            const std::string_view keyword = keywords[i].name();
            if (keyword == "SOPInstanceUID")
                made.add("1.2.3.4.5." + digits);
            else if (keyword == "InstanceNumber")
                made.add(number);
            else if (keyword == "ImagePositionPatient")
                made.reals(std::array{-125.0, -125.0, place});
            else if (keyword == "SliceLocation")
                made.add(place);
            else if (keyword == "PatientName")
                made.object().key(name_group).add("A^B").end();
            else if (keyword == "AcquisitionTime" || keyword == "ContentTime")
                made.add("101114." + digits);
            else if (keyword == "LargestImagePixelValue")
                made.add(1000 + number % 1000);
            else
                made.add(written.member(i).second);
        }
        instance = made.member(pixels_name, pixels).end().finish();
    }

    host on{{.manifest = QUOIN_BENCH_MANIFEST,
             .use_environment = false,
             .builtin_folder = QUOIN_BENCH_PLUGINS,
             .log = [](int, std::string_view, std::string_view) {}}};
    const value written = from_json(ct_instance);
    std::vector<key> keywords;  // of its members
    const key name_group{"Alphabetic"};
    const key pixels_name{"PixelData"};
    value pixels;
    value instance;
    std::string subject = "ct:1";
    std::vector<std::string> modules;
};

/// Answers of the modules of an image.
using asking = std::int64_t (*)(const bench_host&, const std::string& subject);

std::int64_t as_a_row(const bench_host& with, const std::string& subject) {
    static std::vector<query_result> results;
    results.resize(with.modules.size());
    with.on.get_row(with.modules, subject, results);
    return std::ranges::count_if(results, [](const query_result& one) { return one.answer.has_value(); });
}
std::int64_t one_by_one(const bench_host& with, const std::string& subject) {
    return std::ranges::count_if(
        with.modules, [&](const std::string& module) { return with.on.get(module, subject).has_value(); });
}

void modules_of_new_images(benchmark::State& state, asking ask) {
    bench_host with(true);
    if (with.modules.empty()) return state.SkipWithError("no modules");
    std::int64_t answers = 0, images = 0;
    for ([[maybe_unused]] auto round : state) {
        with.be_image(++images);
        const std::string subject = "ct:" + std::to_string(images);
        if (!with.on.get("instance", subject)) state.SkipWithError("no instance");
        const auto begin = std::chrono::steady_clock::now();
        answers += ask(with, subject);
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    state.SetItemsProcessed(answers);
    state.counters["modules"] = static_cast<double>(with.modules.size());
    state.counters["answers"] = static_cast<double>(answers) / static_cast<double>(images);
}

void modules_all(benchmark::State& state, bool kept) {
    const bench_host with(kept);
    if (with.modules.empty()) return state.SkipWithError("no modules");
    std::int64_t answers = 0;
    for ([[maybe_unused]] auto round : state)
        for (const std::string& module : with.modules)
            answers += with.on.get(module, with.subject).has_value() ? 1 : 0;
    state.SetItemsProcessed(answers);
}

void modules_image_plane(benchmark::State& state) {
    const bench_host with(false);
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(with.on.get("imagePlaneModule", with.subject).has_value());
    state.SetItemsProcessed(state.iterations());
}

}  // namespace

BENCHMARK_CAPTURE(modules_of_new_images, row, as_a_row)->Name("modules/all")->UseManualTime();
BENCHMARK_CAPTURE(modules_of_new_images, each, one_by_one)->Name("modules/all/each")->UseManualTime();
BENCHMARK_CAPTURE(modules_all, made, false)->Name("modules/all/volatile");
BENCHMARK_CAPTURE(modules_all, kept, true)->Name("modules/all/kept");
BENCHMARK(modules_image_plane)->Name("modules/imagePlane");
