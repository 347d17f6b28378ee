#include <dicom_writer/write.hpp>

#include "encoder.hpp"
#include "value_bytes.hpp"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace dicom_writer {
namespace {

constexpr std::string_view implementation_class_uid = "2.25.190284736251098347561029384756120";
constexpr std::string_view implementation_version_name = "QUOIN TESTS";

bool is_meta(const element& one) {
    return one.tag >> 16 == 0x0002 && !one.verbatim;
}

std::string text_of(const data_set& tree, std::uint32_t tag) {
    const element* const found = tree.find(tag);
    const auto* const text = found != nullptr ? std::get_if<std::string>(&found->value) : nullptr;
    return text != nullptr ? *text : std::string();
}

data_set file_meta(const data_set& tree, const write_options& options) {
    data_set meta;
    meta.raw(0x00020001, "OB", {0, 1});
    if (tree.find(0x00080016) != nullptr) meta.text(0x00020002, "UI", text_of(tree, 0x00080016));
    if (tree.find(0x00080018) != nullptr) meta.text(0x00020003, "UI", text_of(tree, 0x00080018));
    if (options.transfer_syntax_element) meta.text(0x00020010, "UI", options.transfer_syntax);
    meta.text(0x00020012, "UI", implementation_class_uid);
    meta.text(0x00020013, "SH", implementation_version_name);
    for (const element& one : tree.elements())
        if (is_meta(one)) meta.remove(one.tag).append(one);
    return meta;
}

void write_meta(bytes& to, const data_set& tree, const write_options& options) {
    bytes rest;
    encoder elements(rest, layout{}, options);
    const data_set meta = file_meta(tree, options);
    std::vector<element> in_order = meta.elements();
    std::ranges::stable_sort(in_order, {}, &element::tag);
    for (const element& one : in_order) elements.put(one);

    if (options.meta_length != group_length::absent && tree.find(0x00020000) == nullptr) {
        const auto length = options.meta_length == group_length::right
                                ? static_cast<std::uint32_t>(rest.size())
                                : options.wrong_meta_length;
        encoder(to, layout{}, options).put({0x00020000, "UL", std::vector<number>{length}});
    }
    to.insert(to.end(), rest.begin(), rest.end());
}

layout layout_of(encoding how) {
    return {.explicit_vr = how != encoding::implicit_little, .big_endian = how == encoding::explicit_big};
}

/// RFC 1951 without the header of zlib (PS3.5 section A.5), made even.
bytes deflated(bytes plain) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib could not start");
    bytes out(deflateBound(&stream, static_cast<uLong>(plain.size())) + 1);
    stream.next_in = plain.data();
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int ended = deflate(&stream, Z_FINISH);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("zlib could not deflate the data set");
    out.resize(stream.total_out);
    if (out.size() % 2 != 0) out.push_back(0);
    return out;
}

encoding encoding_of(const write_options& options) {
    return options.written_as.value_or(dicom_writer::encoding_of(options.transfer_syntax));
}

bytes before_data_set(const data_set& tree, const write_options& options) {
    bytes out;
    if (options.preamble) {
        out.resize(128);
        out.insert(out.end(), {'D', 'I', 'C', 'M'});
    }
    if (options.meta) write_meta(out, tree, options);
    return out;
}

}  // namespace

bytes write(const data_set& tree, const write_options& options) {
    bytes out = before_data_set(tree, options);
    const encoding how = encoding_of(options);
    bytes body;
    encoder elements(body, layout_of(how), options);
    for (const element& one : tree.elements())
        if (!is_meta(one)) elements.put(one);
    if (how == encoding::deflated_explicit_little) body = deflated(std::move(body));
    out.insert(out.end(), body.begin(), body.end());
    if (options.cut_at && *options.cut_at < out.size()) out.resize(*options.cut_at);
    return out;
}

void write_file(const data_set& tree, const std::filesystem::path& path, const write_options& options) {
    const bytes content = write(tree, options);
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    file.close();
    if (!file) throw std::runtime_error(path.string() + ": cannot be written");
}

std::size_t offset_of(const data_set& tree, std::uint32_t tag, const write_options& options) {
    const encoding how = encoding_of(options);
    bytes out;
    if (how != encoding::deflated_explicit_little) out = before_data_set(tree, options);
    encoder elements(out, layout_of(how), options);
    for (const element& one : tree.elements()) {
        if (is_meta(one)) continue;
        if (one.tag == tag && !one.verbatim) return out.size();
        elements.put(one);
    }
    throw std::out_of_range("the data set has no such element at its top level");
}

}  // namespace dicom_writer
