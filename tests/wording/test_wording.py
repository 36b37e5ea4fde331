"""What is said in which language."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from alliance_game.wording import ENGLISH, Catalogue, aside, marked, say, single, speaking, spoken, translated

SENTENCES = {"{state} pays {count}.": "{count} paga {state}.", "One line, two.": "Una."}
OTHER = Catalogue("xx", "Other", SENTENCES, {}, {"oxen": "ox"})


def test_without_a_catalogue_the_english_is_said() -> None:
    assert say("{state} pays {count}.", state="Chile", count=3) == "Chile pays 3."
    assert say("Nothing {here}") == "Nothing {here}"


def test_a_sentence_may_order_its_values_otherwise() -> None:
    with speaking(OTHER):
        assert say("{state} pays {count}.", state="Chile", count=3) == "3 paga Chile."
        assert say("Nobody translated this.") == "Nobody translated this."
    assert spoken() is ENGLISH


def test_values_are_never_read_as_sentences() -> None:
    with speaking(OTHER):
        said = say("{state} pays {count}.", state="{count}", count="{state.__class__}")
    assert said == "{state.__class__} paga {count}."


def test_marked_sentences_are_looked_up_when_shown_whatever_their_lines() -> None:
    kept = marked("""One line,
        two.""")
    assert "\n" in kept
    with speaking(OTHER):
        assert translated(kept) == "Una."


def test_a_language_is_forgotten_after_an_exception() -> None:
    with pytest.raises(ZeroDivisionError), speaking(OTHER):
        raise ZeroDivisionError
    assert spoken() is ENGLISH


@pytest.mark.parametrize(("many", "one"), [("coins", "coin"), ("oxen", "oxen"), ("progress", "progress")])
def test_the_word_for_one(many: str, one: str) -> None:
    assert single(many) == one
    with speaking(OTHER):
        assert single("oxen") == "ox"


def test_what_is_said_aside_is_heard_in_its_thread_alone() -> None:
    """Files are read in a thread of their own while the screen is painted."""
    began, painted = Event(), Event()

    def read() -> str:
        with aside(ENGLISH):
            began.set()
            assert painted.wait(5)
            return say("One line, two.")

    with speaking(OTHER), ThreadPoolExecutor() as pool:
        beside = pool.submit(read)
        assert began.wait(5)
        assert say("One line, two.") == "Una."
        painted.set()
        assert beside.result() == "One line, two."
        assert pool.submit(say, "One line, two.").result() == "Una."
