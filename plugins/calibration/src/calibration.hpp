// calibration.hpp - what a user says of the size of pixels, checked, and which frames it is said of.
#pragma once

#include <quoin/quoin.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoin::calibration {

enum class scope : std::uint8_t { frame, instance, series };
std::string_view name_of(scope one) noexcept;
/// "frame", "instance" or "series".
std::optional<scope> scope_of(std::string_view name) noexcept;

/// Whom a calibration was given for.
struct target {
    scope reaches = scope::frame;
    std::string image_id;                    ///< of the object; empty where only a series was named
    std::optional<std::int64_t> frame = {};  ///< as the imageId named it
    std::string series = {};                 ///< Series Instance UID, where it reaches a series

    /// What it is kept under. A frame that is not named is the first.
    std::string key() const;
    /// Whether an imageId names what it was given for: the object, or the frame of it; or the series by its
    /// UID.
    bool named_by(std::string_view subject) const;
    /// Whether it may be about what an imageId names, as far as the name tells: of which series an image is, it
    /// does not.
    bool may_be_about(std::string_view subject) const;
};

/// Of an imageId. Throws error where it names two frames.
target target_of(std::string_view image_id, scope reaches);

/// Digits and dots, as a UID is.
bool looks_like_uid(std::string_view text) noexcept;

/// What calibratedPixelSpacing answers, of what was offered: an object, or a number, which is a scale. Members
/// that say where it is kept and for whom (`scope`, `persist` and those in `also`) are passed over. Throws
/// error saying which member is wrong; no value of the payload is in it.
value content_of(view offered, scope reaches, std::initializer_list<std::string_view> also = {});

}  // namespace quoin::calibration
