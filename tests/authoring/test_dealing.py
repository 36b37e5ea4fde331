"""The table of `try` and `preview`: the card comes first, and hits whom it should if it can."""

from functools import cache
from pathlib import Path

import pytest

from alliance_game.authoring.table.dealing import Deal, Wish, deal
from alliance_game.authoring.table.preview import in_words
from alliance_game.content import load, load_sources
from alliance_game.definitions import Library
from alliance_game.engine import decision
from alliance_game.engine.layout import ROUND
from alliance_game.errors import AllianceError, UnknownName
from alliance_game.saves import verify

from .my_pack import laid_out

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"


@cache
def library() -> Library:
    """The base content and the example pack."""
    return load([FISHERY])


def dealt(card: str, **wish: object) -> Deal:
    return deal(library(), Wish(card, **wish))  # type: ignore[arg-type]


def asked(found: Deal) -> tuple[str, str, int]:
    """What is asked first, about what, of whom."""
    question = decision(found.position)
    assert question is not None
    return question.kind, question.about, question.seat


@pytest.mark.parametrize("state", ["france", "germany", "japan", "brazil"])
def test_the_card_hits_the_state_that_is_wanted(state: str) -> None:
    """By a seed, where lot decides: nothing is otherwise than in a game, so nothing is noted."""
    found = dealt("summit", state=state)
    assert asked(found) == ("choice", "summit", ["france", "germany", "japan", "brazil"].index(state))
    assert found.arrival.hit == found.seat == asked(found)[2]
    assert found.notes == ()


def test_without_a_state_the_person_leads_the_one_that_is_hit() -> None:
    """So the author always sees the question."""
    found = dealt("contractor_offer", seed=11)
    assert asked(found) == ("choice", "contractor_offer", found.seat)


def test_a_crisis_is_on_the_table_when_its_target_is_asked() -> None:
    found = dealt("border_clash", state="japan")
    start = found.position.rules.machine.slot_cards
    assert found.position.rules.card_names[found.position.cells[start]] == "border_clash"
    assert found.position.cells[found.position.rules.layout.start("slot", "target")] == 2


def test_as_many_states_play_as_it_takes() -> None:
    """Kenya is the fifth."""
    assert dealt("summit", state="kenya").position.setup.states == 5


def test_what_comes_before_the_card_is_done_by_planners() -> None:
    """Quotas are proposed before the sea is looked at."""
    found = dealt("storm_warning")
    assert [each.move.split()[0] for each in found.arrival.made] == ["propose"] * 4
    assert found.position.cells[ROUND] == 1
    assert found.arrival.entry is not None
    assert found.arrival.entry.phase == "sea"


def test_a_card_that_would_not_be_drawn_comes_and_the_reason_is_noted() -> None:
    assert dealt("dear_fuel").notes == (
        "In a game it is drawn only while the round is 3 or more (it is 1). Here it comes all the same.",
    )
    assert dealt("storm").notes == (
        "In a game it is drawn only while “storm warning” is set. Here it comes all the same.",
    )


@pytest.mark.parametrize(
    ("card", "when"),
    [("dear_fuel", "the round is 3 or more"), ("storm", "“storm warning” is set"), ("summit", "")],
)
def test_its_words_say_when_it_can_come(card: str, when: str) -> None:
    found = [line for line in in_words(dealt(card)) if line.startswith("It can come only")]
    assert found == ([f"It can come only while {when}."] if when else [])


def test_a_card_that_nobody_fits_is_sent_to_the_state_and_the_reason_is_noted() -> None:
    found = dealt("good_prices", state="norway")
    assert asked(found) == ("choice", "good_prices", 1)
    (note,) = found.notes
    assert note == (
        "Good prices comes to nothing as things stand: no state fits its `where` (each needs landed above 0 (is 0)). "
        "Here it is sent to Norway all the same."
    )


def test_a_card_that_means_somebody_else_says_by_what() -> None:
    """Only Iceland has three boats: no seed helps."""
    mine = "title: Tax\nkind: incident\ntext: T.\nwho: {most: it.boats}\neffects: [{change: who.coins, by: -1}]\n"
    sources = {**library().sources, "cards/mine/tax.yaml": mine}
    found = deal(load_sources(sources), Wish("tax", scenario="fishery", state="norway"))
    assert found.arrival.hit == 1
    (note,) = found.notes
    assert note == (
        "Tax is about the state with the highest boats, which is Iceland (Iceland 3, Norway 2, Ireland 2, Canada 2). "
        "Here it is sent to Norway all the same."
    )


def test_a_card_that_no_scenario_uses_finds_rules_that_it_fits(tmp_path: Path) -> None:
    found = deal(load([laid_out(tmp_path)]), Wish("blockade", state="germany"))
    assert found.position.rules.program.symbols.tracks["world"].keys() >= {"tension"}
    assert found.arrival.hit == 1


def test_the_table_is_that_of_its_scenario() -> None:
    """Its states and rules, its title unless another is wanted, and no guide."""
    found = deal(library(), Wish("summit", scenario="first_steps", length="lesson"), "Mine")
    scenario = found.table.library.scenarios[found.table.scenario]
    assert (scenario.title, scenario.guide, found.position.setup.length) == ("Mine", None, "lesson")
    assert [state.id for state in found.position.rules.states] == ["rhodes", "kos", "naxos", "samos"]


@pytest.mark.parametrize(("card", "state"), [("summit", "japan"), ("storm_warning", None), ("good_prices", "norway")])
def test_a_game_of_it_is_saved_and_replays_by_itself(card: str, state: str | None, tmp_path: Path) -> None:
    """The rules lie beside the save; nothing else is needed."""
    found = dealt(card, state=state)
    with found.play(tmp_path) as game:
        assert game.position.cells == found.position.cells
        assert game.seats[found.seat] == "you"
        for _ in range(8):
            ask = decision(game.position)
            assert ask is not None
            game.play(ask.moves[0], seat=ask.seat)
    assert verify(tmp_path, game.name).sound


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"card": "sumit"}, "There is no card 'sumit'. Did you mean 'summit'?"),
        ({"card": "summit", "scenario": "konzert"}, "There is no scenario 'konzert'. Did you mean 'concert'?"),
        ({"card": "summit", "state": "frence"}, "There is no state 'frence'. Did you mean 'france'?"),
        ({"card": "summit", "length": "lesso"}, "There is no length 'lesso'. Did you mean 'lesson'?"),
        ({"card": "summit", "difficulty": "hart"}, "There is no difficulty 'hart'. Did you mean 'hard'?"),
    ],
)
def test_unknown_names_have_a_suggestion(wish: dict[str, str], said: str) -> None:
    with pytest.raises(UnknownName) as caught:
        dealt(**wish)
    assert str(caught.value) == said


def test_a_card_that_does_not_fit_the_scenario_says_where() -> None:
    with pytest.raises(AllianceError, match="storm"):
        dealt("storm", scenario="concert")
