"""What a facilitator does from outside: the verb ``intervene``, its texts, and the answer when nobody answers."""

from collections.abc import Iterable

import pytest

from alliance_game.definitions import Library
from alliance_game.engine import (
    Entry,
    Position,
    apply,
    chronicle,
    decision,
    decisions,
    default_move,
    injectable,
    intervene,
    intervention,
    new_game,
    outcome,
    view,
    violations,
)
from alliance_game.engine.layout import ACTIONS
from alliance_game.engine.view import sealed_phase
from alliance_game.errors import IllegalMove, UnknownMove
from tests.engine.games import base, fishery

STATES = ("france", "germany", "japan", "brazil")


def game(seed: int = 3, **setup: object) -> Position:
    return new_game(base(), seed=seed, **setup)  # type: ignore[arg-type]


def at(position: Position, kind: str, sealed: bool | None = None) -> Position:
    """The first position of a game by defaults, from here on, in which a question of a kind is asked."""
    while (asked := decision(position)) is not None:
        if asked.kind == kind and (sealed is None or sealed_phase(position.rules, position.cells) == sealed):
            return position
        moves = asked.moves
        proposal = next((move for move in moves if "confidence_building" in str(move)), None)
        wanted = proposal if kind == "consent" and proposal is not None else default_move(position, asked.seat)
        position, _ = apply(position, wanted, asked.seat)
    raise AssertionError(f"nobody is asked to {kind}")


def value(position: Position, scope: str, name: str, *of: int) -> int | None:
    return view(position, 0).value(scope, name, *of)


def done(position: Position, text: str) -> tuple[Position, tuple[Entry, ...]]:
    """What an intervention leads to; the position must be sound, and its text must mean the same again."""
    found = intervention(position, text)
    assert intervention(position, found.text) == found
    before = position.cells[:]
    after, entries = intervene(position, text)
    assert position.cells == before
    assert violations(after) == []
    return after, tuple(entries)


def kinds(entries: Iterable[Entry]) -> list[str]:
    return [entry.kind for entry in entries]


def test_a_track_of_the_world_is_corrected_and_the_chronicle_says_who_did_it() -> None:
    position = game()
    after, entries = done(position, "correct tension -1")
    assert value(after, "world", "tension") == 2
    told, change = entries
    assert (told.kind, told.name, told.seen_by) == ("intervention", "correct tension -1", None)
    assert (change.kind, change.old, change.new) == ("change", 3, 2)
    assert (change.cause.running, change.cause.name) == ("facilitator", "correct tension -1")
    assert repr(decisions(after)) == repr(decisions(position))


def test_what_two_states_share_changes_on_both_sides() -> None:
    after, _ = done(game(), "correct trust +2 state=france other=japan")
    assert value(after, "pair", "trust", 0, 2) == value(after, "pair", "trust", 2, 0) == 5
    after, _ = done(game(), "correct trust -2 state=germany other=japan")
    assert value(after, "pair", "trust", 1, 2) == value(after, "pair", "trust", 2, 1) == 1
    assert value(after, "pair", "trust", 0, 2) == 3


def test_a_number_of_a_crisis_is_corrected() -> None:
    position = game()
    crisis = next(entry.crisis for entry in chronicle(position) if entry.kind == "open")
    after, entries = done(position, f"correct deadline +1 crisis={crisis}")
    assert entries[1].crisis == crisis
    assert value(after, "crisis", "deadline", 0) == (value(position, "crisis", "deadline", 0) or 0) + 1


def test_a_correction_stops_at_the_border() -> None:
    after, entries = done(game(), "correct support +9 state=france")
    assert value(after, "state", "support", 0) == 10
    assert entries[1].stopped
    with pytest.raises(IllegalMove, match="at 10, its border, already"):
        intervene(after, "correct support +1 state=france")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no intervention ''"),
        ("corect tension -1", "Did you mean 'correct'?"),
        ("correct tensoin -1", "There is no track 'tensoin'. Did you mean 'tension'?"),
        ("correct tension", "Say which track and by how much"),
        ("correct tension much", "'much' is no number such as"),
        ("correct tension 0", "A correction by 0 changes nothing"),
        ("correct tension -1 state=france", "'tension' belongs to nobody"),
        ("correct support +1", "'support' needs state=…"),
        ("correct support +1 state=frence", "There is no state 'frence'. Did you mean 'france'?"),
        ("correct support +1 sate=france", "Did you mean 'state'?"),
        ("correct support +1 state=france state=france", "A name is given twice."),
        ("correct trust +1 state=france other=france", "between two states"),
        ("correct deadline +1 crisis=nothing", "There is no open crisis 'nothing'."),
        ("inject card=pirac", "There is no card 'pirac' in this game. Did you mean 'piracy'?"),
        ("inject card=piracy round=next", "'next' is no number of a round"),
        ("freeze dirft", "Did you mean 'drift'?"),
        ("rule state=france", "Say whose argument it is"),
        ("rule state=france track=order by=2", "by 1 at most"),
        ("end now", "'end' stands alone"),
    ],
)
def test_what_is_not_understood_is_named(text: str, said: str) -> None:
    with pytest.raises(UnknownMove) as error:
        intervene(game(), text)
    assert said in str(error.value)


def test_a_crisis_that_was_mistyped_is_guessed() -> None:
    position = game()
    crisis = next(entry.crisis for entry in chronicle(position) if entry.kind == "open")
    with pytest.raises(UnknownMove, match=f"There is no open crisis '{crisis}s'. Did you mean '{crisis}'"):
        intervene(position, f"correct deadline +1 crisis={crisis}s")


def test_answers_and_secrets_are_not_corrected() -> None:
    position = at(game(), "ask")
    crisis = decisions(position)[0].about
    for track in ("pledged", "committed"):
        with pytest.raises(IllegalMove, match="is what states answered"):
            intervene(position, f"correct {track} +1 crisis={crisis} state=france")


def test_while_a_proposal_is_answered_nothing_is_corrected_but_it_can_be_skipped() -> None:
    position = at(game(), "consent")
    with pytest.raises(IllegalMove, match="wait for the answer, or skip it"):
        intervene(position, "correct coins -4 state=france")
    after, entries = done(position, "skip")
    assert "refused" in kinds(entries)
    asked = decision(after)
    assert asked is not None
    assert asked.kind == "act"


def test_a_card_comes_at_once_in_a_turn_and_the_turn_goes_on() -> None:
    position = at(game(), "act")
    before = decision(position)
    after, entries = done(position, "inject card=piracy")
    assert kinds(entries)[:2] == ["intervention", "open"]
    assert value(after, "slot", "card", 1) == after.rules.card_names.index("piracy")
    now = decision(after)
    assert before is not None
    assert now is not None
    assert now.seat == before.seat
    with pytest.raises(IllegalMove, match="on the table already"):
        intervene(after, "inject card=piracy")


def test_a_card_that_lets_somebody_choose_asks_the_state_that_was_named() -> None:
    position = at(game(), "act")
    for seat, name in enumerate(STATES):
        after, entries = done(position, f"inject card=nationalist_wave state={name}")
        asked = decision(after)
        assert asked is not None
        assert (asked.kind, asked.seat) == ("choice", seat)
        told = next(entry for entry in entries if entry.kind == "intervention")
        assert told.values == (("state", seat), ("number", 0))


def test_a_card_for_a_later_round_is_nobodys_business_until_then() -> None:
    position = at(game(), "act")
    after, entries = done(position, "inject card=piracy round=2")
    assert entries[0].seen_by == ()
    for seat in range(4):
        assert view(after, seat).cells == view(position, seat).cells
        assert view(after, seat).chronicle == view(position, seat).chronicle
    assert "piracy" not in injectable(after)
    with pytest.raises(IllegalMove, match="is waiting already"):
        intervene(after, "inject card=piracy round=3")
    while after.cells[0] < 2:
        after, _ = apply(after, default_move(after))
    told = [entry for entry in chronicle(after, 0) if entry.round == 2]
    arrived = next(index for index, entry in enumerate(told) if entry.kind == "intervention")
    assert told[arrived].scope == "arrives"
    assert (told[arrived + 1].kind, told[arrived + 1].crisis) == ("open", "piracy")
    first_draw = next(index for index, entry in enumerate(told) if entry.kind == "phase")
    assert arrived < first_draw


def test_a_card_waits_until_the_pledges_are_made_and_is_refused_among_sealed_answers() -> None:
    position = at(game(), "ask", sealed=False)
    after, entries = done(position, "inject card=piracy")
    assert kinds(entries) == ["intervention"]
    while not sealed_phase(after.rules, after.cells):
        after, _ = apply(after, default_move(after))
    assert value(after, "slot", "card", 1) == after.rules.card_names.index("piracy")
    with pytest.raises(IllegalMove, match="round=2"):
        intervene(after, "inject card=pandemic")


def test_a_card_comes_in_a_round_that_is_still_to_come() -> None:
    position = game(length="lesson")
    for wrong in (1, 6, 60):
        with pytest.raises(IllegalMove, match="Choose a later round, up to 5"):
            intervene(position, f"inject card=piracy round={wrong}")


def test_no_more_cards_wait_than_there_is_room_for() -> None:
    position = game()
    cards = iter(injectable(position))
    for _ in range(8):
        position, _ = done(position, f"inject card={next(cards)} round=4")
    with pytest.raises(IllegalMove, match="No more cards can wait"):
        intervene(position, f"inject card={next(cards)} round=4")


def test_what_is_frozen_stays_where_it_is() -> None:
    def drifted(*texts: str) -> int | None:
        position = game()
        for text in (*texts, "correct standing +6 state=france"):
            position, _ = done(position, text)
        while position.cells[0] < 2:
            position, _ = apply(position, default_move(position))
        return value(position, "state", "standing", 0)

    assert (drifted("freeze drift") or 0) == (drifted() or 0) + 1
    assert drifted("freeze drift", "thaw drift") == drifted()
    frozen, entries = done(game(), "freeze drift")
    assert entries[1].cause.running == "facilitator"
    with pytest.raises(IllegalMove, match="frozen already"):
        intervene(frozen, "freeze drift")
    with pytest.raises(IllegalMove, match="not frozen"):
        intervene(game(), "thaw drift")


def test_an_argument_costs_an_action_and_moves_a_track_by_one_once_a_round() -> None:
    position = at(game(), "act")
    asked = decision(position)
    assert asked is not None
    name = STATES[asked.seat]
    other = STATES[(asked.seat + 1) % 4]
    with pytest.raises(IllegalMove, match="only in its own turn"):
        intervene(position, f"rule state={other} track=order by=+1")
    after, entries = done(position, f"rule state={name} track=order by=+1")
    assert (entries[1].name, entries[1].new - entries[1].old) == ("order", 1)
    assert after.cells[7] == position.cells[7] - 1
    with pytest.raises(IllegalMove, match="in this round already"):
        intervene(after, f"rule state={name} by=0")
    own, entries = done(position, f"rule state={name} track=support by=-1")
    assert entries[1].seats == (asked.seat,)
    nothing, entries = done(position, f"rule state={name} by=0")
    assert kinds(entries) == ["intervention"]
    assert nothing.cells[7] == own.cells[7]


def test_an_argument_with_the_last_action_ends_the_turn() -> None:
    position = at(game(), "act")
    asked = decision(position)
    assert asked is not None
    position, _ = apply(position, next(move for move in asked.moves if "domestic_programme" in str(move)), asked.seat)
    assert position.cells[ACTIONS] == 1
    after, _ = done(position, f"rule state={STATES[asked.seat]} by=0")
    following = decision(after)
    assert following is not None
    assert following.seat != asked.seat


def test_skip_gives_the_default_answer_and_names_who_was_skipped() -> None:
    position = at(game(), "ask", sealed=True)
    seat = decisions(position)[2].seat
    after, entries = done(position, f"skip state={STATES[seat]}")
    assert seat not in [each.seat for each in decisions(after)]
    assert entries[0].values == (("state", seat),)
    with pytest.raises(IllegalMove, match="is not asked now"):
        intervene(after, f"skip state={STATES[seat]}")


def test_the_default_of_a_commitment_is_what_was_pledged() -> None:
    position = at(game(), "ask", sealed=False)
    pledges = {}
    while not sealed_phase(position.rules, position.cells):
        asked = decision(position)
        assert asked is not None
        assert str(default_move(position)).startswith("pledge 0")
        pledges[asked.seat] = asked.moves.numbers[-1]
        position, _ = apply(position, asked.moves[-1])
    for seat, number in pledges.items():
        assert str(default_move(position, seat)).startswith(f"commit {number} ")
    poor, _ = done(position, "correct coins -9 state=france")
    assert 0 not in [each.seat for each in decisions(poor)]


def test_the_default_of_a_choice_is_its_fallback() -> None:
    position, _ = done(at(game(), "act"), "inject card=nationalist_wave state=japan")
    choices = {str(move)[7:] for move in decisions(position)[0].moves}
    card = next(card for card in position.rules.cards if card.id == "nationalist_wave")
    fallback = next(choice.id for choice in card.choices if choice.fallback)
    assert fallback in choices
    assert str(default_move(position)) == f"choose {fallback}"


def test_a_game_that_is_ended_early_is_ranked_and_one_on_the_brink_collapses() -> None:
    ended, entries = done(game(), "end")
    found = outcome(ended)
    assert found is not None
    assert found.reason == "finished"
    assert found.ranking
    assert kinds(entries) == ["intervention", "over"]
    brink, _ = done(game(), "correct tension +9")
    collapsed = outcome(done(brink, "end")[0])
    assert collapsed is not None
    assert collapsed.reason == "collapse"
    for text in ("correct tension -1", "end", "skip", "freeze drift"):
        with pytest.raises(IllegalMove, match="The game is over"):
            intervene(ended, text)
    with pytest.raises(IllegalMove, match="The game is over"):
        default_move(ended)


def test_a_state_that_is_not_at_the_table_cannot_be_skipped() -> None:
    for seat in (-1, 4, 99):
        with pytest.raises(IllegalMove, match=f"There is no seat {seat}"):
            default_move(game(), seat)


def test_another_game_can_be_led_too() -> None:
    library: Library = fishery()
    position = new_game(library, scenario="fishery", seed=1)
    with pytest.raises(UnknownMove, match="nothing can be frozen"):
        intervene(position, "freeze drift")
    track = next(block for block in position.rules.layout.blocks if block.scope == "world" and block.track)
    cell = track.start
    by = 1 if position.cells[cell] < track.high else -1
    after, _ = done(position, f"correct {track.name} {by:+}")
    assert after.cells[cell] == position.cells[cell] + by
    ended = outcome(done(after, "end")[0])
    assert ended is not None
    assert ended.ranking
