// dicom_writer/number.hpp - a number of any C++ type, kept without loss until its VR says how it is written.
#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>
#include <variant>

namespace dicom_writer {

class number {
 public:
    template <class T>
    requires std::is_arithmetic_v<T>
    constexpr number(T value) noexcept : value_(kept(value)) {}  // so that {64, 0.5} is a list of numbers

    using variant = std::variant<std::int64_t, std::uint64_t, double>;
    [[nodiscard]] const variant& value() const noexcept { return value_; }

 private:
    template <class T>
    static constexpr variant kept(T value) noexcept {
        if constexpr (std::floating_point<T>)
            return static_cast<double>(value);
        else if constexpr (std::signed_integral<T>)
            return static_cast<std::int64_t>(value);
        else
            return static_cast<std::uint64_t>(value);
    }

    variant value_;
};

}  // namespace dicom_writer
