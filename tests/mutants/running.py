"""One fault at a time: put into a copy, tests run, taken out again."""

import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .chosen_tests import TestFile
from .copies import End, waited
from .faults import Fault
from .results import NOTICED, TOO_LONG, UNNOTICED, Result, diff

_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/[\w/]+\.py\S*)", re.MULTILINE)
COLLECTED_NOTHING = 5
GENEROUS, START = 3, 20
"""A fault may make tests take so many times as long, and so many seconds more, before they are stopped."""


class Judge:
    """Runs the tests that are likeliest to notice a fault: those that run its line, the best at noticing first."""

    def __init__(self, tests: Sequence[TestFile], seconds: float) -> None:
        self._tests = tests
        self._most = seconds
        self._noticed: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()

    def learn(self, result: Result) -> None:
        """Tests that notice much, and soon, are asked earlier."""
        if result.by:
            self._noticed[result.by.split("::")[0]] += 1

    def chosen(self, fault: Fault, lines: range) -> list[TestFile]:
        """The tests for a fault, as many as fit into the time."""
        able = [test for test in self._tests if test.lines.get(fault.module, frozenset()).intersection(lines)]
        able.sort(key=lambda test: self._worth(test, fault), reverse=True)
        found: list[TestFile] = []
        for test in able:
            if not found or sum(each.seconds for each in found) + test.seconds <= self._most:
                found.append(test)
        return found

    def _worth(self, test: TestFile, fault: Fault) -> float:
        stem = Path(fault.module).stem
        near = 3 if Path(test.name).parent.name in fault.module else 1
        named = 4 if stem.rstrip("s") in test.name or stem in test.name else 1
        return (1 + self._noticed[test.name]) * near * named / (2 + test.seconds)

    def judged(self, fault: Fault, copy: Path, turn: int) -> Result:
        """What the tests say to a fault."""
        path = copy / fault.module
        source = path.read_text(encoding="utf-8")
        bad = fault.put_into(source)
        first = source.encode()[: fault.begin].count(b"\n") + 1
        tests = self.chosen(fault, range(first, first + fault.before.count("\n") + 1))
        end = End(0, 0.0, "", cut_off=False)
        if tests:
            try:
                _written(path, bad, turn)
                end = _run(copy, tests)
            finally:
                _written(path, source, turn + 1)
        found = _FAILED.search(end.output)
        by = found[1] if found and end.code else ""
        verdict = TOO_LONG if end.cut_off else NOTICED if end.code else UNNOTICED
        told = diff(fault, source)
        result = Result(fault.key, fault.module, fault.line, fault.kind, verdict, end.seconds, by, told, len(tests))
        self.learn(result)
        return result


def _written(path: Path, text: str, turn: int) -> None:
    """A module with a time of its own, so that Python never takes an older one that it has compiled."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_500_000_000 + turn * 2,) * 2)


def _run(copy: Path, tests: Sequence[TestFile]) -> End:
    expected = sum(test.seconds for test in tests)
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-rfE", "--tb=line", "-p", "no:cacheprovider"]
    limit = GENEROUS * expected + START
    end = waited([*command, *(test.name for test in tests)], copy, limit, 20 * limit)
    if end.code == COLLECTED_NOTHING:
        raise SystemExit(f"There are no tests in {', '.join(test.name for test in tests)}:\n{end.output}")
    return end
