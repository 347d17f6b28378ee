"""Dependencies point one way: cli -> api -> loader -> engine -> value -> sdk; plugins -> plugins/dicom -> sdk.

usage: layering_test.py SOURCE_FOLDER BUILD_FOLDER

Two checks. Every #include of every file names a folder that the file may see (the table below). And the build enforces
it: with the flags that a target is compiled with, a file that includes a header of a folder above does not compile.
"""

import json
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SOURCE, BUILD = Path(sys.argv[1]), Path(sys.argv[2])

# Which folder a header belongs to, by how it is included; first match.
HEADERS = [
    (r"quoin/host\.hpp", "host/api"),
    (r"quoin/json\.hpp", "host/value"),
    (r"quoin/.*", "sdk"),
    (r"value/.*", "host/value"),
    (r"engine/.*", "host/engine"),
    (r"loader/.*", "host/loader"),
    (r"dicom/.*", "plugins/dicom"),
    (r"boost/.*", "Boost"),
    (r"yaml-cpp/.*", "yaml-cpp"),
    (r"CLI/.*", "CLI11"),
    (r"openssl/.*", "OpenSSL"),
    (r"zlib\.h", "zlib"),
]

# What each folder may include beside itself and the standard library.
SEES = {
    "sdk": set(),
    "host/value": {"sdk", "Boost"},
    "host/engine": {"sdk", "host/value", "Boost"},
    "host/loader": {"sdk", "host/value", "host/engine", "Boost", "yaml-cpp", "OpenSSL"},
    "host/api": {"sdk", "host/value", "host/engine", "host/loader", "Boost"},
    "host/cli": {"sdk", "host/value", "host/engine", "host/loader", "host/api", "CLI11", "Boost"},
    "plugins/dicom": {"sdk", "zlib", "yaml-cpp"},
    "plugins/dicom-json": {"sdk", "plugins/dicom", "Boost"},
    "plugins/deidentify": {"sdk", "plugins/dicom", "OpenSSL"},
    "plugins/sidecar": {"sdk", "plugins/dicom", "Boost"},
    "plugins/*": {"sdk", "plugins/dicom"},
}

# A header of each folder, to be included from below.
SAMPLES = {
    "host/value": "quoin/json.hpp",
    "host/engine": "engine/engine.hpp",
    "host/loader": "loader/manifest.hpp",
    "host/api": "quoin/host.hpp",
    "plugins/dicom": "dicom/dictionary.hpp",
}

STANDARD = re.compile(r"[a-z_0-9]+")  # <vector>, <cstdint>
SYSTEM_FOR_THE_TEST_HOST = {"dlfcn.h", "windows.h", "sys/stat.h"}  # it loads libraries, as a host does
C_STANDARD = {"stddef.h", "stdint.h", "string.h", "stdlib.h", "stdio.h", "math.h"}
C_HEADERS_OF_THE_SYSTEM = re.compile(r"(sys/)?[a-z_0-9]+\.h")


def folder_of(file):
    parts = file.relative_to(SOURCE).parts
    return parts[0] if parts[0] == "sdk" else "/".join(parts[:2])


def allowed(folder):
    return SEES.get(folder, SEES["plugins/*"] if folder.startswith("plugins/") else None)


def sources():
    for top in ("sdk", "host", "plugins"):
        for file in sorted((SOURCE / top).rglob("*")):
            if file.suffix in (".c", ".h", ".cpp", ".hpp"):
                yield file


def includes(file):
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found[1], found[2]


class Includes(unittest.TestCase):
    def test_no_folder_includes_a_header_of_a_folder_above_it(self):
        wrong = []
        for file in sources():
            folder = folder_of(file)
            self.assertIsNotNone(allowed(folder), f"{folder} has no line in the table SEES of this test")
            for number, quote, name in includes(file):
                if quote == '"':
                    # A file beside it (or below its own folder), never a way around the include path.
                    inside = (file.parent / name).resolve()
                    if not inside.is_relative_to((SOURCE / folder).resolve()):
                        wrong.append(f"{file}:{number}: \"{name}\" is outside {folder}")
                    continue
                owner = next((owner for pattern, owner in HEADERS if re.fullmatch(pattern, name)), None)
                if owner is None or owner == folder or owner in allowed(folder):
                    continue
                wrong.append(f"{file}:{number}: {folder} includes <{name}> of {owner}")
        self.assertFalse(wrong, "\n" + "\n".join(wrong))

    def test_sdk_needs_the_standard_library_alone(self):
        wrong = []
        for file in sources():
            if folder_of(file) != "sdk":
                continue
            for number, _, name in includes(file):
                if name.startswith("quoin/") or STANDARD.fullmatch(name) or name in C_STANDARD:
                    continue
                of_the_test_host = file.name == "test_host.hpp" or file.parent.name == "testing"
                if of_the_test_host and name in SYSTEM_FOR_THE_TEST_HOST:
                    continue
                wrong.append(f"{file}:{number}: <{name}>")
        self.assertFalse(wrong, "\n" + "\n".join(wrong))

    def test_every_other_library_is_in_the_table(self):
        unknown = set()
        for file in sources():
            for _, quote, name in includes(file):
                if quote == '"' or STANDARD.fullmatch(name) or C_HEADERS_OF_THE_SYSTEM.fullmatch(name):
                    continue
                if not any(re.fullmatch(pattern, name) for pattern, _ in HEADERS):
                    unknown.add(f"{file}: <{name}>")
        self.assertFalse(unknown, "\n" + "\n".join(sorted(unknown)))


class Targets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # One compile command of each target; its flags are the target's.
        cls.commands = {}
        for entry in json.loads((BUILD / "compile_commands.json").read_text()):
            file = Path(entry["file"])
            if file.is_relative_to(SOURCE) and file.suffix == ".cpp":
                folder = folder_of(file)
                if folder.startswith(("plugins/", "host/")):
                    words = entry.get("arguments") or shlex.split(entry["command"])
                    output = words[words.index("-o") + 1]
                    if "tests/" in output.split("CMakeFiles/")[0]:
                        continue  # a test that compiles a source of the folder for itself may see more
                    target = re.search(r"CMakeFiles/(.+?)\.dir/", output)[1]
                    cls.commands.setdefault((folder, target), entry)

    def compiles(self, entry, header):
        """(True, "") or (False, what the compiler says) for a file of that target that includes header."""
        words = entry.get("arguments") or shlex.split(entry["command"])
        kept, skip = [], False
        for word in words:
            if skip or word == entry["file"] or word == "-c":
                skip = False
            elif word == "-o":
                skip = True
            else:
                kept.append(word)
        if Path(kept[0]).name == "ccache":
            kept = kept[1:]
        with tempfile.TemporaryDirectory() as folder:
            probe = Path(folder) / "probe.cpp"
            probe.write_text(f"#include <{header}>\n")
            done = subprocess.run([*kept, "-fsyntax-only", str(probe)], cwd=entry["directory"],
                                  capture_output=True, text=True)
        return done.returncode == 0, done.stderr

    def test_every_folder_has_a_target(self):
        plugins = {p.parent.relative_to(SOURCE).as_posix() for p in (SOURCE / "plugins").glob("*/CMakeLists.txt")}
        hosts = {name for name in SEES if name.startswith("host/")}
        self.assertEqual(plugins | hosts, {folder for folder, _ in self.commands})

    def test_a_header_of_a_folder_above_is_not_found(self):
        for (folder, target), entry in sorted(self.commands.items()):
            for owner, header in SAMPLES.items():
                if owner == folder or owner in allowed(folder):
                    continue
                with self.subTest(target=target, header=header):
                    good, said = self.compiles(entry, header)
                    self.assertFalse(good, f"a source of {target} that includes <{header}> compiles")
                    # clang and GCC word it differently.
                    self.assertRegex(said, rf"{re.escape(header)}(: No such file|' file not found)")

    def test_a_header_that_may_be_seen_is_found(self):  # else the test above would prove nothing
        for (folder, target), entry in sorted(self.commands.items()):
            with self.subTest(target=target):
                good, said = self.compiles(entry, SAMPLES["plugins/dicom"] if folder == "plugins/dicom" else
                                           "quoin/quoin.hpp")
                self.assertTrue(good, said)


class Headers(unittest.TestCase):
    def test_headers_of_the_sdk_compile_alone(self):
        for file in sorted((SOURCE / "sdk/include").rglob("*.h*")):
            languages = [("c++", "-std=c++20")]
            if file.suffix == ".h":
                languages.append(("c", "-std=c11"))
            for language, standard in languages:
                with self.subTest(header=file.name, language=language):
                    done = subprocess.run(
                        ["c++" if language == "c++" else "cc", "-x", language, standard, "-Wall", "-Wextra",
                         "-Wpedantic", "-Wconversion", "-Werror", "-fsyntax-only", "-I", str(SOURCE / "sdk/include"),
                         "-include", str(file), "/dev/null"], capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
