#include "text_files.hpp"

#include <dicom/json_subject.hpp>

#include <algorithm>
#include <charconv>

namespace quoin::dicom_json {

std::vector<std::shared_ptr<const json_object>> read_objects(const json_tokens& in, std::string_view name) {
    std::vector<std::shared_ptr<const json_object>> out;
    object_reader reader(in);
    const auto take = [&](std::size_t at) {
        if (!is_model(in, at))
            throw error(QUOIN_E_FORMAT, std::string(name) +
                                            ": no DICOM JSON: an object whose members are "
                                            "tags, as \"00280010\", is expected");
        try {
            out.push_back(std::make_shared<const json_object>(reader.read(at)));
        } catch (const error& e) {
            throw error(e.code(), std::string(name) + ": " + std::string(e.message()));
        }
    };
    if (in[0].is != token::kind::array) {
        take(0);
        return out;
    }
    for (std::size_t at = 1; at < in.size(); at = in.next(at)) take(at);
    return out;
}

std::shared_ptr<const text_files::known_file> text_files::file(const dicom::opened_file& opened,
                                                               const std::string& path, std::uint64_t most) {
    const dicom::file_identity& now = opened.bytes->identity();
    const std::lock_guard lock(guard_);
    if (last_ && last_->path == opened.path && last_->identity == now) return last_;
    if (now.size > most)
        throw error(QUOIN_E_LIMIT, path + ": " + std::to_string(now.size) +
                                       " bytes, more than config.max_file_bytes of org.quoin.dicom-json");
    std::string text(now.size, '\0');
    try {
        text.resize(opened.bytes->read(0, reinterpret_cast<unsigned char*>(text.data()), text.size()));
    } catch (const dicom::read_error& e) {
        throw error(QUOIN_E_IO, path + ": " + e.what());
    }
    std::vector<std::shared_ptr<const json_object>> objects;
    try {
        objects = read_objects(json_tokens(text), path);
    } catch (const error& e) {
        if (e.message().starts_with(path)) throw;
        throw error(e.code(), path + ": " + std::string(e.message()));
    }
    last_ = std::make_shared<const known_file>(known_file{opened.path, now, std::move(objects)});
    return last_;
}

std::shared_ptr<const json_object> text_files::read(
    const std::string& path, const dicom::file_access& access, std::uint64_t most,
    const std::function<void(const std::string& file, const dicom::file_identity&)>& seen) {
    const dicom::json_path named = dicom::parse_json_path(path);
    const std::string name(named.file);
    const dicom::opened_file opened = access.open(name);
    if (seen) seen(name, opened.bytes->identity());
    const auto found = file(opened, name, most);
    const std::size_t count = found->objects.size();
    if (named.instance.empty()) {
        if (count == 1) return found->objects.front();
        throw error(QUOIN_E_INVALID, path + ": holds " + std::to_string(count) +
                                         " instances; name one: " + path + "/instances/1, or its UID");
    }
    std::size_t number = 0;
    const char* const end = named.instance.data() + named.instance.size();
    const auto read = std::from_chars(named.instance.data(), end, number);
    if (read.ec == std::errc{} && read.ptr == end && number >= 1 && number <= count)
        return found->objects[number - 1];
    for (const auto& one : found->objects)
        if (one->naturalized["SOPInstanceUID"].as_string() == named.instance) return one;
    throw error(QUOIN_E_NOT_FOUND, std::string(named.file) + ": has no such instance; it holds " +
                                       std::to_string(count) + ", counted from 1");
}

}  // namespace quoin::dicom_json
