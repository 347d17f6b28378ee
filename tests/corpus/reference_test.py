#!/usr/bin/env python3
"""Compares every module of every file of the corpus with the answers of the reference (expected/NAME.json), for the whole
object and its first, middle and last frame, asked through `quoin run`; and validates every answer against its schema.

    reference_test.py SECTION QUOIN MANIFEST CORPUS DEVIATIONS

Each field must be equal or be covered by an entry of DEVIATIONS (deviations.yaml says what an entry is). An entry that
covers nothing fails. SECTION is part10 or dicomJson. Exit code 77: no corpus, or nobody takes such objects.
"""
import collections
import dataclasses
import fnmatch
import json
import os
import re
import struct
import sys

import jsonschema
import yaml

from corpus_object import CorpusObject
from deviation_rules import RULES
from host_process import Host
from reference_answers import ABSENT, equal, load, plain, resolved

SKIPPED = 77
# pydicom writes the UV 2^64-1 as a bare JSON number, which the host refuses rather than round.
NO_JSON = {"sc_ctbrain1", "sc_ctbrain2"}
PROVIDERS = ("org.quoin.dicom-modules", "org.quoin.calibration", "org.quoin.scaling", "org.quoin.referenced",
             "org.quoin.new-instances", "org.quoin.waveform")
FRAMES = "org.quoin.frames"
# Of the frames provider the reference answers these alone; the others are validated.
COMPARED = ("baseImageId", "frameImageIds", "uriModule")
# What the reference has no counterpart of, or answers only to options.
NOT_COMPARED = {"moduleSchema", "normalized", "denormalized", "createInstance", "newUID", "currentDateTime"}
TAG = re.compile(r"\(([0-9A-F]{4}),([0-9A-F]{4})\)")


@dataclasses.dataclass
class Difference:
    section: str
    file: str
    image_id: str
    module: str
    field: str
    reference: object
    found: object
    of: CorpusObject
    tag: str
    frame: int
    answer: object
    others: dict  # what Quoin answers about the same imageId, by type


class Deviation:
    KEYS = {"module", "field", "section", "files", "rule", "why", "source"}

    def __init__(self, entry):
        unknown = set(entry) - self.KEYS
        missing = {"module", "field", "rule", "why", "source"} - set(entry)
        if unknown or missing or entry["rule"] not in RULES:
            sys.exit(f"deviations.yaml: an entry is wrong ({entry}): unknown {unknown}, missing {missing}, or no such rule")
        self.entry = entry
        self.modules = as_list(entry["module"])
        self.fields = as_list(entry["field"])
        self.files = as_list(entry.get("files", "*"))
        self.section = entry.get("section")
        self.rule = RULES[entry["rule"]]
        self.covered = 0

    def covers(self, d):
        if self.section not in (None, d.section) or not matches(d.module, self.modules) or \
                not matches(d.field, self.fields) or not matches(d.file, self.files):
            return False
        try:
            return bool(self.rule(d))
        except (KeyError, IndexError, TypeError, AttributeError, ValueError, struct.error):
            return False  # the difference is of another kind than the rule knows



def as_list(value):
    return value if isinstance(value, list) else [value]


def matches(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


class Comparison:
    def __init__(self, section, host, corpus, deviations):
        self.section, self.host, self.corpus = section, host, corpus
        self.deviations = deviations
        self.equal = self.covered = self.answers = 0
        self.failures = []
        self.modules, self.schemas, self.tags = self.described()

    def described(self):
        """Every module that the plugins serve, its schema, and the tag of each field. What has no schema is kept for others."""
        of_frames = self.served((FRAMES,))
        self.validated = {name for name in of_frames if name not in COMPARED}
        names = self.served(PROVIDERS) + of_frames
        replies = self.host.ask([("get", {"type": "moduleSchema", "subjects": [name]}) for name in names])
        schemas, tags = {}, {}
        for name, reply in zip(names, replies):
            if not reply["result"]["answered"]:
                continue
            schema = reply["result"]["value"]
            jsonschema.Draft202012Validator.check_schema(schema)
            schemas[name] = jsonschema.Draft202012Validator(schema)
            for field, about in schema.get("properties", {}).items():
                found = TAG.search(about.get("description", ""))
                tags[name, field] = "".join(found.groups()) if found else ""
                if found:
                    tags.setdefault(about["description"].split(" ")[0], tags[name, field])  # by keyword
        return list(schemas), schemas, tags

    def served(self, of):
        providers = self.host.ask([("providers", {})])[0]["result"]
        types = {name for p in providers if p["id"] in of for name in p["types"]}
        return sorted(name for name in types if not name.startswith("org.quoin.") and name not in NOT_COMPARED)

    def file(self, name):
        section = load(f"{self.corpus}/expected/{name}.json")["sections"].get(self.section)
        if section is None:
            return
        base = section["baseImageId"]
        requests = [("add", {"type": "naturalized", "subjects": [base], "payload": self.payload(name, section)})]
        asked = [(image_id, module) for image_id in section["queries"] for module in self.modules]
        requests += [("get", {"type": module, "subjects": [image_id]}) for image_id, module in asked]
        requests += [("get", {"type": "instance", "subjects": [image_id]}) for image_id in section["queries"]]
        requests.append(("clear", {"type": "naturalized", "subjects": [base]}))
        replies = self.host.ask(requests)
        if "error" in replies[0] and name in NO_JSON and self.section == "dicomJson":
            return
        if "error" in replies[0]:
            if "error" not in section["add"] and any(section["queries"].values()):
                self.failures.append(f"{name}: not read: {replies[0]['error']['message']}")
            return
        if not replies[0]["result"]["taken"]:
            sys.exit(SKIPPED)
        of = CorpusObject(f"{self.corpus}/expected/{name}.dcmjson" if not name.startswith("json_")
                          else f"{self.corpus}/{name}.dcmjson")
        asked += [(image_id, "instance") for image_id in section["queries"]]
        answers = collections.defaultdict(dict)
        for (image_id, module), reply in zip(asked, replies[1:]):
            if reply.get("result", {}).get("answered"):
                answers[image_id][module] = reply["result"]["value"]
        for (image_id, module), reply in zip(asked, replies[1:]):
            if module != "instance":
                self.answer(name, image_id, module, section, reply, of, answers[image_id])

    def payload(self, name, section):
        if self.section == "part10":
            return {"path": f"{self.corpus}/{name}.dcm"}
        payload = load(f"{self.corpus}/{name}.dcmjson" if name.startswith("json_")
                       else f"{self.corpus}/expected/{name}.dcmjson")
        # The reference was given what a server says besides.
        offered = section["queries"].get(section["baseImageId"], {}).get("naturalized", {}).get("AvailableTransferSyntaxUID")
        if offered:
            payload["00083002"] = {"vr": "UI", "Value": as_list(offered)}
        return payload

    def answer(self, name, image_id, module, section, reply, of, others):
        frame = frame_of(image_id)
        reference = resolved(section, image_id, module)
        # No package of the reference answers the frameModule that this needs; it was asked with one, too.
        if module == "ImageSopInstanceReference":
            reference = plain(section.get("withFrameModule", {}).get(image_id, ABSENT))
            reference = ABSENT if reference is not ABSENT and "$throws" in reference else reference
        # The reference ignores the frame of an imageId here; what it answers to the option is what was asked.
        if module == "compressedFrameData" and frame > 1:
            reference = resolved(section, image_id, module + '|{"frameIndex":%d}' % (frame - 1))
        if "error" in reply:
            return self.failures.append(f"{name} {image_id} {module}: failed: {reply['error']['message']}")
        found = reply["result"].get("value", ABSENT) if reply["result"]["answered"] else ABSENT
        if found is not ABSENT:
            self.answers += 1
            for wrong in self.schemas[module].iter_errors(found):
                self.failures.append(f"{name} {module}: against its schema: {wrong.json_path}: {wrong.message[:200]}")
        if module in self.validated:
            return
        reference, found = by_field(reference), by_field(found)
        make = lambda field, a, b: Difference(self.section, name, image_id, module, field, a, b, of,
                                              self.tags.get((module, field)) or self.tags.get(field, ""), frame, found,
                                              others)
        if found is ABSENT:
            if reference is not ABSENT:
                self.settle(make("(module)", reference, found))
            return
        known = reference if reference is not ABSENT else {}
        for field in sorted(set(known) | set(found)):
            a, b = known.get(field, ABSENT), found.get(field, ABSENT)
            if a is not ABSENT and b is not ABSENT and equal(a, b):
                self.equal += 1
            else:
                self.settle(make(field, a, b))

    def settle(self, difference):
        for deviation in self.deviations:
            if deviation.covers(difference):
                deviation.covered += 1
                self.covered += 1
                return
        short = lambda v: "no answer" if v is ABSENT else json.dumps(v)[:120]
        d = difference
        self.failures.append(f"{d.file} {d.image_id[-24:]} {d.module}.{d.field}: reference {short(d.reference)}, "
                             f"quoin {short(d.found)}: no entry of deviations.yaml covers it")


def by_field(answer):
    """An answer that is no object has one field."""
    return answer if answer is ABSENT or (isinstance(answer, dict) and "$set" not in answer) else {"(answer)": answer}


def frame_of(image_id):
    found = re.search(r"(?:[?&]frame=|/frames/)(\d+)", image_id)
    return int(found.group(1)) if found else 1


def main(section, quoin, manifest, corpus, deviations_file):  # QUOIN_CORPUS, where it is set, is the corpus
    corpus = os.path.realpath(os.environ.get("QUOIN_CORPUS") or corpus)
    if not os.path.isdir(os.path.join(corpus, "expected")):
        print("no corpus at", corpus)
        return SKIPPED
    with open(deviations_file, encoding="utf-8") as file:
        deviations = [Deviation(entry) for entry in yaml.safe_load(file)]
    host = Host(quoin, manifest, [corpus])
    comparison = Comparison(section, host, corpus, deviations)
    names = sorted(f[:-5] for f in os.listdir(corpus + "/expected")
                   if f.endswith(".json") and not f.endswith(".pydicom.json"))
    for name in names:
        comparison.file(name)
    host.close()

    applicable = [d for d in deviations if d.section in (None, section)]
    for deviation in applicable:
        if deviation.covered == 0:
            comparison.failures.append(f"deviations.yaml: this entry covers nothing in {section}: {deviation.entry}")
    for count, deviation in sorted(((d.covered, d.entry) for d in applicable), key=lambda pair: -pair[0]):
        print(f"{count:6} {deviation['rule']}: {deviation['module']}.{deviation['field']}")
    grouped = collections.Counter(re.sub(r"^\S+ \S+ ", "", f).split(":")[0] for f in comparison.failures)
    for line in comparison.failures[:int(os.environ.get("QUOIN_FAILURES", "40"))]:
        print("FAILED", line)
    if len(grouped) > 1:
        print(dict(grouped.most_common(20)))
    print(f"{section}: {comparison.answers} answers valid against their schemas; {comparison.equal} fields equal, "
          f"{comparison.covered} deviate as deviations.yaml says, {len(comparison.failures)} failures")
    return 1 if comparison.failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
