"""Card tests run: each is played, saved, loaded and played again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Protocol

from ...definitions import Library
from ...definitions.library import Path, Place
from ...definitions.trials import CardTest, Expected, Later
from ...describe import events, lines
from ...describe.events import Told
from ...engine import Decision, Entry, Move, Position, apply, chronicle, decision, decisions, new_game, why_not
from ...engine.layout import ROUND
from ...engine.reasons import Reading
from ...errors import ExpressionError, MoveError, did_you_mean
from ...language.evaluator import evaluate
from ...language.resolver import BOOL, CRISIS, INT, STATE, resolve
from ...language.tree import Local, Node, Type
from ...language.words import counted
from ...saves import create, verify
from ..table import conditions
from .files import TrialFile
from .staging import DONE, GO_ON, READY, Failed, Stage, sentence, staged, written

SEEDS = 64
"""So many seeds are tried for a second state that the card chooses itself."""
PATIENCE = 600
"""Questions of a round that are answered with as little as possible before a test is given up."""
NEXT_ROUND = "next round"
"""What stands among moves where nobody should do anything until a round is over."""
WIDE, MOST = 1000, 6
"""Columns for a line, so that none is broken; and lines that are told of many."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a test found to be otherwise than expected."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one test."""

    file: str
    name: str
    faults: tuple[Fault, ...]


class Unchosen(Exception):
    """The choice that a test takes is none of the card's; that is among its faults."""


class Player(Protocol):
    """A game to be played: a saved one, or one that nobody keeps."""

    @property
    def position(self) -> Position:
        """The game at this moment."""

    def play(self, move: Move | str, seat: int | None = None) -> object:
        """Make a move."""


@dataclass
class Rehearsal:
    """A game that nobody keeps."""

    position: Position

    def play(self, move: Move | str, seat: int | None = None) -> object:
        """Make a move."""
        self.position, entries = apply(self.position, move, seat)
        return entries


def run_file(library: Library, file: TrialFile, folder: FilePath) -> Iterator[Verdict]:
    """Run the tests of a file; games are saved in a folder."""
    for name, test in file.each():
        trial = Trial(library, test)
        trial.run(folder)
        faults = [Fault(file.source.place(("tests", name, *path)), said) for path, said in trial.faults]
        yield Verdict(file.source.file, name, tuple(sorted(faults, key=lambda fault: fault.place)))


@dataclass
class Trial:
    """One test as it is run."""

    library: Library
    test: CardTest
    faults: list[tuple[Path, str]] = field(default_factory=list)

    def run(self, folder: FilePath) -> None:
        """Play the test; whatever is otherwise than expected is among the faults."""
        try:
            stage = staged(self.library, self.test)
            self.saved(stage, self.seed(stage), folder)
        except Unchosen:
            # What came of a choice that was not made is no news.
            return
        except Failed as fault:
            self.faults.append((fault.path, fault.message))

    def first(self, stage: Stage, seed: int) -> Position:
        given = self.test.given
        return new_game(
            stage.table.library, stage.table.scenario, stage.states, given.length, given.difficulty, given.options, seed
        )

    def seed(self, stage: Stage) -> int:
        """The seed that the test names, or the first with which the card chooses the second state that it wants."""
        given = self.test.given
        if given.about is None or given.seed is not None:
            return given.seed or 0
        wanted = stage.seat(given.about, ("given", "about"))
        for seed in range(SEEDS):
            game = Rehearsal(self.first(stage, seed))
            self.lay(game)
            entry = self.arrival(game, self.go_on(game))
            if entry is not None and entry.seats[1:] == (wanted,):
                return seed
        raise Failed(("given", "about"), f"With none of {SEEDS} seeds the card chooses {given.about}.")

    def saved(self, stage: Stage, seed: int, folder: FilePath) -> None:
        """Play in a game that is saved, then read that from the disk and play it again."""
        given = self.test.given
        game = create(
            stage.table.library,
            ("you",) * stage.states,
            folder,
            scenario=stage.table.scenario,
            states=stage.states,
            length=given.length,
            difficulty=given.difficulty,
            options=given.options,
            seed=seed,
        )
        try:
            with game:
                self.played(stage, game)
        finally:
            if problem := verify(folder, game.name).problem:
                self.faults.append(((), f"Saved and loaded, it does not lead to the same: {problem}"))

    def played(self, stage: Stage, game: Player) -> None:
        """The whole test at a table."""
        self.lay(game)
        before = game.position
        begin = self.go_on(game)
        entry = self.arrival(game, begin)
        self.meant(stage, entry)
        self.choices(game)
        self.expect(stage, before, game.position, begin, self.test.expect, ("expect",))
        if self.test.then is not None:
            self.later(stage, game, self.test.then)

    # The table

    def lay(self, game: Player) -> None:
        """Up to the moment before the card comes. Raises ``Failed`` if the table is not as the test wants it."""
        wanted, rounds = self.test.given.round, game.position.rules.machine.rounds
        if wanted > rounds:
            raise Failed(("given", "round"), f"The game is over before this round begins: it has {rounds} rounds.")
        for _ in range(PATIENCE * wanted):
            asked = decision(game.position)
            if asked is not None and asked.about == READY:
                break
            if asked is None or game.position.cells[ROUND] > wanted:
                raise Failed(("given", "round"), "The game is over before this round begins.")
            idle(game)
        opened = open_crises(game.position)
        for index, crisis in enumerate(self.test.given.crises):
            if crisis.card not in opened:
                said = f"'{crisis.card}' did not come to the table: no state fits its target, or there is no room."
                raise Failed(("given", "crises", index, "card"), said)

    def go_on(self, game: Player) -> int:
        """Let the card come; gives the number of entries in the chronicle before it."""
        before = len(chronicle(game.position))
        game.play(GO_ON, seat=0)
        return before

    def arrival(self, game: Player, begin: int) -> Entry | None:
        """The entry of the card; ``None`` if it did not come."""
        kinds = ("card", "open", "overflow")
        found = [entry for entry in chronicle(game.position)[begin:] if entry.kind in kinds]
        return next((entry for entry in found if entry.name == self.test.card), None)

    def meant(self, stage: Stage, entry: Entry | None) -> None:
        """Whether the card is about whom it should be, and comes to something where that is needed."""
        wanted = self.test.expect
        seats = entry.seats if entry is not None else ()
        whom = {"who": seats[:1], "target": seats[:1], "about": seats[1:]}
        states = list(stage.seats)
        for part, seen in whom.items():
            if (state := getattr(wanted, part)) is not None:
                seat = stage.seat(state, ("expect", part))
                if seen != (seat,):
                    self.fault(("expect", part), state, states[seen[0]] if seen else "nobody")
        about = self.test.given.about
        if about is not None and seats[1:] != (stage.seat(about, ("given", "about")),):
            chosen = f"chooses {states[seats[1]]}" if seats[1:] else "chooses nobody"
            raise Failed(("given", "about"), f"With this seed the card {chosen}.")
        if self.test.crisis is not None and (entry is None or entry.kind != "open"):
            said = "found no room on the table" if entry is not None and entry.kind == "overflow" else "hits nobody"
            raise Failed(("crisis",), f"The crisis {said}, so it cannot be {self.test.crisis}.")

    # The choices

    def choices(self, game: Player) -> None:
        """Which can be taken, and taking one.

        Raises ``Failed`` if the card asks nothing, or not that; ``Unchosen`` if it has no such choice.
        """
        test, asked = self.test, decision(game.position)
        paths: list[Path] = [("open", index) for index in range(len(test.open))]
        paths += [("locked", name) for name in test.locked]
        paths += [("choose",)] if test.choose is not None else []
        if not paths:
            return
        if asked is None or asked.about != test.card:
            raise Failed(paths[0], "The card asks nothing: it has no choices, or no state fits it.")
        known = [
            choice.id for choice in game.position.rules.cards[game.position.rules.card_names.index(test.card)].choices
        ]
        for index, name in enumerate(test.open):
            if self.known(name, known, ("open", index)) and (reason := why_not(game.position, f"choose {name}")):
                self.faults.append((("open", index), f"Expected '{name}' to be open, but it is locked: {reason}."))
        for name, expected in test.locked.items():
            if self.known(name, known, ("locked", name)):
                self.locked(game.position, name, expected)
        if test.choose is not None:
            if not self.known(test.choose, known, ("choose",)):
                raise Unchosen
            self.move(game, f"choose {test.choose}", asked.seat, ("choose",))

    def known(self, name: str, known: Sequence[str], path: Path) -> bool:
        """Whether the card has a choice; if not, that is a fault, which says which it has."""
        if name not in known:
            hint = did_you_mean(name, known) or f" It has {', '.join(known)}."
            self.faults.append((path, f"The card has no choice '{name}'.{hint}"))
        return name in known

    def locked(self, position: Position, name: str, expected: str) -> None:
        reason = why_not(position, f"choose {name}")
        if reason is None:
            self.faults.append((("locked", name), f"Expected '{name}' to be locked, but it is open."))
        elif expected not in reason:
            self.fault(("locked", name), f"'{expected}'", f"'{reason}'")

    def move(self, game: Player, text: str, seat: int, path: Path) -> None:
        """A move that the test makes. Raises ``Failed`` if it is not possible."""
        try:
            game.play(text, seat=seat)
        except MoveError as error:
            raise Failed(path, str(error)) from error

    # What came of it

    def expect(self, stage: Stage, before: Position, after: Position, begin: int, wanted: Expected, path: Path) -> None:
        """Compare what is with what should be."""
        for part in ("tracks", "changes"):
            for key, value in getattr(wanted, part).items():
                here = (*path, part, key)
                now = self.number(stage, after, key, here)
                then = self.number(stage, before, key, here) if part == "changes" else 0
                if now - then != value:
                    moved = f"{now - then} (from {then} to {now})" if part == "changes" else str(now)
                    self.fault(here, str(value), moved, f"`{key}`: ")
        for index, text in enumerate(wanted.holds):
            node, names = self.read(stage, after, text, BOOL, (*path, "holds", index))
            if parts := conditions.failing(after.rules, after.cells, node, names):
                self.faults.append(((*path, "holds", index), f"This does not hold: {'; '.join(parts)}."))
        self.happened(tuple(own_entries(after, begin)), after, wanted, path)

    def happened(self, entries: Sequence[Entry], after: Position, wanted: Expected, path: Path) -> None:
        """What the chronicle tells."""
        due = {entry.name: entry.new - entry.round for entry in entries if entry.kind == "scheduled"}
        for card, rounds in wanted.scheduled.items():
            if due.get(card) != rounds:
                seen = f"in {counted(due[card], 'rounds')}" if card in due else "not at all"
                self.fault((*path, "scheduled", card), f"in {counted(rounds, 'rounds')}", seen, f"'{card}': ")
        opened = [entry.name for entry in entries if entry.kind == "open"]
        for index, card in enumerate(wanted.opened):
            if card not in opened:
                self.fault((*path, "opened", index), f"'{card}'", ", ".join(opened) or "no crisis")
        told = said(after, entries)
        for index, text in enumerate(wanted.log):
            if not any(text in line for line in told):
                self.fault((*path, "log", index), f"a line with '{text}'", quoted(told))
        for index, text in enumerate(wanted.not_log):
            if line := next((line for line in told if text in line), ""):
                self.fault((*path, "not_log", index), f"no line with '{text}'", quoted([line]))

    def number(self, stage: Stage, position: Position, key: str, path: Path) -> int:
        node, names = self.read(stage, position, written(key), INT, path)
        return evaluate(node, names, Reading(position.rules, position.cells))

    def read(
        self, stage: Stage, position: Position, text: str, want: Type, path: Path
    ) -> tuple[Node, Mapping[str, int]]:
        """What an expression means at a table: states by their ids, open crises by their cards."""
        crises = open_crises(position)
        scope: dict[str, Node] = {crisis: Local(CRISIS, crisis) for crisis in crises}
        scope |= {state: Local(STATE, state) for state in stage.seats}
        try:
            return resolve(text, scope, position.rules.program.symbols, want), {**crises, **stage.seats}
        except ExpressionError as error:
            raise Failed(path, sentence(error)) from error

    def fault(self, path: Path, expected: str, seen: str, about: str = "") -> None:
        self.faults.append((path, f"{about}expected {expected}, seen {seen}."))

    # How it goes on

    def later(self, stage: Stage, game: Player, later: Later) -> None:
        """The moves after it, and what is expected then."""
        asked = decision(game.position)
        if asked is not None and asked.about == DONE:
            before, begin = game.position, self.go_on(game)
        else:
            before, begin = game.position, len(chronicle(game.position))
        for index, text in enumerate(later.moves):
            self.later_move(stage, game, text, ("then", "moves", index))
        self.pass_by(game, later.rounds)
        self.expect(stage, before, game.position, begin, later.expect, ("then", "expect"))

    def pass_by(self, game: Player, rounds: int) -> None:
        """Nobody does anything until so many more rounds have begun, or the game is over."""
        until = game.position.cells[ROUND] + rounds
        for _ in range(PATIENCE * (rounds + 1)):
            if game.position.over or game.position.cells[ROUND] >= until:
                return
            idle(game)

    def later_move(self, stage: Stage, game: Player, text: str, path: Path) -> None:
        """One more move, once its state is asked; or the next round. Raises ``Failed``."""
        if text == NEXT_ROUND:
            self.pass_by(game, 1)
            return
        state, colon, words = (part.strip() for part in text.partition(":"))
        if not colon:
            raise Failed(path, f"Say whose move it is: 'STATE: {text}'.")
        seat = stage.seat(state, path)
        for _ in range(PATIENCE):
            if any(each.seat == seat for each in decisions(game.position)):
                self.move(game, words, seat, path)
                return
            if game.position.over:
                break
            idle(game)
        raise Failed(path, f"The game is over before {state} is asked.")


def quoted(told: Sequence[str]) -> str:
    """Lines in quotes, the first of many."""
    some = [f"“{line}”" for line in told[:MOST]]
    more = [f"and {len(told) - MOST} more"] if len(told) > MOST else []
    return " ".join([*some, *more]) or "no line"


def idle(game: Player) -> None:
    """Answer the first question with as little as possible: pass, decline, 0, what is taken when time runs out."""
    asked = decision(game.position)
    assert asked is not None, "the game is over"
    game.play(quietest(game.position, asked), seat=asked.seat)


def quietest(position: Position, asked: Decision) -> Move:
    """The answer that does the least."""
    if asked.kind == "choice":
        rules = position.rules
        choices = rules.cards[rules.card_names.index(asked.about)].choices
        number = next(index for index, choice in enumerate(choices) if choice.fallback)
        return asked.moves[asked.moves.numbers.index(number)]
    return asked.moves[asked.moves.numbers.index(0)]


def open_crises(position: Position) -> dict[str, int]:
    """The slot of each crisis on the table, by its card."""
    rules = position.rules
    slots = ((slot, position.cells[rules.machine.slot_cards + slot]) for slot in range(rules.layout.slots))
    return {rules.card_names[card]: slot for slot, card in slots if card >= 0}


def own_entries(position: Position, begin: int) -> Iterator[Entry]:
    """What happened since, without what the test itself does."""
    hidden = False
    for entry in chronicle(position)[begin:]:
        about = entry.crisis if entry.kind == "move" else entry.name
        if entry.kind in ("move", "card") and about in (READY, DONE):
            hidden = True
        elif entry.kind not in ("scheduled", "change"):
            hidden = False
        if not hidden:
            yield entry


def said(position: Position, entries: Sequence[Entry]) -> list[str]:
    """The lines that the chronicle tells, none of them broken."""
    found = events.events(position.rules, [Told(entry) for entry in entries])
    return [" ".join(line.split()) for line in lines.all_lines(position.rules, found, WIDE) if line]
