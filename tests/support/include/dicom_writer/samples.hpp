// dicom_writer/samples.hpp - ready-made objects for tests: small, whole, about an invented patient, always
// the same. Each is a data set to change further before it is written:
// samples::ct_image().remove(0x00280030).
#pragma once

#include <dicom_writer/data_set.hpp>

namespace dicom_writer::samples {

/// Axial CT, 64 x 64, 16 bits, of a disc of water in air with a rim of bone and four inserts of different
/// density, no two of which a flip or turn exchanges. The sample in examples/ is this one.
data_set ct_image();

/// Enhanced CT, 3 frames of 8 x 8: spacing, orientation, window and rescale shared; position and dimensions
/// per frame, 1.5 mm apart.
data_set enhanced_ct();

/// Digital X-ray, 8 x 6, MONOCHROME1: ImagerPixelSpacing and a magnification of 1.2, no PixelSpacing.
data_set dx_image();

/// Dose grid, 3 frames of 4 x 4, 32 bits: offsets 0, 2.5 and 5 mm from ImagePositionPatient, 0.0001 Gy a
/// step.
data_set rt_dose();

/// Ultrasound, 16 x 12, RGB: a region of tissue in cm and one of spectral Doppler in seconds and cm/s.
data_set us_image();

/// Secondary capture, 4 x 4, PALETTE COLOR: tables of 4 entries of 16 bits.
data_set palette_image();

/// ct_image() with overlay 6000 (graphics, 64 x 64) and overlay 6002 (a region of interest, 8 x 4, at row 5,
/// column 9).
data_set image_with_overlays();

/// ct_image() with private elements: two creators in group 0009, one in 0011 with a sequence that holds
/// private elements of its own, an element UN, and one whose block no creator has reserved.
data_set image_with_private_elements();

/// A header as scanners write them, 150 to 230 elements and 5 to 9 KiB: equipment and acquisition, sequences
/// of references and codes, a vendor's private blocks, which `number` tells apart. 8 KiB of pixel data.
data_set typical_image(int number);

/// Every VR of PS3.5 table 6.2-1 once, in a public element, UN in a private one. No image.
data_set every_vr();

/// A sequence (0040,A730) in an item of a sequence and so on, `depth` sequences, all lengths undefined, in
/// explicit VR little endian. Made without recursion, for any depth: bytes that append_verbatim() takes.
bytes nested_sequences(std::size_t depth);

}  // namespace dicom_writer::samples
