"""An influence as text: words first, then the numbers."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from ...sim.intervals import proportion
from . import words
from .comparisons import Comparison, Influence
from .figures import NONE, between, change, shown

WIDTH = 78


def summary(found: Influence, scenario: str) -> str:
    """What the report comes to, in some ten lines; ``scenario`` is the title of what was played."""
    lines = beginning(found, scenario)
    compared = [line for said in words.summary(found) for line in indented(said)]
    if compared:
        lines += ["", words.MOVED, *compared]
    if found["choices"]:
        lines += ["", words.CHOICES, *(line for said in words.picks(found) for line in indented(said))]
    if compared:
        lines += ["", *wrap(words.MORE, WIDTH)]
    return "\n".join(lines)


def beginning(found: Influence, scenario: str) -> list[str]:
    """What was played, and how often the card came up."""
    lines = [*wrap(heading(found, scenario), WIDTH), *wrap(words.opening(found), WIDTH)]
    return [*lines, *(wrap(hint, WIDTH) if (hint := words.hint(found)) else [])]


def told(found: Influence, scenario: str) -> str:
    """The whole report; ``scenario`` is the title of what was played."""
    lines = beginning(found, scenario)
    names = list(words.headings(found))
    for name in names:
        lines += ["", words.HEADINGS[name]]
        lines += [line for said in words.sentences(found, name) for line in indented(said)]
    if found["choices"]:
        lines += ["", words.CHOICES, *(line for said in words.picks(found) for line in indented(said))]
    for name in names:
        lines += ["", words.HEADINGS[name], *table(words.group(found, name))]
    if found["choices"]:
        lines += ["", words.CHOICES, *aligned(choice_rows(found), left=2)]
    if names:
        lines += ["", *wrap(words.READING, WIDTH), *wrap(words.FAIRNESS, WIDTH)]
    return "\n".join(lines)


def heading(found: Influence, scenario: str) -> str:
    """What was played."""
    setup = found["setup"]
    table = ", ".join(part for part in (scenario, setup["length"], setup["difficulty"]) if part)
    pairs = f"{found['pairs']:,} pairs of games in {found['seconds']:.1f} s"
    return f"{found['title']}, with and without it: {pairs} ({table}; {', '.join(found['bots'])})."


def indented(text: str) -> list[str]:
    """A sentence below a heading; the sign of percent stays with its number."""
    lines = wrap(text.replace(" %", "\u00a0%"), WIDTH, initial_indent="  ", subsequent_indent="    ")
    return [line.replace("\u00a0", " ") for line in lines]


def table(compared: Sequence[Comparison]) -> Iterator[str]:
    """The rows of a heading; what is known only where the card came up needs no column for all pairs."""
    everywhere = any(each["every"] is not None for each in compared)
    columns = ["", "without", "with", *(["all pairs"] if everywhere else []), "where it came up"]
    return aligned([columns, *(row(each, everywhere) for each in compared)])


def row(each: Comparison, everywhere: bool) -> list[str]:
    """One comparison, its differences with their intervals."""
    share = each["share"]
    cells = [each["title"], shown(each["without"], share), shown(each["with_card"], share)]
    for found in (each["every"], each["came"]) if everywhere else (each["came"],):
        cells.append(f"{change(found, share)} [{between(found, share)}]" if found is not None else NONE)
    return cells


def choice_rows(found: Influence) -> Iterator[tuple[str, ...]]:
    """How often each choice was taken."""
    for each in found["choices"]:
        low, high = proportion(each["picked"], each["asked"])
        rate = f"{shown(each['picked'] / each['asked'], share=True)} [{100 * low:.1f} to {100 * high:.1f}]"
        yield each["bot"], each["text"], f"{each['picked']:,} of {each['asked']:,}", rate


def aligned(rows: Iterable[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Columns; all but the first ones to the right."""
    rows = [list(row) for row in rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    for row in rows:
        cells = [
            cell.ljust(width) if at < left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(["", *cells]).rstrip()
