"""What a person reads before the first move: who they are, what they want, the table's briefing."""

from __future__ import annotations

from ...describe import ending, scenarios
from ...describe.guidance import Note
from ...sitting import Sitting
from ...wording import say
from ..parts.sheet import Line, line, wrapped


def greeting_lines(sitting: Sitting, seat: int, width: int) -> list[Line]:
    """One's state and secret agenda, then the briefing; a scenario that explains itself has no briefing here."""
    state = sitting.rules.states[seat]
    scenario = sitting.rules.library.scenario(sitting.game.position.setup.scenario)
    texts = [
        say("You lead {state}.", state=state.in_words),
        *ending.own_agenda(sitting.seen(seat)),
        *scenarios.paragraphs(state.briefing),
        *([] if sitting.guided or sitting.game.moves else scenarios.briefing(scenario)),
    ]
    return [part for text in texts if text for part in (*wrapped(text, width, "", " "), ())]


def note_lines(note: Note, width: int) -> list[Line]:
    """What a guide says: a title and a few sentences."""
    return [line((f" {note.title}", "head")), *wrapped(note.text, width, "", " "), ()]
