"""One fault at a time: put into a copy, tests run, taken out again."""

import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from .chosen_tests import FileOfTests
from .copies import Copy, End
from .faults import Fault
from .results import NOTICED, TOO_LONG, UNNOTICED, Result, diff
from .warm import NOT_TO_BE_DONE

_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/[\w/]+\.py\S*)", re.MULTILINE)
BADLY_ASKED = (4, 5)
"""What pytest says when it has no tests to run."""
GENEROUS, START = 3, 20
"""A fault may make tests take so many times as long, and so many seconds more, before they are stopped."""


class Judge:
    """Runs the tests that are likeliest to notice a fault: those that run its line, the best at noticing first."""

    def __init__(self, tests: Sequence[FileOfTests], seconds: float, *, anew: bool = False) -> None:
        self._tests = tests
        self._most = seconds
        self._anew = anew
        self._noticed: Counter[str] = Counter()

    def learn(self, result: Result) -> None:
        """Tests that notice much, and soon, are asked earlier."""
        if result.by:
            self._noticed[result.by.split("::")[0]] += 1

    def chosen(self, fault: Fault) -> list[FileOfTests]:
        """The tests for a fault, as many as fit into the time; all of a module's for what is read when it is loaded."""
        able = [test for test in self._tests if test.lines.get(fault.module)]
        if fault.runs:
            lines = range(fault.lines[0], fault.lines[1] + 1)
            able = [test for test in able if test.lines[fault.module].intersection(lines)]
        able.sort(key=lambda test: self._worth(test, fault), reverse=True)
        found: list[FileOfTests] = []
        for test in able:
            if not found or sum(each.seconds for each in found) + test.seconds <= self._most:
                found.append(test)
        return found

    def _worth(self, test: FileOfTests, fault: Fault) -> float:
        stem = Path(fault.module).stem.rstrip("s")
        near = 3 if Path(test.name).parent.name in fault.module else 1
        named = 4 if stem in test.name else 1
        return (1 + self._noticed[test.name]) * near * named / (1 + test.seconds)

    def judged(self, fault: Fault, copy: Copy, turn: int) -> Result:
        """What the tests say to a fault."""
        source = (copy.folder / fault.module).read_text(encoding="utf-8")
        tests = self.chosen(fault)
        end = self._asked(fault, copy, source, tests, turn) if tests else End(0, 0.0, "", cut_off=False)
        found = _FAILED.search(end.output)
        by = found[1] if found and end.code else ""
        verdict = TOO_LONG if end.cut_off else NOTICED if end.code else UNNOTICED
        told = diff(fault, source)
        result = Result(fault.key, fault.module, fault.line, fault.kind, verdict, end.seconds, by, told, len(tests))
        self.learn(result)
        return result

    def _asked(self, fault: Fault, copy: Copy, source: str, tests: Sequence[FileOfTests], turn: int) -> End:
        """In a fork of what is loaded, where that can be done; else in a process that begins anew."""
        names = [test.name for test in tests]
        seconds = GENEROUS * sum(test.seconds for test in tests) + START
        end = None
        if fault.runs and not self._anew:
            told = {"module": fault.module, "function": fault.function, "text": fault.put_into(source), "lines": ""}
            end = copy.ask(tests=names, seconds=seconds, wall=20 * seconds, **told)
        if end is None or end.code == NOT_TO_BE_DONE:
            path = copy.folder / fault.module
            try:
                _written(path, fault.put_into(source), turn)
                end = copy.run(names, seconds, 20 * seconds)
            finally:
                _written(path, source, turn + 1)
        if end.code in BADLY_ASKED:
            raise SystemExit(f"There are no tests in {', '.join(names)}:\n{end.output}")
        return end


def _written(path: Path, text: str, turn: int) -> None:
    """A module with a time of its own, so that Python never takes an older one that it has compiled."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_500_000_000 + turn * 2,) * 2)
