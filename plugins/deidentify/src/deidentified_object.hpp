// deidentified_object.hpp - objects without what identifies a person, and what they say of it.
#pragma once

#include "attribute_rewriter.hpp"

namespace quoin::deidentify {

/// A naturalized object by the profile. It says so as PS3.15 E.1.1 has it (PatientIdentityRemoved,
/// DeidentificationMethod and its codes, LongitudinalTemporalInformationModified), and in a member `deidentified`:
///     mark            of this secret
///     scalingModule   of a PET image: the factors of the original, of which it no longer has what they are made
/// `scaling` is that last, empty for other objects.
value deidentified_object(const rules& how, view original, view scaling);

/// Whether an object was made by the above with the same secret.
bool is_deidentified(const rules& how, view object);

/// scalingModule of an original, without those of its `inputs` that identify; dates among them as in the object.
value deidentified_scaling(const rules& how, view original, view scaling);

/// The object in the DICOM JSON model: what the profile keeps as `original` (type dicomJson) writes it, all else, and
/// which elements are there, as `object` has it, which is deidentified.
value deidentified_json(const rules& how, view original, view object);

}  // namespace quoin::deidentify
