// module.hpp - what a metadata module is made of: a list of attributes, whom it applies to, and maybe a
// function for what no attribute says.
#pragma once

#include "attribute.hpp"

#include <quoin/quoin.hpp>

#include <span>
#include <string_view>

namespace quoin::dicom {

/// One field: the attribute's keyword, what the module calls it, and its kind.
struct field {
    std::string_view output;
    std::string_view keyword;
    kind is;
};

/// The instance a module is made of, and where to say what was assumed. Good during one call.
struct module_input {
    view instance;
    call& asked_in;
};

/// Which instances have the module; for all others there is no answer.
enum class applies_to : std::uint8_t {
    any,
    images,             ///< is_image
    images_and_gsps,    ///< and presentation states, whose Modality LUT is that of the images (PS3.3 A.33.1)
    positron_emission,  ///< Modality PT
};

/// Adds what is computed to the open object; false where there was nothing to add.
using compute = bool (*)(const module_input& from, builder& out);

struct metadata_module {
    std::string_view type;
    applies_to to;
    std::span<const field> fields;
    compute computed = nullptr;  ///< null: the fields are all
};

}  // namespace quoin::dicom
