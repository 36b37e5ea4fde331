"""An influence as a page of its own, made like the page of a simulation: sentences, pictures, tables beside them."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from ... import __version__
from ...definitions import Library
from ...sim.intervals import Interval
from ...sim.page import environment, template_text
from ...sim.page.amounts import count
from ...sim.page.exhibits import BETWEEN, Count, Heads, ends, mean_bars, shares
from ...sim.page.parts import Amount, Bar, Column, Exhibit, Picture, Section, Table
from ...sim.page.pictures import bars, scale_for
from ...sim.page.titles import Titles
from ...sim.report import MeanReport
from . import words
from .comparisons import Comparison, Influence
from .figures import between, change, shown

SIGN = "\u00a0%"


def page(found: Influence, library: Library, packs: Sequence[Path] = ()) -> str:
    """The page, as HTML; ``packs`` are the folders that were added, for the command that makes the numbers again."""
    titles = Titles(library, found["setup"]["scenario"])
    template = environment().from_string(template_text())
    return template.render(
        title=f"{found['title']}: what the card does",
        lead=" ".join(part for part in (words.opening(found), words.hint(found)) if part),
        setup=list(setup(found, titles, packs)),
        command=command(found, packs),
        sections=list(sections(found)),
        reading=f"{words.READING} {words.FAIRNESS}",
        made=f"Made by alliance-game {__version__}.",
    )


def setup(found: Influence, titles: Titles, packs: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """What was played."""
    chosen = found["setup"]
    yield "Card", f"{found['title']} ({found['card']})"
    yield "Scenario", titles.scenario.title
    yield "Bots", ", ".join(found["bots"])
    yield "Length", f"{chosen['length']}, {chosen['rounds']} rounds"
    if chosen["difficulty"]:
        yield "Difficulty", chosen["difficulty"]
    yield "Options", ", ".join(titles.option(name) for name in chosen["options"]) or "none"
    if packs:
        yield "Packs", ", ".join(str(pack) for pack in packs)
    yield "Pairs of games", count(found["pairs"])
    yield "With the card", count(found["came"])
    yield "Seeds", f"{chosen['seed']} to {chosen['seed'] + max(0, found['pairs'] - 1)}, one for each pair"
    yield "Version", __version__


def command(found: Influence, packs: Sequence[Path]) -> str:
    """The command line that makes the same page again."""
    chosen = found["setup"]
    line = ["alliance-game", "report", found["card"], "--games", str(found["pairs"])]
    line += ["--seats", ",".join(found["bots"]), "--scenario", chosen["scenario"], "--states", str(chosen["states"])]
    line += ["--length", chosen["length"]]
    line += ["--difficulty", chosen["difficulty"]] if chosen["difficulty"] else []
    for option in chosen["options"]:
        line += ["--option", option]
    for pack in packs:
        line += ["--pack", str(pack)]
    return shlex.join([*line, "--seed", str(chosen["seed"]), "-o", "report.html"])


def sections(found: Influence) -> Iterator[Section]:
    """One for each heading that there is something to say about."""
    for name in words.headings(found):
        said = [nobreak(sentence) for sentence in words.sentences(found, name)]
        effects = [sentence for sentence in said if not sentence.startswith(words.NOTHING)] or said[:1]
        notes = tuple(sentence for sentence in said if sentence not in effects)
        yield Section(name, words.HEADINGS[name], " ".join(effects), tuple(exhibits(found, name)), notes)
    if found["choices"]:
        yield choices(found)


def exhibits(found: Influence, name: str) -> Iterator[Exhibit]:
    """A picture of the differences and a table; shares of games and numbers have scales of their own."""
    for share in (True, False):
        compared = [each for each in words.group(found, name) if each["share"] is share]
        if compared:
            yield Exhibit(picture(compared, share), table(compared, share))


def picture(compared: Sequence[Comparison], share: bool) -> tuple[Picture, ...]:
    """The differences where the card came up."""
    found = [Bar(each["title"], difference(each["came"], share)) for each in compared]
    if not share:
        return mean_bars("Difference where the card came up", found)
    scale = scale_for([0.0, *(100 * end for end in ends(found))], unit=SIGN, each=0.01)
    return bars("Difference where the card came up, in percentage points", found, scale)


def difference(found: MeanReport, share: bool) -> Amount:
    """A difference as it stands in a picture."""
    low, high = found["low"], found["high"]
    interval = None if low is None or high is None else Interval(low, high)
    return Amount(found["mean"], interval, change(found, share), between(found, share))


def table(compared: Sequence[Comparison], share: bool) -> Table:
    """The same numbers, and how much it is on both sides."""
    everywhere = any(each["every"] is not None for each in compared)
    columns = [Column("", number=False), Column("Without"), Column("With")]
    columns += [Column("All pairs"), BETWEEN] if everywhere else []
    rows = []
    for each in compared:
        cells = [each["title"], *(nobreak(shown(each[side], share)) for side in ("without", "with_card"))]
        if everywhere:
            cells += [change(each["every"], share), between(each["every"], share)]
        rows.append((*cells, change(each["came"], share), between(each["came"], share)))
    caption = "Shares of games, differences in percentage points" if share else "Numbers"
    return Table(caption, (*columns, Column("Where it came up"), BETWEEN), tuple(rows))


def choices(found: Influence) -> Section:
    """Which bot chose what."""
    said = [nobreak(sentence) for sentence in words.picks(found)]
    shown_ = []
    for name in dict.fromkeys(each["bot"] for each in found["choices"]):
        own = [Count(each["text"], each["picked"], each["asked"]) for each in found["choices"] if each["bot"] == name]
        shown_.append(shares(f"Choices of {name}", Heads("Choice", "Taken"), own))
    return Section("choices", words.CHOICES, said[0], tuple(shown_), tuple(said[1:]))


def nobreak(text: str) -> str:
    """The sign of percent never stands alone at the beginning of a line."""
    return text.replace(" %", SIGN)
