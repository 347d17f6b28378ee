"""Runs what the documentation says: every fenced block of README.md and docs/*.md (docs/CONTRIBUTING.md has the rules).

usage: docs_test.py SOURCE_FOLDER BUILD_FOLDER
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import yaml

SOURCE, BUILD = Path(sys.argv[1]), Path(sys.argv[2])
DEADLINE = 120  # seconds for one command; a command that hangs is a failed test

KNOWN = {"console", "cpp program", "cpp plugin", "c plugin", "cpp body", "yaml manifest", "yaml", "json", "sh", "cmake",
         "text"}

BODY = "#include <quoin/host.hpp>\n#include <iostream>\nvoid body(quoin::host& host);\nvoid body(quoin::host& host) {{\n{}\n}}\n"


@dataclass
class Block:
    file: Path
    line: int  # of the opening fence
    kind: str
    text: str

    @property
    def where(self):
        return f"{self.file.relative_to(SOURCE)}:{self.line}"


def blocks(file):
    opened = None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        fence = re.match(r"\s*```+\s*(.*?)\s*$", line)
        if fence and opened is None:
            opened, lines = (number, fence[1]), []
        elif fence:
            yield Block(file, *opened, "\n".join(lines) + "\n")
            opened = None
        elif opened:
            lines.append(line)
    if opened:
        raise ValueError(f"{file}:{opened[0]}: the block is never closed")


def pages():
    return [SOURCE / "README.md", *sorted((SOURCE / "docs").rglob("*.md"))]


BLOCKS = [block for page in pages() for block in blocks(page)]


def of(*kinds):
    return [block for block in BLOCKS if block.kind in kinds]


def commands(text):
    """(command, [expected lines]) of a console block."""
    found = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif not found:
            raise ValueError(f"a console block begins with '$ ', not with: {line}")
        elif line.startswith("> ") and not found[-1][1]:
            found[-1] = (found[-1][0] + "\n" + line[2:], [])
        else:
            found[-1][1].append(line)
    return found


def matches(expected, printed):
    """Lines against lines: '...' alone is any number of lines, inside a line any text."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "..." else ".*".join(map(re.escape, line.rstrip().split("..."))) + "\n"
        for line in expected)
    return re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in printed)) is not None


class Place:
    """A folder that looks like a repository that was built."""

    def __init__(self, with_vendor_plugins):
        self.temporary = tempfile.TemporaryDirectory(prefix="quoin-docs-")
        self.root = Path(self.temporary.name)
        for name in ("config", "docs", "examples"):
            shutil.copytree(SOURCE / name, self.root / name)
        shutil.copy(SOURCE / "README.md", self.root)
        (self.root / "build").symlink_to(BUILD)
        if with_vendor_plugins:
            (self.root / "plugins").mkdir(mode=0o755)
            for library in [*(BUILD / "plugins").glob("*.so"), *(BUILD / "examples").rglob("*.so")]:
                shutil.copy(library, self.root / "plugins")
                (self.root / "plugins" / library.name).chmod(0o755)

    def run(self, command):
        environment = {key: text for key, text in os.environ.items() if not key.startswith("QUOIN_")}
        environment["PATH"] = f"{BUILD / 'bin'}:{environment['PATH']}"
        return subprocess.run(["bash", "-c", command], cwd=self.root, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=DEADLINE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.temporary.cleanup()


class Docs(unittest.TestCase):
    def test_every_block_says_what_it_is(self):
        unknown = [f"{block.where}: ```{block.kind}" for block in BLOCKS if block.kind not in KNOWN]
        self.assertFalse(unknown, "\n" + "\n".join(unknown) + f"\nknown: {', '.join(sorted(KNOWN))}")

    def test_commands_print_what_the_pages_say(self):
        for block in of("console"):
            with Place(with_vendor_plugins=False) as place:
                for command, expected in commands(block.text):
                    with self.subTest(at=block.where, command=command):
                        done = place.run(command)
                        self.assertEqual(done.returncode, 0, f"{block.where}: $ {command}\n{done.stdout}")
                        if expected:
                            said = f"{block.where}: $ {command}\nexpected:\n" + "\n".join(expected)
                            self.assertTrue(matches(expected, done.stdout.splitlines()),
                                            f"{said}\nprinted:\n{done.stdout}")

    def test_programs_and_plugins_compile(self):
        includes = {"plugin": ["sdk/include"], "program": ["sdk/include", "host/value/include", "host/api/include"]}
        includes["body"] = includes["program"]
        for block in of("cpp program", "cpp plugin", "c plugin", "cpp body"):
            language, kind = block.kind.split()
            compiler = ["c++", "-x", "c++", "-std=c++20"] if language == "cpp" else ["cc", "-x", "c", "-std=c11"]
            text = BODY.format(block.text) if kind == "body" else block.text
            with self.subTest(at=block.where):
                done = subprocess.run(
                    [*compiler, "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror", "-fsyntax-only",
                     *(f"-I{SOURCE / folder}" for folder in includes[kind]), "-"],
                    input=text, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, f"{block.where}:\n{done.stderr}")

    def test_manifests_load(self):
        schema = json.loads((SOURCE / "config/quoin.schema.json").read_text())
        for block in of("yaml manifest"):
            with self.subTest(at=block.where), Place(with_vendor_plugins=True) as place:
                (place.root / "config/page.yaml").write_text(block.text)
                done = place.run("quoin --config config/page.yaml config")
                self.assertEqual(done.returncode, 0, f"{block.where}:\n{done.stdout}")
                jsonschema.validate(yaml.safe_load(block.text), schema)

    def test_data_parses(self):
        for block in of("yaml", "json"):
            with self.subTest(at=block.where):
                if block.kind == "yaml":
                    yaml.safe_load(block.text)
                    continue
                try:
                    json.loads(block.text)
                except json.JSONDecodeError:
                    for line in block.text.splitlines():
                        json.loads(line)

    def test_shell_is_shell(self):
        for block in of("sh"):
            with self.subTest(at=block.where):
                done = subprocess.run(["bash", "-n"], input=block.text, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, f"{block.where}:\n{done.stderr}")

    def test_links_lead_somewhere(self):
        for page in pages():
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
                if not re.match(r"[a-z]+:", target):
                    with self.subTest(page=page.name, link=target):
                        self.assertTrue((page.parent / target).exists(), f"{page}: there is no {target}")

    def test_the_table_of_packages_is_that_of_bootstrap(self):
        listed = subprocess.run(["sh", "./bootstrap", "deps", "--list"], cwd=SOURCE, capture_output=True, text=True,
                                check=True).stdout
        wanted = {line.split()[1] for line in listed.splitlines()}
        rows = re.findall(r"^\| (`[^|]+`) \|", (SOURCE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
        named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
        self.assertEqual(wanted, named)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
