// A trace that may be shown to others: how an answer came about, without what
// may be of a patient.
#pragma once

#include <quoin/value.hpp>

#include <span>
#include <string>
#include <string_view>

namespace quoin::cli {

/// The trace (host::explain) without answers. Subjects that the caller gave
/// stay, others become "[subject 1]", the same one the same number. Free text
/// of providers (notes, messages) keeps its plain_words.
value without_patient_data(view trace);

/// The text with "[..]" for every word that is not plain. Providers must not
/// put patient data into notes and errors; this is for those that do. Plain
/// are: lower-case words, names in camel case such as PixelSpacing, short
/// numbers, tags, abbreviations of the standard, and the subjects that the
/// caller gave. So names (Doe, DOE^JANE), identifiers, dates, times and UIDs
/// are not.
std::string plain_words(std::string_view text, std::span<const std::string> given);

}  // namespace quoin::cli
