"""Card and tactic texts are made from their effects."""

import pytest

from alliance_game.describe import cards, effects
from alliance_game.language import steps
from alliance_game.language.program import CardRule, FormRule
from alliance_game.language.steps import Step
from alliance_game.language.tree import Cell, Local, Number, Type
from tests.table import Table

TABLE = Table()
RULES = TABLE.rules
WORLD = Cell(Type.INT, "world", "tension")
SELF = Local(Type.STATE, "self")
OTHER = Local(Type.STATE, "partner")
UP = steps.ChangeStep(0, WORLD, Number(Type.INT, 2), False)
DOWN = steps.ChangeStep(0, Cell(Type.INT, "state", "support", (SELF,)), Number(Type.INT, -1), False)


def test_every_kind_of_effect_has_a_sentence() -> None:
    kinds = {each for each in vars(steps).values() if isinstance(each, type) and issubclass(each, Step)}
    assert kinds - {Step} == set(effects.SAID)


def said(*found: Step) -> str:
    return effects.text(effects.voice_of(RULES, {"partner": "the partner"}), found)


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (UP, "tension +2"),
        (DOWN, "support −1"),
        (steps.ChangeStep(0, WORLD, Number(Type.INT, 5), True), "tension becomes 5"),
        (steps.ChanceStep(0, 1, 3, (DOWN,), ()), "1 in 3: support −1; otherwise: nothing"),
        (steps.OneOfStep(0, ((UP,), ())), "by lot one of: tension +2, or nothing"),
        (steps.ForEachStep(0, "s", "states", None, (UP,)), "every state: tension +2"),
        (steps.PartyStep(0, "pact", True, (SELF, OTHER)), "pact with the partner is signed"),
        (steps.PartyStep(0, "treaty", False, (OTHER,)), "the partner: leaves the treaty"),
        (steps.PeekStep(0, "events", OTHER), "the partner: looks at the next card"),
        (steps.ScheduleStep(0, "piracy", 1, None), "Piracy comes in 1 round"),
        (steps.EndStep(0, "collapse"), "the game ends: The alliance collapses"),
        (steps.CloseStep(0, Local(Type.CRISIS, "c")), "that crisis leaves the table"),
        (steps.RunStep(0, "lose_face", (DOWN,)), "lose face (support −1)"),
        (
            steps.TransferStep(
                0,
                Cell(Type.INT, "state", "coins", (SELF,)),
                Cell(Type.INT, "state", "coins", (OTHER,)),
                Number(Type.INT, 1),
            ),
            "1 coin from that state to the partner",
        ),
    ],
)
def test_an_effect_is_said(step: Step, text: str) -> None:
    assert said(step) == text


def test_effects_on_one_state_are_said_together() -> None:
    other = Cell(Type.INT, "state", "coins", (OTHER,))
    assert (
        said(steps.ChangeStep(0, other, Number(Type.INT, 1), False), steps.PeekStep(0, "events", OTHER))
        == "the partner: coins +1, looks at the next card"
    )


@pytest.mark.parametrize("card", RULES.program.cards, ids=lambda card: card.id)
def test_every_card_can_be_read(card: CardRule) -> None:
    text = " ".join(cards.card_lines(RULES, card))
    assert "_" not in text
    assert "…" not in text
    assert " ." not in text
    assert "the the" not in text
    assert text[0].isupper()


@pytest.mark.parametrize("form", RULES.program.forms, ids=lambda form: f"{form.tactic}-{form.form}")
def test_every_tactic_can_be_read(form: FormRule) -> None:
    text = " ".join(cards.tactic_lines(RULES, form))
    assert "_" not in text
    assert "nothing" not in text.split("Effect: ")[1].split(";")[0]
    assert "the the" not in text


def text_of(card: str) -> list[str]:
    return cards.card_lines(RULES, next(each for each in RULES.program.cards if each.id == card))


def test_some_cards_read_as_they_should() -> None:
    assert text_of("economic_downturn")[-1] == "Effect: every state: coins −1 if order is 6 or more, otherwise −2."
    assert "It is about the state with the highest number of agreements." in text_of("domestic_backlash")
    assert (
        "New course: support +1; every other state: trust with the state that decides −1 (taken if time runs out)."
        in text_of("leadership_change")
    )
    assert "Pay up (2 coins): standing +1." in text_of("burden_sharing_row")
    assert "Continuity (1 coin): nothing else." in text_of("leadership_change")
    assert "It hits the state with the lowest might." in text_of("cyber_attack")
    assert "When it is drawn: every state: coins −1." in text_of("pandemic")
