// module_copy.hpp - a line of the table made ready: names turned into keys once, then copied from any
// instance.
#pragma once

#include <dicom/module.hpp>

#include <quoin/mould.hpp>

#include <vector>

namespace quoin::dicom {

struct prepared_field;

/// Fields that are copied, in the order of the answer.
struct prepared_fields {
    std::vector<prepared_field> all;
    std::vector<quoin_copied> plain;  ///< for each, how nearly all instances have it: copied in one call
};

struct prepared_field {
    key output;
    key keyword;
    kind is;
    bool incidental;
    std::size_t count;
    prepared_fields item;
};

/// Those that are copied; what is computed is left out.
prepared_fields prepare(std::span<const field> fields);

/// Pixels as far as fields that are given need them: an int as pixels of that instance have it; nothing given
/// where there is none. False where it is no int, and more has to be done about it.
bool give_pixel_value(view attribute, view instance, quoin_given& out);

/// A mould of the fields that are copied or given, for objects that have none of the attributes `without`. Throws error
/// where these are too many for one.
mould mould_of(std::span<const field> fields, std::span<const std::string_view> without);

/// Adds the fields that `from` has to the open object, and notes what could not be used. True where one of
/// them makes the module. `instance` is the object around `from` that says how pixels are represented.
bool copy_fields(const prepared_fields& fields, view from, view instance, call& asked_in, builder& out);

}  // namespace quoin::dicom
