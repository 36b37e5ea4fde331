"""``manual`` and ``print``: a ruleset to read; cards, briefings, roles, slips and quizzes on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..definitions import Library
from ..engine import compile_rules
from ..engine.rules import Rules
from ..errors import AllianceError, choice_of, did_you_mean
from ..wording import say
from .app import data, talk
from .counting import checked_place, put
from .packing import library_with

if TYPE_CHECKING:
    from ..authoring.sheets import Paper

FIRST = "concert"
"""The ruleset, and the scenario, that is meant if none is named, and it is there."""


def write_manual(ruleset: str, packs: list[Path], file: Path | None) -> int:
    """The manual as text, or as a page."""
    from ..authoring.manual import as_text, manual_of

    library = library_with(packs)
    if file is not None:
        checked_place(file)
    manual = manual_of(library, ruleset or first_ruleset(library))
    if file is None:
        data(as_text(manual))
        return 0
    from ..authoring.manual.page import page

    put(file, page(manual))
    data(f"The manual of {manual.title}: {file}")
    return 0


def first_ruleset(library: Library) -> str:
    """The ruleset that is meant if none is named."""
    return FIRST if FIRST in library.rulesets else min(library.rulesets)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed, of which game, on which paper; on the standard output if no file is named."""

    what: str
    packs: list[Path]
    paper: str
    file: Path | None
    deck: str | None = None
    scenario: str | None = None
    states: int | None = None
    length: str | None = None


Sheets = tuple[str, list[str], list[str]]
"""A page, what is told of it, and what was left out."""


def print_things(order: Order) -> int:
    """Write a page to print."""
    from ..authoring.sheets import paper_named

    checked(order)
    chosen, library = paper_named(order.paper), library_with(order.packs)
    if order.file is not None:
        checked_place(order.file)
    text, told, missing = PRINTED[order.what](library, order, chosen)
    if order.file is None:
        data(text)
    else:
        put(order.file, text)
    # Where the page itself is what is printed, nothing else may stand in it.
    tell = talk if order.file is None else data
    for line in told:
        tell(line)
    for line in missing:
        talk(line)
    return 0


def checked(order: Order) -> None:
    """Raises ``AllianceError`` for what cannot be printed, and for options that mean nothing there."""
    if order.what not in PRINTED:
        hint = did_you_mean(order.what, PRINTED) or choice_of(PRINTED)
        raise AllianceError(say("'{what}' cannot be printed.", what=order.what) + hint)
    if order.what != CARDS and order.deck is not None:
        raise AllianceError(say("--deck is for cards alone."))
    if order.what == CARDS and (order.scenario, order.states, order.length) != (None, None, None):
        raise AllianceError(
            say("--scenario, --states and --length are not for cards, which are printed for all games.")
        )


def card_sheets(library: Library, order: Order, paper: Paper) -> Sheets:
    """Cards to cut out. Raises ``AllianceError`` if there are none."""
    from ..authoring.sheets import printable
    from ..authoring.sheets.page import page

    found = printable(library, order.deck)
    if not found.faces:
        raise AllianceError(f"There is nothing to print: no scenario plays with {named(found.idle) or 'any card'}.")
    text = page(found.faces, paper, f"Cards: {order.deck}" if order.deck else "Cards")
    cards, sheets = sum(face.copies for face in found.faces), text.count("<section")
    told = f"{several(cards, 'card')} on {several(sheets, 'sheet')} of {paper.name}; print at 100 %."
    idle = [f"Left out, because no scenario plays with them: {named(found.idle)}."] if found.idle else []
    return text, [told], idle


def table(library: Library, order: Order) -> Rules:
    """The rules of the game that is meant; raises as ``compile_rules`` does."""
    return compile_rules(library, order.scenario or FIRST, order.states, order.length)


def briefing_sheets(library: Library, order: Order, paper: Paper) -> Sheets:
    """What the table, each team and the teacher read first."""
    from ..authoring.sheets.briefings import page, teacher_parts

    rules = table(library, order)
    scenario = library.scenario(rules.scenario)
    told = say(
        "{scenario}: a page for the table, one for each of {states} states and one for the teacher."
        if any(teacher_parts(scenario))
        else "{scenario}: a page for the table and one for each of {states} states.",
        scenario=scenario.title,
        states=rules.players,
    )
    return page(rules, paper), [told, at_full_size(paper)], []


def role_sheets(library: Library, order: Order, paper: Paper) -> Sheets:
    """Who in a team does what."""
    from ..authoring.sheets.roles import page
    from ..content.roles import roles

    rules = table(library, order)
    told = say(
        "{scenario}: {roles} role cards for each of {states} states, two on a sheet.",
        scenario=library.scenario(rules.scenario).title,
        roles=len(roles()),
        states=rules.players,
    )
    return page(rules, paper), [told, at_full_size(paper)], []


def bid_sheets(library: Library, order: Order, paper: Paper) -> Sheets:
    """Slips to answer on. Raises ``AllianceError`` if the rules ask for no numbers."""
    from ..authoring.sheets.bids import page

    rules = table(library, order)
    text, title = page(rules, paper), library.scenario(rules.scenario).title
    rounds = rules.machine.rounds
    told = say(
        "{scenario}: a slip for each of {states} states, for 1 round."
        if rounds == 1
        else "{scenario}: a slip for each of {states} states and {rounds} rounds.",
        scenario=title,
        states=rules.players,
        rounds=rounds,
    )
    return text, [told, at_full_size(paper)], []


def quiz_sheets(library: Library, order: Order, paper: Paper) -> Sheets:
    """What a class answers before and after a game. Raises ``AllianceError`` if the scenario has no quiz."""
    from ..authoring.sheets.quiz import page

    if (order.states, order.length) != (None, None):
        raise AllianceError(say("--states and --length are not for a quiz, which is the same for all games."))
    name = order.scenario or FIRST
    scenario = library.scenario(name)
    told = say("{scenario}: a sheet to copy for each pupil, and the key for the teacher.", scenario=scenario.title)
    return page(scenario, name, paper), [told, at_full_size(paper)], []


def at_full_size(paper: Paper) -> str:
    """How to print it."""
    return say("Print it on {paper} at 100 %.", paper=paper.name)


CARDS = "cards"
PRINTED = {
    CARDS: card_sheets,
    "briefings": briefing_sheets,
    "roles": role_sheets,
    "bids": bid_sheets,
    "quiz": quiz_sheets,
}
"""What can be printed."""


def several(number: int, noun: str) -> str:
    """``1 sheet``, ``5 sheets``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def named(cards: tuple[str, ...]) -> str:
    """The first few ids, and how many more there are."""
    return ", ".join(cards) if len(cards) < 6 else f"{', '.join(cards[:5])} and {len(cards) - 5} more"
