#!/usr/bin/env python3
"""Writes src/dictionary_table.hpp, the data elements of PS3.6 chapters 6 to 8 and PS3.7 annex E.

    plugins/dicom/generate/dictionary.py PYDICOM [DCMTK] [DCMJS] > plugins/dicom/src/dictionary_table.hpp

PYDICOM  _dicom_dict.py of the package pydicom (Debian: /usr/lib/python3/dist-packages/pydicom/_dicom_dict.py)
DCMTK    dicom.dic of dcmtk (Debian: /usr/share/libdcmtk17/dicom.dic)
DCMJS    generate/dictionary.mjs of the npm package dcmjs

The first is the base; the others add elements of later editions, which it does not have yet. They carry no names,
so those are made from the keywords. Taken over are facts of the standard alone: tag, VR, VM, keyword, name,
retired or not. A fact on which two sources disagree is named on stderr, and the first source holds.
"""
import re
import runpy
import sys

VRS = {"US or SS": "US_or_SS", "OB or OW": "OB_or_OW", "US or OW": "US_or_OW",
       "US or SS or OW": "US_or_SS_or_OW", "NONE": "none",
       # dcmtk's and dcmjs' own letters
       "xs": "US_or_SS", "ox": "OB_or_OW", "lt": "US_or_OW", "xw": "US_or_SS_or_OW", "px": "OB_or_OW",
       "up": "UL", "na": "none"}


class Element:
    def __init__(self, tag, mask, vr, vm, name, retired, keyword):
        self.tag, self.mask, self.vr, self.vm = tag, mask, VRS.get(vr, vr), vm
        self.name, self.retired, self.keyword = name, retired, keyword


def repeating(pattern):
    """'50xx0010': the tag with zeros for x, and the mask of what must agree. A repeating group is even."""
    tag = int(pattern.replace("x", "0"), 16)
    mask = int("".join("0" if c == "x" else "F" for c in pattern), 16)
    return tag, mask | (0x00010000 if "x" in pattern[:4] else 0)


def from_pydicom(path):
    module = runpy.run_path(path)
    for tag, (vr, vm, name, retired, keyword) in module["DicomDictionary"].items():
        if keyword:  # a few retired elements are blank in the standard
            yield Element(tag, 0xFFFFFFFF, vr, vm, name, bool(retired), keyword)
    for pattern, (vr, vm, name, retired, keyword) in module["RepeatersDictionary"].items():
        yield Element(*repeating(pattern), vr, vm, name, bool(retired), keyword)


def name_of(keyword):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", keyword)


def from_dcmtk(path):
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        tag = re.fullmatch(r"\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)", fields[0])
        if tag and fields[4] == "DICOM":
            yield Element(int(tag[1] + tag[2], 16), 0xFFFFFFFF, fields[1], fields[3], name_of(fields[2]), False,
                          fields[2])


def from_dcmjs(path):
    row = re.compile(r'tag: "\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)",\s*vr: "(\w+)",\s*name: "(\w+)",'
                     r'\s*vm: "([^"]+)",\s*version: "DICOM"')
    for group, element, vr, keyword, vm in row.findall(open(path, encoding="utf-8").read()):
        yield Element(int(group + element, 16), 0xFFFFFFFF, vr, vm, name_of(keyword), False, keyword)


def merged(base, additions):
    by_tag = {(e.tag, e.mask): e for e in base}
    keywords = {e.keyword for e in by_tag.values()}
    for e in additions:
        known = by_tag.get((e.tag, e.mask))
        if known is None and e.keyword not in keywords:
            by_tag[(e.tag, e.mask)] = e
            keywords.add(e.keyword)
        elif known is None or (known.vr, known.vm, known.keyword) != (e.vr, e.vm, e.keyword):
            print(f"{e.tag:08X}: kept {known.vr, known.vm, known.keyword if known else None}, "
                  f"not {e.vr, e.vm, e.keyword}" if known else f"{e.tag:08X}: {e.keyword} is taken", file=sys.stderr)
    # Exact tags first, sorted; then the repeating ones.
    return sorted(by_tag.values(), key=lambda e: (e.mask != 0xFFFFFFFF, e.tag))


def bounds(vm):
    """'2-2n' is 2 to any number: (2, 0)."""
    low, _, high = vm.partition("-")
    high = high or low
    return int(low), 0 if "n" in high else int(high)


def main(sources):
    readers = [from_pydicom, from_dcmtk if len(sources) < 2 or sources[1].endswith(".dic") else from_dcmjs, from_dcmjs]
    lists = [list(reader(path)) for reader, path in zip(readers, sources)]
    elements = merged(lists[0], [e for more in lists[1:] for e in more])
    assert len({e.keyword for e in elements}) == len(elements), "a keyword stands for two tags"

    blob, places, size = [], {}, 0

    def place(text):
        nonlocal size
        if text not in places:
            assert len(text) < 256 and text.isascii()
            places[text] = f"{{0x{len(text) << 24 | size:08X}}}"
            blob.append(text)
            size += len(text)
        return places[text]

    print("// Written by generate/dictionary.py: facts of PS3.6 and PS3.7. Not to be edited by hand.")
    print("// clang-format off")
    print("#pragma once\n")
    print('#include "dicom/dictionary.hpp"\n')
    print("namespace quoin::dicom {\n")
    exact = sum(e.mask == 0xFFFFFFFF for e in elements)
    print("/// Rows before this one stand for one tag each and are sorted; the others for a repeating group.")
    print(f"inline constexpr std::uint32_t exact_rows = {exact};\n")
    print(f"inline constexpr dictionary_entry rows[{len(elements)}] = {{")
    for index, e in enumerate(elements):
        low, high = bounds(e.vm)
        texts = ", ".join(place(t) for t in (e.keyword, e.name, e.vm))
        print(f"{{0x{e.tag:08X}, 0x{e.mask:08X}, {texts}, {index}, vr::{e.vr}, {low}, {high}, "
              f"{'true' if e.retired else 'false'}}},")
    print("};\n")
    print("}  // namespace quoin::dicom\n")
    print("// What the rows' texts point into.")
    print("#ifdef __clang__")
    print('#pragma clang diagnostic ignored "-Woverlength-strings"')
    print("#endif")
    print("constexpr char quoin::dicom::detail::dictionary_characters[] =")
    for text in blob:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        print(f'"{escaped}"')
    print(";")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(sys.argv[1:])
