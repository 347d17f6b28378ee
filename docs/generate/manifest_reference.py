"""Makes docs/manifest-reference.md of config/quoin.schema.json, which the host's own table of keys is tested against.

usage: manifest_reference.py SOURCE_FOLDER > docs/manifest-reference.md
"""

import json
import sys
from pathlib import Path

HEAD = """# Manifest reference

Generated from [`quoin.schema.json`](../config/quoin.schema.json) by `docs/generate/manifest_reference.py`; do not edit it here.
A manifest is YAML 1.2 in UTF-8. A key that is not below, a wrong kind, an id that stands twice: each is a line with file, line
and column, all of them in one run, and the host does not start. `quoin config` prints what is in effect and who gave it;
`--set KEY=VALUE` overrides a key for one run. Editors complete and check a manifest by the schema.

```yaml manifest
quoin: 1
plugins:
  folders: [../plugins]
  unlisted: load
providers:
  - id: com.example.site-spacing
    library: site-spacing
    priority: 100
    priorities: { imagePlaneModule: 9000 }
    types: [imagePlaneModule]
    on_error: fail
    timeout_ms: 50
    config:
      rules:
        - where: { DeviceSerialNumber: "4711" }
          factor: 1.02
```
"""

KINDS = {"integer": "a whole number", "boolean": "`true` or `false`", "string": "text", "object": "a map"}


def kind(of):
    if "enum" in of:
        return " or ".join(f"`{one}`" for one in of["enum"])
    if of.get("type") == "array":
        return "a list of " + {"string": "texts", "object": "maps"}.get(of["items"].get("type"), "values")
    words = KINDS[of["type"]]
    if "minimum" in of and of["minimum"] == of.get("maximum"):
        words = f"`{of['minimum']}`"
    elif "minimum" in of:
        words += f" from {of['minimum']} to {of['maximum']}"
    if of["type"] == "object" and isinstance(of.get("additionalProperties"), dict):
        words += " of " + KINDS[of["additionalProperties"]["type"]].replace("a whole number", "whole numbers")
    return words


def default(of, required):
    if required:
        return "required"
    return f"`{json.dumps(of['default'])}`" if "default" in of else ""


def rows(schema, prefix, needed):
    for name, of in schema["properties"].items():
        nested = of if "properties" in of else of.get("items", {})
        mark = "[]" if of.get("type") == "array" and "properties" in nested else ""
        yield f"| `{prefix}{name}{mark}` | {kind(of)} | {default(of, name in needed)} | {of['description']} |"
        if "properties" in nested:
            yield from rows(nested, f"{prefix}{name}{mark}.", nested.get("required", []))


if __name__ == "__main__":
    schema = json.loads((Path(sys.argv[1]) / "config/quoin.schema.json").read_text(encoding="utf-8"))
    table = ["", "| key | kind | default | what it does |", "|---|---|---|---|", *rows(schema, "", schema["required"])]
    sys.stdout.write(HEAD + "\n".join(table) + "\n")
