"""Messages about plugins and manifests: a test holds every word of each, and the page "Troubleshooting by message" has its
entry.

usage: messages_test.py SOURCE_FOLDER

What the page says that the host says, the host says.

What counts as a message is a text with words in a source that tells people of libraries, providers and manifests. A test
holds it where its literals hold all of its literals; matchers that look at a part only (HasSubstr, StartsWith, EndsWith) do
not count. Sources for systems that these tests do not run on are left out (docs/platforms.md).
"""

import re
import sys
import unittest
from pathlib import Path

SOURCE = Path(sys.argv[1])
PAGE = (SOURCE / "docs/troubleshooting.md").read_text(encoding="utf-8")

TELL_PEOPLE = ["host/loader/src/**/*.cpp", "host/api/src/plugin_care.cpp", "host/cli/src/command_line.cpp",
               "host/cli/src/pin_command.cpp", "host/cli/src/providers_command.cpp", "host/cli/src/new_command.cpp"]
PART_OF_NONE = ["dlerror system message: "]  # what Boost.DLL writes before the words of the system
# Keys of the manifest have a sentence each, which the manifest reference and its own test hold.
NO_MESSAGES = ["manifest_keys.cpp", "manifest_schema.cpp"]

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?P<raw>.*?)\)"|"(?P<text>(?:\\.|[^"\\\n])*)"|\'(?:\\.|[^\'\\\n])+\'|\s+|\w+|.',
                   re.S)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def statements(code):
    """Of each statement its literals, those that stand beside each other joined, as the compiler does."""
    found, open_literal = [[]], None
    for token in TOKEN.finditer(code):
        literal = token["raw"] if token["raw"] is not None else token["text"]
        if literal is not None:
            if token["text"] is not None:
                literal = re.sub(r"\\([^x])", lambda escaped: ESCAPES.get(escaped[1], escaped[1]), literal)
            if open_literal is None:
                found[-1].append(literal)
            else:
                found[-1][-1] += literal
            open_literal = True
        elif not token[0].isspace() and not token[0].startswith(("//", "/*")):
            open_literal = None
            if token[0] in ";}":
                found.append([])
    return [literals for literals in found if literals]


def has_words(literal):
    return " " in literal and len(re.sub("[^a-z]", "", literal)) > 3 and literal not in PART_OF_NONE


def messages():
    for pattern in TELL_PEOPLE:
        for file in sorted(SOURCE.glob(pattern)):
            if file.name not in NO_MESSAGES and not re.search(r"_(windows|macos)\.cpp$", file.name):
                for literals in statements(file.read_text(encoding="utf-8")):
                    if any(has_words(one) for one in literals):
                        yield file.relative_to(SOURCE), literals


def entries(page):
    """Messages of the page, each as the words of it that do not vary."""
    varies = r"\.\.|'[^']*'|\b(?:N|X|NAME)\b|quoin_entry_\d|\bABI major|\blib\w+\.so|[\d(),:;]|AArch64"
    for row in re.findall(r"(?m)^\| (.*?) \|", page):
        for phrase in re.findall(r"`([^`]+)`", row):
            words = [one.strip() for one in re.split(varies, phrase)]
            yield phrase, [one for one in words if len(one) > 1]


class Messages(unittest.TestCase):
    def test_every_word_is_held_by_a_test(self):
        held = []
        for file in sorted((SOURCE / "tests").rglob("*.cpp")):
            code = re.sub(r'(HasSubstr|StartsWith|EndsWith)\(\s*("(\\.|[^"\\])*"\s*)*', "(", file.read_text(encoding="utf-8"))
            held += [one for literals in statements(code) for one in literals]
        held = "\n".join(held)
        count = 0
        for file, literals in messages():
            for literal in filter(has_words, literals):
                count += 1
                with self.subTest(file=str(file), words=literal):
                    self.assertTrue(literal in held)
        self.assertGreater(count, 200)

    def test_every_message_has_its_entry(self):
        def own_words(text):  # what all messages have tells none from another
            return len(re.sub("expected|found|[^A-Za-z]", "", text))

        known = [words for _, words in entries(PAGE.split("## A query fails")[0]) if own_words("".join(words)) > 2]
        for file, literals in messages():
            text = "\n".join(literals)
            if "expected " in text and own_words(text) > 2:
                with self.subTest(file=str(file), message=text):
                    self.assertTrue(any(all(one in text for one in words) for words in known))

    def test_every_entry_is_a_message(self):
        sources = "\n".join(one for folder in ("host", "plugins") for file in sorted((SOURCE / folder).rglob("*.cpp"))
                            for literals in statements(file.read_text(encoding="utf-8")) for one in literals)
        found = list(entries(PAGE.split("## quoin check finds something")[0]))
        self.assertGreater(len(found), 80)
        for phrase, words in found:
            for one in words:
                with self.subTest(phrase=phrase, words=one):
                    self.assertTrue(one in sources)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
