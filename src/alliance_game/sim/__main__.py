"""``python -m alliance_game.sim``: the tables of docs/bots.md, measured again."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from ..bots.natures import NATURES
from ..content import load
from ..engine import compile_rules
from ..engine.rules import Rules
from ..errors import AllianceError
from .company import company
from .traits import Faces, Seen, Traits, watched_games

NAMES = (*NATURES, "planner")


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and with ``--write`` put the table where it stands in a file."""
    parser = argparse.ArgumentParser(prog="python -m alliance_game.sim", description="Measure the bots' characters.")
    parser.add_argument("table", choices=["traits", "company"], help="what they are like, or how they fare")
    parser.add_argument("--games", type=int, default=60, help="how many games (company: for each place)")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--write", type=Path, help="a file that holds the table between two marks")
    given = parser.parse_args(arguments)
    lines = list((traits_table if given.table == "traits" else company_table)(given.games, given.seed))
    sys.stdout.write("\n".join([*lines, ""]))
    if given.write is not None:
        try:
            put(given.write, given.table, lines)
        except (AllianceError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            return 2
    return 0


def traits_table(games: int, seed: int) -> Iterator[str]:
    """The six traits of each character, and how well it is recognised by them in other games."""
    rules = compile_rules(load(), "concert", 4)
    half = games // 2
    first, second = watched_games(rules, NAMES, half, seed), watched_games(rules, NAMES, half, seed + half)
    faces = Faces(rules, {name: [*first[name], *second[name]] for name in NAMES})
    groups = list(rules.program.symbols.folder.ruleset.groups)
    yield f"| bot | gives | keeps | sides with allies | accepts | answers in kind | {' · '.join(groups)} |"
    yield "|---|---|---|---|---|---|---|"
    yield from (row(name, faces.of[name], groups) for name in NAMES)
    yield ""
    yield recognition(rules, first, second)


def row(name: str, found: Traits, groups: list[str]) -> str:
    """One character."""
    cells = [shown(found.get(trait)) for trait in ("gives", "keeps", "sides", "accepts", "in kind")]
    return f"| {name} | {' | '.join(cells)} | {' · '.join(shown(found.get(group)) for group in groups)} |"


def shown(percent: int | None) -> str:
    """A percentage with a true minus sign."""
    return "–" if percent is None else str(percent).replace("-", "−")


def recognition(rules: Rules, first: dict[str, list[Seen]], second: dict[str, list[Seen]]) -> str:
    """In how many cases the nearest row is the right one, each half of the games judged by the other."""
    said = []
    for after in (1, 2):
        found = [Faces(rules, known).recognised(other, after) for known, other in ((first, second), (second, first))]
        rates = {name: sum(each[name] for each in found) // 2 for name in NAMES}
        whole = sum(rates.values()) // len(rates)
        words = ", ".join(f"{name} {rate}" for name, rate in rates.items())
        said.append(f"after {'one game' if after == 1 else f'{after} games'} {whole} % ({words})")
    return f"Recognised by the nearest row: {'; '.join(said)}."


def company_table(games: int, seed: int) -> Iterator[str]:
    """How each fares among three planners, and among its own kind."""
    library = load()
    yield "| bot | wins among 3 planners | collapse there | collapse of 4 alike |"
    yield "|---|---|---|---|"
    for name in NAMES:
        found = company(library, name, games, seed)
        yield f"| {name} | {found.wins} | {found.collapsed} | {found.own_collapsed} |"


def put(path: Path, name: str, lines: list[str]) -> None:
    """Replace what stands between the marks of a table. Raises ``AllianceError`` if they are not there."""
    text = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    if begin not in text or end not in text:
        raise AllianceError(f"{path} has no place for the table: put '{begin.strip()}' and '{end.strip()}' into it.")
    table = begin + "\n".join(lines) + "\n" + end
    path.write_text(re.sub(re.escape(begin) + ".*" + re.escape(end), lambda _: table, text, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
