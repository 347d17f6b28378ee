#!/usr/bin/env python3
"""Asks every type that has a schema and is computed of other answers about every object of the corpus, and validates what
comes; and groups the whole corpus into display sets, each object in exactly one place.

    schema_test.py QUOIN MANIFEST CORPUS

Exit code 77: no corpus.
"""
import collections
import json
import os
import sys

import jsonschema

from host_process import Host

SKIPPED = 77
PROVIDERS = ["org.quoin.display-sets", "org.quoin.referenced", "org.quoin.new-instances"]
# What is asked of something else than an image, or with options.
OTHERS = {"moduleSchema", "displaySetRules", "imageIds", "displaySetModule", "normalized", "denormalized", "newUID", "currentDateTime"}


class Check:
    def __init__(self, host):
        self.host, self.answers, self.failures = host, collections.Counter(), []
        served = [p["types"] for p in host.ask([("providers", {})])[0]["result"] if p["id"] in PROVIDERS]
        self.types = sorted({name for types in served for name in types} - OTHERS)
        schemas = host.ask([("get", {"type": "moduleSchema", "subjects": [name]}) for name in self.types])
        self.schemas = {name: jsonschema.Draft202012Validator(reply["result"]["value"])
                        for name, reply in zip(self.types, schemas)}

    def validate(self, name, subject, found):
        self.answers[name] += 1
        for wrong in self.schemas[name].iter_errors(found):
            self.failures.append(f"{subject} {name}: {wrong.json_path}: {wrong.message[:200]}")

    def each(self, subjects):
        asked = [(name, subject) for subject in subjects for name in self.types]
        replies = self.host.ask([("get", {"type": name, "subjects": [subject]}) for name, subject in asked])
        for (name, subject), reply in zip(asked, replies):
            if "result" in reply and reply["result"]["answered"]:
                self.validate(name, subject, reply["result"]["value"])

    def together(self, subjects):
        named = subjects + subjects[:3]
        found = self.host.ask([("get", {"type": "displaySets", "subjects": named})])[0]["result"]["value"]
        self.validate("displaySets", "all", found)
        places = [image_id for one in found["displaySets"] for image_id in one["underlyingImageIds"]] + \
            [one["imageId"] for one in found["unmatched"] + found["unreadable"]] + found["repeated"]
        if sorted(places) != sorted(named):
            self.failures.append("displaySets: a subject is nowhere or in two places")
        ids = [one["displaySetId"] for one in found["displaySets"]]
        if len(ids) != len(set(ids)) or len(ids) < 50:
            self.failures.append(f"displaySets: {len(ids)} sets with {len(set(ids))} ids")
        rules = {reason["rule"] for one in found["unmatched"] for reason in one["reasons"]}
        if any(len(one["reasons"]) != len(rules) for one in found["unmatched"]):
            self.failures.append("displaySets: an unmatched object lacks the reason of a rule")


def main(quoin, manifest, corpus):  # QUOIN_CORPUS, where it is set, is the corpus
    corpus = os.path.realpath(os.environ.get("QUOIN_CORPUS") or corpus)
    if not os.path.isdir(corpus):
        print("no corpus at", corpus)
        return SKIPPED
    subjects = ["dicomfile:" + os.path.join(corpus, name) for name in sorted(os.listdir(corpus)) if name.endswith(".dcm")]
    host = Host(quoin, manifest, [corpus])
    check = Check(host)
    check.each(subjects)
    check.together(subjects)
    host.close()
    for line in check.failures[:40]:
        print("FAILED", line)
    print(f"{len(subjects)} objects; valid answers: {json.dumps(check.answers)}; {len(check.failures)} failures")
    return 1 if check.failures or not all(check.answers[name] for name in check.types) else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
