// lut_sequence.hpp - Modality LUT and VOI LUT sequences as tables (PS3.3 C.11.1.1, C.11.2.1.1).
#pragma once

#include <dicom/module.hpp>

namespace quoin::dicom {

/// Adds `modalityLUTSequence`: of each item its number, the first input, bits of an entry and the entries, a
/// typed array that stays in the file until it is read. The first input is signed where the pixels are. An
/// item whose table is not as long as its descriptor says is noted and left out, as is one that is not
/// described.
bool add_modality_luts(const module_input& from, builder& out);

/// The same of `voiLUTSequence`. Its input is what the Modality LUT or the rescaling gives.
bool add_voi_luts(const module_input& from, builder& out);

/// Centers and widths are read as pairs (PS3.3 C.11.2.1.2): one that has no other is none.
void note_windows_without_pair(const module_input& from);

}  // namespace quoin::dicom
