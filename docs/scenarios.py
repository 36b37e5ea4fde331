"""Write docs/scenarios.md from the scenarios themselves."""

from collections.abc import Iterator
from pathlib import Path

from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.describe.naming import sentence
from alliance_game.describe.scenarios import in_short, sections

PAGE = Path(__file__).with_name("scenarios.md")
USUAL = "concert"
HEAD = """\
# Scenarios

Every table that comes with the game: `alliance-game play --scenario ID`, or **New game** and `s`. What happened on a
dated card has its source on the card's page in the codex; how even each scenario is stands in
[Notes on balance](balance.md#scenarios). This page is written by `python docs/scenarios.py`.
"""


def page(library: Library) -> str:
    """The whole page; the usual scenario comes first."""
    order = sorted(library.scenarios, key=lambda name: (name != USUAL, library.scenarios[name].title))
    return "\n".join([HEAD, *(line for name in order for line in lines(library, name))])


def lines(library: Library, name: str) -> Iterator[str]:
    """One scenario: its line, what it is, and its sections."""
    scenario = library.scenario(name)
    yield from (f"## {scenario.title}", "", f"`{name}`: {in_short(library, name)}.", "")
    if scenario.about:
        yield from (sentence(scenario.about), "")
    for section in sections(scenario):
        yield from (f"**{section.title}**", "", *(f"- {each}" for each in section.sentences), "")


if __name__ == "__main__":
    PAGE.write_text(page(load()), encoding="utf-8")
