"""Counts the tests of all runs: `tally.py build/reports`.

Reads checks.tsv (outcome, name, reason), what ctest wrote (PRESET.xml) and what each GoogleTest program wrote
(PRESET/PROGRAM.xml). A GoogleTest program counts with its cases, any other test as one. Prints the failed and the
skipped ones and, as the last line, `N passed, N failed, N skipped`; ends with 1 where something failed or nothing ran.
"""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def gtest_cases(report):
    """(outcome, name, why) of each case of one GoogleTest program."""
    for suite in xml.parse(report).getroot().iter("testsuite"):
        for case in suite.iter("testcase"):
            name = f"{suite.get('name')}.{case.get('name')}"
            skipped = case.find("skipped")
            if case.find("failure") is not None:
                yield "failed", name, ""
            elif skipped is not None or case.get("result") in ("skipped", "suppressed"):
                why = skipped.get("message", "") if skipped is not None else "disabled"
                yield "skipped", name, why
            elif case.get("status") == "notrun":
                yield "skipped", name, "disabled"
            else:
                yield "passed", name, ""


def ctest_outcome(case):
    if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
        return "failed"
    if case.find("skipped") is not None or case.get("status") in ("notrun", "disabled", "skipped"):
        skipped = case.find("skipped")
        message = skipped.get("message", "") if skipped is not None else ""
        # A program that was not built or whose fixture failed is no skipped test.
        return "failed" if "Unable to find" in message or "Not Run" in message else "skipped"
    return "passed"


def outcomes(reports):
    for line in (reports / "checks.tsv").read_text().splitlines():
        outcome, name, why = line.split("\t")
        yield outcome, name, why
    for run in sorted(reports.glob("*.xml")):
        preset = run.stem
        for case in xml.parse(run).getroot().iter("testcase"):
            name = case.get("name")
            whole = ctest_outcome(case)
            report = reports / preset / f"{name}.xml"
            try:
                cases = list(gtest_cases(report)) if report.exists() else []
            except xml.ParseError:
                cases = []
            for outcome, inner, why in cases:
                yield outcome, f"{preset}/{name}/{inner}", why
            seen_failing = any(outcome == "failed" for outcome, _, _ in cases)
            if not cases:
                yield whole, f"{preset}/{name}", ""
            elif whole == "failed" and not seen_failing:
                yield "failed", f"{preset}/{name}", "the program ended with an error though its cases passed"


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for outcome, name, why in outcomes(Path(sys.argv[1])):
        counts[outcome] += 1
        if outcome != "passed":
            print(f"{outcome}: {name}" + (f" ({' '.join(why.split())})" if why else ""))
    print(", ".join(f"{number} {outcome}" for outcome, number in counts.items()))
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
