"""Anything in any order, at a saved game: it is always what a plain list of what was done says.

The list is played again from the set-up after every step, without a save. What the journal holds, what is loaded from
it, and what the game says must agree with it. ``pytest -m nightly`` walks many more ways, and longer ones.
"""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.definitions.scenario import YOU
from alliance_game.engine import Position, apply, decisions, default_move, intervene, new_game, outcome, violations
from alliance_game.engine.interventions import remarked
from alliance_game.engine.layout import ROUND
from alliance_game.engine.position import raw_chronicle
from alliance_game.engine.spelling import REWIND, SEATED
from alliance_game.errors import AllianceError, MoveError
from alliance_game.saves import FACILITATOR, Game, create, listing, open_save, replay, verify
from tests.content.packed import lake, pack
from tests.engine.games import FISHERY, Setting, library_of
from tests.engine.unruly import NONSENSE, meddling

SETTINGS = (
    Setting("north_shore", 2, "short"),
    Setting("north_shore", 3, "long"),
    Setting("fishery", 3, "short"),
    Setting("concert", 2, "lesson"),
    Setting("minilateral", 3, "lesson"),
)
WHO = (YOU, "random", "planner", "somebody else")
NUMBER = st.integers(0, 10**6)


class Done(NamedTuple):
    """Something that stands, and in which round it was done."""

    kind: str
    text: str
    seat: int
    round: int


class Told(NamedTuple):
    """Everything that a line of the journal leads to."""

    done: tuple[Done, ...] = ()
    seats: tuple[str, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    interventions: int = 0


@cache
def packed(scenario: str) -> Library:
    """The same content and a pack more, which no game that runs knows of."""
    if scenario == "north_shore":
        return lake(pack("gales", {"cards/weather/gale.yaml": GALE}))
    return load(packs=[str(FISHERY), str(FISHERY.parent / "hard_winter")])


GALE = "title: Gale\nkind: incident\ntext: The wind rises.\neffects: [{change: world.fish, by: -1}]\n"


class Table(RuleBasedStateMachine):
    """A saved game, and a plain list of what was done in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="table-"))
        self.lines: list[Told] = []
        self.known: list[Told] = []
        """The lines when one was written last: a mirror may know more of them than the file does since a crash."""
        self.after_crash = 0
        self.packs = 0

    def teardown(self) -> None:
        try:
            if self.lines:
                self.game.close()
                self.is_sound()
        finally:
            shutil.rmtree(self.folder)

    @initialize(which=st.integers(0, len(SETTINGS) - 1), number=st.integers(0, 2**63 - 1), many=st.integers(0, 40))
    def begin(self, which: int, number: int, many: int) -> None:
        """A new game, in which some moves have been made."""
        self.setting, self.seed = SETTINGS[which], number
        self.library = library_of(self.setting.scenario)
        seats = (YOU, *["random"] * (self.setting.states - 1))
        self.game: Game = create(self.library, seats, self.folder, "table", seed=number, **self.setting.compiled)
        self.lines = [Told(seats=seats)]
        self.play_some(many, number)

    # What is done

    @property
    def told(self) -> Told:
        return self.lines[-1]

    @property
    def position(self) -> Position:
        return self.game.position

    def add(self, kind: str, text: str, seat: int, round_: int, interventions: int = 0) -> None:
        """A line more, with something that stands."""
        done = Done(kind, text, seat, round_)
        total = self.told.interventions + interventions
        self.lines.append(self.told._replace(done=(*self.told.done, done), interventions=total))

    def by_lot(self, number: int) -> tuple[str, int]:
        """A move that somebody who is asked has."""
        asked = decisions(self.position)[number % len(decisions(self.position))]
        return str(asked.moves[number // 7 % len(asked.moves)]), asked.seat

    def move(self, number: int) -> None:
        (text, seat), now = self.by_lot(number), self.position.cells[ROUND]
        self.game.play(text, seat, by=("", "", "clock")[number % 3])
        self.add("move", text, seat, now)

    def play_some(self, many: int, number: int) -> None:
        dice = Random(number)
        while many and not self.position.over:
            self.move(dice.randrange(10**6))
            many -= 1

    @precondition(lambda self: not self.position.over)
    @rule(number=NUMBER)
    def play(self, number: int) -> None:
        self.move(number)

    @precondition(lambda self: not self.position.over)
    @rule(many=st.integers(2, 25), number=NUMBER)
    def play_on(self, many: int, number: int) -> None:
        self.play_some(many, number)

    @rule(text=st.sampled_from(NONSENSE), number=NUMBER)
    def play_what_is_not_possible(self, text: str, number: int) -> None:
        asked = {each.seat: [str(move) for move in each.moves] for each in decisions(self.position)}
        for seat in range(-1, self.setting.states + 1):
            # What is no move hardly ever is one now and then: "decline" is, where a proposal waits for its answer.
            if text in asked.get(seat, ()):
                continue
            self.refused(lambda seat=seat: self.game.play(text, seat))  # type: ignore[misc]
            if asked and seat not in asked:
                possible, _ = self.by_lot(number)
                self.refused(lambda seat=seat, possible=possible: self.game.play(possible, seat))  # type: ignore[misc]

    @rule(seat=st.integers(0, 5), own=st.booleans())
    def undo(self, seat: int, own: bool) -> None:
        seat = self.game.moves[-1].seat if own and self.game.moves else seat % self.setting.states
        assert self.game.can_undo(seat) is (self.game.why_not_undo(seat) is None)
        if not self.game.can_undo(seat):
            self.refused(lambda: self.game.undo(seat))
            return
        last = self.told.done[-1]
        assert (last.kind, last.seat) == ("move", seat), "only one's own last move is taken back"
        self.game.undo(seat)
        self.lines.append(self.told._replace(done=self.told.done[:-1]))

    @rule(back=st.integers(-1, 4), reason=st.text(max_size=20))
    def rewind(self, back: int, reason: str) -> None:
        to, done = self.position.cells[ROUND] - back, self.told.done
        befores = [*(each.round for each in done), self.position.cells[ROUND]]
        kept = next((at for at, number in enumerate(befores) if number >= to), len(done))
        if self.position.over or not 1 <= to <= befores[-1] or all(each.kind != "move" for each in done[kept:]):
            self.refused(lambda: self.game.rewind(to))
            return
        self.game.rewind(to, reason)
        left = (*done[:kept], Done("rewind", "", to, to))
        self.lines.append(self.told._replace(done=left, interventions=self.told.interventions + 1))

    @rule(number=NUMBER, reason=st.text(max_size=20))
    def intervene(self, number: int, reason: str) -> None:
        text = meddling(self.position, Random(number))
        moves, now, before = len(self.game.moves), self.position.cells[ROUND], self.position
        try:
            self.game.intervene(text, reason)
        except MoveError:
            assert self.position is before
            return
        if text.startswith("skip"):
            for played in self.game.moves[moves:]:
                assert played.move == str(default_move(before, played.seat))
                assert played.by == "facilitator"
                self.add("move", played.move, played.seat, before.cells[ROUND], 1)
                before, _ = apply(before, played.move, played.seat)
        else:
            self.add("intervene", text, FACILITATOR, now, 1)

    @rule(seat=st.integers(-1, 6), who=st.sampled_from((*WHO, "", "a\x1b[2J", "x" * 49)))
    def change_seats(self, seat: int, who: str) -> None:
        if self.position.over or not 0 <= seat < self.setting.states or who not in WHO:
            self.refused(lambda: self.game.sit(seat, who))
            return
        self.game.sit(seat, who)
        self.add("seat", who, seat, self.position.cells[ROUND], 1)
        seats = tuple(who if each == seat else name for each, name in enumerate(self.told.seats))
        self.lines[-1] = self.told._replace(seats=seats)

    @rule(seat=st.integers(-2, 6), text=st.text(" aBz7.'é€{", max_size=30))
    def note(self, seat: int, text: str) -> None:
        if not FACILITATOR <= seat < self.setting.states or not text.strip():
            self.refused(lambda: self.game.note(seat, text))
            return
        self.game.note(seat, text)
        self.lines.append(self.told._replace(notes=(*self.told.notes, (seat, text.strip()))))

    # What happens to the file

    @rule()
    def load(self) -> None:
        self.game.close()
        self.open(self.library)
        assert self.game.recovered == ""

    @precondition(lambda self: self.packs < 1)
    @rule()
    def add_a_pack(self) -> None:
        """The game goes on under the rules it was begun with, whatever is installed since."""
        self.packs += 1
        self.game.close()
        self.open(packed(self.setting.scenario))
        assert self.position.rules.library.digest == self.library.digest

    @rule(lost=st.integers(0, 3), part=st.integers(1, 10**6))
    def crash(self, lost: int, part: int) -> None:
        """The last lines are lost, and of the first of them a part is left."""
        self.game.close()
        whole = self.game.path.read_bytes().splitlines(keepends=True)
        kept = max(1, len(whole) - lost)
        torn = whole[kept][: part % len(whole[kept])] if kept < len(whole) else b""
        self.game.path.write_bytes(b"".join(whole[:kept]) + torn)
        # A line without its end is whole; nobody was told that it is there, and it may be.
        self.open_damaged(kept + (kept < len(whole) and torn == whole[kept][:-1]))
        assert bool(self.game.recovered) is bool(torn) or len(self.lines) > kept

    @rule(rubbish=st.binary(min_size=1, max_size=60))
    def rubbish_at_the_end(self, rubbish: bytes) -> None:
        self.game.close()
        with self.game.path.open("ab") as file:
            file.write(rubbish)
        self.open_damaged(len(self.lines))
        assert self.game.recovered

    def open_damaged(self, sound: int) -> None:
        """Mirrors may give back lines that the file has lost, now or since it was written last; never others."""
        if len(self.lines) > self.after_crash:
            self.known = self.lines
        self.open(self.library)
        found = self.game.path.read_bytes().count(b"\n")
        assert sound <= found <= len(self.known)
        self.lines, self.after_crash = self.known[:found], found

    @rule(number=NUMBER)
    def look_back(self, number: int) -> None:
        """A replay up to some move: the moves up to there, each where it stood. Nobody else may open the save."""
        self.refused(lambda: open_save(self.folder, "table", self.library))
        self.is_sound()
        standing = [done for done in self.told.done if done.kind == "move"]
        to = number % (len(standing) + 1)
        steps = list(replay(self.folder, "table", to, self.library))
        assert [step.played.move for step in steps if step.played is not None] == [done.text for done in standing[:to]]

    def is_sound(self) -> None:
        """Every hash of the journal comes out again, and so does the last position; the list of saves knows it."""
        checked = verify(self.folder, "table", self.library)
        assert checked.problem == ""
        assert checked.moves == len(self.lines) - 1
        *_, last = replay(self.folder, "table", library=self.library)
        assert last.position.cells == self.position.cells
        assert raw_chronicle(last.position) == raw_chronicle(self.position)
        (row,) = listing(self.folder)
        ended = outcome(self.position)
        assert (row.moves, row.ending) == (len(self.game.moves), ended.reason if ended is not None else "")
        assert (row.seats, row.problem) == (self.told.seats, "")

    # What must be true

    @invariant()
    def is_what_the_list_says(self) -> None:
        if not self.lines:
            return
        expected = self.played_again()
        assert self.position.cells == expected.cells
        assert raw_chronicle(self.position) == raw_chronicle(expected)
        assert violations(self.position) == []
        moves = [(done.text, done.seat) for done in self.told.done if done.kind == "move"]
        assert [(played.move, played.seat) for played in self.game.moves] == moves
        assert self.game.seats == self.told.seats
        assert len(self.game.interventions) == self.told.interventions
        notes = [note for seat in range(FACILITATOR, self.setting.states) for note in self.game.notes(seat)]
        assert [(note.seat, note.text) for note in notes] == sorted(self.told.notes, key=lambda note: note[0])
        assert self.game.path.read_bytes().count(b"\n") == len(self.lines)

    def played_again(self) -> Position:
        """The position that the list leads to."""
        position = new_game(self.library, seed=self.seed, **self.setting.compiled)
        for done in self.told.done:
            match done.kind:
                case "move":
                    position, _ = apply(position, done.text, done.seat)
                case "intervene":
                    position, _ = intervene(position, done.text)
                case "seat":
                    position = remarked(position, SEATED, done.seat, int(done.text == YOU))
                case "rewind":
                    position = remarked(position, REWIND, done.seat)
        return position

    # How it is checked

    def open(self, library: Library) -> None:
        self.game = open_save(self.folder, "table", library)

    def refused(self, attempt: Callable[[], object]) -> None:
        """It is refused in a sentence, and neither the game nor its file has changed."""
        before, data = self.position, self.game.path.read_bytes()
        with pytest.raises(AllianceError) as error:
            attempt()
        assert str(error.value).strip()
        assert self.position is before
        assert self.game.path.read_bytes() == data


def walk(number: int, ways: int, steps: int) -> None:
    """So many ways of so many steps, always the same ones for a number; a failure prints the steps that led to it.

    They are not made fewer first: with files on a disk that takes minutes.
    """
    chosen = settings(
        max_examples=ways,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(type(f"Table{number}", (Table,), {})), settings=chosen)


def test_whatever_is_done_the_save_says_the_same() -> None:
    walk(0, 10, 25)


@pytest.mark.nightly
@pytest.mark.parametrize("number", range(1, 5))
def test_whatever_is_done_at_length_the_save_says_the_same(number: int) -> None:
    walk(number, 40, 60)
