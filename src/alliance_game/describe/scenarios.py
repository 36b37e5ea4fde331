"""A scenario as people choose it: its years, how many play for how long, what is different, what it teaches."""

from collections.abc import Iterator
from typing import NamedTuple

from ..definitions import Library, Scenario
from ..wording import marked, say, translated

LEVELS = {"easy": marked("easy"), "medium": marked("medium"), "demanding": marked("demanding")}
"""How hard a scenario is, in words."""


class Section(NamedTuple):
    """A part of a scenario's page: a heading, and sentences below it."""

    title: str
    sentences: tuple[str, ...]


def in_short(library: Library, name: str) -> str:
    """All that fits on a line: ``1949 to 1969; 4 to 6 states; 8 or 5 rounds; medium``."""
    scenario = library.scenario(name)
    level = translated(LEVELS[scenario.level]) if scenario.level is not None else ""
    return "; ".join(part for part in (scenario.era or "", seats(scenario), rounds(library, name), level) if part)


def seats(scenario: Scenario) -> str:
    """``2 to 6 states``."""
    least, most = scenario.seats.min, scenario.seats.max
    if least == most:
        return say("1 state" if most == 1 else "{count} states", count=most)
    return say("{least} to {most} states", least=least, most=most)


def rounds(library: Library, name: str) -> str:
    """``8 or 5 rounds``: for each length of the game; a scenario can say how many itself."""
    scenario = library.scenario(name)
    own = scenario.constants.get("rounds")
    lengths = library.rules_of(name).ruleset.lengths.values()
    counts = [own] if own is not None else list(dict.fromkeys(length["rounds"] for length in lengths))
    *others, last = [str(count) for count in counts]
    if not others:
        return say("1 round" if last == "1" else "{count} rounds", count=last)
    return say("{counts} or {last} rounds", counts=", ".join(others), last=last)


def sections(scenario: Scenario) -> Iterator[Section]:
    """What is different here, what one can learn, and who is at the table."""
    if scenario.own_rules:
        yield Section(say("What is different here"), scenario.own_rules)
    if scenario.teaches:
        yield Section(say("What it teaches"), scenario.teaches)
    states = tuple(f"{state.title}: {state.about}" for state in scenario.states if state.about)
    if states:
        yield Section(say("At the table"), states)


def briefing(scenario: Scenario) -> list[str]:
    """What the table reads before the first move, in paragraphs: the story, then the rules of its own."""
    own = [say("What is different here:"), *(f"· {rule}" for rule in scenario.own_rules)] if scenario.own_rules else []
    return [*paragraphs(scenario.briefing or scenario.about), *own]


def paragraphs(text: str | None) -> list[str]:
    """A longer text as its author divided it."""
    return [part.strip() for part in (text or "").split("\n") if part.strip()]
