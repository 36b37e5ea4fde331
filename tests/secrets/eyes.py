"""Everything that somebody learns from a position: each thing under a name, in a form that can be compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from itertools import count
from random import Random
from typing import Any

from alliance_game.bots import BOTS, Bot, advice, bot, counsel
from alliance_game.bots.search import Search
from alliance_game.definitions.scenario import MOMENTS
from alliance_game.describe import (
    bonds,
    ending,
    events,
    guidance,
    history,
    leads,
    lines,
    offers,
    questions,
    recap,
    status,
    story,
    trail,
    unasked,
)
from alliance_game.describe.bids import Bids
from alliance_game.describe.events import PUBLIC, Told
from alliance_game.describe.outlook import Outlooks
from alliance_game.engine import (
    Decision,
    Position,
    View,
    chronicle,
    default_move,
    preview,
    why_not,
)
from alliance_game.engine.spelling import ARRIVES, KINDS
from alliance_game.errors import AllianceError
from alliance_game.plain import telling
from alliance_game.plain.console import Console
from alliance_game.tui.lesson.public import public_lines
from alliance_game.tui.parts.sheet import Line
from alliance_game.tui.table import sidebar
from alliance_game.tui.table.board import board_lines, headline
from alliance_game.tui.table.foresight import offer_lines

from .twins import seen_by

WIDTH, HEIGHT = 100, 30
FEW = 3
"""So many moves, numbers or offers are looked at closely where there are many."""
SELDOM = 4
"""Who was ahead takes long to find out, and is worked out once in so many times."""
ROLLOUTS = 6
BEFORE, QUOTED = 200, 400
"""Letters of a difference that are quoted: before it, and all."""
SEED = 21
"""The seed of every bot."""


def reasons_of(position: Position, eye: int, lot: Random) -> list[str]:
    """A reason for everything that was done, in order; those that an eye may not read yet are by lot."""
    entries = chronicle(position)
    begun = max((at for at, entry in enumerate(entries) if entry.kind == "phase"), default=0)
    sealed = seen_by(position, eye).sealed
    found: list[str] = []
    counts = dict.fromkeys(range(-1, position.rules.players), 0)
    for at, entry in enumerate(entries):
        if entry.kind != "move" and (entry.kind != "intervention" or entry.scope == KINDS[ARRIVES]):
            continue
        secret = entry.seen_by is not None and eye not in entry.seen_by
        if secret and (entry.kind == "intervention" or (sealed and at > begun)):
            found.append(f"Reason {lot.random()}.")
        else:
            seat = entry.seats[0] if entry.kind == "move" else -1
            counts[seat] += 1
            found.append(f"Reason {counts[seat]} of {seat}.")
    return found


class Eyes:
    """What one seat, or everybody, learns from a position; ``number`` chooses what is looked at closely."""

    def __init__(self, position: Position, eye: int, number: int) -> None:
        self.position, self.eye, self.number = position, eye, number
        self.seen: View = seen_by(position, eye)
        self.rules = position.rules
        self.asked: Decision | None = next(iter(self.seen.decisions), None)

    def some(self, every: Sequence[Any]) -> list[Any]:
        """A few of many, the same for the same number."""
        return Random(self.number).sample(list(every), min(FEW, len(every)))

    def facts(self) -> dict[str, object]:
        """The view itself."""
        seen = self.seen
        return {
            "cells": seen.cells,
            "questions": [(each[:4], each.moves.numbers) for each in seen.decisions],
            "moves": [[str(move) for move in self.some(each.moves)] for each in seen.decisions],
            "acting": seen.acting,
            "set-up": seen.setup,
            "outcome": seen.outcome,
            "where": (seen.round, seen.phase, seen.crises, seen.sealed),
            "chronicle": seen.chronicle,
        }

    def words(self, lot: Random) -> dict[str, object]:
        """Everything that is told of it: on pages, in plain play, on the public board."""
        position, seen, rules = self.position, self.seen, self.rules
        told = events.told(position, self.eye, reasons_of(position, self.eye, lot))
        found: dict[str, object] = {
            "log": list(lines.all_lines(rules, events.events(rules, told))),
            "every change": events.events(rules, told, all_changes=True),
            "not asked": unasked.lines(rules, told, self.eye),
            "told in plain play": self.plain(told),
            "status": status.everything(seen),
            "in short": [status.brief(seen), status.standing(seen)],
            "recap": recap.recap(seen),
            "by rounds": history.series(seen),
            "lead": leads.last_change(seen) if self.number % SELDOM == 0 else None,
            "story": story.story(seen),
            "why": [trail.trail(seen, group[self.number % len(group)]) for _, group in self.some(trail.numbers(seen))],
            "score": tried(lambda: trail.why(seen, trail.SCORE)),
            "board": [texts(board_lines(seen, WIDTH, roomy=True)), texts([headline(seen, WIDTH)])],
            "scores beside": texts(sidebar.score_lines(seen, WIDTH)),
        }
        if self.eye == PUBLIC:
            return found | {"public board": texts(public_lines(seen, told, WIDTH, HEIGHT))}
        return found | {
            "agenda": ending.own_agenda(seen),
            "duties": bonds.owed(seen),
            "guide": [guidance.due(seen, moment, set(), 99) for moment in (*MOMENTS, seen.phase)],
            **self.question(),
        }

    def plain(self, told: Sequence[Told]) -> str:
        """What plain play writes of the last things that happened."""
        written = StringIO()
        telling.tell(Console(lambda prompt: "", written, is_terminal=False), self.position, self.eye, told[-60:])
        telling.tell_end(Console(lambda prompt: "", written, is_terminal=False), self.position)
        return written.getvalue()

    def question(self) -> dict[str, object]:
        """What is said of the question that is put, and of what could be answered."""
        seen, asked = self.seen, self.asked
        if asked is None:
            return {}
        found: dict[str, object] = {
            "question": questions.question(seen, asked),
            "if no answer comes": str(default_move(self.position, self.eye)),
            "why not": [why_not(self.position, move) for move in asked.moves[:FEW]] if asked.kind == "act" else [],
        }
        if asked.kind == "ask":
            bids = Bids(seen, asked)
            found["stakes"] = [bids.stakes, bids.opening, bids.budget, list(questions.answers(seen, asked))]
            found["outlook"] = repr(Outlooks(bids).of(bids.opening))
        elif asked.kind == "choice":
            found["choices"] = questions.choices(seen, asked)
        if asked.kind in ("act", "choice"):
            found["previews"] = [preview(seen, number, 2) for number in self.some(asked.moves.numbers)]
        if asked.kind == "act":
            menu = offers.offers(seen, asked)
            found["menu"] = [described(offer) for offer in menu]
            found["beside the menu"] = [texts(offer_lines(seen, offer, (), WIDTH)) for offer in self.some(menu)]
        return found

    def thought(self, name: str) -> object:
        """One bot's answer; of ``advice``, all that is said."""
        asked = self.asked
        assert asked is not None
        if name == ADVICE:
            # Somebody stops each of its thoughts after so many futures: time decides nothing.
            looks = count(1)
            found = advice.advise(self.seen, asked, NO_HURRY, lambda: next(looks) % LOOKS == 0)
            return [each.text for each in counsel.told(self.seen, asked, found, WIDTH)]
        choice = quick(name).choose(self.seen, asked)
        return str(choice.move), choice.reason


ADVICE = "advice"
LOOKS, NO_HURRY = 6, 10**9
MINDS = (*BOTS, ADVICE)


def quick(name: str) -> Bot:
    """A bot; if it searches, with few roll-outs."""
    found = bot(name, SEED)
    if isinstance(found, Search):
        found.strength = replace(found.strength, rollouts=ROLLOUTS)
    return found


def described(offer: offers.Offer) -> tuple[object, ...]:
    """An entry of a menu with all below it."""
    move = str(offer.move) if offer.move is not None else ""
    return offer.text, offer.about, move, offer.reason, offer.warning, *map(described, offer.inner)


def texts(found: Iterable[Line]) -> list[str]:
    """Lines of a page as text."""
    return ["".join(piece.text for piece in line) for line in found]


def tried(tell: Callable[[], object]) -> object:
    """What is told, or why not."""
    try:
        return tell()
    except AllianceError as error:
        return str(error)


def differing(one: dict[str, object], other: dict[str, object]) -> Iterator[str]:
    """What is not the same, named, and quoted from where it begins to differ."""
    assert one.keys() == other.keys()
    for name, found in one.items():
        if found != other[name]:
            first, second = repr(found), repr(other[name])
            at = next((at for at, pair in enumerate(zip(first, second, strict=False)) if len(set(pair)) > 1), 0)
            begin = max(0, at - BEFORE)
            yield f"{name}:\n  … {first[begin:][:QUOTED]}\n  … {second[begin:][:QUOTED]}"
