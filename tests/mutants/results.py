"""What was found out so far: one line a fault in a file, so that a run can be stopped and continued."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import unified_diff
from pathlib import Path

from alliance_game.sim.intervals import proportion

from .faults import Fault

NOTICED, TOO_LONG, UNNOTICED = "noticed", "took too long", "unnoticed"


@dataclass(frozen=True)
class Result:
    """What the tests said to a fault."""

    key: str
    module: str
    line: int
    kind: str
    verdict: str
    seconds: float
    by: str
    """The test that noticed it."""
    diff: str
    tests: int
    """How many files of tests were to be run."""


def diff(fault: Fault, source: str) -> str:
    """The fault as a difference, with a line around it."""
    lines = unified_diff(source.splitlines(), fault.put_into(source).splitlines(), fault.module, "", n=1, lineterm="")
    return "\n".join([*lines][2:])


def kept(file: Path) -> dict[str, Result]:
    """The latest result of each fault."""
    if not file.exists():
        return {}
    found = (Result(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines())
    return {each.key: each for each in found}


def keep(file: Path, result: Result) -> None:
    """Add a result."""
    with file.open("a", encoding="utf-8") as output:
        output.write(json.dumps(asdict(result)) + "\n")


def summary(results: Iterable[Result], wanted: int) -> str:
    """Counts, the share that was noticed with its 95 % interval, each module's, and every fault that was not."""
    found = [*results]
    verdicts = Counter(each.verdict for each in found)
    noticed = len(found) - verdicts[UNNOTICED]
    between = proportion(noticed, len(found))
    share = f"{100 * noticed / len(found):.1f} %" if found else "-"
    lines = [f"{each.module}:{each.line} ({each.kind})\n{each.diff}\n" for each in missed(found)]
    lines += [f"{module}: {counted}" for module, counted in by_module(found)]
    minutes = sum(each.seconds for each in found) / 60
    lines.append(f"{len(found)} of {wanted} faults tried in {minutes:.0f} minutes of processor time.")
    lines.append(", ".join(f"{verdict} {verdicts[verdict]}" for verdict in (NOTICED, TOO_LONG, UNNOTICED)))
    lines.append(f"Noticed: {share}, 95 % interval {100 * between.low:.1f} to {100 * between.high:.1f} %.")
    return "\n".join(lines)


def missed(results: Iterable[Result]) -> list[Result]:
    """The faults that no test noticed, by place."""
    return sorted((each for each in results if each.verdict == UNNOTICED), key=lambda each: (each.module, each.line))


def by_module(results: Iterable[Result]) -> list[tuple[str, str]]:
    """Of each module how many faults were noticed."""
    tried: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    for each in results:
        tried[each.module] += 1
        noticed[each.module] += each.verdict != UNNOTICED
    return [(module, f"{noticed[module]} of {number}") for module, number in sorted(tried.items())]
