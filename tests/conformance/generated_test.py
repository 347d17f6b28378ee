#!/usr/bin/env python3
"""The files that are made of what providers say of themselves are up to date: the pages of docs/reference/ and the schemas
of the modules. `generated_test.py SOURCE BUILD --write` makes them.

    generated_test.py SOURCE BUILD [--write]
"""
import json
import pathlib
import subprocess
import sys

# Whose answers have schemas, and where they are.
SCHEMAS = {
    "org.quoin.dicom-modules": "plugins/dicom-modules/schemas",
    "org.quoin.display-sets": "plugins/display-sets/schemas",
    "org.quoin.frames": "plugins/frames/schemas",
    "org.quoin.calibration": "plugins/calibration/schemas",
    "org.quoin.scaling": "plugins/scaling/schemas",
    "org.quoin.referenced": "plugins/referenced/schemas",
    "org.quoin.new-instances": "plugins/referenced/schemas",
    "org.quoin.waveform": "plugins/waveform/schemas",
}
PAGES = {
    "modules.md": ("org.quoin.dicom-modules", "Modules", """\
What [org.quoin.dicom-modules](../../plugins/dicom-modules/src/module_table.hpp) answers about an imageId, made of the instance of
that frame. A field is left out where the object does not say it; a module that does not apply to the object, or of which
nothing is there, is no answer. *int* is a whole number, *real* any other; dates and times are as DICOM writes them; a typed
array of bytes is `{"InlineBinary"}` or `{"BulkDataURI"}` in JSON. JSON Schemas: `quoin get moduleSchema imagePlaneModule`.
[deviations.md](../deviations.md) says where the answers are others than those of Cornerstone3D."""),
    "frames.md": ("org.quoin.frames", "Frames", """\
What org.quoin.frames answers about an imageId. [frames.md](../frames.md) explains it."""),
    "calibration.md": ("org.quoin.calibration", "Calibration", """\
What org.quoin.calibration answers about an imageId. [computed.md](../computed.md) explains it."""),
    "waveform.md": ("org.quoin.waveform", "Waveforms", """\
What org.quoin.waveform answers about an imageId. [computed.md](../computed.md) explains it."""),
    "scaling.md": ("org.quoin.scaling", "Scaling", """\
What org.quoin.scaling answers about an imageId. [computed.md](../computed.md) explains it."""),
    "display-sets.md": ("org.quoin.display-sets", "Display sets, times, volumes", """\
What org.quoin.display-sets answers about several images. [display-sets.md](../display-sets.md) explains it."""),
    "references.md": ("org.quoin.referenced", "References", """\
What org.quoin.referenced answers about an imageId. [new-instances.md](../new-instances.md) explains it."""),
    "new-instances.md": ("org.quoin.new-instances", "New instances", """\
What org.quoin.new-instances answers. [new-instances.md](../new-instances.md) explains it."""),
}
MADE = "<!-- Made by tests/conformance/generated_test.py of what the providers say of themselves. Not to be edited by hand. -->"


def printed(build, *words):
    return subprocess.run([f"{build}/bin/quoin", "--config", f"{build}/config/quoin.yaml", "--log-level", "off", *words],
                          check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout


def files(build):
    """Path below the source, and content."""
    for page, (provider, title, about) in PAGES.items():
        # What it changes of others is described by those.
        own = [one["type"] for one in json.loads(printed(build, "types", "--provider", provider, "--format", "json"))
               if one["describedBy"] == provider or one["type"] == "moduleSchema"]
        types = printed(build, "types", *own, "--format", "markdown")
        yield f"docs/reference/{page}", f"# {title}\n\n{MADE}\n\n{about}\n\n{types}"
    for provider, folder in SCHEMAS.items():
        for described in json.loads(printed(build, "types", "--provider", provider, "--format", "json")):
            name = described["type"]
            if name == "moduleSchema" or name.startswith("org.quoin.") or described["describedBy"] != provider:
                continue
            schema = json.loads(printed(build, "get", "moduleSchema", name))
            yield f"{folder}/{name}.schema.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(source, build, write):
    made = dict(files(build))
    wrong = []
    for path, content in made.items():
        file = pathlib.Path(source, path)
        if write:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != content:
            wrong.append(f"{path} is not up to date")
    for folder in ("docs/reference", *set(SCHEMAS.values())):
        for file in pathlib.Path(source, folder).glob("*"):
            if str(file.relative_to(source)) not in made:
                wrong.append(f"{file.relative_to(source)} is made of nothing: delete it")
    for line in wrong:
        print(line)
    if wrong:
        print(f"to mend: {sys.argv[0]} {source} {build} --write")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or (len(sys.argv) == 4 and sys.argv[3] != "--write"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], len(sys.argv) == 4))
