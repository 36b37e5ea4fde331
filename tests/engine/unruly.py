"""Games among unruly players: they also try what is not possible, and a facilitator meddles now and then.

``python -m tests.engine.unruly concert 3 lesson hard fog,hegemon 17`` plays one such game, as a failing test says.
"""

import sys
from collections import deque
from collections.abc import Callable
from random import Random

from alliance_game.engine import (
    Move,
    Position,
    apply,
    decision,
    decisions,
    default_move,
    intervene,
    intervention,
    outcome,
    position_hash,
    view,
    violations,
    why_not,
)
from alliance_game.engine.interventions import freezable
from alliance_game.engine.layout import ROUND
from alliance_game.engine.moves import parse_move
from alliance_game.errors import IllegalMove, MoveError, UnknownMove

from .explained import Following, added_up
from .games import Setting, sensible

MOST = 2_000
"""No game has more moves."""
NONSENSE = (
    "", " ", "\t\n", "pas", "pass now", "play", "play play", "play =", "play x=y", "play form=", "PASS", "päss", "\0",
    "\x1b[2J", "\u202epass", "accept", "decline", "accept no", "choose", "choose choose", "pledge", "pledge -1",
    "pledge 1.5", "pledge 10000", "pledge ²", "pledge ٣", "commit 1e3", "commit 0 on=", "commit 0 on=nothing",
    "catch 99999999999999999999", "1", "-1", "None", "x" * 5_000, "play " * 500, "\ud800", "{0}", "%s", "'); --",
)  # fmt: skip
"""What is no move of any game at any time, or hardly ever."""


class Unruly:
    """One game, its players, and whoever looks over their shoulders."""

    def __init__(self, setting: Setting, seed: int) -> None:
        self.setting = setting
        self.seed = seed
        self.lot = Random(f"{setting} {seed}")
        self.made = 0
        self.refused = 0
        self.meddled = 0
        self.before: deque[tuple[Move, int]] = deque(maxlen=40)
        self.position = setting.game(seed)
        self.following = Following(self.position)

    def play(self) -> Position:
        """To the end. Raises ``AssertionError`` that says how to see it again, whatever goes wrong."""
        try:
            self.sound()
            while not self.position.over:
                self.turn()
            self.ended()
        except Exception as error:
            words = self.setting.words
            raise AssertionError(
                f"{self.setting}, seed {self.seed}, after {self.made} moves: {type(error).__name__}: {error}\n"
                f"To see it again: python -m tests.engine.unruly {words} {self.seed}"
            ) from error
        return self.position

    def turn(self) -> None:
        """One move, with what else comes to somebody's mind."""
        chance = self.lot.random()
        if chance < 0.3:
            self.lot.choice(TRIES)(self)
        elif chance < 0.33:
            self.meddle()
        elif chance < 0.335:
            self.everything_offered_can_be_done()
        if self.position.over:
            return
        seat, move = sensible(self.lot, self.position)
        self.before.append((move, seat))
        self.go_on(apply(self.position, move, seat)[0])
        self.made += 1
        assert self.made < MOST, "the game does not end"

    def go_on(self, after: Position) -> None:
        before, self.position = self.position, after
        assert before.cells[ROUND] <= after.cells[ROUND], "a round that has gone by comes again"
        self.following.step(after)
        self.sound()

    def sound(self) -> None:
        found = violations(self.position)
        assert not found, "; ".join(found)

    def everything_offered_can_be_done(self) -> None:
        for asked in decisions(self.position):
            assert default_move(self.position, asked.seat) in asked.moves
            for move in asked.moves:
                after, _ = apply(self.position, move, asked.seat)
                assert not violations(after), f"{move}: {violations(after)}"

    def ended(self) -> None:
        """A game that is over has an outcome, and nothing can be done in it any more."""
        assert decision(self.position) is None
        assert decisions(self.position) == ()
        result = outcome(self.position)
        assert result is not None
        assert result.reason in self.position.rules.endings
        assert all(view(self.position, seat).outcome == result for seat in range(self.setting.states))
        ranked = sorted(seat for group in result.ranking for seat in group)
        assert ranked in ([], list(range(self.setting.states)))
        added_up(self.position)
        for move, seat in self.before:
            self.refuses(lambda move=move, seat=seat: apply(self.position, move, seat))  # type: ignore[misc]
        for text in (*NONSENSE[:8], "end", "skip", meddling(self.position, self.lot)):
            self.refuses(lambda text=text: apply(self.position, text))  # type: ignore[misc]
            self.refuses(lambda text=text: intervene(self.position, text))  # type: ignore[misc]

    # What is tried

    def refuses(self, attempt: Callable[[], object]) -> None:
        """An attempt must be refused in a sentence, and leave everything as it was."""
        assert not self.attempted(attempt), "this was possible"

    def attempted(self, attempt: Callable[[], object]) -> bool:
        """Whether something was possible. Either way the position stays as it was."""
        cells, history = self.position.cells[:], self.position._history
        fingerprint = position_hash(self.position) if self.lot.random() < 0.02 else ""
        error: MoveError | None = None
        try:
            attempt()
        except MoveError as caught:
            error = caught
        assert self.position.cells == cells
        assert self.position._history is history
        assert not fingerprint or position_hash(self.position) == fingerprint
        if error is not None:
            self.refused += 1
            assert type(error) in (UnknownMove, IllegalMove)
            assert str(error).strip()
        return error is None

    def says(self, text: str, seat: int) -> None:
        """A seat says something: it is a move that it has, or it is refused."""
        if self.attempted(lambda: apply(self.position, text, seat)):
            meant = parse_move(self.position.rules, self.position.cells, text, seat)
            assert meant in next(asked for asked in decisions(self.position) if asked.seat == seat).moves

    def nonsense(self) -> None:
        self.says(self.lot.choice(NONSENSE), self.anybody())

    def jumbled(self) -> None:
        """Words of this game in a wrong order, or a possible move with a slip of the pen."""
        asked = self.lot.choice(decisions(self.position))
        text = str(self.lot.choice(asked.moves))
        words, at = text.split(), self.lot.randrange(len(text))
        rules = self.position.rules
        other = self.lot.choice([*rules.card_names, *(state.id for state in rules.states), *words])
        slips = (
            text[:at] + text[at + 1 :],
            text[:at] + self.lot.choice("=x 9-é\x07") + text[at:],
            " ".join([*words, other]),
            " ".join(words[:-1]),
            " ".join(self.lot.sample(words, len(words))),
            text.rpartition("=")[0] + "=" + other,
            text.upper(),
        )
        self.says(self.lot.choice(slips), asked.seat)

    def out_of_turn(self) -> None:
        """Somebody who is not asked answers, or somebody who does not exist."""
        open_seats = [asked.seat for asked in decisions(self.position)]
        others = [seat for seat in (*range(self.setting.states), -1, -2, 7, 10**20) if seat not in open_seats]
        move = self.lot.choice(decisions(self.position)[0].moves)
        seat = self.lot.choice(others)
        self.refuses(lambda: apply(self.position, move, seat))
        self.refuses(lambda: apply(self.position, str(move), seat))

    def answer_of_before(self) -> None:
        """An answer to an earlier question, as it was given then: it still fits, or it is refused."""
        if not self.before:
            return
        move, seat = self.lot.choice(self.before)
        if self.attempted(lambda: apply(self.position, move, seat)):
            asked = next(asked for asked in decisions(self.position) if asked.seat == seat)
            assert asked.kind == move.kind
            assert move.text in [str(each) for each in asked.moves if each.number == move.number]

    def wrong_number(self) -> None:
        """A number that is not offered, under any name."""
        asked = self.lot.choice(decisions(self.position))
        number = self.lot.choice([-1, self.lot.randrange(len(self.position.rules.moves) + 3)])
        if number not in asked.moves.numbers:
            wrong = Move(str(asked.moves[0]), number, asked.kind)
            self.refuses(lambda: apply(self.position, wrong, asked.seat))
            if asked.seat == decisions(self.position)[0].seat:
                assert why_not(self.position, wrong), "no reason is given"
        first = asked.moves[0]
        self.refuses(lambda: apply(self.position, first._replace(text="dance"), asked.seat))
        kind = self.lot.choice([each for each in ("act", "consent", "ask", "choice", "") if each != asked.kind])
        self.refuses(lambda: apply(self.position, first._replace(kind=kind), asked.seat))

    def nobody_to_skip(self) -> None:
        open_seats = [asked.seat for asked in decisions(self.position)]
        for seat in (-1, 99, *range(self.setting.states)):
            if seat not in open_seats:
                self.refuses(lambda seat=seat: default_move(self.position, seat))  # type: ignore[misc]

    def anybody(self) -> int:
        return self.lot.randrange(self.setting.states)

    # What a facilitator does

    def meddle(self) -> None:
        """Something is done from outside, if it is possible."""
        text = meddling(self.position, self.lot)
        if self.attempted(lambda: intervene(self.position, text)):
            found = intervention(self.position, text)
            assert intervention(self.position, found.text) == found
            self.meddled += 1
            self.go_on(intervene(self.position, text)[0])


def meddling(position: Position, lot: Random) -> str:
    """An intervention by lot, possible or not."""
    rules = position.rules
    state, other = (lot.choice(rules.states).id for _ in range(2))
    block = lot.choice([block for block in rules.layout.blocks if block.track is not None])
    card = lot.choice(rules.card_names)
    slots = position.cells[rules.machine.slot_cards :][: rules.layout.slots]
    crisis = rules.card_names[lot.choice([number for number in slots if number >= 0] or [0])]
    whose = {
        "world": "",
        "state": f" state={state}",
        "pair": f" state={state} other={other}",
        "crisis": f" crisis={crisis}",
        "crisis_state": f" crisis={crisis} state={state}",
    }[block.scope]
    frozen = lot.choice([*freezable(rules), "nothing"])
    by = lot.choice(["+1", "-1", "-9", "+5", "999", "-999"])
    if lot.random() < 0.02:
        return "end"
    return lot.choice(
        [
            f"correct {block.name} {by}{whose}",
            f"correct {block.name} {by}{whose}",
            f"correct {block.name} {by}",
            f"inject card={card}",
            f"inject card={card} state={state}",
            f"inject card={card} state={state} round={lot.randrange(1, 9)}",
            "skip",
            f"skip state={state}",
            f"freeze {frozen}",
            f"thaw {frozen}",
            f"rule state={state} track={block.name} by={by}{whose.replace(' state=', ' of=')}",
            f"rule state={state} by=0",
            lot.choice(NONSENSE),
        ]
    )


TRIES = (
    Unruly.nonsense,
    Unruly.jumbled,
    Unruly.out_of_turn,
    Unruly.answer_of_before,
    Unruly.wrong_number,
    Unruly.nobody_to_skip,
)


if __name__ == "__main__":
    *words, number = sys.argv[1:]
    Unruly(Setting.of(words), int(number)).play()
