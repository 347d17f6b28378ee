"""Makes docs/abi-reference.md of sdk/include/quoin/abi.h: every struct, function and constant with its comment.

usage: abi_reference.py SOURCE_FOLDER > docs/abi-reference.md
"""

import re
import sys
from pathlib import Path

HEAD = """# The ABI, function by function

Generated from [`abi.h`](../sdk/include/quoin/abi.h) by `docs/generate/abi_reference.py`; do not edit it here. How the parts
fit together stands in [architecture](architecture.md), how to begin in [write a provider](write-a-provider.md).
"""


def plain(comment):
    """A comment's text without its stars, in paragraphs."""
    text = re.sub(r"^/\*+|\s*\*+/$", "", comment.strip())
    lines = [re.sub(r"^\s*\* ?", "", line).rstrip() for line in text.splitlines()]
    paragraphs, current = [], []
    for line in lines:
        if line.startswith("  "):  # a table of the header: kept line by line
            if current and not current[-1].startswith("  "):
                paragraphs.append(current)
                current = []
            current.append(line)
        elif not line.strip():
            if current:
                paragraphs.append(current)
            current = []
        else:
            if current and current[-1].startswith("  "):
                current[-1] += " " + line.strip()  # clang-format broke the line of a table
            else:
                current.append(line.strip())
    if current:
        paragraphs.append(current)
    out = []
    for paragraph in paragraphs:
        if paragraph[0].startswith("  "):
            out.append("```text\n" + "\n".join(line[2:] for line in paragraph) + "\n```")
        else:
            out.append(escaped(" ".join(paragraph)))
    return "\n\n".join(out)


def escaped(text):
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").strip()


def one_line(declaration):
    return re.sub(r"\s+", " ", declaration).strip()


def signature(declaration):
    """void(QUOIN_CALL* ref)(const quoin_value* value); -> its name and how it reads without the pointer."""
    found = re.match(r"(.*?)\s*\(QUOIN_CALL\* (\w+)\)\((.*)\);$", one_line(declaration))
    return (found[2], f"{found[1]} {found[2]}({found[3]})") if found else None


class Page:
    def __init__(self, header):
        self.rest = header
        self.out = [HEAD]
        self.comment = ""

    def say(self, *lines):
        self.out.extend(lines)

    def described(self):
        if self.comment:
            self.say("", plain(self.comment))
        self.comment = ""

    def take(self, pattern):
        found = re.match(pattern, self.rest, re.DOTALL)
        if found:
            self.rest = self.rest[found.end():]
        return found

    def constants(self):
        self.say("", "```text")
        while True:
            found = self.take(r"#define (QUOIN_\w+)((?:\\\n|[^\n])*)\n")
            if not found:
                break
            value = found[2].replace("\\\n", " ")
            comment = re.search(r"/\*(.*?)\*/", value, re.DOTALL)
            value = re.sub(r"/\*.*?\*/", "", value, flags=re.DOTALL)
            self.say(f"{found[1]:<22} {one_line(value):<14} {one_line(comment[1]) if comment else ''}".rstrip())
        self.say("```")

    def struct(self, name, body):
        self.say("", f"### {name}")
        self.described()
        pieces = re.findall(r"/\*.*?\*/|[^;/]+;", body, re.DOTALL)
        comment, members = "", []

        def flush():
            if members:
                self.say("", "```text", *members, "```")
                members.clear()

        previous_function = False
        for piece in pieces:
            if piece.startswith("/*"):
                # Behind a member on its line: of the member; else of what comes.
                if members and not comment and self.trails(body, piece):
                    members[-1] += "  " + one_line(piece)
                else:
                    comment = piece
                continue
            function = signature(piece)
            if function:
                flush()
                self.say("", f"#### {name[6:] if name.startswith('quoin_') else name}.{function[0]}", "", "```text", function[1], "```")
                if comment:
                    self.say("", plain(comment))
                previous_function = True
            else:
                if comment:
                    members.append(one_line(comment))
                opened, brace, first = one_line(piece).rpartition("{ ")  # of a union, which begins with its first member
                if brace:
                    members.append(opened + "{")
                members.append(first)
            comment = ""
        flush()
        return previous_function

    @staticmethod
    def trails(body, piece):
        """Whether something stands before the comment on its line."""
        at = body.index(piece)
        return body[body.rfind("\n", 0, at) + 1:at].strip() != ""

    def run(self):
        while self.rest:
            section = self.take(r"/\* -{2,} (.*?)\s*\*?\s*-{2,}\s*\*/\s*")
            if section:
                self.say("", f"## {one_line(section[1])}")
                self.comment = ""
                continue
            comment = self.take(r"(/\*.*?\*/)\s*")
            if comment:
                if self.comment:  # a comment of its own
                    self.described()
                self.comment = comment[1]
                continue
            if re.match(r"#define QUOIN_(CALL|EXPORT|ABI_H)\b", self.rest):
                self.take(r"[^\n]*\n\s*")
                continue
            if re.match(r"#define QUOIN_", self.rest):
                self.described()
                self.constants()
                continue
            struct = self.take(r"typedef struct (\w+) \{(.*?)\n\} \1;\s*")
            if struct:
                self.struct(struct[1], struct[2])
                continue
            opaque = self.take(r"typedef struct (\w+) \1;\s*")
            if opaque:
                self.say("", f"### {opaque[1]}")
                self.described()
                continue
            number = self.take(r"typedef (\w+) (\w+);\s*")
            if number:
                self.say("", f"### {number[2]}", "", f"`{number[1]}`.")
                self.described()
                continue
            entry = self.take(r"QUOIN_EXPORT ([^;]*?)\s*QUOIN_CALL (\w+)\(([^;]*)\);\s*")
            if entry:
                self.say("", f"### {entry[2]}", "", "```text", one_line(f"{entry[1]} {entry[2]}({entry[3]})"), "```")
                self.described()
                continue
            if self.take(r"[^\n]*\n\s*") is None:
                break
        return "\n".join(self.out).rstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.write(Page((Path(sys.argv[1]) / "sdk/include/quoin/abi.h").read_text(encoding="utf-8")).run())
