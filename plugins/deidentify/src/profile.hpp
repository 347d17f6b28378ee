// profile.hpp - what becomes of each attribute: the Basic Application Level Confidentiality Profile of PS3.15 annex E
// with two of its options.
#pragma once

#include <dicom/dictionary.hpp>

#include <cstdint>

namespace quoin::deidentify {

enum class treatment : std::uint8_t {
    keep,    ///< as it is; of a sequence, its items each by the profile
    remove,  ///< X
    empty,   ///< Z
    dummy,   ///< D
    uid,     ///< U
    shift,   ///< a date of the option modified dates: by the days of the patient
    clean,   ///< a text of the option clean descriptors: words that are known to tell nothing of a person
};

/// Whether people write sentences in it.
bool holds_words(dicom::vr of) noexcept;

struct profile {
    bool modified_dates =
        false;  ///< PS3.15 E.3.6, Retain Longitudinal Temporal Information With Modified Dates
    bool clean_descriptors = false;  ///< PS3.15 E.3.5, Clean Descriptors

    /// Of several actions the table leaves to the IOD, which is not looked at, the one that serves every IOD: D before
    /// Z before X. But a date or time is never made up where it may be empty, a sequence of dummies never where it may
    /// be left out, and of references the UIDs are mapped.
    ///
    /// What the table does not have: URLs, file names of a DICOMDIR and what the file meta
    /// information says of who wrote and sent it are removed; so is any
    /// date or time, or shifted with the others; names are emptied. Private attributes have no dictionary entry: who
    /// calls removes what has none.
    treatment of(const dicom::dictionary_entry& attribute) const noexcept;
};

}  // namespace quoin::deidentify
