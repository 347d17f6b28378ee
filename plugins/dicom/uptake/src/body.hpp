// body.hpp - what uptake is divided by, other than the weight (QIBA, "SUV vendor neutral pseudo-code").
#pragma once

namespace quoin::dicom {

/// Of M or F; kg and m.
struct body {
    double weight, size;
    bool male;
};

/// Lean body mass by James, kg.
double lean_mass_james(const body& of) noexcept;
/// Lean body mass by Janmahasatian, kg.
double lean_mass_janmahasatian(const body& of) noexcept;
/// Body surface by Du Bois, cm2.
double surface(double weight, double size) noexcept;

}  // namespace quoin::dicom
