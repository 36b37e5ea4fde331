"""What an author may write: frozen models, no files, expressions still as text."""

from .agreements import Agenda, Agreement, Marks, Obligation
from .cards import Card, Choice, CrisisCard, IncidentCard, Selector
from .library import DeckCard, Library, Origin, Place
from .phases import Block, Hook, Phase
from .ruleset import Ruleset, RulesFolder
from .scenario import Scenario, StateOf
from .tactics import CodexEntry, CouncilConsent, Form, NumberParam, Tactic
from .tracks import Track, Tracks, Values

__all__ = [
    "Agenda",
    "Agreement",
    "Block",
    "Card",
    "Choice",
    "CodexEntry",
    "CouncilConsent",
    "CrisisCard",
    "DeckCard",
    "Form",
    "Hook",
    "IncidentCard",
    "Library",
    "Marks",
    "NumberParam",
    "Obligation",
    "Origin",
    "Phase",
    "Place",
    "RulesFolder",
    "Ruleset",
    "Scenario",
    "Selector",
    "StateOf",
    "Tactic",
    "Track",
    "Tracks",
    "Values",
]
