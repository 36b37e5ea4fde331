"""On what terms a game is played in a lesson: how long a team has for each answer, and how it begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from ...engine import Decision, View

Kind = Literal["act", "consent", "choice", "ask", "sealed"]
"""What a team is asked: an action, a yes or no, what a card asks, a number aloud, a number in secret."""


def unhurried(kind: Kind) -> int:
    """Nobody is hurried."""
    return 0


def unnoted(kind: Kind, seconds: int) -> None:
    """Nobody wants to know how long an answer took."""


class Terms(NamedTuple):
    """The terms of a lesson; those of any other game hurry nobody and tell nothing again."""

    seconds: Callable[[Kind], int] = unhurried
    """Seconds for an answer of a kind; 0 for as long as it takes."""
    recap: bool = False
    """Whether the game begins with what happened so far."""
    answered: Callable[[Kind, int], None] = unnoted
    """Is told of each answer that a person has given, and of the seconds since the question."""


def kind_of(seen: View, asked: Decision) -> Kind:
    """What kind of answer a question wants."""
    match asked.kind:
        case "act" | "consent" | "choice":
            return asked.kind
    return "sealed" if seen.sealed else "ask"
