// Any bytes as what an image keeps in bytes: encapsulated pixel data, segmented palettes, LUTs, overlays.
// Input: six bytes that choose transfer syntax, frames, rows, columns, bits and the length of an offset
// table, then the bytes of all of them. Whatever is answered lies inside the bytes: reading it touches
// nothing else.
#include "fragments.hpp"
#include "frame_data.hpp"
#include "lut_sequence.hpp"
#include "overlay_plane.hpp"
#include "palette.hpp"

#include <quoin/quoin.hpp>

#include <string>

namespace {

using namespace quoin;

/// The host of a provider that asks nobody but itself for the fragments.
struct lone_host {
    view instance;
    static quoin_result QUOIN_CALL get(quoin_call* raw, const quoin_request* asked, const quoin_value** out) {
        auto* const me = reinterpret_cast<lone_host*>(raw);
        if (to_view(asked->type) != dicom::fragments_type) return QUOIN_PASS;
        call again(&table(), raw);
        value found = dicom::fragments_of(me->instance, again);
        if (!found) return QUOIN_PASS;
        *out = found.release();
        return QUOIN_VALUE;
    }
    static void QUOIN_CALL note(quoin_call*, quoin_str) {}
    static quoin_code QUOIN_CALL last_error(quoin_call*, quoin_str* why) {
        if (why != nullptr) *why = to_str("failed");
        return QUOIN_E_FAILED;
    }
    static const quoin_host& table() {
        static const quoin_host made = [] {
            quoin_host out{};
            out.struct_size = sizeof out;
            out.get = &get;
            out.note = &note;
            out.last_error = &last_error;
            return out;
        }();
        return made;
    }
};

/// Every byte that an answer refers to.
std::uint64_t read_all(view of) {
    std::uint64_t sum = 0;
    if (of.is_typed()) {
        const quoin_typed found = of.typed();
        const auto* const bytes = static_cast<const std::uint8_t*>(found.data);
        for (std::uint64_t i = 0; i < found.count * size_of(found.dtype); ++i) sum += bytes[i];
    }
    if (of.is_array() || of.is_object())
        for (std::size_t i = 0; i < of.size(); ++i) sum += read_all(of[i]);
    return sum;
}

value instance_of(std::span<const std::uint8_t> choices, std::span<const std::uint8_t> bytes) {
    constexpr const char* syntaxes[] = {"1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.50",
                                        "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.4.102", "1.3.9.9"};
    builder out;
    out.object().member("TransferSyntaxUID", syntaxes[choices[0] % 5]);
    out.member("NumberOfFrames", choices[1] % 9).member("frameNumber", 1 + choices[1] / 32);
    out.member("Rows", choices[2]).member("Columns", choices[3]).member("BitsAllocated", choices[4] % 65);
    out.member("SamplesPerPixel", 1 + choices[4] / 64);
    const std::size_t table = std::min<std::size_t>(choices[5], bytes.size());
    out.member("ExtendedOffsetTable", bytes.first(table)).member("PixelData", bytes.subspan(table));
    for (const char* colour : {"Red", "Green"}) {
        out.key(std::string(colour) + "PaletteColorLookupTableDescriptor");
        out.array().add(choices[2]).add(choices[3]).add(choices[4] % 17).end();
    }
    out.member("SegmentedRedPaletteColorLookupTableData", bytes);
    out.member("GreenPaletteColorLookupTableData", bytes);
    out.key("ModalityLUTSequence").array().object();
    out.key("LUTDescriptor").array().add(choices[3]).add(-choices[2]).add(choices[4]).end();
    out.member("LUTData", bytes).end().end();
    out.member("OverlayRows", choices[2]).member("OverlayColumns", choices[3]).member("OverlayData", bytes);
    out.member("NumberOfFramesInOverlay", choices[1] % 5).member("ImageFrameOrigin", choices[1] % 3);
    out.member("OverlayRows:6002", choices[2]).member("OverlayColumns:6002", choices[3]);
    out.member("OverlayBitPosition:6002", choices[5] % 40);
    return out.end().finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t chosen = 6;
    if (size < chosen) return 0;
    const value instance = instance_of({data, chosen}, {data + chosen, size - chosen});
    lone_host host{instance};
    call services(&lone_host::table(), reinterpret_cast<quoin_call*>(&host));
    const std::string subject = "fuzz:1";
    const quoin_str one = to_str(subject);
    quoin_request asked{};
    asked.struct_size = sizeof asked;
    asked.subjects = &one;
    asked.subject_count = 1;
    for (const dicom::compute made :
         {&dicom::add_frame_data, &dicom::add_palettes, &dicom::add_modality_luts, &dicom::add_overlays}) {
        builder out;
        out.object();
        made({instance, services, request(&asked)}, out);
        read_all(out.end().finish());
    }
    return 0;
}
