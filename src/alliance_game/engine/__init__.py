"""Rules as functions over a position."""

from .chronicle import Cause, Entries, Entry, chronicle, place_of
from .decision import Decision
from .defaults import default_move
from .fingerprint import fingerprint, position_hash
from .interventions import Intervention, injectable, intervene, intervention
from .invariants import violations
from .moves import Move
from .outcome import AgendaResult, Outcome, outcome
from .position import Position
from .preview import Effect, Preview, preview
from .reasons import why_not
from .rules import Rules, Setup, compile_rules
from .setup import new_game
from .verbs import apply, decision, decisions
from .view import View, view

__all__ = [
    "AgendaResult",
    "Cause",
    "Decision",
    "Effect",
    "Entries",
    "Entry",
    "Intervention",
    "Move",
    "Outcome",
    "Position",
    "Preview",
    "Rules",
    "Setup",
    "View",
    "apply",
    "chronicle",
    "compile_rules",
    "decision",
    "decisions",
    "default_move",
    "fingerprint",
    "injectable",
    "intervene",
    "intervention",
    "new_game",
    "outcome",
    "place_of",
    "position_hash",
    "preview",
    "view",
    "violations",
    "why_not",
]
