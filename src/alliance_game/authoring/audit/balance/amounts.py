"""Amounts: changes that change nothing, or that the track's border always swallows."""

from ....definitions import Track
from ....definitions.library import Path
from ....language.resolver import BOOL, INT
from ....language.steps import (
    ChanceStep,
    ChangeStep,
    ForEachStep,
    IfStep,
    OneOfStep,
    PickStep,
    Site,
    Step,
    TransferStep,
    inner,
)
from ....language.tree import Cell, Compare, Number
from ..logic.judge import Given, Judge, Verdict
from ..logic.ledger import Claim, Ledger, Spot
from ..logic.ranges import Span
from ..logic.spelling import spelled
from ..logic.walk import Met
from .shapes import exact


class Amounts:
    """Looks at every step on a walk."""

    def __init__(self, sites: list[Site], judge: Judge, ledger: Ledger) -> None:
        self._sites = sites
        self._judge = judge
        self._ledger = ledger

    def look(self, met: Met) -> None:
        """Claim what is wrong with one step."""
        step = met.step
        site = self._sites[step.site]
        match step:
            case ChangeStep() if "cost" not in site.path[-2:-1]:
                self._say(site, _amount_path(site.path, step.sets), lambda: self._change(step, met.given))
            case TransferStep():
                self._say(site, (*site.path[:-1], "by"), lambda: self._transfer(step, met.given))
            case IfStep() | ChanceStep() | OneOfStep() | ForEachStep() | PickStep() if site.path != ("obligation",):
                self._say(site, site.path, lambda: _lists(step))

    def _say(self, site: Site, path: Path, claim: object) -> None:
        spot = Spot(site.kind, path)
        if callable(claim) and self._ledger.is_open(spot, "amount"):
            self._judge.effort.begin()
            self._ledger.say(spot, "amount", claim())

    def _change(self, step: ChangeStep, given: Given) -> Claim | None:
        track = self._judge.symbols.tracks[step.place.scope][step.place.name]
        by = self._judge.range(step.amount, given)
        named = f"`{spelled(step.place)}`"
        if step.sets:
            return _set(named, track, by)
        if by == (0, 0):
            return Claim("no-effect", f"This adds 0 to {named}.", "Write another number, or remove the effect.")
        if by.low > track.max - track.min or by.high < track.min - track.max:
            size = min(abs(by.low), abs(by.high))
            message = f"A change by {size} always stops at a border: {named} is {track.min} to {track.max}."
            return Claim("always-clamped", message, f"Write `set` with the border, or {track.max - track.min} at most.")
        return self._swallowed(step.place, track, by, given, named)

    def _swallowed(self, place: Cell, track: Track, by: Span, given: Given, named: str) -> Claim | None:
        """A change towards a border where the track is known to stand at it."""
        known = any((place.scope, place.name) in fact.touches for fact in given.facts)
        for border, towards, word in ((track.max, by.low > 0, "raise"), (track.min, by.high < 0, "lower")):
            if known and towards:
                there = Compare(BOOL, "==", place, Number(INT, border))
                if self._judge.verdict(there, given.certain()) is Verdict.ALWAYS:
                    message = f"This can never {word} {named}: here it is always {border}, its border."
                    return Claim("always-clamped", message, "Change the condition or the amount.")
        return None

    def _transfer(self, step: TransferStep, given: Given) -> Claim | None:
        if step.source == step.target:
            return Claim("no-effect", f"`{spelled(step.source)}` gives to itself.", "Name another track in `to`.")
        if self._judge.range(step.amount, given).high <= 0:
            message = "Nothing is ever moved: the amount is never above 0."
            return Claim("no-effect", message, "Write a number above 0; to move it back, swap the tracks.")
        return None


def _amount_path(path: Path, sets: bool) -> Path:
    """Where the amount of a change is written."""
    return (*path[:-1], "to" if sets else "by") if path[-1] in ("change", "set") else path


def _set(named: str, track: Track, to: Span) -> Claim | None:
    if track.min <= to.high and to.low <= track.max:
        return None
    border = track.max if to.low > track.max else track.min
    value = to.low if to.low > track.max else to.high
    message = f"{named} cannot be {value}: it is {track.min} to {track.max}, so this sets it to {border}."
    return Claim("always-clamped", message, f"Write {border}.")


def _lists(step: Step) -> Claim | None:
    """Lists of effects that are empty, or the same whatever happens."""
    lists = [exact(part) for part in inner(step)]
    if not any(lists):
        return Claim("no-effect", "Nothing happens here: the lists are empty.", "Write effects, or remove it.")
    if isinstance(step, ForEachStep) or len(lists) < 2 or any(part != lists[0] for part in lists):
        return None
    word = {IfStep: "`then` and `else`", ChanceStep: "`then` and `else`", PickStep: "`do` and `else`"}.get(
        type(step), "all the lists"
    )
    return Claim("same-either-way", f"The same happens either way: {word} are equal.", "Keep one, or change the other.")
