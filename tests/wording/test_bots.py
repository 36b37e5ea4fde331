"""What bots and advisers say can be translated: where every sentence is marked, no word stands outside of marks."""

from collections.abc import Iterator

import pytest

from alliance_game.bots import BOTS, bot
from alliance_game.bots.advice import advice
from alliance_game.bots.counsel import HEADS, TITLE, told
from alliance_game.bots.natures import VOICES
from alliance_game.bots.search import Search
from alliance_game.bots.strength import LEVELS, Strength
from alliance_game.engine import Decision, View, apply, decision, new_game, view
from alliance_game.wording import Catalogue, speaking, translated
from tests.engine.games import library_of

from .foreign import foreign
from .pseudo import PSEUDO
from .sources import sentences

SEATS = ("hawk", "loyalist", "freerider", "titfortat", "planner")


def asked(scenario: str, states: int, rounds: int) -> Iterator[tuple[View, Decision]]:
    """The questions of the first rounds of a game that bots of many kinds play."""
    position = new_game(library_of(scenario), scenario, states, seed=4)
    leaders = [bot(name, 4) for name in SEATS[:states]]
    while (found := decision(position)) is not None and (seen := view(position, found.seat)).round <= rounds:
        yield seen, seen.decisions[0]
        position, _ = apply(position, leaders[found.seat].choose(seen, seen.decisions[0]).move, found.seat)


@pytest.mark.parametrize(("scenario", "states"), [("concert", 5), ("fishery", 3)])
def test_reasons(scenario: str, states: int) -> None:
    with speaking(PSEUDO):
        reasons = [
            bot(name, 4).choose(seen, question).reason
            for turn, (seen, question) in enumerate(asked(scenario, states, 2))
            for name in (SEATS[turn % len(SEATS)], SEATS[(turn + 2) % len(SEATS)])
        ]
        assert len(set(reasons)) > 10
        assert not foreign(scenario, reasons)


@pytest.mark.parametrize(("scenario", "states"), [("concert", 5), ("fishery", 3)])
def test_advice(scenario: str, states: int) -> None:
    kinds: set[str] = set()
    with speaking(PSEUDO):
        for seen, question in asked(scenario, states, 1):
            if question.kind not in kinds:
                kinds.add(question.kind)
                search = Search(0, Strength(12), explains=True)
                found = [advice(seen, about, race) for about, race in search.ponder(seen, question, lambda: False)]
                whole = " ".join(each.text for each in told(seen, question, found, 900))
                assert not foreign(scenario, [whole])
    assert len(kinds) > 1


def test_every_sentence_of_a_voice_is_known_to_translators() -> None:
    known = {sentence.text for sentence in sentences("bots/")}
    spoken = {words for voice in VOICES.values() for words in voice}
    assert spoken <= known
    assert {about for _, about in BOTS.values()} | {level.about for level in LEVELS.values()} <= known
    assert {TITLE, *HEADS} <= known


def test_a_reason_is_made_in_the_language_that_is_spoken() -> None:
    spanish = Catalogue("es", "español", {"By lot.": "Al azar."})
    seen, question = next(asked("concert", 3, 1))
    with speaking(spanish):
        assert bot("random", 0).choose(seen, question).reason == "Al azar."
        assert translated(LEVELS["hard"].about) == "thinks of everything, not for long"
    assert bot("random", 0).choose(seen, question).reason == "By lot."


def test_longer_heads_of_figures_widen_their_columns() -> None:
    seen, question = next(asked("concert", 3, 1))
    search = Search(0, Strength(12), explains=True)
    found = [advice(seen, about, race) for about, race in search.ponder(seen, question, lambda: False)]
    long = Catalogue("es", "español", {"ahead": "por delante"})
    with speaking(long):
        texts = [each.text for each in told(seen, question, found, 60)]
        heads = next(text for text in texts if "por delante" in text)
        best = next(each.text for each in told(seen, question, found, 60) if each.kind == "best")
    assert len(heads) == len(best) <= 60
