"""Bots with character: each plays by its own nature, remembers what is public, and says so beforehand."""

import re
from collections.abc import Iterator

import pytest

from alliance_game.bots import BOTS, Choice, bot
from alliance_game.bots.natures import NATURES, VOICES, Nature, nature_of
from alliance_game.bots.regard import Regard, last_refusal
from alliance_game.definitions.characters import Levers
from alliance_game.engine import Decision, View, apply, decision, new_game, view
from alliance_game.engine.layout import FIRST
from tests.engine.games import fishery
from tests.table import Table, library

NAMES = sorted(NATURES)


def choose(name: str, table: Table) -> Choice:
    """What a character does in the position of a table."""
    asked = table.ask
    return bot(name, 5).choose(view(table.position, asked.seat), asked)


def played(names: tuple[str, ...], seed: int) -> Iterator[tuple[View, Decision, str, Choice]]:
    """Every decision of a game of characters."""
    position = new_game(library(), states=len(names), seed=seed)
    bots = [bot(name, seed) for name in names]
    while (asked := decision(position)) is not None:
        seen = view(position, asked.seat)
        choice = bots[asked.seat].choose(seen, asked)
        yield seen, asked, names[asked.seat], choice
        position, _ = apply(position, choice.move, asked.seat)


def crisis_table(name: str, target: int = -1) -> Table:
    """Seat 0 is asked to promise for a crisis that no single round can meet; everybody is rich."""
    table = Table()
    table.open(name, target, demand=40)
    table.put("state", "coins", 10)
    table.put("state", "might", 6)
    table.put("state", "standing", 6)
    table.enter("pledge", in_round=3)
    return table


def kept_word(table: Table, seat: int) -> None:
    """A state that kept its word four times of four, and gave as much as anybody."""
    table.put("state", "kept", 4, seat)
    table.put("state", "given", 10, seat)


def broke_word(table: Table, seat: int) -> None:
    """A state that broke its word two times of three."""
    table.put("state", "kept", 1, seat)
    table.put("state", "broken", 2, seat)
    table.put("state", "given", 10, seat)


def test_every_character_is_among_the_bots_with_a_line_for_the_menu() -> None:
    """The registry, the natures and the voices know the same names."""
    assert set(NATURES) == set(VOICES)
    assert set(NATURES) < set(BOTS)
    assert all(40 <= len(BOTS[name][1]) <= 80 for name in NATURES)


# Giving


def test_a_hawk_gives_to_hard_crises_and_not_to_soft_ones() -> None:
    hard, soft = choose("hawk", crisis_table("border_clash")), choose("hawk", crisis_table("displacement"))
    assert hard.move.number > soft.move.number
    assert hard.reason == f"We give {hard.move.number} for Border clash: we do not look away from this one."


def test_a_free_rider_promises_less_than_anybody_and_says_so() -> None:
    """Everybody hears it before the sealed answers."""
    numbers = {name: choose(name, crisis_table("border_clash")).move.number for name in NAMES}
    assert all(numbers["freerider"] < number for name, number in numbers.items() if name != "freerider")
    said = choose("freerider", crisis_table("border_clash")).reason
    assert re.search("Others are richer|Do not count on us", said)


def test_a_loyalist_gives_more_to_an_ally_that_is_hit() -> None:
    """The pact is its stated motive."""
    alone, bound = crisis_table("natural_disaster", target=2), crisis_table("natural_disaster", target=2)
    bound.put("two", "pact", 1, 0, 2)
    less, more = choose("loyalist", alone), choose("loyalist", bound)
    assert more.move.number > less.move.number
    assert more.reason == f"Japan is hit. We signed, so {more.move.number} from us."


def test_nobody_that_owes_something_keeps_silent_about_giving_nothing() -> None:
    """An ally that cannot count on a state hears it from that state, by name."""
    table = crisis_table("natural_disaster", target=2)
    table.put("two", "pact", 1, 0, 2)
    table.put("state", "coins", 1, 0)
    choice = choose("freerider", table)
    assert choice.move.number == 0
    assert choice.reason == "Japan should know: do not count on us for Natural disaster; we have expenses at home."


def test_tit_for_tat_gives_to_a_state_as_that_state_kept_its_word() -> None:
    good, bad = crisis_table("natural_disaster", target=2), crisis_table("natural_disaster", target=2)
    kept_word(good, 2)
    broke_word(bad, 2)
    more, less = choose("titfortat", good), choose("titfortat", bad)
    assert more.move.number > less.move.number
    assert less.reason.startswith("Japan broke its word (2 of 3); do not count on ")


@pytest.mark.parametrize("name", NAMES)
def test_a_state_helps_itself(name: str) -> None:
    """A crisis at the own door gets at least what a crisis elsewhere gets."""
    here, there = choose(name, crisis_table("displacement", 0)), choose(name, crisis_table("displacement", 2))
    assert here.move.number >= there.move.number > -1
    assert here.move.number > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_warning_comes_before_a_state_is_left_uncovered(name: str) -> None:
    """Whoever gives nothing to a crisis promised nothing aloud, and its reason names the crisis; save a free rider."""
    promised: dict[tuple[int, int, str], tuple[int, str]] = {}
    warned = surprised = 0
    for seed in (3, 4):
        for seen, asked, _, choice in played((name, "planner", "broker", name), seed):
            if asked.kind != "ask" or asked.seat not in (0, 3):
                continue
            key = seen.round, asked.seat, asked.about
            if asked.phase == "pledge":
                promised[key] = choice.move.number, choice.reason
            elif choice.move.number == 0:
                number, reason = promised[key]
                warned += number == 0
                surprised += number > 0
                title = library().cards[asked.about.split(".")[0]].card.title
                assert number > 0 or title in reason, reason
    assert surprised == 0 or name == "freerider"
    assert warned > surprised


def test_a_broken_promise_has_a_stated_motive() -> None:
    """Both numbers, and what came first."""
    broken = [
        choice.reason
        for seed in range(8)
        for seen, asked, name, choice in played(("freerider", "planner", "broker", "loyalist"), seed)
        if name == "freerider" and asked.phase == "commitment"
        if choice.move.number < (seen.value("crisis_state", "pledged", slot_of(seen, asked), asked.seat) or 0)
    ]
    assert broken
    assert all(re.match(r"We promised \d and give \d: .+ comes first\.", reason) for reason in broken)


def slot_of(seen: View, asked: Decision) -> int:
    """The slot of the crisis that is asked about."""
    names = seen.rules.card_names
    start = seen.rules.machine.slot_cards
    return next(slot for slot in seen.crises if names[seen.cells[start + slot]] == asked.about)


# Proposals


def proposal(seat: int, move: str = "play confidence_building partner=germany") -> Table:
    """Germany (seat 1) is asked for consent by a seat."""
    table = Table()
    table.cells[FIRST] = seat
    table.enter("diplomacy", in_round=3)
    table.play(move)
    return table


def test_tit_for_tat_accepts_from_those_who_keep_their_word_and_declines_from_those_who_break_it() -> None:
    good, bad = proposal(2), proposal(2)
    kept_word(good, 2)
    broke_word(bad, 2)
    bad.put("state", "face", 1, 2)
    bad.put("world", "thaw", 1)
    assert str(choose("titfortat", good).move) == "accept"
    assert choose("titfortat", good).reason == "Yes: Japan kept its word (4 of 4); we answer in kind."
    assert str(choose("titfortat", bad).move) == "decline"
    assert choose("titfortat", bad).reason == "No: Japan broke its word (2 of 3); we answer in kind."


def test_tit_for_tat_forgives_a_state_that_keeps_its_word_again() -> None:
    table = proposal(2)
    broke_word(table, 2)
    table.put("state", "kept", 5, 2)
    assert str(choose("titfortat", table).move) == "accept"


def test_an_apology_makes_up_for_lost_face() -> None:
    """The record of a state is better after it."""
    table = Table()
    regard = Regard(table.rules)
    table.put("state", "face", 1, 2)
    assert regard.credit(table.cells, 0, 2) < 0
    assert regard.told(table.cells, 0, 2) == "Japan lost face and has not apologised"
    table.put("state", "face", 0, 2)
    assert regard.credit(table.cells, 0, 2) == 0


def test_tit_for_tat_declines_once_after_it_was_declined() -> None:
    """The chronicle tells who refused whom; one refusal is answered with one."""
    table = Table()
    table.put("world", "thaw", 1)
    assert table.ask.seat == 0
    table.play("play confidence_building partner=germany", "decline", "pass")
    assert last_refusal(view(table.position, 0), 1)
    table.play("play confidence_building partner=france")
    assert not last_refusal(view(table.position, 1), 0)
    choice = choose("titfortat", table)
    assert (str(choice.move), choice.reason) == ("decline", "No: Germany refused us last time.")
    table.play("decline")
    assert not last_refusal(view(table.position, 0), 1)


def test_a_hawk_declines_where_others_accept() -> None:
    table = proposal(2)
    assert str(choose("planner", table).move) == "accept"
    choice = choose("hawk", table)
    assert (str(choice.move), choice.reason) == ("decline", "No: we trust what we can count, and this is not it.")


def test_a_loyalist_says_yes_to_an_ally() -> None:
    table = proposal(2)
    table.put("two", "pact", 1, 1, 2)
    broke_word(table, 2)
    choice = choose("loyalist", table)
    assert (str(choice.move), choice.reason) == ("accept", "Yes: Japan is an ally, and allies get a yes.")


# The data


def test_a_ruleset_may_set_levers_otherwise() -> None:
    """What it leaves out stays as it is."""
    changed = nature_of("hawk", Levers(give=10))
    assert changed.give == 10
    assert changed.word == NATURES["hawk"].word
    assert nature_of("hawk", None) is not NATURES["hawk"] or isinstance(NATURES["hawk"], Nature)
    assert nature_of("hawk", None) == NATURES["hawk"]


@pytest.mark.parametrize("name", NAMES)
def test_a_character_plays_a_game_that_it_does_not_know(name: str) -> None:
    """The fishery has no crises; the reasons are sentences all the same."""
    position = new_game(fishery(), "fishery", 3, seed=2)
    chooser = bot(name, 2)
    while (asked := decision(position)) is not None:
        choice = chooser.choose(view(position, asked.seat), asked)
        assert choice.reason.endswith(".")
        assert choice.reason[0].isupper()
        position, _ = apply(position, choice.move, asked.seat)
    assert position.over
