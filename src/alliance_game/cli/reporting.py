"""``report``: what a card does to games, in words, numbers and as a page."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from ..authoring.influence import influence_of, summary, told
from ..authoring.table.whereabouts import UnknownCard, meant
from ..definitions import Library
from ..engine import compile_rules
from ..errors import AllianceError
from ..sim.pairs import Paired, PairsLost, play_pairs
from .app import data, talk
from .counting import checked_place, put, seated
from .packing import library_with
from .workers import Table, Workers, watched

FIRST = "concert"
"""The scenario that is tried first if none is named."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a report is told: its summary or all of it, or everything as JSON; and everything as a page."""

    full: bool = False
    as_json: bool = False
    page: Path | None = None


def report_card(card: str, table: Table, games: int, seats: str, seed: int, workers: Workers, telling: Telling) -> int:
    """Play the pairs and print what differs; ``card`` is an id or a file. What was finished is printed after Ctrl+C."""
    found = meant(card, table.packs)
    card, table = found.card, replace(table, packs=list(found.packs))
    library = library_with(table.packs)
    table = table if table.scenario else replace(table, scenario=scenario_with(library, card))
    names = seated(library, table, seats)
    if telling.page is not None:
        checked_place(telling.page)
    paired, trouble, code = None, "", 0
    played = (table.scenario, table.length, table.difficulty, table.options)
    try:
        with workers.at_work(games) as engine, watched(games) as progress:
            paired = play_pairs(library, card, games, names, *played, seed, progress, engine)
    except PairsLost as lost:
        paired, trouble, code = lost.paired, str(lost), 1
    except KeyboardInterrupt:
        # Not while games were played, but while workers were started or sent home.
        trouble, code = "Stopped.", 130
    done = paired.tally["pairs",] if paired else 0
    if not trouble and done < games:
        trouble, code = "Stopped.", 130
    if paired and done:
        show(paired, library, table, telling)
    return talk(f"{trouble} {finished(done, games)}", code) if trouble else code


def show(paired: Paired, library: Library, table: Table, telling: Telling) -> None:
    """Words and numbers, or JSON; and the page."""
    found = influence_of(paired)
    in_words = told if telling.full else summary
    data(json.dumps(found) if telling.as_json else in_words(found, library.scenario(table.scenario).title))
    if telling.page is not None:
        from ..authoring.influence.page import page

        put(telling.page, page(found, library, table.packs))


def finished(done: int, games: int) -> str:
    """What the numbers are of."""
    if not done:
        return f"None of {games} pairs was finished: there are no numbers."
    return f"The numbers are of the first {done} of {games} pairs."


def scenario_with(library: Library, card: str) -> str:
    """The first scenario in which a card can come. Raises ``AllianceError`` if there is none."""
    if card not in library.cards:
        raise UnknownCard(card, library.cards)
    names = sorted(library.scenarios, key=lambda name: (name != FIRST, name))
    for name in names:
        if any(card == each for each, _ in library.cards_of(name)):
            return name
    for name in names:
        if any(card == rule.id for rule in compile_rules(library, name).program.cards):
            return name
    folder = library.cards[card].deck
    raise AllianceError(
        f"No scenario plays with '{card}': its folder cards/{folder} fills no deck. "
        f"Add '{folder}' to the `decks` of a scenario; `alliance-game why {card}` says more."
    )
