// Reading headers, over the files that QUOIN_BENCH_FILES lists, one path a line; else over 400 headers made
// up as scanners write them, a fifth of them in implicit VR.
//   read/floor        open, fstat, one pread of exactly the header, close: nothing can be faster
//   read/walk         the index of all elements
//   read/modules      the attributes of eleven modules, decoded out of the index: numbers, text as UTF-8
//   read/naturalized  the naturalized object
//   read/members      the naturalized object, and the attributes of eleven modules asked of it, each a value
//   read/everything   the naturalized object, and every attribute in it asked for and decoded
// items_per_second counts headers. On 1 and 2 threads, each with a part of the list. Counters: `kept` is the
// memory of an object by the bytes of its header (glibc only), `found` the attributes that a header had.
#include <dicom/decode.hpp>
#include <dicom/dictionary.hpp>
#include <dicom/naturalize.hpp>
#include <dicom/part10.hpp>
#include <dicom_writer/samples.hpp>
#include <dicom_writer/write.hpp>

#include <benchmark/benchmark.h>

#include <fcntl.h>
#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
    quoin::dicom::file_source source(file.path);
    auto found = quoin::dicom::read_part10(source);
    return quoin::dicom::naturalize(found, {file.path, source.identity(), {}});
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
    // As a reader's, where the system copies to fastest.
    constexpr std::size_t most = std::size_t{1} << 24;
    const std::unique_ptr<char, decltype(&std::free)> room(static_cast<char*>(std::aligned_alloc(64, most)),
                                                           &std::free);
    each_file(state, [&](const listed_file& file) {
        const int descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat facts {};
        ::fstat(descriptor, &facts);
        const ssize_t got = ::pread(descriptor, room.get(), std::min(file.header, most), 0);
        benchmark::DoNotOptimize(got);
        ::close(descriptor);
    });
}

void read_walk(benchmark::State& state) {
    each_file(state, [](const listed_file& file) {
        quoin::dicom::file_source source(file.path);
        benchmark::DoNotOptimize(quoin::dicom::read_part10(source).elements.size());
    });
}

/// The tags of module_keys, in a table that tells with one look whether a tag is one of them.
class wanted_tags {
 public:
    wanted_tags() {
        std::vector<std::uint32_t> tags;
        for (const quoin::key& name : module_keys())
            tags.push_back(quoin::dicom::find_keyword(name.name())->tag);
        tags.push_back(quoin::dicom::tags::specific_character_set);
        last_ = *std::ranges::max_element(tags);
        while (!fits(tags)) factor_ += 2;
    }

    bool has(std::uint32_t tag) const noexcept { return table_[place_of(tag)] == tag; }
    std::uint32_t last() const noexcept { return last_; }

 private:
    std::size_t place_of(std::uint32_t tag) const noexcept { return tag * factor_ >> 23; }
    /// Whether each has a place of its own with this factor.
    bool fits(const std::vector<std::uint32_t>& tags) {
        table_.fill(0);  // the length of group 0000, which no data set has
        for (const std::uint32_t tag : tags)
            if (std::exchange(table_[place_of(tag)], tag) != 0) return false;
        return true;
    }

    std::array<std::uint32_t, 512> table_{};
    std::uint32_t factor_ = 0x9E3779B1U;
    std::uint32_t last_ = 0;
};

/// Attributes of a data set itself, decoded one after the other into memory that is used again, also for the
/// next data set.
class attribute_reader {
 public:
    /// Those that are there of `tags`; returns how many.
    std::size_t read(const quoin::dicom::data_set& in, const wanted_tags& tags) {
        signed_pixels_ = false;
        set_ = {};
        // Without a branch on what is found: which attributes a file has cannot be foreseen.
        there_.resize(in.elements.size() + 1);
        const quoin::dicom::element** const first = there_.data();
        const quoin::dicom::element** out = first;
        const quoin::dicom::element* const end = in.elements.end();
        for (const quoin::dicom::element* of = in.elements.begin(); of < end;
             of += 1 + (of->is_sequence() ? of->length : 0)) {
            if (of->tag > tags.last() && !in.unordered) break;
            *out = of;
            out += static_cast<std::ptrdiff_t>(tags.has(of->tag)) &
                   static_cast<std::ptrdiff_t>(!of->has(quoin::dicom::element::superseded));
        }
        std::size_t found = 0;
        for (const quoin::dicom::element** each = first; each != out; ++each) {
            const quoin::dicom::element& of = **each;
            if (of.tag == quoin::dicom::tags::specific_character_set) {
                set_ = set_of(in.raw(of));
                continue;
            }
            if (of.tag == quoin::dicom::tags::pixel_representation)
                if (const auto raw = in.raw(of); !raw.empty())
                    signed_pixels_ =
                        ((of.has(quoin::dicom::element::big_endian) ? raw.back() : raw.front()) & 1U) != 0;
            decode(in, of);
            ++found;
        }
        return found;
    }

 private:
    /// Files that come one after the other mostly say the same.
    const quoin::dicom::character_set& set_of(std::span<const unsigned char> raw) {
        const std::string_view stated = quoin::dicom::as_text(raw);
        if (stated != last_stated_) {
            last_set_ = quoin::dicom::character_set::parse(stated, complaint_);
            last_stated_ = stated;
        }
        return last_set_;
    }

    void decode(const quoin::dicom::data_set& in, const quoin::dicom::element& of) {
        using quoin::dicom::vr;
        numbers_.clear();
        texts_.clear();
        if (of.is_sequence() || of.has(quoin::dicom::element::in_source))
            return;  // a place, nothing to decode
        const auto raw = in.raw(of);
        const vr representation = quoin::dicom::implicit_representation(
            of.representation, of.representation == vr::US_or_SS && signed_pixels_);
        const auto number = [this](auto one) { numbers_.push_back(static_cast<double>(one)); };
        if (quoin::dicom::each_number(raw, representation, of.has(quoin::dicom::element::big_endian), number))
            return;
        if (quoin::dicom::is_text(representation)) decode_text(quoin::dicom::as_text(raw), representation);
        benchmark::DoNotOptimize(numbers_.data());
        benchmark::DoNotOptimize(texts_.data());
    }

    void decode_text(std::string_view raw, quoin::dicom::vr representation) {
        using quoin::dicom::vr;
        const bool alike = set_.ascii_compatible() || !quoin::dicom::is_charset_text(representation);
        if (alike && quoin::dicom::look_at_text(raw) == quoin::dicom::plain_text::one)
            return add(quoin::dicom::without_padding(raw, representation), representation);
        set_.split(raw, representation, [&](std::string_view one) {
            const bool number = representation == vr::DS || representation == vr::IS;
            add(number ? one : quoin::dicom::decoded(one, representation, set_, room_, damaged_),
                representation);
        });
    }
    void add(std::string_view one, quoin::dicom::vr representation) {
        if (representation == quoin::dicom::vr::DS)
            numbers_.push_back(quoin::dicom::parse_ds(one).value);
        else if (representation == quoin::dicom::vr::IS)
            numbers_.push_back(static_cast<double>(quoin::dicom::parse_is(one).value));
        else
            texts_.push_back(one);
    }

    quoin::dicom::character_set set_, last_set_;
    std::string last_stated_;
    bool signed_pixels_ = false;
    bool damaged_ = false;
    std::string complaint_, room_;
    std::vector<const quoin::dicom::element*> there_;
    std::vector<double> numbers_;
    std::vector<std::string_view> texts_;
};

void count_found(benchmark::State& state, std::size_t found) {
    if (state.iterations() == 0) return;
    state.counters["found"] =
        benchmark::Counter(static_cast<double>(found) / static_cast<double>(state.iterations()),
                           benchmark::Counter::kAvgThreads);
}

void read_modules(benchmark::State& state) {
    static const wanted_tags tags;
    attribute_reader attributes;
    std::size_t found = 0;
    each_file(state, [&](const listed_file& file) {
        quoin::dicom::file_source source(file.path);
        found += attributes.read(quoin::dicom::read_part10(source), tags);
    });
    count_found(state, found);
}

quoin::value with_members(const listed_file& file, std::size_t& found) {
    quoin::value object = naturalized(file);
    for (const quoin::key& name : module_keys())
        if (object[name]) ++found;
    return object;
}

void read_members(benchmark::State& state) {
    std::size_t found = 0;
    each_file(state,
              [&](const listed_file& file) { benchmark::DoNotOptimize(with_members(file, found).get()); });
    count_found(state, found);
    report_kept(state, [&](const listed_file& file) { return with_members(file, found); });
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
BENCHMARK(read_members)->Name("read/members")->ThreadRange(1, 2)->UseRealTime();
BENCHMARK(read_everything)->Name("read/everything")->ThreadRange(1, 2)->UseRealTime();
