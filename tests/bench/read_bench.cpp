// Reading headers, over the files that QUOIN_BENCH_FILES lists, one path a line; else over 400 headers made
// up as scanners write them, a fifth of them in implicit VR.
//   read/floor        open, fstat, one pread of exactly the header, close: nothing can be faster
//   read/walk         the index of all elements
//   read/modules      the attributes of eleven modules, out of the naturalized object
//   read/naturalized  the naturalized object
//   read/everything   the naturalized object, and every attribute in it asked for and decoded
// items_per_second counts headers. On 1 and 2 threads, each with a part of the list. Counters: `kept` is the
// memory of an object by the bytes of its header (glibc only), `found` the attributes that a header had.
#include <dicom/naturalize.hpp>
#include <dicom/part10.hpp>
#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>

#include <benchmark/benchmark.h>

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

struct listed_file {
    std::string path;
    std::size_t header;  // bytes that a reader of the header needs
};

std::vector<std::string> paths() {
    std::vector<std::string> out;
    if (const char* const from = std::getenv("QUOIN_BENCH_FILES")) {
        std::ifstream in(from);
        for (std::string path; std::getline(in, path);) out.push_back(path);
        return out;
    }
    const auto folder =
        std::filesystem::temp_directory_path() / ("quoin-bench-" + std::to_string(::getpid()));
    static const struct remover {
        std::filesystem::path at;
        ~remover() {
            std::error_code ignored;
            std::filesystem::remove_all(at, ignored);
        }
    } at_exit{folder};
    std::filesystem::create_directories(folder);
    for (int i = 0; i < 400; ++i) {
        dicom_writer::write_options how;
        if (i % 5 == 4) how.transfer_syntax = dicom_writer::implicit_vr_little_endian;
        out.push_back((folder / (std::to_string(i) + ".dcm")).string());
        dicom_writer::write_file(dicom_writer::samples::typical_image(i), out.back(), how);
    }
    return out;
}

/// Those of the list that are DICOM.
const std::vector<listed_file>& files() {
    static const std::vector<listed_file> list = [] {
        std::vector<listed_file> out;
        for (const std::string& path : paths()) {
            try {
                const auto file = quoin::dicom::file_source::open(path);
                const auto found = quoin::dicom::read_part10(*file);
                if (!found.written.deflated) out.push_back({path, found.bytes.position()});
            } catch (const std::exception&) {
                continue;  // what cannot be read is not measured
            }
        }
        return out;
    }();
    return list;
}

template <class One>
void each_file(benchmark::State& state, One&& one) {
    if (files().empty()) {
        state.SkipWithError("no file of QUOIN_BENCH_FILES can be read");
        return;
    }
    const auto step = static_cast<std::size_t>(state.threads());
    std::size_t next = static_cast<std::size_t>(state.thread_index());
    std::int64_t bytes = 0;
    for ([[maybe_unused]] auto turn : state) {
        if (next >= files().size()) next = static_cast<std::size_t>(state.thread_index());
        const listed_file& file = files()[next];
        one(file);
        bytes += static_cast<std::int64_t>(file.header);
        next += step;
    }
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(bytes);
}

quoin::value naturalized(const listed_file& file) {
    const auto source = quoin::dicom::file_source::open(file.path);
    auto found = quoin::dicom::read_part10(*source);
    return quoin::dicom::naturalize(found, {file.path, source->identity(), {}});
}

/// Memory in use by what `keep` makes of each file, for a byte of header.
template <class Keep>
void report_kept(benchmark::State& state, Keep&& keep) {
    if (state.thread_index() != 0 || state.threads() != 1 || files().empty()) return;
#ifdef __GLIBC__
    std::vector<quoin::value> kept;
    kept.reserve(files().size());
    double headers = 0;
    keep(files().front());
    const std::size_t before = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
    for (const listed_file& file : files()) {
        kept.push_back(keep(file));
        headers += static_cast<double>(file.header);
    }
    const std::size_t after = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
    state.counters["kept"] = static_cast<double>(after - before) / headers;
#endif
}

/// What sopCommonModule, patientModule, patientDemographicModule, patientStudyModule, generalStudyModule,
/// generalSeriesModule, generalImageModule, imagePlaneModule, imagePixelModule, voiLutModule and
/// modalityLutModule are made of.
const std::vector<quoin::key>& module_keys() {
    static const std::vector<quoin::key> keys = [] {
        std::vector<quoin::key> out;
        for (const char* const name : {"SOPInstanceUID",
                                       "SOPClassUID",
                                       "PatientID",
                                       "PatientName",
                                       "PatientBirthDate",
                                       "PatientBirthTime",
                                       "PatientSex",
                                       "PatientAge",
                                       "PatientSize",
                                       "PatientWeight",
                                       "StudyInstanceUID",
                                       "StudyDescription",
                                       "StudyDate",
                                       "StudyTime",
                                       "AccessionNumber",
                                       "SeriesInstanceUID",
                                       "Modality",
                                       "SeriesDescription",
                                       "SeriesNumber",
                                       "SeriesDate",
                                       "SeriesTime",
                                       "AcquisitionDate",
                                       "AcquisitionTime",
                                       "InstanceNumber",
                                       "InstanceCreationDate",
                                       "InstanceCreationTime",
                                       "ContentTime",
                                       "LossyImageCompression",
                                       "LossyImageCompressionRatio",
                                       "LossyImageCompressionMethod",
                                       "FrameOfReferenceUID",
                                       "NumberOfFrames",
                                       "PixelSpacing",
                                       "ImageOrientationPatient",
                                       "ImagePositionPatient",
                                       "Rows",
                                       "Columns",
                                       "SliceLocation",
                                       "SliceThickness",
                                       "SpacingBetweenSlices",
                                       "SamplesPerPixel",
                                       "PhotometricInterpretation",
                                       "PlanarConfiguration",
                                       "PixelAspectRatio",
                                       "BitsAllocated",
                                       "BitsStored",
                                       "HighBit",
                                       "PixelRepresentation",
                                       "SmallestImagePixelValue",
                                       "LargestImagePixelValue",
                                       "PixelPaddingValue",
                                       "PixelPaddingRangeLimit",
                                       "RedPaletteColorLookupTableDescriptor",
                                       "GreenPaletteColorLookupTableDescriptor",
                                       "BluePaletteColorLookupTableDescriptor",
                                       "ImagerPixelSpacing",
                                       "DistanceSourceToDetector",
                                       "DistanceSourceToPatient",
                                       "DistanceSourceToEntrance",
                                       "EstimatedRadiographicMagnificationFactor",
                                       "PixelSpacingCalibrationType",
                                       "PixelSpacingCalibrationDescription",
                                       "SequenceOfUltrasoundRegions",
                                       "WindowCenter",
                                       "WindowWidth",
                                       "VOILUTFunction",
                                       "WindowCenterWidthExplanation",
                                       "VOILUTSequence",
                                       "RescaleIntercept",
                                       "RescaleSlope",
                                       "RescaleType",
                                       "ModalityLUTSequence"})
            out.emplace_back(name);
        return out;
    }();
    return keys;
}

/// Asks for every member of a value and what is in it; returns how many there were.
std::size_t visit(quoin::view of) {
    std::size_t seen = 1;
    if (of.is_typed()) return seen;
    for (std::size_t i = 0; i < of.size(); ++i) seen += visit(of[i]);
    return seen;
}

void read_floor(benchmark::State& state) {
    std::vector<char> room(1 << 24);
    each_file(state, [&](const listed_file& file) {
        const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat facts {};
        ::fstat(descriptor, &facts);
        const ssize_t got = ::pread(descriptor, room.data(), std::min(file.header, room.size()), 0);
        benchmark::DoNotOptimize(got);
        ::close(descriptor);
    });
}

void read_walk(benchmark::State& state) {
    each_file(state, [](const listed_file& file) {
        const auto source = quoin::dicom::file_source::open(file.path);
        benchmark::DoNotOptimize(quoin::dicom::read_part10(*source).elements.size());
    });
}

quoin::value with_modules(const listed_file& file, std::size_t& found) {
    quoin::value object = naturalized(file);
    for (const quoin::key& name : module_keys())
        if (object[name]) ++found;
    return object;
}

void read_modules(benchmark::State& state) {
    std::size_t found = 0;
    each_file(state,
              [&](const listed_file& file) { benchmark::DoNotOptimize(with_modules(file, found).get()); });
    if (state.iterations() != 0)
        state.counters["found"] =
            benchmark::Counter(static_cast<double>(found) / static_cast<double>(state.iterations()),
                               benchmark::Counter::kAvgThreads);
    report_kept(state, [&](const listed_file& file) { return with_modules(file, found); });
}

void read_naturalized(benchmark::State& state) {
    each_file(state, [](const listed_file& file) { benchmark::DoNotOptimize(naturalized(file).get()); });
    report_kept(state, &naturalized);
}

void read_everything(benchmark::State& state) {
    each_file(state, [](const listed_file& file) { benchmark::DoNotOptimize(visit(naturalized(file))); });
    report_kept(state, [](const listed_file& file) {
        quoin::value object = naturalized(file);
        visit(object);
        return object;
    });
}

}  // namespace

BENCHMARK(read_floor)->Name("read/floor")->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(read_walk)->Name("read/walk")->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(read_modules)->Name("read/modules")->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(read_naturalized)->Name("read/naturalized")->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(read_everything)->Name("read/everything")->ThreadRange(1, 2)->UseRealTime();
