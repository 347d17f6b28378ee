#include "body.hpp"

#include <cmath>

namespace quoin::dicom {

double lean_mass_james(const body& of) noexcept {
    const double weight_to_height = of.weight / (of.size * 100);
    const double square = weight_to_height * weight_to_height;
    return of.male ? 1.10 * of.weight - 120 * square : 1.07 * of.weight - 148 * square;
}

double lean_mass_janmahasatian(const body& of) noexcept {
    const double mass_index = of.weight / (of.size * of.size);
    return of.male ? 9270 * of.weight / (6680 + 216 * mass_index)
                   : 9270 * of.weight / (8780 + 244 * mass_index);
}

double surface(double weight, double size) noexcept {
    return 71.84 * std::pow(weight, 0.425) * std::pow(size * 100, 0.725);
}

}  // namespace quoin::dicom
