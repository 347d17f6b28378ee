"""Rules that deviations.yaml names: each says in which way an answer may differ, and checks that it does just so.

A rule is a function of a difference: `reference` and `found` are a field's values or ABSENT (or whole answers, where the
field is "(module)"), `of` is the object as pydicom read it, `tag` the attribute of the field, `frame` from 1, `answer` the
whole answer of Quoin.
"""
import base64
import struct

from corpus_object import is_value
from reference_answers import ABSENT, equal, packed, stored_bytes

EMPTY = ("", [], {}, None)


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
    return all(len(packed(found["lut"], "H") or stored_bytes(found["lut"])) // 2 == (item["00283002"]["Value"][0] or 65536)
               for found, item in zip(d.found, items))


def palette(d):
    """The reference has no table; Quoin's has the entries that its descriptor says."""
    entries = d.answer[d.field.replace("Data", "Descriptor")][0]
    return d.reference is ABSENT and len(packed(d.found, "H") or b"") == 2 * entries


def entries_65536(d):
    """0 is written for 65,536 entries, and answered as such."""
    return d.reference[0] == 0 and d.found[0] == 65536 and d.reference[1:] == d.found[1:]


def new_field(d):
    """A field that the reference does not have."""
    return d.reference is ABSENT


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
    return d.found is ABSENT and (not d.of.has_pixels() or d.of.sop_class_tail().startswith("1.2.840"))


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
        packed_bits = d.of.root(one["group"] + "3000").get("InlineBinary")
        if pixels is None:
            # DICOM JSON without the bytes: of the overlay, or of the pixels that it is in.
            if "BulkDataURI" not in (d.of.root(one["group"] + "3000") or d.of.root("7FE00010")):
                return False
            continue
        if (one["rows"], one["columns"]) != (rows, columns) or len(pixels) != rows * columns or set(pixels) - {0, 1}:
            return False
        if packed_bits is not None:
            bits = base64.b64decode(packed_bits)
            if any(pixels[i] != bits[i // 8] >> (i % 8) & 1 for i in range(len(pixels))):
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
    """Quoin's spacing is that of the attribute it names, or of regions in cm; the reference answers 1 or another."""
    origin = d.answer["pixelSpacingOrigin"]
    tags = {"PixelSpacing": "00280030", "ImagerPixelSpacing": "00181164", "NominalScannedPixelSpacing": "00182010",
            "ImagePlanePixelSpacing": "30020011"}
    if origin == "SequenceOfUltrasoundRegions":
        values = [[abs(item["0018602E"]["Value"][0]) * 10, abs(item["0018602C"]["Value"][0]) * 10]
                  for item in d.of.root("00186011")["Value"]]
    elif origin in tags:
        values = [list(map(float, v)) for v in d.of.values_of(tags[origin], d.frame) if v]
    else:
        return False
    index = {"rowPixelSpacing": 0, "columnPixelSpacing": 1}.get(d.field)
    return d.found in (values if index is None else [v[index] for v in values])


def rounded(d):
    """The reference rounds to 32 bits."""
    return len(d.reference) == len(d.found) and \
        all(a == struct.unpack("f", struct.pack("f", b))[0] for a, b in zip(d.reference, d.found))


def invented_position(d):
    """The reference invents the position (0, 0, frame); Quoin says that it is a default."""
    return d.reference[:2] == [0, 0] and d.found == [0, 0, 0] and "imagePositionPatient" in d.answer["defaulted"]


def joined(d):
    """The reference joins the fragments of a frame."""
    return len(d.found) > 1 and equal(d.reference, [inline(b"".join(map(stored_bytes, d.found)))])


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


def transfer_syntax_not_said(d):
    """The file has no Transfer Syntax UID, and no server offers one; the reference names the one it tried."""
    uid = d.reference.get("transferSyntaxUID", d.reference.get("transferSyntaxUid"))
    return d.found is ABSENT and "00083002" not in d.of.attributes and d.of.meta_syntax is None and \
        uid in ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1")


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


RULES = {name: rule for name, rule in list(globals().items())
         if callable(rule) and getattr(rule, "__module__", None) == __name__ and rule.__code__.co_varnames[:1] == ("d",)}
