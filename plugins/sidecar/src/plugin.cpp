// The provider org.quoin.sidecar: files that are no DICOM, with their metadata beside them.
//
//   naturalized   what is written beside the file (written_metadata.hpp), and of a PNG or JPEG what its header says of
//                 the pixels (image_header.hpp) where nothing is written of it
//
// A file photo.png has its metadata in photo.png.json, photo.png.yaml (or .yml), of which one may be there, and in the
// metadata.yaml of its folder; what stands beside the file goes before what stands for the folder. A file without is not
// ours, and neither is one that is DICOM: by its name (.dcm, .dicom, .ima, .json, .dcmjson, no extension, or a number as
// one, which are passed without a look at the disk), or by DICM in it.
//
// Asked before the sources of DICOM, which would say of such a file that it is damaged.
#include "image_header.hpp"
#include "written_metadata.hpp"

#include <quoin/ext/files.h>
#include <dicom/file_access.hpp>
#include <dicom/file_subject.hpp>
#include <dicom/source_settings.hpp>
#include <dicom/yaml_value.hpp>
#include <quoin/quoin.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

namespace quoin::sidecar {
namespace {

bool may_have_metadata_beside(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return false;
    std::string extension(name.substr(dot + 1));
    std::ranges::transform(extension, extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    for (const std::string_view of_others : {"", "dcm", "dicom", "ima", "json", "dcmjson", "yaml", "yml"})
        if (extension == of_others) return false;
    return extension.find_first_not_of("0123456789") != std::string::npos;
}

class sidecar_provider final : public provider {
 public:
    static constexpr auto served = types("naturalized");
    static constexpr descriptor info{
        .id = "org.quoin.sidecar",
        .name = "Sidecar",
        .version = "0.1.0",
        .vendor = "Quoin",
        .description = "Reads metadata that lie beside a PNG, JPEG or any other file",
        .licence = "MIT",
        .types = served,
        .priority = -2990,
        .thread_safe = true,
        .tracked = true,
        .blocking = true};

    explicit sidecar_provider(const setup& with)
        : host_(with.host()),
          files_(static_cast<const quoin_host_files*>(host_->get_extension(host_, to_str(QUOIN_EXT_FILES)))),
          access_(host_, info.id, roots_of(with.config())) {}

    answer get(call& asked_in, const request& asked) override {
        if (asked.subject_count() != 1) return pass;
        const std::string base = dicom::without_frame(asked.subject());
        const auto [how, named] = dicom::parse_file_subject(base);
        if (how == dicom::naming::other || how == dicom::naming::word || !may_have_metadata_beside(named))
            return pass;
        if (base != asked.subject()) return asked_in.get(asked.type(), base);
        const std::string path(named);
        if (!access_.finds(path)) {
            rests_on(asked_in, path, {});
            return pass;
        }
        attributes found;
        const bool any = folder_entries(asked_in, path, found);
        if (!beside(asked_in, path, found) && !any) return pass;
        return object(asked_in, path, std::move(found));
    }

 private:
    static std::vector<std::string> roots_of(view config) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < config.size(); ++i) {
            const auto [key, given] = config.member(i);
            if (key != "roots")
                dicom::refuse_setting("unknown key '" + std::string(key) + "' (known: roots)");
            out = dicom::folders_of(key, given);
        }
        return out;
    }

    void rests_on(call& asked_in, const std::string& path, const dicom::file_identity& as) const {
        if (files_ == nullptr || path.empty() || path.find('\0') != std::string::npos) return;
        std::error_code failed;
        const std::string whole = std::filesystem::absolute(path, failed).string();
        files_->rests_on(asked_in.raw(), to_str(whole), as.size, as.mtime_ns, as.inode);
    }

    /// What is written in a file, nothing where there is none. The answer rests on it either way.
    std::optional<value> written_in(call& asked_in, const std::string& path) const {
        if (!access_.finds(path)) {
            rests_on(asked_in, path, {});
            return std::nullopt;
        }
        const dicom::opened_file file = access_.open(path);
        rests_on(asked_in, path, file.bytes->identity());
        if (file.bytes->size() > dicom::max_yaml_bytes)
            throw error(QUOIN_E_LIMIT, path + ": larger than the " + std::to_string(dicom::max_yaml_bytes) +
                                           " bytes that are read");
        std::string text(static_cast<std::size_t>(file.bytes->size()), '\0');
        text.resize(file.bytes->read(0, reinterpret_cast<unsigned char*>(text.data()), text.size()));
        return read_written(text, path);
    }

    bool folder_entries(call& asked_in, const std::string& path, attributes& out) const {
        const std::filesystem::path file(path);
        const std::string folder = (file.parent_path() / "metadata.yaml").string();
        const auto written = written_in(asked_in, folder);
        return written && take_folder_entries(*written, folder, file.filename().string(), out);
    }

    bool beside(call& asked_in, const std::string& path, attributes& out) const {
        std::string taken;
        for (const char* const tail : {".json", ".yaml", ".yml"}) {
            std::string name = path;
            name += tail;
            const auto written = written_in(asked_in, name);
            if (!written) continue;
            if (!taken.empty())
                throw error(QUOIN_E_FORMAT, std::string(path)
                                                .append(": metadata are both in ")
                                                .append(taken)
                                                .append(" and ")
                                                .append(tail)
                                                .append(": one of the two is expected"));
            taken = tail;
            take_entry(*written, name, out);
        }
        return !taken.empty();
    }

    answer object(call& asked_in, const std::string& path, attributes found) const {
        const dicom::opened_file file = access_.open(path);
        rests_on(asked_in, path, file.bytes->identity());
        const read_bytes read = [&](std::uint64_t offset, std::span<unsigned char> out) {
            return file.bytes->read(offset, out.data(), out.size());
        };
        std::array<unsigned char, 4> magic{};
        if (read(128, magic) == 4 && std::ranges::equal(magic, std::string_view("DICM"))) {
            asked_in.note("it is a DICOM file: what is written beside it is not taken");
            return pass;
        }
        std::string_view why;
        if (const auto header = read_image_header(read, why))
            take_header(asked_in, path, *header, found);
        else if (!why.empty())
            asked_in.note(std::string(why) + ": nothing is taken from it");
        builder out;
        out.object();
        for (const auto& [keyword, content] : found) out.member(keyword, content);
        return out.end().finish();
    }

    /// Of the pixels as a decoder gives them (PS3.3 C.7.6.3).
    static void take_header(call& asked_in, const std::string& path, const image_header& header,
                            attributes& found) {
        for (const auto& [keyword, size] :
             {std::pair{"Rows", header.rows}, std::pair{"Columns", header.columns}}) {
            const auto stated = found.find(keyword);
            if (stated == found.end() || stated->second.as_int() == size) continue;
            throw error(QUOIN_E_INVALID, path + ": " + keyword + " is written as another number than the " +
                                             std::to_string(size) + " that the image has");
        }
        const unsigned allocated = header.bits_stored <= 8 ? 8 : 16;
        const auto take = [&](const char* keyword, const value& content) {
            found.try_emplace(keyword, content);
        };
        take("Rows", value::of(header.rows));
        take("Columns", value::of(header.columns));
        take("SamplesPerPixel", value::of(header.samples));
        take("PhotometricInterpretation", value::of(header.samples == 1 ? "MONOCHROME2" : "RGB"));
        take("BitsAllocated", value::of(allocated));
        take("BitsStored", value::of(header.bits_stored));
        take("HighBit", value::of(header.bits_stored - 1));
        take("PixelRepresentation", value::of(0));
        if (header.samples == 3) take("PlanarConfiguration", value::of(0));
        if (header.lossy) {
            take("LossyImageCompression", value::of("01"));
            take("LossyImageCompressionMethod", builder().array().add("ISO_10918_1").end().finish());
        }
        asked_in.note("size, bits and colour are those of the " + std::string(header.format) +
                      " header where they are not written");
        if (header.alpha) asked_in.note("its alpha channel is not counted among the samples");
    }

    const quoin_host* host_;
    const quoin_host_files* files_;  // null where the host keeps nothing
    dicom::file_access access_;
};

}  // namespace
}  // namespace quoin::sidecar

QUOIN_PLUGIN(quoin::sidecar::sidecar_provider)
