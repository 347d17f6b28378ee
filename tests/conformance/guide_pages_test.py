"""Pages of the guide that are made from sources say what these say now, and leave nothing out.

usage: guide_pages_test.py SOURCE_FOLDER
"""

import json
import re
import subprocess
import sys
import unittest
from pathlib import Path

SOURCE = Path(sys.argv[1])


def made(generator):
    return subprocess.run([sys.executable, "-B", SOURCE / "docs/generate" / generator, SOURCE], capture_output=True, text=True,
                          check=True).stdout


def page(name):
    return (SOURCE / "docs" / name).read_text(encoding="utf-8")


class Pages(unittest.TestCase):
    def test_pages_are_what_their_generators_make(self):
        for generator, name in (("abi_reference.py", "abi-reference.md"),
                                ("manifest_reference.py", "manifest-reference.md")):
            with self.subTest(page=name):
                self.assertTrue(made(generator) == page(name),
                                f"docs/{name} is out of date: python3 docs/generate/{generator} . > docs/{name}")

    def test_the_abi_page_has_every_function_struct_and_constant(self):
        header = (SOURCE / "sdk/include/quoin/abi.h").read_text(encoding="utf-8")
        text = page("abi-reference.md")
        functions = re.findall(r"\(QUOIN_CALL\* (\w+)\)", header)
        self.assertGreater(len(functions), 50)
        for name in functions:
            self.assertRegex(text, rf"(?m)^#### \w+\.{name}$")
        for name in re.findall(r"typedef (?:struct )?\w+ (?:\{[^}]*\} )?(quoin_\w+);", header):
            self.assertRegex(text, rf"(?m)^### {name}$")
        for name in set(re.findall(r"#define (QUOIN_\w+)", header)) - {"QUOIN_ABI_H", "QUOIN_CALL", "QUOIN_EXPORT"}:
            self.assertRegex(text, rf"(?m)^{name} ")

    def test_every_function_of_the_abi_page_has_words_and_a_thread_tag(self):
        parts = re.split(r"(?m)^#### ", page("abi-reference.md"))[1:]
        for part in parts:
            words = re.split(r"(?m)^#+ |^[A-Z][a-z ]+\.$", part)[0]
            self.assertRegex(words, r"\[(any|call|build|control|provider)\]", part.splitlines()[0])

    def test_the_manifest_page_has_every_key(self):
        text = page("manifest-reference.md")

        def keys(schema, prefix):
            for name, of in schema["properties"].items():
                self.assertRegex(text, rf"(?m)^\| `{re.escape(prefix + name)}(\[\])?` \|")
                nested = of if "properties" in of else of.get("items", {})
                if "properties" in nested:
                    keys(nested, prefix + name + ("[]." if nested is not of else "."))

        keys(json.loads((SOURCE / "config/quoin.schema.json").read_text()), "")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
