// transfer_syntax.hpp - how the pixels are encoded.
#pragma once

#include <dicom/module.hpp>

#include <optional>

namespace quoin::dicom {

/// The transfer syntax that the file states, else the one a server offers, else the one its source detected.
std::optional<std::string_view> transfer_syntax_of(view instance) noexcept;

/// Frames are inside a video stream (PS3.5 A.4.5 to A.4.9).
bool is_video(view instance) noexcept;

/// Gives transferSyntaxUID and isVideo; nothing where the instance has no transfer syntax.
void give_transfer_syntax(const module_input& from, given_fields& out);

}  // namespace quoin::dicom
