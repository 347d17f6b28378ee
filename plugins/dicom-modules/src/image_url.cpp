#include "image_url.hpp"

#include "module_table.hpp"
#include "transfer_syntax.hpp"

#include <dicom/given_fields.hpp>

#include <algorithm>
#include <string>

namespace quoin::dicom {
namespace {

constexpr std::string_view scheme = "wadors:";
constexpr std::string_view frames = "/frames/";

/// The URL with `resource` in place of "frames", or at the end of the path of a whole instance.
std::string with_resource(std::string_view url, std::string_view resource, bool keep_frame) {
    const std::size_t at = url.find(frames);
    const std::size_t path_end = std::min(url.find_first_of("?#"), url.size());
    if (at == std::string_view::npos || at > path_end)
        return std::string(url.substr(0, path_end)) + std::string(resource) +
               std::string(url.substr(path_end));
    std::string out(url.substr(0, at));
    out += resource;
    out += url.substr(keep_frame ? at + frames.size() - 1 : path_end);
    return out;
}

}  // namespace

void give_image_url(const module_input& from, given_fields& out) {
    std::string_view url = from.asked.subject();
    if (!url.starts_with(scheme)) return;
    url.remove_prefix(scheme.size());
    const bool video = is_video(from.instance);
    out.flag(given_place(fields::image_url, "isVideo"), video);
    out.own_text(given_place(fields::image_url, "rendered"), with_resource(url, "/rendered", !video));
    out.own_text(given_place(fields::image_url, "thumbnail"), with_resource(url, "/thumbnail", true));
}

}  // namespace quoin::dicom
