"""What pydicom read of a file of the corpus (expected/NAME.dcmjson), as far as answers are checked against it."""
import os

from reference_answers import ABSENT, load

SHARED, PER_FRAME = "52009229", "52009230"
# Storage classes (PS3.4 table B.5-1) whose modules other images do not have; tails of 1.2.840.10008.5.1.4.1.1.
PET = {"128", "128.1", "130"}


class CorpusObject:
    def __init__(self, path):
        self.attributes = load(path) if os.path.exists(path) else {}
        meta = path.replace(".dcmjson", ".pydicom.json")
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

    def has_pixels(self):
        return any(tag in self.attributes for tag in ("7FE00010", "7FE00008", "7FE00009")) or \
            ("00280010" in self.attributes and "00280011" in self.attributes)

    def values_of(self, tag, frame):
        """Every value list the tag has in the data set itself and in the functional groups of the frame."""
        found = []
        if tag in self.attributes:
            found.append(self.attributes[tag].get("Value", []))
        groups = (self.root(SHARED).get("Value") or [])[:1]
        per_frame = self.root(PER_FRAME).get("Value") or []
        groups += per_frame[frame - 1:frame]
        for group in groups:
            for sequence in group.values():
                for item in (sequence.get("Value") or [])[:1]:
                    if isinstance(item, dict) and tag in item and "vr" in item[tag]:
                        found.append(item[tag].get("Value", []))
        return found


def transfer_syntax_of(pydicom):
    """Of the file meta group, wherever the description keeps it; None where there is none."""
    if isinstance(pydicom, dict):
        if "00020010" in pydicom:
            return (pydicom["00020010"].get("Value") or [None])[0]
        found = [transfer_syntax_of(value) for value in pydicom.values()]
        return next((uid for uid in found if uid is not None), None)
    return None


def is_value(found, values):
    """Whether an answer is one of these value lists: the value itself where it is no list."""
    return any(found == values_of_list or (len(values_of_list) > 0 and found == values_of_list[0])
               for values_of_list in values)
