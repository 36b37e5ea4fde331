"""The chapter about files: every field of every kind of definition."""

from pydantic import BaseModel

from ...definitions import Agenda, Agreement, CrisisCard, IncidentCard, Phase, Ruleset, Scenario, Tactic, Track
from ...definitions.agreements import Marks, Obligation
from ...definitions.cards import Choice, Selector
from ...definitions.phases import Act, Ask, Block, Draw, Hook
from ...definitions.ruleset import CrisisRules, Deck, Ending, Grade, Group, Instead, Option, Score
from ...definitions.scenario import SeatRange, StateOf
from ...definitions.tactics import CouncilConsent, Form, NumberParam
from ...definitions.timing import Dated, Stop
from .book import Chapter, Entry, anchor
from .verbs import doc, fields

KINDS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("Card: crisis", CrisisCard),
    ("Card: incident", IncidentCard),
    ("Choice of an incident", Choice),
    ("Selector of a state", Selector),
    ("Tactic", Tactic),
    ("Form of a tactic", Form),
    ("Number that a player chooses", NumberParam),
    ("Vote on a tactic", CouncilConsent),
    ("Agreement", Agreement),
    ("Obligation of an agreement", Obligation),
    ("Agenda", Agenda),
    ("Marks of an agenda", Marks),
    ("Scenario", Scenario),
    ("State of a scenario", StateOf),
    ("Seats of a scenario", SeatRange),
    ("Dated card of a scenario", Dated),
    ("Early end of a scenario", Stop),
    ("Ruleset", Ruleset),
    ("Track", Track),
    ("Deck", Deck),
    ("Group of tactics", Group),
    ("Option", Option),
    ("What an option plays instead", Instead),
    ("Phase", Phase),
    ("Phase: draw", Draw),
    ("Phase: act", Act),
    ("Phase: ask", Ask),
    ("Hook", Hook),
    ("Block", Block),
    ("Crises", CrisisRules),
    ("Score", Score),
    ("Ending", Ending),
    ("Grade", Grade),
)
"""What can be written in files, cards first."""


def files() -> Chapter:
    """Every field, with what its model remarks on it."""
    entries = tuple(
        Entry(anchor("file", model.__name__.lower()), title, "", tuple(doc(model)), (), tuple(fields(model)))
        for title, model in KINDS
    )
    return Chapter("files", "Fields", "What can be written in a file, and what it means.", entries)
