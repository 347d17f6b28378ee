"""Answers of the reference as the corpus keeps them (expected/NAME.json), and how they compare with those of Quoin.

A value of the reference may stand for a large one: {"$bytes"}, {"$type","byteLength","sha256"}, {"$numbers"}, {"$string"}.
They are compared with what Quoin answers without being expanded.
"""
import array
import base64
import hashlib
import json
import urllib.parse

CODES = {"Uint8Array": "B", "ArrayBuffer": "B", "Int8Array": "b", "Uint16Array": "H", "Int16Array": "h",
         "Uint32Array": "I", "Int32Array": "i", "Float32Array": "f", "Float64Array": "d"}
ABSENT = object()


def resolved(section, image_id, type_name):
    """The answer, or ABSENT where the reference answered undefined."""
    answer = section["queries"].get(image_id, {}).get(type_name, ABSENT)
    while isinstance(answer, dict) and "$sameAs" in answer:
        answer = section["queries"][answer["$sameAs"]].get(type_name, ABSENT)
    return plain(answer)


def plain(value):
    """Without what says how JavaScript held it; properties that hide from enumeration are properties."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "$undefined" in value:
        return ABSENT
    out = {}
    for key, item in value.items():
        if key == "$arrayLike":
            continue
        if key == "$nonEnumerable":
            out.update(plain(item))
        elif (kept := plain(item)) is not ABSENT:
            out[key] = kept
    return out


def stored_bytes(found):
    """The bytes of a typed array as the command writes it, or None."""
    if not isinstance(found, dict):
        return None
    if "InlineBinary" in found:
        return base64.b64decode(found["InlineBinary"])
    if "BulkDataURI" in found:
        uri = urllib.parse.urlsplit(found["BulkDataURI"])
        place = dict(urllib.parse.parse_qsl(uri.query, keep_blank_values=True))
        if uri.scheme != "file" or "inflated" in place:
            return None
        with open(urllib.parse.unquote(uri.path), "rb") as file:
            file.seek(int(place["offset"]))
            return file.read(int(place["length"]))
    return None


def packed(found, code):
    """The bytes of a list of numbers, each as wide as the reference's array has them."""
    if isinstance(found, list) and all(isinstance(n, int) for n in found):
        try:
            return array.array(code, found).tobytes()
        except OverflowError:
            return None
    return stored_bytes(found)


def equal(reference, found):
    if isinstance(reference, dict):
        if "$bytes" in reference:
            return packed(found, CODES[reference["$type"]]) == base64.b64decode(reference["$bytes"])
        if "$type" in reference and "sha256" in reference:
            content = packed(found, CODES[reference["$type"]])
            return content is not None and hashlib.sha256(content).hexdigest() == reference["sha256"]
        if "$numbers" in reference:
            return equal_numbers(reference["$numbers"], found)
        if "$set" in reference:
            members = reference["$set"]
            return isinstance(found, list) and len(found) == reference.get("$size", len(members)) and \
                (found == members or found[:3] + found[-3:] == members)
        if "$string" in reference:
            text = reference["$string"]
            return isinstance(found, str) and len(found) == text["length"] and found.startswith(text["head"])
        return isinstance(found, dict) and reference.keys() == found.keys() and \
            all(equal(reference[key], found[key]) for key in reference)
    if isinstance(reference, list):
        return isinstance(found, list) and len(reference) == len(found) and all(map(equal, reference, found))
    if isinstance(reference, bool) or isinstance(found, bool):
        return reference is found
    return reference == found


def equal_numbers(reference, found):
    if not isinstance(found, list) or len(found) != reference["length"]:
        return False
    digest = hashlib.sha256(array.array("d", found).tobytes()).hexdigest()
    return digest == reference.get("float64leSha256", reference.get("sha256"))


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)
