// module.hpp - what a metadata module is made of: a list of fields, whom it applies to, and maybe a function
// for what no attribute says.
#pragma once

#include <dicom/attribute.hpp>
#include <dicom/sop_class.hpp>

#include <quoin/quoin.hpp>

#include <span>
#include <string_view>

namespace quoin::dicom {

/// Who adds a field.
enum class adder : std::uint8_t {
    attribute,  ///< it is copied where the instance has it
    maybe,      ///< the module's function, where it can
    always,     ///< the module's function, in every answer
};

/// One field of a module, or of an object inside it. The order of the members is that of the table's columns.
struct field {                // NOLINT(clang-analyzer-optin.performance.Padding)
    std::string_view output;  ///< what the module calls it; names are those of Cornerstone3D
    std::string_view
        keyword;  ///< of the attribute it is copied from, or is made of; may be empty where it is computed
    kind is;
    std::string_view unit = {};        ///< as UCUM writes it
    std::string_view about = {};       ///< where name and attribute do not say it all
    std::size_t count = 0;             ///< of the values of an array; 0: any number
    std::span<const field> item = {};  ///< members of an object or of the objects of an array; empty: any
    adder added_by = adder::attribute;
    bool incidental = false;  ///< does not make the module where nothing else of it is there
};

/// A field that the module's function adds in every answer.
constexpr field always(std::string_view output, std::string_view keyword, kind is, std::string_view unit = {},
                       std::string_view about = {}, std::size_t count = 0, std::span<const field> item = {}) {
    return {output, keyword, is, unit, about, count, item, adder::always};
}
/// A field that the module's function adds where it can.
constexpr field maybe(std::string_view output, std::string_view keyword, kind is, std::string_view unit = {},
                      std::string_view about = {}, std::size_t count = 0, std::span<const field> item = {}) {
    return {output, keyword, is, unit, about, count, item, adder::maybe};
}
/// Items of a sequence as fields.
constexpr field nested(std::string_view output, std::string_view keyword, kind is,
                       std::span<const field> item, std::string_view about = {}) {
    return {output, keyword, is, {}, about, 0, item};
}
/// A field that does not make the module where nothing else of it is there.
constexpr field incidental(std::string_view output, std::string_view keyword, kind is) {
    return {output, keyword, is, {}, {}, 0, {}, adder::attribute, true};
}

/// What a module is made of, and where to say what was assumed. Good during one call.
struct module_input {
    view instance;
    call& asked_in;
    const request& asked;
    /// A module set does not look it up for a module that applies to any instance: there it is not known.
    sop_class_facts sop_class = facts_of_instance(instance);
};

class given_fields;  // given_fields.hpp

/// Adds what is computed to the open object; false where there was nothing to add.
using compute = bool (*)(const module_input& from, builder& out);
/// The same of fields that are numbers and text: gives them, each at its place.
using give = void (*)(const module_input& from, given_fields& out);
/// Notes what is odd about what was copied.
using remark = void (*)(const module_input& from);

/// Whether there is something that a function could add, all fields being its own.
using test = bool (*)(view instance);

struct metadata_module {
    std::string_view type;
    std::string_view about;     ///< one line
    std::string_view standard;  ///< "PS3.3 C.7.6.2"
    applies_to to;
    std::span<const field> fields;
    // Who adds the fields that are not copied; all null: the fields are all.
    compute computed = nullptr;
    std::span<const std::string_view> only_with =
        {};                ///< keywords: without any of them `computed` does nothing
    give given = nullptr;  ///< instead of `computed`
    remark remarked = nullptr;
    /// Where it says no, the instance has no attribute of the module; null: the fields say it.
    test has = nullptr;
};

}  // namespace quoin::dicom
