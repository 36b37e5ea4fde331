"""Crises: whether one can be met, and whether it ever leaves the table."""

from collections.abc import Iterable

from ....definitions.ruleset import CrisisBar
from ....language.program import CardRule, Program
from ....language.steps import ChangeStep, CloseStep, Steps, inner
from .cards import steps_of
from .judge import Judge
from .ledger import Claim, Ledger, Spot
from .ranges import Span, borders
from .walk import changed


class Crises:
    """The crisis cards of one program, by what the ruleset's board says of their tracks."""

    def __init__(self, program: Program, judge: Judge, ledger: Ledger) -> None:
        self._program = program
        self._judge = judge
        self._ledger = ledger
        self._tracks = program.symbols.tracks["crisis"]

    def look(self, cards: Iterable[CardRule]) -> None:
        """Claim crises that nobody can meet."""
        listed = [card for card in cards if card.crisis]
        rules = self._program.symbols.folder.ruleset
        if listed and not any(isinstance(step, CloseStep) for step in steps_of(self._program)):
            message = "No effect of the rules closes a crisis: it stays on the table for ever."
            claim = Claim("crisis-unmeetable", message, "Add an effect such as `{close: c}`.", False)
            self._ledger.say(
                Spot(("ruleset", self._program.symbols.folder_id), ("crises",), at_key=True), "close", claim
            )
        if rules.board.crisis is not None:
            for card in listed:
                self._demand(card, rules.board.crisis)
                if rules.board.crisis.deadline is not None:
                    self._deadline(card, rules.board.crisis.deadline)

    def _demand(self, card: CardRule, bar: CrisisBar) -> None:
        """A demand above what progress can ever be."""
        most = self._tracks[bar.progress].max
        if self._tracks[bar.demand].max <= most:
            return
        least = self._opened(card, bar.demand).low
        claim = None
        if least > most:
            message = f"It asks for {least} at least, but `{bar.progress}` is {most} at most: nobody can meet it."
            claim = Claim("crisis-unmeetable", message, "Ask for less, or raise the track's `max`.", False)
        self._ledger.say(self._spot(card, bar.demand), "demand", claim)

    def _deadline(self, card: CardRule, track: str) -> None:
        if not any(isinstance(step, ChangeStep) and step.place.name == track for step in _start(card)):
            return
        most = self._opened(card, track).high
        claim = None
        if most <= 0:
            message = (
                f"It has no round to be met in: `{track}` starts at {most}, and the round that it comes in counts as 1."
            )
            claim = Claim("crisis-unmeetable", message, "Write 1 or more.", False)
        self._ledger.say(self._spot(card, track), "deadline", claim)

    def _spot(self, card: CardRule, track: str) -> Spot:
        started = any(isinstance(step, ChangeStep) and step.place.name == track for step in _start(card))
        return Spot(("card", card.id), ("start", track) if started else ())

    def _opened(self, card: CardRule, track: str) -> Span:
        """What a track of the crisis can be once it is on the table."""
        first = self._program.starts.get(("crisis", track), 0)
        span = self._after(_start(card), track, Span(first, first))
        span = self._after(self._program.opens.steps, track, span)
        return self._after(card.opens.steps if card.opens else (), track, span)

    def _after(self, steps: Steps, track: str, span: Span) -> Span:
        for step in steps:
            if isinstance(step, ChangeStep) and (step.place.scope, step.place.name) == ("crisis", track):
                by = self._judge.range(step.amount)
                low, high = (by.low, by.high) if step.sets else (span.low + by.low, span.high + by.high)
                limits = borders("crisis", self._tracks[track])
                span = Span(*(min(max(value, limits.low), limits.high) for value in (low, high)))
            elif any(_touches(part, track) for part in inner(step)):
                span = borders("crisis", self._tracks[track])
        return span


def _start(card: CardRule) -> Steps:
    return card.effects.steps if card.effects is not None else ()


def _touches(steps: Steps, track: str) -> bool:
    cells = changed(steps)
    return cells is None or ("crisis", track) in cells
