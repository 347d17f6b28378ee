"""Rules that deviations.yaml names: each says in which way an answer may differ, and checks that it does just so.

A rule is a function of a difference: `reference` and `found` are a field's values or ABSENT (or whole answers, where the
field is "(module)"), `of` is the object as pydicom read it, `tag` the attribute of the field, `frame` from 1, `answer` the
whole answer of Quoin.
"""
import base64
import datetime
import json
import re
import struct

from corpus_object import BIG_ENDIAN, DEFLATED, LITTLE_ENDIAN, PROJECTIONS, holds, is_value
from reference_answers import ABSENT, equal, packed, stored_bytes

EMPTY = ("", [], {}, None)
TAG = re.compile(r"\(([0-9A-F]{4}),([0-9A-F]{4})\)")


def empty(d):
    """The reference answers an empty value, or a module of nothing else; Quoin leaves it out."""
    if d.found is not ABSENT or d.reference is ABSENT:
        return False
    if d.field == "(module)":
        return all(value in EMPTY or blank(value) for value in d.reference.values())
    return d.reference in EMPTY or blank(d.reference)


def blank(value):
    return isinstance(value, dict) and all(isinstance(v, str) and not v.strip(" \0") for v in value.values())


def zero_for_absent(d):
    """The reference answers 0 for an attribute that the object does not have."""
    return d.found is ABSENT and d.reference == 0 and not d.of.values_of(d.tag, d.frame)


def attribute(d):
    """The reference has no answer; Quoin's is the attribute's value as pydicom reads it."""
    return d.reference is ABSENT and is_value(d.found, d.of.values_of(d.tag, d.frame))


def as_pydicom(d):
    """The reference answers another value; Quoin's is the attribute's value as pydicom reads it."""
    return d.reference is not ABSENT and is_value(d.found, d.of.values_of(d.tag, d.frame))


def table(d):
    """The reference has no answer; Quoin's is a list of tables, each as long as its descriptor says."""
    items = [item for values in d.of.values_of(d.tag, d.frame) for item in values]
    if d.reference is not ABSENT or not isinstance(d.found, list) or len(items) != len(d.found):
        return False
    for found, item in zip(d.found, items):
        content = packed(found["lut"], "H") or stored_bytes(found["lut"])
        if len(content) // 2 != (item["00283002"]["Value"][0] or 65536) or not holds(item["00283006"], content):
            return False
    return True


def palette(d):
    """The reference has no table; Quoin's has the segments expanded (PS3.3 C.7.9.2), as many entries as its descriptor says."""
    entries = d.answer[d.field.replace("Data", "Descriptor")][0]
    content = d.of.bytes_of(d.of.root(d.tag[:6] + "2" + d.tag[7]))
    return d.reference is ABSENT and d.found == expanded(struct.unpack(f"<{len(content) // 2}H", content)) and \
        len(d.found) == entries


def expanded(words):
    out, at = [], 0
    while at < len(words):
        opcode, count = words[at:at + 2]
        if opcode == 0:
            out += words[at + 2:at + 2 + count]
            at += 2 + count
        elif opcode == 1:
            first, last = out[-1], words[at + 2]
            out += [first + int((last - first) * i / count + (0.5 if last >= first else -0.5)) for i in range(1, count + 1)]
            at += 3
        else:
            raise ValueError("no such segment in the corpus")
    return out


def entries_65536(d):
    """0 is written for 65,536 entries, and answered as such."""
    return d.reference[0] == 0 and d.found[0] == 65536 and d.reference[1:] == d.found[1:]


PLANE = {"imageOrientationPatient": ("00200037", 6), "imagePositionPatient": ("00200032", 3)}


def defaulted(d):
    """A new field: the names of what no attribute says, of the object, of the frame's groups or of its NM detector."""
    detectors = d.of.root("00540022").get("Value") or []
    said = [name for name, (tag, count) in PLANE.items()
            if d.of.numbers(tag, d.frame, count) or any(one.get(tag, {}).get("Value") for one in detectors)]
    on_slide = dict(zip(PLANE, d.of.place_on_slide(d.frame)))
    if d.answer["coordinateSystem"] == "slide":
        said = [name for name in PLANE if on_slide[name]]
    expected = [name for name in PLANE if name not in said]
    if d.answer["pixelSpacingOrigin"] == "default":
        expected.append("pixelSpacing")
    return d.reference is ABSENT and d.found == expected


def coordinate_system(d):
    """A new field: of the slide where that alone has a place, else of the patient. The corpus has no ultrasound volume."""
    slide = any(d.of.place_on_slide(d.frame)) and not d.of.numbers("00200032", d.frame, 3)
    return d.reference is ABSENT and d.found == ("slide" if slide else "patient")


def plane_on_slide(d):
    """The reference has a default or, as it does not read the file, nothing; Quoin's is the place of the tile on the slide."""
    orientation, position = d.of.place_on_slide(d.frame)
    place = {"imageOrientationPatient": orientation, "rowCosines": orientation[:3], "columnCosines": orientation[3:],
             "imagePositionPatient": position}[d.field]
    return d.answer["coordinateSystem"] == "slide" and all(abs(a - b) < 1e-9 for a, b in zip(place, d.found, strict=True))


SPACINGS = {"PixelSpacing": "00280030", "ImagerPixelSpacing": "00181164", "NominalScannedPixelSpacing": "00182010",
            "ImagePlanePixelSpacing": "30020011"}


def spacing_origin(d):
    """A new field: the attribute of which the spacing is or, magnified, is made; or that none says one."""
    if d.reference is not ABSENT:
        return False
    if d.found == "default":
        lengths = [d.of.numbers(tag, d.frame, 2) for tag in SPACINGS.values()]
        return d.answer["pixelSpacing"] == [1, 1] and not any(pair and min(pair) > 0 for pair in lengths)
    if d.found == "SequenceOfUltrasoundRegions":
        return d.answer["pixelSpacing"] in region_spacings(d.of)
    stated = d.of.numbers(SPACINGS[d.found], d.frame, 2)
    return d.answer["pixelSpacing"] in (stated, [length / magnification(d.of, d.frame) for length in stated])


def magnification(of, frame):
    """How much larger a shadow is (PS3.3 10.7.1.3): as stated, or by the distances of the source."""
    stated, detector, patient, entrance = (of.numbers(tag, frame, 1) for tag in ("00181114", "00181110", "00181111", "00400306"))
    if stated and stated[0] >= 1:
        return stated[0]
    near = patient or entrance
    return detector[0] / near[0] if detector and near and 0 < near[0] < detector[0] else 1


def spacing_type(d):
    """A new field: where the spacing of a projection, a scanned film, an RT image or ultrasound is measured."""
    if d.answer["pixelSpacingOrigin"] == "SequenceOfUltrasoundRegions":
        return d.reference is ABSENT and d.found == "Region"
    named = {"NominalScannedPixelSpacing": "Scanned", "ImagePlanePixelSpacing": "RTImage"}.get(d.answer["pixelSpacingOrigin"])
    if named:
        return d.reference is ABSENT and d.found == named
    pixel, imager = (d.of.numbers(SPACINGS[name], d.frame, 2) for name in ("PixelSpacing", "ImagerPixelSpacing"))
    calibration = d.of.text("00280A02") if pixel else None
    if calibration in ("GEOMETRY", "FIDUCIAL"):
        expected = {"GEOMETRY": "ERMF", "FIDUCIAL": "Calibrated"}[calibration]
    elif not imager:
        expected = "Unknown"
    else:
        corrected = pixel and pixel != imager and pixel[0] <= imager[0] and pixel[1] <= imager[1]
        expected = "ERMF" if magnification(d.of, d.frame) > 1 or corrected else "Proj"
    return d.reference is ABSENT and d.of.sop_class_tail() in PROJECTIONS and d.found == expected


def nm_geometry(d):
    """A new field: what the third value of Image Type says, and the place of the frame's slice (PS3.3 C.8.4.8, C.8.4.15)."""
    sub_type = d.of.root("00080008")["Value"][2]
    reconstructed = sub_type in ("RECON TOMO", "RECON GATED TOMO")
    if d.field == "imageSubType":
        return d.reference is ABSENT and d.found == sub_type
    if d.field == "isNMReconstructable":
        return d.reference is ABSENT and d.found is reconstructed
    vector = lambda tag, otherwise: dict(enumerate(d.of.root(tag).get("Value", []), 1)).get(d.frame, otherwise)
    detector = d.of.root("00540022")["Value"][vector("00540020", 1) - 1]
    orientation, position = (d.of.numbers(tag, d.frame, count) or list(map(float, detector[tag]["Value"]))
                             for tag, count in PLANE.values())
    if d.field == "imageOrientationPatient":
        return d.reference is ABSENT and d.found == orientation
    if reconstructed:
        row, column = orientation[:3], orientation[3:]
        behind = float(d.of.text("00180088") or 0) * (vector("00540080", d.frame) - 1)
        normal = [row[(i + 1) % 3] * column[(i + 2) % 3] - row[(i + 2) % 3] * column[(i + 1) % 3] for i in range(3)]
        position = [at + along * behind for at, along in zip(position, normal)]
    return d.reference is ABSENT and all(abs(a - b) < 1e-9 for a, b in zip(position, d.found, strict=True))


def assumed_plane(d):
    """The reference does not read the file; Quoin's value is a default, and said to be."""
    default = {"imageOrientationPatient": [1, 0, 0, 0, 1, 0], "rowCosines": [1, 0, 0], "columnCosines": [0, 1, 0],
               "imagePositionPatient": [0, 0, 0], "pixelSpacing": [1, 1], "rowPixelSpacing": 1, "columnPixelSpacing": 1}
    part = {"rowCosines": "imageOrientationPatient", "columnCosines": "imageOrientationPatient",
            "rowPixelSpacing": "pixelSpacing", "columnPixelSpacing": "pixelSpacing"}.get(d.field, d.field)
    return d.reference is ABSENT and d.found == default[d.field] and part in d.answer["defaulted"]


def detected(d):
    """The file states no transfer syntax; Quoin says which one its first element is in, and that it is no more than that."""
    return d.of.meta_syntax is None and d.found == d.of.looks_like() == d.answer["detectedTransferSyntaxUID"]


def stated_syntax(d):
    """The reference does not read the file; Quoin has the transfer syntax of its file meta."""
    return d.reference is ABSENT and d.found == d.of.meta_syntax


def frame_as_stored(d):
    """The reference has no frame data; Quoin's are the bytes that pydicom read, of the frame, under their transfer syntax."""
    syntax = LITTLE_ENDIAN if d.of.meta_syntax in (BIG_ENDIAN, DEFLATED) else d.of.meta_syntax
    expected = {"frameNumber": d.frame, "frameOfInterest": d.frame - 1, "transferSyntaxUid": syntax}
    if d.reference is not ABSENT:
        return False
    if d.field == "pixelData":
        return list(map(stored_bytes, d.found)) == d.of.frame_bytes(d.frame)
    return d.found == expected[d.field]


def element_of_file(d):
    """The reference, and pydicom, do not get to the element; Quoin has the text that the file has behind its tag."""
    group, number = int(d.tag[:4], 16).to_bytes(2, "little"), int(d.tag[4:], 16).to_bytes(2, "little")
    with open(d.of.file, "rb") as file:
        whole = file.read()
    at = whole.index(group + number)
    text = whole[at + 8:at + 8 + int.from_bytes(whole[at + 6:at + 8], "little")].decode().strip()
    values = text.split("\\") if whole[at + 4:at + 6] != b"DS" else list(map(float, text.split("\\")))
    return d.reference is ABSENT and is_value(d.found, [values])


def frames_of_object(d):
    """The frames of the object that the imageId is of, whether it names a frame or not: as many as Number of Frames says, and
    where that is missing no more than there are items for them."""
    base = re.sub(r"/frames/\d+$|\?frame=\d+$", "", d.image_id)
    stated, items = d.of.text("00280008"), len(d.of.root("52009230").get("Value") or [])
    count = int(stated) if stated else len(d.found)
    one = "/frames/" if d.section == "dicomJson" else "?frame="
    expected = [base + one + str(number) for number in range(1, count + 1)]
    if count == 1 and not d.of.text("00280004"):
        expected = [base]
    return d.found == expected and (stated is not None or count <= max(items, 1))


def image_url(d):
    """A new module: the image's own URL, to be rendered; no corpus object here is a video."""
    url = d.image_id.removeprefix("wadors:")
    place = url.replace("/frames/", "/{}/") if "/frames/" in url else url + "/{}"
    expected = {"isVideo": False, "rendered": place.format("rendered"), "thumbnail": place.format("thumbnail")}
    return d.reference is ABSENT and d.image_id.startswith("wadors:") and d.found == expected[d.field]


def padding(d):
    """The reference keeps padding or drops what is none; the text is the same."""
    return isinstance(d.reference, str) and isinstance(d.found, str) and d.reference.strip() == d.found.strip() and \
        d.found.strip("\0 ") == d.found


def signed(d):
    """The reference masks a negative number to 16 bits."""
    return isinstance(d.found, int) and d.found < 0 and d.reference == d.found & 0xFFFF


def boolean(d):
    """A boolean, true where the transfer syntax is of video; the reference answers a UID or nothing."""
    tail = d.answer["transferSyntaxUID"].removeprefix("1.2.840.10008.1.2.4.").split(".")[0]
    video = tail.isdigit() and 100 <= int(tail) <= 108
    return d.found is video and (d.reference is ABSENT or isinstance(d.reference, str))


def no_image(d):
    """The object stores no image, so it has no such module."""
    return d.found is ABSENT and not d.of.stores_image()


def not_pet(d):
    """No PET image, so it has no such module."""
    return d.found is ABSENT and not d.of.is_pet()


RENAMED = {"ReferencePhysicalPixelValueX": "ReferencePixelPhysicalValueX",
           "ReferencePhysicalPixelValueY": "ReferencePixelPhysicalValueY"}


def regions(d):
    """The same regions, as a list, with lower-case names; the reference misses two by its own renaming."""
    listed = d.reference if isinstance(d.reference, list) else [d.reference]
    if not isinstance(d.found, list) or len(listed) != len(d.found):
        return False
    upper = [{key[0].upper() + key[1:]: value for key, value in item.items()} for item in d.found]
    return all(set(mine.items()) <= set((RENAMED.get(k, k), v) for k, v in theirs.items() if not isinstance(v, (list, dict)))
               for mine, theirs in zip(upper, listed))


def named_regions(d):
    """The same regions without what is no field of a region, and with the keywords of the standard."""
    lower = {k[0].lower() + k[1:]: v[0].lower() + v[1:] for k, v in RENAMED.items()}
    listed = d.reference if isinstance(d.reference, list) else [d.reference]
    regions = [{lower.get(k, k): v for k, v in one.items()} for one in listed]
    return len(regions) == len(d.found) and \
        all(mine == {k: v for k, v in theirs.items() if k in mine} and len(mine) >= 5 for theirs, mine in zip(regions, d.found))


def ecg_region(d):
    """A region of time and mV by the channels' sensitivity; the reference takes 0.001 mV for every waveform, of one group."""
    for group, region in zip(d.of.root("54000100")["Value"], d.found):
        channel = group["003A0200"]["Value"][0]
        unit = {"uV": 0.001, "mV": 1}[channel["003A0211"]["Value"][0]["00080100"]["Value"][0]]
        step = channel["003A0210"]["Value"][0] * channel.get("003A0212", {}).get("Value", [1])[0] * unit
        if abs(region["physicalDeltaY"] - step) > 1e-12 or region["regionLocationMaxX1"] != group["003A0010"]["Value"][0] or \
                abs(region["physicalDeltaX"] * group["003A001A"]["Value"][0] - 1) > 1e-12:
            return False
    return len(d.found) == len(d.of.root("54000100")["Value"])


def seconds(date, time):
    """Since the epoch, of a DA and a TM."""
    day = datetime.datetime.strptime(date + time[:6].ljust(6, "0"), "%Y%m%d%H%M%S")
    return (day - datetime.datetime(1970, 1, 1)).total_seconds() + float("0" + time[6:] if time[6:] else 0)


def uptake(d):
    """SUV factors by the QIBA formulas from what pydicom reads; the reference has none, or others (GML, ADMIN), or rounds."""
    item = d.of.root("00540016")["Value"][0]
    of_item = lambda tag: item.get(tag, {}).get("Value", [None])[0]
    weight, size, sex = d.of.text("00101030"), d.of.text("00101020"), d.of.text("00100040")
    factor, decay = 1, 0
    if d.of.text("00541001") == "BQML":
        if d.of.text("00541102") == "START":
            start = of_item("00181078")
            scan = seconds(d.of.text("00080021"), d.of.text("00080031"))
            decay = scan - (seconds(start[:8], start[8:]) if start else seconds(d.of.text("00080021"), of_item("00181072")))
        factor = weight * 1000 / (of_item("00181074") * 2 ** (-decay / of_item("00181075")))
    if d.field == "decayTime":
        expected = decay
    elif d.field == "suvbw":
        expected = factor
    elif d.field == "suvbsa":
        expected = factor * 71.84 * weight ** 0.425 * (100 * size) ** 0.725 / (1000 * weight)
    elif d.field == "suvlbm":
        linear, square = {"M": (1.10, 120), "F": (1.07, 148)}[sex]
        expected = factor * (linear * weight - square * (weight / (100 * size)) ** 2) / weight
    else:
        constant, slope = {"M": (6680, 216), "F": (8780, 244)}[sex]
        expected = factor * 9270 / (constant + slope * weight / size ** 2)
    return abs(d.found - expected) <= 1e-9 * max(abs(expected), 1e-3)


def scaling_said(d):
    """What a scale rests on, or why it is none: inputs are the attributes as pydicom reads them."""
    item = (d.of.root("00540016").get("Value") or [{}])[0]
    value_of = lambda tag: (item.get(tag) or d.of.root(tag)).get("Value", [None])[0]
    if d.field == "inputs":
        return len(d.found) > 0 and all(one.get("value", one.get("text")) == value_of(one["tag"][1:5] + one["tag"][6:10])
                                        for one in d.found if one["tag"].startswith("("))
    if d.field == "attenuationCorrected":
        return d.found is ("ATTN" in d.of.root("00280051").get("Value", []))
    if d.field == "assumed":  # only the time of the injection is stated
        return len(d.found) == 1 and "no date is stated" in d.found[0] and not item.get("00181078", {}).get("Value")
    if d.field == "scanTimeOf":
        return d.found == "SeriesTime" and d.of.text("00541102") == "START"
    if d.field in ("missing", "unavailable"):
        if d.field == "unavailable" and len(d.answer) != 1:
            return False
        tags = [TAG.search(reason) for reason in d.found]
        return len(tags) > 0 and all(tag and (value_of(tag[1] + tag[2]) is None or tag[0] == "(0010,0040)") for tag in tags)
    return False


GROUP = {"numberOfWaveformChannels": "003A0005", "numberOfWaveformSamples": "003A0010", "samplingFrequency": "003A001A",
         "waveformBitsAllocated": "54001004", "waveformSampleInterpretation": "54001006", "multiplexGroupLabel": "003A0020"}


def waveform_group(d):
    """What pydicom reads of the groups and channels; the reference has no more than the first group, or none."""
    groups = d.of.root("54000100")["Value"]
    if d.field in GROUP:
        return d.found == groups[0][GROUP[d.field]]["Value"][0]
    of_channel = lambda channel: channel["003A0208"]["Value"][0]["00080104"]["Value"][0]
    if d.field == "channelDefinitionSequence":
        return [one["channelSourceSequence"]["codeMeaning"] for one in d.found] == \
            [of_channel(channel) for channel in groups[0]["003A0200"]["Value"]]
    for mine, theirs in zip(d.found, groups):
        channels = theirs["003A0200"]["Value"]
        if any(mine.get(name) != theirs.get(tag, {}).get("Value", [None])[0] for name, tag in GROUP.items()) or \
                len(mine["channels"]) != len(channels):
            return False
        for one, channel in zip(mine["channels"], channels):
            if one["source"] != of_channel(channel) or one["sensitivity"] != channel["003A0210"]["Value"][0] or \
                    len(one.get("samples", [0] * mine["numberOfWaveformSamples"])) != mine["numberOfWaveformSamples"]:
                return False
    return len(d.found) == len(groups)


def waveform_samples(d):
    """The samples are those that the reference's function gives, in the first group; where it fails it gives none."""
    if d.field == "waveformData":
        return d.found is ABSENT
    channels = d.answer["multiplexGroups"][0]["channels"]
    return "error" in d.reference or (len(channels) == len(d.reference["samples"]) and all(
        equal(theirs, mine["samples"]) for theirs, mine in zip(d.reference["samples"], channels)))


def no_waveform(d):
    """No waveform, so it has no such module; the reference answers what identifies the object."""
    return d.found is ABSENT and "54000100" not in d.of.attributes


def stored_by_reading(d):
    """No calibration: nobody gave one. The reference stores the spacing of the plane as one when it is read."""
    return d.found is ABSENT and set(d.reference) <= {"rowPixelSpacing", "columnPixelSpacing", "type", "scale", "aspect"}


def raw_regions(d):
    """The same items as a list; the reference has names of its own for group lengths, private and retired attributes."""
    listed = d.reference if isinstance(d.reference, list) else [d.reference]
    own = lambda name: name.startswith("RETIRED_") or name[0].isdigit() or name in RENAMED
    for theirs, mine in zip(listed, d.found):
        if {k: v for k, v in theirs.items() if not own(k)} != {k: v for k, v in mine.items() if k in theirs}:
            return False
    return len(listed) == len(d.found)


RADIOPHARMACEUTICAL = {
    "radiopharmaceutical": "00180031", "radiopharmaceuticalStartTime": "00181072", "radiopharmaceuticalStopTime": "00181073",
    "radiopharmaceuticalStartDateTime": "00181078", "radiopharmaceuticalStopDateTime": "00181079",
    "radionuclideTotalDose": "00181074", "radionuclideHalfLife": "00181075", "radionuclidePositronFraction": "00181076"}


def radiopharmaceutical(d):
    """Each member is the attribute of the first item as pydicom reads it, and what the reference has is the same."""
    item = d.of.root("00540016")["Value"][0]
    known = {} if d.reference is ABSENT else d.reference
    return all(is_value(value, [item[RADIOPHARMACEUTICAL[name]]["Value"]]) for name, value in d.found.items()) and \
        all(d.found.get(name) == value for name, value in known.items() if value not in EMPTY)


def overlays(d):
    """The reference has no answer; each overlay has its group's size and as many pixels, of which some are set or not."""
    for one in d.found:
        rows, columns = (d.of.root(one["group"] + element)["Value"][0] for element in ("0010", "0011"))
        pixels = stored_bytes(one.get("pixelData"))
        packed_bits = d.of.root(one["group"] + "3000")
        if pixels is None:
            # DICOM JSON without the bytes: of the overlay, or of the pixels that it is in.
            if "BulkDataURI" not in (d.of.root(one["group"] + "3000") or d.of.root("7FE00010")):
                return False
            continue
        if (one["rows"], one["columns"]) != (rows, columns) or len(pixels) != rows * columns or set(pixels) - {0, 1}:
            return False
        bits = bytes(sum(bit << i for i, bit in enumerate(pixels[at:at + 8])) for at in range(0, len(pixels), 8))
        if packed_bits and not holds(packed_bits, bits) and not holds(packed_bits, bits + b"\0"):
            return False
    return d.reference is ABSENT


def plane_of_groups(d):
    """The reference answers a default or another place; Quoin's is the attribute of the functional groups."""
    attributes = {"rowCosines": slice(0, 3), "columnCosines": slice(3, 6)}
    values = [list(map(float, v[attributes.get(d.field, slice(None))])) for v in d.of.values_of(d.tag, d.frame) if v]
    single = {"rowPixelSpacing": 0, "columnPixelSpacing": 1}
    if d.field in single:
        values = [v[single[d.field]] for v in values]
    return d.found in values


def default_said(d):
    """The reference says that an assumed geometry is none, or the reverse; Quoin's `defaulted` agrees with its flag."""
    expected = {"usingDefaultValues": bool(d.answer["defaulted"])}.get(
        d.field, "imageOrientationPatient" in d.answer["defaulted"])
    return d.found is expected and d.reference is not d.found


def spacing(d):
    """Quoin's spacing is of the attribute it names, without magnification, or of regions in cm; the reference answers another."""
    origin = d.answer["pixelSpacingOrigin"]
    if origin == "SequenceOfUltrasoundRegions":
        values = region_spacings(d.of)
    elif origin in SPACINGS:
        values = [list(map(float, v)) for v in d.of.values_of(SPACINGS[origin], d.frame) if v]
        values += [[length / magnification(d.of, d.frame) for length in v] for v in values if origin == "ImagerPixelSpacing"]
    else:
        return False
    index = {"rowPixelSpacing": 0, "columnPixelSpacing": 1}.get(d.field)
    return d.found in (values if index is None else [v[index] for v in values])


def region_spacings(of):
    """Row and column spacing in mm of ultrasound regions in cm (PS3.3 C.8.5.5)."""
    return [[abs(item["0018602E"]["Value"][0]) * 10, abs(item["0018602C"]["Value"][0]) * 10]
            for item in of.root("00186011")["Value"]]


def rounded(d):
    """The reference rounds to 32 bits."""
    return len(d.reference) == len(d.found) and \
        all(a == struct.unpack("f", struct.pack("f", b))[0] for a, b in zip(d.reference, d.found))


def listed(d):
    """The same bytes, in a list as always."""
    return isinstance(d.reference, dict) and len(d.found) == 1 and equal(d.reference, d.found[0])


def cut_exactly(d):
    """The reference's frame has padding behind it."""
    mine = stored_bytes(d.found[0])
    return len(d.found) == 1 and isinstance(d.reference, list) and \
        any(equal(d.reference, [inline(mine + pad)]) for pad in (b"\0", b" "))


def other_byte_order(d):
    """The reference answers the bytes as a big endian file has them, 16 or 32 bits each."""
    if d.field == "transferSyntaxUid":
        return d.reference == "1.2.840.10008.1.2.2" and d.found == "1.2.840.10008.1.2.1"
    mine = stored_bytes(d.found[0])
    for width in (2, 4):
        swapped = b"".join(mine[at:at + width][::-1] for at in range(0, len(mine), width))
        if equal(d.reference, [inline(swapped)]):
            return True
    return False


def inline(content):
    return {"InlineBinary": base64.b64encode(content).decode()}


def nothing_but_a_flag(d):
    """The reference says of a transfer syntax that it does not know that it is no video."""
    return d.found is ABSENT and d.reference == {"isVideo": False}


def one_bit_frame(d):
    """The reference cuts frames of 1-bit pixels with the most significant bit first (PS3.5 8.1.1: the least)."""
    stored = base64.b64decode(d.of.root("7FE00010")["InlineBinary"])
    count = d.of.root("00280010")["Value"][0] * d.of.root("00280011")["Value"][0]
    first = (d.frame - 1) * count
    bits = [stored[i // 8] >> (i % 8) & 1 for i in range(first, first + count)]
    mine = stored_bytes(d.found[0])
    return d.of.root("00280100")["Value"] == [1] and len(mine) == (count + 7) // 8 and \
        all(mine[i // 8] >> (i % 8) & 1 == bit for i, bit in enumerate(bits))


def number_of_text(d):
    """The reference hands a number on as the text it came as."""
    return isinstance(d.reference, str) and isinstance(d.found, int) and int(d.reference) == d.found


def first_value(d):
    """Several values where the standard has one: Quoin takes the first, and notes it."""
    return isinstance(d.reference, list) and len(d.reference) > 1 and d.reference[0] == d.found


def first_of_all(d):
    """The reference answers the pixel data of all frames as the first one; Quoin cuts Rows by Columns."""
    size = d.of.root("00280010")["Value"][0] * d.of.root("00280011")["Value"][0] * d.of.root("00280100")["Value"][0] // 8
    return len(stored_bytes(d.found[0])) == size and d.reference[0]["byteLength"] > size and \
        d.reference[0]["byteLength"] % size == 0


def code_stream(d):
    """The reference takes fragment N for frame N; Quoin's fragments are a whole JPEG image."""
    content = b"".join(map(stored_bytes, d.found))
    return len(d.found) > 1 and content.startswith(b"\xff\xd8") and content.rstrip(b"\0").endswith(b"\xff\xd9")


def undeclared_text(d):
    """Bytes above 127 without a character set: the reference takes them for Latin-1, Quoin marks them."""
    return len(d.reference) == len(d.found) and "00080005" not in d.of.attributes and \
        all(a == b or (b == "\ufffd" and ord(a) > 127) for a, b in zip(d.reference, d.found))


MERGED = {
    "StudyData": ["generalStudyModule", "patientStudyModule", "patientModule"],
    "SeriesData": ["generalSeriesModule"],
    "ImageData": ["generalImageModule", "imagePlaneModule", "cineModule", "voiLutModule", "modalityLutModule", "sopCommonModule"]}
MERGED["NewInstanceData"] = MERGED["RtssInstanceData"] = MERGED["StudyData"]
MERGED["PredecessorSequence"] = MERGED["SeriesData"]


def of_module(d):
    """The same as in the module that it is merged of, which is compared by itself; left out where that only assumes it, or
    where it is no attribute."""
    member = d.field[0].lower() + d.field[1:]
    member = {"sOP": "sop" + member[3:], "vOI": "voi" + member[3:]}.get(member[:3], member)
    if member.endswith("ID") and not member.endswith("UID"):
        member = member[:-1] + "d"
    modules = [d.others.get(name, {}) for name in MERGED[d.module]]
    if d.field in IN_THE_PATIENT and lies_elsewhere(d):
        return False
    if d.found is ABSENT:
        return member in ("rowCosines", "columnCosines", "rowPixelSpacing", "columnPixelSpacing") or \
            all(member not in module or member in module.get("defaulted", []) for module in modules)
    return any(member in module and (module[member] == d.found or [module[member]] == d.found) for module in modules)


IN_THE_PATIENT = {"ImagePositionPatient": "00200032", "ImageOrientationPatient": "00200037"}


def lies_elsewhere(d):
    return d.others.get("imagePlaneModule", {}).get("coordinateSystem", "patient") != "patient"


def not_in_the_patient(d):
    """A place on a slide or in an ultrasound volume: the object states none in the patient, so none is to be written."""
    return d.found is ABSENT and lies_elsewhere(d) and not d.of.values_of(IN_THE_PATIENT[d.field], d.frame)


def of_instance(d):
    """What every instance of the study must have: as the instance has it, null where it is empty or missing."""
    known = d.others["instance"].get(d.field)
    return d.found is not ABSENT and known == d.found and (known is not None or d.reference in EMPTY or d.reference is ABSENT)


def meta(d):
    """The version is 00H 01H (PS3.10 table 7.1-1); implementation and class are Quoin's own."""
    value = d.found["Value"][0]
    return {"FileMetaInformationVersion": value == {"InlineBinary": "AAE="}, "TransferSyntaxUID": value == "1.2.840.10008.1.2",
            "ImplementationClassUID": value.startswith("2.25.") if isinstance(value, str) else False,
            "ImplementationVersionName": str(value).startswith("QUOIN_"),
            "MediaStorageSOPClassUID": str(value).startswith("1.2.840.10008.5.1.4.1.1.")}[d.field]


def in_a_list(d):
    """An attribute of several values is always an array; a sequence too, and those inside it."""
    if isinstance(d.found, list) and len(d.found) == 1 and not isinstance(d.reference, list):
        return unlisted(d.found[0]) == d.reference
    return False


def unlisted(value):
    """A value with every list of one in it taken for its item."""
    if isinstance(value, list) and len(value) == 1:
        return unlisted(value[0])
    return {key: unlisted(item) for key, item in value.items()} if isinstance(value, dict) else value


def said_empty(d):
    """An empty text is null, as in naturalized."""
    return d.found is None and (d.reference == "" or blank(d.reference))


def fresh(d):
    """A new UID, the date and the time: another one each time."""
    digits = str(d.found).replace(".", "")
    words = {"$uid": str(d.found).startswith("2.25."), "$date": len(digits) == 8, "$time": len(digits) >= 6}
    return digits.isdigit() and words.get(d.reference, d.reference is ABSENT)


def equipment(d):
    """Whoever makes the instance says who that is."""
    return d.found in ("Quoin", "unknown", ["0.1.0"])


def no_study(d):
    """No new instance can be in a study, and no reference to a series, that is not there."""
    tag = "0020000D" if "InstanceData" in d.module else "0020000E"
    return d.found is ABSENT and not any(any(v) for v in d.of.values_of(tag, d.frame))


def unnamed(d):
    """What has no SOP class or no instance UID cannot be referred to."""
    return d.found is ABSENT and not all(d.others.get("instance", {}).get(name) for name in ("SOPClassUID", "SOPInstanceUID"))


def of_read_object(d):
    """The reference did not read the object's UIDs; Quoin's are those of the instance, the number the next one."""
    named = {"ReferencedSOPClassUID": "SOPClassUID", "ReferencedSOPInstanceUID": "SOPInstanceUID"}
    instance = d.others["instance"]

    def agrees(value):
        if isinstance(value, list):
            return all(map(agrees, value))
        return all(agrees(item) if isinstance(item, list) else item == instance[named.get(name, name)]
                   for name, item in value.items())
    if d.field == "InstanceNumber":
        return d.reference is ABSENT and d.found == (instance.get(d.field) or 0) + 1
    return d.reference in (ABSENT, [{}]) and (agrees(d.found) if isinstance(d.found, list) else agrees({d.field: d.found}))


def class_of_private_group(d):
    """The reference takes the SOP class that a private functional group states; Quoin's is the object's, all else agrees."""
    stated = d.of.text("00080016")
    text = json.dumps(d.reference)
    for item in d.of.group_items(d.frame, private=True):
        for uid in item.get("00080016", {}).get("Value", []):
            text = text.replace(json.dumps(uid), json.dumps(stated))
    return text != json.dumps(d.reference) and unlisted(json.loads(text)) == unlisted(d.found)


def counted_frame(d):
    """The object does not count its frames; the imageId names one."""
    return d.reference is ABSENT and d.found == [d.frame] and not d.of.root("00280008").get("Value")


def no_frame(d):
    """A reference without a frame is to all of them: the imageId names none."""
    return d.found is ABSENT and d.frame == 1 and "frame=" not in d.image_id and "/frames/" not in d.image_id


def structure_set(d):
    """A label there must be (PS3.3 C.8.8.5); a frame of reference and the images in it where the image has one."""
    plane = d.others.get("imagePlaneModule", {}).get("frameOfReferenceUID") or d.others["instance"].get("FrameOfReferenceUID")
    if d.field == "StructureSetLabel":
        return bool(d.found)
    if d.field == "PositionReferenceIndicator":
        return d.found is None if plane else d.found is ABSENT
    return (d.found if d.field == "FrameOfReferenceUID" else d.found[0]["FrameOfReferenceUID"]) == plane


RULES = {name: rule for name, rule in list(globals().items())
         if callable(rule) and getattr(rule, "__module__", None) == __name__ and rule.__code__.co_varnames[:1] == ("d",)}
