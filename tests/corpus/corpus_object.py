"""What pydicom read of a file of the corpus (expected/NAME.dcmjson), as far as answers are checked against it."""
import array
import base64
import hashlib
import os
import re

from reference_answers import load

SHARED, PER_FRAME = "52009229", "52009230"
# Storage classes (PS3.4 table B.5-1) whose modules other images do not have; tails of 1.2.840.10008.5.1.4.1.1.
PET = {"128", "128.1", "130"}
# Of projections, whose Imager Pixel Spacing is at the detector (PS3.3 10.7.1.3).
PROJECTIONS = {"1", "1.1", "1.1.1", "1.2", "1.2.1", "1.3", "1.3.1", "12.1", "12.1.1", "12.2", "12.2.1", "12.3", "13.1.4", "13.1.5"}
DIRECTORY = "1.2.840.10008.1.3.10"  # its icons are images of nothing
BIG_ENDIAN, DEFLATED = "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"
LITTLE_ENDIAN, IMPLICIT = "1.2.840.10008.1.2.1", "1.2.840.10008.1.2"


class CorpusObject:
    def __init__(self, path):
        self.attributes = load(path) if os.path.exists(path) else {}
        meta = path.replace(".dcmjson", ".pydicom.json")
        self.file = path.replace("expected/", "").replace(".dcmjson", ".dcm")
        self.meta_syntax = transfer_syntax_of(load(meta)) if os.path.exists(meta) else None

    def root(self, tag):
        element = self.attributes.get(tag)
        return element if element is not None else {}

    def text(self, tag):
        values = self.root(tag).get("Value") or [None]
        return values[0]

    def sop_class_tail(self):
        return (self.text("00080016") or "").removeprefix("1.2.840.10008.5.1.4.1.1.")

    def is_pet(self):
        return self.sop_class_tail() in PET

    def stores_image(self):
        """An image has pixels, or a size, or functional groups; a directory has pixels of icons."""
        return self.sop_class_tail() != DIRECTORY and (
            any(tag in self.attributes for tag in ("7FE00010", "7FE00008", "7FE00009", SHARED, PER_FRAME)) or
            ("00280010" in self.attributes and "00280011" in self.attributes))

    def numbers(self, tag, frame, count):
        """The value of that many numbers that the object or the groups of the frame say, the latter first; or None."""
        for values in reversed(self.values_of(tag, frame)):
            if len(values) == count and None not in values:
                return list(map(float, values))
        return None

    def place_on_slide(self, frame):
        """Orientation and position of a tile, in mm: as stated, or of TILED_FULL by its number (PS3.3 C.7.6.17.3)."""
        orientation = self.numbers("00480102", frame, 6)
        stated = [self.numbers(tag, frame, 1) for tag in ("0040072A", "0040073A", "0040074A")]
        if all(stated):
            return orientation, [stated[0][0], stated[1][0], stated[2][0] / 1000]
        origin = (self.root("00480008").get("Value") or [{}])[0]
        spacing = self.numbers("00280030", frame, 2)
        if self.text("00209311") != "TILED_FULL" or not origin or not orientation or not spacing:
            return orientation, None
        rows, columns, all_columns, all_rows = map(self.text, ("00280010", "00280011", "00480006", "00480007"))
        index = (self.text("00209228") or 0) + frame - 1
        across, down = -(-all_columns // columns), -(-all_rows // rows)
        if index >= across * down:
            raise ValueError("of a plane or a path that this does not count")
        column, row = index % across * columns * spacing[1], index // across * rows * spacing[0]
        start = [float(origin["0040072A"]["Value"][0]), float(origin["0040073A"]["Value"][0]), 0.0]
        return orientation, [start[i] + orientation[i] * column + orientation[i + 3] * row for i in range(3)]

    def looks_like(self):
        """The transfer syntax that the first element of the data set is in; of a file without file meta."""
        with open(self.file, "rb") as file:
            start = file.read(140)
        first = start[132:] if start[128:132] == b"DICM" else start
        if not (first[4:6].isalpha() and first[4:6].isupper()):
            return IMPLICIT
        return BIG_ENDIAN if first[0] == 0 else LITTLE_ENDIAN

    def bytes_of(self, element):
        """The content of an element: inline, or where the file has the bytes of which pydicom noted length and digest."""
        if "InlineBinary" in element:
            return base64.b64decode(element["InlineBinary"])
        stated = re.fullmatch(r"bulkdata/.*\?length=(\d+)&sha256=([0-9a-f]{16})", element["BulkDataURI"])
        length, digest = int(stated[1]), stated[2]
        tag = next(tag for tag, one in self.attributes.items() if one is element)
        group, number = int(tag[:4], 16).to_bytes(2, "little"), int(tag[4:], 16).to_bytes(2, "little")
        with open(self.file, "rb") as file:
            whole = file.read()
        for found in re.finditer(re.escape(group + number), whole):
            for head in (8, 12):
                content = whole[found.start() + head:found.start() + head + length]
                if hashlib.sha256(content).hexdigest()[:16] == digest:
                    return content
        raise ValueError("not in the file")

    def frame_bytes(self, frame):
        """The fragments of a frame: one where it is not compressed, all of the only frame where it is."""
        content = self.bytes_of(self.root("7FE00010"))
        frames = int(self.text("00280008") or 1)
        if content.startswith(b"\xfe\xff\x00\xe0"):
            items, at = [], 0
            while content[at:at + 4] == b"\xfe\xff\x00\xe0":
                length = int.from_bytes(content[at + 4:at + 8], "little")
                items.append(content[at + 8:at + 8 + length])
                at += 8 + length
            fragments = items[1:]
            if frames not in (1, len(fragments)):
                raise ValueError("nothing says which fragment is which frame")
            return fragments if frames == 1 else fragments[frame - 1:frame]
        count = self.text("00280010") * self.text("00280011") * self.text("00280002") * self.text("00280100")
        bits = int.from_bytes(content, "little") >> (frame - 1) * count & (1 << count) - 1
        return [bits.to_bytes((count + 7) // 8, "little")]

    def values_of(self, tag, frame):
        """Every value list the tag has in the data set itself and in the standard functional groups of the frame."""
        found = []
        if tag in self.attributes:
            found.append(self.attributes[tag].get("Value", []))
        for item in self.group_items(frame, private=False):
            if tag in item and "vr" in item[tag]:
                found.append(item[tag].get("Value", []))
        return found

    def group_items(self, frame, private):
        """The first item of each functional group of the frame, shared ones first; those of private groups, or the others."""
        groups = (self.root(SHARED).get("Value") or [])[:1]
        per_frame = self.root(PER_FRAME).get("Value") or []
        groups += per_frame[frame - 1:frame]
        for group in groups:
            for tag, sequence in group.items():
                if (int(tag[:4], 16) % 2 == 1) == private:
                    yield from (item for item in (sequence.get("Value") or [])[:1] if isinstance(item, dict))


def transfer_syntax_of(pydicom):
    """Of the file meta group, wherever the description keeps it; None where there is none."""
    if isinstance(pydicom, dict):
        if "00020010" in pydicom:
            return (pydicom["00020010"].get("Value") or [None])[0]
        found = [transfer_syntax_of(value) for value in pydicom.values()]
        return next((uid for uid in found if uid is not None), None)
    return None


def holds(element, content):
    """Whether an element of pydicom's has this content: inline, as numbers of 16 bits, or by its digest."""
    if "InlineBinary" in element:
        return base64.b64decode(element["InlineBinary"]) == content
    if "BulkDataURI" in element:
        return element["BulkDataURI"].endswith("&sha256=" + hashlib.sha256(content).hexdigest()[:16])
    return array.array("H", [number & 0xFFFF for number in element["Value"]]).tobytes() == content


def is_value(found, values):
    """Whether an answer is one of these value lists: the value itself where it is no list."""
    return any(found == values_of_list or (len(values_of_list) > 0 and found == values_of_list[0])
               for values_of_list in values)
