"""States that have an article get it inside sentences, with a capital where one begins; tables keep the bare title."""

import pytest

from alliance_game.content import load
from alliance_game.content.languages import catalogue_of
from alliance_game.describe import foresight, naming, questions, status
from alliance_game.describe.sentences import sentence
from alliance_game.engine import view
from alliance_game.engine.reasons import why_not
from alliance_game.wording import speaking
from tests.table import Table, library

TOLD = ("move", "done", "refused", "card", "open", "turn", "reveal", "tell", "peek")


@pytest.mark.parametrize(("scenario", "seat"), [("us_japan", 0), ("warsaw_pact", 0)])
def test_a_whole_game_never_leaves_the_article_out(scenario: str, seat: int) -> None:
    table = Table(scenario=scenario, states=2 if scenario == "us_japan" else 4, seed=3)
    title = naming.state(table.rules, seat)
    while not table.position.over:
        table.play(str(table.ask.moves[len(table.entries) % len(table.ask.moves)]), seat=table.ask.seat)
    said = [sentence(table.rules, entry) for entry in table.entries if entry.kind in TOLD]
    about = [text for text in said if title in text]
    assert len(about) > 20
    for text in about:
        assert text.count(title) == text.count(f"the {title}") + text.count(f"The {title}"), text
        assert not text.startswith("the "), text


def test_sentences_begin_with_a_capital_and_tables_with_the_bare_name() -> None:
    table = Table(scenario="us_japan", states=2)
    seen = view(table.position, 0)
    assert naming.state(table.rules, 0) == "United States"
    assert naming.opening(table.rules, 0) == "The United States"
    assert questions.question(seen, seen.decisions[0])[0].startswith("What will the United States do?")
    assert status.state(seen, 0).startswith("United States (you): ")
    move = next(move for move in table.ask.moves if foresight.asks(seen, move.number))
    assert foresight.asks(seen, move.number) == "if Japan agrees"
    assert naming.all_called(table.rules, [1, 0]) == "Japan and the United States"


def test_reasons_have_the_article_too() -> None:
    table = Table(scenario="us_japan", states=2)
    table.put("state", "coins", 0, 0)
    assert "the United States has" in str(why_not(table.position, "play defence_investment"))


def test_what_a_state_is_called_is_its_title_and_a_word() -> None:
    states = {state.id: state for each in library().scenarios.values() for state in each.states}
    called = {name: state.in_words for name, state in states.items() if state.called}
    assert called["soviet_union"] == "the Soviet Union"
    for name, words in called.items():
        assert words == f"the {states[name].title}"


def test_another_language_has_no_english_article() -> None:
    with speaking(catalogue_of("es")):
        state = load().scenario("us_japan").states[0]
        assert (state.title, state.in_words) == ("United States", "United States")
