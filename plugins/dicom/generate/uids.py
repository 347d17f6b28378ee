#!/usr/bin/env python3
"""Writes src/uids_table.hpp: the transfer syntaxes and storage SOP classes of PS3.6 table A-1.

    plugins/dicom/generate/uids.py PYDICOM > plugins/dicom/src/uids_table.hpp

PYDICOM  _uid_dict.py of the package pydicom (Debian: /usr/lib/python3/dist-packages/pydicom/_uid_dict.py).
Taken over are facts of the standard alone. `later` below are registrations younger than Debian's pydicom; what a
transfer syntax means for the bytes (PS3.5 chapter 10 and annex A) is written in transfer_syntax().
"""
import runpy
import sys

SYNTAX = "1.2.840.10008.1.2"
CLASS = "1.2.840.10008.5.1.4.1.1"

later = [
    (f"{SYNTAX}.4.100.1", "Fragmentable MPEG2 Main Profile / Main Level", "MPEG2MPMLF"),
    (f"{SYNTAX}.4.101.1", "Fragmentable MPEG2 Main Profile / High Level", "MPEG2MPHLF"),
    (f"{SYNTAX}.4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.1", "MPEG4HP41F"),
    (f"{SYNTAX}.4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1", "MPEG4HP41BDF"),
    (f"{SYNTAX}.4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video", "MPEG4HP422DF"),
    (f"{SYNTAX}.4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video", "MPEG4HP423DF"),
    (f"{SYNTAX}.4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2", "MPEG4HP42STEREOF"),
    (f"{SYNTAX}.4.110", "JPEG XL Lossless", "JPEGXLLossless"),
    (f"{SYNTAX}.4.111", "JPEG XL JPEG Recompression", "JPEGXLJPEGRecompression"),
    (f"{SYNTAX}.4.112", "JPEG XL", "JPEGXL"),
    (f"{SYNTAX}.4.201", "High-Throughput JPEG 2000 Image Compression (Lossless Only)", "HTJ2KLossless"),
    (f"{SYNTAX}.4.202", "High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)",
     "HTJ2KLosslessRPCL"),
    (f"{SYNTAX}.4.203", "High-Throughput JPEG 2000 Image Compression", "HTJ2K"),
    (f"{SYNTAX}.4.204", "JPIP HTJ2K Referenced", "JPIPHTJ2KReferenced"),
    (f"{SYNTAX}.4.205", "JPIP HTJ2K Referenced Deflate", "JPIPHTJ2KReferencedDeflate"),
    (f"{SYNTAX}.8.1", "Deflated Image Frame Compression", "DeflatedImageFrameCompression"),
    (f"{CLASS}.6.3", "Photoacoustic Image Storage", "PhotoacousticImageStorage"),
    (f"{CLASS}.11.12", "Variable Modality LUT Softcopy Presentation State Storage",
     "VariableModalityLUTSoftcopyPresentationStateStorage"),
    (f"{CLASS}.66.7", "Label Map Segmentation Storage", "LabelMapSegmentationStorage"),
    (f"{CLASS}.66.8", "Height Map Segmentation Storage", "HeightMapSegmentationStorage"),
    (f"{CLASS}.77.1.8", "Confocal Microscopy Image Storage", "ConfocalMicroscopyImageStorage"),
    (f"{CLASS}.77.1.9", "Confocal Microscopy Tiled Pyramidal Image Storage",
     "ConfocalMicroscopyTiledPyramidalImageStorage"),
]

# Not encodings of a data set in a file: MIME and XML, both retired.
NO_DATA_SET = {f"{SYNTAX}.6.1", f"{SYNTAX}.6.2"}


def transfer_syntax(uid):
    """big_endian, explicit_vr, deflated, encapsulated, video"""
    rest = uid.removeprefix(SYNTAX).strip(".").split(".")
    coding = int(rest[1]) if rest[0] == "4" else 0
    jpip = coding in (94, 95, 204, 205)
    return (rest == ["2"],
            uid not in (SYNTAX, "1.2.840.10008.1.20"),
            rest == ["1", "99"] or coding in (95, 205),
            rest == ["1", "98"] or rest[0] in ("5", "8") or coding > 0 and not jpip,
            100 <= coding <= 108 or rest in (["7", "1"], ["7", "2"]))


def flags(values):
    return ", ".join("true" if v else "false" for v in values)


def main(source):
    registry = runpy.run_path(source)["UID_dictionary"]
    entries = {uid: (name, keyword, bool(retired), kind == "Transfer Syntax")
               for uid, (name, kind, _, retired, keyword) in registry.items()
               if keyword and (kind == "Transfer Syntax" and uid not in NO_DATA_SET
                               or kind == "SOP Class" and "Storage" in name and "Commitment" not in name)}
    for uid, name, keyword in later:
        entries.setdefault(uid, (name, keyword, False, uid.startswith(SYNTAX + ".")))

    print("// Written by generate/uids.py: facts of PS3.6 table A-1. Not to be edited by hand. Sorted as text by UID.")
    print("// clang-format off")
    print("#pragma once\n")
    print('#include "dicom/uids.hpp"\n')
    print("namespace quoin::dicom {\n")
    print("//  big endian, explicit VR, deflated, encapsulated, video, retired")
    print("inline constexpr transfer_syntax transfer_syntaxes[] = {")
    for uid, (name, keyword, retired, syntax) in sorted(entries.items()):
        if syntax:
            print(f'{{"{uid}", "{name}", "{keyword}", {flags((*transfer_syntax(uid), retired))}}},')
    print("};\n")
    print("inline constexpr storage_class storage_classes[] = {")
    for uid, (name, keyword, retired, syntax) in sorted(entries.items()):
        if not syntax:
            print(f'{{"{uid}", "{name}", "{keyword}", {flags((retired,))}}},')
    print("};\n")
    print("}  // namespace quoin::dicom")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
